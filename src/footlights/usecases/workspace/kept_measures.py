"""Measures kept beside the data they were worked out from, until anything changes."""

from contextlib import suppress
from hashlib import sha256
from shutil import rmtree

from pydantic import ValidationError

from footlights.measures.measured import Measured
from footlights.usecases.evidence.code_facts import code_facts
from footlights.usecases.kept_log import KeptLog
from footlights.usecases.whole_file import whole_file

FOLDER = "measures"
"""Where they lie, in the folder of the log."""


class KeptMeasures:
    """The measures of one map on one kept log.

    They are told by all that they follow from: what the map says, the events, and
    the code that measures. Whatever cannot be read is worked out anew; whatever
    cannot be written is not kept.

    Args:
        log: The log, open.
        map_id: The map.
        said: All of the map that numbers depend on, as a text.
    """

    def __init__(self, log: KeptLog, map_id: str, said: str) -> None:
        facts = [f"{name} {value}" for name, value in sorted(code_facts().items())]
        told = "\0".join([map_id, said, log.fingerprint, *facts])
        self._folder = log.folder / FOLDER / map_id
        self._path = self._folder / f"{sha256(told.encode()).hexdigest()[:32]}.json"

    def read(self) -> Measured | None:
        """Give them; None if they are not kept, or not whole."""
        try:
            return Measured.model_validate_json(self._path.read_bytes())
        except (OSError, ValidationError):
            return None

    def write(self, measured: Measured) -> None:
        """Keep them, in place of those of an earlier state."""
        # On a full disk nothing is kept, and they are worked out again.
        with suppress(OSError):
            rmtree(self._folder, ignore_errors=True)
            self._folder.mkdir(parents=True)
            text = measured.model_dump_json(by_alias=True)
            with whole_file(self._path) as unfinished:
                unfinished.write_text(text, encoding="utf-8")
