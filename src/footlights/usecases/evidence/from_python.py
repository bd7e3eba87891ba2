"""Evidence as it is made from Python."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from footlights.formats.map_yaml import read_map_document
from footlights.usecases.evidence.inputs import LogInputs, ToldReading
from footlights.usecases.evidence.making import Made, written_evidence


def make_evidence(  # noqa: PLR0913 - each is one thing a caller may want to tell
    path: str | Path,
    map_file: str | Path,
    *files: str | Path,
    sources_file: str | Path | None = None,
    zone: str | None = None,
    time_format: str | None = None,
    columns: Mapping[str, str | Sequence[str]] | None = None,
    drop_identical: bool = False,
    journey_object: str | None = None,
    with_events: bool = False,
) -> Made:
    """Measure a map on files, and write all numbers with what is behind each as a zip.

    The same map, files and code give the same bytes; `verify_evidence` computes them
    again. Tables in memory have no file that could be named again: write them first.

    Args:
        path: The zip; an earlier one is replaced.
        map_file: The map.
        files: Files of events, as for `read_events`.
        sources_file: As for `read_events`.
        zone: As for `read_events`.
        time_format: As for `read_events`.
        columns: As for `read_events`.
        drop_identical: As for `read_events`.
        journey_object: As for `read_events`.
        with_events: Whether the files themselves and what people wrote go into it;
            mind personal data.

    Returns:
        The path, the manifest and its SHA-256.

    Raises:
        FootlightsError: Map or files cannot be read, or the map not be measured.
    """
    named = {
        role: [names] if isinstance(names, str) else list(names)
        for role, names in (columns or {}).items()
    }
    told = ToldReading(
        zone=zone,
        time_format=time_format,
        columns=named,
        drop_identical=drop_identical,
        journey_object=journey_object,
    )
    sources = Path(sources_file) if sources_file else None
    inputs = LogInputs(tuple(map(Path, files)), sources, told)
    document = read_map_document(Path(map_file))
    return written_evidence(document, inputs, Path(path), with_events=with_events)
