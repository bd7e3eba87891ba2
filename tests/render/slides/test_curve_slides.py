import pytest

from footlights.model.map import Map
from footlights.render.slides.curve_slides import curve_slides
from footlights.render.slides.look import HEIGHT


def test_drawn_and_measured_are_two_lines_over_the_same_columns(museum, measured):
    (view,) = curve_slides(museum, measured)

    chart, table = view.parts
    assert chart.drawn.values[:3] == (1, 1, -1)
    assert chart.measured.values[:3] == (0.9, 1.2, -0.4)
    assert chart.measured.below[0] == pytest.approx(0.2)
    assert chart.measured.above[0] == pytest.approx(0.2)
    assert chart.plot.left == table.left + table.sheet.widths[0]
    assert chart.plot.width == pytest.approx(sum(table.sheet.widths[1:]))


def test_n_is_said_for_every_point_and_few_answers_are_an_open_ring(museum, measured):
    (view,) = curve_slides(museum, measured)

    chart, table = view.parts
    last = table.sheet.rows[-1].cells
    assert last[1].paragraphs[-1].text == "n 398"
    assert last[9].paragraphs[-1].text == "too few, n 22"
    assert chart.few == {8}
    assert chart.n[0] == 398


def test_a_map_that_is_not_measured_has_the_drawn_line_alone(museum):
    (view,) = curve_slides(museum, None)

    assert view.title == "What people feel"
    assert view.parts[0].measured is None
    assert len(view.parts[1].sheet.rows) == 3


def test_a_map_without_feelings_has_no_curve():
    tea = Map.model_validate(
        {
            "footlights": 1,
            "id": "tea",
            "name": "Tea",
            "stages": [
                {"id": "a", "name": "A", "touchpoints": [{"id": "b", "name": "B"}]}
            ],
        }
    )

    assert list(curve_slides(tea, None)) == []


@pytest.mark.parametrize("touchpoints", [1, 20, 200])
def test_a_long_curve_goes_on_and_no_slide_overflows(sample, touchpoints):
    museum = sample.sample_map(touchpoints, max(1, touchpoints // 7))

    views = list(curve_slides(museum, sample.sample_measured(museum)))

    assert sum(len(view.parts[0].categories) for view in views) == touchpoints
    for view in views:
        table = view.parts[1]
        assert table.top + table.sheet.height < HEIGHT - 25


def test_the_chart_is_told_to_those_who_do_not_see_it(museum, measured):
    (view,) = curve_slides(museum, measured)

    assert "dashed line is drawn" in view.parts[0].alt
    assert (
        "Shows the ticket: drawn expected +1, measured +1.40 (+1.20 to +1.60) n 398"
        in (view.parts[1].alt)
    )
