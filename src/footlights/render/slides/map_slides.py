"""The map on slides: stages over touchpoints over lanes, heads said again on each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from footlights.measures.measured import Measured
from footlights.model.map import Map
from footlights.render.lanes import (
    ActivityLane,
    FeelingLane,
    Lane,
    Lens,
    LineLane,
    NumberLane,
    TextLane,
)
from footlights.render.map_grid import ColumnHead, MapGridView, map_grid, no_page
from footlights.render.slides.columns import column_groups, group_words, stage_names
from footlights.render.slides.definitions import lane_definitions
from footlights.render.slides.fitting import fits_one_line, row_height, spread
from footlights.render.slides.lane_cells import activities, feelings, numbers
from footlights.render.slides.look import (
    ALARM,
    HEAD,
    LEFT,
    PLAIN,
    QUOTED,
    ROOM_HEIGHT,
    ROOM_WIDTH,
    SOFT,
    STAGE,
    STRONG,
    TOP,
    Colour,
    Look,
)
from footlights.render.slides.views import (
    Cell,
    Paragraph,
    Row,
    Sheet,
    SlideView,
    Table,
    TablePart,
)
from footlights.render.unbroken import unbroken

MOST_COLUMNS = 6
"""Touchpoints on a slide, if their names are not too long for that."""

LANE_WIDTH = 108.0
WIDEST = 264.0
"""Widths of the lane heads, and of a touchpoint at most, points."""

SIZES = (1.3, 1.2, 1.1)
"""How much larger letters are where there is room."""

HEADS = 0.45
"""Share of a slide's height that heads may take."""

LENS_NAMES: tuple[tuple[Lens, str], ...] = (
    ("customer", "Journey map"),
    ("business", "Touchpoint map"),
)

_TITLE = Look(24, bold=True)

_ROOMS = {
    "frontstage": Colour.AMBER_SOFT,
    "backstage": Colour.NIGHT_SOFT,
    "support": Colour.NIGHT_ROOM,
}
_LINES = {"line-interaction": (Colour.AMBER, Colour.AMBER_WORDS)}
_HINTS = {"met": "share of times"}
"""Hints that speak of marks and bars where they are drawn."""

_NUMBERED = {"expects", "source"}
_LAST_OF_HEAD = 2


@dataclass(frozen=True)
class _Section:
    """One lens over one group of touchpoints."""

    lens: Lens
    name: str
    stages: str
    """Names of its stages, if they tell it from all others; empty if not."""
    grid: MapGridView
    parts: Sequence[Sheet]


def map_slides(
    map_: Map, measured: Measured | None, lens: Lens = "both"
) -> Iterator[SlideView]:
    """Yield the map, split by stages and touchpoints, then by lanes.

    Args:
        map_: The map as planned.
        measured: What was measured; None draws the map alone.
        lens: The lens; `both` yields the journey map, then the touchpoint map.
    """
    groups = _groups(map_)
    grids = [map_grid(map_, measured, "map", set(g), no_page) for g in groups]
    stages = _telling_stages(map_, groups)
    for shown, name in LENS_NAMES:
        if lens not in {shown, "both"}:
            continue
        tables = [_table(grid, shown) for grid in grids]
        for group, grid, parts in zip(
            groups, grids, spread(tables, ROOM_HEIGHT, SIZES), strict=True
        ):
            section = _Section(shown, name, stages[group[0]], grid, parts)
            yield from _section_slides(map_, section, group)


def _section_slides(
    map_: Map, section: _Section, group: Sequence[str]
) -> Iterator[SlideView]:
    parts = section.parts
    place = group_words(map_, group)
    title = f"{section.name}: {section.stages or place}"
    for no, sheet in enumerate(parts, start=1):
        more = f" ({no} of {len(parts)})" if len(parts) > 1 else ""
        yield SlideView(
            title=f"{title}{more}",
            above=place[:1].upper() + place[1:],
            parts=(TablePart(sheet, LEFT, TOP, section.name, _alt(section, sheet)),),
            notes=lane_definitions(section.grid, section.lens),
        )


def _telling_stages(map_: Map, groups: Sequence[Sequence[str]]) -> dict[str, str]:
    """Name the stages of each group, by its first touchpoint, where they tell it.

    Names that another group has too, or that need more than a line, tell nothing.
    """
    names = {group[0]: stage_names(map_, group) for group in groups}
    told = list(names.values())
    room = ROOM_WIDTH - 200
    return {
        first: name
        if told.count(name) == 1 and fits_one_line(name, room, _TITLE)
        else ""
        for first, name in names.items()
    }


def _alt(section: _Section, sheet: Sheet) -> str:
    lanes = [
        row.cells[0].paragraphs[0].text
        for row in sheet.rows[_LAST_OF_HEAD:]
        if row.cells[0].span == 1 and row.cells[0].paragraphs
    ]
    names = ", ".join(column.name for column in section.grid.columns)
    return f"{section.name}. Touchpoints: {names}. Lanes: {', '.join(lanes)}."


def _groups(map_: Map) -> list[list[str]]:
    """Choose as many columns as leave room below their heads."""
    for most in range(MOST_COLUMNS, 0, -1):
        groups = column_groups(map_, most)
        grids = (map_grid(map_, None, "map", set(g), no_page) for g in groups)
        if all(_head_fits(grid, _widths(grid)) for grid in grids):
            return groups
    return column_groups(map_, 1)


def _head_fits(grid: MapGridView, widths: Sequence[float]) -> bool:
    height = sum(row_height(row, widths) for row in _head(grid))
    return height <= HEADS * ROOM_HEIGHT


def _widths(grid: MapGridView) -> tuple[float, ...]:
    """Let the columns of a slide share its width, up to what one can read in a line."""
    count = len(grid.columns)
    whole = ROOM_WIDTH - LANE_WIDTH
    widths = (LANE_WIDTH, *[min(WIDEST, whole / count)] * count)
    if count == 1 and not _head_fits(grid, widths):
        return (LANE_WIDTH, whole)
    return widths


def _table(grid: MapGridView, lens: Lens) -> Table:
    lanes = [lane for lane in grid.lanes if lane.lens in {lens, "both"}]
    rows = [*_goal_rows(grid, lens), *(_lane_row(lane, grid) for lane in lanes)]
    return Table(
        widths=_widths(grid),
        head=tuple(_head(grid)),
        rows=tuple(rows),
    )


def _head(grid: MapGridView) -> Iterator[Row]:
    blank = Cell(fill=None)
    stages = [
        Cell(
            (Paragraph(stage.name + (", continued" * stage.is_continued), STAGE),),
            stage.columns,
            Colour.VELVET_SOFT,
        )
        for stage in grid.stages
    ]
    yield Row((blank, *stages))
    yield Row((blank, *(_column_head(column) for column in grid.columns)))


def _column_head(column: ColumnHead) -> Cell:
    look = replace(HEAD, bold=False, colour=Colour.SOFT) if column.is_wait else HEAD
    kinds = [
        column.icon_words,
        "optional" if column.is_optional else "",
        str(column.no),
    ]
    kind = " · ".join(part for part in kinds if part)
    said = [
        Paragraph(kind[:1].upper() + kind[1:], SOFT),
        Paragraph(column.name, look),
    ]
    if column.findings:
        said.append(Paragraph(column.findings_words, ALARM))
    top = Colour.RED if column.is_loud else None
    return Cell(tuple(said), fill=_ground(column, Colour.CARD), top=top)


def _ground(column: ColumnHead, fill: Colour) -> Colour:
    """Light the column of what hurts, in every lane."""
    return Colour.RED_SOFT if column.is_loud else fill


def _goal_rows(grid: MapGridView, lens: Lens) -> Iterator[Row]:
    goals = [
        stage.goal if lens == "customer" else stage.business_goal
        for stage in grid.stages
    ]
    if not any(goals):
        return
    hint = "what they want here" if lens == "customer" else "what we want here"
    cells = [
        Cell((Paragraph(goal, PLAIN),) if goal else (), stage.columns)
        for goal, stage in zip(goals, grid.stages, strict=True)
    ]
    yield Row((_lane_head("Goal", hint), *cells))


def _lane_head(name: str, hint: str) -> Cell:
    said = [Paragraph(name, STRONG)]
    if hint:
        said.append(Paragraph(hint, SOFT))
    return Cell(tuple(said), fill=None)


def _lane_row(lane: Lane, grid: MapGridView) -> Row:
    if isinstance(lane, LineLane):
        return _line_row(lane, len(grid.columns))
    fill = _ROOMS.get(lane.id, Colour.CARD)
    said: Iterator[tuple[Paragraph, ...]]
    hint = "" if isinstance(lane, FeelingLane) else lane.hint
    match lane:
        case TextLane():
            look = QUOTED if lane.is_quoted else PLAIN
            write = unbroken if lane.id in _NUMBERED else str
            said = (
                tuple(Paragraph(write(line), look) for line in cell.lines)
                for cell in lane.cells
            )
        case FeelingLane():
            hint = "from −2 to +2" + "; 95 % interval" * lane.curve.has_measured
            said = feelings(lane)
        case NumberLane():
            hint = _HINTS.get(lane.id, hint)
            said = (tuple(numbers(cell)) for cell in lane.cells)
        case ActivityLane():
            said = (tuple(activities(cell)) for cell in lane.cells)
    cells = tuple(
        Cell(paragraphs, fill=_ground(column, fill if paragraphs else Colour.CARD))
        for paragraphs, column in zip(said, grid.columns, strict=True)
    )
    return Row((_lane_head(lane.name, hint), *cells))


def _line_row(lane: LineLane, columns: int) -> Row:
    line, words = _LINES.get(lane.id, (Colour.NIGHT, Colour.NIGHT))
    name = Paragraph(lane.name, Look(9, italic=True, colour=words))
    return Row(
        (Cell(fill=None), Cell((name,), columns, fill=None)),
        line=line,
        stays_with_next=True,
    )
