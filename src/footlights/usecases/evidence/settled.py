"""Numbers and words as evidence holds them: the same each time, and of no person."""

import re
from collections import Counter
from collections.abc import Collection
from typing import Any

from footlights.analysis.breakdowns import value_counts
from footlights.measures.figures import Figure
from footlights.measures.measured import Measured
from footlights.measures.result import ENOUGH
from footlights.measures.view import View
from footlights.usecases.prepared_log import PreparedLog

DIGITS = 9
"""Digits that count. Sums over many rows differ in the last of 16 from run to run, as
engines add in parallel, and differences of such sums in some more."""

FEW = "(few)"
"""Stands for a team or location that fewer than 30 touches name: it may be a person."""

_LONG = re.compile(r"\d+\.\d{10,}(?:[eE][-+]?\d+)?")


def settled(value: Any) -> Any:  # anything that JSON can say
    """Round every number of a JSON value to the digits that count."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}")
    if isinstance(value, dict):
        return {key: settled(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [settled(each) for each in value]
    return value


def settled_sql(sql: str) -> str:
    """Round the long numbers that stand in a query."""
    return _LONG.sub(lambda found: f"{float(found[0]):.{DIGITS}g}", sql)


def settled_figure(figure: Figure) -> Figure:
    """Round what a figure says."""
    return Figure(**settled(vars(figure)))


def rare_words(log: PreparedLog) -> frozenset[str]:
    """Name the teams and locations of a log that few touches name.

    Args:
        log: A prepared log.
    """
    found: set[str] = set()
    for column, words in (
        ("team_no", log.prepared.teams),
        ("location_no", log.prepared.locations),
    ):
        touches: Counter[int] = Counter()
        for row in log.rows(value_counts(log.prepared.touches, column)):
            touches[row[column]] += row["touches"]
        found |= {word for no, word in enumerate(words, 1) if touches[no] < ENOUGH}
    known = {team.id for team in log.map.teams} | {t.name for t in log.map.teams}
    return frozenset(found - known)


def impersonal(measured: Measured, rare: Collection[str]) -> Measured:
    """Give measures without what people wrote and without rare teams and locations.

    Args:
        measured: What was measured.
        rare: As `rare_words` gives them.
    """
    places = tuple(
        place.model_copy(update={"quotes": ()}) for place in measured.touchpoints
    )
    return without_rare(measured.model_copy(update={"touchpoints": places}), rare)


def without_rare(measured: Measured, rare: Collection[str]) -> Measured:
    """Give measures without rare teams and locations.

    Args:
        measured: What was measured.
        rare: As `rare_words` gives them.
    """
    places = []
    for place in measured.touchpoints:
        changed: dict[str, Any] = {}
        for name in ("teams", "locations"):
            changed[name] = tuple(
                each.model_copy(update={"name": FEW}) if each.name in rare else each
                for each in getattr(place, name)
            )
        places.append(place.model_copy(update=changed))
    return measured.model_copy(update={"touchpoints": tuple(places)})


def impersonal_view(view: View, rare: Collection[str]) -> View:
    """Give a view without rare teams and locations.

    Args:
        view: Any view that is of no single customer.
        rare: As `rare_words` gives them.
    """
    rows = tuple(
        {
            name: FEW if isinstance(cell, str) and cell in rare else cell
            for name, cell in row.items()
        }
        for row in view.rows
    )
    return View(name=view.name, columns=view.columns, rows=rows, notes=view.notes)
