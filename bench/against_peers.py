"""Time Footlights against its peers and against SQL written by hand.

    python bench/against_peers.py [--journeys N ...]

Builds an environment for each peer in bench/.cache, generates the logs once, and runs
everything on this machine, one after the other. Writes its part of bench/RESULTS.md:
medians of five runs, ratios, and the most memory held.
"""

import argparse
import json
import resource
import subprocess
import sys
import venv
from pathlib import Path
from statistics import median

from measure_ten_million import CACHE, HERE, prepare
from results_file import write_part

PEERS = ("retentioneering", "pm4py")
RUNS = 5
LONGEST = 600
"""Seconds after which a peer is given up."""

MOST_GIGABYTES = 20
"""Memory that a peer may hold."""

LARGEST_FOR_PEERS = 1_000_000
"""Journeys beyond which no peer is asked: ten times that is past both limits."""

JOURNEYS = (91_000, 910_000, 9_100_000)
"""About 1, 10 and 100 million events."""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--journeys", type=int, nargs="+", default=JOURNEYS)
    chosen = parser.parse_args()
    found = {journeys: timed(journeys) for journeys in chosen.journeys}
    parts = [part(journeys, *seconds) for journeys, seconds in found.items()]
    parts.append(
        growth_table({journeys: ours for journeys, (ours, _) in found.items()})
    )
    write_part("peers", "## Against peers and SQL by hand\n\n" + "\n\n".join(parts))


def timed(journeys):
    """Give our seconds on a log of that size, and those of every peer by its name."""
    map_file, log_file = prepare("dinner", journeys)
    ours = measured(sys.executable, HERE / "ours.py", map_file, log_file)
    if journeys > LARGEST_FOR_PEERS:
        return ours, {}
    return ours, {
        name: measured(
            environment(name), HERE / "peers" / f"{name}_transitions.py", log_file
        )
        for name in PEERS
    }


def part(journeys, ours, peers):
    return "\n\n".join(
        (
            f"### {ours['events']:,} events in {journeys:,} journeys of the dinner example",
            transitions_table(ours, peers),
            views_table(ours),
        )
    )


def measured(python, *command):
    """Run a script that prints its seconds as JSON; None if it fails or takes long."""
    words = [str(python), *map(str, command), str(RUNS)]
    try:
        done = subprocess.run(
            words,
            check=True,
            stdout=subprocess.PIPE,
            timeout=LONGEST,
            text=True,
            preexec_fn=hold_no_more,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        print(f"{Path(words[1]).name}: {error}", file=sys.stderr)
        return None
    return json.loads(done.stdout.splitlines()[-1])


def hold_no_more():
    """Let this process, just begun, hold no more memory than is allowed."""
    most = MOST_GIGABYTES * 1024**3
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def environment(name):
    """Make the environment of a peer, if the cache does not hold it yet."""
    folder = CACHE / f"{name}-environment"
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        print(f"Installing {name} ...")
        venv.create(folder, with_pip=True)
        locked = HERE / "peers" / f"{name}.txt"
        command = [python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r"]
        subprocess.run([*map(str, command), str(locked)], check=True)
        (folder / "ready").touch()
    return python


def transitions_table(ours, peers):
    """From file to counts of ways, ours and theirs."""
    own = median(ours["views"]["transition_counts"])
    ready = ours["start"] + ours["read"] + ours["prepare"]
    rows = [
        (
            "| transitions | file to ready, s | counted, s | times ours | file to answer, s"
            " | memory, GB |"
        ),
        "|---|---:|---:|---:|---:|---:|",
        (
            f"| Footlights | {ready:.1f} | {own:.3f} | 1 |"
            f" {ready + ours['first_answer']:.1f} | {ours['gigabytes']:.1f} |"
        ),
        (
            f"| SQL on the raw file | | {median(ours['sql_raw']):.2f} |"
            f" {median(ours['sql_raw']) / own:.0f} | | |"
        ),
    ]
    for name, theirs in peers.items():
        if theirs is None:
            limits = f"not in {LONGEST} s and {MOST_GIGABYTES} GB"
            rows.append(f"| {name} | {limits} | | | | |")
            continue
        counted = median(theirs["transitions"])
        rows.append(
            f"| {name} | {theirs['load']:.1f} | {counted:.2f} | {counted / own:.0f} |"
            f" {theirs['load'] + theirs['transitions'][0]:.1f} |"
            f" {theirs['gigabytes']:.1f} |"
        )
    return "\n".join(rows)


def views_table(ours):
    """Every view that is timed, beside SQL over the same prepared tables.

    The first answer stands by itself: some views compute then what they keep.
    """
    rows = [
        "| view | first, s | seconds | SQL by hand, s | times it |",
        "|---|---:|---:|---:|---:|",
    ]
    for name, seconds in ours["views"].items():
        own = median(seconds)
        hand = ours["sql"].get(name)
        said = f"{median(hand):.3f} | {own / median(hand):.1f}" if hand else " | "
        rows.append(f"| {name} | {seconds[0]:.3f} | {own:.3f} | {said} |")
    return "\n".join(rows)


def growth_table(ours):
    """How time and memory grow with the log."""
    rows = [
        "### As logs grow",
        "",
        "| events | read, s | prepare, s | all views above, s | memory, GB |",
        "|---:|---:|---:|---:|---:|",
    ]
    for found in ours.values():
        if found is not None:
            views = sum(median(seconds) for seconds in found["views"].values())
            rows.append(
                f"| {found['events']:,} | {found['read']:.1f} | {found['prepare']:.1f} |"
                f" {views:.2f} | {found['gigabytes']:.1f} |"
            )
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
