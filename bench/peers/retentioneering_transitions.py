"""Count transitions of a log with retentioneering; prints seconds as JSON.

python retentioneering_transitions.py LOG.parquet RUNS
"""

import json
import resource
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq

# It reports each use to its makers; nothing leaves this machine.
sys.modules["posthog"] = None

from retentioneering.eventstream import Eventstream  # noqa: E402


def main():
    path, runs = Path(sys.argv[1]), int(sys.argv[2])
    began = time.perf_counter()
    table = pq.read_table(path, columns=["person", "event", "at"])
    schema = {"path_cols": ["person"], "event_col": "event", "timestamp_col": "at"}
    stream = Eventstream(table.to_pandas(), schema=schema)
    loaded = time.perf_counter() - began
    counted = []
    for _ in range(runs):
        begun = time.perf_counter()
        stream.transition_graph_data(edge_weight="count")
        counted.append(time.perf_counter() - begun)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(json.dumps({"load": loaded, "transitions": counted, "gigabytes": peak}))


if __name__ == "__main__":
    main()
