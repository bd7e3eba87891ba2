"""Time Footlights on a log, part by part; prints seconds as JSON.

python ours.py MAP.yaml LOG.parquet RUNS
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

STARTED = time.perf_counter()

from footlights.analysis.transitions import transition_counts  # noqa: E402
from footlights.usecases import views  # noqa: E402
from footlights.usecases.explore import prepare  # noqa: E402
from footlights.usecases.read_events import read_events  # noqa: E402
from footlights.usecases.read_map import read_map  # noqa: E402
from footlights.usecases.selection import Selection  # noqa: E402
from footlights.usecases.views.compare import compare  # noqa: E402

RAW_TRANSITIONS = """
    SELECT event, next, count(*), count(DISTINCT person) FROM (
      SELECT person, event, lead(event) OVER (PARTITION BY person ORDER BY "at") AS next
      FROM '{log}')
    WHERE next IS NOT NULL GROUP BY ALL
"""
"""What an analyst would write without a map: ways between event names."""

PREPARED = {
    "transition_counts": """
        SELECT touchpoint_no, next_touchpoint_no, count(*), count(DISTINCT journey_key)
        FROM touches WHERE next_touchpoint_no IS NOT NULL GROUP BY ALL
    """,
    "stage_funnel": """
        WITH one AS (SELECT journey_key, min(touch_no) AS n FROM touches
                     WHERE stage_no = 1 GROUP BY ALL),
        two AS (SELECT t.journey_key, min(t.touch_no) AS n FROM touches t JOIN one
                ON t.journey_key = one.journey_key AND t.touch_no > one.n
                WHERE stage_no = 2 GROUP BY ALL),
        three AS (SELECT t.journey_key, min(t.touch_no) AS n FROM touches t JOIN two
                  ON t.journey_key = two.journey_key AND t.touch_no > two.n
                  WHERE stage_no = 3 GROUP BY ALL),
        four AS (SELECT t.journey_key, min(t.touch_no) AS n FROM touches t JOIN three
                 ON t.journey_key = three.journey_key AND t.touch_no > three.n
                 WHERE stage_no = 4 GROUP BY ALL)
        SELECT (SELECT count(*) FROM one), (SELECT count(*) FROM two),
               (SELECT count(*) FROM three), (SELECT count(*) FROM four)
    """,
    "transitions": """
        SELECT touchpoint_no, next_touchpoint_no, count(*), count(DISTINCT journey_key),
               quantile_cont(seconds_to_next, [0.5, 0.9])
        FROM touches WHERE next_touchpoint_no IS NOT NULL GROUP BY ALL
    """,
    "variants": """
        SELECT variant, count(*), avg(is_completed::INT), median(seconds)
        FROM journeys GROUP BY variant
    """,
    "channel_switches": """
        SELECT previous_channel_no, channel_no, count(*), count(DISTINCT journey_key)
        FROM touches WHERE previous_channel_no <> channel_no GROUP BY ALL
    """,
    "repeat_contacts": """
        SELECT touchpoint_no, count(*), count(*) FILTER (since <= 604800),
               count(DISTINCT person_key),
               count(DISTINCT person_key) FILTER (since <= 604800),
               quantile_cont(since, 0.5) FILTER (since <= 604800)
        FROM (SELECT touchpoint_no, person_key, epoch("at" - lag("at") OVER (
                PARTITION BY person_key * 32768 + touchpoint_no ORDER BY "at", row_no
              )) AS since FROM touches) GROUP BY ALL
    """,
    "hand_overs": """
        SELECT previous_team_no, team_no, count(*), count(DISTINCT journey_key),
               quantile_cont(wait_seconds, [0.5, 0.9])
        FROM touches WHERE previous_team_no <> team_no GROUP BY ALL
    """,
    "hour_heat": """
        SELECT dayofweek("at"), hour("at"), count(*), avg(score), stddev_samp(score)
        FROM touches GROUP BY ALL
    """,
    "location_heat": """
        SELECT location_no, count(*), avg(score), stddev_samp(score)
        FROM touches GROUP BY ALL
    """,
    "segment_against_segment": """
        SELECT "segment_regulars", touchpoint_no, next_touchpoint_no, count(*),
               count(DISTINCT journey_key), quantile_cont(seconds_to_next, [0.5, 0.9])
        FROM touches WHERE next_touchpoint_no IS NOT NULL GROUP BY ALL
    """,
}
"""The best that we know to write by hand over our own prepared tables."""


def main():
    map_file, log_file, runs = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    map_ = read_map(map_file)
    found = {"start": time.perf_counter() - STARTED}
    log, found["read"] = timed(lambda: read_events(log_file))
    prepared, found["prepare"] = timed(lambda: prepare(map_, log))
    _, found["first_answer"] = timed(
        lambda: prepared.rows(transition_counts(prepared.prepared.steps))
    )
    found["views"] = {
        name: repeated(lambda ask=ask: ask(prepared), runs)
        for name, ask in questions().items()
    }
    sql = prepared.engine._connection.raw_sql  # noqa: SLF001 - past our own door
    found["sql"] = {
        name: repeated(lambda text=text: sql(text).fetchall(), runs)
        for name, text in PREPARED.items()
    }
    raw = RAW_TRANSITIONS.format(log=log_file)
    found["sql_raw"] = repeated(lambda: sql(raw).fetchall(), min(runs, 3))
    found["events"] = log.report.events
    found["gigabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(json.dumps(found))


def questions() -> dict[str, Callable]:
    """Give what is timed: counts of ways alone, as peers give them, and the views."""
    return {
        "transition_counts": lambda log: log.rows(
            transition_counts(log.prepared.steps)
        ),
        "stage_funnel": views.stage_funnel,
        "stage_funnel_in_time": lambda log: views.stage_funnel(
            log, within=timedelta(hours=3)
        ),
        "stage_funnel_losses": views.stage_funnel_losses,
        "stage_funnel_times": views.stage_funnel_times,
        "transitions": views.transitions,
        "flow": lambda log: views.flow(log, around="order"),
        "variants": views.variants,
        "channel_switches": views.channel_switches,
        "loops": views.loops,
        "ping_pong": views.ping_pong,
        "repeat_contacts": lambda log: views.repeat_contacts(
            log, within=timedelta(days=7)
        ),
        "hand_overs": views.hand_overs,
        "hour_heat": views.hour_heat,
        "location_heat": lambda log: views.value_heat(log, by="location"),
        "segment_against_segment": lambda log: compare(
            views.transitions,
            log,
            Selection(segment="regulars"),
            Selection(outside="regulars"),
        ),
    }


def timed(work: Callable):
    began = time.perf_counter()
    result = work()
    return result, time.perf_counter() - began


def repeated(work: Callable, runs: int) -> list[float]:
    return [timed(work)[1] for _ in range(runs)]


if __name__ == "__main__":
    main()
