"""Binding: which event belongs to which touchpoint, activity or outcome."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from footlights.events.raw import without_blanks
from footlights.model.map import Map
from footlights.model.matching import Cell, Match


@dataclass(frozen=True)
class MissingColumn:
    """A column that a rule asks for and the log does not have."""

    column: str
    """The column."""

    event: str
    """The event name of the rule."""


def missing_columns(events: ir.Table, map_: Map) -> tuple[MissingColumn, ...]:
    """List the columns that the map's rules ask for and the log does not have."""
    known = set(events.columns)
    return tuple(
        dict.fromkeys(
            MissingColumn(column, match.event)
            for match in _all_matches(map_)
            for column in match.where
            if column not in known
        )
    )


def asked_columns(map_: Map) -> set[str]:
    """Name the columns that the map's rules look at, beside the event's name."""
    return {column for match in _all_matches(map_) for column in match.where}


def asked_names(map_: Map) -> list[str]:
    """Name the events that the map's rules ask for, in alphabetical order."""
    return sorted({match.event.strip() for match in _all_matches(map_)})


def _all_matches(map_: Map) -> Iterator[Match]:
    for touchpoint in map_.touchpoints:
        yield from touchpoint.matches
    for activity in map_.activities:
        yield from activity.matches
    for outcome in map_.outcomes:
        yield outcome.matches


def touchpoint_no_of(events: ir.Table, map_: Map) -> ir.IntegerColumn:
    """Say which touchpoint explains each event.

    Where rules of several touchpoints fit, the first in map order has it.

    Args:
        events: Rows in the shape of `contract.EVENTS`. Reads `event: string` and the
            columns named in rules.
        map_: The map.

    Returns:
        `int16`, the touchpoint's number from 1; null where no rule fits.
    """
    return _first_fitting(events, [t.matches for t in map_.touchpoints])


def activity_no_of(events: ir.Table, map_: Map) -> ir.IntegerColumn:
    """Say which activity each event shows; see `touchpoint_no_of`."""
    return _first_fitting(events, [a.matches for a in map_.activities])


def outcome_no_of(events: ir.Table, map_: Map) -> ir.IntegerColumn:
    """Say which outcome each event shows; see `touchpoint_no_of`."""
    return _first_fitting(events, [(o.matches,) for o in map_.outcomes])


def is_explained(events: ir.Table, map_: Map) -> ir.BooleanValue:
    """Say whether a touchpoint, an activity or an outcome explains each event."""
    return (
        touchpoint_no_of(events, map_).notnull()
        | activity_no_of(events, map_).notnull()
        | outcome_no_of(events, map_).notnull()
    )


def segment_of(events: ir.Table, where: dict[str, tuple[Cell, ...]]) -> ir.BooleanValue:
    """Say whether an event's columns fit a segment; null where one is not filled."""
    if not set(where) <= set(events.columns):
        return ibis.literal(None, "boolean")
    fits = _all(_holds(events, column, cells) for column, cells in where.items())
    filled = _all(events[column].notnull() for column in where)
    return ibis.ifelse(filled, fits, ibis.literal(None, "boolean"))


def _first_fitting(
    events: ir.Table, rules: Sequence[Iterable[Match]]
) -> ir.IntegerColumn:
    nothing = ibis.literal(None, "int16")
    branches = [
        (_fits(events, match), ibis.literal(no, "int16"))
        for no, matches in enumerate(rules, start=1)
        for match in matches
        if set(match.where) <= set(events.columns)
    ]
    return ibis.cases(*branches, else_=nothing) if branches else nothing


def _fits(events: ir.Table, match: Match) -> ir.BooleanValue:
    named = events.event == match.event.strip()
    return _all(
        [
            named,
            *(_holds(events, column, cells) for column, cells in match.where.items()),
        ]
    )


def _holds(events: ir.Table, column: str, cells: Sequence[Cell]) -> ir.BooleanValue:
    value = events[column]
    if not value.type().is_string():
        value = value.cast("string")
    text = without_blanks(value)
    words = [str(cell).strip() for cell in cells if not isinstance(cell, bool)]
    truths = [str(cell).lower() for cell in cells if isinstance(cell, bool)]
    fits = text.isin(words) if words else ibis.literal(value=False)
    if truths:
        fits = fits | text.lower().isin(truths)
    return fits.fill_null(False)  # noqa: FBT003


def _all(conditions: Iterable[ir.BooleanValue]) -> ir.BooleanValue:
    first, *rest = conditions
    for condition in rest:
        first = first & condition
    return first
