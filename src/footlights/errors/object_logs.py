"""Logs of objects (OCEL) that do not say what a journey is, or lack objects."""

from collections.abc import Mapping
from pathlib import Path

from footlights.errors.base import FootlightsError, did_you_mean


class DanglingReferenceError(FootlightsError):
    """A log of objects names an object that it does not list."""

    code = "dangling-reference"

    def __init__(
        self, path: Path, kind: str, owner: str, other: str, count: int
    ) -> None:
        more = f" {count:,} references of the file lead nowhere." if count > 1 else ""
        super().__init__(
            f"{path}: the {kind} {owner!r} names the object {other!r}, and the file"
            f" lists no such object.{more} Export the log again, with all its objects."
        )


class JourneyObjectNeededError(FootlightsError):
    """Events of a log belong to objects of several types, and none was chosen."""

    code = "journey-object-needed"

    def __init__(self, path: Path, counts: Mapping[str, tuple[int, int]]) -> None:
        super().__init__(
            f"Events in {path} belong to objects of several types, of which one has to"
            f" be the journey: {_types(counts)}. Say which: --journey-object TYPE, or"
            " `journey_object:` in a sources.yaml."
        )
        self.types = tuple(counts)


class UnknownJourneyObjectError(FootlightsError):
    """A type of object was chosen as the journey that a log does not have."""

    code = "unknown-journey-object"

    def __init__(
        self, path: Path, told: str, counts: Mapping[str, tuple[int, int]]
    ) -> None:
        super().__init__(
            f"{path} has no objects of type {told!r}.{did_you_mean(told, counts)}"
            f" Its types are: {_types(counts)}."
        )
        self.types = tuple(counts)


def _types(counts: Mapping[str, tuple[int, int]]) -> str:
    """List types of objects, those with most events first."""
    ordered = sorted(counts.items(), key=lambda each: -each[1][1])
    return ", ".join(
        f"{name} ({_count(objects, 'object')}, {_count(events, 'event')})"
        for name, (objects, events) in ordered
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
