"""Data as JSON: list, look at and send files of events, draw a first map of them."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Request, Response
from fastapi.responses import FileResponse
from starlette.concurrency import run_in_threadpool

from footlights.errors import TooLargeError
from footlights.store.records.holdings import DatasetRecord
from footlights.store.records.maps import MapRecord
from footlights.usecases.look_at_file import FileLook, look_at_file
from footlights.usecases.workspace.datasets import list_datasets
from footlights.web.data_facts import DataFacts
from footlights.web.data_pages import check_may, dataset_named
from footlights.web.data_work import begin_facts, begin_rejects
from footlights.web.exports import sent_file
from footlights.web.file_names import plain_name
from footlights.web.first_maps import begin_first_map
from footlights.web.imports import LARGEST_FILE, Import
from footlights.web.visitors import Asking
from footlights.web.work_api import GOES_ON, going_on


@dataclass(frozen=True)
class ImportAnswer:
    """How far reading a file of events has come."""

    id: str
    """Its number, by which it is asked for."""

    state: str
    """`sent`, `reading`, `done` or `failed`."""

    share: float
    """How much of it is read, 0 to 1."""

    problem: str
    """Why it could not be read; empty if it could."""

    dataset_id: str
    """The data set that it became, or was added to; empty until then."""


def data_api() -> APIRouter:
    """Give the interface to data."""
    routes = APIRouter(prefix="/api/data", tags=["data"])

    @routes.get("")
    def listed(visitor: Asking) -> tuple[DatasetRecord, ...]:
        """List the data sets by name."""
        return list_datasets(visitor.site.workspace, visitor.caller)

    @routes.post("", status_code=202)
    async def send(  # noqa: PLR0913 - what is told of a file
        request: Request,
        visitor: Asking,
        file: str,
        *,
        name: str = "",
        into: str = "",
        zone: str | None = None,
        time_format: str | None = None,
        journey_object: str | None = None,
        column: Annotated[tuple[str, ...], Query()] = (),
    ) -> ImportAnswer:
        """Send the events of a file, the bytes of which are the body, and read them.

        `file` is its name, whose ending says which format it has; `name` that of the
        new data set, or `into` the id of one that they are added to. Columns that are
        not guessed are told as `column=person=who`, times that can be read in more than
        one way by `time_format`, such as `%d/%m/%Y %H:%M`, and the type of object that is
        the journey of an object-centric log by `journey_object`. Reading goes on beside
        the answer.
        """
        await run_in_threadpool(check_may, visitor)
        extended: DatasetRecord | None = None
        if into:
            extended = await run_in_threadpool(dataset_named, visitor, into)
        with TemporaryFile() as held:
            async for piece in request.stream():
                if held.tell() + len(piece) > LARGEST_FILE:
                    what = "file"
                    raise TooLargeError(what, LARGEST_FILE)
                await run_in_threadpool(held.write, piece)
            held.seek(0)
            imports = visitor.site.imports
            sent = await run_in_threadpool(imports.take, visitor, file, held)
        sent.into = extended
        told: dict[str, tuple[str, ...]] = {}
        for each in column:
            role, _, said = each.partition("=")
            told[role] = (*told.get(role, ()), said)
        imports.read(
            visitor,
            sent,
            name=name or sent.name,
            columns=told,
            zone=zone,
            time_format=time_format,
            journey_object=journey_object,
        )
        return _answer(sent)

    @routes.get("/imports/{sent_id}")
    def progress(visitor: Asking, sent_id: str) -> ImportAnswer:
        """Say how far reading a file has come."""
        return _answer(visitor.site.imports.get(visitor, sent_id))

    @routes.post("/imports/{sent_id}/stop", status_code=204)
    def stop(visitor: Asking, sent_id: str) -> None:
        """Stop reading a file; what is read of it is left out."""
        imports = visitor.site.imports
        imports.forget(imports.get(visitor, sent_id))

    @routes.post("/look")
    def look(
        visitor: Asking,
        file: str,
        held: Annotated[bytes, Body(media_type="application/octet-stream")],
        journey_object: str | None = None,
    ) -> FileLook:
        """Tell what each column of a file is taken for, and its first rows.

        Nothing is kept. The beginning of a large file is enough where its format is
        read line by line.
        """
        check_may(visitor)
        with TemporaryDirectory(prefix="footlights-") as folder:
            path = Path(folder) / plain_name(file, "events")
            path.write_bytes(held)
            return look_at_file(path, journey_object=journey_object)

    @routes.get("/{dataset_id}", response_model=DataFacts, responses=GOES_ON)
    def one(visitor: Asking, dataset_id: str) -> Any:  # facts, or that it goes on
        """Tell what is in a data set.

        Where that takes longer than a moment, 202 gives the address of the work: ask
        there how far it is or stop it, and here again for the facts.
        """
        work = begin_facts(visitor, dataset_named(visitor, dataset_id), "/api")
        return work.result() if work.ended.is_set() else going_on(work)

    @routes.get(
        "/{dataset_id}/rejects.csv", response_class=FileResponse, responses=GOES_ON
    )
    def rejects(visitor: Asking, dataset_id: str) -> Response:
        """Give the rows of a data set that could not be read, with reasons.

        Where that takes longer than a moment, 202 gives the address of the work: ask
        there how far it is or stop it, and here again for the file.
        """
        check_may(visitor)
        work = begin_rejects(visitor, dataset_named(visitor, dataset_id), "/api")
        return sent_file(work.result()) if work.ended.is_set() else going_on(work)

    @routes.post(
        "/{dataset_id}/discover",
        status_code=201,
        response_model=MapRecord,
        responses=GOES_ON,
    )
    def draw(
        visitor: Asking, dataset_id: str, name: str = ""
    ) -> Any:  # the map, or that it goes on
        """Draw a first map of data, measured by them.

        Where that takes longer than a moment, 202 gives the address of the work, which
        tells the address of the map once it is drawn.
        """
        check_may(visitor, "make-map")
        dataset = dataset_named(visitor, dataset_id)
        work = begin_first_map(visitor, dataset, name, "/api")
        return work.result() if work.ended.is_set() else going_on(work)

    return routes


def _answer(sent: Import) -> ImportAnswer:
    return ImportAnswer(sent.id, sent.state, sent.share, sent.problem, sent.dataset_id)
