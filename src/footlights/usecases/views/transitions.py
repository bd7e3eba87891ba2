"""Ways from touchpoint to touchpoint, and the flow around one of them."""

from collections.abc import Iterator, Sequence
from typing import Literal

import ibis.expr.types as ir
from ibis import _

from footlights.analysis.flow import (
    WAY_AROUND,
    flow_counts,
    gaps_after,
    gaps_before,
    touches_near,
    ways_after,
    ways_before,
)
from footlights.analysis.transitions import (
    OTHERS_NO,
    WAY,
    others_together,
    transition_counts,
)
from footlights.measures.estimates import Row, by_key, quantile, share, unknown
from footlights.measures.result import Estimate
from footlights.measures.view import Cell, View, ViewColumn
from footlights.model.map import Map
from footlights.usecases.prepared_log import PreparedLog
from footlights.usecases.views.asked import (
    BEGAN,
    ENDED,
    OTHERS,
    check_positive,
    touchpoint_no,
)
from footlights.usecases.views.standard import standard

Direction = Literal["forwards", "backwards", "both"]
"""Where to look from a touchpoint."""

_GAPS = (0.5, 0.9)

_COUNTS = (
    ViewColumn(name="touches", about="How often the way was gone", role="count"),
    ViewColumn(name="journeys", about="Journeys that went it", role="count"),
)
_GAP_COLUMNS = (
    ViewColumn(
        name="median_seconds", about="Median seconds from end to begin", role="estimate"
    ),
    ViewColumn(
        name="p90_seconds",
        about="Nine in ten took at most this, seconds",
        role="estimate",
    ),
)
_TIMES = (
    "Times run from the end of a touch to the begin of the next, 0 where they overlap;"
    " their intervals are order statistics."
)
_SHARES = "Shares have Wilson's interval at 95 %; they count touches, not journeys."


@standard
def transitions(log: PreparedLog, *, most: int | None = None) -> View:
    """Count every way from a touchpoint to the next one met, and time it.

    Staying counts too: a touch followed by another at the same touchpoint.

    Args:
        log: What is looked at.
        most: How many ways out of each touchpoint to tell apart, most journeys first;
            all others of it become one row. All if left out.

    Raises:
        NotPositiveError: `most` is zero or less.
    """
    check_positive("most", most)
    steps, touches = log.prepared.steps, log.prepared.touches
    rows = log.rows(transition_counts(steps))
    if most is not None:
        apart = _foremost(rows, WAY[:-1], most)
        rows = log.rows(transition_counts(others_together(steps, WAY, apart)))
        touches = others_together(touches, WAY, apart)
    departures = _sums(rows, WAY[:-1])
    found = log.quantiles(
        touches, WAY, "seconds_to_next", _GAPS, sizes=[row["touches"] for row in rows]
    )
    gaps = by_key(found, *WAY)
    return View(
        name="transitions",
        columns=(
            ViewColumn(name="from", about="Touchpoint left", role="key"),
            ViewColumn(
                name="to", about=f"Touchpoint met next, or {OTHERS}", role="key"
            ),
            *_COUNTS,
            _estimated("share_of_departures", "Share of the departures from `from`"),
            *_GAP_COLUMNS,
        ),
        rows=tuple(
            {
                "from": _name(log.map, row["touchpoint_no"]),
                "to": _name(log.map, row["next_touchpoint_no"]),
                "touches": row["touches"],
                "journeys": row["journeys"],
                "share_of_departures": share(
                    row["touches"], departures[row["touchpoint_no"],], "nobody went on"
                ),
                "median_seconds": _gap(gaps.get(_key(row, WAY)), 0.5),
                "p90_seconds": _gap(gaps.get(_key(row, WAY)), 0.9),
            }
            for row in sorted(rows, key=_order)
        ),
        notes=(
            _endings(log, sum(departures.values())),
            _SHARES,
            _TIMES,
            *_told_apart(most),
        ),
    )


@standard
def flow(
    log: PreparedLog,
    *,
    around: str,
    levels: int = 3,
    direction: Direction = "both",
    most: int | None = None,
) -> View:
    """Follow journeys from every touch of one touchpoint, forwards and backwards.

    Args:
        log: What is looked at.
        around: The touchpoint to begin at.
        levels: How many ways to follow on each side.
        direction: Which side.
        most: How many ways to tell apart at each touchpoint of a level, most journeys
            first; all others of it become one row. All if left out.

    Raises:
        UnknownTouchpointError: The map has no such touchpoint.
        NotPositiveError: `levels` or `most` is zero or less.
        UnknownChoiceError: `direction` is none of the above.
    """
    anchor = touchpoint_no(log.map, around)
    check_positive("levels", levels)
    check_positive("most", most)
    steps = log.prepared.steps
    near = log.once(
        f"touches_near {anchor} {levels}",
        lambda every: touches_near(every.prepared.touches, anchor, levels),
    )
    rows: list[Row] = []
    if direction != "backwards":
        ways = ways_after(steps, anchor, levels)
        rows += _timed(log, ways, gaps_after(near), most)
    if direction != "forwards":
        ways = ways_before(steps, anchor, levels)
        rows += _timed(log, ways, gaps_before(near), most)
    return View(
        name="flow",
        columns=(
            ViewColumn(
                name="level",
                about="1 out of the touchpoint, 2 the way after, ...; -1 into it, ...",
                role="key",
            ),
            ViewColumn(name="from", about=f"Touchpoint left, or {BEGAN}", role="key"),
            ViewColumn(name="to", about=f"Touchpoint met, or {ENDED}", role="key"),
            *_COUNTS,
            _estimated("share_of_touches", "Share of all ways at the nearer end"),
            *_GAP_COLUMNS,
        ),
        rows=tuple(_flow_rows(log.map, rows)),
        notes=(
            f"Every touch of {around!r} is followed, also when a journey comes back.",
            f"{_SHARES} The nearer end of a way is the one nearer to {around!r}.",
            _TIMES,
            *_told_apart(most),
        ),
    )


def _timed(
    log: PreparedLog, ways: ir.Table, gaps: ir.Table, most: int | None
) -> list[Row]:
    """Count the ways of one side, and time those that lead somewhere."""
    rows = log.rows(flow_counts(ways))
    if most is not None:
        going = [row for row in rows if row["next_touchpoint_no"] is not None]
        apart = _foremost(going, WAY_AROUND[:-1], most)
        rows = log.rows(flow_counts(others_together(ways, WAY_AROUND, apart)))
        gaps = others_together(gaps, WAY_AROUND, apart)
    sizes = [row["touches"] for row in rows if row["next_touchpoint_no"] is not None]
    found = log.quantiles(gaps, WAY_AROUND, "seconds", _GAPS, sizes=sizes)
    times = by_key(found, *WAY_AROUND)
    return [row | {"gap": times.get(_key(row, WAY_AROUND))} for row in rows]


def _flow_rows(map_: Map, rows: Sequence[Row]) -> Iterator[dict[str, Cell]]:
    near = _sums(rows, WAY_AROUND[:-1])
    for row in sorted(rows, key=lambda r: (r["level"], *_order(r))):
        nearer = _name(map_, row["touchpoint_no"])
        is_after = row["level"] > 0
        further = _name(map_, row["next_touchpoint_no"], ENDED if is_after else BEGAN)
        none = "the journey ended here" if is_after else "the journey began here"
        yield {
            "level": row["level"],
            "from": nearer if is_after else further,
            "to": further if is_after else nearer,
            "touches": row["touches"],
            "journeys": row["journeys"],
            "share_of_touches": share(
                row["touches"], near[_key(row, WAY_AROUND[:-1])], "nobody came there"
            ),
            "median_seconds": _gap(row["gap"], 0.5, none),
            "p90_seconds": _gap(row["gap"], 0.9, none),
        }


def _estimated(name: str, about: str) -> ViewColumn:
    return ViewColumn(name=name, about=about, role="estimate")


def _name(map_: Map, no: int | None, nowhere: str = "") -> str:
    if no is None:
        return nowhere
    return OTHERS if no == OTHERS_NO else map_.touchpoints[no - 1].id


def _key(row: Row, keys: Sequence[str]) -> tuple[int, ...]:
    return tuple(row[key] for key in keys)


def _order(row: Row) -> tuple[bool, int, int, int]:
    """Most journeys first, others last; ties in map order."""
    to = row["next_touchpoint_no"]
    return to == OTHERS_NO, -row["journeys"], row["touchpoint_no"], to or 0


def _foremost(rows: Sequence[Row], keys: Sequence[str], most: int) -> list[Row]:
    """Take the ways that most journeys went, so many of each touchpoint."""
    taken: dict[tuple[int, ...], int] = {}
    found = []
    for row in sorted(rows, key=_order):
        here = _key(row, keys)
        taken[here] = taken.get(here, 0) + 1
        if taken[here] <= most:
            found.append(row)
    return found


def _sums(rows: Sequence[Row], keys: Sequence[str]) -> dict[tuple[int, ...], int]:
    found: dict[tuple[int, ...], int] = {}
    for row in rows:
        here = _key(row, keys)
        found[here] = found.get(here, 0) + row["touches"]
    return found


def _gap(row: Row | None, p: float, none: str = "no times") -> Estimate:
    return unknown(none) if row is None else quantile(row, p)


def _endings(log: PreparedLog, departures: int) -> str:
    row = log.row(log.prepared.steps.aggregate(n=_.journeys.sum()))
    touches = int(row["n"] or 0) if row else 0
    return (
        f"Of {touches:,} touches {departures:,} were followed by another;"
        f" {touches - departures:,} ended a journey."
    )


def _told_apart(most: int | None) -> Iterator[str]:
    if most is not None:
        yield (
            f"At most {most} ways of each touchpoint are told apart; all others of it"
            f" stand in the row {OTHERS}, where a journey counts once."
        )
