"""How many journeys match a pattern, and how many its parts."""

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.analysis.patterns import PatternPlan, journeys_matching, order_matches
from footlights.events.prepared import Prepared

PATTERN_COUNTS = ibis.schema(
    dict.fromkeys(
        (
            "journeys",
            "completed",
            "matching",
            "matching_completed",
            "begun",
            "last",
            "both",
        ),
        "int64",
    )
)
"""One row, numbers of journeys.

- `journeys`, `completed: int64`: all, and those that were completed.
- `matching`, `matching_completed: int64`: those that match.
- `begun`, `last`, `both: int64`: those that match what comes before the last part;
  those that match the last part, anywhere; those that match both.
"""


def pattern_counts(
    prepared: Prepared,
    matches: ir.Table,
    plan: PatternPlan,
    begun: PatternPlan,
    last: PatternPlan,
) -> ir.Table:
    """Count the journeys that match a pattern, its begin, and its last part.

    Args:
        prepared: As in `patterns.journeys_matching`, with `is_completed`.
        matches: The matches of the pattern, as `patterns.first_matches` gives them.
        plan: The pattern.
        begun: What comes before its last part; the pattern itself if nothing does.
        last: Its last part; the pattern itself if nothing comes before it.

    Returns:
        One row, `PATTERN_COUNTS`.
    """
    plans = {"is_matching": plan, "is_begun": begun, "is_last": last}
    variants = (
        prepared.journeys.group_by("variant")
        .aggregate(journeys=_.count(), completed=_.is_completed.sum().cast("int64"))
        .mutate(**{name: order_matches(_.variant, of) for name, of in plans.items()})
    )
    if all(of.is_ordered for of in plans.values()):
        return _summed(variants)
    found = {
        name: matches.select("journey_key")
        if of is plan
        else journeys_matching(prepared, of).filter(_.is_matching).select("journey_key")
        for name, of in plans.items()
        if not of.is_ordered
    }
    return _summed(_with_found(_each(prepared.journeys, variants), found))


def _each(journeys: ir.Table, variants: ir.Table) -> ir.Table:
    """Give every journey what was decided for its variant."""
    return (
        journeys.select("journey_key", "variant", "is_completed")
        .inner_join(variants.drop("journeys", "completed"), "variant")
        .mutate(
            journeys=ibis.literal(1, "int64"), completed=_.is_completed.cast("int64")
        )
    )


def _with_found(rows: ir.Table, found: Mapping[str, ir.Table]) -> ir.Table:
    """Replace what was decided by order by what was found with channels and times."""
    for name, keys in found.items():
        rows = (
            rows.left_join(
                keys.rename(found_key="journey_key"), [("journey_key", "found_key")]
            )
            .mutate(**{name: _.found_key.notnull()})
            .drop("found_key")
        )
    return rows


def _summed(rows: ir.Table) -> ir.Table:
    is_wanted = {
        "journeys": None,
        "matching": _.is_matching,
        "begun": _.is_begun,
        "last": _.is_last,
        "both": _.is_begun & _.is_last,
    }
    return rows.aggregate(
        **{name: _.journeys.sum(where=where) for name, where in is_wanted.items()},
        completed=_.completed.sum(),
        matching_completed=_.completed.sum(where=_.is_matching),
    ).select(**{n: _[n].fill_null(0).cast("int64") for n in PATTERN_COUNTS.names})
