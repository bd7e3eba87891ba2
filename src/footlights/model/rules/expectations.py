"""Expectations that can be met."""

from collections.abc import Iterator
from datetime import timedelta
from typing import ClassVar

from footlights.model.problem import Problem
from footlights.model.quantities import format_duration
from footlights.model.rules.checked import Checked
from footlights.model.touchpoint import Touchpoint


class TimeIsEnough:
    """Nobody is expected to be done before the work in their sight can be."""

    code: ClassVar[str] = "expectation-too-fast"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield each expected time shorter than the longest frontstage chain."""
        for placed in checked.touchpoints:
            needed = _longest_chain(placed.touchpoint)
            for no, expectation in enumerate(placed.touchpoint.expects):
                at_most = expectation.at_most
                if expectation.what == "time" and at_most and at_most < needed:
                    yield Problem(
                        self.code,
                        (*placed.where, "expects", no),
                        f"Touchpoint {placed.touchpoint.id!r} is expected to take at"
                        f" most {format_duration(at_most)}, and its frontstage"
                        f" activities take {format_duration(needed)} one after the"
                        " other. Change the expectation, or what they take.",
                    )


def _longest_chain(touchpoint: Touchpoint) -> timedelta:
    """Add up what frontstage activities take that follow each other.

    Chains inside the touchpoint; where activities go on side by side, the longest.
    In a loop of activities none is longest: what is known so far counts.
    """
    front = {a.id: a for a in touchpoint.activities if a.line == "frontstage"}
    ends = {a.id: a.takes or timedelta() for a in front.values()}
    for _ in range(len(front)):
        later = {
            a.id: (a.takes or timedelta())
            + max((ends[b] for b in a.after if b in front), default=timedelta())
            for a in front.values()
        }
        if later == ends:
            break
        ends = later
    else:
        return timedelta()
    return max(ends.values(), default=timedelta())


class ExpectationIsSaidOnce:
    """A touchpoint expects one thing for one share of times only once."""

    code: ClassVar[str] = "duplicate-expectation"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield each expectation that stood before with the same share."""
        for placed in checked.touchpoints:
            seen = set()
            for no, expectation in enumerate(placed.touchpoint.expects):
                key = (expectation.what, expectation.for_)
                if key in seen:
                    yield Problem(
                        self.code,
                        (*placed.where, "expects", no),
                        f"Touchpoint {placed.touchpoint.id!r} expects a"
                        f" {expectation.what} twice for {expectation.for_ * 100:g}% of"
                        " times. Leave one out, or give it another `for:`.",
                    )
                seen.add(key)
