"""Rows that were read, sorted into events and rejects."""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from footlights.events.contract import EVENTS, REJECTS
from footlights.events.normalise import DROPPABLE, HELPERS, Reading
from footlights.events.raw import FILE_NO, ROW

CLOSES_NOTHING = ibis.literal(value=False).name("closes")
"""`closes` of every row, until starts and completes have been paired."""

HELPER = "helper:"
"""What stands before the names of `HELPERS` until they have done their work."""


def accepted(read: ir.Table, attributes: Sequence[str]) -> ir.Table:
    """Give the rows that are events, in the shape of `contract.EVENTS`.

    Args:
        read: What `read_rows` gives.
        attributes: Names that the attributes get, in their order.

    Returns:
        The columns of the contract, with `closes` false everywhere; those of
        `HELPERS`, named `helper:...`; the attributes.
    """
    return read.filter(read.reason.isnull()).select(
        *contract_columns(read),
        *(column(read, name).name(f"{HELPER}{name}") for name in HELPERS),
        *(read[f"a{n}"].name(name) for n, name in enumerate(attributes)),
    )


def contract_columns(read: ir.Table) -> list[ir.Value]:
    """Give the columns of the contract from rows that were read."""
    return [
        CLOSES_NOTHING if name == "closes" else column(read, name).name(name)
        for name in EVENTS.names
    ]


def column(read: ir.Table, name: str) -> ir.Value:
    """Give a column of rows that were read; null where the log has no such thing."""
    if name in read.columns:
        return read[name]
    return ibis.null(EVENTS.get(name, "string"))


def rejected(read: ir.Table, files: Sequence[str], reading: Reading) -> ir.Table:
    """Give what could not be read, in the shape of `contract.REJECTS`."""
    file = ibis.cases(*((read[FILE_NO] == n, name) for n, name in enumerate(files)))

    def part(column: ir.Value, value: ir.Value, reason: ir.Value) -> ir.Table:
        return read.filter(reason.notnull()).select(
            file=file,
            row=read[ROW],
            column=column,
            value=value,
            reason=reason,
            is_event_kept=read.reason.isnull(),
        )

    whole = part(read.reason_column, read.reason_value, read.reason)
    values = [
        part(
            ibis.literal(", ".join(reading.roles.get(role)) or role),
            read[f"raw_{role}"],
            read[f"drop_{role}"],
        )
        for role in DROPPABLE
        if f"drop_{role}" in read.columns
    ]
    return ibis.union(whole, *values).cast(dict(REJECTS.items()))
