"""Examples, generated logs and discovered maps."""

from collections.abc import Collection
from pathlib import Path

from footlights.errors.base import FootlightsError, did_you_mean


class TooFewJourneysError(FootlightsError):
    """A log of no journeys was asked for."""

    code = "too-few-journeys"

    def __init__(self, journeys: int) -> None:
        super().__init__(f"A log needs at least 1 journey, and {journeys} were asked.")


class NothingToGenerateError(FootlightsError):
    """No touchpoint of a map has an event, so nobody leaves a trace."""

    code = "nothing-to-generate"

    def __init__(self, map_id: str) -> None:
        super().__init__(
            f"No touchpoint of the map {map_id!r} says which events it matches, so"
            " people following it leave no log. Give at least one touchpoint"
            " `matches: [name-of-event]`."
        )


class UnknownEffectTargetError(FootlightsError):
    """A planted effect names something that the map does not have."""

    code = "unknown-effect-target"

    def __init__(
        self, effect_id: str, part: str, target: str, known: Collection[str]
    ) -> None:
        super().__init__(
            f"The effect {effect_id!r} names the {part} {target!r}, which the map does"
            f" not have.{did_you_mean(target, known)}"
            f" It has: {', '.join(sorted(known)) or 'none'}."
        )


class UnknownLogFormatError(FootlightsError):
    """A log is to be written under a name that tells no format."""

    code = "unknown-log-format"

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name!r} does not say how to write a log: its name ends in"
            f" {path.suffix or 'nothing known'}. Call it something.parquet,"
            " something.csv or something.csv.gz."
        )


class EffectOnNoWaitError(FootlightsError):
    """A planted effect makes a wait longer, and what it names is no wait."""

    code = "effect-on-no-wait"

    def __init__(self, effect_id: str, touchpoint: str, kind: str) -> None:
        super().__init__(
            f"The effect {effect_id!r} lets a wait hurt, and {touchpoint!r} is of kind"
            f" {kind}. Name a touchpoint of kind wait."
        )


class NegativeSeedError(FootlightsError):
    """A log was asked for by a seed below 0."""

    code = "negative-seed"

    def __init__(self, seed: int) -> None:
        super().__init__(f"A seed is a number from 0, and {seed} was given.")


class UndrawableSegmentError(FootlightsError):
    """A planted effect names a segment whose members nobody can choose."""

    code = "undrawable-segment"

    def __init__(self, effect_id: str, segment: str, column: str) -> None:
        super().__init__(
            f"The effect {effect_id!r} is planted in the segment {segment!r}, and that"
            f" is told by the column {column!r}, which follows from where people go."
            " Tell the segment by a column of its own, such as `where: {plan: trial}`,"
            " or leave the effect out."
        )


class UnknownExampleError(FootlightsError):
    """An example was named that does not come with the program."""

    code = "unknown-example"

    def __init__(self, name: str, known: Collection[str]) -> None:
        super().__init__(
            f"There is no example {name!r}.{did_you_mean(name, known)}"
            f" The examples are: {', '.join(known)}."
        )


class TooManyEventNamesError(FootlightsError):
    """A log has so many event names that no map of them explains enough of it."""

    code = "too-many-event-names"

    def __init__(self, names: int, most: int, share: float) -> None:
        super().__init__(
            f"The log has {names:,} event names, and a map of the {most:,} commonest"
            f" would explain {share * 100:.0f} % of its events. Names that differ by a"
            " number or a text are no event names: say which column is with"
            " --column event=NAME."
        )
