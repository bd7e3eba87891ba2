"""Values of a map that are a small phrase in a cell: expectations, sources, events."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from footlights.errors import BrokenYamlError
from footlights.formats.map_writing import flow_text
from footlights.formats.plain_yaml import parse_plain_yaml
from footlights.formats.sheets.cell import Cell
from footlights.formats.sheets.labels import Labels, clean
from footlights.formats.sheets.words import (
    Plain,
    Shown,
    as_lines,
    lines_of,
    whole_if_it_is,
)

_EXPECTS = re.compile(
    r"(wait|time|score)\s+at\s+(most|least)\s+(.+?)(?:\s+in\s+(.+?))??"
    r"(?:,?\s+for\s+([0-9.]+\s*%))?",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"([\w-]+)(?:,\s*n\s*=?\s*([0-9]+))?(?:,\s*(?:on\s+)?([0-9]{4}-[0-9]{2}-[0-9]{2}))?"
    r"(?::\s+(.*))?",
    re.DOTALL,
)


@dataclass(frozen=True)
class Expects:
    """Expectations, one to a line: `wait at most 3m for 90%`."""

    how: ClassVar[str] = (
        "one to a line: wait at most 3m for 90%; score at least 4 for 80%"
    )

    def show(self, value: Plain, labels: Labels) -> Shown:
        """Write one to a line."""
        return as_lines([self._said(each, labels) for each in value])

    def _said(self, each: Plain, labels: Labels) -> str:
        bound = (
            f"at most {each['at_most']}"
            if "at_most" in each
            else f"at least {each['at_least']}"
        )
        calendar = each.get("calendar")
        hours = f" in {labels.label('calendar', calendar)}" if calendar else ""
        return f"{each['what']} {bound}{hours} for {each.get('for', '90%')}"

    def read(self, cell: Cell, labels: Labels) -> Plain:
        """Give one to each line."""
        return [self._one(line, labels) for line in lines_of(cell.text)]

    def _one(self, line: str, labels: Labels) -> Plain:
        found = _EXPECTS.fullmatch(line)
        if not found:
            msg = (
                f"{line!r} is no expectation. Write one to a line, such as"
                " 'wait at most 3m for 90%' or 'score at least 4 for 80%'."
            )
            raise ValueError(msg)
        what, most, bound, calendar, share = found.groups()
        said: dict[str, Plain] = {"what": what.lower()}
        if most.lower() == "most":
            said["at_most"] = bound
        else:
            try:
                said["at_least"] = whole_if_it_is(float(bound))
            except ValueError:
                said["at_least"] = bound
        if calendar:
            said["calendar"] = labels.id_of("calendar", calendar)
        if share and share.replace(" ", "") != "90%":
            said["for"] = share
        return said


@dataclass(frozen=True)
class SourceWords:
    """Where a claim is from: `interviews, n 12, 2026-09-10: what somebody said`."""

    how: ClassVar[str] = (
        "kind, how many, day, a sentence: interviews, n 12, 2026-09-10: ..."
    )

    def show(self, value: Plain, _: Labels) -> Shown:
        """Write kind, number, day and sentence."""
        said = [str(value["kind"])]
        said += [f"n {value['n']}"] if "n" in value else []
        said += [str(value["on"])] if "on" in value else []
        sentence = f": {value['says']}" if "says" in value else ""
        return clean(f"{', '.join(said)}{sentence}")

    def read(self, cell: Cell, _: Labels) -> Plain:
        """Read kind, number, day and sentence."""
        found = _SOURCE.fullmatch(cell.text.strip())
        if not found:
            msg = (
                f"{cell.text!r} does not say where this is known from. Write a kind, how"
                " many and the day, such as 'interviews, n 12, 2026-09-10: a sentence'."
            )
            raise ValueError(msg)
        kind, n, on, says = found.groups()
        parts = {"kind": kind.lower(), "n": n and int(n), "on": on, "says": says}
        return {key: value for key, value in parts.items() if value is not None}


@dataclass(frozen=True)
class Matches:
    """Events, one to a line; those with columns as in a map file."""

    how: ClassVar[str] = (
        "one to a line: guest_greeted, or {event: door, where: {result: seated}}"
    )

    def show(self, value: Plain, _: Labels) -> Shown:
        """Write one to a line."""
        return as_lines([self._said(each) for each in value])

    def _said(self, each: Plain) -> str:
        is_plain = isinstance(each, str) and each[:1] not in {"{", '"', "'", "•"}
        return each if is_plain else flow_text(each)

    def read(self, cell: Cell, _: Labels) -> Plain:
        """Give one to each line."""
        return [
            yaml_value(line) if line[:1] in {"{", '"', "'"} else line
            for line in lines_of(cell.text)
        ]


@dataclass(frozen=True)
class Mapping:
    """Keys and values as in a map file: `{plan: [gold, silver]}`."""

    how: ClassVar[str] = "{column: value, other: [one, two]}"

    event_alone: bool = False
    """Whether a text alone is the name of an event."""

    def show(self, value: Plain, _: Labels) -> Shown:
        """Write it on one line."""
        return clean(value if isinstance(value, str) else flow_text(value))

    def read(self, cell: Cell, _: Labels) -> Plain:
        """Read it as in a map file."""
        text = cell.text.strip()
        if self.event_alone and not text.startswith("{"):
            return {"event": text}
        return yaml_value(text)


@dataclass(frozen=True)
class Keyed:
    """Keys and texts, one to a line: `mon-fri: 09:00-17:00`."""

    how: ClassVar[str] = "one to a line: mon-fri: 09:00-12:30, 13:30-17:00"

    def show(self, value: Plain, _: Labels) -> Shown:
        """Write one to a line."""
        return as_lines([f"{key}: {each}" for key, each in value.items()])

    def read(self, cell: Cell, _: Labels) -> Plain:
        """Give one to each line."""
        pairs = [line.partition(":") for line in lines_of(cell.text)]
        return {key.strip(): value.strip() for key, _, value in pairs}


class Notes(Keyed):
    """What stands in lanes of the map's own: `legal: Consent, in writing`."""

    how: ClassVar[str] = "one to a line, the id of the lane first: legal: Consent"


def yaml_value(text: str) -> Plain:
    """Read a value as it is written in a map file.

    Raises:
        ValueError: It is none.
    """
    try:
        source = parse_plain_yaml(text, Path("cell"))
    except BrokenYamlError as error:
        msg = f"{text!r} cannot be read as in a map file: {error.said}"
        raise ValueError(msg) from error
    if source.repeated:
        msg = f"The key {str(source.repeated[0].where[-1])!r} stands twice in {text!r}."
        raise ValueError(msg)
    return source.value
