import pytest
from openpyxl import load_workbook

from footlights.formats.map_workbook import read_map_workbook
from footlights.measures.wording import finding_words
from footlights.render.map_workbook import write_map_workbook


@pytest.fixture(scope="module")
def book(museum, measured, tmp_path_factory):
    """The workbook of a measured map."""
    path = tmp_path_factory.mktemp("book") / "museum.xlsx"
    write_map_workbook(museum, measured, path)
    return load_workbook(path)


def columns(sheet):
    """Give the columns by their two heads: `("Score, mean", "low")`."""
    found, group = {}, ""
    for over, head in zip(sheet[2], sheet[3], strict=True):
        group = over.value or ("" if head.value not in {"low", "high", "n"} else group)
        found[group, head.value] = head.column
    return found


def cells(sheet, row, group):
    """Give value, low, high and n of a number in a row."""
    places = columns(sheet)
    return [
        sheet.cell(row, places[group, part]) for part in ("value", "low", "high", "n")
    ]


def test_every_number_stands_with_its_interval_and_what_it_rests_on(book, measured):
    sheet = book["Measured touchpoints"]

    for row, touchpoint in enumerate(measured.touchpoints, start=4):
        score = touchpoint.score.mean
        shown = [cell.value for cell in cells(sheet, row, "Score, mean")]
        assert shown == pytest.approx([score.value, score.low, score.high, score.n])


def test_shares_are_numbers_shown_in_per_cent(book, measured):
    found = cells(book["Measured touchpoints"], 4, "Journeys that were here")

    assert found[0].value == measured.touchpoints[0].share_of_journeys.value
    assert [cell.number_format for cell in found] == ["0.0%", "0.0%", "0.0%", "#,##0"]


def test_times_are_clock_times_or_seconds_and_the_head_says_which(book, measured):
    sheet = book["Measured touchpoints"]
    heads = {group for group, _ in columns(sheet)}
    head = next(each for each in heads if each.startswith("Time spent, median"))

    for row, touchpoint in enumerate(measured.touchpoints, start=4):
        value = cells(sheet, row, head)[0]
        seconds = touchpoint.seconds.median.value
        if seconds is None:
            assert value.value is None
        elif head.endswith("(s)"):
            assert (value.value, value.number_format) == (seconds, "#,##0.0")
        else:
            assert value.value.total_seconds() == pytest.approx(seconds, abs=0.001)
            assert value.number_format == "[h]:mm:ss"


def test_a_number_that_is_not_known_is_empty_and_its_reason_is_said(book, measured):
    sheet = book["Measured touchpoints"]
    note = columns(sheet)["", "Note"]

    unknown = 0
    for row, touchpoint in enumerate(measured.touchpoints, start=4):
        wait = touchpoint.wait_seconds.p90
        if wait.value is None:
            unknown += 1
            head = "Wait before, p90 (h:mm:ss)"
            assert cells(sheet, row, head)[0].value is None
            assert wait.reason in sheet.cell(row, note).value
    assert unknown


def test_too_few_is_said(book, measured):
    sheet = book["Measured touchpoints"]
    note = columns(sheet)["", "Note"]

    few = [
        row
        for row, touchpoint in enumerate(measured.touchpoints, start=4)
        if touchpoint.score.mean.reason == "too few"
    ]
    assert few
    for row in few:
        assert "too few" in sheet.cell(row, note).value
        assert cells(sheet, row, "Score, mean")[0].font.italic


def test_findings_are_in_their_order_and_words(book, measured):
    rows = list(book["Findings"].iter_rows(min_row=4, values_only=True))

    assert [row[1] for row in rows] == [each.text for each in measured.findings]
    assert rows[0][0] == finding_words(measured.findings[0].code)


def test_the_whole_says_journeys_and_completion(book, measured):
    rows = {
        row[0]: row[1:]
        for row in book["Measured"].iter_rows(values_only=True)
        if row[0]
    }

    completion = measured.whole.completion
    assert rows["Journeys"][0] == measured.whole.journeys
    assert rows["Completed journeys"][:4] == (
        pytest.approx(completion.value),
        pytest.approx(completion.low),
        pytest.approx(completion.high),
        completion.n,
    )


def test_heads_stay_in_view_and_rows_can_be_filtered(book):
    for name in book.sheetnames:
        if name.startswith("Measured "):
            assert book[name].freeze_panes == "B4"
            assert book[name].auto_filter.ref


def test_numbers_do_not_stand_in_the_way_of_reading_the_map_back(
    museum, measured, tmp_path
):
    path = tmp_path / "museum.xlsx"
    write_map_workbook(museum, measured, path)

    assert read_map_workbook(path)[0] == museum


def test_the_four_of_a_number_are_never_on_two_pages(book):
    for name in book.sheetnames:
        sheet = book[name]
        if name.startswith("Measured "):
            heads = [cell.value for cell in sheet[3]]
            for pause in sheet.col_breaks.brk:
                assert heads[pause.id] not in {"low", "high", "n"}
