"""The lanes of a map: rows that cross every touchpoint.

Each lane view names the template that draws it, so a map is a list of lanes.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

from footlights.render.feeling_curve import FeelingCurveView
from footlights.render.number import NumberView

Lens = Literal["customer", "business", "both"]
"""Journey map, Touchpoint map, or both."""


@dataclass(frozen=True)
class TextCell:
    """What a text lane says at one touchpoint."""

    lines: tuple[str, ...]
    """One line to each thing said; empty if nothing is."""

    icon: str = ""
    """Icon before the first line; empty for none."""


@dataclass(frozen=True)
class TextLane:
    """A lane of words."""

    template: ClassVar[str] = "_lane_text.html"

    id: str
    """Name of the lane inside its map."""

    name: str
    """What the reader sees."""

    hint: str
    """What the lane is about, in a few words."""

    lens: Lens
    """The lens that shows it."""

    cells: tuple[TextCell, ...]
    """One to a column."""

    is_quoted: bool = False
    """Whether the words are somebody's own."""

    own: str = ""
    """Id of the lane where it is the map's own; else empty."""


@dataclass(frozen=True)
class FeelingLane:
    """The lane that holds the feeling curve."""

    template: ClassVar[str] = "_lane_feeling.html"

    id: str
    """Name of the lane inside its map."""

    name: str
    """What the reader sees."""

    lens: Lens
    """The lens that shows it."""

    curve: FeelingCurveView
    """The picture."""


@dataclass(frozen=True)
class IntervalBar:
    """An interval on a scale, as per cent of the scale's width."""

    at: float
    """The number itself."""

    low: float
    """Lower end."""

    width: float
    """Width of the interval."""


@dataclass(frozen=True)
class NumberEntry:
    """One number in a cell."""

    number: NumberView
    """The number in words."""

    label: str = ""
    """What it is, where a cell holds several."""

    note: str = ""
    """Said under it, quietly: `n 412`, `wanted 90 %`."""

    more: str = ""
    """Said beside the interval, for pointer, keyboard and ear: the p90."""

    share: float | None = None
    """Length of its bar, 0 to 100; None for no bar."""

    mark: float | None = None
    """A mark on that bar, 0 to 100: the share wanted."""

    interval: IntervalBar | None = None
    """Its interval on the scale; None for no bar."""

    full: str = ""
    """All of it in one line."""


@dataclass(frozen=True)
class NumberLane:
    """A lane of measured numbers."""

    template: ClassVar[str] = "_lane_numbers.html"

    id: str
    """Name of the lane inside its map."""

    name: str
    """What the reader sees."""

    hint: str
    """Unit and population, said once."""

    lens: Lens
    """The lens that shows it."""

    cells: tuple[tuple[NumberEntry, ...], ...]
    """One to a column; several numbers where a touchpoint has several."""


@dataclass(frozen=True)
class LineLane:
    """A line drawn across the map between two rooms."""

    template: ClassVar[str] = "_lane_line.html"

    id: str
    """Name of the line inside its map."""

    name: str
    """What stands on the line."""

    lens: Lens
    """The lens that shows it."""


@dataclass(frozen=True)
class ActivityCard:
    """One activity, as a card."""

    id: str
    """Id of the activity."""

    does: str
    """What is done."""

    team: str
    """Who does it; empty if not said."""

    system: str
    """What is used; empty if nothing."""

    promise: str
    """What is planned: takes, promised time, standard; empty if nothing."""

    kept: NumberView | None
    """Share that came within the promised time; None if not measured."""

    delay: str
    """How long after its trigger it came, at the median; empty if not measured."""

    full: str
    """What was measured, in a sentence; empty if nothing was."""


@dataclass(frozen=True)
class ActivityLane:
    """Activities on one of the three lines."""

    template: ClassVar[str] = "_lane_activities.html"

    id: str
    """`frontstage`, `backstage` or `support`."""

    name: str
    """What the reader sees."""

    hint: str
    """What the line is."""

    lens: Lens
    """The lens that shows it."""

    cells: tuple[tuple[ActivityCard, ...], ...]
    """Cards of each column, in order."""


Lane = TextLane | FeelingLane | NumberLane | LineLane | ActivityLane
