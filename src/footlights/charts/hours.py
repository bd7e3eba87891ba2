"""Touches by weekday and hour."""

from collections.abc import Sequence

import altair as alt

from footlights.charts.palette import VELVET, theme
from footlights.measures.measured_touchpoint import HourCount

_DAYS = "['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][datum.value - 1]"


def hours_chart(hours: Sequence[HourCount]) -> alt.Chart:
    """Draw a square for each hour of each weekday: the darker, the more touches.

    Args:
        hours: Any number for the same hour; they are added.
    """
    counts: dict[tuple[int, int], int] = {}
    for of in hours:
        counts[of.weekday, of.hour] = counts.get((of.weekday, of.hour), 0) + of.touches
    most = max(counts.values(), default=1)
    rows = [
        {
            "weekday": weekday,
            "hour": hour,
            "opacity": round(count / most, 3),
        }
        for (weekday, hour), count in counts.items()
    ]
    chart: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_rect(color=VELVET, cornerRadius=3)
        .encode(
            x=alt.X(
                "hour:O",
                title=None,
                scale=alt.Scale(domain=list(range(24)), paddingInner=0.08),
                axis=alt.Axis(labelAngle=0, ticks=False, domain=False),
            ),
            y=alt.Y(
                "weekday:O",
                title=None,
                scale=alt.Scale(domain=list(range(1, 8)), paddingInner=0.08),
                axis=alt.Axis(labelExpr=_DAYS, ticks=False, domain=False),
            ),
            opacity=alt.Opacity("opacity:Q", scale=None, legend=None),
        )
        .properties(width=600, height=170)
        .configure(**theme())
    )
    return chart
