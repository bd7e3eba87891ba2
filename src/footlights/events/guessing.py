"""Which column is what, guessed from names and sample values; says what it guessed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from footlights.events.column_names import (
    ENDS,
    NAMES,
    NUMERIC,
    PERSONS_SAID_PLAINLY,
    STARTS,
    TIMES,
    plain,
)
from footlights.events.sample_values import looks_like_time, mostly_numbers

ROLES_SAID = {
    "person": "person",
    "event": "event",
    "at": "time",
    "until": "end time",
    "seconds": "duration in seconds",
    "event_id": "event id",
}
"""Words for roles whose own name a reader may not know."""


@dataclass(frozen=True)
class Roles:
    """What each column is read as.

    Args:
        columns: Role and its columns; of several, the first that is filled counts.
        guesses: Sentences for the reader, one for each thing guessed.
    """

    columns: Mapping[str, tuple[str, ...]]
    guesses: tuple[str, ...]

    def get(self, role: str) -> tuple[str, ...]:
        """Give the columns of a role; none if the log has none."""
        return self.columns.get(role, ())

    @property
    def used(self) -> frozenset[str]:
        """Columns that are read as something, except those that stay as they are."""
        return frozenset(
            name
            for role, names in self.columns.items()
            for name in names
            if not (role == "team" and plain(name) in _PEOPLE)
        )


_PEOPLE = frozenset(
    {"resource", "orgresource", "agent", "assignedto", "employee", "operator"}
)
"""Who did it, rather than which team: such a column stays an attribute too."""


@dataclass(frozen=True)
class _Columns:
    """The columns of a log, by plain name and by what stands in them."""

    names: Sequence[str]
    """Those of which nothing was told."""

    samples: Mapping[str, Sequence[object]]
    is_xes: bool
    """Whether columns are named as process-mining tools name those of XES."""

    def named(
        self, wanted: Sequence[str], fits: Callable[[str], bool] = lambda _: True
    ) -> str | None:
        """Give the column whose name stands first in the list and that fits."""
        by_plain_name: dict[str, str] = {}
        for name in self.names:
            by_plain_name.setdefault(plain(name), name)
        return next(
            (
                by_plain_name[word]
                for word in wanted
                if word in by_plain_name and fits(by_plain_name[word])
            ),
            None,
        )

    def numeric(self, name: str) -> bool:
        return mostly_numbers(self.samples.get(name, ()))


def guess_roles(
    names: Sequence[str],
    samples: Mapping[str, Sequence[object]],
    told: Mapping[str, tuple[str, ...]],
) -> Roles:
    """Guess what each column is; what was told stands, and is no guess.

    Names are compared without case, blanks and underscores. Numbers are asked for
    where only numbers make sense (score, value, seconds).

    Args:
        names: Columns of the log.
        samples: Some values of each column.
        told: Roles that somebody named, or that are constant (with no column).

    Returns:
        The roles; one that nothing fits is left out.
    """
    columns = _Columns(
        [n for n in names if not any(n in own for own in told.values())],
        samples,
        # What was told of such a log does not make it another.
        is_xes={"case:concept:name", "concept:name"} <= set(names),
    )
    found = {
        role: guessed
        for role, guessed in _guessed(columns, told)
        if role not in told and guessed
    }
    if "seconds" in found and ("until" in found or "until" in told):
        del found["seconds"]
    taken: set[str] = set()
    for role, own in tuple(found.items()):
        left = tuple(name for name in own if name not in taken)
        taken |= set(left)
        if left:
            found[role] = left
        else:
            del found[role]
    return Roles(
        {**found, **{role: own for role, own in told.items() if own}},
        tuple(_sentences(found, columns, told)),
    )


def _guessed(
    columns: _Columns, told: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from _times(columns, told)
    yield "event", _events(columns)
    yield "journey", _one(columns.named(NAMES["journey"]))
    yield "person", _persons(columns)
    for role, wanted in NAMES.items():
        if role in NUMERIC:
            yield role, _one(columns.named(wanted, columns.numeric))
        elif role not in {"event", "journey", "person"}:
            yield role, _one(columns.named(wanted))


def _one(name: str | None) -> tuple[str, ...]:
    return (name,) if name else ()


def _persons(columns: _Columns) -> tuple[str, ...]:
    """A person known later stands before the id of an unknown visitor."""
    if columns.is_xes:
        return _one(columns.named(PERSONS_SAID_PLAINLY))
    first = columns.named(NAMES["person"])
    visitors = ("anonymousid", "userpseudoid", "visitorid", "anonid")
    visitor = columns.named(visitors)
    if first and visitor and first != visitor:
        return (first, visitor)
    return _one(first or visitor)


def _events(columns: _Columns) -> tuple[str, ...]:
    """Segment names `page` and `screen` calls by `name`, or only by their type."""
    first = columns.named(NAMES["event"])
    if first and columns.named(("messageid",)):
        others = (columns.named(("name",)), columns.named(("type",)))
        return (first, *(name for name in others if name))
    return _one(first)


def _times(
    columns: _Columns, told: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    if "at" in told:
        return
    start, end, point = (columns.named(words) for words in (STARTS, ENDS, TIMES))
    if start:
        yield "at", (start,)
        yield "until", _one(end or point)
    elif point:
        yield "at", (point,)
        yield "until", _one(end)
    elif end:
        yield "at", (end,)
    else:
        times = [
            name
            for name in columns.names
            if looks_like_time(columns.samples.get(name, ()))
        ]
        if len(times) == 1:
            yield "at", (times[0],)


def _sentences(
    found: Mapping[str, tuple[str, ...]],
    columns: _Columns,
    told: Mapping[str, tuple[str, ...]],
) -> Iterator[str]:
    for role, names in found.items():
        if names == (role,):
            # A column that bears the contract's own name is no guess.
            continue
        said = ", else ".join(repr(name) for name in names)
        yield f"{ROLES_SAID.get(role, role)} is read from {said}"
    if "person" not in found and "person" not in told and columns.is_xes:
        better = columns.named(NAMES["person"])
        if better:
            yield (
                f"person is the case; if {better!r} names the person, say"
                f" --column person={better!r}"
            )
