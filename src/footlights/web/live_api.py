"""What changes on a map while somebody looks at it, as server-sent events."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from time import monotonic
from typing import Annotated, Any

from fastapi import APIRouter, Body, Request
from fastapi.responses import StreamingResponse

from footlights.errors import FootlightsError, UnknownMapError
from footlights.usecases.workspace.maps import about_map
from footlights.web.live import Seat, Seen
from footlights.web.visitors import Asking, Visitor, visitor_of

LOOK_SECONDS = 1.0
"""How often a page looks for what another process has changed, and whether it may."""

GATHER_SECONDS = 0.1
"""So long news are gathered before they are told: many people move at once."""

BREATH_SECONDS = 15
"""After so long without news a line is sent, so that nobody closes the connection."""


def live_api() -> APIRouter:
    """Give the interface to live pages."""
    routes = APIRouter(prefix="/api/maps/{map_id}", tags=["live"])

    @routes.get("/live", response_class=StreamingResponse)
    async def live(request: Request, visitor: Asking, map_id: str) -> StreamingResponse:
        """Tell the newest revision, who is there, and that something was said.

        Events `state` hold `revision`, `seat` (one's own), `people` and `talk`, a
        number that grows when comments, images or the owner change.
        """
        await asyncio.to_thread(_check_may, request, map_id)
        return StreamingResponse(
            _states(request, visitor, map_id),
            media_type="text/event-stream",
            headers={"cache-control": "no-store", "x-accel-buffering": "no"},
        )

    @routes.post("/presence", status_code=204)
    async def presence(
        visitor: Asking,
        map_id: str,
        seat: Annotated[int, Body()],
        cell: Annotated[str, Body()],
        typing: Annotated[bool, Body()] = False,  # noqa: FBT002 - a field of the body
    ) -> None:
        """Say in which cell one is."""
        visitor.site.rooms.move(
            map_id, seat, cell, is_typing=typing, who=visitor.person_id
        )

    return routes


async def _states(
    request: Request, visitor: Visitor, map_id: str
) -> AsyncIterator[str]:
    rooms = visitor.site.rooms
    seat = rooms.enter(map_id, visitor.name or "Guest", visitor.person_id)
    told: dict[str, Any] | None = None
    told_at = checked_at = monotonic()
    try:
        while not rooms.is_closed:
            seat.news.clear()
            try:
                if monotonic() - checked_at >= LOOK_SECONDS:
                    await asyncio.to_thread(_check_may, request, map_id)
                    checked_at = monotonic()
                state = await _state(visitor, map_id, seat)
            except FootlightsError as error:
                yield _event("ended", {"code": error.code, "message": str(error)})
                return
            if state != told:
                told, told_at = state, monotonic()
                yield _event("state", state)
                await asyncio.sleep(GATHER_SECONDS)
            elif monotonic() - told_at >= BREATH_SECONDS:
                told_at = monotonic()
                yield ": still here\n\n"
            with suppress(TimeoutError):
                await asyncio.wait_for(seat.news.wait(), LOOK_SECONDS)
    finally:
        rooms.leave(map_id, seat)


async def _state(visitor: Visitor, map_id: str, seat: Seat) -> dict[str, Any]:
    """Say what a page shows: how the map is, and who is there."""
    rooms = visitor.site.rooms
    seen = await rooms.seen(map_id, lambda: _look(visitor, map_id), LOOK_SECONDS)
    return {
        "revision": seen.revision,
        "seat": seat.no,
        "people": rooms.present(map_id),
        "talk": seen.talk,
    }


def _check_may(request: Request, map_id: str) -> None:
    """See to it that somebody may still read a map, with what they came with.

    Raises:
        FootlightsError: They may not, or not any more.
    """
    visitor = visitor_of(request)
    about_map(visitor.site.workspace, visitor.caller, map_id)


def _look(visitor: Visitor, map_id: str) -> Seen:
    with visitor.site.workspace.store.reading() as records:
        found = records.maps.get(map_id)
        last = records.audit.latest(map_id=map_id, besides="revision", limit=1)
    if found is None:
        raise UnknownMapError(map_id)
    return Seen(found.head_no, last[0].no if last else 0)


def _event(name: str, value: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(value, ensure_ascii=False)}\n\n"
