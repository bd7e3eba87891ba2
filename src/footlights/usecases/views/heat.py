"""Where and when touches gather: tables ready for a heat map."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal

import ibis.expr.types as ir
from ibis import _

from footlights.analysis.durations import met_or_waited, unseen_waits
from footlights.analysis.heat import (
    added_sums,
    cell_sums,
    cell_totals,
    frequent_values,
    gathered,
    hour_totals,
    scored_presence,
    with_attribute,
)
from footlights.errors import UnknownAttributeError
from footlights.events.contract import askable
from footlights.measures.estimates import Row, share
from footlights.measures.view import View, ViewColumn
from footlights.measures.wording import counted
from footlights.usecases.log_span import log_span, on_clock
from footlights.usecases.prepared_log import PreparedLog
from footlights.usecases.views.standard import standard

Over = Literal["all", "touchpoint"]
"""Whether all touchpoints stand together, or each has rows of its own."""

MOST_VALUES = 1_000
"""Values that have rows of their own."""

OTHERS = "(others)"
"""Stands for all values beyond those that have a row of their own."""

_Cell = tuple[Any, ...]  # what its key columns say
_WEEK = [(weekday, hour) for weekday in range(1, 8) for hour in range(24)]
_NOBODY = "nobody was here"
_NO_SCORES = "nobody scored it"
_TOUCHPOINT = ViewColumn(name="touchpoint", about="Touchpoint.", role="key")
_NUMBERS = (
    ViewColumn(name="touches", about="Touches that began here.", role="count"),
    ViewColumn(
        name="share_of_touches",
        about="Share of all touches (of the touchpoint's, where each has its rows).",
        role="estimate",
    ),
    ViewColumn(name="score", about="Mean score, on the log's scale.", role="estimate"),
)


@standard
def hour_heat(log: PreparedLog, *, over: Over = "all") -> View:
    """Count touches by weekday and hour, on the map's clock.

    Args:
        log: A prepared log.
        over: `touchpoint` for rows of each touchpoint that can be met or waited at.

    Returns:
        168 rows, or 168 for each touchpoint, those without touches included.
    """
    span, tables = log_span(log), log.prepared
    keys = ["weekday", "hour"]
    wanted: list[_Cell] = list(_WEEK)
    present = tables.touches
    if over == "touchpoint":
        keys = ["touchpoint_no", *keys]
        wanted = [
            (number, *cell) for number in met_or_waited(log.map) for cell in _WEEK
        ]
        present = scored_presence(tables.touches, tables.waits, log.map)
    cells = _by_cell(log.rows(hour_totals(on_clock(present, span), keys[:-2])), keys)
    return View(
        name="hour_heat",
        columns=(
            *([_TOUCHPOINT] if over == "touchpoint" else []),
            ViewColumn(name="weekday", about="1 is Monday, 7 is Sunday.", role="key"),
            ViewColumn(name="hour", about="0 to 23, local time.", role="key"),
            *_NUMBERS,
        ),
        rows=tuple(_with_numbers(cells, wanted, keys, log)),
        notes=tuple(_hour_notes(log, span.zone, over)),
    )


@standard
def value_heat(log: PreparedLog, *, by: str, over: Over = "all") -> View:
    """Count touches by what the log says in one column.

    Args:
        log: A prepared log.
        by: `location`, `channel`, `team`, or any other column of the events.
        over: `touchpoint` for rows of each touchpoint that was met.

    Returns:
        One row per value (and touchpoint) that occurs, most touches first; beyond
        `MOST_VALUES` values one row for all others. Touches without a value are
        in no row, and counted in a note.

    Raises:
        UnknownAttributeError: The log has no such column.
    """
    keys = ["touchpoint_no", "value"] if over == "touchpoint" else ["value"]
    told, names = _told(log, by, keys)
    # Touches are gone through once; there are far fewer cells.
    sums = log.engine.keep("value_sums", told)
    found = log.rows(frequent_values(sums, MOST_VALUES + 1))
    own = [row["value"] for row in found[:MOST_VALUES]]
    is_cut = len(found) > MOST_VALUES
    if is_cut:
        sums = gathered(sums, own)
    cells = _by_cell(log.rows(cell_totals(sums, keys)), keys)
    place = {value: no for no, value in enumerate([*own, None])}
    wanted = sorted(cells, key=lambda cell: (*cell[:-1], place[cell[-1]]))
    rows = [
        row | {"value": names.get(row["value"], row["value"])}
        for row in _with_numbers(cells, wanted, keys, log)
    ]
    return View(
        name="value_heat",
        columns=(
            *([_TOUCHPOINT] if over == "touchpoint" else []),
            ViewColumn(name="value", about=f"Value of {by}.", role="key"),
            *_NUMBERS,
        ),
        rows=tuple(rows),
        notes=tuple(_value_notes(log, by, cells.values(), is_cut=is_cut)),
    )


def _told(
    log: PreparedLog, column: str, keys: Sequence[str]
) -> tuple[ir.Table, dict[Any, str]]:
    """Give `CELL_SUMS` of touches with a value, and names of values that are numbers."""
    tables = log.prepared
    numbered = {
        "channel": tables.channels,
        "team": tables.teams,
        "location": tables.locations,
    }
    if column in numbered:
        numbers = tables.touches.filter(_[f"{column}_no"].notnull())
        valued = numbers.select("touchpoint_no", "score", value=_[f"{column}_no"])
        return cell_sums(valued, keys), {None: OTHERS} | dict(
            enumerate(numbered[column], start=1)
        )
    if column not in log.events.columns:
        raise UnknownAttributeError(column, askable(log.events.columns))
    # Looking up what events say takes longest, and most journeys say one thing.
    own = ["journey_key", *keys]
    of_journeys = log.once(
        f"values {keys} {column}",
        lambda every: cell_sums(
            with_attribute(
                every.prepared.touches, every.events, column, [*own[:-1], "score"]
            ),
            own,
        ),
    )
    return added_sums(of_journeys, keys), {None: OTHERS}


def _by_cell(rows: Sequence[Row], keys: Sequence[str]) -> dict[_Cell, Row]:
    return {tuple(row[key] for key in keys): row for row in rows}


def _with_numbers(
    cells: dict[_Cell, Row],
    wanted: Iterable[_Cell],
    keys: Sequence[str],
    log: PreparedLog,
) -> Iterator[dict[str, Any]]:
    """Give the wanted cells as rows, each with its share of what it is part of."""
    whole: dict[_Cell, int] = {}
    is_split = keys[0] == "touchpoint_no"
    for cell, row in cells.items():
        part = cell[:1] if is_split else ()
        whole[part] = whole.get(part, 0) + row["touches"]
    for cell in wanted:
        found = cells.get(cell)
        touches = found["touches"] if found else 0
        named = dict(zip(keys, cell, strict=True))
        if is_split:
            number = named.pop("touchpoint_no")
            named = {"touchpoint": log.map.touchpoints[number - 1].id} | named
        yield named | {
            "touches": touches,
            "share_of_touches": share(
                touches, whole.get(cell[:1] if is_split else (), 0), _NOBODY
            ),
            "score": log.mean_score(found, _NO_SCORES if touches else _NOBODY),
        }


def _hour_notes(log: PreparedLog, zone: str, over: Over) -> Iterator[str]:
    yield (
        f"Hours are those of a clock in {zone}. The hour that a clock repeats in autumn"
        " gathers two hours, the one that it leaves out in spring gathers none."
    )
    if over == "all" and unseen_waits(log.map):
        yield (
            "Waits that no event shows are in the rows of their touchpoints, and not"
            " in those of all together."
        )


def _value_notes(
    log: PreparedLog, column: str, cells: Iterable[Row], *, is_cut: bool
) -> Iterator[str]:
    whole = log.row(log.prepared.touches.aggregate(n=_.count()))
    silent = (whole["n"] if whole else 0) - sum(row["touches"] for row in cells)
    if silent:
        yield f"Without a value of {column}: {counted(silent, 'touch', 'touches')}."
    if is_cut:
        yield (
            f"Only the {MOST_VALUES:,} most frequent values have rows of their own;"
            f" all others stand together as {OTHERS}."
        )
