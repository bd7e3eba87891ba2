"""How far journeys follow the map: each touchpoint, and all journeys as one."""

from math import sqrt
from typing import TYPE_CHECKING

from footlights.analysis.conformance import (
    CHECK_COUNTS,
    check_totals,
    journeys_checked,
)
from footlights.conformance.plan import Bools, is_planned
from footlights.measures.estimates import by_key, mean, share, unknown, within
from footlights.measures.result import Estimate
from footlights.measures.view import Cell, View, ViewColumn
from footlights.model.map import Map, Stage
from footlights.model.touchpoint import Touchpoint
from footlights.usecases.aligned_log import AlignedLog, aligned_log
from footlights.usecases.open_calendars import held_against_map, journey_checks
from footlights.usecases.prepared_log import PreparedLog
from footlights.usecases.views.standard import standard

if TYPE_CHECKING:
    from footlights.measures.estimates import Row

METHOD = (
    "Each variant is aligned with the map once: touches are kept in step with it so"
    " that as few others as possible are left over and as few required places stay"
    " empty; of several such ways, the one that keeps the earliest touches."
)
ORDER_ONLY = (
    "Fitness is about order only: 1 less the cost (1 for each touch not in step, 1 for"
    " each required place that stays empty) as a share of the cost if no touch were in"
    " step. Channels and times are counted beside it."
)
_NO_JOURNEYS = "no journeys"
_NOBODY = "nobody was here"
NOTHING_CHECKED: "Row" = dict.fromkeys(CHECK_COUNTS.names, 0)

_UNORDERED = "null where it has no place in the order"
_NOT_ASKED = "null where it is optional or has no place in the order"
_TOUCHPOINT_COLUMNS = (
    ViewColumn(name="stage", about="Stage.", role="key"),
    ViewColumn(
        name="touchpoint",
        about="Touchpoint; none where the row is about a stage that is one of"
        " several touchpoints, whichever it is.",
        role="key",
    ),
    ViewColumn(name="touches", about="Touches.", role="count"),
    ViewColumn(
        name="in_step",
        about=f"Touches in step with the map; {_UNORDERED}.",
        role="count",
    ),
    ViewColumn(
        name="moved",
        about="Touches out of order: in journeys that met it, but never in its place;"
        f" one for each such journey; {_UNORDERED}.",
        role="count",
    ),
    ViewColumn(
        name="extra", about=f"Other touches not in step; {_UNORDERED}.", role="count"
    ),
    ViewColumn(
        name="wrong_channel",
        about="Touches on another channel than the one drawn.",
        role="count",
    ),
    ViewColumn(
        name="too_late",
        about="Touches and waits longer than expected at most.",
        role="count",
    ),
    ViewColumn(name="journeys", about="Journeys that were here.", role="count"),
    ViewColumn(
        name="skipped",
        about=f"Journeys that passed it by: in step later, never here; {_NOT_ASKED}.",
        role="count",
    ),
    ViewColumn(
        name="not_reached",
        about=f"Journeys that were in step nowhere as late as this; {_NOT_ASKED}.",
        role="count",
    ),
    ViewColumn(
        name="share_skipped",
        about="Skipped, as a share of the journeys that came so far.",
        role="estimate",
    ),
    ViewColumn(
        name="share_moved",
        about="Share of the journeys that were here, but out of order.",
        role="estimate",
    ),
    ViewColumn(
        name="share_extra",
        about="Share of the journeys that were here that have an extra touch here.",
        role="estimate",
    ),
    ViewColumn(
        name="share_wrong_channel",
        about="Share of the touches whose channel is recorded.",
        role="estimate",
    ),
    ViewColumn(
        name="share_too_late",
        about="Share of the touches and waits whose time is recorded.",
        role="estimate",
    ),
)


@standard
def conformance(log: PreparedLog) -> View:
    """Count at each touchpoint how journeys deviate from the map.

    Touches of a planned touchpoint are in step, moved or extra. Where a place is
    required, each journey fills it in step, is moved there, skipped it or did not
    reach it. `alignment.in_step` and `deviations.BySequence` define these words.

    Returns:
        One row per touchpoint, in map order, and one per stage that is `one_of`.
    """
    aligned = aligned_log(log)
    checks = held_against_map(log)
    checked = by_key(log.rows(check_totals(checks, "touchpoint_no")), "touchpoint_no")
    rows: list[dict[str, Cell]] = []
    for stage in log.map.stages:
        if stage.order == "one_of" and any(map(is_planned, stage.touchpoints)):
            rows.append(_stage_row(stage, aligned))
        rows += [
            _row(stage, touchpoint, aligned, checked)
            for touchpoint in stage.touchpoints
        ]
    return View(
        name="conformance",
        columns=_TOUCHPOINT_COLUMNS,
        rows=tuple(rows),
        notes=(METHOD, *_left_out(log.map)),
    )


def _left_out(map_: Map) -> tuple[str, ...]:
    unplanned = ", ".join(t.id for t in map_.touchpoints if not is_planned(t))
    note = "Waits, and touchpoints that no event can reach, have no place in the order"
    return (f"{note}: {unplanned}.",) if unplanned else ()


def _row(
    stage: Stage, touchpoint: Touchpoint, aligned: AlignedLog, checked: dict[int, "Row"]
) -> dict[str, Cell]:
    no, totals = aligned.map.touchpoint_no[touchpoint.id], aligned.totals
    check = checked.get(no, NOTHING_CHECKED)
    here = int(totals.journeys[no])
    planned = is_planned(touchpoint)
    absent = _NOBODY if planned else "it has no place in the order"
    in_order = here if planned else 0
    return {
        "stage": stage.id,
        "touchpoint": touchpoint.id,
        "touches": int(totals.touches[no]),
        "in_step": int(totals.in_step[no]) if planned else None,
        "moved": int(totals.moved[no]) if planned else None,
        "extra": int(totals.extra[no]) if planned else None,
        "wrong_channel": check["other_channel"],
        "too_late": check["late"],
        "journeys": here,
        **_empty_places(stage, touchpoint, aligned),
        "share_moved": share(int(totals.moved[no]), in_order, absent),
        "share_extra": share(int(totals.journeys_extra[no]), in_order, absent),
        "share_wrong_channel": share(
            check["other_channel"],
            check["channels_known"],
            "no channel is recorded" if touchpoint.channel else "no channel is drawn",
        ),
        "share_too_late": share(
            check["late"],
            check["times_known"],
            "no time is recorded" if _has_time(touchpoint) else "no time is expected",
        ),
    }


def _has_time(touchpoint: Touchpoint) -> bool:
    return any(expected.at_most is not None for expected in touchpoint.expects)


def _empty_places(
    stage: Stage, touchpoint: Touchpoint, aligned: AlignedLog
) -> dict[str, Cell]:
    if not is_planned(touchpoint):
        return _never_empty("it has no place in the order")
    if stage.order == "one_of":
        return _never_empty("another touchpoint of its stage may stand for it")
    if touchpoint.optional:
        return _never_empty("it is optional")
    return _place(aligned, aligned.map.touchpoint_no[touchpoint.id])


def _never_empty(why: str) -> dict[str, Cell]:
    return {"skipped": None, "not_reached": None, "share_skipped": unknown(why)}


def _place(aligned: AlignedLog, touchpoint_no: int) -> dict[str, Cell]:
    place = aligned.plan.place[touchpoint_no]
    skipped = int(aligned.totals.skipped[place])
    not_reached = int(aligned.totals.not_reached[place])
    came = aligned.journey_count - not_reached
    return {
        "skipped": skipped,
        "not_reached": not_reached,
        "share_skipped": share(skipped, came, "nobody came this far"),
    }


def _stage_row(stage: Stage, aligned: AlignedLog) -> dict[str, Cell]:
    """Say how often none of a stage's touchpoints was met; touches stand with them."""
    planned = [t for t in stage.touchpoints if is_planned(t)]
    where = unknown("it is counted at the touchpoints of the stage")
    row: dict[str, Cell] = {
        column.name: where if column.role == "estimate" else None
        for column in _TOUCHPOINT_COLUMNS
    }
    row["stage"] = stage.id
    if all(touchpoint.optional for touchpoint in planned):
        return row | _never_empty("all of its touchpoints are optional")
    return row | _place(aligned, aligned.map.touchpoint_no[planned[0].id])


_DEVIATIONS = ("moved", "extra", "skipped", "not_reached")

_SUMMARY_COLUMNS = (
    ViewColumn(name="journeys", about="Journeys.", role="count"),
    ViewColumn(name="variants", about="Distinct variants.", role="count"),
    ViewColumn(name="touches", about="Touches of planned touchpoints.", role="count"),
    ViewColumn(name="in_step", about="Touches in step with the map.", role="count"),
    ViewColumn(name="moved", about="Touches out of order.", role="count"),
    ViewColumn(name="extra", about="Other touches not in step.", role="count"),
    ViewColumn(name="skipped", about="Required places skipped.", role="count"),
    ViewColumn(name="not_reached", about="Required places not reached.", role="count"),
    ViewColumn(
        name="fitness", about="Mean fitness of journeys, 0 to 1.", role="estimate"
    ),
    ViewColumn(
        name="share_followed",
        about="Share of journeys that follow the map from its begin to its end.",
        role="estimate",
    ),
    *(
        ViewColumn(name=name, about=f"Share of journeys {about}.", role="estimate")
        for name, about in (
            ("share_skipped", "that skipped something"),
            ("share_not_reached", "that did not reach the end"),
            ("share_moved", "that met something out of order"),
            ("share_extra", "with an extra touch"),
            ("share_wrong_channel", "with a touch on another channel than drawn"),
            ("share_too_late", "with a touch or wait longer than expected at most"),
        )
    ),
)


@standard
def conformance_summary(log: PreparedLog) -> View:
    """Sum up how far all journeys follow the map.

    Returns:
        One row.
    """
    aligned = aligned_log(log)
    checked = log.row(journeys_checked(journey_checks(log))) or NOTHING_CHECKED
    variants, journeys = aligned.by_variant, aligned.journeys
    n = aligned.journey_count

    def of_journeys(has: Bools) -> Estimate:
        return share(int(journeys @ has), n, _NO_JOURNEYS)

    row: dict[str, Cell] = {
        "journeys": n,
        "variants": len(journeys),
        "touches": int(journeys @ variants.touches),
    }
    for name in ("in_step", *_DEVIATIONS):
        row[name] = int(journeys @ getattr(variants, name))
    row["fitness"] = _mean_fitness(aligned)
    row["share_followed"] = of_journeys(variants.cost == 0)
    for name in _DEVIATIONS:
        row[f"share_{name}"] = of_journeys(getattr(variants, name) > 0)
    row["share_wrong_channel"] = share(
        checked["other_channel"], checked["channels_known"], "no channel can be told"
    )
    row["share_too_late"] = share(
        checked["late"], checked["times_known"], "no time can be told"
    )
    return View(
        name="conformance_summary",
        columns=_SUMMARY_COLUMNS,
        rows=(row,),
        notes=(METHOD, ORDER_ONLY, *_left_out(log.map)),
    )


def _mean_fitness(aligned: AlignedLog) -> Estimate:
    fitness, journeys, n = (
        aligned.by_variant.fitness,
        aligned.journeys,
        aligned.journey_count,
    )
    if not n:
        return unknown(_NO_JOURNEYS)
    average = float(journeys @ fitness) / n
    spread = float(journeys @ (fitness - average) ** 2)
    deviation = sqrt(spread / (n - 1)) if n > 1 else None
    found = mean({"n": n, "mean": average, "deviation": deviation}, _NO_JOURNEYS)
    return within(found, 0.0, 1.0)
