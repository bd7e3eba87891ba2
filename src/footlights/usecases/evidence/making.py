"""Make evidence: the map, its numbers, and all that it takes to compute them again."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv

from footlights.formats.map_yaml import MapDocument, yaml_of
from footlights.measures.figures import FIGURES
from footlights.model.map import Map
from footlights.usecases.evidence.asking import asking_of
from footlights.usecases.evidence.code_facts import code_facts
from footlights.usecases.evidence.computed import Computed, compute
from footlights.usecases.evidence.inputs import (
    FileFact,
    LogInputs,
    files_of,
    fingerprint_of,
)
from footlights.usecases.evidence.manifest import (
    FORM,
    MANIFEST,
    DataFacts,
    Manifest,
    PartFact,
    part_fact,
)
from footlights.usecases.evidence.recorder import PREPARING, as_script
from footlights.usecases.evidence.settled import settled, settled_sql
from footlights.usecases.export_pictures import (
    picture_name,
    picture_of_view,
    pictures_of_report,
)
from footlights.usecases.whole_file import whole_file
from footlights.usecases.written_parts import write_zip

ROWS = FIGURES.append(pa.field("queries", pa.string()))
"""One row per number: `FIGURES`, and the names of the queries behind it."""


@dataclass(frozen=True)
class Made:
    """Evidence that was written."""

    path: Path
    """The file."""

    manifest: Manifest
    """What it says about itself."""

    sha256: str
    """SHA-256 of its manifest: whoever keeps it can tell that no part was changed."""


def written_evidence(
    document: MapDocument, inputs: LogInputs, path: Path, *, with_events: bool = False
) -> Made:
    """Measure a map and write the numbers with their evidence, as one zip.

    The same map, files and code give the same bytes. Without `with_events` it holds
    no event, nothing that people wrote, and no team or location that fewer than 30
    touches name.

    Args:
        document: The map.
        inputs: The files of the log, and how they are read.
        path: The zip; an earlier one is replaced.
        with_events: Whether the files themselves and what people wrote go into it.

    Raises:
        FootlightsError: The files cannot be read, or the map not be measured on them.
    """
    files = files_of(inputs)
    with inputs.opened() as log, whole_file(path) as unfinished:
        computed = compute(document.map, log, with_quotes=with_events)
        parts = dict(_parts(document, inputs, computed))
        held = _held(files) if with_events else {}
        manifest = _manifest(document.map, inputs, files, computed, (parts, held))
        own = manifest.as_bytes()
        originals = dict(zip(held.values(), (each for _, each in files), strict=False))
        write_zip(parts | originals | {MANIFEST: own}, unfinished)
    return Made(path, manifest, hashlib.sha256(own).hexdigest())


def _held(files: list[tuple[FileFact, Path]]) -> dict[str, str]:
    """Name the parts that hold the files, by the place of each."""
    return {
        fact.place: f"data/{no}-{fact.name}" for no, (fact, _) in enumerate(files, 1)
    }


def _manifest(
    map_: Map,
    inputs: LogInputs,
    files: list[tuple[FileFact, Path]],
    computed: Computed,
    written: tuple[dict[str, bytes], dict[str, str]],
) -> Manifest:
    parts, held = written
    facts = tuple(fact for fact, _ in files)
    data = DataFacts(
        fingerprint=fingerprint_of(facts, _sources(inputs), inputs.told),
        files=facts,
        read_with=inputs.told,
        has_sources=inputs.sources_file is not None,
        parts=held,
    )
    known = {name: part_fact(content) for name, content in parts.items()}
    known |= {
        held[fact.place]: PartFact(bytes=fact.bytes, sha256=fact.sha256)
        for fact in facts
        if fact.place in held
    }
    return Manifest(
        footlights_evidence=FORM,
        map=map_.id,
        name=map_.name,
        code=code_facts(),
        data=data,
        holds_quotes=bool(held),
        figures=len(computed.figures),
        parts=known,
    )


def _sources(inputs: LogInputs) -> str | None:
    if inputs.sources_file is None:
        return None
    return inputs.sources_file.read_text(encoding="utf-8-sig")


def _parts(
    document: MapDocument, inputs: LogInputs, computed: Computed
) -> Iterator[tuple[str, bytes]]:
    map_ = document.map
    measured = computed.measured
    yield "map.yaml", yaml_of(document).encode()
    sources = _sources(inputs)
    if sources is not None:
        yield "sources.yaml", sources.encode()
    yield "measured.json", _json(measured.to_json_dict())
    findings = [each.model_dump(mode="json") for each in measured.findings]
    yield "findings.json", _json(findings)
    yield "figures.csv", figures_csv(computed)
    yield "asking.json", _json(asking_of(computed, inputs))
    for name, spec in pictures_of_report(map_, measured).items():
        yield f"pictures/{name}", _json(json.loads(spec))
    for question, view in computed.answers:
        yield f"views/{question.name}.json", _json(view.to_json_dict())
        drawn = picture_of_view(map_, view)
        if drawn is not None:
            yield f"pictures/{picture_name(question.name)}", _json(json.loads(drawn))
    for name, queries in computed.queries.items():
        yield f"queries/{name}.sql", settled_sql(as_script(queries) + "\n").encode()
    yield "README.md", _README.format(name=map_.name, preparing=PREPARING).encode()


def figures_csv(computed: Computed) -> bytes:
    """Give all numbers as CSV, in the shape of `ROWS`."""
    rows = [
        vars(traced.figure) | {"queries": " ".join(traced.queries)}
        for traced in computed.figures
    ]
    sink = pa.BufferOutputStream()
    pa_csv.write_csv(pa.Table.from_pylist(rows, ROWS), sink)
    return bytes(sink.getvalue())


def _json(value: Any) -> bytes:  # anything that JSON can say
    text = json.dumps(settled(value), ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


_README = """\
# Evidence: {name}

Numbers of a map that was measured with Footlights, and what it takes to compute them
again.

| part | holds |
|---|---|
| `manifest.json` | fingerprints of the data, versions of the code, SHA-256 of every part |
| `map.yaml` | the map that was measured |
| `figures.csv` | every number with its 95 % interval, n, and the queries behind it |
| `measured.json`, `findings.json` | the same as one document; what stands out |
| `views/` | answers to the standard questions |
| `pictures/` | their pictures, as Vega-Lite |
| `queries/` | the queries in the SQL of DuckDB, by the names in `figures.csv`;
`{preparing}.sql` makes the tables that the others read |
| `asking.json` | how to ask for the same numbers on the command line and in Python |
| `data/` | the files of events, where they were asked for |

Compute them again, and see what differs:

    footlights verify THIS.zip FILE...

In queries, `file_1` is a file of events as it was read, and `words_1`, ... are small
tables that number the channels, teams or locations of the log. `reading` stands for
what reading the files came to. Numbers have 9 digits.
"""
