"""The bar of filters: what the address says, and the form that says it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce

from footlights.errors import AgainstNothingError, UnreadableOptionError
from footlights.model.map import Map
from footlights.usecases.questions import Option, Question
from footlights.usecases.selection import Selection, both
from footlights.web.address import Address

NAMES = (
    *("from", "to", "segment", "persona", "channel", "completed"),
    *("pattern", "not_pattern"),
    *("against", "against_persona", "against_from", "against_to"),
)
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

    is_open: bool = True
    """Whether it can be chosen; where not, its name says why."""


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


_MORE = ("pattern", "not_pattern", *NAMES[NAMES.index("against") :])


@dataclass(frozen=True)
class Filters:
    """Which journeys a page is about."""

    only: Selection | None
    """Which; None for all."""

    against: Selection | None
    """Which others they are held against; None for none."""

    def __str__(self) -> str:
        """Say in words which journeys are meant: `Journeys in the segment 'new'`."""
        only = "All journeys" if self.only is None else f"Journeys {self.only}"
        return only if self.against is None else f"{only}, against: {self.against}"


def filters_of(address: Address) -> Filters:
    """Read which journeys an address is about.

    Raises:
        UnreadableOptionError: A day is no day, or completed is neither yes nor no.
        BackwardsPeriodError: A period ends before it begins.
        ContradictorySelectionError: Two things exclude each other.
        AgainstNothingError: Others are named, and not who is held against them.
    """
    whose, period = (
        _whose(address, "segment", "persona"),
        _period(address, "from", "to"),
    )
    others = Selection(
        channel=address.each("channel"),
        pattern=address.each("pattern"),
        not_pattern=address.each("not_pattern"),
    )
    others = reduce(both, _completed(address), others)
    only = reduce(both, (whose, period, others))
    against = _whose(address, "against", "against_persona")
    other_period = _period(address, "against_from", "against_to")
    if against == other_period == Selection():
        return Filters(None if only == Selection() else only, None)
    if only == Selection():
        raise AgainstNothingError(str(both(against, other_period)))
    # What is not said of the others is the same of them.
    against = whose if against == Selection() else against
    other_period = period if other_period == Selection() else other_period
    return Filters(only, reduce(both, (against, other_period, others)))


def says_more(address: Address) -> bool:
    """Whether an address says patterns, or others to hold the journeys against."""
    return any(address.get(name) for name in _MORE)


def _whose(address: Address, segment: str, persona: str) -> Selection:
    said = address.all(segment)
    return Selection(
        persona=address.all(persona),
        segment=[each for each in said if not each.startswith(_OUTSIDE)],
        outside=[
            each.removeprefix(_OUTSIDE).strip()
            for each in said
            if each.startswith(_OUTSIDE)
        ],
    )


def _period(address: Address, first: str, last: str) -> Selection:
    return Selection(from_on=_day(address, first), to_on=_day(address, last))


def _completed(address: Address) -> Iterator[Selection]:
    name = "completed"
    for said in address.all(name):
        if said not in _COMPLETED:
            raise UnreadableOptionError(name, said, "it is yes or no")
        yield Selection(is_completed=_COMPLETED[said])


def _day(address: Address, name: str) -> date | None:
    said = address.get(name)
    try:
        return date.fromisoformat(said) if said else None
    except ValueError as error:
        raise UnreadableOptionError(
            name, said, "it is a day such as 2026-03-01"
        ) from error


def filter_fields(map_: Map, address: Address) -> tuple[Field, ...]:
    """Lay out the bar that every page of numbers has: which journeys.

    Patterns have fields of their own: see `pattern_fields`.
    """
    channels = [(channel.id, channel.name or channel.id) for channel in map_.channels]
    completed = [("", "any"), ("yes", "completed"), ("no", "not completed")]
    said = address.each("channel")
    return (
        Field("from", "Begun from", "", "date", address.get("from")),
        Field("to", "to", "", "date", address.get("to")),
        *_selects(
            "segment", ("Segment", "all"), _in_or_out(map_), address.all("segment")
        ),
        *_personas(map_, "persona", "all", address),
        *_selects("channel", ("Used channel", "any"), channels, said),
        _select("completed", "Outcome", address.get("completed"), completed),
    )


def pattern_fields(address: Address) -> tuple[Field, ...]:
    """Lay out which patterns the journeys match, or do not."""
    return (
        *_patterns("pattern", "Matches pattern", address),
        *_patterns("not_pattern", "Matches no pattern", address),
    )


def against_fields(map_: Map, address: Address) -> tuple[Field, ...]:
    """Lay out which journeys those of the bar are held against."""
    words = ("Segment", "as above")
    return (
        *_selects("against", words, _in_or_out(map_), address.all("against")),
        *_personas(map_, "against_persona", "as above", address),
        Field("against_from", "Begun from", "", "date", address.get("against_from")),
        Field("against_to", "to", "", "date", address.get("against_to")),
    )


def _in_or_out(map_: Map) -> list[tuple[str, str]]:
    return [
        *((segment.id, segment.name) for segment in map_.segments),
        *((f"{_OUTSIDE}{s.id}", f"not {s.name}") for s in map_.segments),
    ]


def _personas(map_: Map, name: str, nothing: str, address: Address) -> Iterator[Field]:
    """Lay out the choice of a persona, for those whose journeys a segment tells."""
    if not map_.personas:
        return
    known = [(p.id, p.name) for p in map_.personas if p.segment is not None]
    for no, field in enumerate(
        _selects(name, ("Persona", nothing), known, address.all(name), is_always=True)
    ):
        closed = [
            Choice("", f"{p.name}: no segment", is_chosen=False, is_open=False)
            for p in map_.personas
            if p.segment is None and no == 0
        ]
        yield replace(field, choices=(*field.choices, *closed))


def _patterns(name: str, label: str, address: Address) -> list[Field]:
    return [Field(name, label, "", "text", s) for s in address.each(name) or ("",)]


def _selects(
    name: str,
    words: tuple[str, str],
    choices: Sequence[tuple[str, str]],
    said: Sequence[str],
    *,
    is_always: bool = False,
) -> Iterator[Field]:
    """Lay out a choice for all that is said, and one for what must hold as well.

    Args:
        name: Its name in the address.
        words: Its label, and what it says for nothing.
        choices: What can be said, and its name.
        said: What is said.
        is_always: Whether it stands there with nothing to choose, too.
    """
    label, nothing = words
    left = list(choices)
    for each in said:
        shown = next((shown for value, shown in left if value == each), each)
        left = [choice for choice in left if choice[0] != each]
        yield _select(name, label, each, [("", nothing), (each, shown), *left])
        label, nothing = f"and {words[0].lower()}", "none"
    if left or (is_always and not said):
        yield _select(name, label, "", [("", nothing), *left])


def _select(
    name: str, label: str, said: str, choices: Sequence[tuple[str, str]]
) -> Field:
    found = tuple(Choice(value, shown, value == said) for value, shown in choices)
    return Field(name, label, "", "select", said, found)


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
