"""What stands on slides, before anything of PowerPoint is known."""

from dataclasses import dataclass, field

from footlights.render.slides.look import PLAIN, Colour, Look


@dataclass(frozen=True)
class Paragraph:
    """Words that look alike."""

    text: str
    """The words."""

    look: Look = PLAIN
    """How they look."""


@dataclass(frozen=True)
class Cell:
    """A cell of a table."""

    paragraphs: tuple[Paragraph, ...] = ()
    """What it says; empty for nothing."""

    span: int = 1
    """Over how many columns it reaches."""

    fill: Colour | None = Colour.CARD
    """Its ground; None lets the slide shine through."""

    top: Colour | None = None
    """A line along its upper edge, as a mark; None for none."""

    is_centred: bool = False
    """Whether its text stands midway between its upper and lower edge."""


@dataclass(frozen=True)
class Row:
    """A row of a table; the spans of its cells sum up to the columns."""

    cells: tuple[Cell, ...]
    """Its cells, first to last."""

    line: Colour | None = None
    """Colour of the line below it, where it is one that divides; None for a hair."""

    stays_with_next: bool = False
    """Whether it makes no sense at the foot of a slide."""


@dataclass(frozen=True)
class Table:
    """A table, however long it is."""

    widths: tuple[float, ...]
    """Width of each column, points."""

    head: tuple[Row, ...]
    """Rows that are repeated on every slide."""

    rows: tuple[Row, ...]
    """All other rows."""


@dataclass(frozen=True)
class Sheet:
    """The part of a table that stands on one slide."""

    widths: tuple[float, ...]
    """Width of each column, points."""

    rows: tuple[Row, ...]
    """Its rows, those at the head too."""

    heights: tuple[float, ...]
    """Height of each row, points; its text takes no more."""

    head_rows: int
    """How many rows are the head."""

    @property
    def width(self) -> float:
        """How wide it is."""
        return sum(self.widths)

    @property
    def height(self) -> float:
        """How high it is."""
        return sum(self.heights)


@dataclass(frozen=True)
class Box:
    """A place on a slide, points."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class TablePart:
    """A table on a slide."""

    sheet: Sheet
    """What it holds."""

    left: float
    """Its left edge, points."""

    top: float
    """Its upper edge, points."""

    name: str
    """What it is called among the objects of the slide."""

    alt: str
    """What it shows, for those who do not see it."""


@dataclass(frozen=True)
class Series:
    """One line of a chart, a value to each category; None where there is none."""

    name: str
    """What the legend says."""

    values: tuple[float | None, ...]
    """The values."""

    below: tuple[float | None, ...] = ()
    """How far the interval reaches below each; empty for no intervals."""

    above: tuple[float | None, ...] = ()
    """How far it reaches above."""


@dataclass(frozen=True)
class Scale:
    """An axis of values."""

    low: float
    """Its beginning."""

    high: float
    """Its end."""

    step: float
    """Distance of two grid lines."""

    written: str
    """How its numbers are written, in the words of a spreadsheet: `0%`."""


@dataclass(frozen=True)
class CurvePart:
    """The feeling curve as a native chart of lines."""

    box: Box
    """Where it stands."""

    plot: Box
    """Where its plot stands: its columns are those of the table below."""

    categories: tuple[str, ...]
    """Names of the touchpoints."""

    drawn: Series
    """What the map says; dashed."""

    measured: Series | None
    """What was measured; None if nothing was."""

    few: frozenset[int]
    """Places, from 0, of measured points that rest on too few answers."""

    n: tuple[int | None, ...]
    """How many answers each measured point rests on."""

    scale: Scale
    """The axis of feelings."""

    alt: str
    """What it shows, in words."""


@dataclass(frozen=True)
class BarsPart:
    """Lying bars with intervals as a native chart, in line with a table's rows."""

    box: Box
    """Where it stands."""

    plot: Box
    """Where its plot stands: each bar beside its row."""

    categories: tuple[str, ...]
    """What each bar is about, top to bottom."""

    bars: Series
    """The numbers and their intervals."""

    subject: int | None
    """Place of the bar that the finding is about, from 0; None for none."""

    scale: Scale
    """The axis."""

    alt: str
    """What it shows, in words."""


Part = TablePart | CurvePart | BarsPart


@dataclass(frozen=True)
class SlideView:
    """One slide."""

    title: str
    """Its title; no two slides have the same."""

    above: str
    """A few words above the title; empty for none."""

    parts: tuple[Part, ...]
    """What it shows, in reading order."""

    notes: tuple[str, ...] = ()
    """What the speaker may read: how the numbers are defined."""

    statement: tuple[Paragraph, ...] = field(default=())
    """Of a finding: the statement, in a box of its own; empty for none."""


@dataclass(frozen=True)
class TitleSlideView:
    """The first slide."""

    title: str
    """Name of the map."""

    lines: tuple[Paragraph, ...]
    """What is said below it."""

    notes: tuple[str, ...] = ()
    """What the speaker may read."""
