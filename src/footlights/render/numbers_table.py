"""Every number of the map as a plain table: the words behind the lanes."""

from dataclasses import dataclass

from footlights.render.map_grid import MapGridView


@dataclass(frozen=True)
class NumbersRow:
    """One touchpoint."""

    name: str
    """What the reader sees."""

    href: str
    """Its page; empty where there is none."""

    cells: tuple[tuple[str, ...], ...]
    """One to a column; several lines where there are several numbers."""


@dataclass(frozen=True)
class NumbersTableView:
    """Touchpoints down, lanes across."""

    id: str
    """Id of its root element."""

    columns: tuple[str, ...]
    """Names of the lanes, the feeling first."""

    rows: tuple[NumbersRow, ...]
    """One to a touchpoint."""


def numbers_table(grid: MapGridView) -> NumbersTableView:
    """Turn the measured lanes of a map into a table."""
    lanes = grid.number_lanes
    feeling = grid.feeling_lane
    rows = []
    for at, column in enumerate(grid.columns):
        cells: list[tuple[str, ...]] = []
        if feeling:
            cells.append((feeling.curve.points[at].spoken,))
        cells += [tuple(entry.full for entry in lane.cells[at]) for lane in lanes]
        rows.append(NumbersRow(column.name, column.href, tuple(cells)))
    names = [lane.name for lane in lanes]
    return NumbersTableView(
        id=f"{grid.id}-numbers",
        columns=tuple(["Feeling", *names] if feeling else names),
        rows=tuple(rows),
    )
