"""Text files of rows and fields: CSV, TSV and the like."""

import codecs
import csv
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np
import pyarrow as pa
import pyarrow.csv

from footlights.errors import UnreadableFileError
from footlights.formats.contents import unpacked
from footlights.formats.encodings import guess_encoding, is_known_encoding
from footlights.formats.opened import BrokenRows, Opened, Progress, named
from footlights.formats.survey_heads import MOST_HEADER_ROWS, Head, head_of

_DELIMITERS = (",", ";", "\t", "|", ":", "^", "~", "\x01")
_NAMES = {"\t": "tab", "\\t": "\t", "tab": "\t", "\x01": "the byte 01"}
_BLOCK = 4 << 20


@dataclass(frozen=True)
class _TextForm:
    delimiter: str
    encoding: str
    lines_before_rows: int


def open_delimited(
    path: Path,
    sample: bytes,
    delimiter: str | None,
    encoding: str | None,
    progress: Progress | None,
) -> Opened:
    """Open a text file whose first row names the columns; all values stay text.

    Further header rows of survey exports are no rows; see `survey_heads`.
    Line ends may be LF, CR LF or CR alone, quotes are double, and a quoted field may
    go over several lines. A row with too many or too few fields is broken.

    Args:
        path: The file, perhaps compressed with gzip.
        sample: Its first bytes.
        delimiter: What stands between fields; guessed if None.
        encoding: How letters are encoded; guessed if None.
        progress: Told the share of bytes that has been read.

    Raises:
        UnreadableFileError: It cannot be decoded, or has no columns.
        DuplicateColumnError: Two columns have one name.
    """
    guesses = []
    if encoding and not is_known_encoding(encoding):
        raise UnreadableFileError(
            path, f"there is no encoding {encoding!r}", "Try utf-8 or cp1252."
        )
    if not encoding:
        encoding, is_sure = guess_encoding(sample)
        if not is_sure:
            guesses.append(f"{path.name} is read as {encoding} text")
    text = sample.decode(encoding, errors="replace")
    if delimiter:
        delimiter = _NAMES.get(delimiter, delimiter)
    else:
        delimiter = guess_delimiter(text)
        if delimiter not in {",", "\t"}:
            said = _NAMES.get(delimiter, delimiter)
            guesses.append(f"fields of {path.name} are parted by {said!r}")
    head, lines_before_rows = _head(text, delimiter, path)
    if head.said:
        guesses.append(head.said)
    if delimiter not in text.splitlines()[0] and len(head.columns) == 1:
        other = guess_delimiter(text)
        if other in text.splitlines()[0]:
            raise UnreadableFileError(
                path,
                f"no {_NAMES.get(delimiter, delimiter)!r} stands in its first line, but"
                f" {_NAMES.get(other, other)!r} does",
                "Leave the delimiter out, or give that one.",
            )
    broken = BrokenRows()
    columns = named(list(head.columns))
    text_form = _TextForm(delimiter, encoding, lines_before_rows)
    batches = _batches(path, columns, text_form, broken, progress)
    return Opened(
        path.name,
        columns,
        tuple(pa.string() for _ in columns),
        batches,
        broken,
        tuple(guesses),
        head.zone,
    )


def guess_delimiter(text: str) -> str:
    """Give the sign that parts the first lines into equally many fields, most often.

    The one with which most of the first 50 rows have as many fields as the header
    wins; among equals, the one that gives more columns.
    """
    lines = text.splitlines()[:50]

    def fit(delimiter: str) -> tuple[float, int]:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
        except csv.Error:
            return (0.0, 0)
        if not widths or widths[0] < 2:
            return (0.0, 0)
        return (sum(w == widths[0] for w in widths) / len(widths), widths[0])

    best = max(_DELIMITERS, key=fit)
    return best if fit(best)[1] else ","


def _head(text: str, delimiter: str, path: Path) -> tuple[Head, int]:
    """Give what stands before the rows, and the lines that it takes.

    Blank lines before the names belong to it. A row that is too long to be read ends
    the look; what becomes of it is said where rows are read.

    Raises:
        UnreadableFileError: Its first line is no row of names.
    """
    lines = text.lstrip("\ufeff").splitlines(keepends=True)
    reader = csv.reader(lines, delimiter=delimiter)
    rows: list[list[str]] = []
    ends = [0]
    with suppress(csv.Error):
        for row in reader:
            if row or rows:
                rows.append(row)
                ends.append(reader.line_num)
            if len(rows) == MOST_HEADER_ROWS:
                break
    if not rows:
        reason = "its first line is too long for names of columns"
        raise UnreadableFileError(path, reason, "Look whether it is a table at all.")
    head = head_of(rows, path.name)
    return head, ends[head.rows]


def _batches(
    path: Path,
    columns: tuple[str, ...],
    form: _TextForm,
    broken: BrokenRows,
    progress: Progress | None,
) -> Iterator[pa.RecordBatch]:
    names = [f"c{place}" for place in range(len(columns))]
    skipped: list[int] = []
    before = passed = 0

    def skip(row: pa.csv.InvalidRow) -> str:
        # The lines before the first row are rows to the reader, and none to us.
        number = row.number - form.lines_before_rows
        skipped.append(number - 1 - broken.count)
        broken.add(number, row.text, "wrong-number-of-fields")
        return "skip"

    try:
        with unpacked(path, progress) as stream:
            reader = pa.csv.open_csv(
                pa.PythonFile(_checked(stream, form.encoding, path), mode="r"),
                read_options=pa.csv.ReadOptions(
                    # Rows can be numbered only while one thread takes them apart.
                    use_threads=False,
                    column_names=names,
                    skip_rows=form.lines_before_rows,
                    encoding=form.encoding,
                    block_size=_BLOCK,
                ),
                parse_options=pa.csv.ParseOptions(
                    delimiter=form.delimiter,
                    newlines_in_values=True,
                    invalid_row_handler=skip,
                ),
                convert_options=pa.csv.ConvertOptions(
                    column_types=dict.fromkeys(names, pa.string()),
                    strings_can_be_null=False,
                ),
            )
            for batch in reader:
                rows, passed = _row_numbers(before, batch.num_rows, skipped, passed)
                before += batch.num_rows
                yield pa.RecordBatch.from_arrays(
                    [*batch.columns, rows], names=[*names, "row"]
                )
    except (pa.ArrowInvalid, UnicodeDecodeError) as error:
        if "Empty CSV" in str(error) or "Could not skip initial" in str(error):
            return
        raise _unreadable(path, error, before + broken.count) from error


class _CheckedUtf8:
    """A file of which each piece is looked at before it is taken apart.

    The reader tells of letters that are none without their line, or not at all where
    the row is broken, too.
    """

    def __init__(self, stream: BinaryIO, path: Path) -> None:
        self._stream = stream
        self._path = path
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._is_between = False
        self._lines = 1

    def read(self, size: int = -1) -> bytes:
        """Give the next bytes.

        Raises:
            UnreadableFileError: A letter in them is not written in UTF-8.
        """
        found = self._stream.read(size)
        if self._is_between or not found.isascii():
            try:
                self._decoder.decode(found, final=not found)
            except UnicodeDecodeError as error:
                line = self._lines + error.object[: error.start].count(b"\n")
                said = f"line {line:,} has a letter that is not written in UTF-8"
                do = "Save it as UTF-8, or say its encoding in a sources.yaml."
                raise UnreadableFileError(self._path, said, do) from error
            self._is_between = bool(self._decoder.getstate()[0])
        self._lines += found.count(b"\n")
        return found

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def _checked(stream: BinaryIO, encoding: str, path: Path) -> BinaryIO:
    is_utf8 = codecs.lookup(encoding).name in {"utf-8", "utf-8-sig"}
    return cast("BinaryIO", _CheckedUtf8(stream, path)) if is_utf8 else stream


def _unreadable(path: Path, error: Exception, rows: int) -> UnreadableFileError:
    """Say why rows cannot be taken apart, and after how many."""
    found = str(error).splitlines()[0]
    do = "Check its encoding and delimiter; say them in a sources.yaml."
    if "straddling" in found:
        found = (
            f"after row {rows:,} a row is longer than {_BLOCK >> 20} MB, or a quote"
            " that opens is never closed"
        )
        do = "Look at the quotes and line ends there."
    return UnreadableFileError(path, found, do)


def _row_numbers(
    before: int, count: int, skipped: list[int], passed: int
) -> tuple[pa.Array, int]:
    """Number the rows of a batch as they stand in the file.

    Args:
        before: Good rows in earlier batches.
        count: Good rows in this one.
        skipped: For each broken row that was not passed yet, the good rows that stand
            before it; ascending. Those before the end of this batch are taken out.
        passed: Broken rows that stand before this batch.

    Returns:
        The numbers, and how many broken rows have been passed now.
    """
    good = np.arange(before, before + count)
    here = bisect_left(skipped, before + count)
    broken_before = np.searchsorted(skipped[:here], good, side="right")
    del skipped[:here]
    return pa.array(good + 1 + passed + broken_before), passed + here
