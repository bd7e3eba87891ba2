from datetime import time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook

from footlights.errors import InvalidMapError, NotAMapError
from footlights.formats.map_yaml import read_map_document
from footlights.model.map import Map
from footlights.render.map_workbook import write_map_workbook
from footlights.usecases.examples import EXAMPLES, read_example
from support.drawn_maps import AWKWARD, maps
from support.workbooks import (
    LANES,
    TEA,
    changed,
    mistakes,
    names,
    read,
    tea,
    written,
)

WHOLE = TEA | {
    "objective": "People come back",
    "state": "future",
    "of": "harbour",
    "owner": "The owner",
    "zone": "Europe/Rome",
    "review": {"every": "90d", "last": "2026-10-01"},
    "goals": [
        {"measure": "wait.p90", "at_most": "5m", "by": "2027-01-31", "owner": "Ann"},
        {"measure": "completion", "at_least": "85%"},
        {"measure": "score.mean", "at_least": 4.25},
    ],
    "journeys": {"by": "person", "gap": "12h", "completed_by": ["order", "queue"]},
    "segments": [
        {"id": "cold", "name": "On cold days", "where": {"t": ["low", 3]}, "core": True}
    ],
    "outcomes": [
        {
            "id": "again",
            "name": "Comes again",
            "good": True,
            "value": "4 EUR",
            "matches": {"event": "sale", "within": "30d"},
        },
        {"id": "spilt", "name": "Spills", "good": False, "matches": {"event": "mop"}},
    ],
    "calendars": [
        {
            "id": "open",
            "name": "Opening hours",
            "zone": "Europe/Rome",
            "hours": {"mon-fri": "09:00-12:30, 13:30-17:00", "sat": "10:00-12:00"},
            "closed": ["2026-12-24 to 2026-12-31"],
            "opens": ["2026-11-29 13:00-18:00"],
        }
    ],
    "simulation": {
        "lasts": "30d",
        "shares": {"cold": "40%"},
        "effects": [
            {"id": "slow", "kind": "wait-hurts", "touchpoint": "queue", "times": 2.5}
        ],
    },
    "stages": [
        TEA["stages"][0]
        | {
            "order": "any",
            "business_goal": {"measure": "wait.p90", "at_most": "3m"},
        },
        TEA["stages"][1],
    ],
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_read_back_as_they_were(name, tmp_path):
    map_ = Map.model_validate(read_example(name).model_dump(by_alias=True))

    assert read(written(tmp_path, map_)) == map_


def test_every_key_of_a_map_reads_back(tmp_path):
    map_ = Map.model_validate(WHOLE)

    assert read(written(tmp_path, map_)) == map_


@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(map_=maps)
def test_any_map_reads_back_as_it_was(map_, tmp_path):
    path = tmp_path / "map.xlsx"

    write_map_workbook(map_, None, path)

    assert read(path) == map_


@pytest.mark.parametrize(
    "text", [*AWKWARD, "=1+1", "+1", "-1", "@a", "_x0041_", "\x01"]
)
def test_awkward_texts_read_back_to_the_letter(text, tmp_path):
    first = tea.stages[0].touchpoints[0]
    parts = {"doing": text, "needs": (text, "another"), "said": f"a\r\n{text}"}
    document = first.model_dump(by_alias=True) | parts
    stages = [TEA["stages"][0] | {"touchpoints": [document]}, TEA["stages"][1]]
    map_ = Map.model_validate(TEA | {"stages": stages})

    assert read(written(tmp_path, map_)) == map_


def test_two_names_alike_and_two_ids_alike_stay_apart(tmp_path):
    twice = TEA["stages"][1]["touchpoints"][0]
    stages = [TEA["stages"][0], TEA["stages"][1] | {"touchpoints": [twice, twice]}]
    map_ = Map.model_validate(TEA | {"stages": stages, "name": "tea"})

    assert read(written(tmp_path, map_)) == map_


def test_a_column_that_is_added_is_a_new_touchpoint(tmp_path):
    path = written(tmp_path)

    with changed(path) as book:
        sheet = book["Journey map"]
        sheet.cell(LANES["Stage"], 5, "Drink")
        sheet.cell(LANES["Touchpoint"], 5, "Pays, at last")
        sheet.cell(LANES["Channel"], 5, "Website")

    map_ = read(path)
    assert names(map_)["Drink"] == ["Orders tea", "Pays, at last"]
    assert map_.touchpoints[-1].id == "pays-at-last"
    assert map_.touchpoints[-1].channel == "web"


def test_a_copied_column_or_row_gets_an_id_of_its_own(tmp_path):
    path = written(tmp_path)

    with changed(path) as book:
        journey, done = book["Journey map"], book["Touchpoint map"]
        for row in range(1, len(LANES) + 1):
            journey.cell(row, 5, journey.cell(row, 4).value)
        done.append([cell.value for cell in done[4]])

    map_ = read(path)
    assert [t.id for t in map_.touchpoints] == ["look", "queue", "order", "orders-tea"]
    assert [a.id for a in map_.activities] == ["brew", "serve", "brews-tea"]


def test_a_column_without_a_stage_is_in_the_stage_before_it(tmp_path):
    path = written(tmp_path)

    with changed(path) as book:
        book["Journey map"].cell(LANES["Touchpoint"], 5, "Pays")

    assert names(read(path))["Drink"] == ["Orders tea", "Pays"]


def test_a_stage_that_is_named_for_the_first_time_is_a_new_one(tmp_path):
    path = written(tmp_path)

    with changed(path) as book:
        book["Journey map"].cell(LANES["Stage"], 5, "Leave")
        book["Journey map"].cell(LANES["Touchpoint"], 5, "Pays")

    map_ = read(path)
    assert names(map_)["Leave"] == ["Pays"]
    assert map_.stages[-1].id == "leave"


def test_moved_columns_are_another_order(tmp_path):
    path = written(tmp_path)

    with changed(path) as book:
        sheet = book["Journey map"]
        for row in range(1, len(LANES) + 1):
            one, other = sheet.cell(row, 2), sheet.cell(row, 3)
            one.value, other.value = other.value, one.value

    map_ = read(path)
    assert names(map_)["Come in"] == ["Queues", "Looks at the menu"]
    assert map_.touchpoint("look") == tea.touchpoint("look")


def test_a_deleted_column_takes_its_activities_with_it(tmp_path):
    path = written(tmp_path)

    with changed(path) as book:
        book["Journey map"].delete_cols(4)

    map_ = read(path)
    assert names(map_) == {"Come in": ["Looks at the menu", "Queues"]}
    assert map_.activities == ()


def test_activities_that_a_deleted_column_takes_with_it_are_named(tmp_path):
    path = written(tmp_path)
    assert read_map_document(path).notes == ()

    with changed(path) as book:
        book["Journey map"].delete_cols(4)

    (note,) = read_map_document(path).notes
    assert note.endswith("left out: 'Brews tea', 'Serves it'.")


def test_a_renamed_touchpoint_keeps_its_id_and_its_activities(tmp_path):
    path = written(tmp_path)

    with changed(path) as book:
        book["Journey map"].cell(LANES["Touchpoint"], 4, "Asks for tea")

    order = read(path).touchpoint("order")
    assert order.name == "Asks for tea"
    assert [activity.id for activity in order.activities] == ["brew", "serve"]


def test_an_activity_is_added_by_a_row_and_moved_by_the_name_of_its_touchpoint(
    tmp_path,
):
    path = written(tmp_path)

    with changed(path) as book:
        sheet = book["Touchpoint map"]
        sheet.append(["", "Queues", "frontstage", "Says hello", "Bar staff"])
        moved = next(row for row in sheet.iter_rows() if row[3].value == "Serves it")
        moved[1].value = "Looks at the menu"

    map_ = read(path)
    assert [a.id for a in map_.touchpoint("queue").activities] == ["says-hello"]
    assert map_.touchpoint("queue").activities[0].team == "bar"
    assert [a.id for a in map_.touchpoint("look").activities] == ["serve"]


def test_what_is_added_to_the_lists_can_be_used_at_once(tmp_path):
    path = written(tmp_path)

    with changed(path) as book:
        lists = book["Lists"]
        heads = {cell.value: cell.column for cell in lists[1]}
        lists.cell(4, heads["Channel"], "Fax")
        lists.cell(4, heads["Form"], "digital")
        book["Journey map"].cell(LANES["Channel"], 3, "fax")

    map_ = read(path)
    assert map_.channels[-1].id == "fax"
    assert map_.touchpoint("queue").channel == "fax"


def test_a_value_that_a_cell_cannot_hold_follows_the_cell_when_somebody_changes_it(
    tmp_path,
):
    look = TEA["stages"][0]["touchpoints"][0] | {"doing": "a\x01b", "said": "c\x02d"}
    stages = [TEA["stages"][0] | {"touchpoints": [look]}, TEA["stages"][1]]
    path = written(tmp_path, Map.model_validate(TEA | {"stages": stages}))

    with changed(path) as book:
        book["Journey map"].cell(LANES["Doing"], 2, "Something else")

    first = read(path).touchpoints[0]
    assert (first.doing, first.said) == ("Something else", "c\x02d")


def test_numbers_days_and_clock_times_are_read_as_what_they_say(tmp_path):
    path = written(tmp_path)

    with changed(path) as book:
        journey, done = book["Journey map"], book["Touchpoint map"]
        journey.cell(LANES["Doing"], 2, 7).number_format = "General"
        journey.cell(LANES["Valence"], 2, -1.5)
        journey.cell(LANES["Optional"], 2, value=True)
        takes = next(cell for cell in done[1] if cell.value == "Takes").column
        brew = next(row for row in done.iter_rows() if row[3].value == "Brews tea")
        clock = done.cell(brew[0].row, takes, timedelta(hours=1, minutes=30))
        clock.number_format = "[h]:mm:ss"
        serve = next(row for row in done.iter_rows() if row[3].value == "Serves it")
        done.cell(serve[0].row, takes, time(0, 2)).number_format = "h:mm"

    map_ = read(path)
    look, (brew, serve) = map_.touchpoint("look"), map_.activities
    assert (look.doing, look.optional, look.feeling.valence) == ("7", True, -1.5)
    assert brew.takes == timedelta(minutes=90)
    assert serve.takes == timedelta(minutes=2)


def test_every_cell_that_breaks_a_rule_is_named_at_once_in_order(tmp_path):
    path = written(tmp_path)

    with changed(path) as book:
        sheet = book["Journey map"]
        sheet.cell(LANES["Valence"], 2, 5)
        sheet.cell(LANES["Kind"], 3, "wayt")
        sheet.cell(LANES["Channel"], 4, "Wbsite")
        sheet.cell(LANES["Expects"], 4, "to be quick")
        done = book["Touchpoint map"]
        takes = next(cell for cell in done[1] if cell.value == "Takes").column
        done.cell(4, takes, "4")
        stages = book["Stages"]
        moment = next(cell for cell in stages[1] if cell.value == "Moment").column
        stages.cell(2, moment, "during or so")

    found = mistakes(path)
    assert list(found) == [
        "Journey map!C3",
        "Journey map!D4",
        "Journey map!B8",
        "Journey map!D15",
        "Touchpoint map!G4",
        "Stages!B2",
    ]
    assert "Did you mean 'Website'?" in found["Journey map!D4"]
    assert "Did you mean 'wait'?" in found["Journey map!C3"]
    assert "needs a unit of time" in found["Touchpoint map!G4"]


def test_the_error_lists_path_sheet_and_cell(tmp_path):
    path = written(tmp_path)

    with changed(path) as book:
        book["Journey map"].cell(LANES["Valence"], 2, 5)

    with pytest.raises(InvalidMapError) as caught:
        read_map_document(path)
    assert f"{path}: Journey map!B8: look.feeling.valence: 5 is too high" in str(
        caught.value
    )


def test_a_renamed_lane_is_told_with_the_name_it_may_have_had(tmp_path):
    path = written(tmp_path)

    with changed(path) as book:
        book["Journey map"].cell(LANES["Doing"], 1, "Dooing")

    assert "Did you mean 'Doing'?" in mistakes(path)["Journey map!A5"]


def test_a_lane_that_is_there_twice_is_told(tmp_path):
    path = written(tmp_path)

    with changed(path) as book:
        book["Journey map"].cell(LANES["Thinking"], 1, "Doing")

    assert "a second time" in mistakes(path)["Journey map!A6"]


def test_a_deleted_column_that_the_sheet_needs_is_told(tmp_path):
    path = written(tmp_path)

    with changed(path) as book:
        book["Touchpoint map"].delete_cols(4)

    (said,) = mistakes(path).values()
    assert "'What is done' is missing" in said


def test_a_touchpoint_lane_that_was_deleted_is_told(tmp_path):
    path = written(tmp_path)

    with changed(path) as book:
        book["Journey map"].delete_rows(2)

    assert "'Touchpoint' is missing" in mistakes(path)["Journey map!A1"]


def test_merged_stages_count_for_each_of_their_columns(tmp_path):
    path = written(tmp_path)

    with changed(path) as book:
        book["Journey map"].merge_cells("B1:C1")

    assert read(path) == tea


def test_other_merged_cells_are_told(tmp_path):
    path = written(tmp_path)

    with changed(path) as book:
        book["Journey map"].merge_cells("B5:D5")

    assert "merged with others up to D5" in mistakes(path)["Journey map!B5"]


def test_a_formula_without_a_result_and_an_error_are_told(tmp_path):
    path = written(tmp_path)

    with changed(path) as book:
        book["Journey map"].cell(LANES["Doing"], 2).value = "=1+1"
        cell = book["Journey map"].cell(LANES["Thinking"], 2, "#REF!")
        cell.data_type = "e"

    found = mistakes(path)
    assert "formula without its result" in found["Journey map!B5"]
    assert "the error #REF!" in found["Journey map!B6"]


def test_hidden_rows_and_columns_are_read(tmp_path):
    path = written(tmp_path)

    with changed(path) as book:
        sheet = book["Journey map"]
        sheet.row_dimensions[5].hidden = True
        sheet.column_dimensions["B"].hidden = True
        book["Lists"].sheet_state = "hidden"

    assert read(path) == tea


def test_a_stage_in_two_places_is_told(tmp_path):
    path = written(tmp_path)

    with changed(path) as book:
        book["Journey map"].cell(LANES["Stage"], 5, "Come in")
        book["Journey map"].cell(LANES["Touchpoint"], 5, "Back again")

    assert "begins here a second time" in mistakes(path)["Journey map!E1"]


def test_a_stage_that_was_renamed_in_one_place_is_asked_about(tmp_path):
    path = written(tmp_path)

    with changed(path) as book:
        book["Stages"].cell(3, 1, "Drink up")

    assert "If it was renamed" in mistakes(path)["Stages!A3"]


def test_an_activity_of_no_touchpoint_is_told(tmp_path):
    path = written(tmp_path)

    with changed(path) as book:
        book["Touchpoint map"].append(["", "Orders te", "support", "Buys leaves"])

    found = mistakes(path)
    assert "Did you mean 'Orders tea'?" in found["Touchpoint map!B6"]


def test_a_column_without_a_name_is_told(tmp_path):
    path = written(tmp_path)

    with changed(path) as book:
        book["Journey map"].cell(LANES["Doing"], 5, "Walks off")

    assert "'Touchpoint' is empty here" in mistakes(path)["Journey map!E2"]


def test_other_sheets_are_passed_over(tmp_path):
    path = written(tmp_path)

    with changed(path) as book:
        book.create_sheet("My notes").append(["=1+1", "whatever"])

    assert read(path) == tea


def test_a_workbook_of_something_else_is_no_map(tmp_path):
    path = written(tmp_path)

    with changed(path) as book:
        book["Journey map"].title = "Jurney map"

    with pytest.raises(NotAMapError, match="Did you mean 'Jurney map'"):
        read(path)


def test_an_empty_journey_map_is_no_map(tmp_path):
    path = written(tmp_path)

    with changed(path) as book:
        book["Journey map"].delete_cols(2, 3)

    with pytest.raises(NotAMapError, match="no touchpoint"):
        read(path)


def test_a_workbook_is_read_wherever_a_map_is(tmp_path):
    document = read_map_document(written(tmp_path))

    assert document.map == tea
    assert document.source.cell_of(("stages", 1, "touchpoints", 0, "channel")) == (
        "Journey map!D4"
    )


@pytest.mark.parametrize("name", ["Touchpoint map", "Stages", "Map", "Lists"])
def test_a_sheet_that_was_taken_out_is_missed(tmp_path, name):
    path = tmp_path / "tea.xlsx"
    write_map_workbook(tea, None, path)
    book = load_workbook(path)
    del book[name]
    book.save(path)

    with pytest.raises(NotAMapError, match=f"its sheet '{name}' is gone"):
        read_map_document(path)
