"""Sums that must come out; each side is counted by another analysis."""

from collections.abc import Sequence

from footlights.measures.answers import AnswerCounts
from footlights.measures.measured import Measured
from footlights.measures.measured_log import Identity
from footlights.measures.rows import Fetched


def identities_of(fetched: Fetched, events: int) -> tuple[Identity, ...]:
    """Check every identity of one measurement.

    Args:
        fetched: The rows of all analyses.
        events: Events read, as the reader counted them.
    """
    touches = {row["touchpoint_no"]: row["touches"] for row in fetched.totals}
    ends = {row["touchpoint_no"]: row["ends"] for row in fetched.totals}
    starts = {row["touchpoint_no"]: row["starts"] for row in fetched.totals}
    out: dict[int, int] = {}
    into: dict[int, int] = {}
    for row in fetched.transitions:
        here, there = row["touchpoint_no"], row["next_touchpoint_no"]
        out[here] = out.get(here, 0) + row["touches"]
        into[there] = into.get(there, 0) + row["touches"]
    lost = sum(row["journeys"] for row in fetched.losses)
    length = fetched.lengths
    pairs = [
        ("events on the map + events off it = events read", _all(fetched), events),
        *(
            (f"{name}, touchpoint {no}", left, right)
            for no in sorted(touches)
            for name, left, right in (
                (
                    "arrivals = departures + endings",
                    starts[no] + into.get(no, 0),
                    out.get(no, 0) + ends[no],
                ),
                (
                    "arrivals = touches",
                    starts[no] + into.get(no, 0),
                    touches[no],
                ),
            )
        ),
        (
            "touches over touchpoints = touches over journeys",
            sum(touches.values()),
            round(length["mean"] * length["n"]) if length else 0,
        ),
        (
            "journeys over variants = journeys",
            fetched.variant_journeys,
            fetched.journeys,
        ),
        ("journeys that end = journeys", sum(ends.values()), fetched.journeys),
        ("journeys that start = journeys", sum(starts.values()), fetched.journeys),
        (
            "journeys completed + journeys lost over stages = journeys",
            fetched.completed + lost,
            fetched.journeys,
        ),
        (
            "journeys over furthest places = journeys",
            sum(fetched.further.values()),
            fetched.journeys,
        ),
    ]
    return tuple(
        Identity(name=name, holds=left == right, left=left, right=right)
        for name, left, right in pairs
    )


def answer_identities(answers: Sequence[AnswerCounts]) -> tuple[Identity, ...]:
    """Check that every response of each survey is joined or left out."""
    return tuple(
        Identity(
            name="responses joined + left out = responses",
            holds=each.joined + left == each.responses,
            left=each.joined + left,
            right=each.responses,
        )
        for each in answers
        for left in [sum(part.responses for part in each.left_out)]
    )


def _all(fetched: Fetched) -> int:
    return sum(row["events"] for row in fetched.events)


def broken(measured: Measured) -> tuple[Identity, ...]:
    """List the identities that do not hold."""
    return tuple(i for i in measured.identities if not i.holds)
