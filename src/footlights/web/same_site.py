"""Refuses changes that a page of another site sends."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from fastapi.responses import JSONResponse

from footlights.errors import (
    FootlightsError,
    ForeignRequestError,
    ForwardedRequestError,
)

_SAFE = {"GET", "HEAD", "OPTIONS"}
_THIS_MACHINE = {"127.0.0.1", "localhost", "::1"}

_PASSED_ON = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
"""Said by a proxy, behind which anybody may be."""

Message = Mapping[str, Any]
App = Callable[..., Awaitable[None]]


class SameSite:
    """Lets only requests of its own pages, and of programs, change anything.

    Browsers say where a request comes from. A program with a token says nothing, and
    cannot be made to act by somebody else's page. On this machine alone, a name that
    another site gave to this address is refused too, and so is what a proxy passes on:
    who asks is then elsewhere.

    Args:
        app: What answers.
        is_local: Whether only this machine is answered.
    """

    def __init__(self, app: App, *, is_local: bool) -> None:
        self._app = app
        self._is_local = is_local

    async def __call__(self, scope: Message, receive: App, send: App) -> None:
        """Answer one request."""
        error = self._refusal(scope) if scope["type"] == "http" else None
        if error is not None:
            told = {"code": error.code, "message": str(error)}
            await JSONResponse(told, status_code=403)(scope, receive, send)  # type: ignore[arg-type]  # a scope is a mapping
            return
        await self._app(scope, receive, send)

    def _refusal(self, scope: Message) -> FootlightsError | None:
        headers = {
            name.decode("latin-1").lower(): said.decode("latin-1")
            for name, said in scope["headers"]
        }
        if self._is_local and not headers.keys().isdisjoint(_PASSED_ON):
            return ForwardedRequestError()
        is_foreign = self._is_foreign(scope["method"], headers)
        return ForeignRequestError() if is_foreign else None

    def _is_foreign(self, method: str, headers: Mapping[str, str]) -> bool:
        host = headers.get("host", "")
        if self._is_local and _name(host) not in _THIS_MACHINE:
            return True
        if method in _SAFE:
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
