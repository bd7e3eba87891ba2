"""What one journey is, guessed from a log."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate

from ibis import _

from footlights.analysis.discovery import silence_counts
from footlights.model.map import JourneysByColumn, JourneysByPerson
from footlights.model.quantities import format_duration
from footlights.usecases.discovered_words import percent
from footlights.usecases.event_log import EventLog
from footlights.usecases.kept_log import KeptLog

_HOUR, _DAY = 3600, 86_400
STEPS = (
    *(60, 300, 900, 1800),
    *(_HOUR * hours for hours in (1, 2, 4, 8, 12)),
    *(_DAY * days for days in (1, 2, 4, 7, 14, 30, 60, 120, 365)),
)
"""Lengths of silence that could divide journeys, in seconds."""

FEWEST_SILENCES = 20
"""Silences below which no gap is proposed."""


@dataclass(frozen=True)
class JourneyRule:
    """What one journey is, and why."""

    rule: JourneysByPerson | JourneysByColumn
    """For the map."""

    why: str
    """What the guess rests on."""


def journey_rule(log: EventLog | KeptLog) -> JourneyRule:
    """Guess what one journey is.

    The column that names journeys, if it does so for at least half of the events; else
    the person's events up to a silence that few others are as long as, if most people
    do after it what they have done before.
    """
    named = (
        log.engine.fetch(log.events.aggregate(n=_.count(), named=_.journey.count()))
        .to_pylist()
        .pop()
    )
    if log.report.has_journey and named["named"] * 2 >= named["n"]:
        why = "The log names the journey of each event."
        if named["named"] < named["n"]:
            missing = named["n"] - named["named"]
            why = (
                f"The log names the journey of most events; {missing:,} of"
                f" {named['n']:,} have none, and belong to no journey."
            )
        return JourneyRule(JourneysByColumn(by="column"), why)
    rows = log.engine.fetch(silence_counts(log.events, STEPS)).to_pylist()
    return _by_silence({row["step"]: row for row in rows})


def _by_silence(by_step: Mapping[int, Mapping[str, int]]) -> JourneyRule:
    counts, again = (
        [
            by_step[step][what] if step in by_step else 0
            for step in range(len(STEPS) + 1)
        ]
        for what in ("silences", "again")
    )
    total, step = sum(counts), dividing_step(counts)
    if total < FEWEST_SILENCES:
        return _one_journey(
            f"Too few silences lie between the events of one person: {total:,}."
        )
    if step is None:
        return _one_journey(
            f"Among {total:,} silences between a person's events no length divides"
            " short ones from long ones."
        )
    beyond, begins = sum(counts[step + 1 :]), sum(again[step + 1 :])
    length = format_duration(timedelta(seconds=STEPS[step]))
    long = (
        f"Of {total:,} silences between a person's events, {beyond:,}"
        f" ({percent(beyond, total)}) are longer than {length}, and few are about as"
        f" long; after {percent(begins, beyond)} of these comes what the person has"
        " done before."
    )
    if begins * 2 < beyond:
        # Somebody who comes back to do something new has only waited.
        return _one_journey(long)
    rule = JourneysByPerson(by="person", gap=timedelta(seconds=STEPS[step]))
    return JourneyRule(rule, f"Guess: a silence of over {length} ends one. {long}")


def _one_journey(why: str) -> JourneyRule:
    return JourneyRule(
        JourneysByPerson(by="person"),
        f"Guess: a person has one journey. {why} Add"
        " `journeys: {by: person, gap: 1d}` if a longer silence ends one.",
    )


def dividing_step(counts: Sequence[int]) -> int | None:
    """Find the silence that divides short ones from long ones.

    At least a quarter of all silences are shorter and at least 5 % longer. At most 15 %
    lie between the step before and the step after it, and both among the shorter and
    among the longer ones some length is at least twice as frequent. Of several such
    steps the one with the fewest; of these the one in their middle.

    Args:
        counts: Silences up to each of `STEPS`, from the step before, and those beyond.

    Returns:
        The place in `STEPS`; None if nothing divides them.
    """
    total = sum(counts)
    up_to = list(accumulate(counts))
    near = {
        step: counts[step] + counts[step + 1]
        for step in range(1, len(STEPS) - 1)
        if up_to[step] * 4 >= total
        and (total - up_to[step]) * 20 >= total
        and _is_valley(counts, step)
    }
    fewest = min(near.values(), default=total)
    if fewest * 100 > total * 15:
        return None
    best = sorted(step for step, silences in near.items() if silences == fewest)
    middle = (best[0] + best[-1]) / 2
    return best[min(bisect_left(best, middle), len(best) - 1)]


def _is_valley(counts: Sequence[int], step: int) -> bool:
    highest = max(counts[step], counts[step + 1])
    return min(max(counts[:step]), max(counts[step + 2 :])) >= 2 * highest
