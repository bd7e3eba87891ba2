"""Questions that cannot be answered as they were asked."""

import re
from collections.abc import Collection
from datetime import date
from pathlib import Path

from footlights.errors.base import FootlightsError, did_you_mean

_BY_NUMBER = re.compile(r"^(person )?\d+$")
"""What views call a person whose id they mask."""


_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


class UnknownSegmentError(FootlightsError):
    """A segment was named that the map does not have."""

    code = "unknown-segment"

    def __init__(self, segment: str, known: Collection[str]) -> None:
        super().__init__(_not_on_the_map("segment", segment, known))


class UnknownPersonaError(FootlightsError):
    """A persona was named that the map does not have."""

    code = "unknown-persona"

    def __init__(self, persona: str, known: Collection[str]) -> None:
        super().__init__(_not_on_the_map("persona", persona, known))


def _not_on_the_map(what: str, name: str, known: Collection[str]) -> str:
    listed = f"Its {what}s are: {', '.join(known)}." if known else "It has none."
    near = did_you_mean(name, known)
    return f"There is no {what} {name!r} in this map.{near} {listed}"


class PersonaWithoutSegmentError(FootlightsError):
    """Numbers are asked of a persona, and nobody said which journeys are theirs."""

    code = "persona-without-segment"

    def __init__(self, persona: str) -> None:
        super().__init__(
            f"The map does not say which journeys are those of the persona"
            f" {persona!r}: a persona is described, not computed. Write `segment:` at"
            " it, with a segment of the map."
        )


class UnknownChannelError(FootlightsError):
    """A channel was named that neither the map nor the log has."""

    code = "unknown-channel"

    def __init__(self, channel: str, known: Collection[str]) -> None:
        listed = f"There are: {', '.join(known)}." if known else "There is none."
        super().__init__(
            f"No channel {channel!r} is on the map or in the log."
            f"{did_you_mean(channel, known)} {listed}"
        )


class UnknownAttributeError(FootlightsError):
    """A column of the events was asked for that the log does not have."""

    code = "unknown-attribute"

    def __init__(self, column: str, known: Collection[str]) -> None:
        super().__init__(
            f"The log has no column {column!r}.{did_you_mean(column, known)}"
            f" Its columns are: {', '.join(known)}."
        )


class UnknownAboutError(FootlightsError):
    """Contacts about the same were asked for, and it is not clear the same what."""

    code = "unknown-about"

    def __init__(self, about: str, known: Collection[str]) -> None:
        super().__init__(
            f"Touches cannot be about {about!r}.{did_you_mean(about, known)}"
            f" They can be about: {', '.join(known)}."
        )


class BackwardsPeriodError(FootlightsError):
    """A period was given that ends before it begins."""

    code = "backwards-period"

    def __init__(self, from_on: date, to_on: date) -> None:
        super().__init__(
            f"The period from {from_on} to {to_on} ends before it begins."
            " Name the earlier day first."
        )


class EmptySelectionError(FootlightsError):
    """A group of journeys was asked about that no journey is in."""

    code = "empty-selection"

    def __init__(self, selection: str, of: int) -> None:
        super().__init__(
            f"None of the {of:,} journeys is in this group: {selection}."
            " Look whether the log fills the columns that it asks for, and which"
            " days the log covers."
        )


class ContradictorySelectionError(FootlightsError):
    """Journeys were asked for by two things that exclude each other."""

    code = "contradictory-selection"

    def __init__(self, one: str, other: str) -> None:
        super().__init__(
            f"No journey is both {one} and {other}, and all that is said must hold."
            " Leave one of the two out."
        )


class NotComparableError(FootlightsError):
    """Two groups were held against each other by a question about one journey."""

    code = "not-comparable"

    def __init__(self, question: str) -> None:
        super().__init__(
            f"{question.replace('_', '-')!r} looks at a single journey, which is in"
            " one group only: it compares no groups. Ask it without them, or ask"
            " exemplars of both groups."
        )


class OverlappingGroupsError(FootlightsError):
    """Two groups are to be compared that share journeys."""

    code = "overlapping-groups"

    def __init__(self, one: str, other: str, shared: int) -> None:
        super().__init__(
            f"{shared:,} journeys are in both groups, {one} and {other}. Only groups"
            " that share no journey can be compared; take a segment against those"
            " outside it, or periods that do not overlap."
        )


class UnknownPersonError(FootlightsError):
    """A person was named of whom the log has no event."""

    code = "unknown-person"

    def __init__(self, person: str) -> None:
        if _BY_NUMBER.match(person):
            super().__init__(
                f"The log has no event of a person {person!r}. The numbers by which"
                " views name persons are no ids: ask `one-journey --journey-key KEY`"
                " with the key beside it, or let the view show ids with `--unmasked`."
            )
            return
        super().__init__(
            f"The log has no event of a person {person!r}. Write the id exactly as"
            " the log has it, with its capitals and blanks."
        )


class UnknownJourneyError(FootlightsError):
    """A journey was named by a key that no journey has."""

    code = "unknown-journey"

    def __init__(self, journey_key: int) -> None:
        super().__init__(
            f"No journey has the key {journey_key}. Keys are those that another view"
            " of the same log, map and selection shows."
        )


class UnreadableSelectionError(FootlightsError):
    """What somebody typed to choose journeys cannot be read."""

    code = "unreadable-selection"

    def __init__(self, part: str, text: str) -> None:
        where = "" if part == text else f" in {text!r}"
        super().__init__(
            f"{part!r}{where} chooses no journeys.{_no_such_day(part)} Say segment:ID,"
            " not segment:ID, persona:ID, channel:ID, period:2026-01-01..2026-03-31, completed, not"
            " completed, pattern:PATTERN or not pattern:PATTERN. Commas join several; a"
            " comma inside a pattern stands in its quotes, brackets or braces."
        )


def _no_such_day(part: str) -> str:
    """Point at a date that no calendar has, such as 2026-02-30."""
    for day in _DATE.findall(part):
        try:
            date.fromisoformat(day)
        except ValueError:
            return f" There is no day {day}."
    return ""


class AgainstNothingError(FootlightsError):
    """Journeys are to be held against others, and it is not said which."""

    code = "against-nothing"

    def __init__(self, against: str) -> None:
        super().__init__(
            f"Which journeys are to be held against {against!r}? Name them, too: for"
            " example --only segment:ID --against 'not segment:ID', or a segment in"
            " the bar of filters."
        )


class UnknownTableFormatError(FootlightsError):
    """Something is to be written under a name that tells no format."""

    code = "unknown-table-format"

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name!r} does not say what to write: call it something.csv or"
            " something.parquet for the rows, something.svg, .png or .json (Vega-Lite)"
            " for the picture."
        )


class NoPictureError(FootlightsError):
    """A view is to be drawn that has no picture."""

    code = "no-picture"

    def __init__(self, view: str) -> None:
        super().__init__(
            f"There is no picture of {view.replace('_', '-')!r}: it is a list to be"
            " read, or has no number. Write its rows: something.csv or"
            " something.parquet."
        )


class UnknownQuestionError(FootlightsError):
    """A question was asked that there is not."""

    code = "unknown-question"

    def __init__(self, question: str, known: Collection[str]) -> None:
        super().__init__(
            f"There is no question {question!r}.{did_you_mean(question, known)}"
            f" There are: {', '.join(known)}."
        )


class MissingOptionError(FootlightsError):
    """A question was asked without something that it must be told."""

    code = "missing-option"

    def __init__(self, option: str, about: str) -> None:
        super().__init__(f"Say what {option.replace('_', ' ')!r} is. {about}")


class UnreadableOptionError(FootlightsError):
    """A question was told something that it cannot read."""

    code = "unreadable-option"

    def __init__(self, option: str, said: str, wanted: str) -> None:
        super().__init__(
            f"{option.replace('_', ' ')!r} cannot be {said!r}: {wanted.rstrip('.')}."
        )


class UnknownTouchpointError(FootlightsError):
    """A touchpoint was named that the map does not have."""

    code = "unknown-touchpoint"

    def __init__(self, touchpoint_id: str, known: Collection[str]) -> None:
        super().__init__(
            f"There is no touchpoint {touchpoint_id!r} in this map."
            f"{did_you_mean(touchpoint_id, known)}"
            f" Its touchpoints are: {', '.join(known)}."
        )


class UnknownStepError(FootlightsError):
    """A step of a funnel was named that is no stage and no touchpoint of the map."""

    code = "unknown-step"

    def __init__(
        self, name: str, stages: Collection[str], touchpoints: Collection[str]
    ) -> None:
        known = {*stages, *touchpoints}
        parts = [part.strip() for part in name.split(",")]
        if len(parts) > 1 and known.issuperset(parts):
            each = " ".join(f"--steps {part}" for part in parts)
            super().__init__(
                f"{name!r} is one name, and several are meant: say each by itself,"
                f" {each}."
            )
            return
        super().__init__(
            f"There is no stage and no touchpoint {name!r} in this map."
            f"{did_you_mean(name, [*stages, *touchpoints])}"
            f" Its stages are: {', '.join(stages)};"
            f" its touchpoints are: {', '.join(touchpoints)}."
        )


class AmbiguousStepError(FootlightsError):
    """A step of a funnel was named that is both a stage and a touchpoint."""

    code = "ambiguous-step"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name!r} is a stage and a touchpoint of this map."
            f" Say 'stage:{name}' or 'touchpoint:{name}'."
        )


class NoStepsError(FootlightsError):
    """A funnel was asked for that has no step."""

    code = "no-steps"

    def __init__(self) -> None:
        super().__init__(
            "A funnel needs at least one step, and there is none. Name stages or"
            " touchpoints, or give a touchpoint of the map `matches:`."
        )


class NotPositiveError(FootlightsError):
    """A length of time or a number is zero or less and must be more."""

    code = "not-positive"

    def __init__(self, option: str, given: float | str) -> None:
        super().__init__(
            f"{option!r} must be more than 0, and {given} was given."
            " Give more, or leave it out."
        )


class UnknownChoiceError(FootlightsError):
    """A word was given where only a few are understood."""

    code = "unknown-choice"

    def __init__(self, option: str, given: str, known: Collection[str]) -> None:
        super().__init__(
            f"{given!r} is no choice for {option!r}.{did_you_mean(given, known)}"
            f" The choices are: {', '.join(known)}."
        )


class NoRowsAskedError(FootlightsError):
    """Fewer than one row of a view was asked for."""

    code = "no-rows-asked"

    def __init__(self, most: int) -> None:
        super().__init__(f"At least 1 row can be asked for, and {most} were.")
