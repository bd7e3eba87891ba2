"""Rows of several sources become one table, each event in it once."""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.events.contract import EVENT_COLUMNS
from footlights.events.sorting import HELPER
from footlights.events.uniting import united

EVENT_ID = f"{HELPER}event_id"
"""The column by which rows are told to be the same event."""


def one_table(parts: Sequence[ir.Table], attributes: Sequence[str]) -> ir.Table:
    """Put rows under one another; attributes that a part lacks are null there.

    An attribute that is of different types in different parts becomes text.

    Args:
        parts: Tables with the columns of `contract.EVENTS`, the same helpers, and
            attributes.
        attributes: Names of all attributes, in the order they get.
    """
    helpers = [name for name in parts[0].columns if name.startswith(HELPER)]
    kinds = {
        name: {part.schema()[name] for part in parts if name in part.columns}
        for name in attributes
    }
    alike = []
    for part in parts:
        columns = [part[name] for name in (*EVENT_COLUMNS, *helpers)]
        for name in attributes:
            kind = next(iter(kinds[name])) if len(kinds[name]) == 1 else "string"
            value = part[name].cast(kind) if name in part.columns else ibis.null(kind)
            columns.append(value.name(name))
        alike.append(part.select(columns))
    return united(alike)


def once_by_id(rows: ir.Table) -> ir.Table:
    """Leave out rows that repeat the event id of an earlier one.

    Args:
        rows: Reads `row_no: int64` and `helper:event_id: string`; rows where it is
            null all stay.
    """
    first = ibis.row_number().over(group_by=rows[EVENT_ID], order_by=rows.row_no)
    numbered = rows.mutate(times_before=first)
    return numbered.filter(
        (numbered.times_before == 0) | numbered[EVENT_ID].isnull()
    ).drop("times_before")


def once_if_identical(rows: ir.Table) -> ir.Table:
    """Leave out rows that are like an earlier one in every column but `row_no`."""
    whole = [name for name in rows.columns if name != "row_no"]
    first = ibis.row_number().over(group_by=whole, order_by=rows.row_no)
    return (
        rows.mutate(times_before=first).filter(_.times_before == 0).drop("times_before")
    )
