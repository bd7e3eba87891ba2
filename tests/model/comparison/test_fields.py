"""Every field of the model has its wording."""

from types import UnionType
from typing import Annotated, Union, get_args, get_origin

import pytest

from footlights.model.activity import Activity, System, Team
from footlights.model.calendar import Calendar
from footlights.model.comparison.fields import FIELDS
from footlights.model.edits.between import OPENED
from footlights.model.edits.document import HOLDERS, LISTS
from footlights.model.map import (
    Channel,
    Map,
    Outcome,
    OwnLane,
    Persona,
    Segment,
    Stage,
)
from footlights.model.part import Part
from footlights.model.touchpoint import Touchpoint

MODELS = {
    "map": Map,
    "persona": Persona,
    "segment": Segment,
    "outcome": Outcome,
    "channel": Channel,
    "team": Team,
    "system": System,
    "calendar": Calendar,
    "lane": OwnLane,
    "stage": Stage,
    "touchpoint": Touchpoint,
    "activity": Activity,
}


def keys_of(model):
    return {field.alias or name: field for name, field in model.model_fields.items()}


def model_in(annotation):
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    if get_origin(annotation) in {Union, UnionType, Annotated}:
        found = [model_in(each) for each in get_args(annotation)]
        return next((each for each in found if each), None)
    return None


@pytest.mark.parametrize("kind", MODELS)
def test_every_field_of_a_part_has_a_wording(kind):
    expected = set(keys_of(MODELS[kind])) - LISTS[kind] - {"id"}

    assert {path for path in FIELDS[kind] if "." not in path} == expected


@pytest.mark.parametrize("kind", OPENED)
def test_every_field_of_an_opened_field_has_a_wording(kind):
    expected = {
        f"{outer}.{inner}"
        for outer in OPENED[kind]
        if (model := model_in(keys_of(MODELS[kind])[outer].annotation))
        for inner in keys_of(model)
    }

    assert {path for path in FIELDS[kind] if "." in path} == expected


def test_every_kind_of_part_is_known():
    assert set(FIELDS) == set(MODELS) == {"map", *HOLDERS}
