"""Who comes back, and when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from footlights.analysis.retention import cohort_totals, comebacks, first_journeys
from footlights.analysis.trends import calendar, in_periods
from footlights.measures.estimates import by_key, median, share, unknown
from footlights.measures.periods import (
    Period,
    days_of,
    is_over,
    is_whole,
    periods_apart,
    periods_of,
)
from footlights.measures.rows import Span
from footlights.measures.view import Cell, View, ViewColumn
from footlights.model.map import JourneysByPerson
from footlights.statistics.quantiles import MEDIAN
from footlights.usecases.log_span import begun_span, log_span, on_clock
from footlights.usecases.prepared_log import PreparedLog
from footlights.usecases.views.standard import standard

_NOT_OVER = "the period is not over in this log"
_NOBODY = "nobody first came in it"
_LESS_TIME = (
    "Who came later had less time to come back: `returned` falls and times shorten"
    " towards the end of the log. `retention` holds like against like."
)
_START = ViewColumn(
    name="start_on",
    about="First day of the period of the first journey.",
    role="key",
    numbered_by="start_no",
)
_START_NO = ViewColumn(
    name="start_no", about="Place among all these periods, from 1.", role="fact"
)
_WHOLE = ViewColumn(
    name="is_whole",
    about="Whether the log covers all days of the first period; where journeys are"
    " selected by when they begin: all days on which they may.",
)
_CELLS = (
    ViewColumn(name="period_no", about="Periods after the first, from 0.", role="key"),
    ViewColumn(name="persons", about="Persons who first came then.", role="count"),
    ViewColumn(
        name="returned",
        about="Of these, persons with another journey that begins in this period;"
        " null where the period is not over.",
        role="count",
    ),
    ViewColumn(
        name="share_of_persons", about="`returned` of `persons`.", role="estimate"
    ),
)
_COHORTS = (
    _START,
    _START_NO,
    _WHOLE,
    _CELLS[1],
    ViewColumn(name="journeys", about="All their journeys.", role="count"),
    ViewColumn(
        name="share_of_first_completed",
        about="Share of their first journeys that were completed.",
        role="estimate",
    ),
    ViewColumn(
        name="share_returned",
        about="Share with another journey, until the log ends.",
        role="estimate",
    ),
    ViewColumn(
        name="median_seconds_to_return",
        about="Median time from the end of the first journey to the begin of"
        " the second, of those who came back; seconds.",
        role="estimate",
    ),
)


@dataclass(frozen=True)
class _Count:
    """Persons who first came in one period, and those who came back in another."""

    start_on: date
    number: int
    persons: int
    returned: int | None


@standard
def cohorts(log: PreparedLog, *, period: Period = "week") -> View:
    """Sum up persons by when they first came.

    Args:
        log: A prepared log.
        period: Days, calendar weeks from Monday, or calendar months.

    Returns:
        One row per period of the log, in order; over all rows `persons` and
        `journeys` sum up to those of the log.
    """
    clock = log_span(log)
    span = begun_span(log, clock)
    days = calendar(list(days_of(span, period)))
    firsts = log.engine.keep("first_journeys", first_journeys(log.prepared.journeys))
    started = in_periods(on_clock(firsts, clock, "start_at"), days)
    totals = by_key(log.rows(cohort_totals(started)), "period_on")
    times = by_key(
        log.quantiles(started, ["period_on"], "seconds_to_return", MEDIAN), "period_on"
    )
    nothing = dict.fromkeys(("persons", "journeys", "completed", "returned"), 0)
    rows = []
    for number, on in enumerate(periods_of(span, period), start=1):
        found = totals.get(on, nothing)
        n = found["persons"]
        rows.append(
            {
                "start_on": on,
                "start_no": number,
                "is_whole": is_whole(on, period, span),
                "persons": n,
                "journeys": found["journeys"],
                "share_of_first_completed": share(found["completed"], n, _NOBODY),
                "share_returned": share(found["returned"], n, _NOBODY),
                "median_seconds_to_return": median(
                    times.get(on), "nobody came back" if n else _NOBODY
                ),
            }
        )
    return View(
        name="cohorts",
        columns=_COHORTS,
        rows=tuple(rows),
        notes=(
            *_notes(log, span),
            _LESS_TIME,
        ),
    )


@standard
def retention(
    log: PreparedLog,
    *,
    period: Period = "week",
    over: Literal["cohort", "all"] = "cohort",
) -> View:
    """Count who comes back so many periods after first coming.

    Args:
        log: A prepared log.
        period: Days, calendar weeks from Monday, or calendar months.
        over: `all` for one curve over all persons; of each number of periods it holds
            the persons for whom that period is over.

    Returns:
        One row per period of first coming in which anybody did, and number of periods
        since, up to the end of the log.
    """
    clock = log_span(log)
    span = begun_span(log, clock)
    days = calendar(list(days_of(span, period)))
    begun = in_periods(on_clock(log.prepared.journeys, clock, "start_at"), days)
    found = log.rows(comebacks(begun))
    persons = {
        row["start_on"]: row["persons"]
        for row in found
        if row["start_on"] == row["period_on"]
    }
    returned = {(row["start_on"], row["period_on"]): row["returned"] for row in found}
    counts = _counts(persons, returned, span, period)
    if over == "all":
        rows = [_cell(count) for count in _pooled(counts)]
    else:
        rows = [_start(count, period, span) | _cell(count) for count in counts]
    return View(
        name="retention",
        columns=(*([_START, _START_NO, _WHOLE] if over == "cohort" else []), *_CELLS),
        rows=tuple(rows),
        notes=tuple(_notes(log, span)),
    )


def _counts(
    persons: dict[date, int],
    returned: dict[tuple[date, date], int],
    span: Span,
    period: Period,
) -> Iterator[_Count]:
    periods = list(periods_of(span, period))
    for start_on in sorted(persons):
        for on in periods[periods.index(start_on) :]:
            yield _Count(
                start_on,
                periods_apart(start_on, on, period),
                persons[start_on],
                returned.get((start_on, on), 0) if is_over(on, period, span) else None,
            )


def _pooled(counts: Iterable[_Count]) -> Iterator[_Count]:
    """Put all cohorts together, of each number those for whom that period is over."""
    pooled: dict[int, _Count] = {}
    for one in counts:
        so_far = pooled.setdefault(one.number, replace(one, persons=0, returned=None))
        if one.returned is not None:
            pooled[one.number] = replace(
                so_far,
                persons=so_far.persons + one.persons,
                returned=(so_far.returned or 0) + one.returned,
            )
    yield from (pooled[number] for number in sorted(pooled))


def _start(count: _Count, period: Period, span: Span) -> dict[str, Cell]:
    first_on = next(periods_of(span, period))
    return {
        "start_on": count.start_on,
        "start_no": periods_apart(first_on, count.start_on, period) + 1,
        "is_whole": is_whole(count.start_on, period, span),
    }


def _cell(count: _Count) -> dict[str, Cell]:
    return {
        "period_no": count.number,
        "persons": count.persons,
        "returned": count.returned,
        "share_of_persons": unknown(_NOT_OVER, count.persons)
        if count.returned is None
        else share(count.returned, count.persons, _NOBODY),
    }


def _notes(log: PreparedLog, span: Span) -> Iterator[str]:
    from_on, to_on = log.begun
    if from_on is not None:
        yield (
            f"These journeys begin from {from_on} on. Persons who came before are"
            " counted as if they first came then."
        )
    elif span.first is not None:
        yield (
            f"The log begins at {span.first:%Y-%m-%d %H:%M} UTC. Persons who came before"
            " are counted as if they first came in it."
        )
    if to_on is not None:
        yield (
            f"These journeys begin by the end of {to_on}: who came back later is not"
            " counted."
        )
    rule = log.map.journeys
    if isinstance(rule, JourneysByPerson) and rule.gap is None:
        yield (
            "On this map each person has one journey, so nobody can come back. With"
            " `gap:` under `journeys:` a new one begins after a silence."
        )
