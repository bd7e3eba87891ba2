"""From a pattern to a regular expression over its letters.

The letters of a journey are followed by `LAST`. Three marks can stand among them, and
the expression asks for them where they must be: `BEGIN` behind the first touch of the
match, `OPEN` behind the touch from which a long window runs, `CLOSE` behind the last
touch within it. The expression uses no more than letters, classes, groups, options and
counts, so that engines with and without backtracking read it alike.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from footlights.analysis.pattern_letters import Letters
from footlights.model.patterns.checks import holds, needs_no_touch
from footlights.model.patterns.tree import (
    Anything,
    Arrow,
    Choice,
    End,
    Part,
    Repeat,
    Sequence,
    Start,
    Touch,
)

BEGIN, OPEN, CLOSE, LAST = "#", "<", ">", "/"


@dataclass(frozen=True)
class _Style:
    """How a touch is written: what stands around its letter."""

    before: str = ""
    behind: str = ""
    within: timedelta | None = None
    """Longest time since the touch before it."""


_PLAIN = _Style()
_AFTER = _Style(before=f"{CLOSE}?")
"""Behind a long window, whose end may lie before, between or behind the touches."""


@dataclass(frozen=True)
class Expression:
    """Writes the parts of a pattern as regular expressions over its letters."""

    letters: Letters

    def of(self, root: Part, *, marks_begin: bool) -> str:
        """Write a whole pattern; it asks for `OPEN` if the pattern has a long window."""
        first = _Style(behind=BEGIN) if marks_begin else _PLAIN
        return self._some(root, first, _PLAIN)

    def _full(self, part: Part, first: _Style, rest: _Style) -> str:
        """Write a part, including that it is met without a touch."""
        return _either(self._some(part, first, rest), self._none(part))

    def _none(self, part: Part) -> str | None:
        """Write that a part is met without a touch; None if it cannot be."""
        if not needs_no_touch(part):
            return None
        match part:
            case Start():
                return "^"
            case End():
                return f"{CLOSE}?{LAST}"
            case Choice(options):
                found = [self._none(option) for option in options]
                ways = [way for way in found if way is not None]
                return "" if "" in ways else f"(?:{'|'.join(ways)})"
            case Sequence(parts):
                return "".join(self._none(inner) or "" for inner in parts)
        return ""

    def _some(self, part: Part, first: _Style, rest: _Style) -> str:
        """Write a part met by at least one touch; empty if it never is.

        Args:
            part: The part.
            first: How its first touch is written.
            rest: How the others are.
        """
        match part:
            case Touch():
                letter = self.letters.one_of(part, first.within)
                return f"{first.before}{letter}{first.behind}"
            case Choice(options):
                found = [self._some(option, first, rest) for option in options]
                return f"(?:{'|'.join(way for way in found if way)})"
            case Repeat():
                return self._repeated(part, first, rest)
            case Sequence(parts, arrows):
                if part is self.letters.window:
                    first = replace(first, behind=first.behind + OPEN)
                return self._line(*_spelled_out(parts, arrows), first, rest)
        return ""

    def _repeated(self, repeat: Repeat, first: _Style, rest: _Style) -> str:
        again = self._some(repeat.part, rest, rest)
        if not again:
            return ""
        least = 1 if needs_no_touch(repeat.part) else max(repeat.least, 1)
        if first == rest:
            return f"{_grouped(again, repeat.part, rest)}{_count(least, repeat.most)}"
        most = None if repeat.most is None else repeat.most - 1
        begin = self._some(repeat.part, first, rest)
        following = _grouped(again, repeat.part, rest)
        return f"(?:{begin}){following}{_count(least - 1, most)}"

    def _line(
        self,
        parts: tuple[Part, ...],
        arrows: tuple[Arrow, ...],
        first: _Style,
        rest: _Style,
    ) -> str:
        """Write parts one after another, met by at least one touch together."""
        part, others = parts[0], parts[1:]
        some = self._some(part, first, rest)
        if not others:
            return some
        arrow = arrows[0]
        between, next_first, next_rest = self._between(part, arrow, rest)
        remaining = Sequence(others, arrows[1:])
        ways = []
        if some:
            tail = self._tail(remaining, next_first, next_rest)
            ways.append(f"{some}{between}{tail}")
        none = self._none(part)
        if none is not None and (later := self._line(others, arrows[1:], first, rest)):
            ways.append(f"{none}{later}")
        return f"(?:{'|'.join(ways)})" if len(ways) > 1 else "".join(ways)

    def _tail(self, remaining: Sequence, first: _Style, rest: _Style) -> str:
        """Write what follows; part by part where no touch is written specially."""
        is_even = not any(arrow.within for arrow in remaining.arrows) and not holds(
            remaining, self.letters.window
        )
        if first == rest and is_even:
            return "".join(self._full(part, rest, rest) for part in remaining.parts)
        some = self._line(remaining.parts, remaining.arrows, first, rest)
        return _either(some, self._none(remaining))

    def _between(
        self, part: Part, arrow: Arrow, rest: _Style
    ) -> tuple[str, _Style, _Style]:
        """Say what an arrow writes, and how touches behind it are written."""
        if arrow is self.letters.window:
            any_touch = self.letters.one_of(Touch(Anything()))
            return f"{OPEN}{any_touch}*" if arrow.is_later else OPEN, _PLAIN, _AFTER
        rest = _AFTER if holds(part, self.letters.window) else rest
        return "", replace(rest, within=arrow.within), rest


def _spelled_out(
    parts: tuple[Part, ...], arrows: tuple[Arrow, ...]
) -> tuple[tuple[Part, ...], tuple[Arrow, ...]]:
    """Write `a ->> b` as `a -> any* -> b`, unless it has a window."""
    all_parts: list[Part] = [parts[0]]
    all_arrows: list[Arrow] = []
    for arrow, part in zip(arrows, parts[1:], strict=True):
        if arrow.is_later and arrow.within is None:
            all_parts.append(Repeat(Touch(Anything()), 0, None))
            all_arrows.append(Arrow())
            all_arrows.append(Arrow())
        else:
            all_arrows.append(arrow)
        all_parts.append(part)
    return tuple(all_parts), tuple(all_arrows)


def _grouped(written: str, part: Part, style: _Style) -> str:
    """Put a group around what is more than one letter."""
    return written if isinstance(part, Touch) and not style.before else f"(?:{written})"


def _either(some: str, none: str | None) -> str:
    if none is None or not some:
        return some or none or ""
    return f"(?:{some}|{none})" if none else f"(?:{some})?"


def _count(least: int, most: int | None) -> str:
    match least, most:
        case 0, None:
            return "*"
        case 1, None:
            return "+"
        case 1, 1:
            return ""
        case _, None:
            return f"{{{least},}}"
    return f"{{{least},{most}}}"
