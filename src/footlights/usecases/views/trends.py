"""How touches, journeys, scores and times change over days, weeks or months."""

from collections.abc import Iterator, Sequence
from datetime import date

import ibis.expr.types as ir

from footlights.analysis.durations import (
    first_presence,
    met_or_waited,
    presence,
    stays,
)
from footlights.analysis.trends import (
    calendar,
    first_periods,
    in_periods,
    journey_periods,
    score_periods,
    touch_periods,
)
from footlights.measures.estimates import Row, by_key, median, share
from footlights.measures.periods import Period, days_of, is_whole, periods_of
from footlights.measures.rows import Span
from footlights.measures.trend_series import (
    COUNTS,
    PLAIN,
    TIMES,
    judged,
)
from footlights.measures.view import Cell, View, ViewColumn
from footlights.statistics.intervals import benjamini_hochberg
from footlights.statistics.quantiles import MEDIAN
from footlights.statistics.trends import FEWEST_PERIODS
from footlights.usecases.log_span import begun_span, log_span, on_clock
from footlights.usecases.prepared_log import PreparedLog
from footlights.usecases.views.heat import Over
from footlights.usecases.views.standard import standard

FALSE_DISCOVERIES = 0.05
"""Expected share of false ones among the periods that are called anomalies."""

SCALES = {
    "touches": COUNTS,
    "journeys": COUNTS,
    "share_completed": PLAIN,
    "score": PLAIN,
    "median_seconds": TIMES,
}
"""The numbers of a period, and the scale on which each is judged."""

_NOBODY = "nobody was here"
_NOT_FIRST = "nobody was here for the first time"
_NO_SCORES = "nobody scored it"
_NO_TIMES = "no end is recorded"

_WHOLE = (
    ViewColumn(name="touches", about="Touches that began in it.", role="count"),
    ViewColumn(name="journeys", about="Journeys that began in it.", role="count"),
    ViewColumn(
        name="share_completed",
        about="Share of these journeys that were completed, then or later.",
        role="estimate",
    ),
    ViewColumn(name="score", about="Mean score of its touches.", role="estimate"),
    ViewColumn(
        name="median_seconds",
        about="Median time from begin to end of its journeys, seconds.",
        role="estimate",
    ),
)
_HERE = (
    _WHOLE[0],
    ViewColumn(
        name="journeys",
        about="Journeys that were here for the first time in it.",
        role="count",
    ),
    *_WHOLE[2:4],
    ViewColumn(
        name="median_seconds",
        about="Median time spent here (of a wait: waited), seconds.",
        role="estimate",
    ),
)

_Numbers = tuple[dict[str, Cell], date, dict[str, Cell]]  # keys, period, numbers


@standard
def trends(log: PreparedLog, *, period: Period = "week", over: Over = "all") -> View:
    """Follow a log through time, and point at what is unusual.

    Every period from the log's first day to its last has a row, on the map's clock:
    where nothing was, counts are 0 and all else is unknown. Of journeys selected by
    when they begin, only the periods in which they may have rows. The first and last
    period are looked at only if the log covers them to the day.

    Args:
        log: A prepared log.
        period: Days, calendar weeks from Monday, or calendar months.
        over: `touchpoint` for rows of each touchpoint that can be met or waited at.

    Returns:
        One row per period (and touchpoint), in order. Of each number also what is
        usual (`<number>_usual`), whether it lies too far from that
        (`<number>_is_anomaly`) and whether a new level begins with it
        (`<number>_is_change`); null where it was not judged.
    """
    clock = log_span(log)
    span = begun_span(log, clock)
    periods = list(periods_of(span, period))
    days = calendar(list(days_of(span, period)))
    number = {on: no for no, on in enumerate(periods, start=1)}
    fetch = _of_all if over == "all" else _of_touchpoints
    rows = [
        key
        | {"period_on": on, "period_no": number[on]}
        | {"is_whole": is_whole(on, period, span)}
        | numbers
        for key, on, numbers in fetch(log, clock, days, periods)
    ]
    _judge(rows, len(periods), period)
    return View(
        name="trends",
        columns=tuple(_columns(over)),
        rows=tuple(rows),
        notes=(*_notes(rows, period, span), *_after(log, clock, span)),
    )


def _of_all(
    log: PreparedLog, span: Span, days: ir.Table, periods: Sequence[date]
) -> Iterator[_Numbers]:
    tables = log.prepared
    begun = on_clock(tables.journeys, span, "start_at")
    told = on_clock(tables.touches, span)
    touches = _by_period(log.rows(score_periods(told, days, [])))
    journeys = _by_period(log.rows(journey_periods(begun, days)))
    lasting = in_periods(begun, days)
    times = _by_period(log.quantiles(lasting, ["period_on"], "seconds", MEDIAN))
    for on in periods:
        here, began = touches.get(on, {}), journeys.get(on, {})
        yield (
            {},
            on,
            {
                "touches": here.get("touches", 0),
                "journeys": began.get("journeys", 0),
                "share_completed": share(
                    began.get("completed", 0), began.get("journeys", 0), _NOBODY
                ),
                "score": log.mean_score(here or None, _NO_SCORES if here else _NOBODY),
                "median_seconds": median(times.get(on), _NOBODY),
            },
        )


def _of_touchpoints(
    log: PreparedLog, span: Span, days: ir.Table, periods: Sequence[date]
) -> Iterator[_Numbers]:
    tables = log.prepared
    keys = ("touchpoint_no", "period_on")
    present = on_clock(presence(tables.touches, tables.waits, log.map), span)
    spent = on_clock(stays(tables.touches, tables.waits, log.map), span)
    told = on_clock(tables.touches, span)
    firsts = first_presence(
        tables.touches, tables.journeys, tables.steps, tables.waits, log.map
    )
    counts = by_key(log.rows(touch_periods(present, days)), *keys)
    first = by_key(
        log.rows(first_periods(on_clock(firsts, span), tables.journeys, days)), *keys
    )
    scores = by_key(log.rows(score_periods(told, days, keys[:1])), *keys)
    times = by_key(
        log.quantiles(in_periods(spent, days), keys, "seconds", MEDIAN), *keys
    )
    for number in met_or_waited(log.map):
        touchpoint = log.map.touchpoints[number - 1].id
        for on in periods:
            cell = (number, on)
            touches = counts.get(cell, {"touches": 0})["touches"]
            here = first.get(cell, {"journeys": 0, "completed": 0})
            nobody = None if touches else _NOBODY
            yield (
                {"touchpoint": touchpoint},
                on,
                {
                    "touches": touches,
                    "journeys": here["journeys"],
                    "share_completed": share(
                        here["completed"], here["journeys"], nobody or _NOT_FIRST
                    ),
                    "score": log.mean_score(scores.get(cell), nobody or _NO_SCORES),
                    "median_seconds": median(times.get(cell), nobody or _NO_TIMES),
                },
            )


def _by_period(rows: Sequence[Row]) -> dict[date, Row]:
    return by_key(rows, "period_on")


def _judge(rows: Sequence[dict[str, Cell]], periods: int, period: Period) -> None:
    """Say in each row which of its numbers are unusual; rows of a series lie together.

    Probabilities are adjusted over all numbers of all rows.
    """
    tested: list[tuple[dict[str, Cell], str, float]] = []
    for first in range(0, len(rows), periods or 1):
        series = rows[first : first + periods]
        for name, scale in SCALES.items():
            cells = [row[name] if row["is_whole"] else None for row in series]
            found = judged(cells, scale, _seasons(series, period))
            for row, one in zip(series, found, strict=True):
                row[f"{name}_usual"] = one.usual
                row[f"{name}_is_anomaly"] = None
                row[f"{name}_is_change"] = one.is_change
                if one.p is not None:
                    tested.append((row, name, one.p))
    adjusted = benjamini_hochberg([p for _row, _name, p in tested])
    for (row, name, _p), p in zip(tested, adjusted, strict=True):
        row[f"{name}_is_anomaly"] = p <= FALSE_DISCOVERIES


def _seasons(series: Sequence[dict[str, Cell]], period: Period) -> list[int]:
    days = [row["period_on"] for row in series]
    if period == "day":
        return [on.weekday() for on in days if isinstance(on, date)]
    return [0] * len(days)


def _columns(over: Over) -> Iterator[ViewColumn]:
    if over == "touchpoint":
        yield ViewColumn(name="touchpoint", about="Touchpoint.", role="key")
    yield ViewColumn(
        name="period_on",
        about="First day of the period.",
        role="key",
        numbered_by="period_no",
    )
    yield ViewColumn(
        name="period_no", about="Place among these periods, from 1.", role="fact"
    )
    yield ViewColumn(
        name="is_whole",
        about="Whether the log covers all its days; where journeys are selected by when"
        " they begin: all days on which they may.",
    )
    for column in _HERE if over == "touchpoint" else _WHOLE:
        yield column
        yield ViewColumn(name=f"{column.name}_usual", about="What is usual in it.")
        yield ViewColumn(
            name=f"{column.name}_is_anomaly", about="Whether it lies far from usual."
        )
        yield ViewColumn(
            name=f"{column.name}_is_change", about="Whether a new level begins with it."
        )


def _notes(
    rows: Sequence[dict[str, Cell]], period: Period, span: Span
) -> Iterator[str]:
    yield (
        f"Periods are those of a clock in {span.zone}; on days on which clocks change,"
        " they are an hour shorter or longer."
    )
    cut = dict.fromkeys(str(row["period_on"]) for row in rows if not row["is_whole"])
    if cut:
        yield f"Not covered to the day, so not judged: {', '.join(cut)}."
    yield (
        "Journeys that begin late in the log had less time to be completed in it, so"
        " the last shares of completed journeys may still rise."
    )
    weekday = " and its weekday" if period == "day" else ""
    yield (
        "Anomalies: each number is held against the median of its level"
        f"{weekday}; its distance is measured in standard errors, widened by the median"
        " absolute deviation where numbers scatter more than chance lets them; at most"
        f" {FALSE_DISCOVERIES:.0%} of those pointed at are expected to be so by chance"
        " (Benjamini and Hochberg 1995). Changes: best cutting into levels (Jackson"
        " et al. 2005) with a penalty of 4 log n; of series that never change, at most"
        " 3 in 100 are cut. Neighbouring periods are taken to be independent, and the"
        f" season of the year is not taken out. Fewer than {FEWEST_PERIODS} known"
        " periods are not judged."
    )


def _after(log: PreparedLog, clock: Span, span: Span) -> Iterator[str]:
    if span.last != clock.last:
        yield (
            f"These journeys begin by the end of {log.begun[1]}; what they touched in"
            " periods that begin later is in no row."
        )
