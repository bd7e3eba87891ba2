"""How the times of a column are written: what could be, and which of it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import ibis
import ibis.expr.types as ir

ISO = "iso"
"""Year, month, day; then perhaps a time, a fraction and an offset from UTC."""

EPOCHS = {"epoch-s": 1_000_000, "epoch-ms": 1000, "epoch-us": 1}
"""Counted since 1970, and how many microseconds each count stands for."""

_DATES = (
    "%d.%m.%Y",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d-%m-%Y",
    "%m-%d-%Y",
    "%m.%d.%Y",
    "%d.%m.%y",
    "%d/%m/%y",
    "%m/%d/%y",
    "%d-%m-%y",
    "%m-%d-%y",
    "%m.%d.%y",
    "%Y.%m.%d",
    "%Y%m%d",
    "%d %b %Y",
    "%d-%b-%Y",
    "%d-%b-%y",
    "%b %d, %Y",
    "%d %B %Y",
    "%B %d, %Y",
)
_TIMES = (
    "",
    "%H:%M",
    "%H:%M:%S",
    "%H:%M:%S.%f",
    "%H.%M",
    "%H:%M:%S%z",
    "%I:%M %p",
    "%I:%M:%S %p",
    "%H%M%S",
)
FORMATS = (
    *(
        f"{day}{between}{time}"
        for day in _DATES
        for time in _TIMES
        for between in ((" ", "T") if time else ("",))
        if time != "%H%M%S" or day == "%Y%m%d"
    ),
    "%Y%m%d%H%M%S",
)
"""Ways of writing times, beside ISO, that are tried."""

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years outside which a time is taken for a mistake."""

_OFFSET = r":[0-9.,]* ?(Z|z|UTC|[+-]\d{2}(?::?\d{2})?)$"
"""What follows the time of day: its offset from UTC."""


@ibis.udf.scalar.builtin(signature=(("string", "string"), "timestamp(6)"))  # type: ignore[untyped-decorator]
def try_strptime(text: str, form: str) -> datetime:  # type: ignore[empty-body]
    """Read a time written that way; null where it is written in another."""


@ibis.udf.scalar.builtin(signature=(("int64",), "timestamp(6)"))  # type: ignore[untyped-decorator]
def make_timestamp(microseconds: int) -> datetime:  # type: ignore[empty-body]
    """Give the time that many microseconds after 1970 began."""


@dataclass(frozen=True)
class TimeColumn:
    """How one column of times is read.

    Args:
        form: `iso`, a key of `EPOCHS`, a pattern, or None for times already.
        has_offsets: Whether any of its values says its offset from UTC.
    """

    form: str | None
    has_offsets: bool = False


def clock_time(text: ir.StringValue, form: str) -> ir.TimestampValue:
    """Read a time as it stands there, whatever the zone; null where it cannot be.

    Args:
        text: Times, stripped of blanks.
        form: As in `TimeColumn`.
    """
    if form == ISO:
        looks_iso = text.re_search(r"^\d{4}[-/]")
        return ibis.ifelse(looks_iso, text.try_cast("timestamp(6)"), None)
    if form in EPOCHS:
        counted = text.try_cast("float64") * EPOCHS[form]
        sane = counted.abs() < 2e17
        return make_timestamp(ibis.ifelse(sane, counted.round(), None).cast("int64"))
    return try_strptime(text, form)


def iso_offset(text: ir.StringValue) -> ir.StringValue:
    """Give what a time written in ISO says of its offset; empty if nothing."""
    return text.re_extract(_OFFSET, 1)


def iso_time(text: ir.StringValue) -> tuple[ir.TimestampValue, ir.StringValue]:
    """Read a time that says its offset: as UTC, and what it says (or nothing)."""
    said = iso_offset(text)
    clock = clock_time(text.left(text.length() - said.length()), ISO)
    digits = said.replace(":", "")
    minutes = digits.substr(1, 2).cast("int32") * 60 + ibis.coalesce(
        digits.substr(3, 2).nullif("").cast("int32"), 0
    )
    signed = ibis.cases(
        (said.startswith("+"), minutes), (said.startswith("-"), -minutes), else_=0
    )
    return clock - signed.as_interval("m"), said


def is_sane(time: ir.TimestampValue) -> ir.BooleanValue:
    """Whether a time lies in the years 1900 to 2199."""
    return time.between(
        ibis.timestamp(datetime(FIRST_YEAR, 1, 1)),  # noqa: DTZ001 - clock times
        ibis.timestamp(datetime(LAST_YEAR, 12, 31, 23, 59, 59, 999999)),  # noqa: DTZ001
    )


def readable_counts(texts: ir.Table, column: str, forms: Sequence[str]) -> ir.Table:
    """Count the values that each way of writing times reads, to a sane time.

    Args:
        texts: Reads `column: string`, stripped, null where missing.
        column: Name of that column.
        forms: Ways to try.

    Returns:
        One row: `known: int64`, values not missing; `with_offset: int64`, those that
        end in an offset from UTC; `f0, f1, ...: int64`, readable by each form.
    """
    text = texts[column]
    return texts.aggregate(
        known=text.count(),
        with_offset=(iso_offset(text) != "").sum(),
        **{
            f"f{place}": is_sane(clock_time(_without_offset(text, form), form)).sum()
            for place, form in enumerate(forms)
        },
    )


def _without_offset(text: ir.StringValue, form: str) -> ir.StringValue:
    if form != ISO:
        return text
    return text.left(text.length() - iso_offset(text).length())


def differing(texts: ir.Table, column: str, forms: Sequence[str]) -> ir.Table:
    """Give one value that two ways of writing times read differently.

    Returns:
        At most one row: `value: string` and its readings `f0, f1, ...: timestamp`.
    """
    text = texts[column]
    read = texts.select(
        value=text, **{f"f{n}": clock_time(text, form) for n, form in enumerate(forms)}
    )
    others = [read[f"f{n}"] for n in range(1, len(forms))]
    return read.filter(ibis.or_(*(read.f0 != other for other in others))).limit(1)


def is_written(text: str, form: str) -> bool:
    """Whether one time is written that way."""
    try:
        datetime.strptime(text, form)  # noqa: DTZ007 - nobody asks for the zone
    except ValueError:
        return False
    return True


def best_formats(counts: Mapping[str, int], forms: Sequence[str]) -> tuple[str, ...]:
    """Give the ways that read most values; none if no way reads any."""
    reads = {form: counts[f"f{place}"] or 0 for place, form in enumerate(forms)}
    most = max(reads.values(), default=0)
    return tuple(form for form in forms if most and reads[form] == most)


def epoch_of(low: float, high: float) -> str | None:
    """Give the one unit in which all counts fall in 1990 to 2100, if there is one."""
    for form, microseconds in EPOCHS.items():
        unit = microseconds / 1_000_000
        if low * unit >= 631_152_000 and high * unit <= 4_133_980_800:
            return form
    return None
