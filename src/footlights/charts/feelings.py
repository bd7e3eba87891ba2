"""Feelings along the map: drawn and measured."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from footlights.charts.palette import INK, LIGHT, RULE, SOFT, theme


@dataclass(frozen=True)
class FeelingAt:
    """What is felt at one touchpoint, from -2 to +2."""

    name: str
    """Name of the touchpoint."""

    drawn: float | None
    """As the map draws it; None if it does not."""

    value: float | None
    """As measured; None if nothing was."""

    low: float | None
    """Lower end of the 95 % interval; None if there is none."""

    high: float | None
    """Upper end of the 95 % interval; None if there is none."""

    is_few: bool
    """Whether it rests on too few answers: then its dot is open."""


def feelings_chart(feelings: Sequence[FeelingAt]) -> alt.LayerChart:
    """Draw one dot to a touchpoint on its interval, over the drawn line.

    Args:
        feelings: The touchpoints, in map order.
    """
    rows = [
        {
            "place": no,
            "label": f"{no}. {of.name}",
            "drawn": of.drawn,
            "value": of.value,
            "low": of.low,
            "high": of.high,
            "few": of.is_few,
        }
        for no, of in enumerate(feelings, start=1)
    ]
    labels = [row["label"] for row in rows]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X(
            "label:N",
            title=None,
            scale=alt.Scale(domain=labels),
            axis=alt.Axis(labelAngle=-40, labelLimit=160, domain=False, ticks=False),
        )
    )
    scale = alt.Scale(domain=[-2, 2], nice=False)
    axis = alt.Axis(
        values=[-2, -1, 0, 1, 2],
        format="d",
        labelExpr="datum.value > 0 ? '+' + datum.label : datum.label",
        domain=False,
        ticks=False,
    )
    y = alt.Y(
        "drawn:Q",
        title="feeling (dashed: drawn, dots: measured)",
        scale=scale,
        axis=axis,
    )
    drawn = base.transform_filter("isValid(datum.drawn)")
    known = base.transform_filter("isValid(datum.value)")
    line = drawn.mark_line(color=SOFT, strokeDash=[5, 4], strokeWidth=1.8).encode(
        y=y, order="place:Q"
    )
    zero = (
        alt.Chart(alt.InlineData(values=[{"zero": 0}]))
        .mark_rule(color=RULE, strokeWidth=1.5)
        .encode(y=alt.Y("zero:Q", scale=scale))
    )
    spans = known.mark_rule(color=LIGHT, strokeWidth=6, opacity=0.4).encode(
        y=alt.Y("low:Q", scale=scale), y2="high:Q"
    )
    dots = known.mark_point(
        size=70, color=LIGHT, stroke=INK, strokeWidth=0.8, filled=True, opacity=1
    ).encode(
        y=alt.Y("value:Q", scale=scale),
        fillOpacity=alt.condition("datum.few", alt.value(0), alt.value(1)),
    )
    chart: alt.LayerChart = (
        alt.layer(zero, line, spans, dots)
        .properties(width=alt.Step(56), height=220)
        .configure(**theme())
    )
    return chart
