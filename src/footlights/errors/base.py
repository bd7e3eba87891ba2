"""What every error that a person can mend has: a code, and its own wording."""

from collections.abc import Collection
from difflib import get_close_matches
from typing import ClassVar


def did_you_mean(word: str, known: Collection[str]) -> str:
    """Name the nearest known word, as a sentence; empty if none is near."""
    near = get_close_matches(word, list(known), n=1)
    return f" Did you mean {near[0]!r}?" if near else ""


def as_sentence(reason: str) -> str:
    """End what another program said with a full stop."""
    said = reason.strip()
    return said if said.endswith((".", "!")) else f"{said}."


def listed(names: Collection[str]) -> str:
    """Name up to thirty, long ones cut, and how many more there are."""
    shown = [each if len(each) <= 60 else f"{each[:59]}…" for each in list(names)[:30]]
    more = f" and {len(names) - 30} more" if len(names) > 30 else ""
    return f"{', '.join(shown)}{more}"


class FootlightsError(Exception):
    """Something a person can mend."""

    code: ClassVar[str]
    """Stable name of the error; see docs/errors.md."""
