"""Quantities that carry their unit: durations, money, rates and shares.

A bare number of time or money is refused: `30` could be seconds or minutes.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

SECONDS_PER_UNIT = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_DURATION_PART = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|s|m|h|d|w)")
_DURATION = re.compile(rf"^\s*(?:{_DURATION_PART.pattern}\s*)+$")
_NEGATIVE = re.compile(rf"^\s*[-\N{{MINUS SIGN}}]\s*(?:{_DURATION_PART.pattern}\s*)+$")
_MONEY = re.compile(r"^\s*(-?\d+(?:\.\d+)?)\s*([A-Z]{3})\s*$")
_RATE = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*([A-Z]{3})\s*/\s*h\s*$")
_SHARE = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*%\s*$")


def parse_duration(value: object) -> timedelta:
    """Read `30s`, `5m`, `1h 30m`, `2d`, `1w`.

    Raises:
        ValueError: A bare number, an unknown unit, less than nothing, or something
            else.
    """
    if isinstance(value, timedelta):
        return value
    if isinstance(value, str) and _NEGATIVE.match(value):
        msg = f"{value!r} is less than nothing: a length of time has no sign, as in 1d"
        raise ValueError(msg)
    if not isinstance(value, str) or not _DURATION.match(value):
        msg = f"{value!r} needs a unit of time, such as 30s, 5m, 1h 30m, 2d or 1w"
        raise ValueError(msg)
    parts = _DURATION_PART.findall(value)
    try:
        return timedelta(
            seconds=sum(
                float(number) * SECONDS_PER_UNIT[unit] for number, unit in parts
            )
        )
    except OverflowError as error:
        msg = f"{value!r} is longer than any clock can count"
        raise ValueError(msg) from error


def format_duration(value: timedelta) -> str:
    """Write a duration with the largest units that keep it exact: `1h 30m`."""
    left = value // timedelta(microseconds=1)
    if left == 0:
        return "0s"
    words = []
    for unit in ("w", "d", "h", "m", "s"):
        size = round(SECONDS_PER_UNIT[unit] * 1_000_000)
        if unit == "w" and left % size:
            continue
        count, left = divmod(left, size)
        if count:
            words.append(f"{count}{unit}")
    if left:
        words.append(f"{_digits(Decimal(left) / 1000)}ms")
    return " ".join(words)


Duration = Annotated[
    timedelta,
    BeforeValidator(parse_duration),
    PlainSerializer(format_duration, return_type=str),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^(\d+(\.\d+)?\s*(ms|s|m|h|d|w)\s*)+$",
            "examples": ["30s", "5m", "1h 30m", "60d"],
        }
    ),
]
"""A length of time with its unit: `30s`, `5m`, `1h 30m`, `60d`."""


@dataclass(frozen=True)
class Amount:
    """An amount of money, in one currency."""

    value: float
    currency: str

    def __str__(self) -> str:
        """Write it as the map does: `48 EUR`."""
        return f"{_digits(Decimal(f'{self.value:.15g}'))} {self.currency}"


def parse_money(value: object) -> Amount:
    """Read `48 EUR`.

    Raises:
        ValueError: No currency, or no number.
    """
    return _amount(value, _MONEY, "an amount and a currency, such as 48 EUR")


def parse_rate(value: object) -> Amount:
    """Read `24 EUR/h` as money for an hour of somebody's time.

    Raises:
        ValueError: Another unit, or no number.
    """
    return _amount(value, _RATE, "an amount, a currency and /h, such as 24 EUR/h")


def _amount(value: object, form: re.Pattern[str], needs: str) -> Amount:
    if isinstance(value, Amount):
        return value
    found = form.match(value) if isinstance(value, str) else None
    if not found:
        msg = f"{value!r} needs {needs}"
        raise ValueError(msg)
    return Amount(float(found[1]), found[2])


Money = Annotated[
    Amount,
    BeforeValidator(parse_money),
    PlainSerializer(str, return_type=str),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^-?\d+(\.\d+)?\s*[A-Z]{3}$",
            "examples": ["48 EUR"],
        }
    ),
]
"""An amount with its currency: `48 EUR`."""

Rate = Annotated[
    Amount,
    BeforeValidator(parse_rate),
    PlainSerializer(lambda rate: f"{rate}/h", return_type=str),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^\d+(\.\d+)?\s*[A-Z]{3}\s*/\s*h$",
            "examples": ["24 EUR/h"],
        }
    ),
]
"""What an hour of somebody's time costs: `24 EUR/h`."""


def parse_share(value: object) -> float:
    """Read `90%` as 0.9; a number from 0 to 1 is taken as it is.

    Raises:
        ValueError: No per cent sign, or outside 0 to 100 %.
    """
    if isinstance(value, float) and 0 <= value <= 1:
        return value
    found = _SHARE.match(value) if isinstance(value, str) else None
    if not found or float(found[1]) > 100:
        msg = f"{value!r} needs a per cent sign and lies from 0% to 100%, such as 90%"
        raise ValueError(msg)
    return float(Decimal(found[1]) / 100)


def _digits(number: Decimal) -> str:
    """Write a number in digits alone, however large or small: no `1e+16`."""
    written = f"{number:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _per_cent(share: float) -> str:
    return f"{_digits(Decimal(repr(share)) * 100)}%"


Share = Annotated[
    float,
    BeforeValidator(parse_share),
    PlainSerializer(_per_cent, return_type=str),
    WithJsonSchema(
        {"type": "string", "pattern": r"^\d+(\.\d+)?\s*%$", "examples": ["90%"]}
    ),
]
"""A share of a whole, written in per cent: `90%`."""


@dataclass(frozen=True)
class Percentage:
    """A share that stands where a plain number could stand, too."""

    value: float
    """The share, 0 to 1."""

    def __str__(self) -> str:
        """Write it as the map does: `90%`."""
        return _per_cent(self.value)


def parse_percentage(value: object) -> Percentage:
    """Read `90%`, and nothing without a sign.

    Raises:
        ValueError: No per cent sign, or outside 0 to 100 %.
    """
    return value if isinstance(value, Percentage) else Percentage(_signed_share(value))


def _signed_share(value: object) -> float:
    if isinstance(value, float):
        msg = f"{value!r} has no per cent sign"
        raise ValueError(msg)  # noqa: TRY004 - pydantic collects ValueErrors
    return parse_share(value)


PercentageField = Annotated[
    Percentage,
    BeforeValidator(parse_percentage),
    PlainSerializer(str, return_type=str),
    WithJsonSchema(
        {"type": "string", "pattern": r"^\d+(\.\d+)?\s*%$", "examples": ["90%"]}
    ),
]
"""A share that keeps its sign: `90%`."""
