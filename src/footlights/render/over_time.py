"""When people come: touches by week and stage, and by weekday and hour."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from footlights.charts.hours import hours_chart
from footlights.charts.svg import svg_of
from footlights.charts.trend import StageWeek, trend_chart
from footlights.measures.measured import Measured
from footlights.measures.measured_touchpoint import HourCount
from footlights.measures.wording import day
from footlights.model.map import Map
from footlights.render.environment import inlined
from footlights.render.hours_table import HoursView, hours_view


@dataclass(frozen=True)
class WeekRow:
    """One week in the table."""

    week: str
    """Its Monday."""

    touches: tuple[str, ...]
    """Touches of each stage."""

    note: str
    """`not the whole week`, or empty."""


@dataclass(frozen=True)
class OverTimeView:
    """Two pictures and the tables behind them."""

    id: str
    """Id of its root element."""

    trend: Markup
    """Touches by week and stage; empty under two weeks."""

    stages: tuple[str, ...]
    """Names of the stages, the columns of the table."""

    weeks: tuple[WeekRow, ...]
    """Oldest first."""

    hours: Markup
    """Touches by weekday and hour."""

    hours_table: HoursView
    """The same as a table."""

    zone: str
    """Time zone of hours and weeks."""


def over_time_view(map_: Map, measured: Measured) -> OverTimeView | None:
    """Show when people come; None if nobody came."""
    zone = measured.log.zone
    hours = all_hours(measured)
    table = hours_view(hours, zone)
    if table is None:
        return None
    weeks = stage_weeks(map_, measured)
    days = sorted({week.week_on for week in weeks})
    trend = svg_of(trend_chart(weeks), "trend") if len(days) > 1 else ""
    return OverTimeView(
        id="over-time",
        trend=inlined(trend),
        stages=tuple(stage.name for stage in map_.stages),
        weeks=tuple(_week_rows(map_, weeks)),
        hours=inlined(svg_of(hours_chart(hours), "hours")),
        hours_table=table,
        zone=zone,
    )


def all_hours(measured: Measured) -> list[HourCount]:
    """Add up the hours of all touchpoints."""
    counts: dict[tuple[int, int], int] = {}
    for touchpoint in measured.touchpoints:
        for of in touchpoint.hours:
            at = of.weekday, of.hour
            counts[at] = counts.get(at, 0) + of.touches
    return [
        HourCount(weekday=weekday, hour=hour, touches=touches)
        for (weekday, hour), touches in sorted(counts.items())
    ]


def stage_weeks(map_: Map, measured: Measured) -> list[StageWeek]:
    """Add up the weeks of each stage's touchpoints, by stage and week."""
    stage_no = {stage.id: no for no, stage in enumerate(map_.stages, start=1)}
    touches: dict[tuple[int, object], StageWeek] = {}
    for touchpoint in measured.touchpoints:
        no = stage_no[touchpoint.stage]
        for week in touchpoint.weeks:
            before = touches.get((no, week.week_on))
            touches[no, week.week_on] = StageWeek(
                stage_no=no,
                stage=map_.stages[no - 1].name,
                week_on=week.week_on,
                touches=week.touches + (before.touches if before else 0),
                is_whole=week.is_whole,
            )
    return sorted(touches.values(), key=lambda week: (week.stage_no, week.week_on))


def _week_rows(map_: Map, weeks: list[StageWeek]) -> Iterator[WeekRow]:
    by_week: dict[object, dict[int, StageWeek]] = {}
    for week in weeks:
        by_week.setdefault(week.week_on, {})[week.stage_no] = week
    for of in sorted(
        by_week.values(), key=lambda row: min(w.week_on for w in row.values())
    ):
        first = next(iter(of.values()))
        yield WeekRow(
            week=day(first.week_on),
            touches=tuple(
                f"{of[no].touches:,}" if no in of else "0"
                for no in range(1, len(map_.stages) + 1)
            ),
            note="" if first.is_whole else "not the whole week",
        )
