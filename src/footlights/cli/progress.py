"""A progress bar on stderr, for work that takes longer than two seconds."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from footlights.cli.console import stderr_console

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE = 2.0
"""Seconds that work may take before a bar is shown."""


@contextmanager
def shown_progress(title: str) -> Iterator[Callable[[float], None]]:
    """Give a function to call with the share of the work that is done, 0 to 1.

    Nothing is drawn where stderr is no terminal, and none in the first two seconds.
    """
    shown = _Bar(title)
    try:
        yield shown.update
    finally:
        shown.close()


class _Bar:
    """A bar that waits before it appears."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._console = stderr_console()
        self._began = time.monotonic()
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def update(self, share: float) -> None:
        """Show how much is done, if it is time to show anything."""
        if not self._console.is_terminal:
            return
        if self._progress is None:
            if time.monotonic() - self._began < PATIENCE:
                return
            self._start()
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, completed=share)

    def close(self) -> None:
        """Take the bar away."""
        if self._progress is not None:
            self._progress.stop()

    def _start(self) -> None:
        from rich.progress import (
            BarColumn,
            Progress,
            TaskProgressColumn,
            TextColumn,
            TimeRemainingColumn,
        )

        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TimeRemainingColumn(),
            console=self._console,
            transient=True,
        )
        self._task = self._progress.add_task(self._title, total=1.0)
        self._progress.start()
