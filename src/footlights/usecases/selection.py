"""Which journeys are meant, in words and as a condition."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from footlights.errors import BackwardsPeriodError, ContradictorySelectionError

Said = str | Collection[str] | None
"""One thing, several of which all must hold, or none."""


@dataclass(frozen=True)
class Selection:
    """Which journeys are meant; all that is said must hold.

    Where several can be said, one text stands for itself: `Selection(segment="a")` is
    `Selection(segment=("a",))`. What is said twice counts once.

    Raises:
        BackwardsPeriodError: `to_on` lies before `from_on`.
        ContradictorySelectionError: Two of them exclude each other.
    """

    segment: Said = ()
    """Segments of the map; the journey is in every one of them."""

    outside: Said = ()
    """Segments of the map; the journey is in none of them."""

    persona: Said = ()
    """Personas of the map; the journey is in the segment that each of them names."""

    from_on: date | None = None
    """First day on which a journey begins, on the map's clock."""

    to_on: date | None = None
    """Last day on which a journey begins, itself included."""

    channel: Said = ()
    """Channels; the journey used each of them at least once."""

    is_completed: bool | None = None
    """Whether the journey was completed."""

    pattern: Said = ()
    """Patterns of `docs/patterns.md`; the journey matches every one of them."""

    not_pattern: Said = ()
    """Patterns of `docs/patterns.md`; the journey matches none of them."""

    def __post_init__(self) -> None:
        for name in _SEVERAL:
            object.__setattr__(self, name, _all(getattr(self, name)))
        if self.from_on and self.to_on and self.to_on < self.from_on:
            raise BackwardsPeriodError(self.from_on, self.to_on)
        for name, opposite in (("segment", "outside"), ("pattern", "not_pattern")):
            for each in self.all(name):
                if each in self.all(opposite):
                    raise ContradictorySelectionError(
                        _SEVERAL[name].format(repr(each)),
                        _SEVERAL[opposite].format(repr(each)),
                    )

    def all(self, name: str) -> tuple[str, ...]:
        """Give all that is said under a name that can hold several.

        Args:
            name: `segment`, `outside`, `persona`, `channel`, `pattern` or `not_pattern`.
        """
        return _all(getattr(self, name))

    def __str__(self) -> str:
        """Say in words which journeys are meant."""
        said = self._several("segment", "outside", "persona")
        if self.from_on is not None:
            said.append(f"begun from {self.from_on} on")
        if self.to_on is not None:
            said.append(f"begun by the end of {self.to_on}")
        said += self._several("channel")
        if self.is_completed is not None:
            said.append(_completed(is_completed=self.is_completed))
        said += self._several("pattern", "not_pattern")
        return ", ".join(said) or "all journeys"

    def _several(self, *names: str) -> list[str]:
        return [_SEVERAL[n].format(repr(each)) for n in names for each in self.all(n)]


_SEVERAL = {
    "segment": "in the segment {}",
    "outside": "outside the segment {}",
    "persona": "of the persona {}",
    "channel": "with the channel {}",
    "pattern": "matching the pattern {}",
    "not_pattern": "not matching the pattern {}",
}
"""Words for what can be said several times."""


def _all(said: Said) -> tuple[str, ...]:
    if said is None:
        return ()
    return (said,) if isinstance(said, str) else tuple(dict.fromkeys(said))


def _completed(*, is_completed: bool) -> str:
    return "completed" if is_completed else "not completed"


def both(one: Selection, other: Selection) -> Selection:
    """Join two selections: what each of them says must hold.

    Raises:
        ContradictorySelectionError: They exclude each other.
    """
    kinds = (one.is_completed, other.is_completed)
    if None not in kinds and kinds[0] != kinds[1]:
        raise ContradictorySelectionError(
            *(_completed(is_completed=bool(kind)) for kind in kinds)
        )
    from_on = max(filter(None, (one.from_on, other.from_on)), default=None)
    to_on = min(filter(None, (one.to_on, other.to_on)), default=None)
    if from_on and to_on and to_on < from_on:
        raise ContradictorySelectionError(
            str(Selection(from_on=from_on)), str(Selection(to_on=to_on))
        )
    return Selection(
        from_on=from_on,
        to_on=to_on,
        is_completed=kinds[1] if kinds[0] is None else kinds[0],
        **{name: (*one.all(name), *other.all(name)) for name in _SEVERAL},
    )
