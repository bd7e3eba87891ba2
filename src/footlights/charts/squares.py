"""One number for each pair of two things, as squares: the fuller, the more."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from footlights.charts.palette import INK, LIGHT, theme

WIDTH = 600
"""Of all columns together, pixels."""

_ROW = 30
_MOST_SAID = 16
"""Columns beyond which a square is too small for its number."""


@dataclass(frozen=True)
class Square:
    """One number."""

    row: str
    """Name of its row."""

    column: str
    """Name of its column."""

    value: float
    """How full it is."""

    said: str
    """The number in a few signs."""


def squares(
    cells: Sequence[Square],
    rows: Sequence[str],
    columns: Sequence[str],
    across: str = "",
) -> alt.LayerChart:
    """Draw squares; a pair that is not given stays empty.

    Args:
        cells: One for each pair that has a number.
        rows: Names of the rows, from the top.
        columns: Names of the columns, from the left.
        across: What the columns are; empty if their names say it.
    """
    most = max((abs(cell.value) for cell in cells), default=0.0) or 1.0
    values = [
        {
            "row": cell.row,
            "column": cell.column,
            "said": cell.said,
            "full": round(0.06 + 0.94 * abs(cell.value) / most, 3),
        }
        for cell in cells
    ]
    base = alt.Chart(alt.InlineData(values=values)).encode(
        x=alt.X(
            "column:O",
            title=across or None,
            scale=alt.Scale(domain=list(columns), paddingInner=0.06),
            axis=alt.Axis(
                orient="top",
                labelAngle=0 if _are_short(columns) else -35,
                labelLimit=140,
                ticks=False,
                domain=False,
                labelOverlap=False,
            ),
        ),
        y=alt.Y(
            "row:O",
            title=None,
            scale=alt.Scale(domain=list(rows), paddingInner=0.08),
            axis=alt.Axis(labelLimit=170, ticks=False, domain=False),
        ),
    )
    drawn = base.mark_rect(color=LIGHT, cornerRadius=3).encode(
        opacity=alt.Opacity("full:Q", scale=None, legend=None)
    )
    said = base.mark_text(fontSize=11, color=INK).encode(text="said:N")
    layers = [drawn, said] if len(columns) <= _MOST_SAID else [drawn]
    chart: alt.LayerChart = (
        alt.layer(*layers)
        .properties(width=WIDTH, height=_ROW * max(1, len(rows)))
        .configure(**theme())
    )
    return chart


def _are_short(names: Sequence[str]) -> bool:
    room = WIDTH / max(1, len(names)) / 7
    return all(len(name) <= room for name in names)
