"""The picture of a view: which form each standard question is drawn in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import altair as alt

from footlights.charts.interval_bars import MOST, IntervalBar, interval_bars
from footlights.charts.levels import Way, levels
from footlights.charts.lines import lines
from footlights.charts.squares import Square, squares
from footlights.charts.view_marks import (
    Row,
    bar_of,
    label_of,
    line_of,
    name_of,
    number_of,
    whole_of,
)
from footlights.measures.cell_wording import cell_text, writer_of
from footlights.measures.place_names import Names
from footlights.measures.score_wording import points
from footlights.measures.view import View
from footlights.measures.wording import (
    WEEKDAYS,
    compact,
    duration,
    open_hours,
    share_number,
)

COMPARED = "_compared"
"""Ends the name of a view that holds two groups against each other."""


def view_chart(view: View, names: Names) -> alt.TopLevelMixin | None:
    """Draw a view.

    Args:
        view: Any view.
        names: Names of touchpoints, stages and channels by their ids; an id that is
            missing stands for itself.

    Returns:
        None if there is nothing to draw, or the view is a list to be read.
    """
    if not view.rows:
        return None
    if view.name.endswith(COMPARED):
        return _differences(view, names)
    drawn = _FORMS.get(view.name)
    return drawn(view, names) if drawn else None


@dataclass(frozen=True)
class Bars:
    """A bar to a row."""

    value: str
    """Column with the estimate, or a plain number."""

    joined: str = " · "
    """Stands between the keys of a row."""

    def __call__(self, view: View, names: Names) -> alt.TopLevelMixin | None:
        """Draw the first rows."""
        keys = [key for key in view.keys if not key.endswith("_no")]
        bars = [
            bar
            for row in view.rows[:MOST]
            if (bar := bar_of(label_of(row, keys, names, self.joined), self.value, row))
        ]
        return interval_bars(bars) if bars else None


@dataclass(frozen=True)
class Columns:
    """A bar to each of some columns of the only row."""

    titles: Mapping[str, str]
    """What the reader sees, by the column's name."""

    def __call__(self, view: View, names: Names) -> alt.TopLevelMixin | None:
        """Draw them in that order."""
        del names
        found = (bar_of(said, name, view.rows[0]) for name, said in self.titles.items())
        bars = [bar for bar in found if bar]
        return interval_bars(bars) if bars else None


@dataclass(frozen=True)
class Squares:
    """A square to a row, placed by two keys."""

    row: str
    """Key whose values are the rows."""

    column: str
    """Key whose values are the columns."""

    value: str
    """Column with the number."""

    across: str = ""
    """What the columns are."""

    write: Callable[[float], str] = share_number
    """Writes the number in a few signs."""

    def __call__(self, view: View, names: Names) -> alt.TopLevelMixin | None:
        """Draw them, rows and columns in the order of the names, then of the view."""
        cells = [
            Square(
                name_of(row[self.row], names),
                name_of(row[self.column], names),
                number,
                said,
            )
            for row in view.rows
            if (number := number_of(row[self.value])) is not None
            and (said := self.write(number))
        ]
        rows = _in_order([name_of(row[self.row], names) for row in view.rows], names)
        columns = _in_order(
            [name_of(row[self.column], names) for row in view.rows], names
        )
        return squares(cells, rows, columns, self.across) if cells else None


@dataclass(frozen=True)
class Shares:
    """A square to each of some columns of each row."""

    titles: Mapping[str, str]
    """What the reader sees, by the column's name."""

    def __call__(self, view: View, names: Names) -> alt.TopLevelMixin | None:
        """Draw a row to a row."""
        keys = view.keys[-1:]
        cells = [
            Square(label_of(row, keys, names), said, number, share_number(number))
            for row in view.rows
            for name, said in self.titles.items()
            if (number := number_of(row[name])) is not None
        ]
        rows = [label_of(row, keys, names) for row in view.rows]
        across = "per cent"
        return squares(cells, rows, [*self.titles.values()], across) if cells else None


@dataclass(frozen=True)
class Lines:
    """A line to each of some columns, over the days of a key."""

    on: str
    """Key with the first day of each period."""

    titles: Mapping[str, str]
    """What the reader sees, with its unit, by the column's name."""

    def __call__(self, view: View, names: Names) -> alt.TopLevelMixin | None:
        """Draw them; where rows are of several things, the first column of each."""
        others = [key for key in view.keys if key != self.on]
        if not others:
            drawn = [
                line_of(view.rows, self.on, *title) for title in self.titles.items()
            ]
        else:
            name, said = next(iter(self.titles.items()))
            things = dict.fromkeys(
                tuple(row[key] for key in others) for row in view.rows
            )
            drawn = [
                line_of(
                    theirs,
                    self.on,
                    name,
                    f"{label_of(theirs[0], others, names)}, {said}",
                )
                for thing in things
                if (
                    theirs := [
                        row
                        for row in view.rows
                        if tuple(row[key] for key in others) == thing
                    ]
                )
            ]
        shown = [
            line for line in drawn if any(m.value is not None for m in line.moments)
        ]
        return lines(shown) if shown else None


def _in_order(found: Sequence[str], names: Names) -> list[str]:
    place = {name: no for no, name in enumerate(names.values())}
    return sorted(dict.fromkeys(found), key=lambda name: place.get(name, len(place)))


def _hours(view: View, names: Names) -> alt.TopLevelMixin | None:
    """Draw a week of hours; where rows are of several touchpoints, their sum."""
    del names
    sums: dict[tuple[int, int], int] = {}
    for row in view.rows:
        weekday, hour, touches = row["weekday"], row["hour"], row["touches"]
        if isinstance(weekday, int) and isinstance(hour, int):
            sums[weekday, hour] = sums.get((weekday, hour), 0) + whole_of(touches)
    cells = [
        Square(WEEKDAYS[weekday - 1], f"{hour}", touches, compact(touches))
        for (weekday, hour), touches in sums.items()
        if touches
    ]
    return squares(
        cells, WEEKDAYS, [f"{hour}" for hour in range(24)], "hour of the day"
    )


def _values(view: View, names: Names) -> alt.TopLevelMixin | None:
    if "touchpoint" in view.keys:
        return Squares("touchpoint", "value", "share_of_touches", "per cent")(
            view, names
        )
    return Bars("share_of_touches")(view, names)


def _flow(view: View, names: Names) -> alt.TopLevelMixin | None:
    """Draw the ways around a touchpoint, to the left those that lead to it."""
    ways = [
        Way(
            level,
            name_of(row["from" if level > 0 else "to"], names),
            name_of(row["to" if level > 0 else "from"], names),
            whole_of(row["touches"]),
        )
        for row in view.rows
        if isinstance(level := row["level"], int)
    ]
    middle = next((way.near for way in ways if abs(way.level) == 1), "")
    return levels(ways, middle, "(others)") if middle else None


def _promises(view: View, names: Names) -> alt.TopLevelMixin | None:
    """Draw the share that keeps each promise; what and how much is in its name."""
    bars = []
    for row in view.rows[:MOST]:
        seconds = number_of(row["limit_seconds"]) or 0.0
        limit = duration(seconds)
        if row["calendar"]:
            limit = f"{open_hours(seconds)} in {name_of(row['calendar'], names)}"
        what = f"{name_of(row['promise'], names)} ≤ {limit}"
        name = f"{name_of(row['touchpoint'], names)}: {what}"
        bars.append(bar_of(name, "share_kept", row))
    shown = [bar for bar in bars if bar]
    return interval_bars(shown) if shown else None


def _differences(view: View, names: Names) -> alt.TopLevelMixin | None:
    """Draw the difference that most rows know; those that may be chance are pale."""
    ends = "_difference"
    days = [c.name for c in view.columns if c.role == "fact" and _is_side_day(c.name)]
    best: list[IntervalBar] = []
    for column in [c.name for c in view.columns if c.name.endswith(ends)]:
        about = f"{column.removesuffix(ends)}_is_different"
        found = (
            bar_of(
                label_of(row, view.keys, names) + _days(row, days),
                column,
                row,
                is_quiet=not row[about],
            )
            for row in view.rows
        )
        is_share = writer_of(column) is writer_of("share")
        bars = [_with_sign(bar, is_share=is_share) for bar in found if bar]
        if len(bars) > len(best):
            best = bars
    return interval_bars(best[:MOST]) if best else None


def _with_sign(bar: IntervalBar, *, is_share: bool) -> IntervalBar:
    """Write a difference as one: `+0.6 points`, `+12 s`, `−0.40`."""
    more = "+" if bar.value > 0 else ""
    said = points(bar.value) if is_share else f"{more}{bar.said}"
    return replace(bar, said=said)


def _is_side_day(name: str) -> bool:
    return name.endswith(("_on_one", "_on_other"))


def _days(row: Row, columns: Sequence[str]) -> str:
    """Say on which days periods begin that are held against each other."""
    said = " / ".join(cell_text(name, row[name]) for name in columns)
    return f" ({said})" if said else ""


_DEVIATIONS = {
    "share_skipped": "skipped",
    "share_moved": "out of order",
    "share_extra": "extra",
    "share_wrong_channel": "other channel",
    "share_too_late": "too late",
}
_FORMS: dict[str, Callable[[View, Names], alt.TopLevelMixin | None]] = {
    "stage_funnel": Bars("share_of_journeys"),
    "stage_funnel_losses": Bars("share_of_lost", " → "),
    "stage_funnel_times": Bars("median_seconds"),
    "flow": _flow,
    "transitions": Squares("from", "to", "share_of_departures", "per cent go next to"),
    "variants": Bars("share_of_journeys"),
    "pattern": Columns(
        {
            "share": "journeys with it, of all",
            "share_of_begun": "where it began",
            "base_rate": "its last part, of all journeys",
        }
    ),
    "conformance": Shares(_DEVIATIONS),
    "conformance_summary": Columns(
        {"share_followed": "follow the map", "share_not_reached": "leave early"}
        | _DEVIATIONS
    ),
    "conformance_by_variant": Bars("share_of_journeys"),
    "channel_switches": Squares(
        "from", "to", "share_of_journeys", "per cent of journeys switch to"
    ),
    "loops": Bars("share_returning"),
    "ping_pong": Bars("share_of_journeys", " ⇄ "),
    "repeat_contacts": Bars("share_repeated"),
    "promises": _promises,
    "hand_overs": Bars("median_seconds", " → "),
    "team_times": Bars("median_seconds"),
    "hour_heat": _hours,
    "value_heat": _values,
    "trends": Lines(
        "period_on",
        {
            "touches": "touches",
            "journeys": "journeys begun",
            "share_completed": "completed, per cent of journeys",
            "score": "mean score",
            "median_seconds": "median duration, minutes",
        },
    ),
    "cohorts": Lines("start_on", {"share_returned": "came back, per cent of persons"}),
    "retention": Squares("start_on", "period_no", "share_of_persons", "periods later"),
}
