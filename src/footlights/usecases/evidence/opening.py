"""Open evidence that anybody may have made, without trusting it."""

import hashlib
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo
from zlib import error as BrokenPackingError  # noqa: N812 - zlib's own name says little

from pydantic import ValidationError

from footlights.errors import MissingFileError, NotEvidenceError, UnsafeBundleError
from footlights.usecases.evidence.manifest import FORM, MANIFEST, Manifest

MOST_PARTS = 5_000
"""Parts that a bundle has at most."""

MOST_BYTES = 1 << 29
"""Bytes of all parts together that are no events: half a gigabyte."""

TIGHTEST = 300
"""How many times smaller than the events their packed form may be. Text packs some
20 times smaller, a bomb 1,000 times."""

_BLOCK = 1 << 20
_NO_ZIP = "it is no zip, or a broken one"


@dataclass(frozen=True)
class Bundle:
    """Evidence that is open."""

    path: Path
    """The file."""

    manifest: Manifest
    """What it says about itself."""

    sha256: str
    """SHA-256 of the manifest."""

    zip: ZipFile
    """Its parts."""

    def part(self, name: str) -> bytes:
        """Give a part whole.

        Raises:
            NotEvidenceError: It is not there, or cannot be unpacked.
        """
        return _unpacked(self.path, self.zip, name)

    def extracted(self, name: str, place: Path) -> None:
        """Write a part into a file, little by little.

        Raises:
            NotEvidenceError: It is not there, or cannot be unpacked.
        """
        with (
            _broken_is_told(self.path, name),
            self.zip.open(name) as held,
            place.open("wb") as out,
        ):
            shutil.copyfileobj(held, out, _BLOCK)

    def changed_parts(self) -> tuple[str, ...]:
        """Name each part that is not as the manifest says, with what is wrong."""
        there = {each.filename for each in self.zip.infolist()} - {MANIFEST}
        found = []
        for name, fact in sorted(self.manifest.parts.items()):
            if name not in there:
                found.append(f"{name} is missing")
            elif self._sha256(name) != fact.sha256:
                found.append(f"{name} is not what it was: its SHA-256 differs")
        extra = sorted(there - self.manifest.parts.keys())
        return (*found, *(f"{name} was added" for name in extra))

    def _sha256(self, name: str) -> str:
        digest = hashlib.sha256()
        try:
            with self.zip.open(name) as held:
                while block := held.read(_BLOCK):
                    digest.update(block)
        except (BadZipFile, BrokenPackingError, EOFError):
            return "cannot be unpacked"
        return digest.hexdigest()


@contextmanager
def opened_bundle(path: Path) -> Iterator[Bundle]:
    """Open evidence; nothing of it is written anywhere.

    Raises:
        MissingFileError: There is no such file.
        NotEvidenceError: It is none.
        UnsafeBundleError: It is made to harm who opens it.
    """
    if not path.is_file():
        raise MissingFileError(path)
    try:
        bundle = ZipFile(path)
    except (BadZipFile, LargeZipFile, OSError) as error:
        raise NotEvidenceError(path, _NO_ZIP) from error
    with bundle:
        _check_names(path, bundle.infolist())
        _check_sizes(path, bundle.infolist())
        own = _unpacked(path, bundle, MANIFEST)
        manifest = _manifest(path, own)
        yield Bundle(path, manifest, hashlib.sha256(own).hexdigest(), bundle)


def _manifest(path: Path, own: bytes) -> Manifest:
    try:
        manifest = Manifest.model_validate_json(own)
    except ValidationError as error:
        found = "its manifest.json does not say what one says"
        raise NotEvidenceError(path, found) from error
    if manifest.footlights_evidence != FORM:
        form = manifest.footlights_evidence
        found = f"its form is {form}, and this version reads form {FORM}"
        raise NotEvidenceError(path, found)
    needed = {"map.yaml", "figures.csv"} | ({"sources.yaml"} & _sources(manifest))
    if missing := needed - manifest.parts.keys():
        raise NotEvidenceError(path, f"it lists no {', '.join(sorted(missing))}")
    return manifest


def _sources(manifest: Manifest) -> set[str]:
    return {"sources.yaml"} if manifest.data.has_sources else set()


def _check_names(path: Path, parts: list[ZipInfo]) -> None:
    seen: set[str] = set()
    if len(parts) > MOST_PARTS:
        raise UnsafeBundleError(path, f"it holds {len(parts):,} parts")
    for part in parts:
        name = part.orig_filename
        place = PurePosixPath(name)
        if place.is_absolute() or ".." in place.parts or "\\" in name or ":" in name:
            found = f"the part {name!r} would lie outside of its folder"
            raise UnsafeBundleError(path, found)
        if stat.S_ISLNK(part.external_attr >> 16):
            raise UnsafeBundleError(path, f"the part {name!r} is a link")
        if name in seen:
            raise UnsafeBundleError(path, f"two parts are called {name!r}")
        seen.add(name)


def _check_sizes(path: Path, parts: list[ZipInfo]) -> None:
    """Refuse what would fill memory or disk; the sizes named are held to later.

    `zipfile` gives no more bytes of a part than its entry says.
    """
    plain = sum(p.file_size for p in parts if not p.filename.startswith("data/"))
    if plain > MOST_BYTES:
        found = f"its parts without the events are {plain:,} bytes when unpacked"
        raise UnsafeBundleError(path, found)
    for part in parts:
        packed = max(part.compress_size, 1)
        if part.file_size > _BLOCK and part.file_size > TIGHTEST * packed:
            found = f"the part {part.filename!r} unpacks to {part.file_size:,} bytes"
            raise UnsafeBundleError(path, found)


def _unpacked(path: Path, bundle: ZipFile, name: str) -> bytes:
    with _broken_is_told(path, name):
        return bundle.read(name)


@contextmanager
def _broken_is_told(path: Path, name: str) -> Iterator[None]:
    try:
        yield
    except KeyError as error:
        raise NotEvidenceError(path, f"it holds no {name}") from error
    except (BadZipFile, BrokenPackingError, EOFError, RuntimeError) as error:
        # A RuntimeError says that the part is locked by a password.
        raise NotEvidenceError(path, f"its part {name} cannot be unpacked") from error
