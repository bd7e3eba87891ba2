"""Answers that become a part of a kept log."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import ibis
from ibis import _

from footlights.errors import AnswerColumnsNotKeptError
from footlights.events.answers import with_answers
from footlights.usecases.append_events import APPEND_NO, ROWS, add_rejects
from footlights.usecases.judged_survey import JudgedSurvey, judged_survey
from footlights.usecases.kept_state import LOG, KeptFile, KeptState, write_state

if TYPE_CHECKING:
    from footlights.model.map import Map
    from footlights.usecases.kept_log import KeptLog
    from footlights.usecases.source_plan import PlannedSource


def keep_answers(log: KeptLog, planned: PlannedSource, map_: Map | None) -> bool:
    """Join answers to the events of a kept log, and keep them there.

    They are joined to the events that the log has now; events added later take none
    of them. Files that were added before are not read again.

    Args:
        log: The log.
        planned: Files of answers, and how they are joined.
        map_: The map whose touchpoints were asked about, if any.

    Returns:
        Whether anything was read.

    Raises:
        AnswerColumnsNotKeptError: Columns of the answers are to be kept.
        FootlightsError: As `join_answers`. The log is as it was before.
    """
    unread, files, _known = log.unread([planned])
    if not unread:
        return False
    found = judged_survey(log, unread[0], map_)
    if found.kept:
        raise AnswerColumnsNotKeptError(found.kept)
    log.become(_kept(log, found, files))
    return True


def _kept(log: KeptLog, found: JudgedSurvey, files: tuple[KeptFile, ...]) -> KeptState:
    engine, state = log.engine, log.state
    after = replace(
        state,
        append_no=state.append_no + 1,
        files=(*state.files, *files),
        answers=(*state.answers, found.counts),
        answer_scale=found.scale,
        answer_guesses=(*state.answer_guesses, *found.guesses),
    )
    with engine.transaction():
        rows = engine.stored(LOG, ROWS)
        asked = found.joined.select(row_no=_.touch_no)
        number = ibis.literal(after.append_no, "int64")
        changed = engine.keep(
            "answered",
            with_answers(rows.semi_join(asked, "row_no"), found.joined, ()).mutate(
                **{APPEND_NO: number}
            ),
        )
        engine.remove(rows, changed.select("row_no"))
        engine.add(rows, changed)
        engine.drop(changed)
        add_rejects(engine, found.rejects)
        write_state(engine, after)
    return after
