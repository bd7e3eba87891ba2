"""What changes on a map while somebody looks at it, as server-sent events."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Body, Request
from fastapi.responses import StreamingResponse

from footlights.errors import FootlightsError
from footlights.usecases.workspace.maps import about_map
from footlights.web.live import Seat
from footlights.web.visitors import Asking, Visitor, visitor_of

LOOK_SECONDS = 1.0
"""How often a page looks for what another process has changed."""

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
        await asyncio.to_thread(_revision, visitor, map_id)
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
    silent = 0.0
    try:
        while not rooms.is_closed:
            try:
                state = await asyncio.to_thread(_state, request, map_id, seat)
            except FootlightsError as error:
                yield _event("ended", {"code": error.code, "message": str(error)})
                return
            if state != told:
                told, silent = state, 0.0
                yield _event("state", state)
            elif silent >= BREATH_SECONDS:
                silent = 0.0
                yield ": still here\n\n"
            seat.news.clear()
            try:
                await asyncio.wait_for(seat.news.wait(), LOOK_SECONDS)
            except TimeoutError:
                silent += LOOK_SECONDS
    finally:
        rooms.leave(map_id, seat)


def _state(request: Request, map_id: str, seat: Seat) -> dict[str, Any]:
    """Look up what a page shows; who may no longer read the map learns it here."""
    visitor = visitor_of(request)
    rooms = visitor.site.rooms
    return {
        "revision": _revision(visitor, map_id),
        "seat": seat.no,
        "people": rooms.present(map_id),
        "talk": _talk(visitor, map_id),
    }


def _revision(visitor: Visitor, map_id: str) -> int:
    return about_map(visitor.site.workspace, visitor.caller, map_id).head_no


def _talk(visitor: Visitor, map_id: str) -> int:
    """Give the number of the last thing that was done on a map."""
    with visitor.site.workspace.store.reading() as records:
        found = records.audit.latest(map_id=map_id, limit=1)
    return found[0].no if found else 0


def _event(name: str, value: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(value, ensure_ascii=False)}\n\n"
