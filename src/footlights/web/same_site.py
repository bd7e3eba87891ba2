"""Refuses changes that a page of another site sends."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from fastapi.responses import JSONResponse

from footlights.errors import ForeignRequestError

_SAFE = {"GET", "HEAD", "OPTIONS"}
_THIS_MACHINE = {"127.0.0.1", "localhost", "::1", "testserver"}

Message = Mapping[str, Any]
App = Callable[..., Awaitable[None]]


class SameSite:
    """Lets only requests of its own pages, and of programs, change anything.

    Browsers say where a request comes from. A program with a token says nothing, and
    cannot be made to act by somebody else's page. On this machine alone, a name that
    another site gave to this address is refused too.

    Args:
        app: What answers.
        is_local: Whether only this machine is answered.
    """

    def __init__(self, app: App, *, is_local: bool) -> None:
        self._app = app
        self._is_local = is_local

    async def __call__(self, scope: Message, receive: App, send: App) -> None:
        """Answer one request."""
        if scope["type"] == "http" and self._is_foreign(scope):
            error = ForeignRequestError()
            told = {"code": error.code, "message": str(error)}
            await JSONResponse(told, status_code=403)(scope, receive, send)  # type: ignore[arg-type]  # a scope is a mapping
            return
        await self._app(scope, receive, send)

    def _is_foreign(self, scope: Message) -> bool:
        headers = {
            name.decode().lower(): v.decode("latin-1") for name, v in scope["headers"]
        }
        host = headers.get("host", "")
        if self._is_local and _name(host) not in _THIS_MACHINE:
            return True
        if scope["method"] in _SAFE:
            return False
        if headers.get("authorization", "").lower().startswith("bearer "):
            return False
        said = headers.get("sec-fetch-site")
        if said is not None:
            return said not in {"same-origin", "none"}
        origin = headers.get("origin")
        return origin is not None and urlsplit(origin).netloc != host


def _name(host: str) -> str:
    return urlsplit(f"//{host}").hostname or ""
