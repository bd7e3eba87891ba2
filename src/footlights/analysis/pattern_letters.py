"""An alphabet for one pattern: touches that it cannot tell apart share a letter."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from itertools import product

from footlights.errors import PatternMatchesNothingError, PatternNotSupportedError
from footlights.model.patterns.checks import inner_parts, main_window
from footlights.model.patterns.names import named_in
from footlights.model.patterns.tree import (
    Anything,
    Arrow,
    Both,
    Either,
    Named,
    Not,
    Part,
    Pattern,
    Sequence,
    Test,
    Touch,
)

_PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_MORE = 0x4E00
"""First of twenty thousand letters that mean nothing to a regular expression."""

MOST_LETTERS = 20_000
"""Most kinds of touches that one pattern can tell apart."""


@dataclass(frozen=True)
class Letters:
    """The letters in which the touches of a journey are spelled for one pattern.

    A letter says which group of touchpoints, of channels and of teams a touch is in,
    and how many of the pattern's short windows the time since the touch before
    exceeds. Group 0 of channels and teams is every other and none.
    """

    pattern: Pattern
    means: Mapping[Named, frozenset[int]]
    """Numbers that each name of the pattern stands for."""

    touchpoints: int
    """How many touchpoints the map has."""

    @cached_property
    def window(self) -> Sequence | Arrow | None:
        """The window that is looked for by its two ends; the others are in letters."""
        return main_window(self.pattern.root)

    @cached_property
    def touchpoint_groups(self) -> tuple[int, ...]:
        """Group of each touchpoint, by number from 1: `groups[no - 1]`."""
        mine = [m for n, m in self.means.items() if n.kind in {"touchpoint", "stage"}]
        kinds: dict[tuple[bool, ...], int] = {}
        return tuple(
            kinds.setdefault(tuple(no in numbers for numbers in mine), len(kinds))
            for no in range(1, self.touchpoints + 1)
        )

    @cached_property
    def channels(self) -> tuple[int, ...]:
        """Channels that are told apart; the first has group 1."""
        return self._numbers("channel")

    @cached_property
    def teams(self) -> tuple[int, ...]:
        """Teams that are told apart; the first has group 1."""
        return self._numbers("team")

    @cached_property
    def gaps(self) -> tuple[timedelta, ...]:
        """Short windows, shortest first."""
        return tuple(sorted(set(_short_windows(self.pattern.root, self.window))))

    @property
    def needs_touches(self) -> bool:
        """Whether a touch's letter depends on more than its touchpoint."""
        return bool(self.channels or self.teams or self.gaps)

    @cached_property
    def sizes(self) -> tuple[int, int, int, int]:
        """How many groups of touchpoints, channels, teams and gaps there are."""
        groups = max(self.touchpoint_groups) + 1
        return groups, len(self.channels) + 1, len(self.teams) + 1, len(self.gaps) + 1

    @cached_property
    def alphabet(self) -> str:
        """Every letter. Touchpoints change fastest, then channels, teams, gaps."""
        touchpoints, channels, teams, gaps = self.sizes
        count = touchpoints * channels * teams * gaps
        if count > MOST_LETTERS:
            raise PatternNotSupportedError(
                self.pattern.text,
                0,
                f"It tells {count:,} kinds of touches apart, and {MOST_LETTERS:,} is"
                " the most.",
            )
        return "".join(
            _PLAIN[no] if no < len(_PLAIN) else chr(_MORE + no) for no in range(count)
        )

    def one_of(self, touch: Touch, within: timedelta | None = None) -> str:
        """Give the letters of which a touch has one, as a regular expression.

        Raises:
            PatternMatchesNothingError: No touch can be so.
        """
        allowed = [
            letter
            for letter, facts in zip(self.alphabet, self._facts, strict=True)
            if self._holds(touch.test, facts[:3])
            and (within is None or facts[3] <= self.gaps.index(within))
        ]
        if not allowed:
            said = "No touch can be all of this at once."
            raise PatternMatchesNothingError(self.pattern.text, touch.at, said)
        return f"[{''.join(allowed)}]" if len(allowed) > 1 else allowed[0]

    def check(self) -> None:
        """Refuse a pattern with a touch that cannot be.

        Raises:
            PatternMatchesNothingError: No touch can be so.
            PatternNotSupportedError: More kinds of touches than there are letters.
        """
        for touch in _touches(self.pattern.root):
            self.one_of(touch)

    def _numbers(self, kind: str) -> tuple[int, ...]:
        found = [m for n, m in self.means.items() if n.kind == kind]
        return tuple(sorted(frozenset().union(*found)))

    @cached_property
    def _facts(self) -> list[tuple[int, int, int, int]]:
        """What each letter says: touchpoint number, channel, team, gap group.

        Of the touchpoints of a group any one stands for all.
        """
        sample = {group: no for no, group in enumerate(self.touchpoint_groups, start=1)}
        touchpoints, _, _, gaps = self.sizes
        return [
            (sample[touchpoint], channel, team, gap)
            for gap, team, channel, touchpoint in product(
                range(gaps), (0, *self.teams), (0, *self.channels), range(touchpoints)
            )
        ]

    def _holds(self, test: Test, facts: tuple[int, int, int]) -> bool:
        match test:
            case Named(kind):
                place = {"channel": 1, "team": 2}.get(kind, 0)
                return facts[place] in self.means[test]
            case Anything():
                return True
            case Not(inner):
                return not self._holds(inner, facts)
            case Both(tests):
                return all(self._holds(inner, facts) for inner in tests)
            case Either(tests):
                return any(self._holds(inner, facts) for inner in tests)


def letters_for(
    pattern: Pattern, means: Mapping[Named, frozenset[int]], touchpoints: int
) -> Letters:
    """Make the letters for a pattern; `means` may name more than the pattern does."""
    own = {named: means[named] for named in named_in(pattern.root)}
    return Letters(pattern, own, touchpoints)


def _touches(part: Part) -> Iterator[Touch]:
    if isinstance(part, Touch):
        yield part
    for inner in inner_parts(part):
        yield from _touches(inner)


def _short_windows(
    part: Part, other_than: Sequence | Arrow | None
) -> Iterator[timedelta]:
    if isinstance(part, Sequence):
        for arrow in part.arrows:
            if arrow.within is not None and arrow is not other_than:
                yield arrow.within
    for inner in inner_parts(part):
        yield from _short_windows(inner, other_than)
