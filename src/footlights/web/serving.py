"""Serve maps to browsers on this machine until somebody ends it."""

import socket
from collections.abc import Callable
from contextlib import closing

import uvicorn

from footlights.errors import PortInUseError
from footlights.web.app import create_app
from footlights.web.served import Shelf

HOST = "127.0.0.1"
"""Only this machine: nobody signs in yet."""


def serve(shelf: Shelf, port: int, ready: Callable[[str], None]) -> None:
    """Answer browsers until the program is told to end.

    Args:
        shelf: What is served.
        port: Where; 0 for any that is free.
        ready: Told the address once it is answered.

    Raises:
        PortInUseError: Another program listens there.
    """
    with closing(_listening(port)) as listener:
        ready(f"http://{HOST}:{listener.getsockname()[1]}/")
        config = uvicorn.Config(
            create_app(shelf), log_level="warning", access_log=False
        )
        uvicorn.Server(config).run(sockets=[listener])


def _listening(port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError as error:
        listener.close()
        raise PortInUseError(port) from error
    listener.listen()
    return listener
