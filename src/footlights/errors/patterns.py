"""Patterns that cannot be read or answered; each points at the place."""

from collections.abc import Collection

from footlights.errors.base import FootlightsError, did_you_mean, listed


def _pointing(said: str, text: str, at: int) -> str:
    """Put a pattern under a sentence, with a caret under one of its characters."""
    flat = "".join(" " if character.isspace() else character for character in text)
    return f"{said}\n  {flat}\n  {' ' * at}^"


class EmptyPatternError(FootlightsError):
    """A pattern says nothing."""

    code = "empty-pattern"

    def __init__(self) -> None:
        super().__init__(
            "The pattern is empty. Name touchpoints in the order in which they are"
            " met, such as: greeting -> order ->> pay."
        )


class PatternSyntaxError(FootlightsError):
    """Something stands in a pattern where it cannot."""

    code = "pattern-syntax"

    def __init__(self, text: str, at: int, wanted: str) -> None:
        rest = text[at:].split()
        word = rest[0] if rest and rest[0].isalnum() else text[at : at + 1]
        said = (
            f"The pattern has {word!r} where it needs {wanted}."
            if rest
            else f"The pattern ends where it needs {wanted}."
        )
        super().__init__(_pointing(said, text, at))
        self.at = at


class UnknownPatternNameError(FootlightsError):
    """A pattern names something that neither the map nor the log has."""

    code = "unknown-pattern-name"

    def __init__(
        self, text: str, at: int, kind: str, name: str, known: Collection[str]
    ) -> None:
        where = "log" if kind == "team" else "map"
        names = f"It has: {listed(known)}." if known else f"It has no {kind} at all."
        said = f"There is no {kind} {name!r} in this {where}."
        super().__init__(
            _pointing(f"{said}{did_you_mean(name, known)} {names}", text, at)
        )
        self.at = at


class ZeroWindowError(FootlightsError):
    """A window of a pattern is 0."""

    code = "zero-window"

    def __init__(self, text: str, at: int) -> None:
        said = "A window needs a time longer than 0, such as within 7d."
        super().__init__(_pointing(said, text, at))
        self.at = at


class PatternMatchesEverythingError(FootlightsError):
    """A pattern asks for no touch at all, so that every journey matches it."""

    code = "pattern-matches-everything"

    def __init__(self, text: str) -> None:
        said = (
            "Every journey matches this pattern, because it can be met without any"
            " touch. Name at least one touch that must be there, with + in place of *"
            " where it may be several."
        )
        super().__init__(_pointing(said, text, 0))


class PatternMatchesNothingError(FootlightsError):
    """A pattern asks for what cannot be, so that no journey matches it."""

    code = "pattern-matches-nothing"

    def __init__(self, text: str, at: int, said: str) -> None:
        super().__init__(_pointing(f"No journey can match this. {said}", text, at))
        self.at = at


class PatternNotSupportedError(FootlightsError):
    """A pattern can be read, and not be answered."""

    code = "pattern-not-supported"

    def __init__(self, text: str, at: int, said: str) -> None:
        super().__init__(_pointing(f"This cannot be answered. {said}", text, at))
        self.at = at
