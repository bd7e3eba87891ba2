"""Generate a log from a map, into a file."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from footlights.errors import MissingFolderError, UnknownLogFormatError
from footlights.model.map import Map
from footlights.simulation.generate import CHUNK, generate_batches
from footlights.simulation.table import log_schema


@dataclass(frozen=True)
class GeneratedLog:
    """What was generated, and what is to be found in it."""

    path: Path
    """The file."""

    events: int
    """Rows written."""

    journeys: int
    """Journeys generated; one that leaves no event counts too."""

    planted: tuple[str, ...]
    """Each planted effect, in words."""


def generate(
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
        path: A `.parquet` or `.csv` file; an earlier one is replaced.
        with_effects: Whether to plant the map's effects.
        progress: Called with the share that is done, 0 to 1.

    Raises:
        MissingFolderError: The folder of `path` is not there.
        UnknownLogFormatError: The name ends in neither `.parquet` nor `.csv`.
        FootlightsError: Others of `simulation.generate.generate_batches`.
    """
    target = Path(path)
    if not target.parent.is_dir():
        raise MissingFolderError(target)
    if target.suffix not in {".parquet", ".csv"}:
        raise UnknownLogFormatError(target)
    unfinished = target.with_name(f".{target.name}.unfinished")
    events = done = 0
    batches = generate_batches(map_, journeys, seed, with_effects=with_effects)
    first = next(batches)
    try:
        with _writer(unfinished, target.suffix, map_) as writer:
            batch: pa.RecordBatch | None = first
            while batch is not None:
                writer.write_batch(batch)
                events += batch.num_rows
                done += 1
                if progress is not None:
                    progress(min(1.0, done * CHUNK / journeys))
                batch = next(batches, None)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return GeneratedLog(
        target, events, journeys, planted_in(map_) if with_effects else ()
    )


def planted_in(map_: Map) -> tuple[str, ...]:
    """Say what a map's effects are, one sentence each."""
    effects = map_.simulation.effects if map_.simulation else ()
    return tuple(f"{effect.id}: {effect.why or effect.kind}" for effect in effects)


def _writer(
    path: Path, suffix: str, map_: Map
) -> pq.ParquetWriter | pa_csv.CSVWriter:
    schema = log_schema(map_)
    if suffix == ".csv":
        return pa_csv.CSVWriter(path, schema)
    return pq.ParquetWriter(path, schema, compression="zstd")
