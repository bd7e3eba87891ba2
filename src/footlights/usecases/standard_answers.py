"""Every standard question that can be asked without being told anything."""

from collections.abc import Iterator

from footlights.measures.view import View
from footlights.usecases.prepared_log import PreparedLog
from footlights.usecases.questions import Question, questions

ABOUT_ONE = frozenset(
    {"exemplars", "one_journey", "person_journey", "typical_journeys", "worst_journeys"}
)
"""Questions whose answer shows single customers."""


def plain_questions() -> tuple[Question, ...]:
    """Give the questions about all customers that need no option, in their order."""
    return tuple(
        each
        for each in questions()
        if each.name not in ABOUT_ONE
        and not any(option.is_required for option in each.options)
    )


def standard_answers(log: PreparedLog) -> Iterator[tuple[Question, View]]:
    """Ask a log each of `plain_questions`, as if nothing were said.

    Args:
        log: A prepared log.
    """
    for each in plain_questions():
        yield each, each.answer(log)
