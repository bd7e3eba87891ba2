"""Time the alignment of every variant of a real log with a map of 20 touchpoints.

    python bench/align_variants.py [path/to/bpic2012.xes.gz] [--map MAP] [--rounds N]

The log is that of the BPI Challenge 2012, doi 10.4121/uuid:3926db30-f712-4394-aebc-75976070e91f:
its 4,366 variants are distinct sequences of activity names in file order. Without a
path it is looked for beside the checkout, where the tests look too; if it is not there,
nothing is timed, and that is said. Reading it is not timed; aligning, and counting what
deviates, is. Writes its part of bench/RESULTS.md.
"""

import argparse
import statistics
import sys
import time
from pathlib import Path

import numpy as np
from results_file import write_part

from footlights import read_events, read_map
from footlights.conformance.alignment import in_step
from footlights.conformance.deviations import deviations
from footlights.conformance.plan import plan_of
from footlights.conformance.sequences import Sequences

HERE = Path(__file__).resolve().parent
LOG = HERE.parents[1] / "shared" / "data" / "bpic2012_loan" / "bpic2012.xes.gz"
LEAST = 6_000
"""Variants a second that are wanted."""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("log", type=Path, nargs="?", default=LOG)
    parser.add_argument("--map", type=Path, default=HERE / "bpic2012.yaml")
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    if not chosen.log.exists():
        print(f"{chosen.log} is not here: alignment was not timed.", file=sys.stderr)
        return 0
    map_ = read_map(chosen.map)
    variants = variants_of(chosen.log, map_)
    seconds = [timed(map_, variants) for _ in range(chosen.rounds)]
    median = statistics.median(seconds)
    rate = len(variants) / median
    write_part(
        "conformance",
        f"""## Conformance

{len(variants):,} variants of a real log of loan applications, of up to
{max(map(len, variants))} touches, aligned with a map of {len(map_.touchpoints)}
touchpoints with optional parts and repeats: {median:.2f} s (median of
{chosen.rounds}), {rate:,.0f} variants a second; at least {LEAST:,} are wanted.
""",
    )
    return int(rate < LEAST)


def variants_of(path, map_):
    """Give distinct sequences of event names as touchpoint numbers."""
    number = {
        match.event: no
        for no, touchpoint in enumerate(map_.touchpoints, start=1)
        for match in touchpoint.matches
    }
    journeys = {}
    with read_events(path) as log:
        rows = log.engine.fetch(log.events.select("row_no", "journey", "event"))
    for row in sorted(rows.to_pylist(), key=lambda row: row["row_no"]):
        journeys.setdefault(row["journey"], []).append(row["event"])
    distinct = sorted({tuple(events) for events in journeys.values()})
    return [[number[event] for event in events] for events in distinct]


def timed(map_, variants):
    begun = time.perf_counter()
    plan, sequences = plan_of(map_), Sequences.of(variants)
    flags = in_step(plan, sequences)
    deviations(plan, sequences, flags, np.ones(len(variants), np.int64))
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
