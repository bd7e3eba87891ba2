"""Rows as they stand in files, read into the event contract; what cannot be, marked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.events.contract import Scale
from footlights.events.guessing import Roles
from footlights.events.raw import FILE_NO, ROW, RawLog, text_of, written_text
from footlights.events.time_formats import (
    ISO,
    TimeColumn,
    clock_time,
    is_sane,
    iso_time,
)
from footlights.events.zones import as_utc

TEXTS = ("person", "event", "journey", "channel", "team", "system", "location", "text")
NUMBERS = ("score", "value", "seconds")
HELPERS = ("event_id", "lifecycle", "instance")

MARKS = ("reason", "reason_column", "reason_value")
"""Columns that say why a row is no event; null where it is one."""

DROPPABLE = ("until", "seconds", "score", "value")
"""Values that can be dropped while their event is kept: `drop_...` says why."""


@dataclass(frozen=True)
class Reading:
    """All that was decided about how a raw log is read.

    Args:
        roles: Which column is what.
        constants: Values that are the same in every row, by role.
        times: How each column of times is read, by its name.
        zone: Zone of times that name none.
        span: Earliest and latest clock time of the log; bounds the zone's changes.
        replaced: Values to replace, by role or column.
        scale: Told scale of the scores, if any.
        attributes: Columns to keep, and the name each gets.
        first_row_no: `row_no` before the first row.
        files_before: For each file, rows in those before it.
        numbers_per_row: How many events a row can hold; 1 unless the table is wide.
        number_in_row: Which of them this is, from 1.
    """

    roles: Roles
    constants: Mapping[str, str]
    times: Mapping[str, TimeColumn]
    zone: str
    span: tuple[datetime, datetime]
    replaced: Mapping[str, Mapping[str, str | None]]
    scale: Scale | None
    attributes: Mapping[str, str]
    first_row_no: int
    files_before: tuple[int, ...]
    numbers_per_row: int = 1
    number_in_row: int = 1


def read_rows(raw: RawLog, reading: Reading) -> ir.Table:
    """Read every row; one that is no event is marked with the reason.

    Args:
        raw: The rows.
        reading: How to read them.

    Returns:
        One row per raw row, of these what the log can have: the columns of `contract.EVENTS` except `closes` (text
        stripped and null where missing; dropped values null), `event_id`, `lifecycle`
        and `instance: string`, the attributes as `a0`, `a1`, ..., `file_no`, `row`, the columns of
        `MARKS: string`, and for each of `DROPPABLE` a `drop_...: string` (why the value
        was dropped, else null) and a `raw_...: string` (the value that was); `is_journey_person: boolean` where
        the journey stands in for the person.
    """
    at_text, at = _time(raw, reading, "at")
    numbers = {
        role: _number(raw, reading, role) for role in NUMBERS if _has(reading, role)
    }
    ends = _has(reading, "until") or _has(reading, "seconds")
    until_text, until = _time(raw, reading, "until")
    columns: dict[str, ir.Value] = {
        FILE_NO: raw.rows[FILE_NO],
        ROW: raw.rows[ROW],
        "row_no": row_numbers(raw, reading),
        "person": _text(raw, reading, "person"),
        "event": _text(raw, reading, "event"),
        **{
            role: _text(raw, reading, role)
            for role in TEXTS + HELPERS
            if _has(reading, role)
        },
        "at_text": at_text,
        "at": at,
        **({"until_text": until_text, "until": until} if ends else {}),
        **{f"{role}_text": text for role, (text, _) in numbers.items()},
        **{role: number for role, (_, number) in numbers.items()},
        **{f"a{n}": raw.value(name) for n, name in enumerate(reading.attributes)},
    }
    rows = raw.rows.select(**columns)
    if "journey" in rows.columns:
        rows = rows.mutate(
            person=ibis.coalesce(rows.person, rows.journey),
            is_journey_person=rows.person.isnull() & rows.journey.notnull(),
        )
    return _marked(rows, reading)


def _has(reading: Reading, role: str) -> bool:
    return bool(reading.roles.get(role)) or role in reading.constants


def row_numbers(raw: RawLog, reading: Reading) -> ir.IntegerValue:
    """Number rows in order of reading, over all files."""
    file_no, row = raw.rows[FILE_NO], raw.rows[ROW]
    if any(reading.files_before):
        row = row + ibis.cases(
            *((file_no == n, rows) for n, rows in enumerate(reading.files_before)),
            else_=0,
        )
    row = (row - 1) * reading.numbers_per_row + reading.number_in_row
    return (row + reading.first_row_no).cast("int64")


def _replaced(
    value: ir.StringValue, reading: Reading, names: tuple[str, ...]
) -> ir.StringValue:
    for name in names:
        replacements = reading.replaced.get(name, {})
        if replacements:
            value = ibis.cases(
                *((value == old, new) for old, new in replacements.items()), else_=value
            )
    return value


def _text(raw: RawLog, reading: Reading, role: str) -> ir.StringValue:
    names = reading.roles.get(role)
    if role in reading.constants:
        return ibis.literal(reading.constants[role], "string")
    if not names:
        return ibis.null("string")
    # What somebody wrote may well be a question mark.
    read = written_text if role == "text" else text_of
    filled = [_replaced(read(raw.value(name)), reading, (name, role)) for name in names]
    return ibis.coalesce(*filled) if len(filled) > 1 else filled[0]


def _number(
    raw: RawLog, reading: Reading, role: str
) -> tuple[ir.StringValue, ir.FloatingValue]:
    """Give the text that stands there and the number it is, null where it is none."""
    names = reading.roles.get(role)
    replaced = role in reading.replaced or any(n in reading.replaced for n in names)
    if names and raw.type_of(names[0]).is_numeric() and not replaced:
        return ibis.null("string"), raw.value(names[0]).cast("float64")
    text = _text(raw, reading, role)
    number = text.try_cast("float64")
    # Neither is a number that a mean could be made of.
    return text, (number.isnan() | number.isinf()).ifelse(None, number)


def _time(
    raw: RawLog, reading: Reading, role: str
) -> tuple[ir.StringValue, ir.TimestampValue]:
    """Give the text that stands there and the time in UTC, null where it is none."""
    names = reading.roles.get(role)
    if not names:
        return ibis.null("string"), ibis.null("timestamp(6)")
    texts_and_times = [_one_time(raw, reading, name) for name in names]
    if len(texts_and_times) == 1:
        return texts_and_times[0]
    return (
        ibis.coalesce(*(text for text, _ in texts_and_times)),
        ibis.coalesce(*(time for _, time in texts_and_times)),
    )


def _one_time(
    raw: RawLog, reading: Reading, name: str
) -> tuple[ir.StringValue, ir.TimestampValue]:
    value, how = raw.value(name), reading.times[name]
    kind = value.type()
    if how.form is None:
        clock = value.cast("timestamp(6)")
        has_zone = kind.is_timestamp() and kind.timezone is not None
        return ibis.null("string"), clock if has_zone else _utc(clock, reading)
    text = _replaced(text_of(value), reading, (name,))
    if how.form == ISO and how.has_offsets:
        shifted, said = iso_time(text)
        if reading.zone == "UTC":
            return text, shifted
        return text, (said == "").ifelse(_utc(shifted, reading), shifted)
    clock = clock_time(text, how.form)
    if how.form.startswith("epoch") or how.form.endswith("%z"):
        return text, clock
    return text, _utc(clock, reading)


def _utc(clock: ir.TimestampValue, reading: Reading) -> ir.TimestampValue:
    return as_utc(clock, reading.zone, *reading.span)


def _marked(rows: ir.Table, reading: Reading) -> ir.Table:
    """Say of every row and value why it cannot be read, if it cannot."""

    def column(role: str) -> str:
        return ", ".join(reading.roles.get(role)) or role

    no_time = rows.at.isnull() & rows.at_text.isnull()
    failures = (
        (rows.person.isnull(), "no-person", "person"),
        (rows.event.isnull(), "no-event", "event"),
        (no_time, "no-time", "at"),
        (rows.at.isnull(), "unreadable-time", "at"),
        (~is_sane(rows.at), "time-out-of-range", "at"),
    )
    rows = rows.mutate(
        reason=ibis.cases(*((holds, why) for holds, why, _ in failures)),
        reason_column=ibis.cases(
            *((holds, column(role)) for holds, _, role in failures)
        ),
    ).mutate(
        reason_value=ibis.ifelse(
            _.reason.isin(("unreadable-time", "time-out-of-range")),
            ibis.coalesce(_.at_text, _.at.cast("string")),
            None,
        )
    )
    return _with_drops(rows, reading)


def _with_drops(rows: ir.Table, reading: Reading) -> ir.Table:
    """Take values that cannot be read from their events, and keep why."""
    is_event = rows.reason.isnull()
    for role in ("score", "value", "seconds"):
        if role not in rows.columns:
            continue
        text, number = rows[f"{role}_text"], rows[role]
        failures = [(number.isnull() & text.notnull(), "not-a-number")]
        if role == "score" and reading.scale:
            on_scale = number.between(reading.scale.low, reading.scale.high)
            failures.append((~on_scale, "score-off-scale"))
        rows = _drop(rows, role, is_event, failures)
    if "until" not in rows.columns:
        return rows
    ends = rows
    if "seconds" in rows.columns:
        lasted = (rows.seconds * 1e6).round().cast("int64").as_interval("us")
        ends = rows.mutate(until=ibis.coalesce(rows.until, rows.at + lasted))
    return _drop(
        ends,
        "until",
        ends.reason.isnull(),
        [
            (ends.until.isnull() & ends.until_text.notnull(), "unreadable-time"),
            (~is_sane(ends.until), "time-out-of-range"),
            (ends.until < ends.at, "until-before-at"),
        ],
    )


def _drop(
    rows: ir.Table,
    role: str,
    is_event: ir.BooleanValue,
    failures: list[tuple[ir.BooleanValue, str]],
) -> ir.Table:
    value = rows[role]
    rows = rows.mutate(
        **{
            f"drop_{role}": ibis.cases(
                *((is_event & holds, why) for holds, why in failures)
            )
        }
    )
    dropped = rows[f"drop_{role}"].notnull()
    said = ibis.coalesce(rows[f"{role}_text"], value.cast("string"))
    return rows.mutate(
        **{
            f"raw_{role}": ibis.ifelse(dropped, said, None),
            role: ibis.ifelse(dropped, None, rows[role]),
        }
    ).drop(f"{role}_text")
