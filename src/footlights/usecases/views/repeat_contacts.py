"""Contacts about the same again: a touchpoint, a stage, or what a column says."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import ibis.expr.types as ir
from ibis import _

from footlights.analysis.contacts import (
    CONTACTS,
    REPEATS,
    met_by_journey,
    met_counts,
    met_totals,
    near_contacts,
    persons_met,
    repeat_counts,
    repeat_totals,
    soon_again,
    touches_met,
)
from footlights.analysis.heat import frequent_values, with_attribute
from footlights.errors import UnknownAboutError
from footlights.events.contract import askable
from footlights.measures.estimates import by_key, median, share
from footlights.measures.view import Cell, View, ViewColumn
from footlights.measures.wording import counted, span_duration
from footlights.statistics.quantiles import MEDIAN
from footlights.usecases.prepared_log import PreparedLog
from footlights.usecases.views.asked import OTHERS, check_positive
from footlights.usecases.views.standard import standard

MOST_VALUES = 1_000
"""Values of a column that have rows of their own."""

WEEK = timedelta(days=7)

_Row = dict[str, Any]  # fetched

_ON_MAP = ("touchpoint", "stage")
_NOBODY = "nobody was here"
_NOT_AGAIN = "nobody came again"


@dataclass(frozen=True)
class _Matter:
    """What touches are about."""

    told: Callable[[PreparedLog], ir.Table]
    """Gives the touches of a log that are about something, `contacts.CONTACTS`."""

    names: Mapping[Any, str]
    """What the reader sees, by value; None for all values without a row of their own."""

    column: ViewColumn
    """Says what a row is about."""

    same: str
    """In words, after "the same person's last touch"."""


@standard
def repeat_contacts(
    log: PreparedLog, *, within: timedelta = WEEK, about: str = "touchpoint"
) -> View:
    """Count who comes again soon, in the same journey or another, about the same.

    Args:
        log: What is looked at.
        within: How soon; exactly that long counts.
        about: What counts as the same: `touchpoint`, `stage`, or a column of the log
            such as `subject`. A touch without a value there is about nothing, and
            never a repeat.

    Returns:
        One row per touchpoint or stage that was met, in map order; of a column one
        row per value, most touches first, and beyond `MOST_VALUES` values one row for
        all others, where each person counts once. Touches without a value are in no
        row, and counted in a note.

    Raises:
        NotPositiveError: `within` is zero or less.
        UnknownAboutError: `about` is neither, and the log has no such column.
    """
    check_positive("within", within)
    matter = _matter(log, about)
    near = log.once(
        f"near_contacts {within} {about}",
        lambda every: near_contacts(matter.told(every), within),
    )
    soon = log.engine.keep("soon_again", soon_again(near, within))
    notes = [
        (
            f"Again is within {span_duration(within)} of the same person's last touch"
            f" {matter.same}, from begin to begin, whatever the journey."
        ),
    ]
    if about in _ON_MAP:
        rows = _each(log, _met_on_map(log, about), soon)
    else:
        met = log.once(f"met {about}", lambda every: met_by_journey(matter.told(every)))
        rows = _most_frequent(log, met, soon)
        notes += _value_notes(log, about, rows)
    name = matter.column.name
    return View(
        name="repeat_contacts",
        columns=(matter.column, *_NUMBERS),
        rows=tuple(
            {name: matter.names.get(row["value"], row["value"])} | _numbers(row)
            for row in rows
        ),
        notes=(*notes, "Shares have Wilson's interval at 95 %."),
    )


def _matter(log: PreparedLog, about: str) -> _Matter:
    ids = {
        "touchpoint": [touchpoint.id for touchpoint in log.map.touchpoints],
        "stage": [stage.id for stage in log.map.stages],
    }
    if about in ids:
        return _Matter(
            lambda log: _numbered(log, about),
            dict(enumerate(ids[about], start=1)),
            ViewColumn(name=about, about=f"The {about}.", role="key"),
            f"of the same {about}",
        )
    words = {
        "channel": log.prepared.channels,
        "team": log.prepared.teams,
        "location": log.prepared.locations,
    }
    names: dict[Any, str] = {None: OTHERS}
    told = _said
    if about in words:
        told = _numbered
        names |= dict(enumerate(words[about], start=1))
    elif about not in log.events.columns:
        raise UnknownAboutError(about, [*_ON_MAP, *askable(log.events.columns)])
    column = ViewColumn(name="value", about=f"Value of {about}.", role="key")
    same = f"with the same {about}"
    return _Matter(lambda log: told(log, about), names, column, same)


def _numbered(log: PreparedLog, about: str) -> ir.Table:
    touches = log.prepared.touches
    numbered = touches.mutate(value=touches[f"{about}_no"])
    return numbered.filter(_.value.notnull()).select(*CONTACTS)


def _said(log: PreparedLog, about: str) -> ir.Table:
    return with_attribute(log.prepared.touches, log.events, about, CONTACTS[:-1])


def _met_on_map(log: PreparedLog, about: str) -> list[_Row]:
    """Count touches and persons of each touchpoint or stage, in map order."""
    steps, key = log.prepared.steps, f"{about}_no"
    met = sorted(log.rows(touches_met(steps, key)), key=lambda row: row["value"])
    if not met:
        return []
    most = met[-1]["value"]
    persons = log.row(persons_met(steps, log.prepared.journeys, key, most)) or {}
    return [row | {"persons": persons[f"persons_{row['value']}"]} for row in met]


def _each(log: PreparedLog, met: Sequence[_Row], soon: ir.Table) -> list[_Row]:
    """Put what comes again soon beside what came at all."""
    again = by_key(log.rows(repeat_counts(soon)), "value")
    sizes = [row["repeated"] for row in again.values()]
    found = log.quantiles(soon, ["value"], "since_seconds", MEDIAN, sizes)
    times, none = by_key(found, "value"), dict.fromkeys(REPEATS.names, 0)
    return [
        {**row, **again.get(row["value"], none), "since": times.get(row["value"])}
        for row in met
    ]


def _most_frequent(log: PreparedLog, met: ir.Table, soon: ir.Table) -> list[_Row]:
    """Count for each of the most frequent values, and for all others together."""
    found = log.rows(frequent_values(met, MOST_VALUES + 1))
    own = [row["value"] for row in found[:MOST_VALUES]]
    is_cut = len(found) > MOST_VALUES
    theirs = met.filter(_.value.isin(own)) if is_cut else met
    counts = {row["value"]: row for row in log.rows(met_counts(theirs))}
    own_soon = soon.filter(_.value.isin(own)) if is_cut else soon
    rows = _each(log, [counts[value] for value in own], own_soon)
    if is_cut:
        others = soon.filter(~_.value.isin(own))
        again = log.row(repeat_totals(others)) or {}
        sizes = [again["repeated"]]
        times = log.quantiles(others, [], "since_seconds", MEDIAN, sizes)
        whole = log.row(met_totals(met.filter(~_.value.isin(own)))) or {}
        since = times[0] if times else None
        rows.append({**whole, **again, "value": None, "since": since})
    return rows


def _value_notes(log: PreparedLog, about: str, rows: list[_Row]) -> list[str]:
    whole = log.row(log.prepared.touches.aggregate(n=_.count()))
    silent = (whole["n"] if whole else 0) - sum(row["touches"] for row in rows)
    notes = []
    if silent:
        notes.append(
            f"{counted(silent, 'touch', 'touches')} without a value of {about}: about"
            " nothing, and so never again about the same."
        )
    if len(rows) > MOST_VALUES:
        notes.append(
            f"Only the {MOST_VALUES:,} most frequent values have rows of their own; all"
            f" others stand together as {OTHERS}, where a person who came about several"
            " counts once."
        )
    return notes


_NUMBERS = (
    ViewColumn(name="touches", about="Touches here.", role="count"),
    ViewColumn(name="repeated", about="Those that come again so soon.", role="count"),
    ViewColumn(name="share_repeated", about="Their share.", role="estimate"),
    ViewColumn(name="persons", about="Persons who came.", role="count"),
    ViewColumn(
        name="share_of_persons",
        about="Share of them who came again so soon.",
        role="estimate",
    ),
    ViewColumn(
        name="median_seconds",
        about="Half came again after at most this.",
        role="estimate",
    ),
)


def _numbers(row: _Row) -> dict[str, Cell]:
    return {
        "touches": row["touches"],
        "repeated": row["repeated"],
        "share_repeated": share(row["repeated"], row["touches"], _NOBODY),
        "persons": row["persons"],
        "share_of_persons": share(row["repeating"], row["persons"], _NOBODY),
        "median_seconds": median(row["since"], _NOT_AGAIN),
    }
