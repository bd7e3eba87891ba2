"""What the pages tell of a data set."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from footlights.store.records.holdings import DatasetRecord
from footlights.usecases.event_log import ReadReport
from footlights.usecases.kept_log import KeptLog
from footlights.web.form_words import in_the_form

MOST_NAMES = 200
"""So many names of events are listed."""

MOST_REASONS = 20
"""So many reasons of rejects are listed."""


@dataclass(frozen=True)
class DataFacts:
    """A data set in numbers."""

    report: ReadReport
    """What reading came to."""

    first: str
    """Day of the first event."""

    last: str
    """Day of the last event."""

    persons: int
    names: tuple[tuple[str, int], ...]
    """Names of events and how many have each, most first."""

    all_names: int
    """How many names there are."""

    reasons: tuple[tuple[str, int], ...]
    """Why rows were rejected, and how many for each reason."""


def facts_of(log: KeptLog, dataset: DatasetRecord) -> DataFacts:
    """Give the facts of a data set; worked out once until it changes."""
    return _facts(log, dataset.id, dataset.fingerprint)


@lru_cache(maxsize=32)
def _facts(log: KeptLog, _dataset_id: str, _fingerprint: str) -> DataFacts:
    events = log.events
    span = _rows(
        log,
        events.aggregate(
            first=events["at"].min(),
            last=events["at"].max(),
            persons=events["person"].nunique(),
        ),
    )[0]
    names = events.group_by("event").aggregate(n=events.count())
    listed = _rows(log, names.order_by([names["n"].desc(), "event"]).limit(MOST_NAMES))
    rejects = log.rejects
    why = rejects.group_by("reason").aggregate(n=rejects.count())
    reasons = _rows(log, why.order_by([why["n"].desc(), "reason"]).limit(MOST_REASONS))
    told = tuple(map(in_the_form, log.report.guesses))
    return DataFacts(
        replace(log.report, guesses=told),
        f"{span['first']:%-d %b %Y}",
        f"{span['last']:%-d %b %Y}",
        span["persons"],
        tuple((row["event"], row["n"]) for row in listed),
        _rows(log, names.aggregate(n=names.count()))[0]["n"],
        tuple((row["reason"], row["n"]) for row in reasons),
    )


def _rows(log: KeptLog, expression: Any) -> list[dict[str, Any]]:  # an Ibis table
    found: list[dict[str, Any]] = log.engine.fetch(expression).to_pylist()
    return found
