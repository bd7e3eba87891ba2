"""What assistants ask for that is not there."""

from collections.abc import Collection

from footlights.errors.base import FootlightsError, did_you_mean


class UnknownMeasureError(FootlightsError):
    """A place in the measures was named that they do not have."""

    code = "unknown-measure"

    def __init__(self, inside: str, name: str, known: Collection[str]) -> None:
        where = f"in {inside!r}" if inside else "in the measures"
        listed = (
            f" There are: {', '.join(list(known)[:60])}."
            if known
            else " It is a number, and holds nothing."
        )
        super().__init__(
            f"There is no {name!r} {where}.{did_you_mean(name, known)}{listed}"
        )


class UnknownOptionError(FootlightsError):
    """A question was told something that it does not ask for."""

    code = "unknown-option"

    def __init__(self, question: str, option: str, known: Collection[str]) -> None:
        listed = f"It has: {', '.join(known)}." if known else "It has none."
        super().__init__(
            f"The question {question!r} has no option {option!r}."
            f"{did_you_mean(option, known)} {listed}"
        )


class AlreadyDecidedError(FootlightsError):
    """A proposal is to be decided on that somebody decided on before."""

    code = "already-decided"

    def __init__(self, proposal_id: str, *, is_accepted: bool) -> None:
        did = "accepted" if is_accepted else "refused"
        super().__init__(
            f"The proposal {proposal_id!r} was {did} already. Propose anew what should"
            " still change."
        )


class UnreadableArgumentsError(FootlightsError):
    """A tool was called with arguments that it cannot read."""

    code = "unreadable-arguments"

    def __init__(self, tool: str, reasons: Collection[str]) -> None:
        super().__init__(
            f"The tool {tool!r} cannot be called like this: {'; '.join(reasons)}."
            " Its schema says what it takes."
        )
