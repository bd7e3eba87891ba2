"""A log as it stands in its files, before its columns mean anything."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from footlights.errors import UnknownColumnError
from footlights.events.sample_values import MISSING

FILE_NO, ROW = "file_no", "row"
"""Columns beside those of the file: which file, from 0, and which row in it, from 1."""

NEVER = ibis.literal(value=False)

_LONGEST_MISSING = max(map(len, MISSING))
_MISSING = f"^({'|'.join(map(re.escape, MISSING))})$"


@dataclass(frozen=True)
class RawLog:
    """Rows of files that have the same columns.

    Args:
        rows: Columns `c0`, `c1`, ... in the order of `names`, so that no name in a file
            can stand in the way of ours; `file_no: int16` and `row: int64`.
        names: Names of the columns in the files.
        files: Names of the files, by `file_no`.
        filled: Columns that are known to hold a value in every row.
    """

    rows: ir.Table
    names: tuple[str, ...]
    files: tuple[str, ...]
    filled: frozenset[str] = frozenset()

    @property
    def label(self) -> str:
        """What to call it: its file, and how many more."""
        more = f" and {len(self.files) - 1} more" if len(self.files) > 1 else ""
        return f"{self.files[0]}{more}"

    def place(self, name: str) -> str:
        """Give the column of `rows` that holds a column of the files.

        Raises:
            UnknownColumnError: The files have no such column.
        """
        if name in self.names:
            return f"c{self.names.index(name)}"
        stripped = [known.strip() for known in self.names]
        if name.strip() in stripped:
            return f"c{stripped.index(name.strip())}"
        raise UnknownColumnError(self.label, name, self.names)

    def value(self, name: str) -> ir.Value:
        """Give a column of the files as it is.

        Raises:
            UnknownColumnError: The files have no such column.
        """
        return self.rows[self.place(name)]

    def type_of(self, name: str) -> dt.DataType:
        """Give the type of a column of the files."""
        return self.rows.schema()[self.place(name)]

    def with_columns(self, rows: ir.Table, names: Sequence[str]) -> "RawLog":
        """Give the same files with other rows or columns."""
        return RawLog(rows, tuple(names), self.files)


@ibis.udf.scalar.builtin(name="trim", signature=(("string",), "string"))  # type: ignore[untyped-decorator]
def without_blanks(text: str) -> str:  # type: ignore[empty-body]
    """Take blanks from both ends; several times as fast as Ibis' own `strip`."""


def text_of(value: ir.Value) -> ir.StringValue:
    """Give a value as text without blanks around it; null where it is missing."""
    text = without_blanks(value if value.type().is_string() else value.cast("string"))
    # A list of words would be looked up by a join, once for each of its mentions.
    return ibis.cases(
        (text.length() > _LONGEST_MISSING, text),
        (text.re_search(_MISSING), ibis.null("string")),
        else_=text,
    )


def written_text(value: ir.Value) -> ir.StringValue:
    """Give what somebody wrote, as it was written; null where nothing is."""
    return (value if value.type().is_string() else value.cast("string")).nullif("")


def is_clean(text: ir.StringValue) -> ir.BooleanValue:
    """Whether a text is what `text_of` would make of it."""
    return ~(
        text.startswith(" ")
        | text.endswith(" ")
        | ibis.ifelse(text.length() > _LONGEST_MISSING, NEVER, text.re_search(_MISSING))
    )
