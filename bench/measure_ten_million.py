"""Time `footlights measure` on a log of about 10 million events.

    python bench/measure_ten_million.py [--journeys N] [--example NAME]

Generates the log once into bench/.cache, measures it in a process of its own, and
writes its part of bench/RESULTS.md: seconds by part, the whole, and the most memory
held.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

from results_file import write_part

HERE = Path(__file__).resolve().parent
CACHE = HERE / ".cache"
SEED = 1
MOST_SECONDS = 25
MOST_GIGABYTES = 4.0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--journeys", type=int, default=910_000)
    parser.add_argument("--example", default="dinner")
    chosen = parser.parse_args()
    map_file, log_file = prepare(chosen.example, chosen.journeys)
    measured, seconds, gigabytes = measure(map_file, log_file)
    write_part("measure", results(chosen.example, measured, seconds, gigabytes))
    return int(seconds > MOST_SECONDS or gigabytes > MOST_GIGABYTES)


def prepare(example, journeys):
    """Generate the log, if the cache does not hold it yet."""
    CACHE.mkdir(exist_ok=True)
    map_file = CACHE / f"{example}.yaml"
    log_file = CACHE / f"{example}-{journeys}.parquet"
    if not map_file.exists():
        footlights("examples", example, "-o", CACHE)
    if not log_file.exists():
        print(f"Generating {journeys:,} journeys into {log_file} ...")
        unfinished = log_file.with_suffix(".unfinished.parquet")
        footlights(
            *("generate", map_file, "--journeys", journeys),
            *("--seed", SEED, "-o", unfinished),
        )
        unfinished.replace(log_file)
    return map_file, log_file


def measure(map_file, log_file):
    """Give what was measured, the seconds it took, and the gigabytes it held."""
    began = time.perf_counter()
    done = footlights("measure", map_file, log_file, "--json", "--timings", keep=True)
    seconds = time.perf_counter() - began
    # Largest of all children; generating holds less, as it writes batch by batch.
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return json.loads(done), seconds, peak / 1024**2


def footlights(*arguments, keep=False):
    command = [sys.executable, "-m", "footlights", *map(str, arguments)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE if keep else None)
    return done.stdout


def results(example, measured, seconds, gigabytes):
    log = measured["log"]
    rows = [
        *((part, f"{taken:.1f} s", "") for part, taken in measured["timings"].items()),
        ("whole command", f"{seconds:.1f} s", f"{MOST_SECONDS} s"),
        ("most memory", f"{gigabytes:.2f} GB", f"{MOST_GIGABYTES:.0f} GB"),
    ]
    table = "\n".join(f"| {what} | {is_} | {most} |" for what, is_, most in rows)
    return f"""## From a file to a measured map

`footlights measure --json --timings` on the example `{example}`: \
{log["events"]:,} events, {log["journeys"]:,} journeys, from one Parquet file.

| part | measured | at most |
|---|---:|---:|
{table}
"""


if __name__ == "__main__":
    sys.exit(main())
