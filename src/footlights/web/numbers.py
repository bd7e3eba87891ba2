"""What maps measure: worked out beside the pages, so that no page waits for it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event, RLock, Thread
from time import monotonic
from typing import Literal, TypeVar

from footlights import __version__
from footlights.errors import FootlightsError, WorkStoppedError
from footlights.events.rules_fingerprint import rules_fingerprint
from footlights.measures.measured import Measured
from footlights.model.edits.document import document_of
from footlights.model.map import Map
from footlights.store.records.holdings import DatasetRecord
from footlights.usecases.kept_log import KeptLog, open_log
from footlights.usecases.measure import measure
from footlights.usecases.prepared_log import PreparedLog
from footlights.usecases.workspace.kept_measures import KeptMeasures

END_SECONDS = 5
"""So long the end of the program waits for what is stopped."""

Found = TypeVar("Found")

Doing = Literal["preparing", "measuring", "done", "failed"]

_WORDS = frozenset(
    [
        "doing",
        "thinking",
        "needs",
        "questions",
        "said",
        "evidence",
        "pains",
        "source",
        "objective",
        "owner",
        "review",
        "standard",
        "describes",
        "quote",
        "customer_goal",
    ]
)
"""Fields whose words no number depends on."""


@dataclass
class Numbers:
    """How far measuring one map on one data set has come."""

    doing: Doing = "preparing"
    """What is done now; `done` or `failed` at the end."""

    begun: float = field(default_factory=monotonic)
    """When it began, on a clock that only counts."""

    log: PreparedLog | None = None
    """The log prepared for the map, as soon as it is."""

    measured: Measured | None = None
    """All measures; those of the map as it was before, until these are done."""

    problem: str = ""
    """Why it failed, in words."""

    is_stopped: bool = False
    """Whether somebody stopped it."""

    is_prepared: Event = field(default_factory=Event)
    """Set once the log is prepared, or never will be."""

    ended: Event = field(default_factory=Event)
    """Set once nothing more is done."""

    @property
    def is_done(self) -> bool:
        """Whether nothing more is to come."""
        return self.doing in {"done", "failed"}

    @property
    def seconds(self) -> int:
        """How long it has taken so far."""
        return int(monotonic() - self.begun)


class OpenLogs:
    """The kept logs of a workspace, opened when they are first asked."""

    def __init__(self, folder_of: Callable[[DatasetRecord], Path]) -> None:
        self._folder_of = folder_of
        self._logs: dict[str, KeptLog] = {}
        self._turns: dict[str, RLock] = {}
        self._turn = RLock()
        self._is_closed = False
        self._broken_off = 0

    def turn_of(self, dataset_id: str) -> RLock:
        """Give what a thread holds while it changes a log."""
        with self._turn:
            return self._turns.setdefault(dataset_id, RLock())

    def get(self, dataset: DatasetRecord) -> KeptLog:
        """Give an open log.

        Raises:
            FootlightsError: As `open_log`; such as another process having it open.
        """
        with self._turn:
            if self._is_closed:
                raise WorkStoppedError
            if dataset.id not in self._logs:
                self._logs[dataset.id] = open_log(self._folder_of(dataset))
            return self._logs[dataset.id]

    def break_off(self, dataset: DatasetRecord) -> None:
        """Stop what runs in a log just now; `unbroken` work of others begins anew."""
        self._broken_off += 1
        self.get(dataset).engine.interrupt()

    def unbroken(
        self, do: Callable[[], Found], is_stopped: Callable[[], bool]
    ) -> Found:
        """Do something that asks logs, again if what another stopped broke it off.

        Queries of one log take turns on one connection, and a query that is stopped
        may turn out to be another's.

        Args:
            do: What is done; may be done several times.
            is_stopped: Whether it was this very work that somebody stopped.
        """
        while True:
            before = self._broken_off
            try:
                return do()
            except FootlightsError:
                raise
            # Breaking off one query stops all of the engine's, which raise whatever it
            # raises; only what was hit without being meant is done again.
            except Exception:
                if is_stopped() or self._broken_off == before or self._is_closed:
                    raise

    def interrupt(self) -> None:
        """Stop whatever runs in any of them."""
        for log in list(self._logs.values()):
            log.engine.interrupt()

    def let_go(self, dataset_id: str) -> None:
        """Close a log, so that others can open it."""
        with self._turn:
            log = self._logs.pop(dataset_id, None)
        if log is not None:
            log.close()

    def close(self) -> None:
        """Close them all; none can be opened any more."""
        self._is_closed = True
        for dataset_id in list(self._logs):
            self.let_go(dataset_id)


class NumbersDesk:
    """Measures each map on its data set once, until either changes.

    Args:
        logs: The logs of the workspace.
    """

    def __init__(self, logs: OpenLogs) -> None:
        self.logs = logs
        self._known: dict[tuple[str, str], Numbers] = {}
        self._latest: dict[tuple[str, str], Measured] = {}
        self._turn = RLock()

    def of(self, map_: Map, dataset: DatasetRecord) -> Numbers:
        """Give the numbers of a map; begins to work them out if nobody has.

        A map whose words alone have changed keeps its numbers.
        """
        key = (map_.id, _key(map_, dataset))
        with self._turn:
            known = self._known.get(key)
            if known is None:
                known = Numbers(measured=self._latest.get((map_.id, dataset.id)))
                self._forget(map_.id)
                self._known[key] = known
                Thread(
                    target=self._work_out, args=(known, map_, dataset), daemon=True
                ).start()
        if known.log is not None and known.log.map is not map_:
            return replace(known, log=replace(known.log, map=map_))
        return known

    def stop(self, map_: Map, dataset: DatasetRecord) -> None:
        """Stop working out the numbers of a map."""
        with self._turn:
            known = self._known.get((map_.id, _key(map_, dataset)))
        if known is not None and not known.is_done:
            known.is_stopped = True
            self.logs.break_off(dataset)

    def close(self) -> None:
        """Stop all that is worked out, and close the logs."""
        with self._turn:
            working = [each for each in self._known.values() if not each.is_done]
        for each in working:
            each.is_stopped = True
        self.logs.interrupt()
        for each in working:
            each.ended.wait(END_SECONDS)
        self.logs.close()

    def again(self, map_: Map) -> None:
        """Forget what failed or is out of date, so that it is worked out anew."""
        with self._turn:
            self._forget(map_.id, only_done=True)

    def _forget(self, map_id: str, *, only_done: bool = False) -> None:
        for key, known in list(self._known.items()):
            is_over = known.is_done or known.is_stopped
            if key[0] == map_id and (is_over or not only_done):
                known.is_stopped = known.is_stopped or not known.is_done
                del self._known[key]

    def _work_out(self, numbers: Numbers, map_: Map, dataset: DatasetRecord) -> None:
        try:
            with self.logs.turn_of(dataset.id):
                _check_goes_on(numbers)
                log = self.logs.get(dataset)
                numbers.log = self.logs.unbroken(
                    lambda: log.prepared(map_), lambda: numbers.is_stopped
                )
                numbers.is_prepared.set()
                numbers.doing = "measuring"
                _check_goes_on(numbers)
                kept = KeptMeasures(log, map_.id, _said(map_))
                found = kept.read()
                if found is None:
                    found = self.logs.unbroken(
                        lambda: measure(map_, log).result, lambda: numbers.is_stopped
                    )
                    kept.write(found)
                numbers.measured = found
                self._latest[map_.id, dataset.id] = numbers.measured
                numbers.doing = "done"
        except FootlightsError as error:
            numbers.problem, numbers.doing = str(error), "failed"
        # As in `unbroken`; a bug goes on to the log of the program, and the page that
        # waits for it must learn of it.
        except Exception as error:
            stopped = numbers.is_stopped
            numbers.problem = str(WorkStoppedError()) if stopped else _told(error)
            numbers.doing = "failed"
            if not stopped:
                raise
        finally:
            numbers.is_prepared.set()
            numbers.ended.set()


def _check_goes_on(numbers: Numbers) -> None:
    if numbers.is_stopped:
        raise WorkStoppedError


def _told(error: Exception) -> str:
    return (
        f"Measuring failed: {type(error).__name__}. What the program says of it stands"
        " where it was started."
    )


def _key(map_: Map, dataset: DatasetRecord) -> str:
    """Give a text that is equal for maps and data with the same numbers."""
    return f"{dataset.id} {dataset.fingerprint} {_said(map_)}"


def _said(map_: Map) -> str:
    """Give all of a map that its numbers depend on."""
    rules = rules_fingerprint(map_, __version__)
    return f"{rules} {_without_words(document_of(map_))}"


def _without_words(value: object) -> object:
    if isinstance(value, dict):
        return {
            key: _without_words(each)
            for key, each in value.items()
            if key not in _WORDS
        }
    if isinstance(value, list):
        return [_without_words(each) for each in value]
    return value
