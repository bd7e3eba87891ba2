import pytest

from footlights.render.slides.finding_slides import (
    NOTHING_HURTS,
    TOP_FINDINGS,
    finding_slides,
)
from footlights.render.slides.look import HEIGHT
from footlights.render.slides.views import BarsPart, TablePart


def facts(view):
    """The facts of a slide, by name."""
    return {
        row.cells[0].paragraphs[0].text: "".join(
            p.text for p in row.cells[1].paragraphs
        )
        for row in view.parts[0].sheet.rows
    }


def test_a_finding_says_who_how_many_how_sure_and_where_to_look(museum, measured):
    view = next(iter(finding_slides(museum, measured)))

    assert view.title == "1. Waits in the queue: slower than expected"
    assert view.above == "Finding 1 of 4"
    assert facts(view) == {
        "Who": "Journeys that reach: Waits in the queue",
        "How many": "464 journeys",
        "How sure": "31\xa0% (28 to 34), n\xa0464; p\xa0<\xa00.001, corrected for many"
        " comparisons",
        "Team": "Guides, Office",
        "Look at": "Who is on the desk at that hour.",
        "They wrote": "“We stood for half an hour.”",
    }


def test_what_several_people_wrote_alike_is_shown_once(museum, measured):
    twice = tuple(
        of.model_copy(update={"quotes": of.quotes * 2}) for of in measured.touchpoints
    )
    measured = measured.model_copy(update={"touchpoints": twice})

    view = next(iter(finding_slides(museum, measured)))

    assert facts(view)["They wrote"] == "“We stood for half an hour.”"


def test_the_statement_keeps_its_intervals_on_one_line(museum, measured):
    view = next(iter(finding_slides(museum, measured)))

    (statement,) = view.statement
    assert "(8\xa0m\xa050\xa0s\xa0to\xa09\xa0m\xa055\xa0s)" in statement.text


def test_persons_are_not_called_journeys(museum, measured):
    *_, last = finding_slides(museum, measured)

    assert facts(last)["How many"] == "61 persons"


def test_each_bar_stands_beside_its_row(museum, measured):
    _, worse, *_ = finding_slides(museum, measured)

    _, table, bars = worse.parts
    assert isinstance(bars, BarsPart)
    assert len(set(table.sheet.heights[1:])) == 1
    assert bars.plot.top == table.top + table.sheet.heights[0]
    assert bars.plot.height == pytest.approx(sum(table.sheet.heights[1:]))
    assert bars.categories[bars.subject] == "Buys a print"


def test_only_the_first_findings_have_a_slide(sample, museum):
    many = tuple(
        sample.finding("hurts", f"t{no}", 500 - no, "Score 3.2 (2.8 to 3.6), n 120.")
        for no in range(1, 10)
    )
    measured = sample.sample_measured(museum, findings=many)

    views = list(finding_slides(museum, measured))

    assert len(views) == TOP_FINDINGS
    assert views[-1].above == f"Finding {TOP_FINDINGS} of {TOP_FINDINGS}"


def test_where_nothing_hurts_enough_the_slide_says_so(sample, museum):
    quiet = sample.finding("not-measured", "t3", 0, "Nothing is recorded here.")
    measured = sample.sample_measured(museum, findings=(quiet,))

    (view,) = finding_slides(museum, measured)

    assert facts(view) == {"Findings": NOTHING_HURTS, "Looked at": "655 journeys"}
    assert view.statement == ()


def test_words_of_any_length_go_on_over_slides_and_none_overflows(sample, museum):
    long = "Finds the booking among all others and says so. " * 41
    document = museum.model_dump(mode="json", by_alias=True, exclude_none=True)
    document["stages"][0]["touchpoints"][0]["activities"][1]["does"] = long.strip()
    wordy = type(museum).model_validate(document)
    late = sample.finding("activity-late", "t1", 40, f"{long}: late.", activity="back1")
    measured = sample.sample_measured(wordy, findings=(late,))

    views = list(finding_slides(wordy, measured))

    assert len(views) > 1
    assert views[0].title == "1. Activity late"
    said = "".join(
        p.text
        for view in views
        for part in view.parts
        if isinstance(part, TablePart)
        for row in part.sheet.rows
        for p in row.cells[1].paragraphs
    )
    assert "".join(long.split()) in "".join(said.split())
    for view in views:
        for part in view.parts:
            if isinstance(part, TablePart):
                assert part.top + part.sheet.height < HEIGHT - 25
