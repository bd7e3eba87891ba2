"""Data as JSON: list them, send a file of events, see how far reading it is."""

from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from footlights.errors import TooLargeError
from footlights.store.records.holdings import DatasetRecord
from footlights.usecases.workspace.datasets import list_datasets
from footlights.web.data_pages import check_may, dataset_named, drawn
from footlights.web.imports import LARGEST_FILE, Import
from footlights.web.long_work import Order
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
        column: Annotated[tuple[str, ...], Query()] = (),
    ) -> ImportAnswer:
        """Send the events of a file, the bytes of which are the body, and read them.

        `file` is its name, whose ending says which format it has; `name` that of the
        new data set, or `into` the id of one that they are added to. Columns that are
        not guessed are told as `column=person=who`, times that can be read in more than
        one way by `time_format`, such as `%d/%m/%Y %H:%M`. Reading goes on beside the answer.
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
            journey_object=None,
        )
        return _answer(sent)

    @routes.post("/{dataset_id}/discover", status_code=201, responses=GOES_ON)
    def draw(visitor: Asking, dataset_id: str, name: str = "") -> JSONResponse:
        """Draw a first map of a data set, which measures it from then on.

        The answer has the address of the map as `map`. Drawing that takes longer than
        a moment comes as 202 with the address of the work, which is told that address
        as `answer` when it is done.
        """
        check_may(visitor, "make-map")
        dataset = dataset_named(visitor, dataset_id)
        named = name or dataset.name
        back = "/api/data"
        order = Order(f"Drawing a first map of {dataset.name}", dataset, back, back)
        work = visitor.site.work.begin(
            visitor,
            ("discover as JSON", dataset_id, named),
            order,
            lambda work: drawn(visitor, dataset, named, work, "/api"),
        )
        if not work.ended.is_set():
            return going_on(work)
        return JSONResponse({"map": work.result()}, 201)

    @routes.get("/imports/{sent_id}")
    def progress(visitor: Asking, sent_id: str) -> ImportAnswer:
        """Say how far reading a file has come."""
        return _answer(visitor.site.imports.get(visitor, sent_id))

    @routes.post("/imports/{sent_id}/stop", status_code=204)
    def stop(visitor: Asking, sent_id: str) -> None:
        """Stop reading a file; what is read of it is left out."""
        imports = visitor.site.imports
        imports.forget(imports.get(visitor, sent_id))

    return routes


def _answer(sent: Import) -> ImportAnswer:
    return ImportAnswer(sent.id, sent.state, sent.share, sent.problem, sent.dataset_id)
