"""Refuses to read more than an address takes, and large files of strangers."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from footlights.errors import NotAllowedError, TooLargeError
from footlights.usecases.workspace.policy import LEAST, Action
from footlights.web.ending import Ending
from footlights.web.grid_pages import LARGEST_GRID
from footlights.web.imports import LARGEST_FILE
from footlights.web.visitors import visitor_of

LARGEST_BODY = 12_000_000
"""So many bytes are read of a request: an image of 10 MB with all around it."""

_AROUND = 1_000_000
"""Bytes of a form around the file in it."""

_LARGER: tuple[tuple[str, int, Action], ...] = (
    ("/data/new", LARGEST_FILE + _AROUND, "manage-data"),
    ("/api/data", LARGEST_FILE + _AROUND, "manage-data"),
    ("/grids/new", LARGEST_GRID + _AROUND, "make-map"),
    ("/api/grids", LARGEST_GRID + _AROUND, "make-map"),
    ("/api/grids/look", LARGEST_GRID + _AROUND, "make-map"),
)
"""Addresses that take files, how much of them, and of whom."""

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]


class BodySizes:
    """Counts what is sent, and stops reading where it is more than is taken.

    Bodies are read before anybody asks who sends them, forms into files: without this
    a stranger could fill the memory and the disk.

    Args:
        app: What answers.
        ending: The end of the program, beyond which nobody waits for more.
    """

    def __init__(self, app: App, ending: Ending) -> None:
        self._app = app
        self._ending = ending

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most, action = _taken(scope["path"])
        said = dict(scope["headers"]).get(b"content-length", b"")
        length = int(said) if said.isdigit() else 0
        held, is_known, is_whole = 0, action is None, False

        async def check(size: int) -> None:
            nonlocal is_known
            if size > most:
                what = "request"
                raise TooLargeError(what, most)
            if action is not None and not is_known and size > LARGEST_BODY:
                await run_in_threadpool(_check_may, Request(scope), action)
                is_known = True

        async def receive_counted() -> Message:
            nonlocal held, is_whole
            if is_whole:
                return await receive()
            # What is told to come is refused before any of it is read.
            await check(length)
            message = await self._ending.unless(receive)
            is_whole = not message.get("more_body", False)
            held += len(message.get("body", b""))
            await check(held)
            return message

        await self._app(scope, receive_counted, send)


def _taken(path: str) -> tuple[int, Action | None]:
    for address, most, action in _LARGER:
        if path == address:
            return most, action
    return LARGEST_BODY, None


def _check_may(request: Request, action: Action) -> None:
    """See to it that somebody may send a large file.

    Raises:
        FootlightsError: Nobody knows them, or they may not.
    """
    if action not in visitor_of(request).may():
        raise NotAllowedError(action, LEAST[action])
