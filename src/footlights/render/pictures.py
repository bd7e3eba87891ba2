"""The pictures of a report as charts, by name."""

from collections.abc import Iterator

import altair as alt

from footlights.charts.contrasts import contrast_chart
from footlights.charts.hours import hours_chart
from footlights.charts.trend import trend_chart
from footlights.measures.measured import Measured
from footlights.model.map import Map
from footlights.render.contrasts import score_differences
from footlights.render.over_time import all_hours, stage_weeks


def report_pictures(
    map_: Map, measured: Measured
) -> Iterator[tuple[str, alt.TopLevelMixin]]:
    """Give each picture of the report that is a chart, with its name.

    Args:
        map_: The map as planned.
        measured: What was measured on a log.
    """
    if hours := all_hours(measured):
        yield "hours", hours_chart(hours)
    weeks = stage_weeks(map_, measured)
    if len({week.week_on for week in weeks}) > 1:
        yield "weeks", trend_chart(weeks)
    if differences := score_differences(map_, measured):
        yield "contrasts", contrast_chart(differences)
