"""Columns of other tables, added to the rows of a log."""

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.events.raw import ROW, RawLog, text_of
from footlights.events.sources import Join

_KEY = "key_"


def joined(raw: RawLog, other: RawLog, join: Join) -> RawLog:
    """Add columns of another table to each row; null where nothing there matches.

    Keys are compared as text without blanks around it. Of several rows there with the
    same keys, the first in its file counts.

    Args:
        raw: The rows.
        other: The other table.
        join: Which columns must be equal, and which are added. A column whose name is
            taken already gets the name of its file before it: `customers.city`.

    Raises:
        UnknownColumnError: A column of `join` is not there.
    """
    taken = join.take or tuple(
        name for name in other.names if name not in join.on.values()
    )
    stem = other.files[0].split(".")[0]
    names = [f"{stem}.{name}" if name in raw.names else name for name in taken]
    width = len(raw.names)
    keys = list(join.on.items())
    first = _first_rows(other, join)
    added = first.select(
        **{f"{_KEY}{n}": first[f"{_KEY}{n}"] for n in range(len(keys))},
        **{f"c{width + n}": first[other.place(name)] for n, name in enumerate(taken)},
    )
    left = raw.rows.mutate(
        **{
            f"{_KEY}{n}": text_of(raw.value(here))
            for n, (here, _there) in enumerate(keys)
        }
    )
    on = [f"{_KEY}{n}" for n in range(len(keys))]
    rows = left.left_join(added, on).select(
        *raw.rows.columns, *(f"c{width + n}" for n in range(len(taken)))
    )
    return raw.with_columns(rows, (*raw.names, *names))


def repeated_keys(other: RawLog, join: Join) -> ir.Table:
    """Count the rows there that do not count, as another with their keys is before.

    Returns:
        One row: `repeated: int64`.
    """
    keyed = _keyed(other, join)
    groups = keyed.group_by([f"{_KEY}{n}" for n in range(len(join.on))]).aggregate(
        rows=_.count()
    )
    return groups.aggregate(repeated=(groups.rows - 1).sum().fill_null(0))


def _keyed(other: RawLog, join: Join) -> ir.Table:
    return other.rows.mutate(
        **{
            f"{_KEY}{n}": text_of(other.value(there))
            for n, there in enumerate(join.on.values())
        }
    ).filter(*(_[f"{_KEY}{n}"].notnull() for n in range(len(join.on))))


def _first_rows(other: RawLog, join: Join) -> ir.Table:
    keyed = _keyed(other, join)
    keys = [f"{_KEY}{n}" for n in range(len(join.on))]
    order = ibis.window(group_by=keys, order_by=["file_no", ROW])
    return keyed.mutate(place=ibis.row_number().over(order)).filter(_.place == 0)
