"""Events of activities and outcomes, put into the journeys they belong to."""

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.events.binding import activity_no_of, outcome_no_of
from footlights.events.touches import Dictionaries, journey_column
from footlights.model.map import Map


def activity_events(
    events: ir.Table, map_: Map, dictionaries: Dictionaries, journeys: ir.Table
) -> ir.Table:
    """Put every event of an activity into a journey; see `prepared.OCCURRENCES`.

    A row that only closes an earlier one is left out.
    """
    return _placed(
        events.mutate(activity_no=activity_no_of(events, map_)),
        "activity_no",
        map_,
        dictionaries,
        journeys,
    ).select("journey_key", "activity_no", "at", "row_no")


def outcome_events(
    events: ir.Table, map_: Map, dictionaries: Dictionaries, journeys: ir.Table
) -> ir.Table:
    """Keep the events of outcomes with their person, and put some into journeys.

    Only an outcome that must come inside the journey needs to know which one; where
    it may come after, the person is enough.

    Returns:
        One row per event: `journey_key: int64` (null where there is none, and where
        it is not needed), `person_key: int64`, `outcome_no: int16`, `at: timestamp`.
    """
    inside = [
        no
        for no, outcome in enumerate(map_.outcomes, start=1)
        if outcome.matches.within is None
    ]
    numbered = events.mutate(outcome_no=outcome_no_of(events, map_))
    columns = ("journey_key", "person_key", "outcome_no", "at")
    after = (
        numbered.filter(_.outcome_no.notnull(), ~_.closes)
        .filter(~_.outcome_no.isin(inside or [-1]))
        .inner_join(dictionaries.persons, "person")
        .mutate(journey_key=ibis.null("int64"))
        .select(*columns)
    )
    if not inside:
        return after
    own = numbered.filter(_.outcome_no.isin(inside))
    placed = _placed(own, "outcome_no", map_, dictionaries, journeys)
    return ibis.union(placed.select(*columns), after)


def _placed(
    events: ir.Table,
    number: str,
    map_: Map,
    dictionaries: Dictionaries,
    journeys: ir.Table,
) -> ir.Table:
    found = events.filter(_[number].notnull(), ~_.closes).inner_join(
        dictionaries.persons, "person"
    )
    column = journey_column(map_)
    if column is not None and dictionaries.journeys is not None:
        named = found.mutate(journey_name=found[column].cast("string")).select(
            "row_no", "person_key", "journey_name", number, "at"
        )
        return named.left_join(
            dictionaries.journeys, [("journey_name", "journey")]
        ).select("row_no", "person_key", "journey_key", number, "at")
    theirs = found.select("row_no", "person_key", number, "at")
    begun = journeys.select("journey_key", "start_at", owner_key="person_key")
    candidates = theirs.left_join(
        begun,
        [theirs.person_key == begun.owner_key, theirs.at >= begun.start_at],
    )
    latest = ibis.row_number().over(
        ibis.window(group_by="row_no", order_by=_.start_at.desc())
    )
    return (
        candidates.mutate(latest=latest)
        .filter(_.latest == 0)
        .select("row_no", "person_key", "journey_key", number, "at")
    )
