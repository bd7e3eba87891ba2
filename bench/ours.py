"""Time Footlights on a log, part by part; prints seconds as JSON.

python ours.py MAP.yaml LOG.parquet RUNS
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

STARTED = time.perf_counter()

from footlights.analysis.transitions import transition_counts  # noqa: E402
from footlights.usecases import views  # noqa: E402
from footlights.usecases.explore import prepare  # noqa: E402
from footlights.usecases.read_events import read_events  # noqa: E402
from footlights.usecases.read_map import read_map  # noqa: E402

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
    "variants": """
        SELECT variant, count(*), avg(is_completed::INT) FROM journeys GROUP BY variant
    """,
    "hour_heat": """
        SELECT dayofweek("at"), hour("at"), count(*), avg(score) FROM touches
        GROUP BY ALL
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
    found["gigabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(json.dumps(found))


def questions() -> dict[str, Callable]:
    """Give what is timed: counts of ways alone, as peers give them, and the views."""
    return {
        "transition_counts": lambda log: log.rows(
            transition_counts(log.prepared.steps)
        ),
        "stage_funnel": views.stage_funnel,
        "transitions": views.transitions,
        "variants": views.variants,
        "channel_switches": views.channel_switches,
        "loops": views.loops,
        "ping_pong": views.ping_pong,
        "hand_overs": views.hand_overs,
        "hour_heat": views.hour_heat,
        "location_heat": lambda log: views.value_heat(log, by="location"),
    }


def timed(work: Callable):
    began = time.perf_counter()
    result = work()
    return result, time.perf_counter() - began


def repeated(work: Callable, runs: int) -> list[float]:
    return [timed(work)[1] for _ in range(runs)]


if __name__ == "__main__":
    main()
