"""All numbers of a map and a log, with the queries behind each."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from footlights.engines.purpose import asked_for
from footlights.measures.figures import Figure, figures_of, view_figures
from footlights.measures.measured import Measured
from footlights.measures.view import View
from footlights.model.map import Map
from footlights.usecases.event_log import EventLog
from footlights.usecases.evidence.figure_queries import READING, queries_behind
from footlights.usecases.evidence.recorder import Query, Recorder
from footlights.usecases.evidence.settled import (
    impersonal,
    impersonal_view,
    rare_words,
    settled_figure,
)
from footlights.usecases.measure import measure
from footlights.usecases.questions import Question
from footlights.usecases.standard_answers import plain_questions


@dataclass(frozen=True)
class Traced:
    """A number, and where it comes from."""

    figure: Figure
    """The number."""

    queries: tuple[str, ...]
    """Names of the queries behind it; the first is what it was computed by last."""


@dataclass(frozen=True)
class Computed:
    """All numbers of a map and a log."""

    measured: Measured
    """What was measured."""

    answers: tuple[tuple[Question, View], ...]
    """The standard questions that need no option, answered."""

    figures: tuple[Traced, ...]
    """Every number of both; places are unique."""

    queries: dict[str, tuple[Query, ...]]
    """What was asked, by name, in the order of asking; `prepare` comes first."""


def compute(map_: Map, log: EventLog, *, with_quotes: bool = False) -> Computed:
    """Measure a map on a log, ask every plain question, and note the queries.

    Args:
        map_: The map.
        log: The log.
        with_quotes: Whether what people wrote, and names of rare teams and
            locations, are kept.

    Raises:
        UnknownJourneyColumnError: The map names a journey column that the log lacks.
    """
    recorder = Recorder(log.engine)
    noted = replace(log, engine=recorder)
    measured = measure(map_, noted).result
    prepared = log.prepared(map_)
    rare = frozenset[str]() if with_quotes else rare_words(prepared)
    if not with_quotes:
        measured = impersonal(measured, rare)
    answers = []
    for question in plain_questions():
        with asked_for(question.name):
            view = question.answer(replace(prepared, engine=recorder))
        answers.append((question, impersonal_view(view, rare)))
    queries: dict[str, list[Query]] = defaultdict(list)
    for query in recorder.queries:
        queries[query.purpose].append(query)
    return Computed(
        measured,
        tuple(answers),
        tuple(_named_once(_traced(measured, answers, queries))),
        {name: tuple(found) for name, found in queries.items()},
    )


def _traced(
    measured: Measured, answers: list[tuple[Question, View]], asked: Collection[str]
) -> Iterator[Traced]:
    for figure in figures_of(measured):
        yield Traced(settled_figure(figure), queries_behind(figure.place))
    for question, view in answers:
        # Without stages or teams to ask about, a question may be answered at once.
        behind = (question.name,) if question.name in asked else (READING,)
        for figure in view_figures(question.name, view):
            yield Traced(settled_figure(figure), behind)


def _named_once(found: Iterator[Traced]) -> Iterator[Traced]:
    """Count on where several numbers have one name."""
    seen: Counter[str] = Counter()
    for traced in found:
        place = traced.figure.place
        seen[place] += 1
        if seen[place] > 1:
            figure = replace(traced.figure, place=f"{place} ({seen[place]})")
            yield replace(traced, figure=figure)
        else:
            yield traced
