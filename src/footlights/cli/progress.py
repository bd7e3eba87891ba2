"""A progress bar on stderr, for work that takes longer than two seconds."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock, Timer
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
    While no share is known, and after all is said to be done, the bar only moves.
    """
    if not stderr_console().is_terminal:
        yield _leave_unseen
        return
    bar = _Bar(title)
    timer = Timer(PATIENCE, bar.show)
    timer.daemon = True
    timer.start()
    try:
        yield bar.update
    finally:
        timer.cancel()
        bar.close()


def _leave_unseen(share: float) -> None:
    del share


class _Bar:
    """A bar that another thread shows when it is time to."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._share = 0.0
        self._lock = Lock()
        self._is_over = False
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def show(self) -> None:
        """Draw the bar, unless the work is over."""
        from rich.progress import (
            BarColumn,
            Progress,
            TaskProgressColumn,
            TextColumn,
            TimeElapsedColumn,
        )

        with self._lock:
            if self._is_over:
                return
            columns = (TextColumn("{task.description}"), BarColumn())
            self._progress = Progress(
                *columns,
                TaskProgressColumn(),
                TimeElapsedColumn(),
                console=stderr_console(),
                transient=True,
            )
            self._task = self._progress.add_task(self._title, total=None)
            self._progress.start()
            self._draw()

    def update(self, share: float) -> None:
        """Take note of how much is done."""
        with self._lock:
            self._share = share
            self._draw()

    def close(self) -> None:
        """Take the bar away."""
        with self._lock:
            self._is_over = True
            if self._progress is not None:
                self._progress.stop()

    def _draw(self) -> None:
        if self._progress is None or self._task is None:
            return
        is_known = 0 < self._share < 1
        # Rich shows a moving bar where the total is None.
        self._progress.tasks[0].total = 1.0 if is_known else None
        self._progress.update(self._task, completed=self._share)
