"""Maps that are kept together do not contradict each other."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, Protocol

from footlights.model.map import Map
from footlights.model.problem import Problem


class RuleBetweenMaps(Protocol):
    """Something that must hold among maps that are checked together."""

    code: ClassVar[str]
    """Stable name of the rule."""

    def check(self, maps: Sequence[Map]) -> Iterator[tuple[int, Problem]]:
        """Yield every breach with the position of the map that has to change."""
        ...


class MapIdNamesOneMap:
    """No two maps have the same id."""

    code: ClassVar[str] = "map-id-twice"

    def check(self, maps: Sequence[Map]) -> Iterator[tuple[int, Problem]]:
        """Yield every map whose id another one has before it."""
        seen: set[str] = set()
        for no, map_ in enumerate(maps):
            if map_.id in seen:
                yield (
                    no,
                    Problem(
                        self.code,
                        ("id",),
                        f"Another of these maps has the id {map_.id!r} already."
                        " Give one of them another id.",
                    ),
                )
            seen.add(map_.id)


class FutureIsOfACurrent:
    """A future map changes a current map, not another future one."""

    code: ClassVar[str] = "future-of-future"

    def check(self, maps: Sequence[Map]) -> Iterator[tuple[int, Problem]]:
        """Yield every map that changes a future map among these."""
        future = {map_.id for map_ in maps if map_.state == "future"}
        for no, map_ in enumerate(maps):
            if map_.of in future and map_.of != map_.id:
                yield (
                    no,
                    Problem(
                        self.code,
                        ("of",),
                        f"The map changes {map_.of!r}, which is a future map itself."
                        " Name the current map.",
                    ),
                )


class TouchpointHasOneName:
    """A touchpoint that stands on several maps is called the same on all."""

    code: ClassVar[str] = "touchpoint-named-twice"

    def check(self, maps: Sequence[Map]) -> Iterator[tuple[int, Problem]]:
        """Yield every touchpoint that an earlier map calls otherwise.

        A future map may rename what its current map has.
        """
        names: dict[str, tuple[str, Map]] = {}
        for no, map_ in enumerate(maps):
            for where, _, touchpoint in map_.walk():
                name, first = names.setdefault(touchpoint.id, (touchpoint.name, map_))
                is_change = map_.of == first.id or first.of == map_.id
                if name != touchpoint.name and first is not map_ and not is_change:
                    yield (
                        no,
                        Problem(
                            self.code,
                            (*where, "name"),
                            f"Touchpoint {touchpoint.id!r} is {touchpoint.name!r} here"
                            f" and {name!r} on the map {first.id!r}. Give it one name,"
                            " or one of them another id.",
                        ),
                    )


RULES_BETWEEN_MAPS: tuple[RuleBetweenMaps, ...] = (
    MapIdNamesOneMap(),
    FutureIsOfACurrent(),
    TouchpointHasOneName(),
)
"""Every rule between maps, in the order in which problems are listed."""
