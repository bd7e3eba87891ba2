from footlights.render.slides.columns import (
    column_groups,
    evenly,
    group_words,
    stage_names,
)


def test_stages_stay_whole_where_they_fit(sample):
    museum = sample.sample_map(11, 4)

    groups = column_groups(museum, 6)

    assert [len(group) for group in groups] == [6, 5]
    assert stage_names(museum, groups[0]) == "Before the visit, Arrive"


def test_a_last_stage_is_not_left_alone_where_groups_can_be_even(sample):
    museum = sample.sample_map(7, 7)

    assert [len(group) for group in column_groups(museum, 6)] == [4, 3]


def test_even_groups_part_no_stage_that_fits(sample):
    museum = sample.sample_map(10, 2)

    assert [len(group) for group in column_groups(museum, 6)] == [5, 5]
    assert [len(group) for group in column_groups(museum, 9)] == [5, 5]


def test_a_stage_too_long_for_a_slide_is_parted_evenly_and_stands_alone(sample):
    museum = sample.sample_map(16, 2)

    groups = column_groups(museum, 6)

    assert [len(group) for group in groups] == [4, 4, 4, 4]
    assert stage_names(museum, groups[0]) == ""


def test_every_touchpoint_is_in_one_group_in_map_order(sample):
    museum = sample.sample_map(200, 13)

    groups = column_groups(museum, 6)

    assert [id_ for group in groups for id_ in group] == [
        t.id for t in museum.touchpoints
    ]
    assert max(len(group) for group in groups) <= 6


def test_a_group_says_where_it_stands(sample):
    museum = sample.sample_map(11, 4)

    assert group_words(museum, ["t1", "t2", "t3"]) == "touchpoints 1 to 3 of 11"
    assert group_words(museum, ["t7"]) == "touchpoint 7 of 11"


def test_pieces_differ_by_one_at_most():
    assert [len(piece) for piece in evenly(list("abcdefghijk"), 4)] == [4, 3, 4]
