"""Goals in the words of a reader: `Wait, nine in ten: at most 6 m`."""

from collections.abc import Iterator
from datetime import timedelta

from footlights.measures.wording import span_duration
from footlights.model.map import Goal, Map
from footlights.model.quantities import Percentage

_PARTS = {"p90": "nine in ten", "p95": "19 in 20"}


def goal_words(goal: Goal, map_: Map) -> str:
    """Say what is to be reached; an outcome by its name.

    Args:
        goal: The goal; its `measure` is any word, such as `wait.p90`.
        map_: The map, for the names of its outcomes.
    """
    outcomes = {outcome.id: outcome.name for outcome in map_.outcomes}
    name = outcomes.get(goal.measure)
    if name is None:
        first, *parts = goal.measure.split(".")
        name = ", ".join([first, *(_PARTS.get(part, part) for part in parts)])
        name = name[:1].upper() + name[1:]
    bounds = " and ".join(_bounds(goal))
    return f"{name}: {bounds}" if bounds else name


def _bounds(goal: Goal) -> Iterator[str]:
    for words, bound in (("at most", goal.at_most), ("at least", goal.at_least)):
        if isinstance(bound, timedelta):
            yield f"{words} {span_duration(bound)}"
        elif isinstance(bound, Percentage):
            yield f"{words} {str(bound).replace('%', ' %')}"
        elif bound is not None:
            yield f"{words} {bound:g}"
