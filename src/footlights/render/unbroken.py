"""Texts in which a line never ends between a number and its unit."""

import re

_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_UNIT = re.compile(
    r"(?<=\d) (?=(?:%|d|h|m|s|ms)(?!\w))|(?<=\bn) (?=\d)"
    rf"|(?<=\d) (?=(?:{_MONTHS}) \d)|(?<=\d (?:{_MONTHS})) (?=\d)"
)


def unbroken(text: str) -> str:
    """Keep a number and its unit on one line: `80 %`, `9 m`, `n 412`, `3 Sep`."""
    return _UNIT.sub("\xa0", text).replace("p < 0", "p\xa0<\xa00")
