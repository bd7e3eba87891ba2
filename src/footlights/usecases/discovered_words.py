"""Ids, names and round numbers for a discovered map."""

import re
from datetime import timedelta
from typing import Literal

from footlights.model.quantities import format_duration
from footlights.model.slugs import folded
from footlights.model.spelling import plain

MOST_SIGNS = 120
"""Longest name that a map takes."""

Form = Literal["physical", "digital", "human"]

_FORMS: tuple[tuple[Form, str], ...] = (
    ("digital", "app bot chat desktop email ivr mobile online portal selfservice sms"),
    ("digital", "internet newsletter social tablet web website webshop whatsapp"),
    ("human", "agent call hotline person phone tel"),
    ("physical", "branch counter kiosk letter office restaurant shop store table"),
)
"""Words that tell the form of a channel; the first that fits decides."""

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_ROUND = (
    *(_MINUTE * n for n in (1, 2, 3, 5, 10, 15, 20, 30, 45)),
    *(_HOUR * n for n in (1, 2, 3, 4, 6, 8, 12, 18)),
    *(_DAY * n for n in (1, 2, 3, 4, 5, 7, 10, 14, 21, 30, 45)),
)
"""Lengths that people say, in seconds."""


def reminding(start: str, word: str) -> str:
    """Put a word after others for an id, such as `From` and `cart`.

    The word alone if no Latin letter or digit is in it: `from` alone says nothing.
    """
    return f"{start} {word}" if folded(word) else word


def title(text: str) -> str:
    """Make a name for readers: blanks joined, cut where a map takes no more."""
    return " ".join(text.split())[:MOST_SIGNS].strip()


def quoted(text: str) -> str:
    """Name something inside a comment: short, and only signs that a comment holds."""
    shown = "".join(sign if sign.isprintable() else "?" for sign in title(text))
    return f"'{shown[:57]}...'" if len(shown) > 60 else f"'{shown}'"


def form_of(channel: str) -> tuple[Form, str | None]:
    """Guess the form of a channel from its word.

    Returns:
        The form, and the word that told it; None if none did and it is a mere default.
    """
    words = set(re.findall(r"[^\W\d_]+", channel.casefold()))
    whole = plain(channel)
    for form, hints in _FORMS:
        for hint in hints.split():
            if hint in words or (len(hint) > 3 and hint in whole):
                return form, hint
    return "digital", None


def rounded_up(seconds: float) -> timedelta:
    """Give the next longer time that people say: 7,300 s are 3 h."""
    for length in _ROUND:
        if seconds <= length:
            return timedelta(seconds=length)
    months = -int(-seconds // (30 * _DAY))
    return timedelta(days=30 * months)


def said(seconds: float) -> str:
    """Write a time for a comment, with its two largest units: `2d 3h`."""
    if seconds < 1:
        return format_duration(timedelta(milliseconds=round(seconds * 1000)))
    words = format_duration(timedelta(seconds=round(seconds))).split()
    return " ".join(words[:2])


def percent(part: float, whole: float) -> str:
    """Write a share for a comment: `4.2%`; only all is `100%`, only none is `0%`."""
    if not part:
        return "0%"
    tenths = int(1000 * part / whole)
    return f"{tenths / 10:g}%" if tenths else "under 0.1%"


def counted(number: int, noun: str) -> str:
    """Write a number with its noun: `1 event`, `4,361 events`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
