from footlights.conformance.plan import plan_of
from support.planned_maps import planned


def test_touchpoints_in_sequence_have_a_rank_and_a_place_each():
    plan = plan_of(planned("A B?", "C+"))

    assert plan.rank.tolist() == [0, 1, 2, 3]
    assert plan.place.tolist() == [0, 1, 2, 3]
    assert plan.is_required.tolist() == [False, True, False, True]
    assert plan.repeats.tolist() == [False, False, False, True]
    assert plan.required == 2


def test_touchpoints_in_any_order_share_a_rank():
    plan = plan_of(planned("A", "any: B C?", "D"))

    assert plan.rank.tolist() == [0, 1, 2, 2, 3]
    assert plan.place.tolist() == [0, 1, 2, 3, 4]
    assert plan.place_rank.tolist() == [0, 1, 2, 2, 3]
    assert plan.is_any.tolist() == [False, False, True, True, False]


def test_touchpoints_that_exclude_each_other_share_a_place():
    plan = plan_of(planned("A", "one_of: B C", "D"))

    assert plan.place.tolist() == [0, 1, 2, 2, 3]
    assert plan.place_rank.tolist() == [0, 1, 2, 3]


def test_a_place_that_is_shared_is_required_if_any_of_its_touchpoints_is():
    assert plan_of(planned("one_of: A? B")).is_required.tolist() == [False, True]
    assert plan_of(planned("one_of: A? B?")).is_required.tolist() == [False, False]


def test_waits_and_what_no_event_reaches_have_no_place():
    plan = plan_of(planned("A~ B", "one_of: C- D~", "E- F"))

    assert plan.place.tolist() == [0, 0, 1, 0, 0, 0, 2]
    assert plan.rank.tolist() == [0, 0, 1, 0, 0, 0, 2]
