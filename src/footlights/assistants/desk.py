"""What assistants work at: maps, and the logs that measure them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from footlights.assistants.work import Work
from footlights.measures.measured import Measured
from footlights.model.edits.edit import Edit
from footlights.model.map import Map
from footlights.usecases.evidence.settled import rare_words, without_rare
from footlights.usecases.kept_log import KeptLog
from footlights.usecases.measure import measure


@dataclass(frozen=True)
class MapLine:
    """One map that can be asked about."""

    map: str
    """Its id, by which every tool knows it."""

    name: str
    """What readers see."""

    state: str
    """`current` or `future`."""

    objective: str | None
    """What the experience is for."""

    stages: int
    """How many stages it has."""

    touchpoints: int
    """How many touchpoints it has."""

    revision: int | None
    """Its newest revision; None for a file."""

    data: str | None
    """By what it is measured; None if by nothing."""


@dataclass(frozen=True)
class Proposed:
    """Where a proposal waits for a person, and what it would change."""

    proposal: str
    """Its id, or the name of the file that holds the proposed map."""

    how_to_accept: str
    """What a person does to accept it."""

    changes: tuple[str, ...]
    """What would change, in words."""


class Desk(Protocol):
    """Maps with their logs, wherever they are kept."""

    work: Work
    """What is being done."""

    def lines(self) -> tuple[MapLine, ...]:
        """List the maps."""
        ...

    def map(self, map_id: str) -> Map:
        """Give a map as it is now.

        Raises:
            UnknownMapError: There is none of that id.
        """
        ...

    def revision(self, map_id: str) -> int | None:
        """Give the number of its newest revision; None where maps have none.

        Raises:
            UnknownMapError: There is no such map.
        """
        ...

    def log(self, map_id: str) -> KeptLog:
        """Give the log that measures a map.

        Raises:
            UnknownMapError: There is no such map.
            NotMeasuredError: Nothing measures it.
            FootlightsError: The log cannot be read or opened.
        """
        ...

    def note_look(self, map_id: str, customer: str) -> None:
        """Note that somebody looks at a single customer, where that is noted."""
        ...

    def propose(
        self, map_id: str, edits: Sequence[Edit], why: str, base: int | None
    ) -> Proposed:
        """Keep edits until a person accepts or refuses them; the map stays as it is.

        Args:
            map_id: The map.
            edits: What should change.
            why: The reason, in words.
            base: The revision that was read, where maps have revisions; None for
                that of now.

        Raises:
            EditDoesNotFitError: The edits lead to what is no map.
            UnknownPartError: An edit is about a part that is not there.
        """
        ...


def line_of(map_: Map, revision: int | None, data: str | None) -> MapLine:
    """Say of a map what a list says."""
    return MapLine(
        map=map_.id,
        name=map_.name,
        state=map_.state,
        objective=map_.objective,
        stages=len(map_.stages),
        touchpoints=len(map_.touchpoints),
        revision=revision,
        data=data,
    )


class Measurer:
    """Measures maps once, until map or data change."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: dict[str, tuple[Map, str, Measured, frozenset[str]]] = {}

    def of(self, map_id: str) -> tuple[Map, Measured]:
        """Give a map and all that is measured of it, without rare teams and locations.

        Raises:
            FootlightsError: As `Desk.log`; or the map cannot be measured by it.
        """
        map_, _, measured, _ = self._measured(map_id)
        return map_, measured

    def rare_of(self, map_id: str) -> frozenset[str]:
        """Name teams and locations of few touches, which may be persons; as `of`."""
        return self._measured(map_id)[3]

    def _measured(self, map_id: str) -> tuple[Map, str, Measured, frozenset[str]]:
        map_, log = self._desk.map(map_id), self._desk.log(map_id)
        data = log.fingerprint
        known = self._known.get(map_id)
        if known is None or known[:2] != (map_, data):
            with self._desk.work.doing("Measuring"):
                measured = measure(map_, log).result
                rare = rare_words(log.prepared(map_))
            known = map_, data, without_rare(measured, rare), rare
            self._known[map_id] = known
        return known
