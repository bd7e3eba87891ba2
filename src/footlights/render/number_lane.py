"""Lanes of measured numbers: quiet until they matter."""

from collections.abc import Callable, Iterator, Sequence

from footlights.measures.estimate_wording import score_writer, share_writer, text_of
from footlights.measures.measured import Measured
from footlights.measures.measured_touchpoint import ExpectationMet, TouchpointMeasures
from footlights.measures.result import Estimate, Quantiles
from footlights.measures.score_wording import ScoreWriter
from footlights.measures.wording import (
    Writer,
    counted,
    duration,
    open_time,
    share,
    signed,
)
from footlights.model.touchpoint import Touchpoint
from footlights.render.lanes import IntervalBar, Lens, NumberEntry, NumberLane
from footlights.render.number import NumberView, number_view, share_view

NOTABLE = 0.05
"""Share of journeys from which a departure from the drawn way is shown."""

Cells = tuple[tuple[NumberEntry, ...], ...]


def number_lanes(
    touchpoints: Sequence[Touchpoint],
    found: Sequence[TouchpointMeasures | None],
    measured: Measured,
) -> Iterator[NumberLane]:
    """Yield the measured lanes; one in which nothing is known is left out.

    Args:
        touchpoints: The columns, first to last.
        found: What was measured at each of them; None where nothing was.
        measured: The whole result, for populations and scales.
    """
    of_all = f"share of {counted(measured.whole.journeys, 'journey')}"
    writer, write_share = score_writer(measured), share_writer(measured)

    def lane(
        name: tuple[str, str, str],
        lens: Lens,
        entries: Callable[[TouchpointMeasures], tuple[NumberEntry, ...]],
    ) -> Iterator[NumberLane]:
        cells = tuple(entries(of) if of else () for of in found)
        if any(entry.number.is_known for cell in cells for entry in cell):
            yield NumberLane(*name, lens, cells)

    yield from lane(
        ("reached", "Reached by", of_all), "both", lambda of: _reached(of, write_share)
    )
    yield from lane(("waited", "Waited before", "median"), "customer", _waited)
    yield from lane(("time", "Time", "median; of a wait, the wait"), "both", _time)
    if writer:
        hint = f"{writer.words}, 95 % interval"
        yield from lane(
            ("score", "Score", hint), "customer", lambda of: _score(of, writer)
        )
    yield from lane(
        ("met", "Expectation met", "share of times; mark: wanted"),
        "customer",
        lambda of: expectation_entries(of, write_share),
    )
    by_id = {touchpoint.id: touchpoint for touchpoint in touchpoints}
    yield from lane(
        ("departures", "Not as drawn", f"{share(NOTABLE)} of journeys or more"),
        "both",
        lambda of: _departures(of, by_id[of.id]),
    )


def score_bar(estimate: Estimate, writer: ScoreWriter) -> IntervalBar | None:
    """Place a score and its interval on its scale; None where it is not known."""
    if estimate.value is None:
        return None
    at = writer.percent(estimate.value)
    low = at if estimate.low is None else writer.percent(estimate.low)
    high = at if estimate.high is None else writer.percent(estimate.high)
    return IntervalBar(round(at, 1), round(low, 1), round(high - low, 1))


def expectation_label(expected: ExpectationMet) -> str:
    """Say what was expected: `wait at most 3 m`."""
    if expected.at_most_seconds is not None:
        limit = open_time(expected.at_most_seconds, expected.calendar)
        return f"{expected.what} at most {limit}"
    if expected.at_least is None:
        return expected.what
    return f"{expected.what} at least {signed(f'{expected.at_least:g}')}"


def _entry(number: NumberView, name: str, more: str = "") -> NumberEntry:
    full = f"{name}: {number.full}{f'; {more}' if more else ''}"
    return NumberEntry(number, more=more, full=full)


def _reached(of: TouchpointMeasures, write: Writer) -> tuple[NumberEntry, ...]:
    number = number_view(of.share_of_journeys, write)
    full = f"{number.full}; {counted(of.touches, 'touch', 'touches')}"
    reached = of.share_of_journeys.value
    bar = None if reached is None else round(reached * 100, 1)
    return (NumberEntry(number, share=bar, full=full),)


def _quantiles(name: str, quantiles: Quantiles) -> tuple[NumberEntry, ...]:
    number = number_view(quantiles.median, duration)
    if not number.is_known:
        return (NumberEntry(number, full=f"{name}: {number.reason}"),)
    more = ""
    if quantiles.p90.value is not None:
        more = f"nine in ten within {text_of(quantiles.p90, duration)}"
    note = number.n if number.is_few else ""
    return (
        NumberEntry(
            number, note=note, more=more, full=f"{number.full}; {more}".rstrip("; ")
        ),
    )


def _waited(of: TouchpointMeasures) -> tuple[NumberEntry, ...]:
    if of.kind == "wait":
        return ()
    return _quantiles("waited before", of.wait_seconds)


def _time(of: TouchpointMeasures) -> tuple[NumberEntry, ...]:
    return _quantiles("time", of.seconds)


def _score(of: TouchpointMeasures, writer: ScoreWriter) -> tuple[NumberEntry, ...]:
    number = number_view(of.score.mean, writer)
    bar = score_bar(of.score.mean, writer)
    return (NumberEntry(number, note=number.n, interval=bar, full=number.full),)


def expectation_entries(
    of: TouchpointMeasures, write: Writer
) -> tuple[NumberEntry, ...]:
    """Show the share that met each expectation, the wanted share as a mark."""
    entries = []
    for expected in of.expectations:
        number = number_view(expected.met, write)
        label = expectation_label(expected)
        wanted = share(expected.wanted)
        bar = None if expected.met.value is None else round(expected.met.value * 100, 1)
        entries.append(
            NumberEntry(
                number,
                label=label,
                note=number.n if number.is_few else f"wanted {wanted}",
                share=bar,
                mark=round(expected.wanted * 100, 1),
                full=f"{label}: {number.full}; wanted {wanted}",
            )
        )
    return tuple(entries)


def _departures(
    of: TouchpointMeasures, touchpoint: Touchpoint
) -> tuple[NumberEntry, ...]:
    named = [
        ("skipped", of.skipped, not touchpoint.optional),
        ("repeated", of.repeated, not touchpoint.repeats),
        ("other channel", of.other_channel, True),
        ("out of order", of.out_of_order, True),
        ("then back", of.goes_back, True),
    ]
    return tuple(
        NumberEntry(
            share_view(estimate),
            label=label,
            full=_entry(share_view(estimate), label).full,
        )
        for label, estimate, is_counted in named
        if is_counted
        and estimate.is_firm
        and estimate.value is not None
        and estimate.value >= NOTABLE
    )
