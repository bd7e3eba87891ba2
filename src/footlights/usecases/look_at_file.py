"""Look at the beginning of a file of events before it is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from footlights.errors import NoRowsError
from footlights.events.guessing import guess_roles
from footlights.formats.event_files import open_event_file
from footlights.formats.opened import Opened
from footlights.formats.parquet import ParquetFile, sample_rows

ROWS = 12
"""So many rows are shown."""

SAMPLED = 500
"""So many rows are looked at to guess what columns are."""

LONGEST_VALUE = 120
"""So many signs of a value are shown."""


@dataclass(frozen=True)
class FileLook:
    """What stands at the beginning of a file."""

    name: str
    """Name of the file."""

    columns: tuple[str, ...]
    """Its columns."""

    rows: tuple[tuple[str, ...], ...]
    """The first rows, as text; empty where nothing stands."""

    roles: Mapping[str, str]
    """What each column seems to be, by column; those left out stay attributes."""

    guesses: tuple[str, ...]
    """What was guessed, as sentences."""


def look_at_file(path: Path, *, journey_object: str | None = None) -> FileLook:
    """Look at a file of events.

    Args:
        path: The file, of any format that `read_events` reads.
        journey_object: Of an object-centric log: the type of object that is the
            journey.

    Raises:
        NoRowsError: There is no row in it.
        FootlightsError: It cannot be opened.
    """
    opened = open_event_file(path, None, None, None, journey_object)
    guesses: tuple[str, ...] = ()
    if isinstance(opened, ParquetFile):
        sample = sample_rows(opened, SAMPLED)
    else:
        sample = _sample(next(iter(opened.batches), None), opened.columns)
        guesses = opened.guesses
    if not any(sample.values()) and not _broken_rows(opened):
        raise NoRowsError(path.name)
    roles = guess_roles(opened.columns, sample, {})
    rows = zip(*(sample[name][:ROWS] for name in opened.columns), strict=True)
    return FileLook(
        path.name,
        opened.columns,
        tuple(tuple(_shown(value) for value in row) for row in rows),
        {name: role for role, names in roles.columns.items() for name in names},
        (*guesses, *roles.guesses),
    )


def _broken_rows(opened: Opened | ParquetFile) -> int:
    """Count rows that could not be taken apart; what reads them says why."""
    return 0 if isinstance(opened, ParquetFile) else opened.broken.count


def _sample(
    batch: pa.RecordBatch | None, columns: tuple[str, ...]
) -> dict[str, list[Any]]:
    """Give some values of each column, by name."""
    if batch is None:
        return {name: [] for name in columns}
    few = batch.slice(0, SAMPLED)
    return {name: few.column(no).to_pylist() for no, name in enumerate(columns)}


def _shown(value: object) -> str:
    return "" if value is None else str(value)[:LONGEST_VALUE]
