"""What evidence says about itself."""

import hashlib
import json

from pydantic import BaseModel, ConfigDict

from footlights.usecases.evidence.inputs import FileFact, ToldReading

MANIFEST = "manifest.json"
"""Name of the part that lists the others."""

FORM = 1
"""Version of the form of evidence."""


class _Said(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True
    )


class PartFact(_Said):
    """One part of the bundle."""

    bytes: int
    """Its size."""

    sha256: str
    """The SHA-256 of what it holds."""


class DataFacts(_Said):
    """The data behind the numbers."""

    fingerprint: str
    """SHA-256 of what the files hold and of how they are read."""

    files: tuple[FileFact, ...]
    """The files, in the order in which they are read."""

    read_with: ToldReading
    """What was told about reading."""

    has_sources: bool
    """Whether there is a sources.yaml, which is then a part."""

    parts: dict[str, str]
    """Parts that hold the files themselves, by the file's `place`; empty without."""


class Manifest(_Said):
    """What evidence says about itself."""

    footlights_evidence: int
    """Version of the form."""

    map: str
    """Id of the map."""

    name: str
    """Its name."""

    code: dict[str, str]
    """Which code computed the numbers; see `code_facts`."""

    data: DataFacts
    """The data behind them."""

    holds_quotes: bool
    """Whether what people wrote is in it."""

    figures: int
    """How many numbers there are."""

    parts: dict[str, PartFact]
    """All other parts, by name."""

    def as_bytes(self) -> bytes:
        """Give the part that holds it; the same facts give the same bytes."""
        told = json.dumps(
            self.model_dump(), ensure_ascii=False, indent=1, sort_keys=True
        )
        return f"{told}\n".encode()


def part_fact(content: bytes) -> PartFact:
    """Give size and SHA-256 of a part."""
    return PartFact(bytes=len(content), sha256=hashlib.sha256(content).hexdigest())
