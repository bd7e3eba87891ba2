from footlights.render.lanes import ActivityLane, LineLane
from footlights.render.map_grid import (
    SHEET_COLUMNS,
    map_grid,
    no_page,
    print_grids,
    sheets,
)


def lane_ids(grid, *lenses):
    return [lane.id for lane in grid.lanes if not lenses or lane.lens in lenses]


def test_every_touchpoint_is_a_column_in_map_order(museum):
    grid = map_grid(museum, None)

    assert [column.id for column in grid.columns] == [
        touchpoint.id for touchpoint in museum.touchpoints
    ]
    assert sum(stage.columns for stage in grid.stages) == len(grid.columns)


def test_every_lane_has_a_cell_to_each_column(museum, measured):
    grid = map_grid(museum, measured)

    assert {
        len(lane.cells)
        for lane in grid.lanes
        if not isinstance(lane, LineLane)
        if hasattr(lane, "cells")
    } == {11}


def test_the_three_lines_stand_between_their_rooms(museum, measured):
    ids = lane_ids(map_grid(museum, measured))

    assert ids[-6:] == [
        "line-interaction",
        "frontstage",
        "line-visibility",
        "backstage",
        "line-internal",
        "support",
    ]


def test_empty_lanes_are_left_out(sample):
    bare = sample.sample_map(activities=False)
    ids = lane_ids(map_grid(bare, None))

    assert "frontstage" not in ids
    assert "line-interaction" not in ids
    assert "reached" not in ids
    assert "personas" not in ids


def test_the_touchpoint_map_keeps_the_customers_lane(museum, measured):
    ids = lane_ids(map_grid(museum, measured), "business", "both")

    assert ids[0] == "doing"
    assert "channel" in ids
    assert "thinking" not in ids


def test_the_journey_map_hides_what_is_behind_the_curtain(museum, measured):
    grid = map_grid(museum, measured)

    assert not [
        lane
        for lane in grid.lanes
        if isinstance(lane, ActivityLane | LineLane) and lane.lens != "business"
    ]
    assert {"feeling", "score", "met", "pains"} <= set(lane_ids(grid, "customer"))


def test_only_columns_of_the_first_findings_are_tinted(sample, museum, measured):
    more = sample.finding("hurts", "t1", 5, "Later, and smaller.")
    grid = map_grid(
        museum, measured.model_copy(update={"findings": (*measured.findings, more)})
    )

    assert [column.id for column in grid.columns if column.is_loud] == [
        "t3",
        "t5",
        "t10",
    ]
    assert grid.columns[0].findings == 1
    assert grid.columns[0].findings_words == "1 finding"


def test_a_map_that_fits_on_one_sheet_is_not_split(museum):
    assert print_grids(museum, None) == ()


def test_a_wide_map_is_split_by_stages(sample):
    wide = sample.sample_map(20, stages=4)

    assert [len(page) for page in sheets(wide)] == [10, 10]
    assert [grid.id for grid in print_grids(wide, None)] == ["sheet-1", "sheet-2"]


def test_a_stage_wider_than_a_sheet_goes_on_over_the_next(sample):
    wide = sample.sample_map(30, stages=1)
    grids = print_grids(wide, None)

    assert [len(page) for page in sheets(wide)] == [SHEET_COLUMNS, SHEET_COLUMNS, 8]
    assert [grid.stages[0].is_continued for grid in grids] == [False, True, True]
    assert grids[2].columns[0].no == 23


def test_a_map_alone_links_nowhere(museum):
    grid = map_grid(museum, None, link=no_page)

    assert {column.href for column in grid.columns} == {""}


def test_a_business_goal_is_told_with_its_bound(sample):
    plain = sample.sample_map(1)
    document = plain.model_dump(mode="json", by_alias=True)
    document["stages"][0]["business_goal"] = {"measure": "wait.p90", "at_most": "5m"}

    grid = map_grid(type(plain).model_validate(document), None)

    assert grid.stages[0].business_goal == "Wait, nine in ten: at most 5 m"
