"""The bar of filters: what the address says, and the form that says it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from footlights.errors import UnreadableOptionError
from footlights.model.map import Map
from footlights.usecases.questions import Option, Question
from footlights.usecases.selection import Selection
from footlights.web.address import Address

NAMES = ("from", "to", "segment", "channel", "completed", "against")
"""Names under which an address says which journeys it is about."""

_OUTSIDE = "not "
_COMPLETED = {"yes": True, "no": False}


@dataclass(frozen=True)
class Choice:
    """One thing that can be chosen."""

    value: str
    """What the address says."""

    name: str
    """What the reader sees."""

    is_chosen: bool
    """Whether it is what the address says."""


@dataclass(frozen=True)
class Field:
    """One field of the form."""

    name: str
    """Its name in the address."""

    label: str
    """What the reader sees."""

    about: str
    """What it means; empty if its label says it."""

    kind: str
    """`date`, `text`, `number`, `select` or `checkbox`."""

    value: str
    """What the address says."""

    choices: tuple[Choice, ...] = ()
    """What can be chosen."""

    is_required: bool = False
    """Whether the question needs it."""


@dataclass(frozen=True)
class Filters:
    """Which journeys a page is about."""

    only: Selection | None
    """Which; None for all."""

    against: Selection | None
    """Which others they are held against; None for none."""


def filters_of(address: Address) -> Filters:
    """Read which journeys an address is about.

    Raises:
        UnreadableOptionError: A day is no day.
        BackwardsPeriodError: A period ends before it begins.
    """
    only = Selection(
        **_segment(address.get("segment")),
        from_on=_day(address, "from"),
        to_on=_day(address, "to"),
        channel=address.get("channel") or None,
        is_completed=_COMPLETED.get(address.get("completed")),
    )
    against = _against(address, only)
    if only == Selection():
        return Filters(None, None)
    return Filters(only, against)


def _against(address: Address, only: Selection) -> Selection | None:
    said = address.get("against")
    if not said:
        return None
    other = _segment(said)
    return Selection(
        segment=other.get("segment"),
        outside=other.get("outside"),
        from_on=only.from_on,
        to_on=only.to_on,
        channel=only.channel,
        is_completed=only.is_completed,
    )


def _segment(said: str) -> dict[str, str]:
    if not said:
        return {}
    if said.startswith(_OUTSIDE):
        return {"outside": said.removeprefix(_OUTSIDE)}
    return {"segment": said}


def _day(address: Address, name: str) -> date | None:
    said = address.get(name)
    try:
        return date.fromisoformat(said) if said else None
    except ValueError as error:
        raise UnreadableOptionError(
            name, said, "it is a day such as 2026-03-01"
        ) from error


def filter_fields(map_: Map, address: Address) -> tuple[Field, ...]:
    """Lay out the bar that every page of numbers has."""
    segments = [
        *((segment.id, segment.name) for segment in map_.segments),
        *((f"{_OUTSIDE}{s.id}", f"not {s.name}") for s in map_.segments),
    ]
    channels = [(channel.id, channel.name or channel.id) for channel in map_.channels]
    fields = [
        Field("from", "Begun from", "", "date", address.get("from")),
        Field("to", "to", "", "date", address.get("to")),
    ]
    if segments:
        fields.append(_select("segment", "Segment", "all", segments, address))
    if channels:
        fields.append(_select("channel", "Used channel", "any", channels, address))
    completed = [("yes", "completed"), ("no", "not completed")]
    fields.append(_select("completed", "Outcome", "any", completed, address))
    if segments:
        fields.append(_select("against", "Against", "nobody", segments, address))
    return tuple(fields)


def _select(
    name: str,
    label: str,
    nothing: str,
    choices: Sequence[tuple[str, str]],
    address: Address,
) -> Field:
    said = address.get(name)
    return Field(
        name,
        label,
        "",
        "select",
        said,
        tuple(
            Choice(value, shown, value == said)
            for value, shown in [("", nothing), *choices]
        ),
    )


def option_fields(question: Question, map_: Map, address: Address) -> tuple[Field, ...]:
    """Lay out what a question may be told."""
    return tuple(
        _option_field(option, map_, address)
        for option in question.options
        if option.name != "unmasked"
    )


def _option_field(option: Option, map_: Map, address: Address) -> Field:
    label = option.name.replace("_", " ").capitalize()
    said = address.get(option.name) or _written(option)
    match option.kind:
        case "choice":
            choices = tuple(Choice(c, c, c == said) for c in option.choices)
            kind = "select"
        case "whole" | "number":
            choices, kind = (), "number"
        case "yes":
            choices, kind = (), "checkbox"
        case _ if option.name in {"around", "touchpoint"}:
            points = [t for t in map_.touchpoints if t.is_recorded]
            choices = tuple(Choice(t.id, t.name, t.id == said) for t in points)
            kind = "select"
        case _:
            choices, kind = (), "text"
    if option.kind == "list":
        said = ", ".join(address.all(option.name))
    about = option.about.split(". ", maxsplit=1)[0].rstrip(".")
    return Field(option.name, label, about, kind, said, choices, option.is_required)


def _written(option: Option) -> str:
    if option.default is None or option.kind in {"yes", "list"}:
        return ""
    if option.kind == "time":
        days = option.default.total_seconds() / 86_400
        return f"{days:g}d"
    return str(option.default)
