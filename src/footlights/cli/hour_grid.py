"""Touches by weekday and hour, as a terminal draws them: a grid of counts."""

from collections.abc import Iterator, Mapping

from rich.console import Console
from rich.table import Table
from rich.text import Text

from footlights.measures.place_names import Names
from footlights.measures.view import View
from footlights.measures.wording import WEEKDAYS

HOURS = range(24)
EMPTY = "·"
"""Stands for an hour without a touch, so that the others are seen."""

ENDLESS = 10_000
"""Signs of a line on which any week fits, so that its own width is measured."""

_GAP = 1

Counts = Mapping[tuple[int, int], int]


def is_hour_grid(view: View) -> bool:
    """Say whether rows are hours of a week."""
    return view.name == "hour_heat"


def print_hour_grid(console: Console, view: View, names: Names) -> None:
    """Draw a week: weekdays below each other where 24 hours fit, else beside.

    Args:
        console: Where to.
        view: `hour_heat`; of several touchpoints each has a grid.
        names: Names by id.
    """
    for touchpoint, counts in _grids(view):
        if touchpoint:
            console.print(Text(names.get(touchpoint, touchpoint), style="bold"))
        flat = _flat(counts)
        endless = console.options.update(max_width=ENDLESS)
        if console.measure(flat, options=endless).minimum > console.width:
            flat = _upright(counts)
        console.print(flat)
        if touchpoint:
            console.print()
    console.print(
        "Touches that began in each hour of the week. -o FILE.csv and --json also give"
        " their share, and the score."
    )


def _grids(view: View) -> Iterator[tuple[str, dict[tuple[int, int], int]]]:
    found: dict[str, dict[tuple[int, int], int]] = {}
    for row in view.rows:
        weekday, hour, touches = row["weekday"], row["hour"], row["touches"]
        if isinstance(weekday, int) and isinstance(hour, int):
            counts = found.setdefault(str(row.get("touchpoint", "")), {})
            counts[weekday, hour] = touches if isinstance(touches, int) else 0
    yield from found.items()


def _flat(counts: Counts) -> Table:
    table = _table(["", *(str(hour) for hour in HOURS)])
    for weekday, name in enumerate(WEEKDAYS, start=1):
        table.add_row(name, *(_said(counts.get((weekday, hour), 0)) for hour in HOURS))
    return table


def _upright(counts: Counts) -> Table:
    table = _table(["Hour", *WEEKDAYS])
    for hour in HOURS:
        row = [counts.get((weekday, hour), 0) for weekday in range(1, 8)]
        table.add_row(str(hour), *map(_said, row))
    return table


def _table(heads: list[str]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0))
    for head in heads:
        table.add_column(head, justify="right", no_wrap=True)
    return table


def _said(touches: int) -> str:
    return f"{touches:,}" if touches else EMPTY
