"""Working calendars: when somebody is there."""

import re
from collections.abc import Callable
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from footlights.model.part import Part, Slug, Title, Words

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MINUTES_A_DAY = 24 * 60
_RANGE = re.compile(r"^(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})$")
_DAYS = re.compile(r"^(\d{4}-\d{2}-\d{2})(?:\s+to\s+(\d{4}-\d{2}-\d{2}))?$")


def parse_hours(text: str) -> tuple[tuple[int, int], ...]:
    """Read the open hours of a day: `09:00-12:30, 13:30-17:00`.

    Returns:
        Begin and end of each range in minutes since midnight, in order; the end is
        outside, and 24:00 at most.

    Raises:
        ValueError: It is no such list, or a range ends before it begins or before
            another has ended.
    """
    ranges = []
    for piece in text.split(","):
        found = _RANGE.match(piece.strip())
        if not found:
            msg = f"{piece.strip()!r} is no range of hours, such as 09:00-17:30"
            raise ValueError(msg)
        hours = [int(number) for number in found.groups()]
        begin, end = hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]
        if max(hours[1], hours[3]) > 59 or max(begin, end) > _MINUTES_A_DAY:
            msg = f"{piece.strip()!r} is no time of day; the latest end is 24:00"
            raise ValueError(msg)
        if end <= begin:
            msg = (
                f"{piece.strip()!r} ends before it begins; over midnight, end it at"
                " 24:00 and let the next day begin at 00:00"
            )
            raise ValueError(msg)
        ranges.append((begin, end))
    ranges.sort()
    for (_begin, end), (begin, _end) in pairwise(ranges):
        if begin < end:
            msg = f"ranges overlap in {text!r}; write each hour once"
            raise ValueError(msg)
    return tuple(ranges)


def parse_weekdays(text: str) -> tuple[int, ...]:
    """Read days of the week: `mon`, `mon-fri`, `sat, sun`, `fri-mon`.

    Returns:
        Numbers from Monday, 0.

    Raises:
        ValueError: A day is not one of `mon tue wed thu fri sat sun`.
    """
    found = []
    for piece in text.lower().split(","):
        ends = [day.strip() for day in piece.split("-")]
        if len(ends) > 2 or any(day not in WEEKDAYS for day in ends):
            msg = (
                f"{piece.strip()!r} is no day of the week; write mon, tue, wed, thu,"
                " fri, sat, sun, or a range such as mon-fri"
            )
            raise ValueError(msg)
        first, last = WEEKDAYS.index(ends[0]), WEEKDAYS.index(ends[-1])
        found += [(first + k) % 7 for k in range((last - first) % 7 + 1)]
    return tuple(found)


def parse_days(text: str) -> tuple[date, date]:
    """Read a day or a range of days: `2026-12-24 to 2026-12-31`, both inside.

    Raises:
        ValueError: It is neither, or the range ends before it begins.
    """
    found = _DAYS.match(text.strip())
    if not found:
        msg = (
            f"{text!r} is no day, such as 2026-12-25, and no `2026-12-24 to 2026-12-31`"
        )
        raise ValueError(msg)
    first = date.fromisoformat(found[1])
    last = date.fromisoformat(found[2]) if found[2] else first
    if last < first:
        msg = f"{text!r} ends before it begins"
        raise ValueError(msg)
    return first, last


def parse_opening(text: str) -> tuple[date, tuple[tuple[int, int], ...]]:
    """Read a day with hours of its own: `2026-11-29 13:00-18:00`.

    Returns:
        The day, and its ranges as `parse_hours` gives them.

    Raises:
        ValueError: It does not begin with a day, or its hours cannot be read.
    """
    day, _space, hours = text.strip().partition(" ")
    first, _last = parse_days(day)
    return first, parse_hours(hours)


def _read_by(parse: Callable[[str], object]) -> AfterValidator:
    def check(text: str) -> str:
        parse(text)
        return text

    return AfterValidator(check)


def _as_text(value: object) -> object:
    """Take the day that YAML makes of `2026-12-25` back to text."""
    return value.isoformat() if isinstance(value, date) else value


Hours = Annotated[Words, _read_by(parse_hours)]
"""Open hours of a day, on the calendar's clock: `09:00-12:30, 13:30-17:00`."""

Weekdays = Annotated[str, _read_by(parse_weekdays)]
"""Days of the week: `mon`, `mon-fri`, `sat, sun`."""

Days = Annotated[Words, BeforeValidator(_as_text), _read_by(parse_days)]
"""A day or a range of days: `2026-12-25`, `2026-12-24 to 2026-12-31`."""

Opening = Annotated[Words, _read_by(parse_opening)]
"""A day with hours of its own: `2026-11-29 13:00-18:00`."""


class Calendar(Part):
    """When somebody is there: open hours of the week, holidays, other openings.

    Promised and expected times that name a calendar run only while it is open: with
    eight open hours a day, `8h` are a day and `1d`, which is 24 hours, are three.
    """

    id: Slug
    """Name that expectations and activities refer to."""

    name: Title
    """What the reader sees: `Service desk hours`."""

    zone: Title | None = None
    """Time zone of its hours: `Europe/Rome`; else the map's."""

    hours: dict[Weekdays, Hours] = Field(default_factory=dict)
    """Open hours by days of the week: `{mon-fri: "09:00-12:30, 13:30-17:00"}`."""

    closed: tuple[Days, ...] = ()
    """Days on which it stays closed: `2026-12-25`, `2026-12-24 to 2026-12-31`."""

    opens: tuple[Opening, ...] = ()
    """Days with hours of their own, also if they are among the closed ones:
    `2026-11-29 13:00-18:00`."""

    @model_validator(mode="after")
    def _opens_and_says_each_day_once(self) -> Self:
        days = [day for key in self.hours for day in parse_weekdays(key)]
        twice = [day for no, day in enumerate(days) if day in days[:no]]
        if twice:
            msg = f"`hours` say {WEEKDAYS[twice[0]]} twice; say each day once"
            raise ValueError(msg)
        opened = [parse_opening(text)[0] for text in self.opens]
        again = [day for no, day in enumerate(opened) if day in opened[:no]]
        if again:
            msg = f"`opens` say {again[0]} twice; put its hours behind one another"
            raise ValueError(msg)
        if not self.hours and not self.opens:
            msg = "it never opens; add `hours`, such as `mon-fri: 09:00-17:00`"
            raise ValueError(msg)
        return self

    @property
    def open_part_of_week(self) -> float:
        """How much of the usual week it is open, 0 to 1."""
        ranges = [each for day in self._week.values() for each in day]
        return sum(end - begin for begin, end in ranges) / (7 * _MINUTES_A_DAY)

    @cached_property
    def _week(self) -> dict[int, tuple[tuple[int, int], ...]]:
        return {
            day: parse_hours(hours)
            for key, hours in self.hours.items()
            for day in parse_weekdays(key)
        }

    @cached_property
    def _openings(self) -> dict[date, tuple[tuple[int, int], ...]]:
        return dict(parse_opening(text) for text in self.opens)

    @cached_property
    def _closed(self) -> tuple[tuple[date, date], ...]:
        return tuple(parse_days(text) for text in self.closed)

    def ranges_on(self, day: date) -> tuple[tuple[int, int], ...]:
        """Give the open hours of a day.

        Returns:
            Begin and end of each range in minutes since midnight on the calendar's
            clock, in order; none if it is closed.
        """
        if day in self._openings:
            return self._openings[day]
        if any(first <= day <= last for first, last in self._closed):
            return ()
        return self._week.get(day.weekday(), ())
