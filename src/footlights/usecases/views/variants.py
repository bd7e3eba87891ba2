"""The sequences of touchpoints that journeys share, most frequent first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import ibis.expr.types as ir
from ibis import _

from footlights.analysis.variants import (
    OTHERS_NO,
    folded_journeys,
    unfolded,
    variant_totals,
    without_repeats,
    without_returns,
)
from footlights.measures.estimates import Row, by_key, median, share
from footlights.measures.view import Cell, View, ViewColumn
from footlights.statistics.quantiles import MEDIAN
from footlights.usecases.prepared_log import PreparedLog
from footlights.usecases.views.asked import OTHERS, check_positive
from footlights.usecases.views.standard import standard

Fold = Literal["nothing", "repeats", "loops"]
"""What is folded: nothing, repeats of one touchpoint in a row, or every return."""

_FOLDED = {
    "repeats": "Touches of one touchpoint in a row are folded into one.",
    "loops": "Loops are folded: only the first touch of each touchpoint is shown.",
}


@standard
def variants(
    log: PreparedLog, *, fold: Fold = "nothing", most: int | None = None
) -> View:
    """List the sequences of touchpoints that journeys share.

    Args:
        log: What is looked at.
        fold: `nothing`; `repeats`: touches of one touchpoint in a row count as one;
            `loops`: only the first touch of each touchpoint counts.
        most: How many to tell apart, most journeys first and ties in map order; all
            others become one row. All if left out.

    Raises:
        UnknownChoiceError: `fold` is none of the above.
        NotPositiveError: `most` is zero or less.
    """
    check_positive("most", most)
    tables = log.prepared
    folded = _folded(log, fold)
    shown = _shown(log, folded)
    apart = None if most is None else [row.no for row in shown[:most]]
    journeys = folded_journeys(tables.journeys, folded, apart)
    totals = by_key(log.rows(variant_totals(journeys)), "folded_no")
    sizes = [row["journeys"] for row in totals.values()]
    found = log.quantiles(journeys, ["folded_no"], "seconds", MEDIAN, sizes=sizes)
    rows = _rows(log, shown, most, totals, by_key(found, "folded_no"))
    return View(
        name="variants",
        columns=(
            ViewColumn(name="variant", about="Touchpoints in order", role="key"),
            ViewColumn(
                name="touches",
                about="Touchpoints in it; null for others",
                role="fact",
            ),
            ViewColumn(
                name="variants", about="Distinct sequences before folding", role="count"
            ),
            ViewColumn(name="journeys", about="Journeys that went it", role="count"),
            _estimated("share_of_journeys", "Share of all journeys"),
            ViewColumn(
                name="coverage", about="Share of all journeys in this and rows above"
            ),
            _estimated("score", "Mean of journeys' mean scores, on the log's scale"),
            _estimated("median_seconds", "Median seconds from begin to end"),
            _estimated("share_completed", "Share of its journeys completed"),
        ),
        rows=tuple(rows),
        notes=tuple(_notes(fold, most, shown)),
    )


@dataclass(frozen=True)
class _Shown:
    """One row of the list before its numbers are known."""

    no: int
    touchpoint_nos: tuple[int, ...]
    variants: int
    journeys: int


def _folded(log: PreparedLog, fold: Fold) -> ir.Table:
    if fold == "repeats":
        found = without_repeats(log.prepared.steps)
    elif fold == "loops":
        found = without_returns(log.prepared.steps)
    else:
        found = unfolded(log.prepared.variants)
    return log.engine.keep("folded_variants", found)


def _shown(log: PreparedLog, folded: ir.Table) -> list[_Shown]:
    rows = log.rows(
        folded.group_by("folded_no", "folded").aggregate(
            variants=_.count(), journeys=_.journeys.sum().cast("int64")
        )
    )
    found = [
        _Shown(r["folded_no"], tuple(r["folded"]), r["variants"], r["journeys"])
        for r in rows
    ]
    return sorted(found, key=lambda row: (-row.journeys, row.touchpoint_nos))


def _rows(
    log: PreparedLog,
    shown: list[_Shown],
    most: int | None,
    totals: Mapping[int, Row],
    lasting: Mapping[int, Row],
) -> Iterator[dict[str, Cell]]:
    everyone = sum(row.journeys for row in shown)
    so_far = 0
    ids = [touchpoint.id for touchpoint in log.map.touchpoints]

    def numbers(no: int) -> dict[str, Cell]:
        row = totals[no]
        return {
            "journeys": row["journeys"],
            "share_of_journeys": share(row["journeys"], everyone, "no journeys"),
            "coverage": so_far / everyone,
            "score": log.mean_score(row, "no scores"),
            "median_seconds": median(lasting.get(no), "no journeys"),
            "share_completed": share(row["completed"], row["journeys"], "no journeys"),
        }

    for row in shown[:most]:
        so_far += row.journeys
        yield {
            "variant": " > ".join(ids[no - 1] for no in row.touchpoint_nos),
            "touches": len(row.touchpoint_nos),
            "variants": row.variants,
            **numbers(row.no),
        }
    if most is not None and len(shown) > most:
        so_far = everyone
        yield {
            "variant": OTHERS,
            "touches": None,
            "variants": sum(row.variants for row in shown[most:]),
            **numbers(OTHERS_NO),
        }


def _estimated(name: str, about: str) -> ViewColumn:
    return ViewColumn(name=name, about=about, role="estimate")


def _notes(fold: Fold, most: int | None, shown: list[_Shown]) -> Iterator[str]:
    if fold in _FOLDED:
        yield _FOLDED[fold]
    if most is not None and len(shown) > most:
        yield (
            f"{most} of {len(shown):,} are told apart; all others stand in the row"
            f" {OTHERS}."
        )
    yield (
        "Shares have Wilson's interval at 95 %, mean scores Student's, durations order"
        " statistics. A journey's score is the mean of its answers."
    )
