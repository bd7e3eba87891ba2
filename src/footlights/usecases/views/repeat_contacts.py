"""Contacts about the same again: a touchpoint, a stage, or what a column says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import ibis.expr.types as ir
from ibis import _

from footlights.analysis.heat import frequent_values, with_attribute
from footlights.analysis.returns import contacts, repeat_counts, repeat_totals
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
_WHAT = ("person_key", "at")


@dataclass(frozen=True)
class _Matter:
    """What touches are about."""

    told: ir.Table
    """Touches that are about something, as `contacts` reads them."""

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
    contacted = log.engine.keep("repeat_contacts", contacts(matter.told))
    notes = [
        (
            f"Again is within {span_duration(within)} of the same person's last touch"
            f" {matter.same}, from begin to begin, whatever the journey."
        ),
    ]
    if about in _ON_MAP:
        rows = _each(log, contacted, within)
        rows.sort(key=lambda row: row["value"])
    else:
        rows = _most_frequent(log, contacted, within)
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
    touches = log.prepared.touches
    ids = {
        "touchpoint": [touchpoint.id for touchpoint in log.map.touchpoints],
        "stage": [stage.id for stage in log.map.stages],
    }
    if about in ids:
        return _Matter(
            touches.select(*_WHAT, value=touches[f"{about}_no"]),
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
    if about in words:
        numbered = touches.filter(_[f"{about}_no"].notnull())
        told = numbered.select(*_WHAT, value=numbered[f"{about}_no"])
        names |= dict(enumerate(words[about], start=1))
    elif about in log.events.columns:
        told = with_attribute(touches, log.events, about, _WHAT)
    else:
        raise UnknownAboutError(about, [*_ON_MAP, *askable(log.events.columns)])
    column = ViewColumn(name="value", about=f"Value of {about}.", role="key")
    return _Matter(told, names, column, f"with the same {about}")


def _each(log: PreparedLog, contacted: ir.Table, within: timedelta) -> list[_Row]:
    """Count for each value."""
    counts = log.rows(repeat_counts(contacted, within))
    soon = contacted.filter(_.since_seconds <= within.total_seconds())
    sizes = [row["repeated"] for row in counts]
    found = log.quantiles(soon, ["value"], "since_seconds", MEDIAN, sizes)
    times = by_key(found, "value")
    return [row | {"since": times.get(row["value"])} for row in counts]


def _most_frequent(
    log: PreparedLog, contacted: ir.Table, within: timedelta
) -> list[_Row]:
    """Count for each of the most frequent values, and for all others together."""
    counts = contacted.group_by("value").aggregate(touches=_.count())
    found = log.rows(frequent_values(counts, MOST_VALUES + 1))
    place = {row["value"]: no for no, row in enumerate(found[:MOST_VALUES])}
    is_cut = len(found) > MOST_VALUES
    is_own = contacted.value.isin(list(place))
    rows = _each(log, contacted.filter(is_own) if is_cut else contacted, within)
    rows.sort(key=lambda row: place[row["value"]])
    if is_cut:
        others = contacted.filter(~is_own)
        (counts,) = log.rows(repeat_totals(others, within))
        soon = others.filter(_.since_seconds <= within.total_seconds())
        sizes = [counts["repeated"]]
        times = log.quantiles(soon, [], "since_seconds", MEDIAN, sizes)
        since = times[0] if times else None
        rows.append(counts | {"value": None, "since": since})
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
