"""Where a Spark cluster overtakes one machine: both on this one, log by log.

The cluster has a master and two workers of one core each, on 127.0.0.1, so that both
sides have the same cores. Each side reads, prepares and measures the same Parquet log in
a process of its own, through `footlights measure --json`; the time is that of the whole
command. Run it as

    python bench/spark_crossing.py 100000 1000000 10000000

The numbers are events, about; each log is generated once in bench/.cache. A side that
takes longer than half an hour is stopped and told as such.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests"))

import footlights as fl  # noqa: E402
from support.spark_cluster import LocalCluster  # noqa: E402 - found by the line above

EVENTS_IN_A_JOURNEY = 9.9
PATIENCE = 1800
CLUSTER = """\
spark.driver.host 127.0.0.1
spark.driver.bindAddress 127.0.0.1
spark.executor.memory 1g
spark.sql.shuffle.partitions 4
"""


def main():
    sizes = [int(word) for word in sys.argv[1:]] or [100_000, 1_000_000]
    with tempfile.TemporaryDirectory(prefix="footlights-bench-") as name:
        folder = Path(name)
        (folder / "spark-defaults.conf").write_text(CLUSTER, encoding="utf-8")
        cluster = LocalCluster(folder)
        try:
            cluster.wait()
            cluster.fill(2)
            for events in sizes:
                compare(events, cluster.address, folder)
        finally:
            cluster.stop()


def compare(events, address, folder):
    map_file, log = generated(events)
    here = seconds(map_file, log, folder)
    there = seconds(map_file, log, folder, "--engine", address)
    print(f"{events:>12,} events: DuckDB {said(here)}, Spark {said(there)}", flush=True)


def generated(events):
    """Give the map and a log of about so many events."""
    logs = HERE / ".cache"
    logs.mkdir(exist_ok=True)
    map_file = logs / "dinner.yaml"
    if not map_file.exists():
        words = ["examples", "dinner", "-o", logs]
        subprocess.run([sys.executable, "-m", "footlights", *words], check=True)
    log = logs / f"crossing-{events}.parquet"
    if not log.exists():
        journeys = round(events / EVENTS_IN_A_JOURNEY)
        fl.generate(fl.read_example("dinner"), journeys, 1, log)
    return map_file, log


def seconds(map_file, log, folder, *more):
    """Time a whole command; None if patience ends."""
    words = ["measure", map_file, log, "--json", *more]
    begun = time.monotonic()
    try:
        subprocess.run(
            [sys.executable, "-m", "footlights", *map(str, words)],
            check=True,
            env=os.environ | {"SPARK_CONF_DIR": str(folder)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
        )
    except subprocess.TimeoutExpired:
        return None
    return time.monotonic() - begun


def said(took):
    return f"over {PATIENCE} s" if took is None else f"{took:.1f} s"


if __name__ == "__main__":
    main()
