"""Generate a log from a map, into a file."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from footlights.errors import (
    FolderInTheWayError,
    MissingFolderError,
    UnknownLogFormatError,
)
from footlights.model.map import Map
from footlights.simulation.effects import said_of_effects
from footlights.simulation.generate import generate_batches, journeys_per_batch
from footlights.simulation.table import log_schema


@dataclass(frozen=True)
class GeneratedLog:
    """What was generated, and what is to be found in it."""

    path: Path
    """The file."""

    events: int
    """Rows written."""

    journeys: int
    """Journeys generated."""

    persons: int
    """Persons who walked them."""

    planted: tuple[str, ...]
    """Each planted effect, in words."""


def generate(  # noqa: PLR0913 - each is one thing a caller may want to tell
    map_: Map,
    journeys: int,
    seed: int,
    path: Path | str,
    *,
    with_effects: bool = True,
    progress: Callable[[float], None] | None = None,
) -> GeneratedLog:
    """Write the log that people following a map could have left.

    The file appears when it is whole. The same map, number of journeys and seed give
    the same bytes.

    Args:
        map_: The map, and the effects it names.
        journeys: How many journeys; at least 1.
        seed: Any number from 0.
        path: A `.parquet`, `.csv` or `.csv.gz` file; an earlier one is replaced.
        with_effects: Whether to plant the map's effects.
        progress: Called with the share that is done, 0 to 1.

    Raises:
        MissingFolderError: The folder of `path` is not there.
        UnknownLogFormatError: The name of `path` tells none of the three formats.
        FolderInTheWayError: `path` is a folder.
        FootlightsError: Others of `simulation.generate.generate_batches`.
    """
    target = Path(path)
    writer = _writer_for(target)
    batches = generate_batches(map_, journeys, seed, with_effects=with_effects)
    unfinished = target.with_name(f".{target.name}.unfinished")
    events, last_person = 0, ""
    try:
        with writer(unfinished, log_schema(map_)) as opened:
            for done, batch in enumerate(batches, start=1):
                opened.write_batch(batch)
                events += batch.num_rows
                last_person = pc.max(batch["person"]).as_py()
                if progress is not None:
                    progress(min(1.0, done * journeys_per_batch(map_) / journeys))
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return GeneratedLog(
        path=target,
        events=events,
        journeys=journeys,
        persons=int(last_person[1:]),
        planted=said_of_effects(map_) if with_effects else (),
    )


_Writer = Callable[[Path, pa.Schema], pq.ParquetWriter | pa_csv.CSVWriter]


def _writer_for(path: Path) -> _Writer:
    if not path.parent.is_dir():
        raise MissingFolderError(path)
    if path.is_dir():
        raise FolderInTheWayError(path)
    name = path.name.lower()
    for ending, writer in _WRITERS.items():
        if name.endswith(ending):
            return writer
    raise UnknownLogFormatError(path)


def _parquet(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    return pq.ParquetWriter(path, schema, compression="zstd")


def _csv(path: Path, schema: pa.Schema) -> pa_csv.CSVWriter:
    return pa_csv.CSVWriter(path, schema)


def _csv_gz(path: Path, schema: pa.Schema) -> pa_csv.CSVWriter:
    return pa_csv.CSVWriter(pa.CompressedOutputStream(path, "gzip"), schema)


_WRITERS: dict[str, _Writer] = {
    ".parquet": _parquet,
    ".csv": _csv,
    ".csv.gz": _csv_gz,
}
