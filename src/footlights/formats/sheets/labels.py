"""What people read in a cell where the map has an id."""

import re
from collections import Counter
from collections.abc import Sequence

from footlights.errors import did_you_mean

_SLUG = re.compile(r"[a-z][a-z0-9-]{0,63}")
_UNPRINTABLE = re.compile(
    "[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
MOST_LETTERS = 32_000
"""So many letters stand in a cell; spreadsheet programs hold 32,767."""


def clean(text: str) -> str:
    """Give a text as a cell can hold it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNPRINTABLE.sub("\ufffd", lines)[:MOST_LETTERS]


class Labels:
    """The names of parts that other parts refer to."""

    def __init__(self) -> None:
        self._label: dict[str, dict[str, str]] = {}
        self._id: dict[str, dict[str, str]] = {}
        self._id_of_any_case: dict[str, dict[str, str]] = {}

    def add(self, kind: str, parts: Sequence[tuple[str, str | None]]) -> None:
        """Name the parts of a kind: by their name where no other part has it.

        Args:
            kind: What they are: `team`.
            parts: Id and name of each.
        """
        ids = {part_id for part_id, _ in parts}
        times = Counter(clean(name) for _, name in parts if name)
        found = {
            part_id: clean(name)
            if name and times[clean(name)] == 1 and clean(name) not in ids
            else part_id
            for part_id, name in parts
        }
        self._label[kind] = found
        self._id[kind] = {label: part_id for part_id, label in found.items()}
        self._id_of_any_case[kind] = {
            label.casefold(): part_id for part_id, label in found.items()
        }

    def labels(self, kind: str) -> list[str]:
        """List the names of a kind, in order."""
        return list(self._label.get(kind, {}).values())

    def ids(self, kind: str) -> list[str]:
        """List the ids of a kind, in order."""
        return list(self._label.get(kind, {}))

    def label(self, kind: str, part_id: str) -> str:
        """Name a part; its id if it is declared nowhere."""
        return self._label.get(kind, {}).get(part_id, part_id)

    def id_of(self, kind: str, text: str) -> str:
        """Give the id of the part that a text names, by name or id.

        A text that could be an id and is declared nowhere stands for itself: the
        rules of maps tell what is not declared.

        Raises:
            ValueError: It names no part and can be no id.
        """
        known = self._id.get(kind, {})
        if text in known:
            return known[text]
        by_case = self._id_of_any_case.get(kind, {})
        if text.casefold() in by_case:
            return by_case[text.casefold()]
        if _SLUG.fullmatch(text):
            return text
        msg = (
            f"There is no {kind} {text!r} in this workbook.{did_you_mean(text, known)}"
            f" {_where(kind)}"
        )
        raise ValueError(msg)


def _where(kind: str) -> str:
    if kind == "touchpoint":
        return "Touchpoints are the columns of the sheet Journey map."
    if kind == "calendar":
        return "Calendars stand on the sheet Calendars."
    if kind == "segment":
        return "Segments stand on the sheet Segments."
    if kind == "activity":
        return "Activities are named by their id, on the sheet Touchpoint map."
    return (
        "Add it on the sheet Lists; if it got another name there, write that one here."
    )
