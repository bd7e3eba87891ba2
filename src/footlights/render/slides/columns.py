"""Which touchpoints stand together on a slide."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from footlights.model.map import Map


def column_groups(map_: Map, most: int) -> list[list[str]]:
    """Split a map into groups of touchpoints, whole stages where they fit.

    A stage that fits into no group is parted evenly, and shares none with another. The
    groups are as few as can be, and of those as even as whole stages let them.

    Args:
        map_: The map.
        most: How many touchpoints a group may have.

    Returns:
        Touchpoint ids of each group.
    """
    found = _filled(map_, most)
    whole = [len(stage.touchpoints) for stage in map_.stages]
    # Fewer than the longest whole stage would part it.
    least = max((size for size in whole if size <= most), default=most)
    for fewer in range(least, most):
        tried = _filled(map_, fewer)
        if len(tried) == len(found):
            return tried
    return found


def _filled(map_: Map, most: int) -> list[list[str]]:
    """Fill one group after the other."""
    groups: list[list[str]] = []
    is_open = False
    for stage in map_.stages:
        ids = [touchpoint.id for touchpoint in stage.touchpoints]
        if is_open and len(groups[-1]) + len(ids) <= most:
            groups[-1].extend(ids)
            continue
        parts = list(evenly(ids, most))
        groups.extend(parts)
        is_open = len(parts) == 1
    return groups


def evenly(ids: Sequence[str], most: int) -> Iterator[list[str]]:
    """Part a list into as few pieces as can be, of nearly the same length."""
    pieces = -(-len(ids) // most)
    bounds = [round(no * len(ids) / pieces) for no in range(pieces + 1)]
    for begin, end in pairwise(bounds):
        yield list(ids[begin:end])


def group_words(map_: Map, group: Sequence[str]) -> str:
    """Say where on the map a group stands: `touchpoints 1 to 6 of 11`."""
    first, last = map_.touchpoint_no[group[0]], map_.touchpoint_no[group[-1]]
    total = len(map_.touchpoints)
    if first == last:
        return f"touchpoint {first} of {total}"
    return f"touchpoints {first} to {last} of {total}"


def stage_names(map_: Map, group: Sequence[str]) -> str:
    """Name the stages of a group; empty if one of them stands there in part only."""
    shown = set(group)
    names = []
    for stage in map_.stages:
        ids = {touchpoint.id for touchpoint in stage.touchpoints}
        if ids <= shown:
            names.append(stage.name)
        elif ids & shown:
            return ""
    return ", ".join(names)
