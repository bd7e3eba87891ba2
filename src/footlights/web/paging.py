"""Long lists, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar
from urllib.parse import urlencode

from fastapi import Query

T = TypeVar("T")

PageNo = Annotated[int, Query(alias="page", ge=1, le=1_000_000)]
"""Which page of a list an address asks for."""


@dataclass(frozen=True)
class Leaf(Generic[T]):
    """A page of a list."""

    shown: tuple[T, ...]
    """What stands on it."""

    total: int
    """How many there are on all pages."""

    first: int
    """Which one of all is the first that is shown, from 1; 0 if there is none."""

    before: str
    """Address of the page before; empty on the first."""

    after: str
    """Address of the page after; empty on the last."""

    @property
    def said(self) -> str:
        """How far one is: `21 to 40 of 400`; empty if all stand on one page."""
        if not self.before and not self.after:
            return ""
        last = self.first + len(self.shown) - 1
        return f"{self.first:,} to {last:,} of {self.total:,}"


def leaf(
    items: Sequence[T], no: int, size: int, path: str, kept: dict[str, str]
) -> Leaf[T]:
    """Give one page of a list.

    Args:
        items: All of it.
        no: Which page, from 1. One that is not there is the nearest that is.
        size: How many stand on a page.
        path: Where the list is.
        kept: What its address says besides the page; empty words are left out.
    """
    last = max(1, -(-len(items) // size))
    here = min(max(no, 1), last)
    begin = (here - 1) * size
    shown = tuple(items[begin : begin + size])

    def address(wanted: int) -> str:
        said = {name: words for name, words in kept.items() if words}
        return f"{path}?{urlencode(said | {'page': str(wanted)})}"

    return Leaf(
        shown=shown,
        total=len(items),
        first=begin + 1 if shown else 0,
        before=address(here - 1) if here > 1 else "",
        after=address(here + 1) if here < last else "",
    )
