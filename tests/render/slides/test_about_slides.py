from footlights.model.map import Map
from footlights.render.slides.about_slides import about_slides, cover_view
from footlights.render.slides.fitting import text_height
from footlights.render.slides.template import COVER_LINES


def test_the_cover_says_what_the_map_rests_on(museum, measured):
    lines = [line.text for line in cover_view(museum, measured).lines]

    assert lines == [
        (
            "655 journeys, 1 Sep to 31 Oct 2026 · 97 % of 8,412 events are on this map ·"
            " 252 events are not"
        ),
        "Front of house · reviewed 1 Oct 2026",
    ]


def test_a_name_that_no_slide_can_hold_gives_way_to_the_id(sample):
    assert cover_view(sample.sample_map(name="\x1b\x00"), None).title == "museum"


def test_a_map_alone_says_that_nothing_is_measured(museum):
    assert "not measured yet" in cover_view(museum, None).lines[0].text


def test_a_sum_that_does_not_come_out_stands_on_the_cover(sample, museum):
    of = sample.sample_measured(museum)
    broken = of.identities[0].model_copy(update={"holds": False})
    measured = of.model_copy(update={"identities": (broken,)})

    first, *_ = cover_view(museum, measured).lines

    assert first.text.startswith("A sum that must come out does not")


def test_a_long_objective_stands_on_the_next_slide_and_not_on_the_cover(sample):
    short = sample.sample_map(objective="Guests come back")
    long = sample.sample_map(objective="Guests come back and bring their friends " * 40)

    assert cover_view(short, None).lines[0].text == "Guests come back"
    assert text_height(cover_view(long, None).lines, COVER_LINES.width) < (
        COVER_LINES.height
    )
    about = next(iter(about_slides(long, None)))
    assert about.parts[0].sheet.rows[0].cells[0].paragraphs[0].text == "Objective"


def test_a_future_map_says_so_and_names_its_goals():
    future = Map.model_validate(
        {
            "footlights": 1,
            "id": "tea-next",
            "name": "Tea",
            "state": "future",
            "of": "tea",
            "goals": [{"measure": "wait.p90", "at_most": "3m", "by": "2027-01-31"}],
            "stages": [
                {"id": "a", "name": "A", "touchpoints": [{"id": "b", "name": "B"}]}
            ],
        }
    )

    assert cover_view(future, None).lines[-1].text == (
        "A future map: it shows what shall be, not what is."
    )
    (about,) = about_slides(future, None)
    goal = about.parts[0].sheet.rows[0].cells[1].paragraphs[0].text
    assert goal == "Wait, nine in ten: at most 3 m, by 31 Jan 2027"


def test_what_hurts_most_is_named_in_short(museum, measured):
    (about,) = about_slides(museum, measured)

    last = about.parts[0].sheet.rows[-1].cells
    assert last[0].paragraphs[0].text == "What hurts most"
    assert (
        last[1]
        .paragraphs[0]
        .text.startswith("1. Waits in the queue: slower than expected. ")
    )
    numbers = about.parts[0].sheet.rows[-2].cells
    assert numbers[0].paragraphs[0].text == "In numbers"
    assert numbers[1].paragraphs[0].text.startswith("Completed: ")


def test_personas_of_whom_nothing_is_said_are_only_named(sample):
    map_ = sample.sample_map(3, 1)
    document = map_.model_dump(mode="json", by_alias=True, exclude_none=True)
    document["personas"] = [
        {"id": "ann", "name": "Ann"},
        {"id": "bob", "name": "Bob", "describes": "Calls at noon."},
        {"id": "cat", "name": "Cat"},
    ]

    (about,) = about_slides(Map.model_validate(document), None)

    rows = {
        row.cells[0].paragraphs[0].text: row.cells[1].paragraphs[0].text
        for row in about.parts[0].sheet.rows
    }
    assert rows["Persona: Bob"] == "Calls at noon."
    assert rows["Personas"] == "Ann, Cat"
