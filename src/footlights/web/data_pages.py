"""Data in the browser: bring files in, see what was read, and bind it to maps."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response, UploadFile
from fastapi.responses import RedirectResponse

from footlights.errors import (
    FootlightsError,
    JourneyObjectNeededError,
    NotAllowedError,
    TooLargeError,
    UnknownJourneyObjectError,
    UnknownThingError,
)
from footlights.events.sources import ROLES
from footlights.store.records.holdings import DatasetRecord
from footlights.usecases.look_at_file import FileLook, look_at_file
from footlights.usecases.workspace.datasets import list_datasets, measure_by
from footlights.usecases.workspace.maps import list_maps
from footlights.usecases.workspace.policy import LEAST, Action
from footlights.web.data_work import begin_facts, begin_rejects
from footlights.web.exports import sent_file
from footlights.web.first_maps import begin_first_map
from footlights.web.imports import LARGEST_FILE, Import
from footlights.web.pages import page
from footlights.web.visitors import Asking, Visitor
from footlights.web.work_pages import working_page

Text = Annotated[str, Form()]

WAIT_SECONDS = 1.0
"""So long a page waits for a small file to be read."""

ROLE_WORDS = {
    "person": "who (person)",
    "journey": "journey (order, case, ticket)",
    "event": "what happened (event)",
    "at": "when",
    "until": "until when",
    "seconds": "how long, in seconds",
    "channel": "channel",
    "team": "team",
    "location": "location",
    "score": "score",
    "text": "what they wrote",
    "value": "amount",
}
"""What a column can be, in words."""


def data_pages() -> APIRouter:
    """Give the pages of data."""
    routes = APIRouter(prefix="/data")
    _bringing_in(routes)
    _looking(routes)
    return routes


def _bringing_in(routes: APIRouter) -> None:
    @routes.get("")
    def all_data(visitor: Asking) -> Response:
        workspace, caller = visitor.site.workspace, visitor.caller
        return page(
            "data.html",
            visitor=visitor,
            datasets=list_datasets(workspace, caller),
            maps=list_maps(workspace, caller),
        )

    @routes.get("/new")
    def ask(visitor: Asking, map_id: str = "", into: str = "") -> Response:
        return _file_page(visitor, map_id, into)

    @routes.post("/new")
    def take(
        request: Request,
        visitor: Asking,
        file: UploadFile,
        map_id: Text = "",
        into: Text = "",
    ) -> Response:
        check_may(visitor)
        if int(request.headers.get("content-length") or 0) > LARGEST_FILE:
            what = "file"
            raise TooLargeError(what, LARGEST_FILE)
        if not file.filename:
            return _file_page(visitor, map_id, into, "Choose a file first.")
        dataset = dataset_named(visitor, into) if into else None
        sent = visitor.site.imports.take(visitor, file.filename, file.file)
        sent.into = dataset
        end = f"?map_id={map_id}" if map_id else ""
        return RedirectResponse(f"/data/new/{sent.id}{end}", status_code=303)

    @routes.get("/new/{sent_id}")
    def correct(
        visitor: Asking,
        sent_id: str,
        map_id: str = "",
        journey_object: str | None = None,
    ) -> Response:
        sent = visitor.site.imports.get(visitor, sent_id)
        if journey_object is not None:
            sent.said = {**sent.said, "journey_object": journey_object}
        if sent.state == "done":
            return _came_in(visitor, sent, map_id)
        if sent.state == "reading":
            return page("data_reading.html", visitor=visitor, sent=sent, map_id=map_id)
        return _columns_page(visitor, sent, map_id)

    @routes.post("/new/{sent_id}")
    async def read(request: Request, visitor: Asking, sent_id: str) -> Response:
        said = {name: str(value) for name, value in (await request.form()).items()}
        sent = visitor.site.imports.get(visitor, sent_id)
        map_id = said.get("map_id", "")
        sent.said = said
        visitor.site.imports.read(
            visitor,
            sent,
            name=said.get("name") or sent.name,
            columns=_columns(said, sent.guessed),
            zone=said.get("zone") or None,
            time_format=said.get("time_format") or None,
            journey_object=said.get("journey_object") or None,
        )
        end = f"?map_id={map_id}" if map_id else ""
        return RedirectResponse(f"/data/new/{sent_id}{end}", status_code=303)

    @routes.post("/new/{sent_id}/stop")
    def stop(visitor: Asking, sent_id: str) -> Response:
        site = visitor.site
        sent = site.imports.get(visitor, sent_id)
        is_reading = sent.state == "reading"
        site.imports.forget(sent)
        if is_reading:
            sent.ended.wait(WAIT_SECONDS)
        where = f"/data/new/{sent_id}" if is_reading else "/data"
        return RedirectResponse(where, status_code=303)


def _looking(routes: APIRouter) -> None:
    @routes.get("/{dataset_id}")
    def one(visitor: Asking, dataset_id: str) -> Response:
        dataset = dataset_named(visitor, dataset_id)
        work = begin_facts(visitor, dataset)
        if not work.ended.is_set():
            return working_page(visitor, work)
        return page(
            "dataset.html",
            visitor=visitor,
            dataset=dataset,
            facts=work.result(),
            maps=list_maps(visitor.site.workspace, visitor.caller),
        )

    @routes.get("/{dataset_id}/rejects.csv")
    def rejects(visitor: Asking, dataset_id: str) -> Response:
        check_may(visitor)
        work = begin_rejects(visitor, dataset_named(visitor, dataset_id))
        if not work.ended.is_set():
            return working_page(visitor, work)
        return sent_file(work.result())

    @routes.post("/{dataset_id}/discover")
    def draw(visitor: Asking, dataset_id: str, name: Text = "") -> Response:
        check_may(visitor, "make-map")
        dataset = dataset_named(visitor, dataset_id)
        work = begin_first_map(visitor, dataset, name)
        if not work.ended.is_set():
            return RedirectResponse(f"/working/{work.id}", status_code=303)
        return RedirectResponse(f"/maps/{work.result().id}", status_code=303)

    @routes.post("/{dataset_id}/measure")
    def measure(visitor: Asking, dataset_id: str, map_id: Text) -> Response:
        site = visitor.site
        measure_by(site.workspace, visitor.caller, map_id, dataset_id, now=site.now())
        return RedirectResponse(f"/maps/{map_id}/data", status_code=303)


def _file_page(visitor: Visitor, map_id: str, into: str, problem: str = "") -> Response:
    check_may(visitor)
    return page(
        "data_new.html",
        400 if problem else 200,
        visitor=visitor,
        map_id=map_id,
        into=dataset_named(visitor, into) if into else None,
        problem=problem,
    )


def _came_in(visitor: Visitor, sent: Import, map_id: str) -> Response:
    site = visitor.site
    if not map_id:
        return RedirectResponse(f"/data/{sent.dataset_id}", status_code=303)
    measure_by(site.workspace, visitor.caller, map_id, sent.dataset_id, now=site.now())
    return RedirectResponse(f"/maps/{map_id}/data", status_code=303)


def _columns_page(visitor: Visitor, sent: Import, map_id: str) -> Response:
    problem, look, asked = sent.problem, None, ""
    types: tuple[str, ...] = ()
    try:
        told = sent.said.get("journey_object") or None
        look = look_at_file(sent.path, journey_object=told)
        sent.guessed = tuple(look.roles)
    except (JourneyObjectNeededError, UnknownJourneyObjectError) as error:
        asked, types = sent.told(error), error.types
    except FootlightsError as error:
        problem = problem or sent.told(error)
    return page(
        "data_columns.html",
        400 if problem and not asked else 200,
        visitor=visitor,
        sent=sent,
        look=look,
        roles=_roles(),
        problem="" if asked else problem,
        asked=asked,
        types=types,
        map_id=map_id,
        examples=_examples(look),
        chosen=_chosen(sent, look),
    )


def _chosen(sent: Import, look: FileLook | None) -> dict[str, str]:
    """Give what each column is: as somebody said, or else as it is guessed."""
    columns = () if look is None else look.columns
    guessed = {} if look is None else look.roles
    return {
        name: sent.said.get(f"column:{name}", guessed.get(name) or "")
        for name in columns
    }


def _examples(look: FileLook | None) -> dict[str, list[str]]:
    """Give a few different values of each column."""
    if look is None:
        return {}
    return {
        name: list(dict.fromkeys(row[no] for row in look.rows if row[no]))[:3]
        for no, name in enumerate(look.columns)
    }


def _roles() -> list[tuple[str, str]]:
    return [(role, ROLE_WORDS.get(role, role)) for role in ROLES]


def _columns(
    said: dict[str, str], guessed: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """Read what each column was said to be; several may be the same.

    A form says it of all columns: what none of them is, is not guessed again.

    Args:
        said: The fields of the form.
        guessed: Columns in the order in which they count where several are the same;
            others come after them.
    """
    places = {name: place for place, name in enumerate(guessed)}
    own = {
        name.removeprefix("column:"): role
        for name, role in said.items()
        if name.startswith("column:")
    }
    found: dict[str, tuple[str, ...]] = dict.fromkeys(ROLES, ()) if own else {}
    for name in sorted(own, key=lambda name: places.get(name, len(places))):
        if role := own[name]:
            found[role] = (*found.get(role, ()), name)
    return found


def dataset_named(visitor: Visitor, dataset_id: str) -> DatasetRecord:
    """Give a data set by its id.

    Raises:
        UnknownThingError: There is none.
    """
    for each in list_datasets(visitor.site.workspace, visitor.caller):
        if each.id == dataset_id:
            return each
    kind = "data set"
    raise UnknownThingError(kind, dataset_id)


def check_may(visitor: Visitor, action: Action = "manage-data") -> None:
    """See to it that somebody may do something in the workspace.

    Raises:
        NotAllowedError: They may not.
    """
    if action not in visitor.may():
        raise NotAllowedError(action, LEAST[action])
