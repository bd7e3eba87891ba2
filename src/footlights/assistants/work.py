"""What a tool is doing while somebody waits for its answer."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import anyio
from mcp.server.mcpserver import Context

PATIENCE = 1.0
"""Seconds between two words to whoever waits; the first come after as many."""


class Work:
    """What is being done now: one thread says it, another passes it on."""

    def __init__(self) -> None:
        self._words = ""
        self._share = 0.0

    @contextmanager
    def doing(self, words: str) -> Iterator[None]:
        """Say what is done inside, such as `Reading calls.csv`."""
        before, self._words, self._share = self._words, words, 0.0
        try:
            yield
        finally:
            self._words, self._share = before, 0.0

    def share(self, done: float) -> None:
        """Say how much of it is done, 0 to 1."""
        self._share = done

    def __str__(self) -> str:
        """Say it in a few words."""
        words = self._words or "Waiting for another question to be answered"
        return f"{words}: {self._share:.0%} done" if 0 < self._share < 1 else words


async def tell_work(work: Work, context: Context[Any, Any]) -> None:
    """Tell whoever asked for it what is being done, each second until cancelled.

    What stands for progress is the seconds that have passed: how many it will take
    is not known.
    """
    began = time.monotonic()
    while True:
        await anyio.sleep(PATIENCE)
        passed = round(time.monotonic() - began, 1)
        await context.report_progress(passed, None, str(work))
