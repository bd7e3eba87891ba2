"""Compute the numbers of evidence again, and say what differs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.csv as pa_csv

from footlights.errors import EvidenceNeedsEventsError
from footlights.formats.map_yaml import read_map_document
from footlights.formats.opened import Progress
from footlights.measures.figures import Figure
from footlights.usecases.evidence.code_facts import code_facts
from footlights.usecases.evidence.computed import Computed, compute
from footlights.usecases.evidence.inputs import (
    FileFact,
    LogInputs,
    files_of,
    laid_out,
)
from footlights.usecases.evidence.making import ROWS
from footlights.usecases.evidence.opening import Bundle, opened_bundle
from footlights.usecases.evidence.recorder import as_script
from footlights.usecases.evidence.settled import settled_sql

CLOSE = 1e-7
"""Relative difference that is none: numbers are kept with 9 digits."""


@dataclass(frozen=True)
class Difference:
    """A number that came out otherwise."""

    place: str
    """Its name."""

    before: Figure | None
    """As it stands in the evidence; None if it stands not in it."""

    now: Figure | None
    """As it was computed now; None if it was not."""


@dataclass(frozen=True)
class Verdict:
    """What computing evidence again came to."""

    map: str
    """Name of the map."""

    sha256: str
    """SHA-256 of the manifest."""

    changed_parts: tuple[str, ...] = ()
    """Parts that are not as they were written; then nothing is computed."""

    other_code: tuple[str, ...] = ()
    """Which code differs from that by which the evidence was made, in words."""

    other_data: tuple[str, ...] = ()
    """Which files differ from those of the evidence, in words."""

    figures: int = 0
    """Numbers that were compared."""

    differences: tuple[Difference, ...] = ()
    """Numbers that differ, in the order of the evidence."""

    other_queries: tuple[str, ...] = ()
    """Names of queries that ask otherwise now."""

    @property
    def is_same(self) -> bool:
        """Whether no part was changed, the data are the same, and every number."""
        return not (self.changed_parts or self.other_data or self.differences)


def verify_evidence(
    path: Path | str, files: Sequence[Path | str] = (), progress: Progress | None = None
) -> Verdict:
    """Check every part of evidence, then compute its numbers again.

    Args:
        path: The bundle.
        files: The files it was made of, in any order; may be left out where the
            bundle holds them.
        progress: Called with the share of bytes read, 0 to 1.

    Raises:
        NotEvidenceError: The file is no evidence.
        UnsafeBundleError: It is made to harm who opens it.
        EvidenceNeedsEventsError: It holds no events, and not all files are named.
        FootlightsError: The files cannot be read as they were.
    """
    place = Path(path)
    with (
        opened_bundle(place) as bundle,
        TemporaryDirectory(prefix="footlights-") as made,
    ):
        name, sha256 = bundle.manifest.name, bundle.sha256
        if changed := bundle.changed_parts():
            return Verdict(name, sha256, changed_parts=changed)
        named = [Path(file) for file in files] or list(_held(bundle, Path(made)))
        facts = bundle.manifest.data.files
        if len(named) != len(facts):
            known = [fact.name for fact in facts]
            raise EvidenceNeedsEventsError(place, known, len(named))
        matched = _matched(facts, named)
        computed = _computed(bundle, matched, Path(made), progress)
        before = read_figures(bundle.part("figures.csv"))
        return Verdict(
            name,
            sha256,
            other_code=tuple(_other_code(bundle.manifest.code)),
            other_data=tuple(_other_data(matched)),
            figures=len(before),
            differences=tuple(_differences(before, computed)),
            other_queries=tuple(_other_queries(bundle, computed)),
        )


def read_figures(content: bytes) -> dict[str, Figure]:
    """Read the numbers of evidence, by place."""
    types = {field.name: field.type for field in ROWS}
    options = pa_csv.ConvertOptions(column_types=types, strings_can_be_null=True)
    rows = pa_csv.read_csv(
        pa.BufferReader(content),
        convert_options=options,
        parse_options=pa_csv.ParseOptions(newlines_in_values=True),
    )
    wanted = [field.name for field in ROWS if field.name != "queries"]
    return {row["place"]: Figure(**row) for row in rows.select(wanted).to_pylist()}


Matched = Sequence[tuple[FileFact, Path, FileFact]]
"""Each file of the evidence, the file that stands for it, and what that holds."""


def _held(bundle: Bundle, folder: Path) -> Iterator[Path]:
    """Take the files of events out of a bundle that holds them."""
    for no, fact in enumerate(bundle.manifest.data.files):
        part = bundle.manifest.data.parts.get(fact.place)
        if part is None:
            return
        place = folder / f"{no}" / Path(fact.name).name
        place.parent.mkdir()
        bundle.extracted(part, place)
        yield place


def _matched(facts: Sequence[FileFact], named: Sequence[Path]) -> Matched:
    """Say which named file stands for which: by what it holds, then by name."""
    found = [(fact, path) for path in named for fact, _ in files_of(LogInputs((path,)))]
    left = list(found)
    chosen: dict[int, tuple[FileFact, Path]] = {}
    for is_alike in (
        lambda fact, each: fact.sha256 == each.sha256,
        lambda fact, each: fact.name == each.name,
        lambda fact, each: True,  # noqa: ARG005 - whatever is left
    ):
        for no, fact in enumerate(facts):
            fits = [each for each in left if is_alike(fact, each[0])]
            if no not in chosen and fits:
                chosen[no] = fits[0]
                left.remove(fits[0])
    return [(fact, chosen[no][1], chosen[no][0]) for no, fact in enumerate(facts)]


def _computed(
    bundle: Bundle, matched: Matched, folder: Path, progress: Progress | None
) -> Computed:
    data = bundle.manifest.data
    sources = bundle.part("sources.yaml").decode() if data.has_sources else None
    map_file = folder / "map.yaml"
    map_file.write_bytes(bundle.part("map.yaml"))
    map_ = read_map_document(map_file).map
    places = {fact.place: path for fact, path, _ in matched}
    with laid_out(places, data.files, sources) as (events, sources_file):
        inputs = LogInputs(events, sources_file, data.read_with)
        with inputs.opened(progress) as log:
            return compute(map_, log, with_quotes=bundle.manifest.holds_quotes)


def _other_code(before: dict[str, str]) -> Iterator[str]:
    now = code_facts()
    for name in sorted(before.keys() | now.keys()):
        then, here = before.get(name, "not told"), now.get(name, "not there")
        if then != here:
            what = "the code of Footlights" if name == "source" else name
            yield f"{what}: {then[:12]} then, {here[:12]} now"


def _other_data(matched: Matched) -> Iterator[str]:
    for fact, path, held in matched:
        if held.sha256 != fact.sha256:
            yield (
                f"{path.name} is not {fact.name} as it was: {held.bytes:,} bytes with"
                f" SHA-256 {held.sha256[:12]}…, not {fact.bytes:,} with"
                f" {fact.sha256[:12]}…"
            )


def _differences(before: dict[str, Figure], computed: Computed) -> Iterator[Difference]:
    now = {each.figure.place: each.figure for each in computed.figures}
    for place, figure in before.items():
        found = now.get(place)
        if found is None or not _is_same(figure, found):
            yield Difference(place, figure, found)
    for place, figure in now.items():
        if place not in before:
            yield Difference(place, None, figure)


def _is_same(one: Figure, other: Figure) -> bool:
    if (one.n, one.reason) != (other.n, other.reason):
        return False
    numbers = zip(
        (one.value, one.low, one.high),
        (other.value, other.low, other.high),
        strict=True,
    )
    return all(
        a == b
        if a is None or b is None
        else abs(a - b) <= CLOSE * max(abs(a), abs(b)) + 1e-12
        for a, b in numbers
    )


def _other_queries(bundle: Bundle, computed: Computed) -> Iterator[str]:
    before = {
        name.removeprefix("queries/").removesuffix(".sql"): bundle.part(name).decode()
        for name in bundle.manifest.parts
        if name.startswith("queries/")
    }
    now = {
        name: settled_sql(as_script(queries) + "\n")
        for name, queries in computed.queries.items()
    }
    for name in sorted(before.keys() | now.keys()):
        if before.get(name) != now.get(name):
            yield name
