"""Maps as JSON: find, read, make, say what is said of them, measure."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Body, Response
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel

from footlights.formats.map_writing import to_yaml
from footlights.model.edits.document import document_of
from footlights.model.map import Map
from footlights.store.records.maps import MapRecord
from footlights.usecases.examples import ExampleName, example_names
from footlights.usecases.workspace.datasets import measure_by
from footlights.usecases.workspace.maps import (
    about_map,
    check_status,
    hand_over,
    list_maps,
    make_map,
    open_map,
    overdue_reviews,
    plan_review,
    put_away,
    settle,
)
from footlights.usecases.workspace.policy import Action
from footlights.usecases.workspace.searching import Hit, search_maps
from footlights.web.asked_numbers import RevisionNo
from footlights.web.grid_pages import check_may_make
from footlights.web.new_maps import map_from, sent_map
from footlights.web.numbers import Numbers
from footlights.web.problems import CellProblem, problems_of
from footlights.web.shown_map import shown_map, stop_measuring
from footlights.web.visitors import Asking, Visitor


@dataclass(frozen=True)
class MapAnswer:
    """A map and what one may do with it."""

    about: MapRecord
    """Who answers for it, how far it is, and its newest revision."""

    revision: int
    """The revision that is shown."""

    may: list[Action]
    """All that who asks may do with it."""

    document: dict[str, Any]
    """The map, as a map file says it."""


@dataclass(frozen=True)
class Progress:
    """How far measuring a map has come."""

    doing: str
    """`preparing`, `measuring`, `done`, `failed`, or `no data`."""

    is_done: bool
    """Whether nothing more is to come."""

    seconds: int
    """How long it has taken so far."""

    problem: str
    """Why it failed; empty if it did not."""


class NewMap(BaseModel):
    """A map to be made: one of these."""

    document: Map | None = None
    """The whole map."""

    example: str | None = None
    """The name of an example."""

    name: str | None = None
    """The name of an empty map, or another name for the example."""

    stages: tuple[str, ...] = ()
    """Names of the stages of an empty map."""


class About(BaseModel):
    """What is said of a map; what is left out stays."""

    status: str | None = None
    owner_id: str | None = None
    review_on: date | None = None
    archived: bool | None = None
    dataset_id: str | None = None
    """The data set that it is measured by; an empty text for none."""


def map_api() -> APIRouter:
    """Give the interface to maps."""
    routes = APIRouter(prefix="/api/maps", tags=["maps"])

    @routes.get("")
    def listed(visitor: Asking, *, archived: bool = False) -> tuple[MapRecord, ...]:
        """List the maps that one may read."""
        return list_maps(visitor.site.workspace, visitor.caller, archived=archived)

    @routes.get("/overdue")
    def overdue(visitor: Asking) -> tuple[MapRecord, ...]:
        """List the maps whose review is overdue, the longest due first."""
        today = visitor.site.now().date()
        return overdue_reviews(visitor.site.workspace, visitor.caller, today=today)

    @routes.get("/examples")
    def examples(visitor: Asking) -> tuple[ExampleName, ...]:
        """List the examples that a map can begin from."""
        del visitor
        return example_names()

    @routes.get("/search")
    def search(visitor: Asking, words: str) -> tuple[Hit, ...]:
        """Find the places of all maps that hold all words."""
        return search_maps(visitor.site.workspace, visitor.caller, words)

    @routes.post("", status_code=201)
    def make(visitor: Asking, new: NewMap) -> MapRecord:
        """Make a map: from a document, an example, or a name and stages."""
        site = visitor.site
        made = map_from(
            site.workspace,
            document=new.document,
            example=new.example,
            name=new.name,
            stages=new.stages,
        )
        return make_map(site.workspace, visitor.caller, made, now=site.now())

    @routes.post("/file", status_code=201)
    def make_of_file(
        visitor: Asking,
        name: str,
        file: Annotated[bytes, Body(media_type="application/octet-stream")],
    ) -> MapRecord:
        """Make a map of the file that is sent; its name says which format it has."""
        check_may_make(visitor)
        site = visitor.site
        made = sent_map(site.workspace, name, file)
        return make_map(site.workspace, visitor.caller, made, now=site.now())

    @routes.get("/{map_id}")
    def one(
        visitor: Asking, map_id: str, revision: RevisionNo | None = None
    ) -> MapAnswer:
        """Read a map as it is now, or as it was in a revision."""
        opened = open_map(visitor.site.workspace, visitor.caller, map_id, revision)
        return MapAnswer(
            opened.record,
            opened.revision.no,
            sorted(visitor.may(map_id)),
            document_of(opened.map),
        )

    @routes.get("/{map_id}/file.yaml", response_class=PlainTextResponse)
    def as_file(
        visitor: Asking, map_id: str, revision: RevisionNo | None = None
    ) -> Response:
        """Give a map as a map file."""
        opened = open_map(visitor.site.workspace, visitor.caller, map_id, revision)
        name = f"{map_id}.yaml"
        return PlainTextResponse(
            to_yaml(opened.map),
            media_type="application/yaml",
            headers={"content-disposition": f'attachment; filename="{name}"'},
        )

    @routes.patch("/{map_id}", status_code=204)
    def change(visitor: Asking, map_id: str, about: About) -> None:
        """Say who answers for a map, how far it is, when it is looked at again."""
        change_about(visitor, map_id, about)

    @routes.get("/{map_id}/problems")
    def problems(visitor: Asking, map_id: str) -> tuple[CellProblem, ...]:
        """Check a map."""
        opened = open_map(visitor.site.workspace, visitor.caller, map_id)
        return problems_of(opened.map, visitor.site.now().date())

    @routes.get("/{map_id}/measures")
    def measures(visitor: Asking, map_id: str) -> dict[str, Any]:
        """Give all measures and findings of a map, and how far measuring has come."""
        shown = shown_map(visitor, map_id)
        measured = shown.measured
        return {
            "doing": progress_of(shown.numbers),
            "measured": measured.to_json_dict() if measured else None,
        }

    @routes.get("/{map_id}/measuring")
    def measuring(visitor: Asking, map_id: str) -> dict[str, Progress]:
        """Say how far measuring a map has come."""
        return {"doing": progress_of(shown_map(visitor, map_id).numbers)}

    @routes.post("/{map_id}/measuring", status_code=204)
    def again(visitor: Asking, map_id: str) -> None:
        """Measure a map anew, such as after it was stopped."""
        shown = shown_map(visitor, map_id)
        visitor.site.numbers.again(shown.map)
        shown_map(visitor, map_id)

    @routes.post("/{map_id}/measuring/stop", status_code=204)
    def stop(visitor: Asking, map_id: str) -> None:
        """Stop measuring a map, for everybody; it takes who may edit it."""
        stop_measuring(visitor, map_id)

    return routes


def progress_of(numbers: Numbers | None) -> Progress:
    """Say how far measuring has come."""
    if numbers is None:
        return Progress("no data", is_done=True, seconds=0, problem="")
    return Progress(
        numbers.doing,
        is_done=numbers.is_done,
        seconds=numbers.seconds,
        problem=numbers.problem,
    )


def change_about(visitor: Visitor, map_id: str, about: About) -> None:
    """Say what is said of a map; nothing is changed of what is left out.

    Raises:
        FootlightsError: It may not be said, or not by who asks.
    """
    site, told = visitor.site, about.model_fields_set
    where = (site.workspace, visitor.caller, map_id)
    about_map(*where)
    # What may be refused comes first: then nothing has been changed yet.
    if about.status is not None:
        check_status(about.status)
    if about.owner_id is not None:
        hand_over(*where, about.owner_id, now=site.now())
    if about.archived is not None:
        put_away(*where, now=site.now(), is_away=about.archived)
    if about.dataset_id is not None:
        measure_by(*where, about.dataset_id or None, now=site.now())
    if about.status is not None:
        settle(*where, now=site.now(), status=about.status)
    if "review_on" in told:
        plan_review(*where, about.review_on, now=site.now())
    site.rooms.wake(map_id)
