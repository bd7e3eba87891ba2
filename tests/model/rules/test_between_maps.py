import pytest

from footlights.model.map import Map
from footlights.model.rules.between_maps import RULES_BETWEEN_MAPS

NAME = ("stages", 0, "touchpoints", 0, "name")


@pytest.fixture
def other(drawn):
    """The same map under another id; every test may change its own."""
    return drawn | {"id": "lunch"}


def problems_of(*documents):
    maps = [Map.model_validate(document) for document in documents]
    return [
        (no, problem.code, problem.where)
        for rule in RULES_BETWEEN_MAPS
        for no, problem in rule.check(maps)
    ]


def with_first_touchpoint_named(name, document):
    stage = document["stages"][0]
    first, *others = stage["touchpoints"]
    renamed = stage | {"touchpoints": [first | {"name": name}, *others]}
    return document | {"stages": [renamed, *document["stages"][1:]]}


def test_maps_that_share_touchpoints_by_one_name_have_no_problem(drawn, other):
    assert problems_of(drawn, other) == []


def test_two_maps_have_two_ids(drawn):
    assert problems_of(drawn, drawn) == [(1, "map-id-twice", ("id",))]


def test_a_touchpoint_has_one_name_on_all_maps(drawn, other):
    renamed = with_first_touchpoint_named("Ordering", other)

    assert problems_of(drawn, renamed) == [(1, "touchpoint-named-twice", NAME)]


def test_a_future_map_may_rename_a_touchpoint(drawn, other):
    renamed = with_first_touchpoint_named("Ordering", other)
    future = renamed | {"state": "future", "of": "dinner"}

    assert problems_of(drawn, future) == []
    assert problems_of(future, drawn) == []


def test_a_future_map_changes_no_other_future_map(drawn, other):
    future = other | {"state": "future", "of": "dinner"}
    later = drawn | {"id": "supper", "state": "future", "of": "lunch"}

    assert problems_of(drawn, future, later) == [(2, "future-of-future", ("of",))]
