"""Time the standard questions with filters, as the workspace asks them of a kept log.

    python bench/filters.py [--journeys N] [--runs N] [--only QUESTION ...] [--print]

Keeps the log of the dinner example in a folder of its own, which is thrown away, and
asks every question of all journeys, then of those of a channel, a segment, a period
and a persona. Writes its part of bench/RESULTS.md: seconds by the clock, medians, and
the seconds that all processors together were at work.
"""

import argparse
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from statistics import median

from measure_ten_million import prepare
from results_file import write_part

from footlights.usecases.kept_log import open_log
from footlights.usecases.questions import questions
from footlights.usecases.read_map import read_map
from footlights.usecases.selected import selected
from footlights.usecases.selection import Selection

MOST_SECONDS = 0.5
OPTIONS = {"flow": {"around": "order"}, "value_heat": {"by": "party"}}
LEFT_OUT = {"one_journey", "person_journey", "pattern"}
"""Questions about a single customer, and that about what somebody writes."""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--journeys", type=int, default=910_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", nargs="+", default=None)
    parser.add_argument("--print", action="store_true", help="and write no page")
    chosen = parser.parse_args()
    map_file, log_file = prepare("dinner", chosen.journeys)
    map_ = with_a_persona(read_map(map_file))
    with tempfile.TemporaryDirectory() as folder, open_log(Path(folder)) as log:
        log.append(log_file)
        prepared = log.prepared(map_)
        said = results(log.report.events, timed(prepared, chosen.only, chosen.runs))
    if chosen.print:
        print(said)
    else:
        write_part("filters", said)


def with_a_persona(map_):
    """Let the first persona of a map stand for its second segment."""
    first, *others = map_.personas
    first = first.model_copy(update={"segment": map_.segments[1].id})
    return map_.model_copy(update={"personas": (first, *others)})


def timed(log, only, runs):
    """Give the seconds of each question, by filter: by the clock, and of processors."""
    found = {}
    groups = filters(log)
    for question in questions():
        if question.name in set(only or [question.name]) - LEFT_OUT:
            options = OPTIONS.get(question.name, {})
            first = one(question, log, None, options)
            found[question.name] = {"first": [first]} | {
                name: [one(question, log, group, options) for _ in range(runs)]
                for name, group in groups.items()
            }
    return found


def filters(log):
    """Give one filter of each kind; the period is the first half of the log."""
    begun = log.prepared.journeys.start_at
    span = log.row(log.prepared.journeys.aggregate(low=begun.min(), high=begun.max()))
    middle = span["low"] + (span["high"] - span["low"]) / 2
    persons = log.map.personas[0].id
    return {
        "channel": Selection(channel="in-person"),
        "segment": Selection(segment=log.map.segments[0].id),
        "period": Selection(to_on=middle.date() - timedelta(days=1)),
        "persona": Selection(persona=persons),
    }


def one(question, log, group, options):
    began, worked = time.perf_counter(), time.process_time()
    question.answer(log if group is None else selected(log, group), **options)
    return time.perf_counter() - began, time.process_time() - worked


def results(events, found):
    kinds = list(next(iter(found.values())))
    rows = [
        f"| question | {' | '.join(kinds)} |",
        f"|---|{'---:|' * len(kinds)}",
    ]
    slow = 0
    for name, seconds in found.items():
        cells = [
            (median(clock for clock, _ in each), median(work for _, work in each))
            for each in seconds.values()
        ]
        slow += any(clock > MOST_SECONDS for clock, _ in cells[1:])
        said = " | ".join(f"{clock:.2f} ({work:.2f})" for clock, work in cells)
        rows.append(f"| {name} | {said} |")
    table = "\n".join(rows)
    return f"""## Filters

Standard questions of {events:,} events in a kept log, as the workspace asks them: of \
all journeys for the first time, then with a filter. Seconds by the clock, medians; in \
brackets those that all processors together were at work. {slow} of {len(found)} take \
more than {MOST_SECONDS} s with any filter.

{table}
"""


if __name__ == "__main__":
    main()
