"""Work that is waited for in bounded time."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Found = TypeVar("Found")


class BoundedWork(Generic[Found]):
    """Something done in a thread of its own, which may be left behind.

    Args:
        work: What to do; begun at once.
    """

    def __init__(self, work: Callable[[], Found]) -> None:
        self._work = work
        self._found: list[Found] = []
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._do, daemon=True)
        self._thread.start()

    def is_over(self, within: float) -> bool:
        """Wait at most so many seconds, and say whether it is over."""
        self._thread.join(within)
        return not self._thread.is_alive()

    def result(self) -> Found:
        """Give what was found, once it is over; raises what went wrong."""
        if self._error is not None:
            raise self._error
        return self._found[0]

    def _do(self) -> None:
        try:
            self._found.append(self._work())
        except BaseException as error:  # noqa: BLE001 - raised where it is waited for
            self._error = error
