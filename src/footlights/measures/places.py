"""Names of places in the measures: `touchpoints.greeting.score.mean`."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from footlights.measures.measured import Contrast
from footlights.measures.measured_log import UnexplainedEvent
from footlights.measures.measured_order import LostTo, Transition, Variant
from footlights.measures.measured_touchpoint import (
    HourCount,
    Neighbour,
    ScoreCount,
    WeekMeasures,
)

NOWHERE = "(none)"
"""Stands for the begin or the end of a journey, where a touchpoint could stand."""


@dataclass(frozen=True)
class Part:
    """Something that a place in the measures holds."""

    name: str
    """Its name there."""

    value: Any  # any part of the measures
    """What it is."""

    about: str
    """What is said of its field; of an entry of a list, what such entries are."""


def parts_of(value: Any) -> Iterator[Part]:
    """Yield what a part of the measures holds, in order; nothing for a number.

    Fields go by their names in JSON. Entries of lists go by what they are about: an
    id, both ends of a transition, a week; else by their number from 1.
    """
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            about = " ".join((field.description or "").split())
            shown = field.serialization_alias or name
            yield Part(shown, getattr(value, name), about)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        seen: Counter[str] = Counter()
        for no, entry in enumerate(value, start=1):
            name = entry_name(entry) or str(no)
            seen[name] += 1
            shown = name if seen[name] == 1 else f"{name} ({seen[name]})"
            yield Part(shown, entry, _first_line(entry))


def entry_name(entry: Any) -> str | None:
    """Name an entry of a list by what it is about; None if nothing tells it apart."""
    for kind, name in _NAMES.items():
        if isinstance(entry, kind):
            return name(entry)
    said = getattr(entry, "id", None) or getattr(entry, "name", None)
    return said if isinstance(said, str) else None


_NAMES: dict[type, Callable[[Any], str]] = {
    Transition: lambda each: f"{each.from_}>{each.to}",
    Variant: lambda each: ">".join(each.touchpoints),
    Contrast: lambda each: f"{each.kind}:{each.id}",
    WeekMeasures: lambda each: each.week_on.isoformat(),
    HourCount: lambda each: f"{each.weekday}-{each.hour}",
    ScoreCount: lambda each: f"{each.score:g}",
    Neighbour: lambda each: each.touchpoint or NOWHERE,
    LostTo: lambda each: each.stage or NOWHERE,
    UnexplainedEvent: lambda each: each.event,
}


def _first_line(entry: Any) -> str:
    return (type(entry).__doc__ or "") if isinstance(entry, BaseModel) else ""
