"""The event contract: what every log becomes before anything is measured."""

from collections.abc import Iterable
from dataclasses import dataclass

import ibis

EVENTS = ibis.schema(
    {
        "row_no": "int64",
        "person": "!string",
        "event": "!string",
        "at": "!timestamp(6)",
        "until": "timestamp(6)",
        "closes": "!boolean",
        "journey": "string",
        "channel": "string",
        "team": "string",
        "system": "string",
        "location": "string",
        "score": "float64",
        "text": "string",
        "value": "float64",
    }
)
"""One row per event as received; attribute columns follow these.

- `row_no: int64`: order of reading over all files, from 1; decides ties in time.
- `person: string`: one customer id, never null.
- `event: string`: name of what was recorded, never null, never blank.
- `at: timestamp`: UTC, microseconds, when it happened or began.
- `until: timestamp`: UTC, when it ended; null where only one time is known.
- `closes: boolean`: this row only ends an earlier row of its pair (start and
  complete): its time stands in that row's `until`. It counts as an event and is
  never a touch of its own.
- `journey: string`: the column that names the journey, if the log has one.
- `channel`, `team`, `system`, `location: string`: null where not recorded.
- `score: float64`: an answer on the log's scale; null where none was given.
- `text: string`: what somebody wrote; null where nothing.
- `value: float64`: money or another amount; null where none.
"""

EVENT_COLUMNS = tuple(EVENTS.names)
"""Columns of the contract, in order. Any other column is an attribute."""

SET_ASIDE = "source:"
"""Begins the name of a log's column that had the name of one of the contract."""

_OUR_OWN = {"row_no", "closes"}


def askable(columns: Iterable[str]) -> list[str]:
    """Choose the columns of a log that a person knows: those it was read from.

    Args:
        columns: All columns of `EVENTS` with attributes.
    """
    return [
        column
        for column in columns
        if column not in _OUR_OWN and not column.startswith(SET_ASIDE)
    ]


REJECTS = ibis.schema(
    {
        "file": "string",
        "row": "int64",
        "column": "string",
        "value": "string",
        "reason": "string",
        "is_event_kept": "boolean",
    }
)
"""One row per row or value that could not be read.

- `file`: name of the file; `row`: number of the data row in it, from 1 (the
  header is no row), null where the reader cannot tell.
- `column`, `value`: what could not be read; null where the whole row could not.
- `reason`: a stable code such as `no-time`, `unreadable-time`, `no-event`,
  `wrong-number-of-fields`, `score-off-scale`, `time-out-of-range`.
- `is_event_kept`: true where only the value was dropped.
"""


@dataclass(frozen=True)
class Scale:
    """Lowest and highest possible score; a higher score is better."""

    low: float
    high: float

    def valence(self, score: float) -> float:
        """Place a score on the scale of feelings, from -2 to +2."""
        return 4 * (score - self.low) / (self.high - self.low) - 2

    def score(self, valence: float) -> float:
        """Place a feeling from -2 to +2 on this scale."""
        return self.low + (valence + 2) / 4 * (self.high - self.low)
