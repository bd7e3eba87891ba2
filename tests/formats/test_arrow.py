import pyarrow as pa
import pytest

from footlights.errors import UnreadableFileError
from footlights.formats.arrow import open_table


class OnlyInterchange:
    """A data frame that knows no Arrow stream."""

    def __init__(self, frame):
        self._frame = frame

    def __dataframe__(self, nan_as_null=False, allow_copy=True):  # noqa: FBT002
        return self._frame.__dataframe__()


TABLE = pa.table({"a": ["x", "y"], "b": [1, 2]})


@pytest.mark.parametrize(
    "table",
    [
        TABLE,
        TABLE.to_reader(),
        TABLE.to_pandas(),
        pa.table({"a": TABLE["a"].dictionary_encode(), "b": TABLE["b"]}),
    ],
)
def test_tables_of_any_make_give_their_rows(table):
    opened = open_table(table, "the table")

    rows = [row for batch in opened.batches for row in batch.to_pylist()]

    assert opened.columns == ("a", "b")
    assert rows == [{"c0": "x", "c1": 1, "row": 1}, {"c0": "y", "c1": 2, "row": 2}]


def test_the_interchange_protocol_is_enough():
    opened = open_table(OnlyInterchange(pa.table({"b": [1, 2]})), "the table")

    assert [row["c0"] for b in opened.batches for row in b.to_pylist()] == [1, 2]


def test_what_is_no_table_is_said():
    with pytest.raises(UnreadableFileError, match="neither a file nor a table"):
        open_table(7, "the table")
