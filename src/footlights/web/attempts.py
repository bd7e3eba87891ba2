"""How often somebody may try to sign in."""

from collections import defaultdict, deque
from collections.abc import Callable
from threading import Lock
from time import monotonic

from footlights.errors import TooManyAttemptsError

MOST = 10
"""So many wrong attempts ..."""

WITHIN_SECONDS = 15 * 60
"""... in so many seconds; then one waits."""


class Attempts:
    """Counts wrong attempts of each address and for each e-mail.

    Args:
        clock: Gives seconds.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._failed: dict[str, deque[float]] = defaultdict(deque)
        self._turn = Lock()

    def begin(self, *keys: str) -> None:
        """Count an attempt, before anybody knows whether it is right.

        Counted only afterwards, many sent at once would all be let through.

        Raises:
            TooManyAttemptsError: There were too many; wait as long as it says.
        """
        now = self._clock()
        with self._turn:
            for key in [k for k in self._failed if not self._recent(k, now)]:
                del self._failed[key]
            for key in keys:
                failed = self._recent(key, now)
                if len(failed) >= MOST:
                    wait = failed[0] + WITHIN_SECONDS - now
                    raise TooManyAttemptsError(int(wait // 60) + 1)
            for key in keys:
                self._failed[key].append(now)

    def was_right(self, *keys: str) -> None:
        """Take the newest attempt back, as it was right."""
        with self._turn:
            for key in keys:
                if self._failed[key]:
                    self._failed[key].pop()

    def _recent(self, key: str, now: float) -> deque[float]:
        failed = self._failed[key]
        while failed and failed[0] <= now - WITHIN_SECONDS:
            failed.popleft()
        return failed
