"""Score differences of segments and channels, with their intervals."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from footlights.charts.palette import INK, INTERVAL, SOFT, VELVET, theme


@dataclass(frozen=True)
class ScoreDifference:
    """How a group scores against all others."""

    name: str
    """Name of the group."""

    value: float
    """Its mean less that of the others."""

    low: float
    """Lower end of the 95 % interval."""

    high: float
    """Upper end of the 95 % interval."""

    is_few: bool
    """Whether it rests on too few answers."""


def contrast_chart(differences: Sequence[ScoreDifference]) -> alt.LayerChart:
    """Draw one dot to a group on its interval; the line is no difference at all.

    Args:
        differences: In the order in which they are drawn, from the top.
    """
    rows = [
        {
            "group": no,
            "name": of.name,
            "value": of.value,
            "low": of.low,
            "high": of.high,
            "strong": 0.4 if of.is_few else 1.0,
        }
        for no, of in enumerate(differences)
    ]
    furthest = max([0.1, *(max(abs(of.low), abs(of.high)) for of in differences)])
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("group:O", title=None, axis=None),
        opacity=alt.Opacity("strong:Q", scale=None, legend=None),
    )
    scale = alt.Scale(domain=[-furthest * 1.1, furthest * 1.1])
    x = alt.X("value:Q", title="score less that of the others", scale=scale)
    zero = (
        alt.Chart(alt.InlineData(values=[{"zero": 0}]))
        .mark_rule(color=SOFT, strokeDash=[2, 3])
        .encode(x=alt.X("zero:Q", scale=scale))
    )
    spans = base.mark_rule(color=INTERVAL, strokeWidth=6, strokeCap="round").encode(
        x=alt.X("low:Q", title="score less that of the others", scale=scale),
        x2="high:Q",
    )
    dots = base.mark_tick(color=VELVET, thickness=3, height=16).encode(x=x)
    words = base.mark_text(
        align="left", baseline="bottom", dy=-9, fontSize=12, color=INK
    ).encode(x=alt.value(0), text="name:N")
    chart: alt.LayerChart = (
        alt.layer(zero, spans, dots, words)
        .properties(width=600, height=alt.Step(46))
        .configure(**theme())
    )
    return chart
