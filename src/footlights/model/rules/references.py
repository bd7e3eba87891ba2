"""What a map refers to, it also declares."""

from collections.abc import Collection, Iterator
from typing import ClassVar
from zoneinfo import ZoneInfo, available_timezones

from footlights.errors import did_you_mean
from footlights.model.problem import Problem, Where
from footlights.model.rules.checked import Checked, is_from_events


class ChannelIsDeclared:
    """Every touchpoint uses a channel that the map declares."""

    code: ClassVar[str] = "undeclared-channel"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield each touchpoint on a channel nobody declared."""
        known = {channel.id for channel in checked.map.channels}
        for placed in checked.touchpoints:
            channel = placed.touchpoint.channel
            if channel is not None and channel not in known:
                where = (*placed.where, "channel")
                yield _undeclared(self.code, where, "channel", channel, known)


class InteractionHasAChannel:
    """Every interaction says by which channel it happens."""

    code: ClassVar[str] = "interaction-without-channel"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield each interaction that says no channel.

        A log may not tell the channel: a touchpoint known from events alone is free.
        """
        for placed in checked.touchpoints:
            touchpoint = placed.touchpoint
            is_free = touchpoint.kind != "interaction" or is_from_events(touchpoint)
            if touchpoint.channel is None and not is_free:
                yield Problem(
                    self.code,
                    placed.where,
                    f"Touchpoint {touchpoint.id!r} is an interaction and says no"
                    " channel. Add `channel:`, or say `kind: wait` or `kind: action`"
                    " if nobody meets there.",
                )


class TeamIsDeclared:
    """Every activity is done by a team that the map declares."""

    code: ClassVar[str] = "undeclared-team"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield each activity of a team nobody declared."""
        known = {team.id for team in checked.map.teams}
        for placed in checked.activities:
            team = placed.activity.team
            if team is not None and team not in known:
                where = (*placed.where, "team")
                yield _undeclared(self.code, where, "team", team, known)


class SystemIsDeclared:
    """Every activity uses a system that the map declares."""

    code: ClassVar[str] = "undeclared-system"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield each activity with a system nobody declared."""
        known = {system.id for system in checked.map.systems}
        for placed in checked.activities:
            system = placed.activity.system
            if system is not None and system not in known:
                where = (*placed.where, "system")
                yield _undeclared(self.code, where, "system", system, known)


class CalendarIsDeclared:
    """Expected and promised times run in calendars that the map declares."""

    code: ClassVar[str] = "undeclared-calendar"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield each reference to a calendar nobody declared."""
        known = {calendar.id for calendar in checked.map.calendars}
        for where, calendar in _calendars_named(checked):
            if calendar not in known:
                yield _undeclared(self.code, where, "calendar", calendar, known)


class CalendarIsUsed:
    """Some expected or promised time runs in each calendar."""

    code: ClassVar[str] = "unused-calendar"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield each calendar in which no time runs."""
        used = {calendar for _where, calendar in _calendars_named(checked)}
        for no, calendar in enumerate(checked.map.calendars):
            if calendar.id not in used:
                yield Problem(
                    self.code,
                    ("calendars", no),
                    f"No time runs in calendar {calendar.id!r}, so it changes no"
                    f" number. Write `calendar: {calendar.id}` beside an expected"
                    " `at_most` or a promised `within`, or leave it out.",
                )


class CalendarTimeIsPromised:
    """Only a promised time can run in a calendar."""

    code: ClassVar[str] = "calendar-without-promise"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield each activity with a calendar and no promised time."""
        for placed in checked.activities:
            activity = placed.activity
            if activity.calendar is not None and activity.within is None:
                yield Problem(
                    self.code,
                    (*placed.where, "calendar"),
                    f"Activity {activity.id!r} names a calendar and promises no time."
                    " Add `within:`, or leave `calendar:` out.",
                )


def _calendars_named(checked: Checked) -> Iterator[tuple[Where, str]]:
    for placed in checked.touchpoints:
        for no, expected in enumerate(placed.touchpoint.expects):
            if expected.calendar is not None:
                yield (*placed.where, "expects", no, "calendar"), expected.calendar
    for each in checked.activities:
        if each.activity.calendar is not None:
            yield (*each.where, "calendar"), each.activity.calendar


class PersonaIsDeclared:
    """Feelings are drawn only for personas that the map declares."""

    code: ClassVar[str] = "undeclared-persona"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield each feeling of a persona nobody declared."""
        known = {persona.id for persona in checked.map.personas}
        for placed in checked.touchpoints:
            for persona in placed.touchpoint.feelings:
                if persona not in known:
                    where = (*placed.where, "feelings", persona)
                    yield _undeclared(self.code, where, "persona", persona, known)


class SegmentIsDeclared:
    """The journeys of a persona are those of a segment that the map declares."""

    code: ClassVar[str] = "undeclared-segment"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield each persona with a segment nobody declared."""
        known = {segment.id for segment in checked.map.segments}
        for no, persona in enumerate(checked.map.personas):
            if persona.segment is not None and persona.segment not in known:
                where = ("personas", no, "segment")
                yield _undeclared(self.code, where, "segment", persona.segment, known)


class LaneIsDeclared:
    """Notes stand only in lanes that the map declares."""

    code: ClassVar[str] = "undeclared-lane"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield each note in a lane nobody declared."""
        known = {lane.id for lane in checked.map.lanes}
        for placed in checked.touchpoints:
            for lane in placed.touchpoint.notes:
                if lane not in known:
                    where = (*placed.where, "notes", lane)
                    yield _undeclared(self.code, where, "lane", lane, known)


def _undeclared(
    code: str, where: Where, kind: str, name: str, known: Collection[str]
) -> Problem:
    key = f"{kind}s"
    return Problem(
        code,
        where,
        f"The {kind} {name!r} is not declared.{did_you_mean(name, known)}"
        f" Add it under `{key}:`, or use a declared one.",
    )


class TouchpointIsThere:
    """Waits and completed journeys refer only to touchpoints of the map."""

    code: ClassVar[str] = "unknown-touchpoint"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield each reference to a touchpoint that is not on the map."""
        known = checked.touchpoint_no
        for where, touchpoint_id in _references(checked):
            if touchpoint_id not in known:
                yield Problem(
                    self.code,
                    where,
                    f"There is no touchpoint {touchpoint_id!r} on this map."
                    f"{did_you_mean(touchpoint_id, known)}"
                    " Name one that is, or add it.",
                )


def _references(checked: Checked) -> Iterator[tuple[Where, str]]:
    for no, touchpoint_id in enumerate(checked.map.journeys.completed_by):
        yield ("journeys", "completed_by", no), touchpoint_id
    for placed in checked.touchpoints:
        for no, touchpoint_id in enumerate(placed.touchpoint.between or ()):
            yield (*placed.where, "between", no), touchpoint_id


class CompletionIsRecorded:
    """Only a touchpoint with events can complete a journey."""

    code: ClassVar[str] = "completed-by-unrecorded"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield each touchpoint that shall complete journeys and has no events."""
        for no, touchpoint_id in enumerate(checked.map.journeys.completed_by):
            placed = checked.touchpoint_by_id.get(touchpoint_id)
            if placed is not None and not placed.touchpoint.is_recorded:
                yield Problem(
                    self.code,
                    ("journeys", "completed_by", no),
                    f"Touchpoint {touchpoint_id!r} completes a journey, and no event"
                    " can show it. Give it `matches:`, or name another touchpoint.",
                )


class ZoneExists:
    """The time zones of the map and of its calendars are ones that exist."""

    code: ClassVar[str] = "unknown-zone"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield each zone that the time zone database does not have."""
        named: list[tuple[Where, str | None]] = [(("zone",), checked.map.zone)]
        for no, calendar in enumerate(checked.map.calendars):
            named.append((("calendars", no, "zone"), calendar.zone))
        for where, zone in named:
            if zone is not None and not _is_zone(zone):
                yield Problem(
                    self.code,
                    where,
                    f"There is no time zone {zone!r}."
                    f"{did_you_mean(zone, available_timezones())}"
                    " Zones are named as in Europe/Rome, America/New_York or UTC.",
                )


def _is_zone(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, LookupError):
        return False
    return True


class StageOffersAChoice:
    """A stage of which one touchpoint is met has at least two."""

    code: ClassVar[str] = "one-of-one"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield each stage that says `one_of` and has nothing to choose from."""
        for no, stage in enumerate(checked.map.stages):
            if stage.order == "one_of" and len(stage.touchpoints) < 2:
                yield Problem(
                    self.code,
                    ("stages", no, "order"),
                    f"Stage {stage.id!r} says that one of its touchpoints is met, and"
                    " it has only one. Leave `order` out, or add the others.",
                )
