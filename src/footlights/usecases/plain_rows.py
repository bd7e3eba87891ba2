"""Rows that satisfy the event contract where they lie: looked through, not copied."""

from collections.abc import Collection
from typing import Any

import ibis
import ibis.expr.types as ir

from footlights.engines.engine import Engine
from footlights.events.contract import EVENTS
from footlights.events.normalise import (
    HELPERS,
    NUMBERS,
    TEXTS,
    Reading,
    row_numbers,
)
from footlights.events.raw import RawLog, is_clean
from footlights.events.sorting import CLOSES_NOTHING, HELPER
from footlights.events.time_formats import FIRST_YEAR, LAST_YEAR

_PLAIN_ROLES = {"at", "until", *TEXTS, *NUMBERS}


def plain_events(
    engine: Engine, raw: RawLog, reading: Reading
) -> tuple[ir.Table, dict[str, Any]] | None:
    """Give rows as events without a copy, if each of them is one as it stands.

    A few scans find out: no person, event or time is missing, times lie in sane years
    and in order, scores on a told scale, and no text has blanks around it.

    Args:
        engine: Where the rows are.
        raw: The rows.
        reading: How they are read.

    Returns:
        The events as `sorting.accepted` gives them, and `low` and `high`, the lowest
        and highest score; None if any row needs more than a look.
    """
    if not _has_plain_types(raw, reading):
        return None
    columns = _columns(engine, raw, reading)
    rows = raw.rows.select(**columns)
    filled = {
        role for role, (name,) in reading.roles.columns.items() if name in raw.filled
    }
    evidence = _evidence(rows, filled)
    found = engine.fetch(rows.aggregate(**evidence)).to_pylist()[0]
    if not _is_proof(found, reading) or not _are_texts_clean(engine, rows):
        return None
    return _events(rows, reading), {"low": found["low"], "high": found["high"]}


def _has_plain_types(raw: RawLog, reading: Reading) -> bool:
    roles = reading.roles.columns
    if reading.constants or reading.replaced or reading.zone != "UTC":
        return False
    if not set(roles) <= _PLAIN_ROLES or not {"person", "event", "at"} <= set(roles):
        return False
    if any(len(names) != 1 for names in roles.values()):
        return False
    if any(how.form is not None for how in reading.times.values()):
        return False
    kinds = {role: raw.type_of(names[0]) for role, names in roles.items()}
    return all(kinds[role].is_string() for role in TEXTS if role in kinds) and all(
        kinds[role].is_numeric() for role in NUMBERS if role in kinds
    )


def _columns(engine: Engine, raw: RawLog, reading: Reading) -> dict[str, ir.Value]:
    columns: dict[str, ir.Value] = {"row_no": row_numbers(raw, reading)}
    for role, (name,) in reading.roles.columns.items():
        value = raw.value(name)
        if role in {"at", "until"}:
            value = _naive_utc(engine, value)
        elif role in NUMBERS and not value.type().is_float64():
            value = value.cast("float64")
        columns[role] = value
    if "seconds" in columns:
        seconds = columns.pop("seconds")
        lasted = (seconds * 1e6).round().cast("int64").as_interval("us")
        columns["until"] = columns["at"] + lasted
    for place, name in enumerate(reading.attributes):
        columns[f"a{place}"] = raw.value(name)
    return columns


def _naive_utc(engine: Engine, value: ir.TimestampValue) -> ir.TimestampValue:
    if value.type().timezone is None:
        return value.cast("timestamp(6)")
    return engine.in_utc(value)


def _evidence(rows: ir.Table, filled: Collection[str]) -> dict[str, ir.Value]:
    """Say what to find out; reading texts only to see that they are there is slow."""
    evidence: dict[str, ir.Value] = {
        "rows": rows.count(),
        "low": ibis.null("float64"),
        "high": ibis.null("float64"),
        **{
            name: rows.count() if name in filled else rows[name].count()
            for name in ("person", "event")
        },
        "at": rows.at.count(),
        "first": rows.at.min(),
        "last": rows.at.max(),
    }
    if "until" in rows.columns:
        evidence["last_end"] = rows.until.max()
        evidence["disordered"] = (rows.until < rows.at).any()
    for name in ("score", "value"):
        if name in rows.columns:
            evidence[f"{name}_nan"] = rows[name].isnan().any()
    if "score" in rows.columns:
        evidence["low"], evidence["high"] = rows.score.min(), rows.score.max()
    return evidence


def _are_texts_clean(engine: Engine, rows: ir.Table) -> bool:
    """Look at each value once: most columns hold few, many times over."""
    for role in TEXTS:
        if role in rows.columns:
            values = rows.select(role).distinct()
            unclean = values.aggregate(found=(~is_clean(values[role])).any())
            if engine.fetch(unclean)["found"][0].as_py():
                return False
    return True


def _is_proof(found: dict[str, Any], reading: Reading) -> bool:
    if not found["rows"] or found["rows"] != min(
        found[name] for name in ("person", "event", "at")
    ):
        return False
    ends = [found[name] for name in ("first", "last", "last_end") if found.get(name)]
    if any(not FIRST_YEAR <= end.year <= LAST_YEAR for end in ends):
        return False
    doubts = ("disordered", "score_nan", "value_nan")
    if any(found.get(name) for name in doubts):
        return False
    low, high, scale = found["low"], found["high"], reading.scale
    return low is None or not scale or (scale.low <= low and high <= scale.high)


def _events(rows: ir.Table, reading: Reading) -> ir.Table:
    contract = [
        CLOSES_NOTHING
        if name == "closes"
        else rows[name]
        if name in rows.columns
        else ibis.null(kind).name(name)
        for name, kind in EVENTS.items()
    ]
    return rows.select(
        *contract,
        *(ibis.null("string").name(f"{HELPER}{name}") for name in HELPERS),
        *(
            rows[f"a{place}"].name(new)
            for place, new in enumerate(reading.attributes.values())
        ),
    )
