import pytest

from footlights.model.map import Map
from footlights.render.slides.look import ROOM_HEIGHT, ROOM_WIDTH, Colour
from footlights.render.slides.map_slides import map_slides


def said(view):
    """Every text of a slide's table."""
    (part,) = view.parts
    return [
        paragraph.text
        for row in part.sheet.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
    ]


def lanes(views):
    return [
        row.cells[0].paragraphs[0].text
        for view in views
        for row in view.parts[0].sheet.rows[2:]
        if row.cells[0].paragraphs
    ]


def test_each_lens_has_its_own_slides(museum, measured):
    customer = list(map_slides(museum, measured, "customer"))
    business = list(map_slides(museum, measured, "business"))
    both = list(map_slides(museum, measured, "both"))

    assert both == customer + business
    assert "Thinking" in lanes(customer)
    assert "Thinking" not in lanes(business)
    assert "Backstage" in lanes(business)
    assert "Backstage" not in lanes(customer)


def test_stages_and_touchpoints_are_said_again_on_each_slide(museum, measured):
    first, second, *_ = map_slides(museum, measured, "customer")

    assert first.parts[0].sheet.rows[:2] == second.parts[0].sheet.rows[:2]
    assert "Reads the programme" in said(second)


@pytest.mark.parametrize("touchpoints", [1, 11, 60])
def test_no_table_is_larger_than_the_room_it_has(sample, touchpoints):
    museum = sample.sample_map(touchpoints)

    for view in map_slides(museum, sample.sample_measured(museum)):
        sheet = view.parts[0].sheet
        assert sheet.width <= ROOM_WIDTH + 0.01
        assert sheet.height <= ROOM_HEIGHT


def test_slides_are_named_by_their_stages_where_these_tell_them_apart(sample):
    four = [view.title for view in map_slides(sample.sample_map(), None, "business")]
    same = [
        view.title for view in map_slides(sample.sample_map(22, 8), None, "business")
    ]

    assert four[0] == "Touchpoint map: Before the visit, Arrive"
    assert same[0] == "Touchpoint map: touchpoints 1 to 6 of 22"


def test_every_number_comes_with_its_interval_and_n(museum, measured):
    texts = [text for view in map_slides(museum, measured) for text in said(view)]

    at = texts.index("96\xa0%")
    assert texts[at + 1] == "(93 to 99), n\xa0655"
    assert any("too few, n\xa022" in text for text in texts)


def test_a_number_that_is_not_known_is_a_dash(museum, measured):
    texts = [text for view in map_slides(museum, measured) for text in said(view)]

    assert "–" in texts


def test_the_column_of_what_hurts_is_lit_in_every_lane(museum, measured):
    view = next(iter(map_slides(museum, measured, "customer")))

    column = [
        row.cells[5] for row in view.parts[0].sheet.rows[1:] if len(row.cells) == 7
    ]
    assert column[0].top is Colour.RED
    assert {cell.fill for cell in column} == {Colour.RED_SOFT}


def test_speakers_are_told_how_the_numbers_are_defined(museum, measured):
    with_numbers = next(iter(map_slides(museum, measured, "customer")))
    without = next(iter(map_slides(museum, None, "customer")))

    assert any("19 of 20" in note for note in with_numbers.notes)
    assert any(note.startswith("Reached by:") for note in with_numbers.notes)
    assert without.notes == ("This map is drawn. Nothing on this slide is measured.",)


def test_the_smallest_map_has_one_slide_to_a_lens():
    tea = Map.model_validate(
        {
            "footlights": 1,
            "id": "tea",
            "name": "Tea",
            "stages": [
                {
                    "id": "pour",
                    "name": "Pour",
                    "touchpoints": [{"id": "cup", "name": "Cup"}],
                }
            ],
        }
    )

    views = list(map_slides(tea, None))

    assert [view.title for view in views] == [
        "Journey map: Pour",
        "Touchpoint map: Pour",
    ]
    assert "Cup" in said(views[0])


def test_the_columns_of_every_slide_share_its_width(sample):
    museum = sample.sample_map(11, 4)

    widths = {view.parts[0].sheet.widths for view in map_slides(museum, None)}

    assert {len(each) - 1 for each in widths} == {5, 6}
    assert [round(sum(each)) for each in widths] == [round(ROOM_WIDTH)] * 2


def test_long_names_get_fewer_and_wider_columns(sample):
    museum = sample.sample_map(6, 1)
    document = museum.model_dump(mode="json", by_alias=True, exclude_none=True)
    for touchpoint in document["stages"][0]["touchpoints"]:
        touchpoint["name"] = "W" * 120
    wide = Map.model_validate(document)

    (short,) = {view.parts[0].sheet.widths for view in map_slides(museum, None)}
    longer = {view.parts[0].sheet.widths for view in map_slides(wide, None)}

    assert len(short) == 7
    assert max(len(widths) for widths in longer) < 7
    assert max(max(widths[1:]) for widths in longer) > max(short[1:])
