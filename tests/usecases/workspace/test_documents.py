"""Checking only what has changed comes to the same as checking the whole map."""

import json

import pytest

from footlights.errors import EditDoesNotFitError
from footlights.model.edits.applying import edited
from footlights.model.edits.document import document_of
from footlights.model.edits.edit import EDITS
from footlights.model.map import Map
from footlights.usecases.examples import example_names, read_example
from footlights.usecases.workspace.documents import (
    checked_change,
    checked_map,
    written,
)


def set_(part, part_id, field, value):
    return {"edit": "set", "part": part, "id": part_id, "field": field, "value": value}


CHANGES = (
    [set_("touchpoint", "greeting", "name", "  Welcome ")],
    [set_("touchpoint", "greeting", "feeling", {"valence": 1, "word": "glad"})],
    [set_("touchpoint", "greeting", "feeling.valence", -2)],
    [set_("touchpoint", "greeting", "optional", value=False)],
    [set_("touchpoint", "greeting", "doing", None)],
    [set_("touchpoint", "greeting", "expects", [{"what": "wait", "at_most": "60s"}])],
    [set_("activity", "look-up", "within", "1m"), set_("map", "dinner", "zone", "UTC")],
    [set_("activity", "look-up", "does", "Looks it up")],
    [set_("stage", "arrive", "name", "Come in")],
    [
        set_("touchpoint", "greeting", "said", "Good evening"),
        {"edit": "remove", "part": "touchpoint", "id": "greeting"},
    ],
    [
        set_("touchpoint", "greeting", "doing", "One"),
        set_("touchpoint", "seated", "doing", "Two"),
    ],
)


@pytest.mark.parametrize("sent", CHANGES)
def test_a_change_alone_comes_to_the_same_map_and_text(sent):
    head = read_example("dinner")
    head = Map.model_validate(document_of(head))
    edits = [
        edit
        for edit in EDITS.validate_python(sent)
        if edit.part == "map" or _has(head, edit.id)
    ]
    _ = head.touchpoints, head.touchpoint_no, head.activities
    whole = checked_map(edited(document_of(head), edits))

    found = checked_change(head, edited(document_of(head), edits), edits)

    assert edits
    assert found.map == whole
    assert found.map.touchpoints == whole.touchpoints
    assert found.map.activities == whole.activities
    assert json.loads(found.text) == document_of(whole)
    assert found.text == written(whole)


def _has(map_, part_id):
    parts = (*map_.stages, *map_.touchpoints, *map_.activities)
    return part_id in {part.id for part in parts}


@pytest.mark.parametrize("name", [each.name for each in example_names()])
def test_every_touchpoint_of_the_examples_can_be_changed_alone(name):
    head = read_example(name)
    head = Map.model_validate(document_of(head))
    for touchpoint in head.touchpoints:
        sent = [set_("touchpoint", touchpoint.id, "thinking", "Is it so?")]
        edits = EDITS.validate_python(sent)
        whole = checked_map(edited(document_of(head), edits))

        found = checked_change(head, edited(document_of(head), edits), edits)

        assert (found.map, found.text) == (whole, written(whole))


def test_a_change_that_does_not_fit_is_told_as_by_the_whole_map():
    head = read_example("dinner")
    edits = EDITS.validate_python(
        [set_("touchpoint", "greeting", "feeling", {"word": "glad", "valence": 9})]
    )
    document = edited(document_of(head), edits)
    with pytest.raises(EditDoesNotFitError) as whole:
        checked_map(document)

    with pytest.raises(EditDoesNotFitError) as alone:
        checked_change(head, document, edits)

    assert str(alone.value) == str(whole.value)
