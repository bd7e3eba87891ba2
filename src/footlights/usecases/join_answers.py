"""Join answers to surveys to the touches that they are about."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import ibis

from footlights.errors import NoEventsGivenError
from footlights.events.answers import with_answers
from footlights.events.contract import Scale
from footlights.events.sources import Answers, Source, TimeReading, parse_scale
from footlights.model.map import Map
from footlights.model.quantities import parse_duration
from footlights.usecases.event_log import EventLog
from footlights.usecases.judged_survey import judged_survey
from footlights.usecases.kept_answers import keep_answers
from footlights.usecases.kept_log import KeptLog
from footlights.usecases.source_plan import PlannedSource, Told, input_of

Log = TypeVar("Log", EventLog, KeptLog)


def join_answers(  # noqa: PLR0913 - each is one thing a caller may want to tell
    log: Log,
    *files: Any,  # a path, an Arrow table, or any library's data frame
    map_: Map | None = None,
    about: str | Sequence[str] = (),
    within: timedelta | str = "30d",
    columns: Mapping[str, str | Sequence[str]] | None = None,
    zone: str | None = None,
    time_format: str | None = None,
    values: Mapping[str, float | None] | None = None,
    scale: str | Scale | None = None,
    unfinished: bool = False,
) -> Log:
    """Give a log whose touches bear the answers that people gave about them.

    Exports of Qualtrics (CSV), LimeSurvey (CSV) and Formbricks (CSV, JSON) are known by
    what they hold; any other table is read by the names of its columns. An answer
    belongs to the latest touch that its person had at or before it, within a time;
    `events.answers.judged_answers` says it in full. Previews, tests, spam and
    unfinished responses are left out. What was joined and what not is in `answers`,
    row by row in `answer_rejects`.

    Args:
        log: The log, as `read_events` gives it; it stays as it is, and both are open
            until one of them is closed. Of a kept log (`open_log`) the answers become
            a part, and the same log is given back.
        files: Files or tables with answers to one survey.
        map_: The map that the log is measured for. Without it, answers are joined to
            events, be they touches of a map or not.
        about: Touchpoints (their ids) or events that were asked about. Without any,
            what a column `touchpoint` or `event` of the answers names; without such a
            column, the latest touch, whatever it is.
        within: Longest time from the end of the touch to the answer, as in `14d`.
        columns: Which column is `person`, `journey`, `at`, `score`, `text`, `event`
            (what was asked about) or `event_id` (the response).
        zone: Zone of times that name none, such as the account's; else UTC.
        time_format: How times are written, such as `%d/%m/%Y %H:%M`.
        values: What words of a choice are worth, `{"Very good": 5}`; None is no answer.
        scale: Lowest and highest possible score, as in `0-10`; guessed if left out.
        unfinished: Whether responses count that were begun and not finished.

    Raises:
        NoAnswerJoinedError: Not one response could be joined.
        FootlightsError: Answers cannot be read, or are about nothing in the log.
    """
    if not files:
        raise NoEventsGivenError
    told = Told(columns or {}, zone, time_format)
    told.check()
    words = {
        word: None if worth is None else f"{worth:g}"
        for word, worth in (values or {}).items()
    }
    rule = Answers(
        about=(about,) if isinstance(about, str) else tuple(about),
        within=within if isinstance(within, timedelta) else parse_duration(within),
        unfinished=unfinished,
    )
    source = Source(
        file="*",
        time=TimeReading(),
        values={"score": words} if words else {},
        scale=None if scale is None else parse_scale(scale),
        answers=rule,
    )
    inputs = tuple(
        input_of(what, place, len(files)) for place, what in enumerate(files, start=1)
    )
    planned = PlannedSource(told.over(source), inputs, Path())
    if isinstance(log, KeptLog):
        keep_answers(log, planned, map_)
        return log
    return joined_log(log, planned, map_)


def joined_log(log: EventLog, planned: PlannedSource, map_: Map | None) -> EventLog:
    """Join answers as a source says.

    Args:
        log: The log.
        planned: Files of answers; its `source.answers` says how they are joined.
        map_: The map, if there is one.

    Raises:
        FootlightsError: As `join_answers`.
    """
    found = judged_survey(log, planned, map_)
    report = replace(
        log.report,
        scale=found.scale,
        guesses=(*log.report.guesses, *found.guesses),
        attributes=(*log.report.attributes, *found.kept),
    )
    earlier = [] if log.answer_rejects is None else [log.answer_rejects]
    name = f"answer_rejects_{len(log.answers) + 1}"
    return replace(
        log,
        events=with_answers(log.events, found.joined, found.kept),
        report=report,
        answers=(*log.answers, found.counts),
        answer_rejects=log.engine.keep(name, ibis.union(*earlier, found.rejects)),
    )
