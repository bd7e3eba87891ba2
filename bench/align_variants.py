"""Time the alignment of every variant of a real log with a map of 20 touchpoints.

    python bench/align_variants.py path/to/bpic2012.xes.gz [--map MAP] [--rounds N]

The log is that of the BPI Challenge 2012, doi 10.4121/uuid:3926db30-f712-4394-aebc-75976070e91f:
its 4,366 variants are distinct sequences of activity names in file order. Reading it
is not timed; aligning, and counting what deviates, is. Prints variants per second.
"""

import argparse
import statistics
import time
from pathlib import Path

import numpy as np

from footlights import read_events, read_map
from footlights.conformance.alignment import in_step
from footlights.conformance.deviations import deviations
from footlights.conformance.plan import plan_of
from footlights.conformance.sequences import Sequences


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("log", type=Path)
    parser.add_argument(
        "--map", type=Path, default=Path(__file__).parent / "bpic2012.yaml"
    )
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    map_ = read_map(chosen.map)
    variants = variants_of(chosen.log, map_)
    seconds = [timed(map_, variants) for _ in range(chosen.rounds)]
    median = statistics.median(seconds)
    print(
        f"{len(variants):,} variants of up to {max(map(len, variants))} touches,"
        f" {len(map_.touchpoints)} touchpoints: median {median:.3f} s of"
        f" {chosen.rounds} rounds, {len(variants) / median:,.0f} variants a second"
    )


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
    main()
