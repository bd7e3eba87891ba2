"""Answers to one survey, judged: which touch each belongs to, and what that comes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.errors import (
    MixedScalesError,
    NoAnswerJoinedError,
    UnknownAnsweredError,
)
from footlights.events.answers import answered_touches, judged_answers
from footlights.events.contract import REJECTS, Scale
from footlights.events.scales import smallest_scale
from footlights.events.sources import Answers, format_scale
from footlights.measures.answers import REASONS, AnswerCounts, LeftOutAnswers
from footlights.usecases.read_answers import ReadAnswers, read_answers, reject_reasons

if TYPE_CHECKING:
    from footlights.model.map import Map
    from footlights.usecases.event_log import EventLog
    from footlights.usecases.kept_log import KeptLog
    from footlights.usecases.source_plan import PlannedSource

_VALUES = {"unknown-person": "person", "rounded-person": "person", "no-touch": "about"}
"""What a reject shows beside these reasons."""


@dataclass(frozen=True)
class JudgedSurvey:
    """Answers of which each was joined to a touch, or has a reason why not.

    Args:
        joined: Rows of `judged_answers` without a reason, at most one per touch.
        kept: Columns of `joined` that become attributes of the events.
        counts: How many were joined, and why others not.
        rejects: Those that were not, as `contract.REJECTS`.
        scale: The scale of the log with its answers; None without any score.
        guesses: What was guessed, as sentences.
    """

    joined: ir.Table
    kept: tuple[str, ...]
    counts: AnswerCounts
    rejects: ir.Table
    scale: Scale | None
    guesses: tuple[str, ...]


def judged_survey(
    log: EventLog | KeptLog, planned: PlannedSource, map_: Map | None
) -> JudgedSurvey:
    """Read answers, and find the touch that each belongs to.

    Args:
        log: The log.
        planned: Files of answers; its `source.answers` says how they are joined.
        map_: The map, if there is one.

    Raises:
        FootlightsError: As `join_answers`.
    """
    rule = planned.source.answers or Answers()
    engine, number = log.engine, len(log.answers) + 1
    events = log.events
    touches = _asked(log, answered_touches(events, map_), map_, rule.about)
    read = read_answers(planned, has_journey=log.report.has_journey)
    answers = engine.load(f"answers_{number}", read.rows)
    persons = events.select("person").distinct()
    judged = engine.keep(
        f"judged_answers_{number}",
        judged_answers(answers, touches, persons, rule.within),
    )
    counts = _counts(log, judged, read, rule)
    joined = judged.filter(_.reason.isnull())
    scale = _scale(log, joined, read)
    said = (
        (f"scores of answers stand on the scale {format_scale(scale)}",)
        if scale and scale not in (read.scale, log.report.scale)
        else ()
    )
    unread = engine.load(f"unread_{number}", read.rejects)
    return JudgedSurvey(
        joined=joined,
        kept=tuple(name for name in read.kept if name not in events.columns),
        counts=counts,
        rejects=ibis.union(_rejects(judged), unread),
        scale=scale,
        guesses=(*read.guesses, *said),
    )


def _asked(
    log: EventLog | KeptLog, touches: ir.Table, map_: Map | None, about: tuple[str, ...]
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
    log: EventLog | KeptLog, judged: ir.Table, read: ReadAnswers, rule: Answers
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


def _scale(
    log: EventLog | KeptLog, joined: ir.Table, read: ReadAnswers
) -> Scale | None:
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
