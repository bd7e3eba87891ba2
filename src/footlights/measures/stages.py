"""Measures of each stage, and the ways between touchpoints, from fetched rows."""

from footlights.measures.estimates import by_key, grouped, median, quantiles, share
from footlights.measures.measured_order import (
    LostTo,
    StageMeasures,
    Transition,
    Variant,
    Variants,
)
from footlights.measures.rows import Fetched
from footlights.measures.touchpoints import NO_TIMES, scores_of
from footlights.model.map import Map


def stage_measures(map_: Map, fetched: Fetched) -> tuple[StageMeasures, ...]:
    """Measure every stage of the map, in map order."""
    losses = grouped(fetched.losses, "stage_no")
    stays = by_key(fetched.stage_stays, "stage_no")
    scores = by_key(fetched.stage_scores, "stage_no")
    counts = grouped(fetched.stage_score_counts, "stage_no")
    found = []
    for no, stage in enumerate(map_.stages, start=1):
        reached = fetched.reach.get(no, 0)
        out = sorted(
            losses.get(no, []), key=lambda r: (-r["journeys"], r["to_stage_no"] or 0)
        )
        lost = sum(row["journeys"] for row in out)
        found.append(
            StageMeasures(
                id=stage.id,
                reached=reached,
                share_of_journeys=share(reached, fetched.journeys, "no journeys"),
                lost=lost,
                share_lost=share(lost, reached, "nobody reached it"),
                lost_to=tuple(
                    LostTo(
                        stage=map_.stages[row["to_stage_no"] - 1].id
                        if row["to_stage_no"]
                        else None,
                        journeys=row["journeys"],
                    )
                    for row in out
                ),
                funnel=fetched.funnel.get(no, 0),
                seconds=quantiles(stays.get(no), "nobody reached it"),
                score=scores_of(scores.get(no), counts.get(no, []), fetched),
            )
        )
    return tuple(found)


def transitions(map_: Map, fetched: Fetched) -> tuple[Transition, ...]:
    """List every way from touchpoint to touchpoint, most journeys first."""
    keys = ("touchpoint_no", "next_touchpoint_no")
    gaps = by_key(fetched.transition_gaps, *keys)
    departures: dict[int, int] = {}
    for row in fetched.transitions:
        departures[row[keys[0]]] = departures.get(row[keys[0]], 0) + row["touches"]
    ordered = sorted(
        fetched.transitions, key=lambda r: (-r["journeys"], r[keys[0]], r[keys[1]])
    )
    return tuple(
        Transition.model_validate(
            {
                "from": map_.touchpoints[row[keys[0]] - 1].id,
                "to": map_.touchpoints[row[keys[1]] - 1].id,
                "touches": row["touches"],
                "journeys": row["journeys"],
                "share_of_departures": share(
                    row["touches"], departures[row[keys[0]]], "nobody went on"
                ),
                "median_seconds": median(
                    gaps.get((row[keys[0]], row[keys[1]])), NO_TIMES
                ),
            }
        )
        for row in ordered
    )


def variants(map_: Map, fetched: Fetched) -> Variants:
    """List the most frequent variants, and count the journeys of the others."""
    rows, so_far = [], 0
    for row in fetched.variants:
        so_far += row["journeys"]
        rows.append(
            Variant(
                touchpoints=tuple(map_.touchpoints[no - 1].id for no in row["variant"]),
                journeys=row["journeys"],
                share_of_journeys=share(
                    row["journeys"], fetched.variant_journeys, "no journeys"
                ),
                coverage=so_far / fetched.variant_journeys,
            )
        )
    return Variants(
        distinct=fetched.distinct_variants,
        rows=tuple(rows),
        others=fetched.variant_journeys - so_far,
    )
