"""Which column of a grid is what: as somebody said, else as its head suggests."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from footlights.errors import UnknownColumnError, UnknownFieldError, UnreadGridError
from footlights.model.spelling import plain
from footlights.usecases.grids.grid import Grid
from footlights.usecases.grids.vocabulary import (
    FIELDS,
    SEVERAL,
    meanings_of,
    plain_head,
)

_TOUCHPOINTS = frozenset({"touchpoint", "touchpoints", "touch point", "touch points"})
"""Heads that mean the channel where another column has the steps."""

_ONLY_OF_NOTES = frozenset({"lane", "text"})
_BEGINNINGS = ("touchpoint", "stage", "doing", "text")
"""A grid without one of these says nothing that could be a touchpoint."""


@dataclass(frozen=True)
class GridColumn:
    """A column, or a lane, of a grid, and what it is taken for."""

    head: str
    """What stands above it, or before it."""

    field: str | None
    """What it is; None where it is not used."""

    why: str
    """Why it is taken for that."""

    filled: int
    """How many of its cells say something."""

    example: str
    """The first thing that it says."""


def columns_of(
    grid: Grid, said: Mapping[str, Sequence[str]], left_out: Collection[str]
) -> tuple[GridColumn, ...]:
    """Say what every column is.

    Args:
        grid: The grid.
        said: Heads by the field that somebody says they are.
        left_out: Heads that are not to be used.

    Raises:
        UnknownFieldError: A field was said that a map does not have.
        UnknownColumnError: A head was said that the grid does not have.
        UnreadGridError: Nothing could be a touchpoint.
    """
    told = _told(grid, said, left_out)
    fields: list[tuple[str | None, str]] = [
        told.get(at, (None, "")) for at in range(len(grid.heads))
    ]
    _guess(grid, fields, told)
    if not any(field in _BEGINNINGS for field, _ in fields):
        raise UnreadGridError(grid.name, grid.heads)
    return tuple(
        _column(grid, at, field, why) for at, (field, why) in enumerate(fields)
    )


def bare_columns(grid: Grid) -> tuple[GridColumn, ...]:
    """Give the columns of a grid of which nothing tells what they are."""
    why = "nothing tells what it is"
    return tuple(_column(grid, at, None, why) for at in range(len(grid.heads)))


def _told(
    grid: Grid, said: Mapping[str, Sequence[str]], left_out: Collection[str]
) -> dict[int, tuple[str | None, str]]:
    told: dict[int, tuple[str | None, str]] = {}
    for field, heads in said.items():
        if field not in FIELDS:
            raise UnknownFieldError(field, FIELDS)
        for head in heads:
            for at in _places(grid, head):
                told[at] = (field, "you said so")
    for head in left_out:
        for at in _places(grid, head):
            told[at] = (None, "you left it out")
    return told


def _places(grid: Grid, head: str) -> list[int]:
    found = [at for at, each in enumerate(grid.heads) if plain(each) == plain(head)]
    if not found:
        raise UnknownColumnError(grid.name, head, grid.heads)
    return found


def _guess(
    grid: Grid,
    fields: list[tuple[str | None, str]],
    told: Mapping[int, tuple[str | None, str]],
) -> None:
    """Fill in what heads suggest: whole heads first, then words inside them."""
    taken = {field for field, _ in fields if field}
    for needs_whole in (True, False):
        for at in _in_order(grid):
            if at in told or fields[at][0]:
                continue
            for field, is_whole in meanings_of(grid.heads[at]):
                if is_whole != needs_whole or not _fits(grid, field, at, taken, fields):
                    continue
                why = "its head says so" if is_whole else "a word in its head"
                fields[at] = (field, why)
                taken.add(field)
                break
            else:
                if _is_channel(grid, at, taken):
                    fields[at] = ("channel", "another column has the steps")
                    taken.add("channel")
    for at, (found, why) in enumerate(fields):
        if found is None and not why:
            fields[at] = (None, "nothing tells what it is")


def _in_order(grid: Grid) -> list[int]:
    """Give columns with heads such as `Touchpoint` last: they may mean the channel."""
    return sorted(
        range(len(grid.heads)),
        key=lambda at: (plain_head(grid.heads[at]) in _TOUCHPOINTS, at),
    )


def _fits(
    grid: Grid,
    field: str,
    at: int,
    taken: Collection[str],
    fields: Sequence[tuple[str | None, str]],
) -> bool:
    if field in _ONLY_OF_NOTES and grid.shape != "notes":
        return False
    # Lanes that are continued below have one head over several lines.
    is_same_lane = any(
        grid.heads[other] == grid.heads[at] and fields[other][0] == field
        for other in range(at)
    )
    return field not in taken or field in SEVERAL or is_same_lane


def _is_channel(grid: Grid, at: int, taken: Collection[str]) -> bool:
    is_named_so = plain_head(grid.heads[at]) in _TOUCHPOINTS
    return is_named_so and "touchpoint" in taken and "channel" not in taken


def _column(grid: Grid, at: int, field: str | None, why: str) -> GridColumn:
    texts = [row.cells[at] for row in grid.rows if at in row.cells]
    return GridColumn(grid.heads[at], field, why, len(texts), texts[0] if texts else "")
