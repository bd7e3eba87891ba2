"""How a raw log is to be read: told where somebody said so, else guessed and said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import ibis

from footlights.engines.engine import Engine
from footlights.errors import MissingColumnError, NoTimesError
from footlights.events.contract import EVENT_COLUMNS, SET_ASIDE
from footlights.events.guessing import Roles, guess_roles
from footlights.events.raw import RawLog, text_of
from footlights.events.sources import Source
from footlights.events.time_formats import TimeColumn, clock_time, is_sane
from footlights.usecases.time_columns import decide_time_column


@dataclass(frozen=True)
class Decisions:
    """What was decided about one raw log.

    Args:
        roles: Which column is what.
        times: How each column of times is read.
        span: Earliest and latest clock time; bounds the changes of the zone.
        attributes: Columns that stay, and the names they get.
        guesses: What was guessed, as sentences.
    """

    roles: Roles
    times: Mapping[str, TimeColumn]
    span: tuple[datetime, datetime]
    attributes: Mapping[str, str]
    guesses: tuple[str, ...]


def decide(
    engine: Engine,
    raw: RawLog,
    sample: Mapping[str, list[object]],
    source: Source,
    roles: Roles | None = None,
) -> Decisions:
    """Decide which column is what and how times are written.

    Args:
        engine: Where the rows are.
        raw: The rows.
        sample: Some of their values.
        source: What was told.
        roles: Which column is what, where that is decided already.

    Raises:
        FootlightsError: A column that is needed is not there or cannot be told.
    """
    for name in (*(n for own in source.columns.values() for n in own), *source.wide):
        raw.place(name)
    roles = roles or guess_roles(raw.names, sample, _told(raw, source))
    _check(raw, roles, source)
    columns = [*roles.get("at"), *roles.get("until"), *source.wide]
    times, guesses = {}, []
    for name in columns:
        times[name], said = decide_time_column(engine, raw, name, source.time.format)
        guesses += said
    zoneless = any(not how.has_offsets for how in times.values())
    if zoneless and not source.time.zone and _needs_zone(raw, times):
        guesses.append(
            "times have no zone: read as UTC; --zone Europe/Rome says otherwise"
        )
    return Decisions(
        roles=roles,
        times=times,
        span=_span(engine, raw, times, source.time.zone),
        attributes=_attributes(raw, roles, source),
        guesses=(*roles.guesses, *guesses),
    )


def _told(raw: RawLog, source: Source) -> dict[str, tuple[str, ...]]:
    told = told_columns(raw, source) | dict.fromkeys(source.constant, ())
    return told | ({"at": (), "event": ()} if source.wide else {})


def told_columns(raw: RawLog, source: Source) -> dict[str, tuple[str, ...]]:
    """Give the columns that were told, by role, as the files spell them.

    Raises:
        UnknownColumnError: The files have no such column.
    """
    return {
        role: tuple(raw.names[int(raw.place(n)[1:])] for n in names)
        for role, names in source.columns.items()
    }


def _check(raw: RawLog, roles: Roles, source: Source) -> None:
    has = {*roles.columns, *source.constant} | (
        {"event", "at"} if source.wide else set()
    )
    if "event" not in has:
        raise MissingColumnError(raw.label, "event", raw.names)
    if not {"person", "journey"} & has:
        raise MissingColumnError(raw.label, "person", raw.names)
    if "at" not in has:
        raise NoTimesError(raw.label, raw.names)


def _needs_zone(raw: RawLog, times: Mapping[str, TimeColumn]) -> bool:
    """Whether any time is a clock time; our own `at` is UTC by contract."""
    return any(
        (name not in EVENT_COLUMNS and not getattr(raw.type_of(name), "timezone", None))
        if how.form is None
        else not (how.form.startswith("epoch") or how.has_offsets)
        for name, how in times.items()
    )


def _span(
    engine: Engine, raw: RawLog, times: Mapping[str, TimeColumn], zone: str | None
) -> tuple[datetime, datetime]:
    nothing = datetime(1970, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    if not zone or zone == "UTC":
        return nothing, nothing
    ends = []
    for name, how in times.items():
        value = raw.value(name)
        clock = (
            value.cast("timestamp(6)")
            if how.form is None
            else clock_time(text_of(value), how.form)
        )
        sane = ibis.ifelse(is_sane(clock), clock, None)
        found = engine.fetch(raw.rows.aggregate(low=sane.min(), high=sane.max()))
        ends += [end for end in found.to_pylist()[0].values() if end is not None]
    return (min(ends), max(ends)) if ends else (nothing, nothing)


def _attributes(raw: RawLog, roles: Roles, source: Source) -> dict[str, str]:
    """Choose the columns that stay; none may take the name of another, in any case."""
    if source.attributes == "all":
        names = [n for n in raw.names if n not in roles.used and n not in source.wide]
    else:
        names = [raw.names[int(raw.place(n)[1:])] for n in source.attributes]
    taken = {name.casefold() for name in EVENT_COLUMNS}
    chosen = {}
    for name in names:
        new = name
        while new.casefold() in taken:
            new = f"{SET_ASIDE}{new}"
        taken.add(new.casefold())
        chosen[name] = new
    return chosen
