"""Estimates below each other: a bar each, with its interval, name and number."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from footlights.charts.palette import INK, LIGHT, theme

MOST = 30
"""Bars beyond which a picture says less than its table."""

WIDTH = 600
"""Of the longest bar, pixels."""

LONGEST = 72
"""Signs of a name; of longer ones the middle is left out. Letting Vega cut them takes
it tens of milliseconds each."""

_STEP = 40
_SIGN = 7
"""Width of a sign at most, pixels."""


@dataclass(frozen=True)
class IntervalBar:
    """One estimate."""

    name: str
    """What it is about."""

    said: str
    """The number as the table has it."""

    value: float
    """Where the bar ends."""

    low: float | None
    """Lower end of the 95 % interval; None if there is none."""

    high: float | None
    """Upper end of the 95 % interval; None if there is none."""

    is_few: bool
    """Whether it rests on too few observations."""

    is_quiet: bool = False
    """Whether it says nothing by itself, such as a difference that may be none."""


def interval_bars(bars: Sequence[IntervalBar]) -> alt.LayerChart:
    """Draw bars from nought, those below it to the left; a line marks nought then.

    Args:
        bars: In the order in which they are drawn, from the top; at least one.
    """
    ends = [end for bar in bars for end in (bar.value, bar.low or 0, bar.high or 0)]
    scale = alt.Scale(domain=[min(0.0, *ends), max(0.0, *ends) or 1.0], nice=False)
    base = alt.Chart(
        alt.InlineData(values=[_row(no, of) for no, of in enumerate(bars)])
    )
    placed = base.encode(y=alt.Y("place:O", title=None, axis=None))
    shaded = placed.encode(opacity=alt.Opacity("strong:Q", scale=None, legend=None))
    drawn = shaded.mark_bar(color=LIGHT, height=9, cornerRadius=2).encode(
        x=alt.X("value:Q", title=None, scale=scale, axis=None)
    )
    spans = (
        shaded.transform_filter("isValid(datum.low)")
        .mark_rule(color=INK, strokeWidth=1.5)
        .encode(x=alt.X("low:Q", scale=scale, axis=None), x2="high:Q")
    )
    # Numbers stand first: on a phone the end of a bar may be out of sight.
    column = _SIGN * max(len(bar.said) for bar in bars) + 2 * _SIGN
    numbers = placed.mark_text(
        align="left",
        baseline="bottom",
        dy=-7,
        fontSize=12,
        fontWeight="bold",
        color=INK,
    ).encode(x=alt.value(0), text="said:N")
    names = placed.mark_text(
        align="left",
        baseline="bottom",
        dy=-7,
        fontSize=12,
        color=INK,
        limit=WIDTH - column,
    ).encode(x=alt.value(column), text="name:N")
    nought = base.mark_rule(color=INK, strokeDash=[2, 3], strokeWidth=1).encode(
        x=alt.XDatum(0, scale=scale, axis=None)
    )
    below = [nought] if min(ends) < 0 else []
    chart: alt.LayerChart = (
        alt.layer(*below, drawn, spans, names, numbers)
        .properties(width=WIDTH, height=alt.Step(_STEP))
        .configure(**theme())
    )
    return chart


def _row(place: int, bar: IntervalBar) -> dict[str, str | float | None]:
    return {
        "place": place,
        "name": _shortened(bar.name),
        "said": bar.said,
        "value": bar.value,
        "low": bar.low,
        "high": bar.high,
        "strong": 0.4 if bar.is_few or bar.is_quiet else 1.0,
    }


def _shortened(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    half = LONGEST // 2 - 1
    return f"{name[:half].rstrip()} … {name[-half:].lstrip()}"
