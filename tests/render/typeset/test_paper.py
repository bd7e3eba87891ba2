from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from footlights.render.typeset.paper import (
    LANE,
    LEAST_COLUMN,
    LEAST_SCALE,
    LEAST_WIDTH,
    MOST_SCALE,
    PAGED_SCALE,
    PAPERS,
    Layout,
    columns_on_a_page,
    fits,
    layouts,
    page_groups,
    page_room,
    paper_named,
    smallest_type,
)


def test_every_sheet_is_twice_the_one_before():
    areas = [paper.width * paper.height for paper in PAPERS]

    for smaller, larger in pairwise(areas):
        assert larger / smaller == pytest.approx(2, rel=0.01)


def test_the_smallest_type_at_the_least_scale_is_six_points():
    assert smallest_type(LEAST_SCALE) == pytest.approx(6)


def test_the_layout_that_stands_largest_is_chosen():
    fit = fits([(4000, 500), (1500, 1000), (900, 3000)], paper_named("a4"))

    assert fit.layout == 1


def test_a_layout_that_is_chosen_stays_between_the_margins():
    paper = paper_named("a3")
    fit = fits([(1500, 1000)], paper)

    width, height = paper.inside
    assert 1500 * 0.75 * fit.scale < width
    assert 1000 * 0.75 * fit.scale < height


def test_a_small_map_does_not_shout():
    assert fits([(100, 100)], paper_named("a0")).scale == MOST_SCALE


def test_a_tall_map_stands_upright():
    fit = fits([(720, 1300)], paper_named("a4"))

    assert (fit.paper.way, fit.paper.name) == ("portrait", "a4")
    assert fit.scale > LEAST_SCALE


def test_few_columns_leave_room_for_the_title():
    assert Layout(116, (("a",),)).width == LEAST_WIDTH
    assert Layout(116, (tuple("abcdefghij"),)).width == LANE + 1160 + 2


@pytest.mark.parametrize("touchpoints", [1, 11, 12, 31, 200])
def test_every_layout_holds_each_touchpoint_once_and_in_order(touchpoints, sample):
    map_ = sample.sample_map(touchpoints)
    ids = [touchpoint.id for touchpoint in map_.touchpoints]

    for way in layouts(map_):
        assert [of for band in way.bands for of in band] == ids


def test_a_long_map_may_be_cut_into_bands(sample):
    assert max(len(way.bands) for way in layouts(sample.sample_map(200))) >= 4
    assert {len(way.bands) for way in layouts(sample.sample_map(8))} == {1}


def stages_of(sample, *sizes):
    """A map whose stages have these numbers of touchpoints."""
    whole = sample.sample_map(sum(sizes), 1).model_dump(mode="json", by_alias=True)
    columns = whole["stages"][0]["touchpoints"]
    stages = []
    for no, size in enumerate(sizes, start=1):
        stages.append({"id": f"s{no}", "name": f"S{no}", "touchpoints": columns[:size]})
        columns = columns[size:]
    return sample.sample_map(1, stages=1).__class__.model_validate(
        whole | {"stages": stages}
    )


def test_whole_stages_share_a_page_where_they_fit(sample):
    groups = page_groups(stages_of(sample, 3, 4, 2, 6), 8)

    assert [len(group) for group in groups] == [7, 8]


def test_pages_are_about_equally_full(sample):
    groups = page_groups(stages_of(sample, 3, 2, 4, 2), 9)

    assert [len(group) for group in groups] == [5, 6]


def test_a_stage_wider_than_a_page_is_split_into_equal_parts(sample):
    groups = page_groups(stages_of(sample, 2, 9, 1), 8)

    assert [len(group) for group in groups] == [2, 5, 5]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.integers(1, 12), min_size=1, max_size=6), st.integers(1, 9))
def test_pages_hold_every_touchpoint_once_and_in_order(sample, sizes, most):
    map_ = stages_of(sample, *sizes)

    groups = page_groups(map_, most)

    assert [of for group in groups for of in group] == [t.id for t in map_.touchpoints]
    assert all(1 <= len(group) <= most for group in groups)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_columns_on_a_page_are_wide_enough_to_read(paper):
    count = columns_on_a_page(paper, PAGED_SCALE)

    assert page_room(paper, PAGED_SCALE) / count >= LEAST_COLUMN
