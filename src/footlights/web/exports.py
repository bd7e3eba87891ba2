"""Files made of a map for who asks: written beside the page, sent, and forgotten."""

import json
import shutil
import tempfile
import weakref
import zipfile
from pathlib import Path

from fastapi import Response
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from footlights.errors import ExportNeedsEventsError, NotAllowedError, NotMeasuredError
from footlights.formats.map_yaml import read_map_document, write_map
from footlights.measures.measured import Measured
from footlights.usecases.export import export
from footlights.usecases.export_kinds import KINDS, ExportKind
from footlights.usecases.export_source import Source
from footlights.usecases.kept_log import KeptLog
from footlights.usecases.printing import Printing
from footlights.usecases.workspace.feed import note_export
from footlights.usecases.workspace.policy import LEAST, Action
from footlights.web.long_work import Order, Work
from footlights.web.shown_map import ShownMap
from footlights.web.visitors import Visitor

AGAIN_SECONDS = 0.1


class Made:
    """A file that is there as long as somebody holds this."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="footlights-export-"))
        """Where it is written, with whatever is needed for it."""
        self.path = self.folder
        """The file."""
        self.notes: tuple[str, ...] = ()
        """What there is to know of it."""
        self._gone = weakref.finalize(self, shutil.rmtree, self.folder, True)  # noqa: FBT003

    def forget(self) -> None:
        """Delete it."""
        self._gone()


def sent_file(made: Made) -> Response:
    """Send a file, and delete it afterwards."""
    return FileResponse(
        made.path,
        filename=made.path.name,
        headers={
            "cache-control": "no-store",
            "footlights-notes": json.dumps(made.notes),
        },
        background=BackgroundTask(made.forget),
    )


def made_for(
    visitor: Visitor, shown: ShownMap, kind: str, printing: Printing, here: str
) -> Work | Made:
    """Make a file, or begin to.

    Events name persons: who takes them out must be allowed to see single persons, and
    it is noted.

    Args:
        visitor: Who asks.
        shown: The map.
        kind: One of `export_kinds.KINDS`.
        printing: How it is shown.
        here: The address that asks for it.

    Returns:
        The file; the work that makes it where that goes on.

    Raises:
        NotAllowedError: They may not see single persons.
        ExportNeedsEventsError: It is made of events, and the map has no data.
        NotMeasuredError: The map could not be measured.
        FootlightsError: As `export`.
    """
    site, of = visitor.site, KINDS[kind]
    is_of_persons = of.group == "events"
    if is_of_persons and "see-persons" not in shown.may:
        action: Action = "see-persons"
        raise NotAllowedError(action, LEAST[action])
    dataset = shown.dataset
    if dataset is None and of.needs_events:
        raise ExportNeedsEventsError(kind)
    # What is drawn waits for no data.
    if dataset is None or not (of.needs_events or _is_measured(of)):
        return _made(shown, kind, printing, None, None)

    def make(work: Work) -> Made:
        if is_of_persons:
            note_export(site.workspace, visitor.caller, shown.id, kind, now=site.now())
        log = site.numbers.logs.get(dataset)
        measured = _measured(shown, work) if _is_measured(of) else None
        with work.turn(site.numbers.logs.turn_of(dataset.id)):
            return _made(shown, kind, printing, log, measured)

    order = Order(
        f"Making {of.title} of {shown.map.name}",
        dataset,
        here,
        f"/maps/{shown.id}/export",
    )
    key = (here, shown.opened.revision.no, dataset.fingerprint)
    work = site.work.begin(visitor, key, order, make)
    if not work.ended.is_set():
        return work
    made: Made = work.result()
    return made


def _is_measured(kind: ExportKind) -> bool:
    return kind.group in {"people", "numbers"}


def _measured(shown: ShownMap, work: Work) -> Measured:
    """Wait for the measures of the map as it is.

    Raises:
        NotMeasuredError: It could not be measured.
        WorkStoppedError: Somebody stopped waiting.
    """
    numbers = shown.numbers
    if numbers is None:
        raise NotMeasuredError.without_data(shown.map.id)
    while not numbers.ended.wait(AGAIN_SECONDS):
        work.progress(0)
    if numbers.problem or numbers.measured is None:
        raise NotMeasuredError(numbers.problem)
    return numbers.measured


def _made(
    shown: ShownMap,
    kind: str,
    printing: Printing,
    log: KeptLog | None,
    measured: Measured | None,
) -> Made:
    made = Made()
    map_file = made.folder / "map.yaml"
    write_map(shown.map, map_file)
    source = Source(read_map_document(map_file), log, printing, measured)
    of = KINDS[kind]
    written = export(source, kind, made.folder / f"{shown.id}{of.ending}")
    made.notes = written.notes
    several = len(written.paths) > 1
    made.path = _zipped(made.folder, shown.id) if several else written.paths[0]
    return made


def _zipped(folder: Path, map_id: str) -> Path:
    """Put pages that became pictures into one file."""
    path = folder / f"{map_id}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for page in sorted(folder.glob(f"{map_id}-*")):
            file.write(page, page.name)
    return path
