"""Waits: what they lie between."""

from collections.abc import Iterator
from typing import ClassVar

from footlights.model.problem import Problem
from footlights.model.rules.checked import Checked


class WaitIsBetween:
    """Every wait says what it lies between, or which events show it."""

    code: ClassVar[str] = "wait-without-gap"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield each wait that says neither."""
        for placed in checked.touchpoints:
            touchpoint = placed.touchpoint
            if touchpoint.kind == "wait" and not touchpoint.is_measurable:
                yield Problem(
                    self.code,
                    placed.where,
                    f"Touchpoint {touchpoint.id!r} is a wait and does not say of what."
                    " Add `between: [before, after]` with the touchpoints it lies"
                    " between, or `matches:` with the events that show it.",
                )


class OnlyWaitsAreBetween:
    """Only a wait lies between two touchpoints."""

    code: ClassVar[str] = "between-on-other-kind"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield each interaction or action that says `between`."""
        for placed in checked.touchpoints:
            touchpoint = placed.touchpoint
            if touchpoint.kind != "wait" and touchpoint.between is not None:
                yield Problem(
                    self.code,
                    (*placed.where, "between"),
                    f"Touchpoint {touchpoint.id!r} is of kind {touchpoint.kind} and"
                    " says `between`, as only a wait does. Say `kind: wait`, or leave"
                    " `between` out.",
                )


class WaitHasTwoEnds:
    """A wait lies between two touchpoints other than itself."""

    code: ClassVar[str] = "wait-of-itself"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield each wait that names itself, or one touchpoint twice."""
        for placed in checked.touchpoints:
            between = placed.touchpoint.between
            names = {*(between or ()), placed.touchpoint.id}
            if between is not None and len(names) < 3:
                yield Problem(
                    self.code,
                    (*placed.where, "between"),
                    f"The wait {placed.touchpoint.id!r} lies between {between[0]!r}"
                    f" and {between[1]!r}. Name two touchpoints, neither of them the"
                    " wait itself.",
                )


class WaitGoesForward:
    """A wait begins at a touchpoint drawn before the one at which it ends."""

    code: ClassVar[str] = "wait-backwards"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield each wait whose ends stand the wrong way round.

        Inside a stage whose touchpoints are met in any order, none is before another.
        """
        for placed in checked.touchpoints:
            begin, end = (
                checked.touchpoint_by_id.get(touchpoint_id)
                for touchpoint_id in placed.touchpoint.between or ("", "")
            )
            if begin is None or end is None:
                continue
            is_free = begin.stage is end.stage and begin.stage.order != "sequence"
            if begin.where > end.where and not is_free:
                yield Problem(
                    self.code,
                    (*placed.where, "between"),
                    f"The wait {placed.touchpoint.id!r} begins at"
                    f" {begin.touchpoint.id!r}, which is drawn after"
                    f" {end.touchpoint.id!r}. Write the earlier one first.",
                )
