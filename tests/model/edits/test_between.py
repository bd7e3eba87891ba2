import pytest
from hypothesis import given, settings

from footlights.errors import AmbiguousPartError
from footlights.model.edits.applying import apply_edits
from footlights.model.edits.between import edits_between
from footlights.model.edits.edit import EDITS
from footlights.model.map import Map
from support.related_maps import maps


def drawn(**stages):
    """A map of stages, each with touchpoints named by a letter."""
    return Map.model_validate(
        {
            "footlights": 1,
            "id": "dinner",
            "name": "Dinner",
            "stages": [
                {
                    "id": stage,
                    "name": stage.capitalize(),
                    "touchpoints": [{"id": t, "name": t.upper()} for t in touchpoints],
                }
                for stage, touchpoints in stages.items()
            ],
        }
    )


def said(before, after):
    return [
        edit.model_dump(mode="json", exclude={"value"})
        for edit in edits_between(before, after)
    ]


def test_one_touchpoint_that_moved_is_one_edit():
    assert said(drawn(come="abcd"), drawn(come="dabc")) == [
        {
            "edit": "move",
            "part": "touchpoint",
            "id": "d",
            "into": "come",
            "after": None,
        }
    ]


def test_a_touchpoint_keeps_its_identity_in_another_stage():
    assert said(drawn(come="ab", eat="cd"), drawn(come="a", eat="cbd")) == [
        {
            "edit": "move",
            "part": "touchpoint",
            "id": "b",
            "into": "eat",
            "after": "c",
        }
    ]


def test_a_stage_that_goes_leaves_its_touchpoints_where_they_are_wanted():
    before, after = drawn(come="ab", eat="c"), drawn(eat="ca")

    assert [edit["edit"] for edit in said(before, after)] == ["move", "remove"]
    assert apply_edits(before, edits_between(before, after)) == after


@given(maps())
@settings(deadline=None, max_examples=60)
def test_nothing_lies_between_equal_maps(map_):
    again = Map.model_validate(map_.model_dump(mode="json", by_alias=True))

    assert edits_between(map_, again) == ()


@given(maps(), maps())
@settings(deadline=None, max_examples=60)
def test_the_edits_between_two_maps_make_one_of_the_other(before, after):
    edits = edits_between(before, after)

    assert apply_edits(before, edits) == after
    assert EDITS.validate_json(EDITS.dump_json(edits)) == edits


def test_two_parts_with_one_id_cannot_be_told_apart():
    with pytest.raises(AmbiguousPartError, match="'touchpoint' have the id 'a'"):
        edits_between(drawn(come="a", eat="a"), drawn(come="a"))
