"""Who looks at which map, and what they are told of each other."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import count
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


class Rooms:
    """The open pages of each map."""

    def __init__(self) -> None:
        self._seats: dict[str, dict[int, Seat]] = defaultdict(dict)
        self._numbers = count(1)
        self.is_closed = False
        """Whether the program ends, and every page is let go."""

    def close(self) -> None:
        """Let every open page go; the program ends."""
        self.is_closed = True
        for map_id in list(self._seats):
            self.wake(map_id)

    def enter(self, map_id: str, name: str, person_id: str | None) -> Seat:
        """Take a seat; call it in the loop that waits for news."""
        seat = Seat(next(self._numbers), name, person_id)
        seat.loop = asyncio.get_running_loop()
        self._seats[map_id][seat.no] = seat
        self.wake(map_id)
        return seat

    def leave(self, map_id: str, seat: Seat) -> None:
        """Give the seat back."""
        self._seats[map_id].pop(seat.no, None)
        self.wake(map_id)

    def move(
        self, map_id: str, seat_no: int, cell: str, *, is_typing: bool, who: str | None
    ) -> None:
        """Say in which cell somebody is; only of their own seat."""
        seat = self._seats[map_id].get(seat_no)
        if seat is not None and seat.person_id == who:
            seat.cell, seat.is_typing = cell[:200], is_typing
            self.wake(map_id)

    def present(self, map_id: str) -> list[dict[str, Any]]:
        """Say who looks at a map."""
        return [seat.told() for seat in list(self._seats[map_id].values())]

    def wake(self, map_id: str) -> None:
        """Tell every open page of a map that there is news; from any thread."""
        for seat in list(self._seats[map_id].values()):
            if seat.loop is not None and not seat.loop.is_closed():
                seat.loop.call_soon_threadsafe(seat.news.set)
