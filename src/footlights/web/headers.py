"""What every answer tells the browser to refuse."""

from collections.abc import Awaitable, Callable, MutableMapping
from time import perf_counter
from typing import Any

# Styles may stand in a page: widths and places in a picture are written so.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self';"
    " frame-ancestors 'none'; base-uri 'none'"
)
"""Content security policy: nothing from elsewhere, and no script in a page's text."""

_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "private, no-cache",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}

Message = MutableMapping[str, Any]
App = Callable[..., Awaitable[None]]


class SafeHeaders:
    """Adds to every answer those headers that it does not have yet, and how long it took.

    `server-timing` says the milliseconds from taking a request until its answer begins;
    browsers show it beside each request.

    Args:
        app: What answers.
    """

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: App, send: App) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        begun = perf_counter()

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                took = f"total;dur={1000 * (perf_counter() - begun):.1f}"
                given = {name for name, _ in message["headers"]}
                own = {name.encode(): said.encode() for name, said in _HEADERS.items()}
                message["headers"] = [
                    *message["headers"],
                    (b"server-timing", took.encode()),
                    *((name, said) for name, said in own.items() if name not in given),
                ]
            await send(message)

        await self._app(scope, receive, send_safely)
