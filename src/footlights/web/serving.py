"""Serve a workspace to browsers until somebody ends it."""

import logging
import socket
from collections.abc import Callable
from contextlib import closing

import uvicorn

from footlights.errors import NobodyToSignInError, PortInUseError
from footlights.usecases.workspace.joining import has_people
from footlights.web.app import create_app
from footlights.web.ending import is_worth_telling
from footlights.web.held_folder import held_folder
from footlights.web.site import Site

KEEP_SECONDS = 75
"""So long a connection stays open while nothing is asked. Proxies keep theirs for 60,
and pages ask every few seconds: neither should ask just as it closes."""

END_SECONDS = 3
"""So long open pages may take to end their connections."""


def serve(
    site: Site,
    host: str,
    port: int,
    ready: Callable[[str], None],
    *,
    proxy: str | None = None,
) -> None:
    """Answer browsers until the program is told to end.

    Args:
        site: What is served.
        host: The address to listen on.
        port: Where; 0 for any that is free.
        ready: Told the address once it is answered.
        proxy: Address of the proxy that is believed who asks; None for none.

    Raises:
        WorkspaceServedError: Another process serves it.
        NobodyToSignInError: Others could reach it, and nobody has joined it yet.
        PortInUseError: Another program listens there.
    """
    if not site.is_local and not has_people(site.workspace):
        raise NobodyToSignInError(host)
    with (
        held_folder(site.workspace.folder) as tell,
        closing(_listening(host, port)) as listener,
    ):
        named = f"[{host}]" if ":" in host else host
        address = f"http://{named}:{listener.getsockname()[1]}/"
        tell(address)
        ready(address)
        SiteServer(site, proxy).run(sockets=[listener])


class SiteServer(uvicorn.Server):
    """A server that lets open pages go before it ends.

    Args:
        site: What is served.
        proxy: Address of the proxy that is believed; None for none. Whoever is not
            behind it could else say to be somebody new with every guess.
    """

    def __init__(self, site: Site, proxy: str | None = None) -> None:
        self._site = site
        super().__init__(
            uvicorn.Config(
                create_app(site),
                log_level="warning",
                access_log=False,
                proxy_headers=proxy is not None,
                forwarded_allow_ips=proxy or "",
                timeout_keep_alive=KEEP_SECONDS,
                timeout_graceful_shutdown=END_SECONDS,
            )
        )
        logging.getLogger("uvicorn.error").addFilter(is_worth_telling)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let the open pages go, and what is half sent; then end."""
        self._site.rooms.close()
        self._site.ending.begin()
        await super().shutdown(sockets)


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise PortInUseError(port) from error
    listener.listen()
    return listener
