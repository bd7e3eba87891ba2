"""What became of answers that were to be joined to a log."""

from datetime import timedelta

from footlights.measures.result import Result
from footlights.measures.wording import counted, listed, span_duration

REASONS = {
    "preview": "previews and tests",
    "spam": "marked as spam",
    "unfinished": "not finished",
    "no-answer": "without score or words",
    "repeated-response": "the same response again",
    "rounded-person": "number of the person rounded by a spreadsheet",
    "unknown-person": "person not in the log",
    "no-touch": "person never had such a touch",
    "no-touch-before": "no such touch before the answer",
    "touch-too-long-before": "touch too long before",
    "touch-has-score": "touch has a score of its own",
    "touch-answered": "an earlier answer is about that touch",
    "no-person": "no person",
    "no-time": "no time",
    "unreadable-time": "time cannot be read",
    "time-out-of-range": "time outside 1900 to 2199",
    "wrong-number-of-fields": "wrong number of fields",
    "not-an-object": "not an object",
}
"""Why a response is not joined, in words; any other reason stands for itself."""


class LeftOutAnswers(Result):
    """Responses that were not joined for one reason."""

    reason: str
    """A stable code, such as `no-touch-before`."""

    responses: int
    """How many."""


class AnswerCounts(Result):
    """Responses of one survey: how many were joined to a touch, and why others not."""

    files: tuple[str, ...]
    """Files with the responses."""

    responses: int
    """Rows of these files; joined and left out together."""

    joined: int
    """Responses that were joined, each to one touch."""

    scores: int
    """How many of the joined gave a score."""

    texts: int
    """How many of the joined wrote something."""

    left_out: tuple[LeftOutAnswers, ...]
    """Those that were not joined, most frequent reason first."""

    values_dropped: int
    """Scores that are no numbers or off the scale; their responses count without."""

    about: tuple[str, ...]
    """Touchpoints or events that were asked about; empty where the answers say it, or
    the latest touch is meant whatever it is."""

    within_seconds: float
    """Longest time from the end of the touch to the answer."""

    def __str__(self) -> str:
        """Say it in up to three sentences."""
        what = f" of {listed(self.about)}" if self.about else ""
        limit = span_duration(timedelta(seconds=self.within_seconds))
        left = "; ".join(
            f"{each.responses:,} {REASONS.get(each.reason, each.reason)}"
            for each in self.left_out
        )
        said = [
            (
                f"{self.joined:,} of {counted(self.responses, 'response')} in"
                f" {listed(self.files)} joined, each to its person's latest touch{what}"
                f" at most {limit} before."
            )
        ]
        if left:
            said.append(f"Not joined: {left}.")
        if self.values_dropped:
            said.append(f"{counted(self.values_dropped, 'value')} could not be read.")
        return " ".join(said)
