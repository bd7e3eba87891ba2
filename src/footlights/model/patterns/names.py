"""What the names in a pattern stand for, on one map and in one log."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from footlights.errors import UnknownPatternNameError
from footlights.model.map import Map
from footlights.model.patterns.checks import inner_parts
from footlights.model.patterns.tree import (
    Both,
    Either,
    Kind,
    Named,
    Not,
    Part,
    Pattern,
    Test,
    Touch,
)
from footlights.model.spelling import plain


@dataclass(frozen=True)
class Names:
    """Names that patterns can use, with the numbers that stand in a prepared log."""

    numbers: Mapping[Kind, Mapping[str, frozenset[int]]]
    """By kind and name: touchpoint numbers, channel numbers or team numbers."""

    @classmethod
    def of(
        cls, map_: Map, channels: Sequence[str] = (), teams: Sequence[str] = ()
    ) -> "Names":
        """Collect the names of a map, and those of a log's channels and teams.

        Args:
            map_: Has touchpoints and stages.
            channels: By `channel_no`, from 1, as in `Prepared`.
            teams: By `team_no`, from 1, as in `Prepared`.
        """
        touchpoints = {id_: frozenset({no}) for id_, no in map_.touchpoint_no.items()}
        stages = {
            stage.id: frozenset(map_.touchpoint_no[t.id] for t in stage.touchpoints)
            for stage in map_.stages
        }
        return cls(
            {
                "touchpoint": touchpoints,
                "stage": stages,
                "channel": _numbered(channels),
                "team": _numbered(teams),
            }
        )

    def find(self, named: Named, text: str) -> frozenset[int]:
        """Look a name up; case, spaces and signs may differ where it stays clear.

        Raises:
            UnknownPatternNameError: Nothing is called so.
        """
        known = self.numbers[named.kind]
        if named.id in known:
            return known[named.id]
        alike = [name for name in known if plain(name) == plain(named.id)]
        if len(alike) == 1:
            return known[alike[0]]
        raise UnknownPatternNameError(text, named.at, named.kind, named.id, list(known))


def _numbered(names: Sequence[str]) -> dict[str, frozenset[int]]:
    return {name: frozenset({no}) for no, name in enumerate(names, start=1)}


def meanings(pattern: Pattern, names: Names) -> dict[Named, frozenset[int]]:
    """Look up every name of a pattern.

    Raises:
        UnknownPatternNameError: Nothing is called so.
    """
    return {named: names.find(named, pattern.text) for named in named_in(pattern.root)}


def named_in(part: Part) -> Iterator[Named]:
    """Yield the names in a part, from left to right."""
    if isinstance(part, Touch):
        yield from _named(part.test)
    for inner in inner_parts(part):
        yield from named_in(inner)


def _named(test: Test) -> Iterator[Named]:
    match test:
        case Named():
            yield test
        case Not(inner):
            yield from _named(inner)
        case Both(tests) | Either(tests):
            for each in tests:
                yield from _named(each)
