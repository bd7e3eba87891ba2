"""Both lenses: the customer's side is never missing, people are never out of sight."""

from collections.abc import Iterator
from typing import ClassVar

from footlights.model.problem import Problem
from footlights.model.rules.checked import Checked, is_from_events


class CustomerIsOnTheMap:
    """A map of what teams do also shows what the customer does or feels."""

    code: ClassVar[str] = "no-customer-lane"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield one problem if activities are drawn and no customer is."""
        has_customer = any(
            t.doing or t.thinking or t.feeling or t.feelings
            for t in checked.map.touchpoints
        )
        if checked.activities and not has_customer:
            yield Problem(
                self.code,
                ("stages",),
                "The map says what teams do and nothing of the customer."
                " Add `doing:` and `feeling:` to its touchpoints.",
            )


class TouchpointSaysWhatHappens:
    """Every touchpoint where the customer acts says what they do."""

    code: ClassVar[str] = "no-doing"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield each interaction or action that does not say it.

        A wait is what its name says. A touchpoint known from events alone may wait
        for somebody who knows more.
        """
        for placed in checked.touchpoints:
            touchpoint = placed.touchpoint
            is_free = touchpoint.kind == "wait" or is_from_events(touchpoint)
            if touchpoint.doing is None and not is_free:
                yield Problem(
                    self.code,
                    placed.where,
                    f"Touchpoint {touchpoint.id!r} does not say what the customer does"
                    " there. Add `doing:`.",
                )


class TouchpointSaysHowItFeels:
    """Every touchpoint says how the customer feels."""

    code: ClassVar[str] = "no-feeling"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield each touchpoint that does not say it.

        A touchpoint known from events alone may wait for somebody who knows more.
        """
        for placed in checked.touchpoints:
            touchpoint = placed.touchpoint
            is_drawn = touchpoint.feeling is not None or touchpoint.feelings
            if not is_drawn and not is_from_events(touchpoint):
                yield Problem(
                    self.code,
                    placed.where,
                    f"Touchpoint {touchpoint.id!r} does not say how the customer feels"
                    " there. Add `feeling: {word: hopeful, valence: 1}`, or say"
                    " `source: {kind: events}` if it is known from events alone.",
                )


class SomebodyStandsInFront:
    """Where the customer meets people, some activity is in their sight."""

    code: ClassVar[str] = "backstage-without-frontstage"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield each meeting with people of which all activities are hidden."""
        human = {c.id for c in checked.map.channels if c.form == "human"}
        for placed in checked.touchpoints:
            touchpoint = placed.touchpoint
            lines = {activity.line for activity in touchpoint.activities}
            is_meeting = touchpoint.kind == "interaction"
            if (
                is_meeting
                and touchpoint.channel in human
                and lines
                and "frontstage" not in lines
            ):
                yield Problem(
                    self.code,
                    (*placed.where, "activities"),
                    f"Touchpoint {touchpoint.id!r} is a meeting with people, and all"
                    " its activities are out of sight. Add what the customer sees,"
                    " with `line: frontstage`.",
                )


class MapHasAnObjective:
    """A map says what the organisation wants from the experience."""

    code: ClassVar[str] = "no-objective"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield one problem if it does not.

        A map known from events alone may wait for somebody who knows more.
        """
        if checked.map.objective is None and not checked.is_from_events_alone:
            yield Problem(
                self.code,
                (),
                "The map does not say what it is for. Add `objective:`, what the"
                " organisation wants from this experience.",
            )
