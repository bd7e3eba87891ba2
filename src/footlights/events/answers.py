"""Answers to surveys: which touch each belongs to, and why some belong to none."""

from collections.abc import Collection
from datetime import timedelta

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.events.binding import asked_names, touchpoint_no_of
from footlights.events.timing import seconds_between
from footlights.events.touches import journey_column
from footlights.model.map import Map

ANSWERS = ibis.schema(
    {
        "answer_no": "int64",
        "file": "string",
        "row": "int64",
        "person": "string",
        "journey": "string",
        "about": "string",
        "at": "timestamp(6)",
        "score": "float64",
        "text": "string",
        "response": "string",
        "left_out": "string",
    }
)
"""One row per response as received; columns to keep follow these.

- `answer_no: int64`: order of reading over all files, from 1; decides ties.
- `file`, `row`: where it stands; the header is no row.
- `person`, `journey`: whose it is, and in which journey; null where not said.
- `about`: the touchpoint or event that was asked about; null where not said.
- `at`: when it was given, UTC.
- `score`, `text`: what was answered; null where nothing was.
- `response`: the id of the response; null where it has none.
- `left_out`: why it is no answer of a customer that is finished; null where it is.
"""

_ROUNDED = r"^\d(?:[.,]\d+)?[eE]\+?\d+$"
"""A long number as a spreadsheet shows it, its last digits lost."""


def answered_touches(events: ir.Table, map_: Map | None) -> ir.Table:
    """List the touches that answers can belong to.

    With a map: events that show one of its touchpoints, and that are in a journey
    where a column names journeys. Without one: every event. A row that only closes
    an earlier one of its pair is none.

    Args:
        events: Rows in the shape of `contract.EVENTS`, with attributes.
        map_: The map, if there is one.

    Returns:
        One row per touch: `touch_no: int64` (the event's `row_no`), `touched_by:
        string`, `touch_journey: string`, `event: string`, `touchpoint: string` (its
        id; null without a map), `touch_at`, `touch_ends_at: timestamp`,
        `has_score: boolean`.
    """
    shown = events.filter(~_.closes)
    touchpoint: ir.Value = ibis.null("string")
    if map_ is not None:
        column = journey_column(map_)
        shown = shown.filter(
            _.event.isin(asked_names(map_)),
            *([_[column].notnull()] if column else []),
        )
        number = touchpoint_no_of(shown, map_)
        touchpoint = ibis.cases(
            *(
                (number == ibis.literal(no, "int16"), t.id)
                for no, t in enumerate(map_.touchpoints, start=1)
            )
        )
    touches = shown.select(
        touch_no=shown.row_no,
        touched_by=shown.person,
        touch_journey=shown.journey,
        event=shown.event,
        touchpoint=touchpoint,
        touch_at=shown.at,
        touch_ends_at=shown.until.coalesce(shown.at),
        has_score=shown.score.notnull(),
    )
    return touches if map_ is None else touches.filter(_.touchpoint.notnull())


def judged_answers(
    answers: ir.Table, touches: ir.Table, persons: ir.Table, within: timedelta
) -> ir.Table:
    """Find the touch that each answer belongs to.

    An answer belongs to the latest touch that its person had at or before it, of the
    touchpoint or event that it is about, or of any where it says none; and of its
    journey, where it names one. Of touches at the same instant the one read last is
    the latest. The touch must have ended at most `within` before the answer; exactly
    that still belongs, and so does an answer given while the touch lasts.

    A response counts once, the one read first, however often its id comes. Of several
    answers that belong to one touch the earliest is joined, at the same instant the
    one read first; so one person can answer several times, each about another touch.
    A touch with a score of its own keeps it.

    Args:
        answers: `ANSWERS`.
        touches: As `answered_touches` gives them, narrowed to what is asked about.
        persons: `person: string`, everyone in the log, once.
        within: Longest time from the end of the touch to the answer.

    Returns:
        The rows of `answers` with `touch_no: int64`, null where there is none, and
        `reason: string`, null where the answer is joined to that touch, else:

        - what `left_out` says (`preview`, `spam`, `unfinished`);
        - `no-answer`: neither a score nor words;
        - `repeated-response`: its id came before;
        - `rounded-person`: a spreadsheet has rounded the person's number;
        - `unknown-person`: nobody of that name is in the log;
        - `no-touch`: the person never had such a touch;
        - `no-touch-before`: they had it only after the answer;
        - `touch-too-long-before`: the latest one ended too long before;
        - `touch-has-score`: the touch has a score of its own;
        - `touch-answered`: an earlier answer belongs to that touch.
    """
    own = _with_own_reasons(answers)
    pairs = _pairs(own.filter(_.reason.isnull()), touches)
    later = pairs.group_by("answer_no").aggregate(touches=_.count())
    order = ibis.window(
        group_by="answer_no", order_by=[ibis.desc("touch_at"), ibis.desc("touch_no")]
    )
    latest = (
        pairs.filter(_.touch_at <= _.at)
        .mutate(place=ibis.row_number().over(order))
        .filter(_.place == 0)
        .select("answer_no", "touch_no", "touch_ends_at", "has_score")
    )
    known = persons.select(known=persons.person)
    found = (
        own.left_join(latest, "answer_no")
        .drop("answer_no_right")
        .left_join(later, "answer_no")
        .drop("answer_no_right")
        .left_join(known, [ibis._.person == known.known])
    )
    age = seconds_between(found.touch_ends_at, found.at)
    is_known = found.known.notnull() | found.person.isnull()
    told = found.mutate(
        reason=ibis.cases(
            (found.reason.notnull(), found.reason),
            (~is_known & found.person.re_search(_ROUNDED), "rounded-person"),
            (~is_known, "unknown-person"),
            (found.touches.isnull(), "no-touch"),
            (found.touch_no.isnull(), "no-touch-before"),
            (age > within.total_seconds(), "touch-too-long-before"),
            (found.has_score & found.score.notnull(), "touch-has-score"),
        )
    )
    return _once_a_touch(told).select(*answers.columns, "touch_no", "reason")


def with_answers(events: ir.Table, joined: ir.Table, kept: Collection[str]) -> ir.Table:
    """Put answers into the events that they belong to.

    A text stands after what the event says already, on a line of its own.

    Args:
        events: Rows in the shape of `contract.EVENTS`, with attributes.
        joined: Rows of `judged_answers` without a reason, at most one per touch.
        kept: Its columns that become attributes of the events.

    Returns:
        The rows and columns of `events`, then `kept`.
    """
    given = joined.select(
        answered_no=joined.touch_no,
        given_score=joined.score,
        given_text=joined.text,
        **{f"given_{n}": joined[name] for n, name in enumerate(kept)},
    )
    both = events.left_join(given, [events.row_no == given.answered_no])
    text = ibis.ifelse(
        both.text.notnull() & both.given_text.notnull(),
        both.text + "\n" + both.given_text,
        both.text.coalesce(both.given_text),
    )
    filled = {"score": both.score.coalesce(both.given_score), "text": text}
    return both.select(
        *(filled.get(name, both[name]).name(name) for name in events.columns),
        *(both[f"given_{n}"].name(name) for n, name in enumerate(kept)),
    )


def _with_own_reasons(answers: ir.Table) -> ir.Table:
    nothing = answers.score.isnull() & answers.text.isnull()
    told = answers.mutate(
        reason=ibis.cases(
            (answers.left_out.notnull(), answers.left_out), (nothing, "no-answer")
        )
    )
    # A finished response may repeat one that was exported before it was finished.
    earlier = ibis.row_number().over(
        ibis.window(
            group_by=[told.response, told.reason.isnull()], order_by=told.answer_no
        )
    )
    repeats = (earlier > 0) & told.response.notnull() & told.reason.isnull()
    return told.mutate(reason=ibis.ifelse(repeats, "repeated-response", told.reason))


def _pairs(answers: ir.Table, touches: ir.Table) -> ir.Table:
    """Pair each answer with every touch that it could be about, at any time."""
    named = answers.filter(_.person.notnull())
    unnamed = answers.filter(_.person.isnull(), _.journey.notnull())
    by_person = named.join(touches, [named.person == touches.touched_by])
    by_journey = unnamed.join(touches, [unnamed.journey == touches.touch_journey])
    return ibis.union(by_person, by_journey).filter(
        _.journey.isnull() | (_.journey == _.touch_journey),
        _.about.isnull() | (_.about == _.touchpoint) | (_.about == _.event),
    )


def _once_a_touch(told: ir.Table) -> ir.Table:
    before = ibis.row_number().over(
        ibis.window(
            group_by=[told.touch_no, told.reason.isnull()],
            order_by=[told["at"], told.answer_no],
        )
    )
    is_later = told.reason.isnull() & (before > 0)
    return told.mutate(reason=ibis.ifelse(is_later, "touch-answered", told.reason))
