"""Rows of a log before they become a table."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from footlights.simulation.arrays import NOTHING, Bools, Floats, Ints


@dataclass(frozen=True)
class LogRows:
    """Rows by column; not a number and `NOTHING` stand for no value."""

    journey: Ints
    """Journey in the chunk, from 0."""

    emission: Ints
    """Place in `Emissions.all`."""

    at: Floats
    """Begin, in seconds UTC since 1970."""

    until: Floats
    """End, in seconds UTC since 1970."""

    channel: Ints
    """Channel of the map, from 0."""

    score: Ints
    """1 to 5."""

    text: Ints
    """Place in the list of what people write."""

    value: Floats
    """What an outcome was worth."""

    @classmethod
    def plain(cls, journey: Ints, emission: int, at: Floats) -> "LogRows":
        """Make rows that hold nothing but what happened when."""
        n = len(journey)
        return cls(
            journey=journey,
            emission=np.full(n, emission),
            at=at,
            until=np.full(n, np.nan),
            channel=np.full(n, NOTHING),
            score=np.full(n, NOTHING),
            text=np.full(n, NOTHING),
            value=np.full(n, np.nan),
        )

    @classmethod
    def joined(cls, parts: Sequence["LogRows"]) -> "LogRows":
        """Put rows together by journey and time; at one time, in the order given."""
        together = cls(
            *(
                np.concatenate([getattr(part, field.name) for part in parts])
                for field in fields(cls)
            )
        )
        return together.taken(np.lexsort((together.at, together.journey)))

    def taken(self, which: Bools | Ints) -> "LogRows":
        """Keep some of the rows, or put them into another order."""
        return LogRows(*(getattr(self, field.name)[which] for field in fields(self)))
