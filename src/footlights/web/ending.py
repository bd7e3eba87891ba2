"""How a server ends: what is half sent is told so, and nothing speaks of its insides."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from footlights.errors import WorkspaceClosingError

Message = MutableMapping[str, Any]

_BROKEN_OFF = "Cancel %s running task(s)"
"""How the server begins what it says of requests that it breaks off."""


class Ending:
    """The end of the program, for requests that wait for more of what is sent."""

    def __init__(self) -> None:
        self._is_near = False
        self._waiting: set[asyncio.Future[None]] = set()

    def begin(self) -> None:
        """Let go of all that wait; call it in the loop that they wait in."""
        self._is_near = True
        for each in self._waiting:
            if not each.done():
                each.set_result(None)

    async def unless(self, receive: Callable[[], Awaitable[Message]]) -> Message:
        """Wait for more of what is sent, but not beyond the end of the program.

        Raises:
            WorkspaceClosingError: The program ends first.
        """
        end = asyncio.get_running_loop().create_future()
        if self._is_near:
            end.set_result(None)
        self._waiting.add(end)
        more = asyncio.ensure_future(receive())
        try:
            await asyncio.wait((more, end), return_when=asyncio.FIRST_COMPLETED)
            if not more.done():
                raise WorkspaceClosingError
            return more.result()
        finally:
            self._waiting.discard(end)
            more.cancel()


def is_worth_telling(record: logging.LogRecord) -> bool:
    """Say whether whoever runs the server has to read what it says.

    A request that is broken off because the program ends is no fault of anything;
    that some were is said in words.
    """
    if record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError):
        return False
    if record.msg.startswith(_BROKEN_OFF):
        record.msg = "Broken off, as they did not end by themselves: %s requests."
    return True
