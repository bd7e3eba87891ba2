"""Run every analysis of a measured map, and fetch its rows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import ibis.expr.types as ir
from ibis import _

from footlights.analysis import activities as chain
from footlights.analysis import breakdowns, contrasts, coverage, durations, scores
from footlights.analysis import outcomes as results
from footlights.analysis import stages as phases
from footlights.analysis import touch_totals as totals
from footlights.analysis import transitions as ways
from footlights.analysis import variants as sequences
from footlights.analysis.attempts import first_start, loose_attempts
from footlights.analysis.stage_funnel import (
    funnel_counts,
    reached_in_order,
    recorded_stages,
    stage_touchpoints,
)
from footlights.engines.scratch import scratch
from footlights.events.contract import Scale
from footlights.events.journeys import completed_by, positions
from footlights.events.timing import local_time
from footlights.events.touches import looked_up
from footlights.measures.estimates import Row
from footlights.measures.rows import Fetched, Span
from footlights.statistics.quantiles import MEDIAN
from footlights.usecases.followed_attempts import followed_attempts
from footlights.usecases.open_calendars import open_calendars
from footlights.usecases.prepared_log import PreparedLog

MOST_VARIANTS = 100
MOST_TEXTS = 12


def fetch_measures(log: PreparedLog, scale: Scale | None) -> Fetched:
    """Run every analysis once.

    Args:
        log: What is measured.
        scale: Lowest and highest possible score; None if the log has no scores.
    """
    with scratch(log.engine) as engine:
        return _fetched(replace(log, engine=engine), scale)


def _fetched(run: PreparedLog, scale: Scale | None) -> Fetched:
    tables, map_ = run.prepared, run.map
    variants, steps = tables.variants, tables.steps
    named = run.called("events").rows(coverage.event_counts(tables.alike))
    span = _span(named, map_.zone or "UTC")
    whole = run.called("whole").row(
        tables.journeys.aggregate(
            n=_.count(),
            completed=_.count(where=_.is_completed),
            mean=_.touches.mean(),
            deviation=_.touches.std(how="sample"),
        )
    ) or {"n": 0, "completed": 0, "mean": None, "deviation": None}
    score_rows = run.called("scores").rows(
        scores.score_totals(tables.touches, "touchpoint_no")
    )
    return Fetched(
        span=span,
        scale=scale,
        channels=tables.channels,
        teams=tables.teams,
        locations=tables.locations,
        persons=tables.persons,
        journeys=whole["n"],
        completed=whole["completed"],
        lengths=whole if whole["n"] else None,
        events=named,
        strangers=_strangers(run, named),
        scores=score_rows,
        score_counts=run.called("score_counts").rows(
            scores.score_counts(tables.touches, "touchpoint_no")
        ),
        stage_scores=run.called("stage_scores").rows(
            scores.score_totals(tables.touches, "stage_no")
        ),
        stage_score_counts=run.called("stage_score_counts").rows(
            scores.score_counts(tables.touches, "stage_no")
        ),
        all_scores=run.called("all_scores").row(
            scores.score_totals(tables.touches, None)
        ),
        texts=run.called("texts").rows(
            breakdowns.lowest_texts(run.events, map_, MOST_TEXTS)
        ),
        **(order := _order(run, steps)),
        **_times(run, span, order["totals"]),
        **_ways(run, variants, steps),
        **_stages(run, steps),
        **_chain(run),
        outcomes=_outcomes(run, span.last),
        **_contrasts(run, score_rows),
    )


def _only(rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    return rows[0] if rows else None


def _span(named: list[dict[str, Any]], zone: str) -> Span:
    firsts = [row["first_at"] for row in named if row["first_at"]]
    lasts = [row["last_at"] for row in named if row["last_at"]]
    if not firsts:
        return Span(None, None, zone)
    return Span(min(firsts), max(lasts), zone)


def _strangers(run: PreparedLog, named: list[dict[str, Any]]) -> dict[str, int]:
    if all(row["is_explained"] for row in named):
        return {}
    return run.called("strangers").counts(
        coverage.unexplained_persons(run.events, run.map)
    )


def _order(run: PreparedLog, steps: ir.Table) -> dict[str, Any]:
    tables, places = run.prepared, positions(run.map)
    return {
        "totals": run.called("totals").rows(totals.touch_totals(steps, places)),
        "further": run.called("further").counts(
            totals.journeys_further(tables.journeys)
        ),
        "further_here": run.called("further_here").counts(
            totals.further_by_touchpoint(steps, places)
        ),
        "waits": {
            row["touchpoint_no"]: row
            for row in run.called("waits").rows(
                tables.waits.group_by("touchpoint_no").aggregate(
                    touches=_.count(), journeys=_.count(where=_.visit_no == 1)
                )
            )
        },
        "by_channel": run.called("by_channel").rows(
            breakdowns.value_counts(tables.touches, "channel_no")
        ),
        "by_location": run.called("by_location").rows(
            breakdowns.value_counts(tables.touches, "location_no")
        ),
        "by_team": run.called("by_team").rows(
            breakdowns.value_counts(tables.touches, "team_no")
        ),
    }


def _times(run: PreparedLog, span: Span, totals_: Sequence[Row]) -> dict[str, Any]:
    tables = run.prepared
    # Only the first touch of a journey has no touch before it.
    later = [row["touches"] - row["starts"] for row in totals_]
    stays = durations.stays(tables.touches, tables.waits, run.map)
    found: dict[str, Any] = {
        "stays": run.called("stays").quantiles(stays, ["touchpoint_no"], "seconds"),
        "gaps": run.called("gaps").quantiles(
            tables.touches, ["touchpoint_no"], "wait_seconds", sizes=later
        ),
        "lasting": _only(
            run.called("lasting").quantiles(tables.journeys, [], "seconds")
        ),
        "expectations": _expectations(run, stays),
    }
    if span.first is None or span.last is None:
        return found | {
            "hours": [],
            "weeks": [],
            "first_weeks": [],
            "week_scores": [],
            "week_stays": [],
        }

    first, last = span.first, span.last

    def on_clock(table: ir.Table) -> ir.Table:
        local = local_time(table.at, span.zone, first, last)
        return table.mutate(local_at=local).mutate(
            week_on=breakdowns.week_of(_.local_at)
        )

    presence = on_clock(durations.presence(tables.touches, tables.waits, run.map))
    firsts = on_clock(
        durations.first_presence(
            tables.touches, tables.journeys, tables.steps, tables.waits, run.map
        )
    )
    return found | {
        "hours": run.called("hours").rows(breakdowns.hour_counts(presence)),
        "weeks": run.called("weeks").rows(breakdowns.week_counts(presence)),
        "first_weeks": run.called("first_weeks").rows(breakdowns.week_counts(firsts)),
        "week_scores": run.called("week_scores").rows(
            breakdowns.week_scores(on_clock(tables.touches))
        ),
        "week_stays": run.called("week_stays").quantiles(
            on_clock(stays), ["touchpoint_no", "week_on"], "seconds", MEDIAN
        ),
    }


def _expectations(
    run: PreparedLog, stays: ir.Table
) -> dict[tuple[int, int], tuple[int, int]]:
    found: dict[tuple[int, int], tuple[int, int]] = {}
    bounds, calendars = durations.bounds_of(run.map), open_calendars(run)
    for table, columns in (
        (stays, {"seconds"}),
        (run.prepared.touches, {"wait_seconds", "score"}),
    ):
        here = [bound for bound in bounds if bound.column in columns]
        told = durations.on_calendars(table, here, calendars)
        row = (
            run.called("expectations").row(durations.expectations_met(told, here))
            if here
            else None
        )
        if row is not None:
            for k, bound in enumerate(here):
                found[bound.touchpoint_no, bound.place] = (
                    row[f"met_{k}"],
                    row[f"known_{k}"],
                )
    return found


def _ways(run: PreparedLog, variants: ir.Table, steps: ir.Table) -> dict[str, Any]:
    sums = run.called("variants").row(
        variants.aggregate(n=_.count(), journeys=_.journeys.sum())
    )
    gone = run.called("transitions").rows(ways.transition_counts(steps))
    return {
        "transitions": gone,
        "transition_gaps": run.called("transition_gaps").quantiles(
            run.prepared.touches,
            ["touchpoint_no", "next_touchpoint_no"],
            "seconds_to_next",
            MEDIAN,
            sizes=[row["touches"] for row in gone],
        ),
        "variants": run.called("variants").rows(
            sequences.most_frequent(variants, MOST_VARIANTS)
        ),
        "distinct_variants": sums["n"] if sums else 0,
        "variant_journeys": int(sums["journeys"] or 0) if sums else 0,
    }


def _stages(run: PreparedLog, steps: ir.Table) -> dict[str, Any]:
    tables, map_ = run.prepared, run.map
    visits = run.engine.keep("stage_visits", phases.stage_visits(tables.touches))
    stage_of = looked_up(
        _.next_touchpoint_no,
        range(1, len(map_.touchpoints) + 1),
        [map_.stage_no_of[t.id] for t in map_.touchpoints],
    )
    completing = [map_.touchpoint_no[name] for name in completed_by(map_)]
    return {
        "reach": run.called("reach").counts(phases.stage_reach(steps)),
        "funnel": _funnel(run, steps),
        "losses": run.called("losses").rows(
            phases.stage_losses(steps, completing, stage_of)
        ),
        "stage_stays": run.called("stage_stays").quantiles(
            visits, ["stage_no"], "seconds"
        ),
    }


def _funnel(run: PreparedLog, steps: ir.Table) -> dict[int, int]:
    stages = recorded_stages(run.map)
    if not stages:
        return {}
    funnel = [stage_touchpoints(run.map, no) for no in stages]
    attempts = followed_attempts(
        run.engine, loose_attempts, steps, first_start(steps, funnel), funnel
    )
    reached = reached_in_order(attempts, len(funnel))
    found = run.called("funnel").counts(funnel_counts(reached, len(funnel)))
    return {stage: found[step] for step, stage in enumerate(stages, start=1)}


def _chain(run: PreparedLog) -> dict[str, Any]:
    tables, calendars = run.prepared, open_calendars(run)
    follows: dict[int, Row] = {}
    delays: dict[int, Row] = {}
    for trigger in chain.triggers(run.map):
        no = trigger.activity_no
        table = run.engine.keep(
            f"follows_{no}",
            chain.activity_follows(tables.touches, tables.occurrences, trigger),
        )
        activity = run.map.activities[no - 1]
        found = run.called("follows").row(
            chain.follow_totals(
                table,
                chain.promised_seconds(activity, calendars),
                calendars.get(activity.calendar or ""),
            )
        )
        delay = _only(run.called("delays").quantiles(table, [], "seconds"))
        follows |= {no: found} if found else {}
        delays |= {no: delay} if delay else {}
    return {
        "occurrences": run.called("occurrences").counts(
            chain.occurrence_counts(tables.occurrences)
        ),
        "follows": follows,
        "delays": delays,
    }


def _outcomes(run: PreparedLog, last: datetime | None) -> dict[int, tuple[int, int]]:
    found: dict[int, tuple[int, int]] = {}
    if last is None:
        return found
    for no, outcome in enumerate(run.map.outcomes, start=1):
        shown = run.prepared.outcomes.filter(_.outcome_no == no)
        within = outcome.matches.within
        row = run.called("outcomes").row(
            results.outcome_inside(run.prepared.journeys, shown)
            if within is None
            else results.outcome_after(run.prepared.journeys, shown, within, last)
        )
        if row:
            found[no] = (row["shown"], row["decided"])
    return found


def _contrasts(run: PreparedLog, score_rows: list[dict[str, Any]]) -> dict[str, Any]:
    tables = run.prepared
    segments: dict[str, dict[bool, Row]] = {}
    if run.map.segments:
        means = {row["touchpoint_no"]: row["mean"] for row in score_rows}
        residuals = (
            run.engine.keep(
                "residuals", scores.journey_residuals(tables.touches, means)
            )
            if means
            else tables.journeys.select(
                "journey_key", residual=_.seconds, score=_.seconds
            ).limit(0)
        )
        for segment in run.map.segments:
            rows = run.called("segments").rows(
                contrasts.segment_totals(
                    tables.journeys, residuals, f"segment_{segment.id}"
                )
            )
            segments[segment.id] = {row["is_inside"]: row for row in rows}
    repeating = [no for no, t in enumerate(run.map.touchpoints, start=1) if t.repeats]
    visits = run.engine.keep(
        "channel_visits", contrasts.channel_visits(tables.touches, repeating)
    )
    return {
        "segments": segments,
        "channel_touches": run.called("channel_touches").rows(
            contrasts.channel_touches(visits)
        ),
        "channel_scores": run.called("channel_scores").rows(
            contrasts.channel_scores(visits)
        ),
    }
