"""Join answers to surveys to the touches that they are about."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.errors import (
    AnswersNotKeptError,
    MixedScalesError,
    NoAnswerJoinedError,
    NoEventsGivenError,
    UnknownAnsweredError,
)
from footlights.events.answers import (
    answered_touches,
    judged_answers,
    with_answers,
)
from footlights.events.contract import REJECTS, Scale
from footlights.events.scales import smallest_scale
from footlights.events.sources import (
    Answers,
    Source,
    TimeReading,
    format_scale,
    parse_scale,
)
from footlights.measures.answers import REASONS, AnswerCounts, LeftOutAnswers
from footlights.model.map import Map
from footlights.model.quantities import parse_duration
from footlights.usecases.event_log import EventLog
from footlights.usecases.read_answers import ReadAnswers, read_answers, reject_reasons
from footlights.usecases.source_plan import PlannedSource, Told, input_of

_VALUES = {"unknown-person": "person", "rounded-person": "person", "no-touch": "about"}
"""What a reject shows beside these reasons."""


def join_answers(  # noqa: PLR0913 - each is one thing a caller may want to tell
    log: EventLog,
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
) -> EventLog:
    """Give a log whose touches bear the answers that people gave about them.

    Exports of Qualtrics (CSV), LimeSurvey (CSV) and Formbricks (CSV, JSON) are known by
    what they hold; any other table is read by the names of its columns. An answer
    belongs to the latest touch that its person had at or before it, within a time;
    `events.answers.judged_answers` says it in full. Previews, tests, spam and
    unfinished responses are left out. What was joined and what not is in `answers`,
    row by row in `answer_rejects`.

    Args:
        log: The log, as `read_events` gives it; it stays as it is, and both are open
            until one of them is closed.
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
        AnswersNotKeptError: The log is a kept one.
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
    return joined_log(log, PlannedSource(told.over(source), inputs, Path()), map_)


def joined_log(log: EventLog, planned: PlannedSource, map_: Map | None) -> EventLog:
    """Join answers as a source says.

    Args:
        log: The log.
        planned: Files of answers; its `source.answers` says how they are joined.
        map_: The map, if there is one.

    Raises:
        FootlightsError: As `join_answers`.
    """
    if not isinstance(log, EventLog):
        raise AnswersNotKeptError
    rule = planned.source.answers or Answers()
    engine, number = log.engine, len(log.answers) + 1
    touches = _asked(log, answered_touches(log.events, map_), map_, rule.about)
    read = read_answers(planned, has_journey=log.report.has_journey)
    answers = engine.load(f"answers_{number}", read.rows)
    persons = log.events.select("person").distinct()
    judged = engine.keep(
        f"judged_answers_{number}",
        judged_answers(answers, touches, persons, rule.within),
    )
    counts = _counts(log, judged, read, rule)
    joined = judged.filter(_.reason.isnull())
    new = [name for name in read.kept if name not in log.events.columns]
    scale = _scale(log, joined, read)
    said = (
        (f"scores of answers stand on the scale {format_scale(scale)}",)
        if scale and scale not in (read.scale, log.report.scale)
        else ()
    )
    report = replace(
        log.report,
        scale=scale,
        guesses=(*log.report.guesses, *read.guesses, *said),
        attributes=(*log.report.attributes, *new),
    )
    rejects = [_rejects(judged), engine.load(f"unread_{number}", read.rejects)]
    if log.answer_rejects is not None:
        rejects.insert(0, log.answer_rejects)
    return replace(
        log,
        events=with_answers(log.events, joined, new),
        report=report,
        answers=(*log.answers, counts),
        answer_rejects=engine.keep(f"answer_rejects_{number}", ibis.union(*rejects)),
    )


def _asked(
    log: EventLog, touches: ir.Table, map_: Map | None, about: tuple[str, ...]
) -> ir.Table:
    """Narrow touches to those of the touchpoints and events that are named.

    Raises:
        UnknownAnsweredError: One of the names is neither.
    """
    if not about:
        return touches
    if map_ is None:
        found = log.engine.fetch(touches.select("event").distinct())
        known = sorted(found["event"].to_pylist())
    else:
        shown = [t for t in map_.touchpoints if t.matches]
        events = {match.event.strip() for t in shown for match in t.matches}
        known = [*(t.id for t in shown), *sorted(events)]
    for name in about:
        if name not in known:
            raise UnknownAnsweredError(name, list(dict.fromkeys(known)))
    return touches.filter(_.touchpoint.isin(about) | _.event.isin(about))


def _counts(
    log: EventLog, judged: ir.Table, read: ReadAnswers, rule: Answers
) -> AnswerCounts:
    rows = log.engine.fetch(
        judged.group_by("reason").aggregate(
            n=_.count(), scores=_.score.count(), texts=_.text.count()
        )
    ).to_pylist()
    left = reject_reasons(read.rejects)
    joined = {"n": 0, "scores": 0, "texts": 0}
    for row in rows:
        if row["reason"] is None:
            joined = row
        else:
            left[row["reason"]] += row["n"]
    by_number = sorted(left.items(), key=lambda each: (-each[1], each[0]))
    if not joined["n"]:
        said = [f"{n:,} {REASONS.get(reason, reason)}" for reason, n in by_number]
        raise NoAnswerJoinedError(", ".join(read.files), read.responses, said)
    return AnswerCounts(
        files=read.files,
        responses=read.responses,
        joined=joined["n"],
        scores=joined["scores"],
        texts=joined["texts"],
        left_out=tuple(
            LeftOutAnswers(reason=reason, responses=n) for reason, n in by_number
        ),
        values_dropped=sum(read.rejects["is_event_kept"].to_pylist()),
        about=rule.about,
        within_seconds=rule.within.total_seconds(),
    )


def _scale(log: EventLog, joined: ir.Table, read: ReadAnswers) -> Scale | None:
    """Give the one scale of the log and the answers.

    Raises:
        MixedScalesError: They stand on different ones.
    """
    scale = read.scale
    if scale is None:
        ends = log.engine.fetch(
            joined.aggregate(low=_.score.min(), high=_.score.max())
        ).to_pylist()[0]
        if ends["low"] is None:
            return log.report.scale
        scale = smallest_scale(ends["low"], ends["high"])
    known = {each for each in (log.report.scale, scale) if each}
    if len(known) > 1:
        raise MixedScalesError(sorted(format_scale(each) for each in known))
    return scale


def _rejects(judged: ir.Table) -> ir.Table:
    left = judged.filter(_.reason.notnull())
    shown = ibis.cases(*((left.reason == why, what) for why, what in _VALUES.items()))
    return left.select(
        file=left.file,
        row=left.row,
        column=shown,
        value=ibis.cases(
            (shown == "person", left.person), (shown == "about", left.about)
        ),
        reason=left.reason,
        is_event_kept=ibis.literal(value=False),
    ).cast(dict(REJECTS.items()))
