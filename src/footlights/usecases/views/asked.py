"""What a view was asked for, checked before anything runs."""

from collections.abc import Sequence
from datetime import timedelta

from footlights.analysis.stage_funnel import recorded_stages, stage_touchpoints
from footlights.errors import (
    AmbiguousStepError,
    NoStepsError,
    NotPositiveError,
    UnknownStepError,
    UnknownTouchpointError,
)
from footlights.model.map import Map
from footlights.model.quantities import format_duration

OTHERS = "(others)"
"""Row of all that `most` leaves out. No id has parentheses, so it is never one."""

BEGAN = "(began)"
"""Where a journey came from at its first touch."""

ENDED = "(ended)"
"""Where a journey went after its last touch."""


def touchpoint_no(map_: Map, touchpoint_id: str) -> int:
    """Find a touchpoint.

    Raises:
        UnknownTouchpointError: The map has none of that id.
    """
    if touchpoint_id not in map_.touchpoint_no:
        raise UnknownTouchpointError(touchpoint_id, tuple(map_.touchpoint_no))
    return map_.touchpoint_no[touchpoint_id]


def funnel_steps(map_: Map, names: Sequence[str] | None) -> dict[str, list[int]]:
    """Find the touchpoints of each step of a funnel.

    Args:
        map_: The map.
        names: Stages and touchpoints, first to last; `stage:order` and
            `touchpoint:order` where both have one id. None for all stages that
            events can reach.

    Returns:
        Touchpoint numbers by step; a step that is named again is told apart by a
        number, `order (2)`.

    Raises:
        NoStepsError: There is no step.
        UnknownStepError: A name is no stage and no touchpoint.
        AmbiguousStepError: A name is both.
    """
    if names is None:
        found = {
            map_.stages[no - 1].id: stage_touchpoints(map_, no)
            for no in recorded_stages(map_)
        }
    else:
        found = {}
        for place, name in enumerate(names):
            times = names[: place + 1].count(name)
            shown = name if times == 1 else f"{name} ({times})"
            found[shown] = _step(map_, name)
    if not found:
        raise NoStepsError
    return found


def _step(map_: Map, name: str) -> list[int]:
    stages = {f"stage:{s.id}": no for no, s in enumerate(map_.stages, start=1)}
    touchpoints = {f"touchpoint:{t}": no for t, no in map_.touchpoint_no.items()}
    known = stages | touchpoints
    fits = [
        key for key in (name, f"stage:{name}", f"touchpoint:{name}") if key in known
    ]
    if not fits:
        raise UnknownStepError(name, [s.id for s in map_.stages], map_.touchpoint_no)
    if len(fits) > 1:
        raise AmbiguousStepError(name)
    key = fits[0]
    return stage_touchpoints(map_, stages[key]) if key in stages else [touchpoints[key]]


def check_positive(option: str, given: int | timedelta | None) -> None:
    """Refuse a limit of zero or less; None is no limit.

    Raises:
        NotPositiveError: It is zero or less.
    """
    number = given.total_seconds() if isinstance(given, timedelta) else given
    if number is not None and number <= 0:
        said = _typed(given) if isinstance(given, timedelta) else number
        raise NotPositiveError(option, said)


def _typed(given: timedelta) -> str:
    """Write a length as people type it, one below zero too."""
    if given < timedelta(0):
        return f"-{format_duration(-given)}"
    return format_duration(given)
