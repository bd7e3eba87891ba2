"""Count directly-follows pairs of a log with pm4py; prints seconds as JSON.

python pm4py_transitions.py LOG.parquet RUNS
"""

import json
import resource
import sys
import time
from pathlib import Path

import pm4py
import pyarrow.parquet as pq


def main():
    path, runs = Path(sys.argv[1]), int(sys.argv[2])
    began = time.perf_counter()
    frame = pq.read_table(path, columns=["person", "event", "at"]).to_pandas()
    log = pm4py.format_dataframe(
        frame, case_id="person", activity_key="event", timestamp_key="at"
    )
    loaded = time.perf_counter() - began
    counted = []
    for _ in range(runs):
        begun = time.perf_counter()
        pm4py.discover_dfg(log)
        counted.append(time.perf_counter() - begun)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(json.dumps({"load": loaded, "transitions": counted, "gigabytes": peak}))


if __name__ == "__main__":
    main()
