"""Answers to surveys that cannot be joined to a log."""

from collections.abc import Collection, Mapping, Sequence

from footlights.errors.base import FootlightsError, did_you_mean, listed

_NEEDED = {
    "person": "whose an answer is",
    "at": "when an answer was given",
}


class AnswersNeedColumnError(FootlightsError):
    """A file of answers has no column for whose or when an answer is."""

    code = "answers-need-column"

    def __init__(self, file: str, role: str, known: Collection[str]) -> None:
        super().__init__(
            f"No column of {file} that is filled says {_NEEDED[role]}."
            f" Its columns are: {listed(known)}. Say which it is:"
            f" --answers-column {role}=NAME, or `columns:` in a sources.yaml."
        )


class ScoreNeededError(FootlightsError):
    """Several columns of a file of answers could be the score, or none."""

    code = "score-needed"

    def __init__(
        self,
        file: str,
        numbers: Mapping[str, tuple[float, float]],
        questions: Sequence[str],
    ) -> None:
        if numbers:
            ends = [f"{name!r} ({a:g} to {b:g})" for name, (a, b) in numbers.items()]
            found = (
                f"{file} has {len(numbers)} columns that could be the score:"
                f" {listed(ends)}. Say which one is meant"
            )
        else:
            asked = [repr(name) for name in questions]
            found = (
                f"{file} has no column of numbers that could be the score. Columns"
                f" with answers: {listed(asked) or 'none'}. If one holds the"
                " words of a choice, name it and say what each is worth"
                " (--answers-value 'Very good=5'); if answers are words only, say"
                " --answers-column text=NAME. Otherwise say which one is meant"
            )
        super().__init__(f"{found}: --answers-column score=NAME.")


class ScoreIsTextError(FootlightsError):
    """The column of scores holds words of a choice."""

    code = "score-is-text"

    def __init__(self, file: str, column: str, words: Sequence[str]) -> None:
        shown = [repr(word) for word in words]
        super().__init__(
            f"{column!r} of {file} is read as the score and holds words:"
            f" {listed(shown)}. To leave them out would change the mean. Say"
            f" what each is worth: --answers-value {words[0] + '=5'!r}, with nothing"
            " after the sign where it is no answer; or export numeric values."
        )


class UnknownAnsweredError(FootlightsError):
    """Answers were said to be about something that is never recorded."""

    code = "unknown-answered"

    def __init__(self, about: str, known: Collection[str]) -> None:
        super().__init__(
            f"Answers cannot be about {about!r}: no recorded touchpoint and no event"
            f" has that name.{did_you_mean(about, known)} There are:"
            f" {listed(known)}."
        )


class NoAnswerJoinedError(FootlightsError):
    """Not one answer could be joined to a touch."""

    code = "no-answer-joined"

    def __init__(self, files: str, responses: int, reasons: Collection[str]) -> None:
        super().__init__(
            f"None of the {responses:,} responses in {files} could be joined to a"
            f" touch: {'; '.join(reasons)}. Check which columns are the person and the"
            " time (--answers-column), the zone (--answers-zone), and what the answers"
            " are about (--answers-about, --answers-within)."
        )


class AnswerColumnsNotKeptError(FootlightsError):
    """Columns of answers were to become columns of a kept log."""

    code = "answer-columns-not-kept"

    def __init__(self, names: Collection[str]) -> None:
        super().__init__(
            f"A kept log takes scores and words of answers, and not {listed(names)}."
            " Leave `attributes:` out, or read the log anew without --keep."
        )
