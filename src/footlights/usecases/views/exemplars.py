"""Journeys that stand for many: the typical, the one in the middle, the worst."""

from collections.abc import Iterator
from datetime import UTC
from typing import Any
from zoneinfo import ZoneInfo

import ibis.expr.types as ir
from ibis import _

from footlights.analysis.exemplars import nearest, of_variant, worst
from footlights.analysis.variants import most_frequent, variant_counts
from footlights.measures.estimates import Row
from footlights.measures.view import Cell, View, ViewColumn
from footlights.measures.wording import share
from footlights.statistics.edit_distance import medoid
from footlights.statistics.quantiles import MEDIAN
from footlights.usecases.prepared_log import PreparedLog
from footlights.usecases.views.person_journey import (
    PERSONS_BY_NUMBER,
    masked_person,
    persons_of,
)
from footlights.usecases.views.standard import standard

MOST_VARIANTS = 200
"""Most frequent variants among which the typical one is sought."""

LONGEST = 100
"""Touches of a variant that are compared; of longer ones the first."""

_COLUMNS = (
    ViewColumn(name="exemplar", about="`typical`, `median` or `worst`.", role="key"),
    ViewColumn(name="journey_key", about="The journey; `one_journey` shows it."),
    ViewColumn(name="person", about="Who; a number stands for the name."),
    ViewColumn(name="start_at", about="When it began, on the map's clock."),
    ViewColumn(name="touches", about="Touches in it."),
    ViewColumn(name="seconds", about="From its begin to its end, seconds."),
    ViewColumn(name="score", about="Mean of its scores, on the log's scale."),
    ViewColumn(name="is_completed", about="Whether it was completed."),
    ViewColumn(name="variant", about="Its touchpoints in order."),
)


@standard
def exemplars(log: PreparedLog, *, unmasked: bool = False) -> View:
    """Name one journey each that is typical, in the middle, and the worst.

    - `typical`: of the variant that is most like all others, the journey that lasts
      as long as half of that variant's.
    - `median`: the journey that lasts as long as half of all.
    - `worst`: the lowest mean score; at the same score one that was not completed,
      then the longest.

    Args:
        log: A prepared log.
        unmasked: Whether to show persons by their ids.

    Returns:
        Three rows; none for a log without journeys.
    """
    tables = log.prepared
    variants = log.engine.keep("variant_counts", variant_counts(tables.journeys))
    compared = log.rows(most_frequent(variants, MOST_VARIANTS))
    if not compared:
        return View(name="exemplars", columns=_COLUMNS, rows=())
    sequences = [row["variant"][:LONGEST] for row in compared]
    central = compared[medoid(sequences, [row["journeys"] for row in compared])]
    found = {
        "typical": _median_journey(
            log, of_variant(tables.journeys, central["variant"])
        ),
        "median": _median_journey(log, tables.journeys),
        "worst": log.rows(worst(tables.journeys))[0],
    }
    rows: list[dict[str, Cell]] = [
        {"exemplar": name, **_named(log, row, unmasked=unmasked)}
        for name, row in found.items()
    ]
    return View(
        name="exemplars",
        columns=_COLUMNS,
        rows=tuple(rows),
        notes=tuple(_notes(log, variants, compared, unmasked=unmasked)),
    )


def _median_journey(log: PreparedLog, journeys: ir.Table) -> dict[str, Any]:
    (half,) = log.quantiles(journeys, [], "seconds", MEDIAN)
    median = dict(zip(half["places"], half["grid"], strict=True))[MEDIAN[0]]
    return log.rows(nearest(journeys, median))[0]


def _named(log: PreparedLog, row: Row, *, unmasked: bool) -> dict[str, Cell]:
    clock = ZoneInfo(log.map.zone or "UTC")
    key = row["journey_key"]
    return {
        "journey_key": key,
        "person": ", ".join(persons_of(log, key))
        if unmasked
        else masked_person(row["person_key"]),
        "start_at": row["start_at"].replace(tzinfo=UTC).astimezone(clock),
        "touches": row["touches"],
        "seconds": row["seconds"],
        "score": row["score"],
        "is_completed": row["is_completed"],
        "variant": " > ".join(log.map.touchpoints[no - 1].id for no in row["variant"]),
    }


def _notes(
    log: PreparedLog,
    variants: ir.Table,
    compared: list[dict[str, Any]],
    *,
    unmasked: bool,
) -> Iterator[str]:
    whole = log.row(variants.aggregate(n=_.count(), journeys=_.journeys.sum()))
    yield (
        "The typical variant has the least sum of distances to the variants of all"
        " journeys; the distance of two is the fewest touches to add, remove or replace,"
        " divided by the length of the longer (Levenshtein 1966). Shown is the journey of"
        " it that lasts as long as half of them do at most."
    )
    yield (
        "Median is the journey whose time from begin to end half of all journeys do not"
        " exceed. Worst is the one of the lowest mean score; of several, one that was not"
        " completed, then the longest."
    )
    if whole and whole["n"] > len(compared):
        part = sum(row["journeys"] for row in compared) / int(whole["journeys"])
        yield (
            f"It was sought among the {len(compared):,} most frequent of"
            f" {whole['n']:,} variants, which {share(part)} of journeys share."
        )
    if any(len(row["variant"]) > LONGEST for row in compared):
        yield f"Of variants longer than {LONGEST} touches the first {LONGEST} count."
    if not unmasked:
        yield PERSONS_BY_NUMBER
