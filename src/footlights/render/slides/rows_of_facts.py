"""Tables of two columns: a name, and what is to be said of it."""

from collections.abc import Iterable, Iterator

from footlights.render.slides.look import HEAD, PLAIN, STRONG, Colour
from footlights.render.slides.views import Cell, Paragraph, Row, Table

SIZES = (1.5, 1.4, 1.3, 1.2, 1.1)
"""How much larger letters are where there is room."""

Fact = tuple[str, str]
"""A name and its text."""


def facts_table(facts: Iterable[Fact], widths: tuple[float, float]) -> Table:
    """Make a table of names and texts; facts without a text are left out."""
    return Table(widths, (), tuple(_rows(facts)))


def head_row(*names: str) -> Row:
    """Make the row that names the columns."""
    look = HEAD
    cells = (Cell((Paragraph(name, look),), fill=Colour.VELVET_SOFT) for name in names)
    return Row(tuple(cells))


def _rows(facts: Iterable[Fact]) -> Iterator[Row]:
    for name, text in facts:
        if text:
            said = Cell((Paragraph(text, PLAIN),))
            yield Row((Cell((Paragraph(name, STRONG),), fill=None), said))
