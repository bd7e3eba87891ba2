"""When people come: a table of hours by weekday that is its own picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from footlights.measures.measured_touchpoint import HourCount
from footlights.measures.wording import compact, counted

WEEKDAYS = (
    ("Mon", "Monday"),
    ("Tue", "Tuesday"),
    ("Wed", "Wednesday"),
    ("Thu", "Thursday"),
    ("Fri", "Friday"),
    ("Sat", "Saturday"),
    ("Sun", "Sunday"),
)


@dataclass(frozen=True)
class HourCell:
    """One hour of one weekday."""

    touches: str
    """Touches in it, short; empty if none."""

    level: int
    """How many, against the fullest hour: 0 (none) to 5."""

    title: str
    """The same in words."""


@dataclass(frozen=True)
class HourRow:
    """One weekday."""

    short: str
    """`Mon`"""

    name: str
    """`Monday`"""

    cells: tuple[HourCell, ...]
    """One to an hour that is shown."""

    said: str
    """The day in a few words: `Monday 31 touches, most at 9:00: 12`."""


@dataclass(frozen=True)
class HoursView:
    """Touches by weekday and hour: a table that is its own picture."""

    hours: tuple[int, ...]
    """Hours shown: from the first to the last in which anybody came."""

    rows: tuple[HourRow, ...]
    """Monday to Sunday."""

    zone: str
    """Time zone of the hours."""


def hours_view(hours: Sequence[HourCount], zone: str) -> HoursView | None:
    """Show when people come; None if nobody came."""
    if not hours:
        return None
    counts = {(of.weekday, of.hour): of.touches for of in hours}
    most = max(counts.values()) or 1
    shown = tuple(range(min(of.hour for of in hours), max(of.hour for of in hours) + 1))
    rows = []
    for weekday, (short, name) in enumerate(WEEKDAYS, start=1):
        cells = []
        for hour in shown:
            count = counts.get((weekday, hour), 0)
            title = f"{name} {hour}:00: {counted(count, 'touch', 'touches')}"
            level = 0 if not count else 1 + min(4, count * 5 // (most + 1))
            cells.append(HourCell(compact(count) if count else "", level, title))
        of_day = {hour: counts.get((weekday, hour), 0) for hour in shown}
        rows.append(HourRow(short, name, tuple(cells), _said(name, of_day)))
    return HoursView(shown, tuple(rows), zone)


def spoken_hours(view: HoursView) -> str:
    """Say what the table shows to those who hear a picture of it, day by day."""
    return f"{'; '.join(row.said for row in view.rows)}. Hours in {view.zone}."


def _said(name: str, touches: Mapping[int, int]) -> str:
    """Say how many came on a day, and when most did; the first of equals."""
    total = sum(touches.values())
    said = f"{name} {counted(total, 'touch', 'touches')}"
    if not total:
        return said
    busiest = max(touches, key=lambda hour: touches[hour])
    return f"{said}, most at {busiest}:00: {touches[busiest]:,}"
