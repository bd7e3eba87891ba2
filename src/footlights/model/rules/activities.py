"""Activities: what they follow, and who does them."""

from collections.abc import Iterator
from typing import ClassVar

from footlights.errors import did_you_mean
from footlights.model.problem import Problem
from footlights.model.rules.checked import Checked, PlacedActivity


class ActivityFollowsAKnownOne:
    """An activity follows only activities of the map."""

    code: ClassVar[str] = "unknown-activity"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield each `after` that names no activity of the map."""
        known = checked.activity_by_id
        for placed in checked.activities:
            for no, before in enumerate(placed.activity.after):
                if before not in known:
                    yield Problem(
                        self.code,
                        (*placed.where, "after", no),
                        f"Activity {placed.activity.id!r} follows {before!r}, and there"
                        f" is no such activity.{did_you_mean(before, known)}"
                        " Name one that is on the map, or leave it out.",
                    )


class ActivitiesDoNotLoop:
    """No activity follows itself, not even by way of others."""

    code: ClassVar[str] = "activity-loop"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield each loop once, with its activities in order."""
        for loop in _loops(checked.activity_by_id):
            first = checked.activity_by_id[loop[0]]
            names = " > ".join([*loop, loop[0]])
            yield Problem(
                self.code,
                (*first.where, "after"),
                f"Activities follow each other in a circle: {names}."
                " Take one `after` out, so that one of them comes first.",
            )


def _loops(by_id: dict[str, PlacedActivity]) -> Iterator[list[str]]:
    """Yield loops, each from its activity drawn first, in the order they happen.

    A walk from activity to what it follows, with its own stack, so that no chain is
    too long for it. Every activity is entered once.
    """
    done: set[str] = set()
    for start in sorted(by_id, key=lambda activity_id: by_id[activity_id].where):
        path: dict[str, Iterator[str]] = {}
        if start not in done:
            path[start] = iter(by_id[start].activity.after)
        while path:
            here = next(reversed(path))
            before = next(path[here], None)
            if before is None:
                path.popitem()
                done.add(here)
            elif before in path:
                walked = list(path)
                yield _in_order(walked[walked.index(before) :], by_id)
            elif before in by_id and before not in done:
                path[before] = iter(by_id[before].activity.after)


def _in_order(walked: list[str], by_id: dict[str, PlacedActivity]) -> list[str]:
    """Turn a walk backwards in time into a loop from its activity drawn first."""
    loop = walked[::-1]
    first = min(range(len(loop)), key=lambda no: by_id[loop[no]].where)
    return loop[first:] + loop[:first]


class ActivityFollowsWhatIsBefore:
    """An activity follows no activity of a touchpoint that comes later."""

    code: ClassVar[str] = "follows-later-touchpoint"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield each `after` that names an activity of a touchpoint drawn later."""
        for placed in checked.activities:
            for no, before_id in enumerate(placed.activity.after):
                before = checked.activity_by_id.get(before_id)
                if before and before.touchpoint_no > placed.touchpoint_no:
                    yield Problem(
                        self.code,
                        (*placed.where, "after", no),
                        f"Activity {placed.activity.id!r} of touchpoint"
                        f" {placed.touchpoint.id!r} follows {before_id!r} of"
                        f" {before.touchpoint.id!r}, which comes later. Move one of"
                        " them, or take it out of `after`.",
                    )


class ActivityHasSomebody:
    """Every activity is done by a team or a system."""

    code: ClassVar[str] = "activity-without-team"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield each activity that says neither."""
        for placed in checked.activities:
            activity = placed.activity
            if activity.team is None and activity.system is None:
                yield Problem(
                    self.code,
                    placed.where,
                    f"Nobody does activity {activity.id!r}."
                    " Add the `team:` that does it, or the `system:` that does it alone.",
                )
