"""What a pattern says, as a tree; `at` is always the character it was read from."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

from footlights.model.quantities import format_duration

Kind = Literal["touchpoint", "stage", "channel", "team"]
"""What a name can name."""

KINDS: tuple[Kind, ...] = ("touchpoint", "stage", "channel", "team")
WORDS = ("any", "start", "end", "not", "within")
"""Words of the language; a touchpoint of that id is written `touchpoint:end`."""


@dataclass(frozen=True)
class Named:
    """True of a touch at this touchpoint, in this stage, channel or team."""

    kind: Kind
    id: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Anything:
    """True of every touch."""


@dataclass(frozen=True)
class Not:
    """True where the test is not."""

    test: "Test"


@dataclass(frozen=True)
class Both:
    """True where all tests are."""

    tests: tuple["Test", ...]


@dataclass(frozen=True)
class Either:
    """True where any test is."""

    tests: tuple["Test", ...]


Test = Named | Anything | Not | Both | Either
"""A condition on one touch."""


@dataclass(frozen=True)
class Touch:
    """Exactly one touch, of which a test is true."""

    test: Test
    at: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Start:
    """The begin of the journey; no touch."""

    at: int = field(default=0, compare=False)


@dataclass(frozen=True)
class End:
    """The end of the journey; no touch."""

    at: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Choice:
    """Any one of its options, at least one of which is longer than a touch."""

    options: tuple["Part", ...]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Repeat:
    """A part, several times in a row."""

    part: "Part"
    least: int
    most: int | None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Arrow:
    """What lies between two parts."""

    is_later: bool = False
    """Whether other touches may lie between."""

    within: timedelta | None = None
    """Longest time from the last touch before it to the first touch after it."""

    at: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Sequence:
    """Parts one after another."""

    parts: tuple["Part", ...]
    arrows: tuple[Arrow, ...]
    """One fewer than parts."""

    within: timedelta | None = None
    """Longest time from its first touch to its last."""

    at: int = field(default=0, compare=False)
    """Where it begins, or its window where it has one."""


Part = Touch | Start | End | Choice | Repeat | Sequence
"""A piece of a pattern; it matches a run of touches of one journey."""


@dataclass(frozen=True)
class Pattern:
    """A pattern that was read and can be answered."""

    text: str
    """As it was written."""

    root: Part

    def __str__(self) -> str:
        """Write it as it was understood."""
        return written(self.root)


def written(part: Part) -> str:
    """Write a part in the pattern language, with every bracket it needs."""
    match part:
        case Touch(test):
            return _test(test)
        case Start():
            return "start"
        case End():
            return "end"
        case Choice(options):
            return " | ".join(_bracketed(option, Sequence) for option in options)
        case Repeat(repeated):
            return _bracketed(repeated, Sequence, Choice, Repeat) + _times(part)
        case Sequence(parts, arrows, within):
            text = _bracketed(parts[0], Sequence)
            for arrow, following in zip(arrows, parts[1:], strict=True):
                text += f" {_arrow(arrow)} {_bracketed(following, Sequence)}"
            return text if within is None else f"{text} {_window(within)}"


def _bracketed(part: Part, *kinds: type) -> str:
    is_joined = isinstance(part, Touch) and isinstance(part.test, Both | Either)
    needs = isinstance(part, kinds) or (is_joined and Repeat in kinds)
    return f"({written(part)})" if needs else written(part)


def _arrow(arrow: Arrow) -> str:
    sign = "->>" if arrow.is_later else "->"
    return sign if arrow.within is None else f"{sign} {_window(arrow.within)}"


def _window(within: timedelta) -> str:
    return f"within {format_duration(within)}"


def _times(repeat: Repeat) -> str:
    match repeat.least, repeat.most:
        case 0, None:
            return "*"
        case 1, None:
            return "+"
        case 0, 1:
            return "?"
        case least, None:
            return f"{{{least},}}"
        case least, most:
            return f"{{{least}}}" if least == most else f"{{{least},{most}}}"


def _test(test: Test) -> str:
    match test:
        case Named(kind, id_):
            is_plain = all(c.isalnum() or c in "-_" for c in id_)
            name = id_ if is_plain else f'"{id_}"'
            is_bare = kind == "touchpoint" and id_ not in WORDS
            return name if is_bare else f"{kind}:{name}"
        case Anything():
            return "any"
        case Not(inner):
            return f"not({_test(inner)})"
        case Both(tests):
            return " & ".join(_inner(inner) for inner in tests)
        case Either(tests):
            return " | ".join(_inner(inner) for inner in tests)


def _inner(test: Test) -> str:
    return f"({_test(test)})" if isinstance(test, Both | Either) else _test(test)
