"""Starts and completes of the same work become one duration."""

import ibis
import ibis.expr.types as ir
from ibis import _

_OPENS, _CLOSES = "start", "complete"


def paired(events: ir.Table) -> ir.Table:
    """Give each start the time of its complete, which then only closes it.

    Within one journey, event and instance, rows are taken by time, then by `row_no`.
    A complete belongs to the earliest start that is still open; one that finds none
    open stays plain, and so does a start that is never completed. Rows of any other
    transition (schedule, suspend, ...) stay plain.

    Args:
        events: Reads `row_no: int64`, `journey: string` (`person` where null),
            `event: string`,
            `helper:instance: string` (may be null), `helper:lifecycle: string` (in any
            case, may be null), `at: timestamp`, `until: timestamp`, `closes: boolean`.

    Returns:
        The same rows and columns, with `until` filled where a start was paired, and
        `closes` true where a complete was.
    """
    pairs = _pairs(events)
    starts = pairs.select(row_no="start_no", ended="ended")
    completes = pairs.select(row_no="complete_no").mutate(ends_one=True)
    joined = events.left_join(starts, "row_no", rname="{name}_start").left_join(
        completes, "row_no", rname="{name}_complete"
    )
    return joined.mutate(
        until=ibis.coalesce(joined.until, joined.ended),
        closes=joined.closes | joined.ends_one.fill_null(ibis.literal(value=False)),
    ).select(events.columns)


def _pairs(events: ir.Table) -> ir.Table:
    """One row per pair: `start_no`, `complete_no: int64` and `ended: timestamp`."""
    work = (
        events.select(
            "row_no",
            "at",
            "event",
            journey=ibis.coalesce(events.journey, events.person),
            instance=events["helper:instance"].fill_null(""),
            step=events["helper:lifecycle"].lower(),
        )
        .filter(_.step.isin((_OPENS, _CLOSES)))
        .mutate(opens=_.step == _OPENS)
    )
    same_work = ("journey", "event", "instance")
    in_order = {"group_by": same_work, "order_by": ("at", "row_no")}
    so_far = ibis.window(**in_order, preceding=None, following=0)
    before = ibis.window(**in_order, preceding=(None, 1))
    balanced = work.mutate(balance=_.opens.ifelse(1, -1).sum().over(so_far))
    # A complete that brings the balance to a new low below zero finds nothing open.
    lowest = balanced.balance.min().over(before).fill_null(0)
    known = balanced.mutate(
        is_paired=balanced.opens | (balanced.balance >= ibis.least(lowest, 0))
    )
    numbered = known.mutate(
        start_place=known.opens.cast("int64").sum().over(so_far),
        complete_place=(known.is_paired & ~known.opens)
        .cast("int64")
        .sum()
        .over(so_far),
    )
    starts = numbered.filter(numbered.opens).select(
        *same_work, place="start_place", start_no="row_no"
    )
    completes = numbered.filter(numbered.is_paired & ~numbered.opens).select(
        *same_work, place="complete_place", complete_no="row_no", ended="at"
    )
    return starts.inner_join(completes, (*same_work, "place")).select(
        "start_no", "complete_no", "ended"
    )
