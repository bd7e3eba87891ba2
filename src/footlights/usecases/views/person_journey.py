"""What one person did, touch by touch, with what lies off the map between."""

from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import Any
from zoneinfo import ZoneInfo

import ibis.expr.types as ir
from ibis import _

from footlights.analysis.person import events_of, events_within, person_events
from footlights.errors import UnknownJourneyError, UnknownPersonError
from footlights.events.prepared import Prepared
from footlights.measures.estimates import Row
from footlights.measures.touchpoints import masked
from footlights.measures.view import Cell, View, ViewColumn
from footlights.measures.wording import counted
from footlights.usecases.prepared_log import PreparedLog
from footlights.usecases.views.standard import standard

PERSONS_BY_NUMBER = (
    "Persons are named by their number in this log, which is no id: `one-journey"
    " --journey-key KEY` shows what one of them did."
)
"""Note beside views that mask persons."""

_COLUMNS = (
    ViewColumn(name="event_no", about="Place among these events, from 1.", role="key"),
    ViewColumn(name="person", about="Who; a number stands for the name."),
    ViewColumn(name="journey_key", about="The journey; null for an event in none."),
    ViewColumn(name="touch_no", about="Place in the journey, from 1."),
    ViewColumn(name="at", about="When it began, on the map's clock."),
    ViewColumn(name="event", about="What was recorded."),
    ViewColumn(
        name="kind",
        about="`touch`, `activity`, `outcome`, `end of a touch`, or `off the map`.",
    ),
    ViewColumn(name="touchpoint", about="Touchpoint of a touch."),
    ViewColumn(name="stage", about="Stage of a touch."),
    ViewColumn(name="activity", about="Activity that the event shows."),
    ViewColumn(name="outcome", about="Outcome that the event shows."),
    ViewColumn(name="wait_seconds", about="From the end of the touch before, seconds."),
    ViewColumn(name="seconds", about="Time spent, seconds; null if no end is known."),
    ViewColumn(name="channel", about="Channel."),
    ViewColumn(name="team", about="Team."),
    ViewColumn(name="location", about="Location."),
    ViewColumn(name="score", about="Score, on the log's scale."),
    ViewColumn(name="text", about="What they wrote; personal data masked."),
)


@standard
def person_journey(log: PreparedLog, person: str, *, unmasked: bool = False) -> View:
    """Show everything that one person did.

    Of selected journeys, only what belongs to them is shown: their touches, the
    activities and outcomes that happened for them, and what happened in no journey
    while they lasted.

    Args:
        log: A prepared log.
        person: Their id as the log has it.
        unmasked: Whether to show the id and what they wrote as they are.

    Returns:
        One row per event, in order; none where the person has no such journey, and a
        note says so.

    Raises:
        UnknownPersonError: The log has no event of that person.
    """
    own = events_of(log.events, [person])
    found = _fetched(log, own)
    if not found:
        raise UnknownPersonError(person)
    shown = found if log.whole is None else _of_selected(log, log.whole, own, found)
    view = _view(log, "person_journey", shown, unmasked=unmasked)
    left_out = len(found) - len(shown)
    if not left_out:
        return view
    note = (
        f"Left out: {counted(left_out, 'event')} of this person outside the journeys"
        " that were asked about."
    )
    return view.model_copy(update={"notes": (*view.notes, note)})


@standard
def one_journey(log: PreparedLog, journey_key: int, *, unmasked: bool = False) -> View:
    """Show one journey, and what else its person did meanwhile.

    Touches of other journeys at the same time are left out.

    Args:
        log: A prepared log.
        journey_key: As another view shows it.
        unmasked: Whether to show the id and what they wrote as they are.

    Returns:
        One row per event, in order.

    Raises:
        UnknownJourneyError: No journey has that key.
    """
    journey = log.row(log.prepared.journeys.filter(_.journey_key == journey_key))
    if journey is None:
        raise UnknownJourneyError(journey_key)
    meanwhile = events_within(log.events, journey["start_at"], journey["end_at"])
    found = _fetched(log, events_of(meanwhile, persons_of(log, journey_key)))
    rows = [row for row in found if row["journey_key"] in {None, journey_key}]
    return _view(log, "one_journey", rows, unmasked=unmasked)


def persons_of(log: PreparedLog, journey_key: int) -> list[str]:
    """Name the persons of a journey; more than one only where a column names it."""
    touches = log.prepared.touches.filter(_.journey_key == journey_key)
    own = [row["row_no"] for row in log.rows(touches.select("row_no"))]
    named = log.events.filter(_.row_no.isin(own)).select("person").distinct()
    return sorted(row["person"] for row in log.rows(named))


def masked_person(person_key: int | None) -> str:
    """Name a person by their number in this log."""
    return "a person" if person_key is None else f"person {person_key}"


def _fetched(log: PreparedLog, own: ir.Table) -> list[dict[str, Any]]:
    # Touches of journeys that are not selected are touches all the same.
    tables = log.whole or log.prepared
    return log.rows(person_events(own, tables.touches, log.map))


def _of_selected(
    log: PreparedLog, whole: Prepared, own: ir.Table, found: Sequence[Row]
) -> list[Row]:
    """Keep the events that belong to selected journeys, or to none while they last."""
    happened = [whole.occurrences, whole.outcomes]
    shown = {
        row["row_no"]: row["journey_key"]
        for table in happened
        for row in log.rows(
            table.semi_join(own, "row_no").select("row_no", "journey_key")
        )
    }
    journey = [row["journey_key"] or shown.get(row["row_no"]) for row in found]
    theirs = log.prepared.journeys.filter(
        _.journey_key.isin([key for key in journey if key])
    )
    chosen = {row["journey_key"]: row for row in log.rows(_spans(theirs))}
    return [
        row
        for row, key in zip(found, journey, strict=True)
        if (
            key in chosen
            if key
            else any(
                one["start_at"] <= row["at"] <= one["end_at"] for one in chosen.values()
            )
        )
    ]


def _spans(journeys: ir.Table) -> ir.Table:
    return journeys.select("journey_key", "start_at", "end_at")


def _view(log: PreparedLog, name: str, found: Sequence[Row], *, unmasked: bool) -> View:
    zone = log.map.zone or "UTC"
    return View(
        name=name,
        columns=_COLUMNS,
        rows=tuple(_rows(log, found, unmasked=unmasked)),
        notes=(
            f"Times are those of a clock in {zone}.",
            "Nothing is masked: these are personal data."
            if unmasked
            else "The person's id is left out, and in what they wrote e-mail and web"
            " addresses, phone and other long numbers.",
        ),
    )


def _rows(
    log: PreparedLog, found: Sequence[Row], *, unmasked: bool
) -> Iterator[dict[str, Cell]]:
    clock = ZoneInfo(log.map.zone or "UTC")
    keys = {row["person"]: row["person_key"] for row in found if row["person_key"]}
    for number, row in enumerate(found, start=1):
        text = row["text"]
        yield {
            "event_no": number,
            "person": row["person"]
            if unmasked
            else masked_person(keys.get(row["person"])),
            "journey_key": row["journey_key"],
            "touch_no": row["touch_no"],
            "at": row["at"].replace(tzinfo=UTC).astimezone(clock),
            "event": row["event"],
            "kind": _kind(row),
            **_places(log, row),
            "wait_seconds": row["wait_seconds"],
            "seconds": row["seconds"],
            "channel": log.prepared.channels[row["channel_no"] - 1]
            if row["channel_no"]
            else row["channel"],
            "team": row["team"],
            "location": row["location"],
            "score": row["score"],
            "text": text if unmasked or text is None else masked(text),
        }


def _kind(row: Row) -> str:
    if row["touchpoint_no"] is not None:
        return "touch"
    if row["closes"]:
        return "end of a touch"
    if row["activity_no"] is not None:
        return "activity"
    return "off the map" if row["outcome_no"] is None else "outcome"


def _places(log: PreparedLog, row: Row) -> dict[str, Cell]:
    """Name the parts of the map that an event shows."""
    map_ = log.map
    touch, activity, outcome = (
        row[f"{part}_no"] for part in ("touchpoint", "activity", "outcome")
    )
    touchpoint = map_.touchpoints[touch - 1].id if touch else None
    return {
        "touchpoint": touchpoint,
        "stage": map_.stages[map_.stage_no_of[touchpoint] - 1].id
        if touchpoint
        else None,
        "activity": map_.activities[activity - 1].id if activity else None,
        "outcome": map_.outcomes[outcome - 1].id if outcome else None,
    }
