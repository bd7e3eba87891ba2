"""Heights of rows, and where a table goes on: nothing is ever cut.

A row that does not fit goes on the next slide; one that fits on none is broken
between two lines of its text.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from footlights.render.slides.look import LEADING, TALL_LEADING, Look
from footlights.render.slides.text_width import is_tall, printable, text_width, wrapped
from footlights.render.slides.views import Cell, Paragraph, Row, Sheet, Table

ACROSS, DOWN = 5.0, 3.5
"""Empty space inside a cell, left and right, above and below, points."""

SLACK = 0.5
"""Points by which rounding in other programs may make a row grow."""

WORTH_BEGINNING = 60.0
"""Room below which a long row is not begun on a slide, points."""


def line_height(text: str, size: float) -> float:
    """Give the distance of two lines of a text, points."""
    return size * (TALL_LEADING if is_tall(text) else LEADING)


def text_height(paragraphs: Sequence[Paragraph], width: float) -> float:
    """Give how high a text is that is broken to a width, points."""
    return sum(_height(of.text, width, of.look.size, of.look.bold) for of in paragraphs)


@lru_cache(maxsize=65_536)
def _height(text: str, width: float, size: float, is_bold: bool) -> float:  # noqa: FBT001
    """Give how high one paragraph is; asked for again with each size that is tried."""
    lines = wrapped(printable(text), width, size, bold=is_bold)
    return line_height(text, size) * len(lines)


def row_height(row: Row, widths: Sequence[float]) -> float:
    """Give how high a row must be."""
    return (
        max(text_height(cell.paragraphs, width) for cell, width in _inner(row, widths))
        + 2 * DOWN
        + SLACK
    )


def sheets(table: Table, height: float) -> list[Sheet]:
    """Split a table so that each part fits.

    Args:
        table: The table; its head must leave room for a line of text.
        height: How high a part may be, points.
    """
    head = [row_height(row, table.widths) for row in table.head]
    room = height - sum(head)
    return [
        Sheet(
            table.widths,
            (*table.head, *rows),
            (*head, *(row_height(row, table.widths) for row in rows)),
            len(table.head),
        )
        for rows in _pages(table, room)
    ]


def spread(
    tables: Sequence[Table], height: float, sizes: Sequence[float]
) -> list[list[Sheet]]:
    """Split tables over as few slides as can be, in letters as large as fit there.

    All tables get the same size of letters, and each fills its slides evenly.

    Args:
        tables: Tables that belong together.
        height: How high a part may be, points.
        sizes: How much larger letters may be, largest first; at last 1.
    """
    fewest = [len(sheets(table, height)) for table in tables]
    for size in sizes:
        larger = [scaled(table, size) for table in tables]
        if all(
            len(sheets(table, height)) <= few
            for table, few in zip(larger, fewest, strict=True)
        ):
            return [_even(table, height) for table in larger]
    return [_even(table, height) for table in tables]


def scaled(table: Table, factor: float) -> Table:
    """Give a table in larger letters."""

    def larger(rows: Sequence[Row]) -> tuple[Row, ...]:
        return tuple(
            replace(row, cells=tuple(_scaled(cell, factor) for cell in row.cells))
            for row in rows
        )

    return replace(table, head=larger(table.head), rows=larger(table.rows))


def _scaled(cell: Cell, factor: float) -> Cell:
    said = tuple(
        replace(of, look=replace(of.look, size=round(of.look.size * factor, 1)))
        for of in cell.paragraphs
    )
    return replace(cell, paragraphs=said)


def _even(table: Table, height: float) -> list[Sheet]:
    """Split a table so that its last part is not much shorter than the others."""
    found = sheets(table, height)
    if len(found) == 1:
        return found
    for part in (0.55, 0.65, 0.75, 0.85, 0.92):
        tried = sheets(table, height * part)
        lowest = max(sheet.height for sheet in tried)
        if len(tried) == len(found) and lowest <= height:
            return tried
    return found


def fits_one_line(text: str, width: float, look: Look) -> bool:
    """Say whether a text needs no second line."""
    return "\n" not in text and text_width(text, look.size, bold=look.bold) <= width


def size_that_fits(
    text: str, width: float, height: float, sizes: Sequence[float], *, bold: bool
) -> float | None:
    """Give the first of these sizes in which a text fits; None if it fits in none."""
    for size in sizes:
        lines = wrapped(printable(text), width, size, bold=bold)
        if len(lines) * line_height(text, size) <= height:
            return size
    return None


def divided(
    paragraphs: Sequence[Paragraph], width: float, height: float
) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """Divide a text into what fits and the rest, between two of its lines."""
    fits: list[Paragraph] = []
    rest = list(paragraphs)
    while rest:
        first = rest[0]
        lines = _wrapped(first, width)
        each = line_height(first.text, first.look.size)
        count = int(height // each)
        if count < len(lines):
            if count:
                # Of two lines, the break between them was a space or none at all.
                taken = _beginning(printable(first.text), lines[:count])
                fits.append(replace(first, text=taken[0]))
                rest[0] = replace(first, text=taken[1])
            break
        height -= each * len(lines)
        fits.append(rest.pop(0))
    return tuple(fits), tuple(rest)


def _beginning(text: str, lines: Sequence[str]) -> tuple[str, str]:
    """Cut a text after its first lines; give both parts."""
    at = 0
    for line in lines:
        at = text.index(line, at) + len(line)
    return text[:at], text[at:].lstrip()


def _wrapped(paragraph: Paragraph, width: float) -> list[str]:
    look = paragraph.look
    return wrapped(printable(paragraph.text), width, look.size, bold=look.bold)


def _inner(row: Row, widths: Sequence[float]) -> Iterator[tuple[Cell, float]]:
    """Yield each cell with the width of its text."""
    column = 0
    for cell in row.cells:
        yield cell, sum(widths[column : column + cell.span]) - 2 * ACROSS
        column += cell.span


def _pages(table: Table, room: float) -> Iterator[tuple[Row, ...]]:
    """Yield the rows of each slide."""
    waiting = deque(table.rows)
    page: list[Row] = []
    used = 0.0
    while waiting:
        row = waiting.popleft()
        height = row_height(row, table.widths)
        left = room - used
        if height + _company(row, waiting, table, room) <= left:
            page.append(row)
            used += height
            continue
        # A row that must not be parted from the lines above it is broken, too.
        if left > WORTH_BEGINNING and (height > room or _only_lines(page)):
            first, rest = _broken(row, table.widths, left)
            if first is not None:
                page.append(first)
                row = rest
        if not page:
            # Not one line fits: the row stands there whole rather than nowhere.
            page.append(row)
        else:
            waiting.appendleft(row)
        while page[-1].stays_with_next and not _only_lines(page):
            waiting.appendleft(page.pop())
        yield tuple(page)
        page, used = [], 0.0
    if page or not table.rows:
        yield tuple(page)


def _only_lines(page: Sequence[Row]) -> bool:
    """Say whether a slide holds nothing but rows that need the next one."""
    return bool(page) and all(row.stays_with_next for row in page)


def _company(row: Row, waiting: deque[Row], table: Table, room: float) -> float:
    """Give the room that the next row needs too, where both have to stand together."""
    if not row.stays_with_next or not waiting:
        return 0.0
    after = row_height(waiting[0], table.widths)
    return min(after, WORTH_BEGINNING) if after > room / 2 else after


def _broken(row: Row, widths: Sequence[float], height: float) -> tuple[Row | None, Row]:
    """Break a row into what fits and the rest; None if not one line fits."""
    room = height - 2 * DOWN - SLACK
    first: list[Cell] = []
    rest: list[Cell] = []
    for no, (cell, width) in enumerate(_inner(row, widths)):
        fits, over = divided(cell.paragraphs, width, room)
        if no == 0 and not over:
            # The name of the row is said again where it goes on.
            over = _said_again(cell)
        first.append(replace(cell, paragraphs=fits))
        rest.append(replace(cell, paragraphs=over, top=None))
    if not any(cell.paragraphs for cell in first[1:] or first):
        return None, row
    begun = replace(row, cells=tuple(first), stays_with_next=False)
    return begun, replace(row, cells=tuple(rest))


def _said_again(cell: Cell) -> tuple[Paragraph, ...]:
    if not cell.paragraphs:
        return ()
    name = cell.paragraphs[0]
    again = name.text.removesuffix(", continued")
    return (replace(name, text=f"{again}, continued"),)
