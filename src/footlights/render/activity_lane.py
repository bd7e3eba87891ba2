"""Lanes of activities: three rooms, and the lines between them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from footlights.measures.estimate_wording import text_of
from footlights.measures.measured import ActivityMeasures
from footlights.measures.wording import duration, open_time, span_duration
from footlights.model.activity import Activity
from footlights.model.map import Map
from footlights.model.touchpoint import Touchpoint
from footlights.render.lanes import ActivityCard, ActivityLane, LineLane
from footlights.render.number import share_view

Room = Literal["frontstage", "backstage", "support"]

_ROOMS: tuple[tuple[Room, str, str, str, str], ...] = (
    (
        "frontstage",
        "Frontstage",
        "people and screens in sight",
        "line-interaction",
        "line of interaction",
    ),
    (
        "backstage",
        "Backstage",
        "people and systems out of sight",
        "line-visibility",
        "line of visibility",
    ),
    (
        "support",
        "Support",
        "what the others stand on",
        "line-internal",
        "line of internal interaction",
    ),
)


def activity_lanes(
    map_: Map,
    touchpoints: Sequence[Touchpoint],
    measured: Mapping[str, ActivityMeasures],
    *,
    is_whole: bool = False,
) -> Iterator[ActivityLane | LineLane]:
    """Yield the lines and the rooms behind them; nothing if no activity is drawn.

    A room in which nothing happens is left out, its line too, unless `is_whole`.
    """
    for room, name, hint, line_id, line in _ROOMS:
        cells = tuple(
            tuple(
                activity_card(map_, activity, measured.get(activity.id))
                for activity in touchpoint.activities
                if activity.line == room
            )
            for touchpoint in touchpoints
        )
        if is_whole or any(cells):
            yield LineLane(line_id, line, "business")
            yield ActivityLane(room, name, hint, "business", cells)


def activity_card(
    map_: Map, activity: Activity, measured: ActivityMeasures | None
) -> ActivityCard:
    """Show one activity, and what was measured of it."""
    teams = {team.id: team.name for team in map_.teams}
    systems = {system.id: system.name for system in map_.systems}
    calendars = map_.calendar_names
    kept = None
    if measured is not None and measured.kept.value is not None:
        kept = share_view(measured.kept)
    return ActivityCard(
        id=activity.id,
        does=activity.does,
        team=teams.get(activity.team or "", activity.team or ""),
        system=systems.get(activity.system or "", activity.system or ""),
        promise=_promise(activity, calendars.get(activity.calendar)),
        kept=kept,
        delay=_delay(measured),
        full=_measured_words(measured),
    )


def _promise(activity: Activity, calendar: str | None) -> str:
    parts = []
    if activity.within is not None:
        parts.append(f"within {open_time(activity.within.total_seconds(), calendar)}")
    if activity.takes is not None:
        parts.append(f"takes {span_duration(activity.takes)}")
    if activity.cost is not None:
        parts.append(str(activity.cost))
    if activity.standard is not None:
        parts.append(activity.standard)
    return " · ".join(parts)


def _delay(measured: ActivityMeasures | None) -> str:
    if measured is None or measured.delay_seconds.median.value is None:
        return ""
    return duration(measured.delay_seconds.median.value)


def _measured_words(measured: ActivityMeasures | None) -> str:
    """Say the measured chain: how often it followed, how soon, what was kept."""
    if measured is None:
        return ""
    parts = [f"happened {measured.happened:,} times"]
    if measured.followed.value is not None:
        parts.append(f"followed its trigger: {share_view(measured.followed).full}")
    if measured.delay_seconds.median.value is not None:
        parts.append(f"median delay {text_of(measured.delay_seconds.median, duration)}")
    if measured.kept.value is not None and measured.promised_seconds is not None:
        promised = open_time(measured.promised_seconds, measured.calendar)
        parts.append(f"within {promised}: {share_view(measured.kept).full}")
    return "; ".join(parts)
