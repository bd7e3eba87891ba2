"""Time what a map is exported to: in this process, and as a command from its start.

    python bench/exports.py [--runs N]

Maps of 20 and 200 touchpoints made from an example, measured on a generated log. Writes
its part of bench/RESULTS.md: medians of the runs. A new export is a line in `EXPORTS`.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from results_file import write_part

from footlights.formats.map_writing import to_yaml
from footlights.model.map import Map
from footlights.usecases.examples import read_example
from footlights.usecases.generate import generate
from footlights.usecases.measure import measure
from footlights.usecases.print_map import print_map
from footlights.usecases.printing import Printing
from footlights.usecases.read_events import read_events


def printed(kind, **how):
    """Give what prints a measured map, and the words of its command."""
    words = [
        f"--{name}" if value is True else f"--{name}={value}"
        for name, value in how.items()
    ]

    def write(measured, path):
        print_map(measured.map, measured.result, kind, path, Printing(**how))

    return write, ["--to", kind, *words]


EXPORTS = {
    "PDF, one sheet": (20, 2, *printed("pdf")),
    "PDF, over pages": (20, 2, *printed("pdf", paged=True)),
    "PNG": (20, None, *printed("png")),
    "SVG": (20, None, *printed("svg")),
    "full report as PDF": (20, 10, *printed("report-pdf")),
    "slides": (20, 2, lambda m, path: m.to_pptx(path), ["--to", "pptx"]),
    "spreadsheet": (20, 2, lambda m, path: m.to_xlsx(path), ["--to", "xlsx"]),
    "slides, 200 touchpoints": (
        200,
        None,
        lambda m, path: m.to_pptx(path),
        ["--to", "pptx"],
    ),
    "PDF, 200 touchpoints, over pages": (200, None, *printed("pdf", paged=True)),
}
"""Touchpoints, target in seconds (None for none), what writes it, its command."""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with TemporaryDirectory() as folder:
        maps = {size: prepared(size, Path(folder)) for size in (20, 200)}
        rows = [
            row(name, runs, Path(folder), maps[size], target, write, words)
            for name, (size, target, write, words) in EXPORTS.items()
        ]
    head = (
        "| export | in process | as a command, drawn | as a command, measured | target |\n"
        "|---|---|---|---|---|"
    )
    write_part(
        "exports",
        "## Exports\n\nSeconds, medians; in brackets the seconds computed.\n\n"
        + "\n".join([head, *rows]),
    )


def prepared(size, folder):
    """Give a measured map of that many touchpoints, its file and its log."""
    map_ = grown(read_example("dinner"), size)
    map_file, log_file = folder / f"map{size}.yaml", folder / f"log{size}.parquet"
    map_file.write_text(to_yaml(map_), encoding="utf-8")
    generate(map_, 1000, 1, log_file)
    with read_events(log_file) as log:
        return measure(map_, log), map_file, log_file


def grown(map_, size):
    """Repeat the touchpoints of each stage until the map has that many."""
    whole = map_.model_dump(mode="json", by_alias=True, exclude_none=True)
    stages = [stage | {"touchpoints": []} for stage in whole["stages"]]
    left, turn = size, 0
    while left:
        for stage, drawn in zip(stages, whole["stages"], strict=True):
            columns = [renamed(of, turn) for of in drawn["touchpoints"][:left]]
            stage["touchpoints"] += columns
            left -= len(columns)
        turn += 1
    kept = {k: v for k, v in whole.items() if k not in {"simulation", "goals"}}
    kept["journeys"] = {"by": "person", "gap": "12h"}
    return Map.model_validate(kept | {"stages": stages})


def renamed(touchpoint, turn):
    """Give a touchpoint of another turn its own ids and events."""
    own = touchpoint | {"id": f"{touchpoint['id']}-{turn}"}
    own["activities"] = [
        {k: v for k, v in of.items() if k not in {"after", "matches"}}
        | {"id": f"{of['id']}-{turn}"}
        for of in touchpoint.get("activities", [])
    ]
    own.pop("between", None)
    own["matches"] = [{"event": f"{own['id']}-seen"}]
    return own


def row(name, runs, folder, map_, target, write, words):  # noqa: PLR0913, PLR0917
    """Time one export and give its line."""
    measured, map_file, log_file = map_
    out = folder / "out"
    export = [sys.executable, "-m", "footlights", "export"]
    inside = timed(runs, lambda: write(measured, out))
    drawn = timed(runs, lambda: ran([*export, map_file, *words, "-o", out]))
    whole = timed(runs, lambda: ran([*export, map_file, log_file, *words, "-o", out]))
    return f"| {name} | {inside} | {drawn} | {whole} | {target or ''} |"


def ran(command):
    subprocess.run(command, check=True, capture_output=True)


def timed(runs, work):
    """Give the medians of the seconds that some work takes, and of those it computes."""
    found = []
    for _ in range(runs):
        begun, used = perf_counter(), computed()
        work()
        found.append((perf_counter() - begun, computed() - used))
    seconds, busy = (median(of) for of in zip(*found, strict=True))
    return f"{seconds:.2f} ({busy:.2f})"


def computed():
    """Give the seconds that this process and those it started have computed."""
    return sum(os.times()[:4])


if __name__ == "__main__":
    main()
