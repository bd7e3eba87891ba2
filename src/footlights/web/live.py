"""Who looks at which map, and what they are told of each other."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from time import monotonic
from typing import Any

COLOURS = 8
"""So many colours tell people apart."""


@dataclass
class Seat:
    """One open page of a map."""

    no: int
    name: str
    """Whose page it is."""

    person_id: str | None
    cell: str = ""
    """The cell they are in, as the page names it."""

    is_typing: bool = False
    news: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when there is something to tell."""

    loop: asyncio.AbstractEventLoop | None = None
    """The loop that waits for it."""

    def told(self) -> dict[str, Any]:
        """Say who it is and where, for the other pages."""
        return {
            "seat": self.no,
            "name": self.name,
            "cell": self.cell,
            "typing": self.is_typing,
            "colour": self.no % COLOURS,
        }


@dataclass(frozen=True)
class Seen:
    """What a map was when somebody last looked; the same for all its open pages."""

    revision: int
    """Its newest revision."""

    talk: int
    """Number of the last thing that was done on it."""


@dataclass
class _Look:
    """The last look at a map."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    seen: Seen | None = None
    at: float = 0.0
    """When, on a clock that only counts."""

    of_change: int = -1
    """The change that it saw."""


class Rooms:
    """The open pages of each map."""

    def __init__(self) -> None:
        self._seats: dict[str, dict[int, Seat]] = defaultdict(dict)
        self._numbers = count(1)
        self._looks: dict[str, _Look] = defaultdict(_Look)
        self._changes: dict[str, int] = defaultdict(int)
        self.is_closed = False
        """Whether the program ends, and every page is let go."""

    def close(self) -> None:
        """Let every open page go; the program ends."""
        self.is_closed = True
        for map_id in list(self._seats):
            self._tell(map_id)

    def enter(self, map_id: str, name: str, person_id: str | None) -> Seat:
        """Take a seat; call it in the loop that waits for news."""
        seat = Seat(next(self._numbers), name, person_id)
        seat.loop = asyncio.get_running_loop()
        self._seats[map_id][seat.no] = seat
        self._tell(map_id)
        return seat

    def leave(self, map_id: str, seat: Seat) -> None:
        """Give the seat back."""
        self._seats[map_id].pop(seat.no, None)
        self._tell(map_id)

    def move(
        self, map_id: str, seat_no: int, cell: str, *, is_typing: bool, who: str | None
    ) -> None:
        """Say in which cell somebody is; only of their own seat."""
        seat = self._seats[map_id].get(seat_no)
        if seat is not None and seat.person_id == who:
            seat.cell, seat.is_typing = cell[:200], is_typing
            self._tell(map_id)

    def present(self, map_id: str) -> list[dict[str, Any]]:
        """Say who looks at a map."""
        return [seat.told() for seat in list(self._seats[map_id].values())]

    def wake(self, map_id: str) -> None:
        """Tell every open page that a map has changed; from any thread."""
        self._changes[map_id] += 1
        self._tell(map_id)

    async def seen(self, map_id: str, look: Callable[[], Seen], age: float) -> Seen:
        """Say what a map is now; one page looks, and all others are told the same.

        Args:
            map_id: The map.
            look: Looks it up; called in a thread.
            age: A look may be so many seconds old, if no change was told of since.
        """
        last = self._looks[map_id]
        async with last.turn:
            change = self._changes[map_id]
            is_old = monotonic() - last.at >= age
            if last.seen is None or is_old or last.of_change != change:
                last.seen = await asyncio.to_thread(look)
                last.at, last.of_change = monotonic(), change
            return last.seen

    def _tell(self, map_id: str) -> None:
        for seat in list(self._seats[map_id].values()):
            if seat.loop is not None and not seat.loop.is_closed():
                seat.loop.call_soon_threadsafe(seat.news.set)
