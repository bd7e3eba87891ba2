"""Work that takes longer than a page may wait: done beside it, told, and stopped."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from secrets import token_hex
from threading import Event, Lock, RLock, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any

from footlights.errors import FootlightsError, UnknownThingError, WorkStoppedError
from footlights.store.records.holdings import DatasetRecord
from footlights.web.numbers import END_SECONDS, OpenLogs

if TYPE_CHECKING:
    from footlights.web.visitors import Visitor

WAIT_SECONDS = 1.5
"""So long a page waits for work to end; then it says that it goes on."""

KEPT_SECONDS = 600
"""So long what came of work is kept for who asked for it."""

_AGAIN_SECONDS = 0.1


@dataclass(frozen=True)
class Order:
    """What is to be done."""

    title: str
    """What it is, for who waits: `Drawing a first map of calls.csv`."""

    dataset: DatasetRecord
    """The data that it asks; what runs on them is broken off to stop it."""

    address: str
    """The page that asks for it, and shows what came of it."""

    back: str
    """Where to go instead."""


@dataclass
class Work:
    """Something that is done beside the pages."""

    id: str
    by: str | None
    """Id of who asked for it; nobody else sees it."""

    order: Order
    """What is done."""

    begun: float = field(default_factory=monotonic)
    share: float = 0.0
    """How much of it is done, 0 to 1; 0 while that is not known."""

    found: Any = None
    """What came of it; whoever asked knows what it is."""

    error: Exception | None = None
    """Why nothing came of it."""

    is_asking: bool = False
    """Whether it asks the data just now, so that this has to be broken off."""

    is_stopped: bool = False
    """Whether somebody stopped it."""

    ended: Event = field(default_factory=Event)
    """Set once nothing more is done."""

    @property
    def seconds(self) -> int:
        """How long it has taken so far."""
        return int(monotonic() - self.begun)

    def progress(self, share: float) -> None:
        """Take note of how much is done.

        Raises:
            WorkStoppedError: Somebody stopped it.
        """
        if self.is_stopped:
            raise WorkStoppedError
        self.share = share

    @contextmanager
    def turn(self, turn: RLock) -> Iterator[None]:
        """Wait for one's turn; meanwhile it can be stopped.

        Raises:
            WorkStoppedError: Somebody stopped it.
        """
        while not turn.acquire(timeout=_AGAIN_SECONDS):
            self.progress(0)
        try:
            self.is_asking = True
            yield
        finally:
            self.is_asking = False
            turn.release()

    def result(self) -> Any:
        """Give what came of it; raises what went wrong."""
        if self.error is not None:
            raise self.error
        return self.found


class WorkDesk:
    """All work beside the pages.

    Args:
        logs: The logs that it asks.
    """

    def __init__(self, logs: OpenLogs) -> None:
        self._logs = logs
        self._all: dict[str, Work] = {}
        self._keys: dict[Hashable, str] = {}
        self._turn = Lock()

    def begin(
        self,
        visitor: "Visitor",
        key: Hashable,
        order: Order,
        do: Callable[[Work], Any],  # what it gives is its own business
    ) -> Work:
        """Begin work, or give the same that goes on; waits a moment for it to end.

        Args:
            visitor: Who asks.
            key: Equal for the same work.
            order: What is done.
            do: Does it, and gives what came of it.
        """
        own = (visitor.person_id, key)
        with self._turn:
            self._forget_old()
            known = self._all.get(self._keys.get(own, ""))
            if known is None:
                known = Work(token_hex(8), visitor.person_id, order)
                self._all[known.id] = known
                self._keys[own] = known.id
                Thread(target=self._work, args=(known, do), daemon=True).start()
        if known.ended.wait(WAIT_SECONDS):
            self._forget(known)
        return known

    def get(self, visitor: "Visitor", work_id: str) -> Work:
        """Give work that one asked for.

        Raises:
            UnknownThingError: One asked for no such work, or long ago.
        """
        found = self._all.get(work_id)
        if found is None or found.by != visitor.person_id:
            kind = "work"
            raise UnknownThingError(kind, work_id)
        return found

    def stop(self, work: Work) -> None:
        """Stop work, and wait a moment for it to end."""
        work.is_stopped = True
        with self._turn:
            self._keys = {key: id_ for key, id_ in self._keys.items() if id_ != work.id}
        Thread(target=self._break_off, args=(work,), daemon=True).start()
        work.ended.wait(WAIT_SECONDS)

    def close(self) -> None:
        """Stop everything; the program ends."""
        going_on = [work for work in self._all.values() if not work.ended.is_set()]
        for work in going_on:
            self.stop(work)
        for work in going_on:
            work.ended.wait(END_SECONDS)

    def _break_off(self, work: Work) -> None:
        """Break off what work asks until it has ended; it may ask several things."""
        while not work.ended.wait(_AGAIN_SECONDS):
            if work.is_asking:
                with suppress(WorkStoppedError):
                    self._logs.break_off(work.order.dataset)

    def _work(self, work: Work, do: Callable[[Work], Any]) -> None:
        try:
            work.found = self._logs.unbroken(lambda: do(work), lambda: work.is_stopped)
            work.share = 1.0
        except FootlightsError as error:
            work.error = error
        # What is broken off raises whatever the engine raises; a bug goes on to the
        # log of the program, and the page that waits for it must learn of it.
        except Exception as error:
            work.error = WorkStoppedError() if work.is_stopped else error
            if not work.is_stopped:
                raise
        finally:
            work.is_asking = False
            work.ended.set()

    def _forget(self, work: Work) -> None:
        with self._turn:
            self._all.pop(work.id, None)
            self._keys = {key: id_ for key, id_ in self._keys.items() if id_ != work.id}

    def _forget_old(self) -> None:
        for work in list(self._all.values()):
            if work.ended.is_set() and work.seconds > KEPT_SECONDS:
                del self._all[work.id]
