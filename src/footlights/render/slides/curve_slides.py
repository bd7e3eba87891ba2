"""The feeling curve: a native chart over a native table, column under column."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from footlights.measures.measured import Measured
from footlights.measures.measured_touchpoint import TouchpointMeasures
from footlights.measures.result import ENOUGH
from footlights.measures.score_wording import felt_number
from footlights.measures.wording import feeling_number
from footlights.model.map import Map
from footlights.model.touchpoint import Touchpoint
from footlights.render.number import number_view
from footlights.render.slides.columns import column_groups, group_words
from footlights.render.slides.definitions import DRAWN, FELT, INTERVAL, TOO_FEW
from footlights.render.slides.fitting import row_height, sheets
from footlights.render.slides.look import (
    HEAD,
    LEFT,
    ROOM_HEIGHT,
    ROOM_WIDTH,
    SOFT,
    STAGE,
    STRONG,
    TOP,
    Colour,
)
from footlights.render.slides.views import (
    Box,
    Cell,
    CurvePart,
    Paragraph,
    Row,
    Scale,
    Series,
    SlideView,
    Table,
    TablePart,
)

MOST_COLUMNS = 12
LANE_WIDTH = 72.0
WIDEST = 200.0
CHART_HEIGHTS = (216.0, 290.0)
LEGEND = 34.0
FEELINGS = Scale(-2, 2, 1, '+0;"−"0;0')


def curve_slides(map_: Map, measured: Measured | None) -> Iterator[SlideView]:
    """Yield the curve, split where it is long; nothing if no feeling is known."""
    found = {} if measured is None else {of.id: of for of in measured.touchpoints}
    is_measured = any(of.score.valence.is_known for of in found.values())
    if not is_measured and not any(t.feeling for t in map_.touchpoints):
        return
    groups = _groups(map_, found)
    most = max(len(group) for group in groups)
    each = min(WIDEST, (ROOM_WIDTH - LANE_WIDTH) / most)
    name = "What people feel, drawn and measured" if is_measured else "What people feel"
    notes = (DRAWN, FELT, INTERVAL, TOO_FEW) if is_measured else (DRAWN,)
    for group in groups:
        place = group_words(map_, group)
        title = name if len(groups) == 1 else f"{name}: {place}"
        columns = [map_.touchpoint(each_id) for each_id in group]
        measures = [found.get(each_id) for each_id in group]
        table = _table(map_, columns, measures, each)
        sheet = sheets(table, 10_000)[0]
        height = min(CHART_HEIGHTS[1], ROOM_HEIGHT - sheet.height)
        box = Box(LEFT, TOP, sheet.width, max(CHART_HEIGHTS[0], height))
        yield SlideView(
            title=title,
            above=place[:1].upper() + place[1:],
            parts=(
                _curve(columns, measures, box, is_measured=is_measured),
                TablePart(
                    sheet,
                    LEFT,
                    TOP + box.height,
                    "Feelings",
                    "Feeling at each touchpoint: " + "; ".join(_spoken(table)),
                ),
            ),
            notes=notes,
        )


def _groups(map_: Map, found: dict[str, TouchpointMeasures]) -> list[list[str]]:
    """Choose as many columns as leave room for the chart above them."""
    for most in range(MOST_COLUMNS, 1, -1):
        groups = column_groups(map_, most)
        each = min(WIDEST, (ROOM_WIDTH - LANE_WIDTH) / max(map(len, groups)))
        tables = (
            _table(
                map_, [map_.touchpoint(i) for i in g], [found.get(i) for i in g], each
            )
            for g in groups
        )
        if all(_fits(table) for table in tables):
            return groups
    return column_groups(map_, 1)


def _fits(table: Table) -> bool:
    heights = (row_height(row, table.widths) for row in (*table.head, *table.rows))
    return sum(heights) <= ROOM_HEIGHT - CHART_HEIGHTS[0]


def _table(
    map_: Map,
    columns: Sequence[Touchpoint],
    measures: Sequence[TouchpointMeasures | None],
    each: float,
) -> Table:
    blank = Cell(fill=None)
    rows = [Row((_head("Drawn"), *(_drawn(t) for t in columns)))]
    if any(of is not None and of.score.valence.is_known for of in measures):
        rows.append(Row((_head("Measured"), *(_measured(of) for of in measures))))
    # One column alone takes the width that its name may need.
    width = ROOM_WIDTH - LANE_WIDTH if len(columns) == 1 and each == WIDEST else each
    return Table(
        (LANE_WIDTH, *[width] * len(columns)),
        (
            Row((blank, *_stages(map_, columns))),
            Row((blank, *(_name(t) for t in columns))),
        ),
        tuple(rows),
    )


def _stages(map_: Map, columns: Sequence[Touchpoint]) -> Iterator[Cell]:
    shown = {touchpoint.id for touchpoint in columns}
    for stage in map_.stages:
        count = sum(touchpoint.id in shown for touchpoint in stage.touchpoints)
        if count:
            name = Paragraph(stage.name, replace(STAGE, size=10))
            yield Cell((name,), count, Colour.VELVET_SOFT)


def _head(name: str) -> Cell:
    return Cell((Paragraph(name, STRONG),), fill=None)


def _name(touchpoint: Touchpoint) -> Cell:
    is_wait = touchpoint.kind == "wait"
    colour = Colour.SOFT if is_wait else Colour.INK
    look = replace(HEAD, size=9, bold=not is_wait, colour=colour)
    return Cell((Paragraph(touchpoint.name, look),))


def _drawn(touchpoint: Touchpoint) -> Cell:
    feeling = touchpoint.feeling
    if feeling is None:
        return Cell((Paragraph("–", SOFT),))
    number = feeling_number(feeling.valence)
    ink = replace(SOFT, colour=Colour.INK)
    return Cell((Paragraph(feeling.word, ink), Paragraph(number, SOFT)))


def _measured(of: TouchpointMeasures | None) -> Cell:
    felt = None if of is None else of.score.valence
    if felt is None or felt.value is None:
        return Cell((Paragraph("–", SOFT),))
    is_few = felt.n < ENOUGH
    look = replace(SOFT, bold=not is_few, colour=Colour.SOFT if is_few else Colour.INK)
    number = number_view(felt, felt_number)
    small = replace(SOFT, size=8)
    said = [Paragraph(number.text, look)]
    said += [Paragraph(words, small) for words in (number.interval, number.n) if words]
    return Cell(tuple(said))


def _curve(
    columns: Sequence[Touchpoint],
    measures: Sequence[TouchpointMeasures | None],
    box: Box,
    *,
    is_measured: bool,
) -> CurvePart:
    felt = [None if of is None else of.score.valence for of in measures]
    values = tuple(None if of is None else of.value for of in felt)
    below = tuple(
        None
        if of is None or of.value is None or of.low is None
        else of.value - max(-2.0, of.low)
        for of in felt
    )
    above = tuple(
        None
        if of is None or of.value is None or of.high is None
        else min(2.0, of.high) - of.value
        for of in felt
    )
    drawn = tuple(t.feeling.valence if t.feeling else None for t in columns)
    return CurvePart(
        box=box,
        plot=Box(
            LEFT + LANE_WIDTH,
            TOP + LEGEND,
            box.width - LANE_WIDTH,
            box.height - LEGEND - 8,
        ),
        categories=tuple(t.name for t in columns),
        drawn=Series("Drawn", drawn),
        measured=Series("Measured, 95 % interval", values, below, above)
        if is_measured
        else None,
        few=frozenset(
            no
            for no, of in enumerate(felt)
            if of is not None and of.value is not None and of.n < ENOUGH
        ),
        n=tuple(None if of is None or of.value is None else of.n for of in felt),
        scale=FEELINGS,
        alt="Line chart of feelings from −2 to +2, touchpoint by touchpoint:"
        " the dashed line is drawn"
        + (", the solid one measured." if is_measured else ".")
        + " The table below it says the same in numbers.",
    )


def _spoken(table: Table) -> Iterator[str]:
    """Say each column: its name, what is drawn, what is measured."""
    names = table.head[-1].cells[1:]
    for no, name in enumerate(names, start=1):
        said = [
            f"{row.cells[0].paragraphs[0].text.lower()} "
            + " ".join(p.text for p in row.cells[no].paragraphs)
            for row in table.rows
        ]
        yield f"{name.paragraphs[0].text}: {', '.join(said)}"
