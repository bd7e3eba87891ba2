"""What is prepared once per log and map, and read by every analysis."""

from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

TOUCHES = ibis.schema(
    {
        "journey_key": "int64",
        "person_key": "int64",
        "touchpoint_no": "int16",
        "stage_no": "int16",
        "touch_no": "int32",
        "at": "timestamp(6)",
        "ends_at": "timestamp(6)",
        "seconds": "float64",
        "wait_seconds": "float64",
        "previous_touchpoint_no": "int16",
        "next_touchpoint_no": "int16",
        "seconds_to_next": "float64",
        "channel_no": "int16",
        "previous_channel_no": "int16",
        "team_no": "int16",
        "previous_team_no": "int16",
        "location_no": "int32",
        "score": "float64",
        "row_no": "int64",
    }
)
"""One row per touch: an event that a touchpoint of the map explains.

- `person_key: int64`: the first row of the log that names the person; `journey_key:
  int64`: a number for the journey, growing with time for journeys of one person. Both
  stay as they are when events are added to the log.
- `touchpoint_no`, `stage_no: int16`: place in the map, from 1.
- `touch_no: int32`: place in the journey, from 1. By time; at the same time, in the
  order in which the events were read.
- `at: timestamp`: UTC, begin.
- `ends_at: timestamp`: UTC, end; the begin where the end is not recorded.
- `seconds: float64`: time spent, null where the end is not recorded.
- `wait_seconds: float64`: from the end of the touch before to the begin of this one,
  0 where they overlap; null for the first of a journey.
- `previous_touchpoint_no`, `next_touchpoint_no: int16`: null at the ends.
- `seconds_to_next: float64`: `wait_seconds` of the next touch; null for the last.
- `channel_no`, `team_no: int16`, `location_no: int32`: place in the lists of
  `Prepared`, from 1; null where not recorded.
- `previous_channel_no`, `previous_team_no: int16`: those of the touch before in the
  journey; null for the first.
- `score: float64`: on the log's scale; null where none was given.
- `row_no: int64`: the event it comes from.
"""

JOURNEYS = ibis.schema(
    {
        "journey_key": "int64",
        "person_key": "int64",
        "start_at": "timestamp(6)",
        "end_at": "timestamp(6)",
        "seconds": "float64",
        "touches": "int64",
        "furthest_stage_no": "int16",
        "furthest_no": "int16",
        "is_completed": "boolean",
        "score": "float64",
        "variant_no": "int64",
        "variant": "array<int16>",
        "times": "array<timestamp(6)>",
        "channel_nos": "array<int16>",
    }
)
"""One row per journey; a column `segment_<id>: boolean` for each segment follows.

- `start_at`, `end_at: timestamp`: begin of the first touch, latest end of any, UTC.
- `seconds: float64`: between the two.
- `touches: int64`: how many.
- `furthest_stage_no`, `furthest_no: int16`: highest stage and position met.
- `is_completed: boolean`: whether a touchpoint that completes a journey was met.
- `score: float64`: mean of its scores; null where none was given.
- `variant_no: int64`: place in `VARIANTS`.
- `variant: array<int16>`: its touchpoint numbers in order, repeats kept.
- `times: array<timestamp>`: when each of these touches began, UTC.
- `channel_nos: array<int16>`: channels of its touches in the order of their numbers,
  repeats kept; empty or null where none is recorded.
- `segment_<id>: boolean`: whether it belongs to the segment; null where the log
  does not say.
"""

VARIANTS = ibis.schema(
    {"variant_no": "int64", "variant": "array<int16>", "journeys": "int64"}
)
"""One row per sequence of touchpoints that one or more journeys share.

- `variant_no: int64`: from 1.
- `variant: array<int16>`: touchpoint numbers in order, repeats kept.
- `journeys: int64`: how many journeys went this way.
"""

STEPS = ibis.schema(
    {
        "variant_no": "int64",
        "journeys": "int64",
        "touch_no": "int64",
        "visit_no": "int64",
        "touchpoint_no": "int16",
        "stage_no": "int16",
        "previous_touchpoint_no": "int16",
        "next_touchpoint_no": "int16",
    }
)
"""One row per touch of a variant.

What depends only on the order of touchpoints is the same for all journeys of a
variant. It is measured once per variant and weighted by their number: logs have far
fewer variants than journeys.

- `variant_no: int64`: place in `VARIANTS`.
- `journeys: int64`: how many journeys share the variant: the weight of the row.
- `visit_no: int64`: which time a journey is at this touchpoint, from 1.
- `touch_no`, `touchpoint_no`, `stage_no`, `previous_touchpoint_no`,
  `next_touchpoint_no`: as in `TOUCHES`.
"""

WAITS = ibis.schema(
    {
        "journey_key": "int64",
        "touchpoint_no": "int16",
        "stage_no": "int16",
        "visit_no": "int32",
        "at": "timestamp(6)",
        "seconds": "float64",
    }
)
"""One row per wait that lies between two recorded touchpoints.

Somebody waits from the end of their latest touch of the first touchpoint to the
begin of the next touch of the second in the same journey; other touches may lie
between. A touch of the second with no touch of the first since the last wait is no
wait. `seconds` is 0 where the second begins before the first ends; `visit_no` says
which of the journey's waits here it is, from 1.
"""

OCCURRENCES = ibis.schema(
    {
        "journey_key": "int64",
        "person_key": "int64",
        "activity_no": "int16",
        "outcome_no": "int16",
        "at": "timestamp(6)",
        "row_no": "int64",
    }
)
"""One row per event of an activity or an outcome, in the journey it happened for.

The journey is that of the event's column, or the person's latest journey that began
at or before it. `journey_key` is null where there is none. `activity_no` or
`outcome_no` is null where the event shows none.
"""

ALIKE = ibis.schema(
    {
        "event": "string",
        "channel": "string",
        "team": "string",
        "location": "string",
        "is_explained": "boolean",
        "events": "int64",
        "first_row_no": "int64",
        "first_at": "timestamp(6)",
        "last_at": "timestamp(6)",
    }
)
"""One row per kind of event: alike in name, channel, team, location and explanation.

- `is_explained: boolean`: whether a touchpoint, an activity or an outcome of the map
  explains such events.
- `events: int64`: how many; `first_row_no: int64`: the first of them; `first_at`, `last_at: timestamp`: when, UTC.
"""


@dataclass(frozen=True)
class Prepared:
    """The prepared tables of one log and one map."""

    touches: ir.Table
    """`TOUCHES`."""

    journeys: ir.Table
    """`JOURNEYS`, with its segment columns."""

    waits: ir.Table
    """`WAITS`."""

    variants: ir.Table
    """`VARIANTS`."""

    steps: ir.Table
    """`STEPS`."""

    occurrences: ir.Table
    """`OCCURRENCES` of activities."""

    outcomes: ir.Table
    """`OCCURRENCES` of outcomes."""

    alike: ir.Table
    """`ALIKE`: every event of the log, on the map or not."""

    channels: tuple[str, ...]
    """Channels, by `channel_no` from 1: the map's ids, else the log's own words."""

    teams: tuple[str, ...]
    """Teams, by `team_no` from 1, as the log names them."""

    locations: tuple[str, ...]
    """Locations, by `location_no` from 1, as the log names them."""

    persons: int
    """Distinct persons of all events of the log."""
