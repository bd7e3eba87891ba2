import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from footlights.errors import (
    MissingFileError,
    UnknownColumnError,
    UnknownFieldError,
    UnknownScaleError,
    UnknownSheetError,
    UnreadableFileError,
    UnreadGridError,
)
from footlights.usecases.grids.read_grid import read_grid

WORKSHOP = """\
Phase,Step,Customer actions,Touchpoint,Emotion,Pain points,Opportunities,Backstage,Owner
Discover,Sees an ad,Scrolls past,Instagram,😐,"• Too many ads
• Irrelevant",Target better,Runs the campaign,Marketing
,Visits the site,Compares prices,Website,curious (+1),Slow pages; No prices,,,
Buy,Orders,Pays by card,Website,happy,,,Charges the card,Finance
"""
LANES = """\
;Discover;;Buy
Steps;Sees an ad;Visits the site;Orders
Actions;Scrolls past;Compares prices;Pays by card
;;Reads reviews;
Emotion;2;4;5
Pain points;Too many ads;;
Ideas;Fewer;;
"""
NOTES = """\
Frame\tRow\tSticky text\tAuthor
Arrive\tSteps\tParks\tAnn
Arrive\tPain points\tNo space\tBob
Dine\tSteps\tOrders\tAnn
Dine\tActions\tReads the card\tAnn
Arrive\tPain points\tToo dark\tBob
Dine\tIdeas\tA bigger card\tCat
"""


def grid(folder, text, name="grid.csv", encoding="utf-8"):
    path = folder / name
    path.write_text(text, encoding=encoding)
    return path


def workbook(folder, **sheets):
    """A workbook of lists of rows."""
    path = folder / "board.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for no, row in enumerate(rows):
                sheet.write_row(no, 0, row)
    return path


def names(map_):
    return {s.name: [t.name for t in s.touchpoints] for s in map_.stages}


def fields(found):
    return {column.head: column.field for column in found.columns}


def test_a_row_to_each_touchpoint_becomes_a_map(tmp_path):
    found = read_grid(grid(tmp_path, WORKSHOP))

    assert found.shape == "touchpoints"
    assert names(found.map) == {
        "Discover": ["Sees an ad", "Visits the site"],
        "Buy": ["Orders"],
    }
    ad, site, order = found.map.touchpoints
    assert ad.pains == ("Too many ads", "Irrelevant")
    assert site.pains == ("Slow pages", "No prices")
    assert (ad.feeling.word, ad.feeling.valence) == ("neutral", 0)
    assert (site.feeling.word, site.feeling.valence) == ("curious", 1)
    assert order.doing == "Pays by card"
    assert [channel.id for channel in found.map.channels] == ["instagram", "website"]
    assert [(a.line, a.does, a.team) for a in order.activities] == [
        ("backstage", "Charges the card", "finance")
    ]


def test_a_column_of_touchpoints_beside_steps_is_the_channel(tmp_path):
    found = read_grid(grid(tmp_path, WORKSHOP))

    assert fields(found)["Step"] == "touchpoint"
    assert fields(found)["Touchpoint"] == "channel"


def test_columns_that_are_not_used_are_listed(tmp_path):
    text = WORKSHOP.replace("Opportunities", "Votes")
    found = read_grid(grid(tmp_path, text))

    assert [(each.head, each.filled) for each in found.unused] == [("Votes", 1)]


def test_ideas_become_a_lane_of_the_maps_own(tmp_path):
    map_ = read_grid(grid(tmp_path, WORKSHOP)).map

    assert [(lane.id, lane.name) for lane in map_.lanes] == [
        ("opportunities", "Opportunities")
    ]
    assert [t.notes for t in map_.touchpoints] == [
        {"opportunities": "Target better"},
        {},
        {},
    ]


def test_any_column_can_become_a_lane_of_the_maps_own(tmp_path):
    text = WORKSHOP.replace("Opportunities", "Votes")
    map_ = read_grid(grid(tmp_path, text), columns={"own": "Votes"}).map

    assert map_.touchpoints[0].notes == {"votes": "Target better"}


def test_stages_that_begin_with_the_word_are_no_names_of_lanes(tmp_path):
    text = (
        "Stage,Touchpoint,Doing\n"
        "Stage 1: Look,Finds it,Looks\nStage 2: Buy,Orders,Pays\n"
        "Stage 3: Use,Unpacks,Cuts\nStage 4: Leave,Throws away,Sighs\n"
    )
    found = read_grid(grid(tmp_path, text))

    assert found.shape == "touchpoints"
    assert names(found.map)["Stage 1: Look"] == ["Finds it"]


def test_a_title_above_lanes_is_no_stage(tmp_path):
    text = (
        "Buying glasses,,\n,Notice,Buy\nStage goal,See it,Get it\n"
        "Process,Squints,Tries on\nQuotes,,“So many!”\nProblems,headache,\n"
    )
    found = read_grid(grid(tmp_path, text))

    assert names(found.map) == {"Notice": ["Squints"], "Buy": ["Tries on"]}
    assert found.map.stages[0].customer_goal == "See it"
    assert found.map.touchpoints[1].thinking == "So many!"
    assert found.passed_over == ("Buying glasses",)


def test_a_second_name_of_a_touchpoint_is_told_as_lost(tmp_path):
    text = "Stage,Step,Step,Pain points\nArrive,Parks,Walks in,No space\n"
    found = read_grid(grid(tmp_path, text))

    assert names(found.map) == {"Arrive": ["Parks"]}
    assert [(each.place, each.text) for each in found.lost] == [
        ("grid.csv!C2", "Walks in")
    ]


def test_a_row_to_each_lane_becomes_the_same_kind_of_map(tmp_path):
    found = read_grid(grid(tmp_path, LANES))

    assert found.shape == "lanes"
    assert found.feelings == "1..5"
    assert names(found.map) == {
        "Discover": ["Sees an ad", "Visits the site"],
        "Buy": ["Orders"],
    }
    assert [t.feeling.valence for t in found.map.touchpoints] == [-1, 1, 2]
    assert found.map.touchpoints[1].doing == "Compares prices\nReads reviews"
    assert found.unused == ()
    assert found.map.touchpoints[0].notes == {"ideas": "Fewer"}


def test_a_row_to_each_note_becomes_a_map(tmp_path):
    found = read_grid(grid(tmp_path, NOTES))

    assert found.shape == "notes"
    assert names(found.map) == {"Arrive": ["Parks"], "Dine": ["Orders"]}
    assert found.map.touchpoints[0].pains == ("No space", "Too dark")
    assert found.map.touchpoints[1].notes == {"ideas": "A bigger card"}
    assert [each.head for each in found.unused] == ["Author"]


def test_a_note_in_an_unknown_lane_is_told_as_lost(tmp_path):
    found = read_grid(grid(tmp_path, NOTES.replace("Ideas", "Parking lot")))

    assert [(each.text, each.place) for each in found.lost] == [
        ("A bigger card", "grid.csv!C7")
    ]


def test_what_somebody_says_of_a_column_counts(tmp_path):
    said = {"needs": "Opportunities", "stage": "phase"}

    found = read_grid(grid(tmp_path, WORKSHOP), columns=said, leave_out=["Emotion"])

    assert found.map.touchpoints[0].needs == ("Target better",)
    assert found.map.touchpoints[0].feeling is None
    assert [each.head for each in found.unused] == ["Emotion"]


def test_several_columns_can_say_the_same_thing(tmp_path):
    text = "Step,Pain points,Frustrations\nOrders,Slow,Dear\n"

    assert read_grid(grid(tmp_path, text)).map.touchpoints[0].pains == ("Slow", "Dear")


def test_a_title_above_the_heads_is_told_and_not_taken_for_heads(tmp_path):
    text = "Journey of our guests;;\n;;\nPhase;Step;Pain points\nDine;Eats;Cold\n"

    found = read_grid(grid(tmp_path, text))

    assert names(found.map) == {"Dine": ["Eats"]}
    assert found.passed_over == ("Journey of our guests",)


def test_merged_cells_count_for_their_whole_range(tmp_path):
    path = tmp_path / "board.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Map")
        sheet.write_row(0, 0, ["Phase", "Step", "Pain points"])
        sheet.merge_range("A2:A3", "Dine", None)
        sheet.write_row(1, 1, ["Orders", "Slow"])
        sheet.write_row(2, 1, ["Eats", "Cold"])

    assert names(read_grid(path).map) == {"Dine": ["Orders", "Eats"]}


def test_the_fullest_sheet_is_read_unless_one_is_named(tmp_path):
    path = workbook(
        tmp_path,
        Notes=[["Step"], ["Pays"]],
        Journey=[["Phase", "Step"], ["Dine", "Orders"], ["Dine", "Eats"]],
    )

    assert names(read_grid(path).map) == {"Dine": ["Orders", "Eats"]}
    assert names(read_grid(path, sheet="notes").map) == {"Journey": ["Pays"]}
    with pytest.raises(UnknownSheetError, match="Its sheets are: Notes, Journey"):
        read_grid(path, sheet="Jurney")


def test_a_touchpoint_over_several_rows_is_one(tmp_path):
    text = "Step,Pain points\nOrders,Slow\n,Dear\nPays,\n"

    found = read_grid(grid(tmp_path, text)).map

    assert [t.name for t in found.touchpoints] == ["Orders", "Pays"]
    assert found.touchpoints[0].pains == ("Slow", "Dear")


def test_without_a_column_of_touchpoints_what_people_do_names_them(tmp_path):
    text = "Phase,Actions,Thoughts\nDine,Orders,Hm\nDine,Eats,Good\nLeave,,\n"

    found = read_grid(grid(tmp_path, text)).map

    assert names(found) == {"Dine": ["Orders", "Eats"], "Leave": ["Leave"]}


def test_rows_of_a_stage_that_stand_apart_are_brought_together(tmp_path):
    text = "Phase,Step\nDine,Orders\nLeave,Pays\nDine,Eats\n"

    found = read_grid(grid(tmp_path, text)).map

    assert names(found) == {"Dine": ["Orders", "Eats"], "Leave": ["Pays"]}


def test_what_finds_no_place_is_told_with_its_cell(tmp_path):
    text = (
        "Step,Emotion,Channel,Team\n"
        "Orders,meh-ish,Phone / Web,Kitchen\n"
        "Eats,happy,Table,\n"
    )

    found = read_grid(grid(tmp_path, text))

    assert {(each.place.partition("!")[2], each.text) for each in found.lost} == {
        ("B2", "meh-ish"),
        ("C2", "Web"),
        ("D2", "Kitchen"),
    }


def test_a_long_name_is_cut_and_still_said_in_full(tmp_path):
    long = "Looks " + "very " * 40 + "long"

    touchpoint = read_grid(grid(tmp_path, f"Step\n{long}\n")).map.touchpoints[0]

    assert len(touchpoint.name) == 120
    assert touchpoint.doing == long


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_other_encodings_are_read(encoding, tmp_path):
    text = (
        "Phase,Step,Pain points\nDîner,Café crème servi trop tard,Façade très laide\n"
    )

    path = grid(tmp_path, text, encoding=encoding)

    assert names(read_grid(path).map) == {"Dîner": ["Café crème servi trop tard"]}


def test_an_encoding_that_is_guessed_is_told(tmp_path):
    text = "Phase,Step,Pain points\nDîner,Café,Façade très laide, à refaire\n"

    found = read_grid(grid(tmp_path, text, encoding="cp1252"))

    assert found.map.touchpoints[0].pains[0].startswith("Fa")
    assert "save it as UTF-8" in found.guess


def test_channels_whose_names_do_not_say_what_they_are_are_told(tmp_path):
    found = read_grid(grid(tmp_path, "Step,Channel\nAsks,Rezeption\nPays,Website\n"))

    assert [c.form for c in found.map.channels] == ["digital", "digital"]
    assert found.guess.endswith("as their names do not say: Rezeption")


def test_other_languages_are_known(tmp_path):
    text = "Phase;Schritt;Schmerzpunkte;Gefühl\nEssen;Bestellt;Zu langsam;zufrieden\n"

    found = read_grid(grid(tmp_path, text))

    assert fields(found) == {
        "Phase": "stage",
        "Schritt": "touchpoint",
        "Schmerzpunkte": "pains",
        "Gefühl": "feeling",
    }


def test_a_scale_can_be_said(tmp_path):
    path = grid(tmp_path, "Step,Emotion\nOrders,2\n")

    assert read_grid(path).map.touchpoints[0].feeling.valence == -1
    assert read_grid(path, feelings="-2..2").map.touchpoints[0].feeling.valence == 2
    with pytest.raises(UnknownScaleError):
        read_grid(path, feelings="1..4")


def test_what_was_guessed_can_be_had_as_json(tmp_path):
    told = read_grid(grid(tmp_path, WORKSHOP)).to_json_dict()

    assert told["columns"][0] == {
        "head": "Phase",
        "field": "stage",
        "why": "its head says so",
        "filled": 2,
        "example": "Discover",
    }
    assert told["first_rows"][2]["Step"] == "Orders"
    assert (told["stages"], told["touchpoints"]) == (2, 3)


def test_fields_and_heads_that_are_not_there_are_told(tmp_path):
    path = grid(tmp_path, WORKSHOP)

    with pytest.raises(UnknownFieldError, match="Did you mean 'stage'"):
        read_grid(path, columns={"stag": "Phase"})
    with pytest.raises(UnknownColumnError, match="Did you mean 'Phase'"):
        read_grid(path, columns={"stage": "Phas"})
    with pytest.raises(UnknownColumnError):
        read_grid(path, leave_out=["Nothing"])


def test_a_grid_of_something_else_is_told_with_its_columns(tmp_path):
    path = grid(tmp_path, "amount,currency\n12,EUR\n")

    with pytest.raises(UnreadGridError, match="amount, currency"):
        read_grid(path)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "no cell of it is filled"),
        ("a.csv", b"\n , \n", "no cell of it is filled"),
        ("a.csv", b"\x89PNG\x01\x02\x03\x00\x00\x04", "a picture"),
        ("a.csv", b"\x01\x02\x03\x00\x00\x04", "binary data"),
        ("a.xlsx", b"Phase,Step\nDine,Eats\n", "it is no workbook"),
        ("a.csv", b"PK\x03\x04nothing", "cut off or damaged"),
        ("a.csv", b'Step\n"' + b"a" * 200_000 + b'"\n', "no row of fields"),
        ("a.csv", b"Step\n" + b"a\n" * 100_000, "10,000 rows"),
        ("a.csv", b"Step" + b",a" * 5_000 + b"\n", "1,000 columns"),
    ],
)
def test_bad_files_are_one_clear_error(name, content, said, tmp_path):
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(UnreadableFileError, match=said):
        read_grid(path)


def test_files_that_are_not_there_and_folders_are_told(tmp_path):
    with pytest.raises(MissingFileError):
        read_grid(tmp_path / "none.csv")
    with pytest.raises(UnreadableFileError, match="a folder"):
        read_grid(tmp_path)


HEADS = st.sampled_from(
    [
        *("Phase", "Step", "Actions", "Emotion", "Pain points", "Channel"),
        *("Backstage", "Team", "Lane", "Note", "Ideas", "", "7"),
    ]
)
TEXTS = st.sampled_from(["", "a", "Dine", "5", "-1", "😀", "happy", "x; y", "• p\n• q"])


@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    rows=st.lists(
        st.lists(HEADS | TEXTS, min_size=1, max_size=6), min_size=1, max_size=8
    )
)
def test_any_grid_gives_a_map_or_one_clear_error(rows, tmp_path):
    path = workbook(tmp_path, Board=rows)

    try:
        found = read_grid(path)
    except (UnreadGridError, UnreadableFileError):
        return

    assert found.map.touchpoints


@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    rows=st.lists(
        st.tuples(*[st.sampled_from(["", "one", "two", "ok then", "q; r", "n/a"])] * 5),
        min_size=1,
        max_size=6,
    )
)
def test_no_text_of_a_used_column_is_lost_silently(rows, tmp_path):
    heads = ["Phase", "Step", "Actions", "Emotion", "Channel"]
    try:
        found = read_grid(workbook(tmp_path, Board=[heads, *rows]))
    except UnreadableFileError:
        return

    told = found.to_yaml() + " ".join(each.text for each in found.lost)
    for row in rows:
        for text in row[:4]:
            if text and text != "n/a":
                assert text.split(";")[0] in told


def test_merged_cells_that_would_fill_the_memory_are_refused(tmp_path):
    path = tmp_path / "wide.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Map")
        sheet.write_row(0, 0, ["Phase", "Step"])
        sheet.merge_range(1, 0, 9_000, 900, "Dine")

    with pytest.raises(UnreadableFileError, match="merged cells cover more than"):
        read_grid(path)


def test_notes_without_lanes_tell_what_each_column_was_taken_for(tmp_path):
    path = tmp_path / "board.csv"
    path.write_text(
        "ID,Text,Type,Area\n1,Searches,sticky note,Awareness\n2,Books,sticky note,Buying\n"
    )

    with pytest.raises(UnreadableFileError, match=r"'Type' as lane.*touchpoint=NAME"):
        read_grid(path)

    found = read_grid(path, columns={"touchpoint": "Text", "stage": "Area"})
    assert [each.name for each in found.map.touchpoints] == ["Searches", "Books"]
