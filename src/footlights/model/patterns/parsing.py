"""From text to a tree, one character after another; the grammar is in the docs."""

import re
from datetime import timedelta

from footlights.errors import (
    EmptyPatternError,
    PatternNotSupportedError,
    PatternSyntaxError,
    ZeroWindowError,
)
from footlights.model.patterns.checks import check
from footlights.model.patterns.tree import (
    KINDS,
    WORDS,
    Anything,
    Arrow,
    Both,
    Choice,
    Either,
    End,
    Kind,
    Named,
    Not,
    Part,
    Pattern,
    Repeat,
    Sequence,
    Start,
    Touch,
)
from footlights.model.quantities import SECONDS_PER_UNIT, parse_duration

_SPACE = re.compile(r"\s*")
_NAME = re.compile(r"\w(?:\w|-(?!>))*")
_QUOTED = re.compile(r'"([^"]*)"')
_LENGTH = re.compile(
    rf"\d+(?:\.\d+)?\s*(?:{'|'.join(SECONDS_PER_UNIT)})\b"
    rf"(?:\s*\d+(?:\.\d+)?\s*(?:{'|'.join(SECONDS_PER_UNIT)})\b)*"
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?\s*")
_COUNT = re.compile(r"\{\s*(\d+)\s*(?:(,)\s*(\d*)\s*)?\}")
_REPEATS: dict[str, tuple[int, int | None]] = {
    "*": (0, None),
    "+": (1, None),
    "?": (0, 1),
}


def parse_pattern(text: str) -> Pattern:
    """Read a pattern.

    Names are not looked up here; see `names.meanings`.

    Raises:
        EmptyPatternError: Nothing is written.
        PatternSyntaxError: Something stands where it cannot.
        ZeroWindowError: A window is 0.
        PatternMatchesEverythingError: It asks for no touch at all.
        PatternMatchesNothingError: It asks for what cannot be.
        PatternNotSupportedError: It can be read and not be answered.
    """
    if not text.strip():
        raise EmptyPatternError
    reader = _Reader(text)
    root = reader.sequence()
    if rest := reader.rest():
        wanted = "an arrow, `within` or the end"
        raise PatternSyntaxError(text, reader.at, wanted + _arrow_hint(rest))
    pattern = Pattern(text, root)
    check(pattern)
    return pattern


class _Reader:
    """Reads parts of a pattern from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def rest(self) -> str:
        """Give what is still to be read, from the next character that counts."""
        self.at = _matched(_SPACE, self.text, self.at).end()
        return self.text[self.at :]

    def take(self, sign: str) -> bool:
        """Read a sign if it stands next."""
        found = self.rest().startswith(sign)
        self.at += len(sign) if found else 0
        return found

    def word(self) -> str:
        """Say which name stands next, without reading it."""
        self.rest()
        found = _NAME.match(self.text, self.at)
        return found[0] if found else ""

    def sequence(self) -> Part:
        self.rest()
        at = self.at
        parts, arrows = [self.place()], []
        while (arrow := self.arrow()) is not None:
            arrows.append(arrow)
            parts.append(self.place())
        window_at = self.at
        within = self.window()
        if within is None and len(parts) == 1:
            return parts[0]
        where = at if within is None else window_at
        return _simplest(Sequence(tuple(parts), tuple(arrows), within, where))

    def arrow(self) -> Arrow | None:
        self.rest()
        at = self.at
        is_later = self.take("->>")
        if not is_later and not self.take("->"):
            return None
        self.rest()
        return Arrow(is_later, self.window(), at)

    def window(self) -> timedelta | None:
        if self.word() != "within":
            return None
        self.at += len("within")
        self.rest()
        at = self.at
        found = _LENGTH.match(self.text, at)
        if not found:
            number = _NUMBER.match(self.text, at)
            if number is None:
                wanted = "a time with its unit, such as 7d"
                raise PatternSyntaxError(self.text, at, wanted)
            units = ", ".join(SECONDS_PER_UNIT)
            raise PatternSyntaxError(
                self.text, number.end(), f"a unit of time: {units}"
            )
        self.at = found.end()
        try:
            within = parse_duration(found[0])
        except ValueError as error:
            raise PatternSyntaxError(self.text, at, "a shorter time") from error
        if not within:
            raise ZeroWindowError(self.text, at)
        return within

    def place(self) -> Part:
        """Read what may stand in one place: options, of which one is met."""
        self.rest()
        at = self.at
        options = [self.joined()]
        while self.take("|"):
            options.append(self.joined())
        if len(options) == 1:
            return options[0]
        tests = [option.test for option in options if isinstance(option, Touch)]
        if len(tests) == len(options):
            return Touch(Either(tuple(tests)), at)
        return Choice(tuple(options), at)

    def joined(self) -> Part:
        """Read tests that all hold of one touch."""
        self.rest()
        at = self.at
        first = self.repeated()
        if not self.take("&"):
            return first
        touches = [self.one_touch(first, at, "&")]
        while True:
            self.rest()
            begin = self.at
            touches.append(self.one_touch(self.repeated(), begin, "&"))
            if not self.take("&"):
                return Touch(Both(tuple(touch.test for touch in touches)), at)

    def one_touch(self, part: Part, at: int, sign: str) -> Touch:
        if isinstance(part, Touch):
            return part
        raise PatternNotSupportedError(
            self.text,
            at,
            f"`{sign}` is about one touch, and here stands more than one, or none.",
        )

    def repeated(self) -> Part:
        part = self.single()
        self.rest()
        at = self.at
        for sign, (least, most) in _REPEATS.items():
            if self.take(sign):
                return Repeat(part, least, most, at)
        if not self.rest().startswith("{"):
            return part
        found = _COUNT.match(self.text, at)
        if not found:
            wanted = "a count such as {2}, {2,} or {2,5}"
            raise PatternSyntaxError(self.text, at, wanted)
        self.at = found.end()
        least = int(found[1])
        most = least if not found[2] else int(found[3]) if found[3] else None
        return Repeat(part, least, most, at)

    def single(self) -> Part:
        rest = self.rest()
        at = self.at
        if self.take("("):
            part = self.sequence()
            self.close()
            return part
        word = self.word()
        is_kind = rest[len(word) :].startswith(":")
        if word and not is_kind and word in WORDS:
            return self.spoken(word, at)
        if not word and not rest.startswith('"'):
            wanted = "a touchpoint, stage:, channel:, team:, any, start, end, not or ("
            raise PatternSyntaxError(self.text, at, wanted + _arrow_hint(rest))
        kind: Kind = "touchpoint"
        if is_kind:
            kind = self.kind(word, at)
            self.at += len(word) + 1
        named_at = self.at
        return Touch(Named(kind, self.name(), named_at), at)

    def spoken(self, word: str, at: int) -> Part:
        """Read a word of the language."""
        if word == "within":
            raise PatternSyntaxError(self.text, at, "what lies within that time")
        self.at += len(word)
        if word == "start":
            return Start(at)
        if word == "end":
            return End(at)
        if word == "any":
            return Touch(Anything(), at)
        if not self.take("("):
            raise PatternSyntaxError(self.text, self.at, "a bracket, as in not(call)")
        inner = self.at
        touch = self.one_touch(self.sequence(), inner, "not")
        self.close()
        return Touch(Not(touch.test), at)

    def kind(self, word: str, at: int) -> Kind:
        for kind in KINDS:
            if kind == word:
                return kind
        kinds = ", ".join(f"{kind}:" for kind in KINDS)
        raise PatternSyntaxError(self.text, at, f"one of {kinds}")

    def name(self) -> str:
        """Read a name, in quotes where it has spaces or signs."""
        quoted = _QUOTED.match(self.text, self.at)
        found = quoted or _NAME.match(self.text, self.at)
        if not found:
            raise PatternSyntaxError(self.text, self.at, "a name")
        self.at = found.end()
        return quoted[1] if quoted else found[0]

    def close(self) -> None:
        if not self.take(")"):
            wanted = "a closing bracket, an arrow or `within`"
            raise PatternSyntaxError(self.text, self.at, wanted)


def _arrow_hint(rest: str) -> str:
    """Say how an arrow is written where another one stands."""
    drawn = rest.startswith(("→", "=>", "-->", ">", "⟶"))
    return " (an arrow is written -> or ->>)" if drawn else ""


def _matched(expression: re.Pattern[str], text: str, at: int) -> re.Match[str]:
    found = expression.match(text, at)
    if found is None:  # the expression also matches nothing at all
        raise AssertionError(expression.pattern)
    return found


def _simplest(sequence: Sequence) -> Sequence:
    """Move the window of two touches that follow each other onto their arrow.

    It is the same question, and one that is answered without trying every begin.
    """
    match sequence:
        case Sequence((Touch(), Touch()), (Arrow(is_later=False) as arrow,), within):
            if within is None:
                return sequence
            shorter = min(within, arrow.within or within)
            moved = Arrow(is_later=False, within=shorter, at=arrow.at)
            return Sequence(sequence.parts, (moved,), None, sequence.at)
    return sequence
