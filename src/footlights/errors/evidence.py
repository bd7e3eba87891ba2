"""Evidence that cannot be read, or not checked."""

from collections.abc import Collection
from pathlib import Path

from footlights.errors.base import FootlightsError


class NotEvidenceError(FootlightsError):
    """A file is no evidence bundle that can be read."""

    code = "not-evidence"

    def __init__(self, path: Path, found: str) -> None:
        super().__init__(
            f"{path} is no evidence that Footlights made: {found}."
            " Name a file that `footlights evidence` wrote."
        )


class UnsafeBundleError(FootlightsError):
    """A bundle holds what no bundle should, and is not opened."""

    code = "unsafe-bundle"

    def __init__(self, path: Path, found: str) -> None:
        super().__init__(
            f"{path} is not opened: {found}. Footlights writes no such file; ask where"
            " it came from."
        )


class EvidenceNeedsEventsError(FootlightsError):
    """Numbers are to be computed again, and the events are not there."""

    code = "evidence-needs-events"

    def __init__(self, path: Path, files: Collection[str], named: int) -> None:
        given = "none was named" if not named else f"{named} were named"
        if named == 1:
            given = "one was named"
        super().__init__(
            f"All parts of {path} are as they were written, but its numbers cannot be"
            f" computed again: it was made of {', '.join(files)}, and {given}."
            f" Name the files: footlights verify {path} FILE..."
        )
