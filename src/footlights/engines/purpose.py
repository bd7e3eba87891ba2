"""What a query is for, so that who notes queries can name them."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_PURPOSE: ContextVar[str] = ContextVar("purpose", default="")


@contextmanager
def asked_for(purpose: str) -> Iterator[None]:
    """Say what the queries of a block are for.

    Args:
        purpose: Its name; empty keeps what was said around the block.
    """
    told = _PURPOSE.set(purpose or _PURPOSE.get())
    try:
        yield
    finally:
        _PURPOSE.reset(told)


def present_purpose() -> str:
    """Give what the query that runs is for; empty if nobody said."""
    return _PURPOSE.get()
