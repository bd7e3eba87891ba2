"""Events are bound to one place each."""

from collections import defaultdict
from collections.abc import Iterator
from typing import ClassVar

from footlights.model.matching import Match
from footlights.model.problem import Problem
from footlights.model.rules.checked import Checked, PlacedMatch


class EventsAreNotTakenBefore:
    """No rule takes all events that another rule, drawn later, waits for."""

    code: ClassVar[str] = "ambiguous-match"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield each rule that can never take an event: an earlier one has them all.

        The first fitting touchpoint in map order takes an event; so do the first
        activity and the first outcome.
        """
        for placed_matches in _by_kind(checked):
            earlier: dict[str, list[PlacedMatch]] = defaultdict(list)
            for placed in placed_matches:
                same_event = earlier[placed.match.event.strip()]
                taker = next((p for p in same_event if _takes_all_of(p, placed)), None)
                if taker is not None:
                    yield Problem(
                        self.code,
                        placed.where,
                        f"Events {placed.match.event!r} belong to {taker.owner}"
                        " already, which stands before this one. Tell the two apart"
                        " with `where:`, or leave one out.",
                    )
                same_event.append(placed)


def _by_kind(checked: Checked) -> Iterator[list[PlacedMatch]]:
    yield [
        PlacedMatch((*p.where, "matches", no), match, f"touchpoint {p.touchpoint.id!r}")
        for p in checked.touchpoints
        for no, match in enumerate(p.touchpoint.matches)
    ]
    yield [
        PlacedMatch((*p.where, "matches", no), match, f"activity {p.activity.id!r}")
        for p in checked.activities
        for no, match in enumerate(p.activity.matches)
    ]
    yield [
        PlacedMatch(
            ("outcomes", no, "matches"), outcome.matches, f"outcome {outcome.id!r}"
        )
        for no, outcome in enumerate(checked.map.outcomes)
    ]


def _takes_all_of(first: PlacedMatch, second: PlacedMatch) -> bool:
    """Whether every event that fits the second rule fits the first one too."""
    return first.owner != second.owner and all(
        column in second.match.where
        and _words(second.match, column) <= _words(first.match, column)
        for column in first.match.where
    )


def _words(match: Match, column: str) -> set[str]:
    return {str(cell).strip() for cell in match.where[column]}
