"""How a command ends that is told to: by Ctrl-C, or by the system."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells have it."""

TERMINATED = 143
"""Exit status after the system told a command to end, as shells have it."""

_QUERY = "Query interrupted"
"""What DuckDB makes of Ctrl-C while it computes."""


class Ended(Exception):  # noqa: N818 - no error: somebody wanted it
    """A command was told to end; carries its exit status."""

    def __init__(self, status: int) -> None:
        super().__init__()
        self.status = status
        """The exit status."""


@contextmanager
def ended_in_order() -> Iterator[None]:
    """Close all that is open inside where a command is told to end.

    Left to itself the system ends it at once: what was to be thrown away, such as rows
    that did not fit into memory, would stay in the folder of temporary files.

    Raises:
        Ended: It was told to end.
    """
    terminated = False

    def end(_number: int, _frame: FrameType | None) -> None:
        nonlocal terminated
        terminated = True
        raise KeyboardInterrupt

    # Signals can be listened to in the main thread alone.
    is_main = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGTERM, end) if is_main else None
    try:
        yield
    except (KeyboardInterrupt, RuntimeError) as error:
        if isinstance(error, RuntimeError) and str(error) != _QUERY:
            raise
        raise Ended(TERMINATED if terminated else INTERRUPTED) from None
    finally:
        if is_main:
            signal.signal(signal.SIGTERM, before)
