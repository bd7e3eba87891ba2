"""How far each variant follows the map, and which journeys are worst and typical."""

from collections.abc import Sequence
from datetime import UTC
from zoneinfo import ZoneInfo

import ibis.expr.types as ir
import numpy as np

from footlights.analysis.conformance import (
    earliest,
    journeys_of_variants,
    named_journeys,
    of_middle_duration,
)
from footlights.errors import NoRowsAskedError
from footlights.measures.estimates import Row, by_key, share
from footlights.measures.view import Cell, View, ViewColumn
from footlights.usecases.aligned_log import AlignedLog, aligned_log
from footlights.usecases.open_calendars import journey_checks
from footlights.usecases.prepared_log import PreparedLog
from footlights.usecases.views.conformance import METHOD, NOTHING_CHECKED, ORDER_ONLY
from footlights.usecases.views.person_journey import PERSONS_BY_NUMBER, masked_person
from footlights.usecases.views.standard import standard

MOST_JOURNEYS = 20
"""Journeys named, unless more are asked for."""

_FITNESS = ViewColumn(
    name="fitness", about="1 less the cost as a share of the worst.", role="fact"
)
_COUNTS = (
    ViewColumn(name="touches", about="Touches of planned touchpoints.", role="fact"),
    ViewColumn(name="in_step", about="Touches in step with the map.", role="fact"),
    ViewColumn(name="moved", about="Touches out of order.", role="fact"),
    ViewColumn(name="extra", about="Other touches not in step.", role="fact"),
    ViewColumn(name="skipped", about="Required places skipped.", role="fact"),
    ViewColumn(name="not_reached", about="Required places not reached.", role="fact"),
    ViewColumn(name="cost", about="Cost of the alignment.", role="fact"),
)
_MOVES = ViewColumn(
    name="moves",
    about="What it does beside the map, move by move, in its order.",
    role="fact",
)
_VARIANT_COLUMNS = (
    ViewColumn(name="variant", about="Its touchpoints, in order.", role="key"),
    ViewColumn(name="journeys", about="Journeys that share it.", role="count"),
    ViewColumn(name="share_of_journeys", about="Of all journeys.", role="estimate"),
    _FITNESS,
    *_COUNTS,
    _MOVES,
)
_JOURNEY_COLUMNS = (
    ViewColumn(name="journey_key", about="Number of the journey.", role="key"),
    _FITNESS,
    ViewColumn(name="person", about="Who; a number stands for the name."),
    ViewColumn(
        name="journey",
        about="Its name in the log; null if journeys are by person, or masked.",
    ),
    ViewColumn(name="start_at", about="When it began, on the map's clock."),
    ViewColumn(name="seconds", about="From its begin to its end, seconds."),
    ViewColumn(name="alike", about="Journeys that share its variant, itself too."),
    *_COUNTS,
    ViewColumn(name="wrong_channel", about="Touches on another channel than drawn."),
    ViewColumn(name="too_late", about="Touches and waits longer than expected."),
    _MOVES,
)


@standard
def conformance_by_variant(log: PreparedLog, *, most: int | None = None) -> View:
    """Tell of each variant how far it follows the map.

    Args:
        log: What is looked at.
        most: How many variants to give; all if left out.

    Returns:
        One row per variant: the most frequent first, ties in map order.

    Raises:
        NoRowsAskedError: `most` is below 1.
    """
    _check(most)
    aligned = aligned_log(log)
    variants = len(aligned.journeys)
    shown = variants if most is None else min(most, variants)
    return View(
        name="conformance_by_variant",
        columns=_VARIANT_COLUMNS,
        rows=tuple(_variant_row(aligned, no) for no in range(1, shown + 1)),
        notes=(METHOD, ORDER_ONLY, *_cut(aligned, shown)),
    )


def _check(most: int | None) -> None:
    if most is not None and most < 1:
        raise NoRowsAskedError(most)


def _cut(aligned: AlignedLog, shown: int) -> tuple[str, ...]:
    rest = aligned.journeys[shown:]
    if not len(rest):
        return ()
    note = (
        f"{len(rest):,} rarer variants are not shown, with {int(rest.sum()):,}"
        f" of {aligned.journey_count:,} journeys."
    )
    return (note,)


def _variant_row(aligned: AlignedLog, variant_no: int) -> dict[str, Cell]:
    journeys = int(aligned.journeys[variant_no - 1])
    return {
        "variant": aligned.touchpoints(variant_no),
        "journeys": journeys,
        "share_of_journeys": share(journeys, aligned.journey_count, "no journeys"),
        **_counts(aligned, variant_no),
        "moves": aligned.moves(variant_no),
    }


def _counts(aligned: AlignedLog, variant_no: int) -> dict[str, Cell]:
    return {
        column.name: getattr(aligned.by_variant, column.name)[variant_no - 1].item()
        for column in (_FITNESS, *_COUNTS)
    }


@standard
def worst_journeys(
    log: PreparedLog, *, most: int = MOST_JOURNEYS, unmasked: bool = False
) -> View:
    """Name the journeys that follow the map least.

    Args:
        log: What is looked at.
        most: How many journeys to name.
        unmasked: Whether to show persons by their ids, and what the log calls the
            journeys.

    Returns:
        One row per journey, lowest fitness first; then by higher cost, by the number
        of journeys that share its variant, most first, by begin, and by key.

    Raises:
        NoRowsAskedError: `most` is below 1.
    """
    _check(most)
    aligned = aligned_log(log)
    by_variant = aligned.by_variant
    # Variants are numbered from the most frequent, and sorting keeps that order.
    order = np.lexsort((-by_variant.cost, by_variant.fitness))
    enough = int(np.searchsorted(np.cumsum(aligned.journeys[order]), most)) + 1
    chosen = [int(place) + 1 for place in order[:enough]]
    return View(
        name="worst_journeys",
        columns=_JOURNEY_COLUMNS,
        rows=tuple(
            _journey_row(log, aligned, row, unmasked=unmasked)
            for row in _worst(log, aligned, chosen, most)
        ),
        notes=(
            METHOD,
            ORDER_ONLY,
            f"Named are at most {most:,} journeys.",
            *_masking(unmasked=unmasked),
        ),
    )


def _worst(
    log: PreparedLog, aligned: AlignedLog, variant_nos: Sequence[int], most: int
) -> Sequence[Row]:
    if not variant_nos:
        return ()
    journeys = journeys_of_variants(
        log.prepared.journeys, aligned.variants, variant_nos
    )
    return _named(log, earliest(journeys, most), variant_nos)[:most]


@standard
def typical_journeys(
    log: PreparedLog, *, most: int = MOST_JOURNEYS, unmasked: bool = False
) -> View:
    """Name a journey of each of the most frequent variants.

    Of the journeys that share a variant it is the one of middle duration: the shorter
    of two, ties by key.

    Args:
        log: What is looked at.
        most: How many variants to take.
        unmasked: Whether to show persons by their ids, and what the log calls the
            journeys.

    Returns:
        One row per journey, that of the most frequent variant first; ties in map
        order.

    Raises:
        NoRowsAskedError: `most` is below 1.
    """
    _check(most)
    aligned = aligned_log(log)
    shown = min(most, len(aligned.journeys))
    chosen = range(1, shown + 1)
    journeys = journeys_of_variants(log.prepared.journeys, aligned.variants, chosen)
    named = _named(log, of_middle_duration(journeys), chosen) if chosen else ()
    return View(
        name="typical_journeys",
        columns=_JOURNEY_COLUMNS,
        rows=tuple(_journey_row(log, aligned, row, unmasked=unmasked) for row in named),
        notes=(
            METHOD,
            ORDER_ONLY,
            *_cut(aligned, shown),
            *_masking(unmasked=unmasked),
        ),
    )


def _named(
    log: PreparedLog,
    journeys: ir.Table,
    variant_nos: Sequence[int],
) -> Sequence[Row]:
    """Fetch some journeys and their checks: variants as given, then by begin."""
    tables = log.prepared
    kept = log.engine.keep(
        "named_journeys",
        named_journeys(journeys, tables.touches, log.events, log.map),
    )
    theirs = journey_checks(log).semi_join(kept, "journey_key")
    checked = by_key(log.rows(theirs), "journey_key")
    place = {no: place for place, no in enumerate(variant_nos)}
    rows = sorted(
        log.rows(kept),
        key=lambda r: (place[r["variant_no"]], r["start_at"], r["journey_key"]),
    )
    return [{**row, **checked.get(row["journey_key"], NOTHING_CHECKED)} for row in rows]


def _journey_row(
    log: PreparedLog, aligned: AlignedLog, row: Row, *, unmasked: bool
) -> dict[str, Cell]:
    variant_no = row["variant_no"]
    clock = ZoneInfo(log.map.zone or "UTC")
    return {
        "journey_key": row["journey_key"],
        "person": row["person"] if unmasked else masked_person(row["person_key"]),
        "journey": row["journey"] if unmasked else None,
        "start_at": row["start_at"].replace(tzinfo=UTC).astimezone(clock),
        "seconds": row["seconds"],
        "alike": int(aligned.journeys[variant_no - 1]),
        **_counts(aligned, variant_no),
        "wrong_channel": row["other_channel"],
        "too_late": row["late"],
        "moves": aligned.moves(variant_no),
    }


def _masking(*, unmasked: bool) -> tuple[str, ...]:
    return () if unmasked else (PERSONS_BY_NUMBER,)
