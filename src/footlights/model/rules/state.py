"""Current and future maps, and the numbers to reach."""

from collections.abc import Iterator
from typing import ClassVar

from footlights.model.map import Goal
from footlights.model.problem import Problem, Where
from footlights.model.rules.checked import Checked


class FutureHasAGoal:
    """A future map says which numbers it shall reach."""

    code: ClassVar[str] = "future-without-goal"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield one problem if it does not."""
        if checked.map.state == "future" and not checked.map.goals:
            yield Problem(
                self.code,
                ("state",),
                "The map shows what shall be and not what for."
                " Add `goals:`, such as [{measure: completion, at_least: 80%}].",
            )


class FutureHasACurrent:
    """A future map names the current map that it changes."""

    code: ClassVar[str] = "future-without-current"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield one problem if it does not."""
        if checked.map.state == "future" and checked.map.of is None:
            yield Problem(
                self.code,
                ("state",),
                "The map shows what shall be and not what it changes."
                " Add `of:` with the id of the current map.",
            )


class FutureIsOfAnother:
    """A future map changes another map, not itself."""

    code: ClassVar[str] = "future-of-itself"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield one problem if it names itself."""
        if checked.map.of == checked.map.id:
            yield Problem(
                self.code,
                ("of",),
                f"The map {checked.map.id!r} says that it changes itself. Give it"
                " another id, or name the current map in `of`.",
            )


class GoalHasANumber:
    """Every goal says how high or how low."""

    code: ClassVar[str] = "goal-without-number"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield each goal of the map or of a stage that says neither."""
        for where, goal in _goals(checked):
            if goal.at_most is None and goal.at_least is None:
                yield Problem(
                    self.code,
                    where,
                    f"The goal for {goal.measure!r} says no number."
                    " Add `at_most:` or `at_least:`.",
                )


def _goals(checked: Checked) -> Iterator[tuple[Where, Goal]]:
    for no, goal in enumerate(checked.map.goals):
        yield ("goals", no), goal
    for no, stage in enumerate(checked.map.stages):
        if stage.business_goal is not None:
            yield ("stages", no, "business_goal"), stage.business_goal
