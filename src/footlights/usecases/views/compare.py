"""One group of journeys held against another, for any view."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ibis import _

from footlights.analysis.selection import shared_between
from footlights.errors import NotComparableError, OverlappingGroupsError
from footlights.measures.result import ENOUGH
from footlights.measures.view import View
from footlights.measures.wording import counted
from footlights.usecases.prepared_log import PreparedLog
from footlights.usecases.selected import selected
from footlights.usecases.selection import Selection
from footlights.usecases.shown_view import ShownView
from footlights.usecases.views.beside import (
    FALSE_DISCOVERIES,
    is_list,
    side_by_side,
    stacked,
)
from footlights.usecases.views.person_journey import one_journey

_METHOD = (
    "A difference is one less other; its interval comes from both intervals (Zou and"
    " Donner 2008), taking the groups and what is counted in them as independent."
    " Differences are tested where both sides rest on at least"
    f" {ENOUGH}; p is adjusted over all of them (Benjamini and Hochberg 1995), so that"
    f" at most {FALSE_DISCOVERIES:.0%} of those called different are expected to be"
    " so by chance. A difference is no cause."
)

_LISTED = (
    "The answer names journeys or events and counts nothing, so the rows of one group"
    " stand first, then those of the other, and no difference is tested."
)

_BY_NUMBER = (
    "The groups are of different times: the first period of one is held against the"
    " first of the other, the second against the second; both days are shown. Where"
    " one of them has no such period, its numbers are null."
)


def compare(
    view: Callable[..., View],
    log: PreparedLog,
    one: Selection,
    other: Selection,
    **options: Any,  # whatever the view takes
) -> ShownView:
    """Ask one view of two groups of journeys, and say where they differ.

    Rows belong together if the view's key columns agree. A row that only one group
    has stands there with its numbers on that side and no difference. Where the groups
    are of different times, periods belong together that have the same place in them:
    the first month of one with the first month of the other.

    A view without any number, such as `exemplars`, gives the rows of both groups, one
    after the other, with a column `group`.

    Args:
        view: A view of `footlights.usecases.views`.
        log: A prepared log.
        one: The first group, such as a segment or a period.
        other: The group it is held against.
        options: Options of the view.

    Returns:
        The view's key columns and what follows from them; for all else `<name>_one`
        and `<name>_other`; for each estimate also `<name>_difference`, `<name>_p`
        (adjusted; null where it was not tested) and `<name>_is_different`.

    Raises:
        NotComparableError: The view is of a single journey.
        EmptySelectionError: Nobody is in one of the groups.
        OverlappingGroupsError: A journey is in both groups.
    """
    if view is one_journey:
        raise NotComparableError(one_journey.__name__)
    parts = [selected(log, group) for group in (one, other)]
    shared = _shared_persons(log, parts, (one, other))
    views = [view(part, **options) for part in parts]
    if is_list(views[0]):
        columns, rows = stacked(views)
        how: list[str] = [_LISTED]
    else:
        by_number = _are_apart(parts)
        columns, rows, tested = side_by_side(*views, by_number=by_number)
        how = [_METHOD, f"{counted(tested, 'difference')} tested."]
        if by_number and any(column.numbered_by for column in views[0].columns):
            how.append(_BY_NUMBER)
    sizes = [_journeys(part) for part in parts]
    compared = View(
        name=f"{views[0].name}_compared",
        columns=tuple(columns),
        rows=tuple(rows),
        notes=(*_groups((one, other), sizes, shared), *how, *_own_notes(views)),
    )
    return ShownView.of(compared, log.map)


def _shared_persons(
    log: PreparedLog, parts: list[PreparedLog], groups: tuple[Selection, Selection]
) -> int:
    one, other = (part.prepared.journeys for part in parts)
    shared = log.row(shared_between(one, other)) or {"journeys": 0, "persons": 0}
    if shared["journeys"]:
        raise OverlappingGroupsError(str(groups[0]), str(groups[1]), shared["journeys"])
    persons: int = shared["persons"]
    return persons


def _journeys(part: PreparedLog) -> int:
    found = part.row(part.prepared.journeys.aggregate(n=_.count()))
    return found["n"] if found else 0


def _groups(
    groups: tuple[Selection, Selection], sizes: list[int], shared: int
) -> Iterator[str]:
    for side, group, size in zip(("One", "Other"), groups, sizes, strict=True):
        yield f"{side}: {group} ({counted(size, 'journey')})."
    if shared:
        yield (
            f"{counted(shared, 'person')} {'has' if shared == 1 else 'have'} journeys in"
            " both groups, counted in each."
        )


def _are_apart(parts: Sequence[PreparedLog]) -> bool:
    """Whether one group begins after the other has ended, so no day is in both."""
    (one_from, one_to), (other_from, other_to) = (part.begun for part in parts)
    is_before = one_to is not None and other_from is not None and one_to < other_from
    is_after = other_to is not None and one_from is not None and other_to < one_from
    return is_before or is_after


def _own_notes(views: Sequence[View]) -> Iterator[str]:
    """Yield the notes of both answers; one that is of one of them says of which."""
    one, other = (view.notes for view in views)
    for note in dict.fromkeys([*one, *other]):
        if note in one and note in other:
            yield note
        else:
            yield f"{'One' if note in one else 'Other'}: {note}"
