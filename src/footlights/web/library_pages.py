"""The first page: every map, what is overdue, what was done; and new maps."""

from typing import Annotated

from fastapi import APIRouter, Form, Response, UploadFile
from fastapi.responses import RedirectResponse

from footlights.errors import FootlightsError
from footlights.model.map import Map
from footlights.render.feeling_curve import FeelingCurveView, feeling_curve
from footlights.usecases.examples import example_names
from footlights.usecases.workspace.datasets import list_datasets
from footlights.usecases.workspace.feed import feed
from footlights.usecases.workspace.maps import (
    list_maps,
    make_map,
    open_map,
    overdue_reviews,
)
from footlights.usecases.workspace.people import list_people
from footlights.usecases.workspace.searching import search_maps
from footlights.web.new_maps import map_from, sent_map, with_free_id
from footlights.web.pages import page
from footlights.web.visitors import Asking, Visitor

LARGEST_MAP = 5_000_000
"""A map file may have so many bytes."""

MOST_CURVES = 60
"""So many maps are shown with their curve."""

QUESTIONS = (
    (
        "feel",
        "How customers live through it, and where they suffer",
        "customer",
        "The journey map: doing, thinking and feeling, stage by stage, from their seat.",
    ),
    (
        "work",
        "Who does what for it, with which systems, and where it waits",
        "business",
        "The touchpoint map: teams, systems and activities behind every touchpoint.",
    ),
    (
        "both",
        "Why something hurts, and what behind the curtain causes it",
        "both",
        "Both lenses: the same touchpoints from the seat and from backstage.",
    ),
)
"""What somebody wants to find out, and the lens that serves it."""


def library_pages() -> APIRouter:
    """Give the pages of all maps."""
    routes = APIRouter()

    @routes.get("/")
    def home(visitor: Asking, *, archived: bool = False) -> Response:
        workspace, caller = visitor.site.workspace, visitor.caller
        maps = list_maps(workspace, caller, archived=archived)
        return page(
            "home.html",
            visitor=visitor,
            maps=maps,
            curves={each.id: _curve(visitor, each.id) for each in maps[:MOST_CURVES]},
            archived=archived,
            names=_names(visitor),
            overdue=overdue_reviews(workspace, caller, today=visitor.site.now().date()),
            done=feed(workspace, caller, limit=12),
        )

    @routes.get("/search")
    def search(visitor: Asking, words: str = "") -> Response:
        hits = search_maps(visitor.site.workspace, visitor.caller, words)
        return page("search.html", visitor=visitor, words=words, hits=hits)

    @routes.get("/maps/new")
    def ask_new(visitor: Asking) -> Response:
        return _new_page(visitor)

    @routes.post("/maps/new")
    def make(  # noqa: PLR0913, PLR0917 - the fields of one form
        visitor: Asking,
        begin: Annotated[str, Form()],
        name: Annotated[str, Form()] = "",
        example: Annotated[str, Form()] = "",
        stages: Annotated[str, Form()] = "",
        lens: Annotated[str, Form()] = "both",
        file: UploadFile | None = None,
    ) -> Response:
        try:
            made = _begun(visitor, begin, name, example, stages, file)
            record = make_map(
                visitor.site.workspace, visitor.caller, made, now=visitor.site.now()
            )
        except FootlightsError as error:
            return _new_page(visitor, str(error), 400)
        return RedirectResponse(f"/maps/{record.id}?lens={lens}", status_code=303)

    return routes


def _begun(  # noqa: PLR0913, PLR0917 - the fields of one form
    visitor: Visitor,
    begin: str,
    name: str,
    example: str,
    stages: str,
    file: UploadFile | None,
) -> Map:
    workspace = visitor.site.workspace
    if begin == "file" and file is not None:
        held = file.file.read(LARGEST_MAP + 1)
        return sent_map(workspace, file.filename or "map.yaml", held)
    if begin == "example":
        return map_from(workspace, example=example, name=name or None)
    if begin == "copy":
        found = open_map(workspace, visitor.caller, example).map
        copied = found.model_copy(update={"id": "map", "name": name or found.name})
        return with_free_id(workspace, copied)
    return map_from(workspace, name=name, stages=stages.splitlines())


def _new_page(visitor: Visitor, problem: str = "", status: int = 200) -> Response:
    workspace, caller = visitor.site.workspace, visitor.caller
    return page(
        "new_map.html",
        status,
        visitor=visitor,
        examples=example_names(),
        maps=list_maps(workspace, caller),
        datasets=list_datasets(workspace, caller) if visitor.may() else (),
        asked=QUESTIONS,
        problem=problem,
    )


def _curve(visitor: Visitor, map_id: str) -> FeelingCurveView:
    """Give the drawn feelings of a map, as a small picture of it."""
    found = open_map(visitor.site.workspace, visitor.caller, map_id).map.touchpoints
    return feeling_curve(found, [None] * len(found))


def _names(visitor: Visitor) -> dict[str, str]:
    try:
        people = list_people(visitor.site.workspace, visitor.caller)
    except FootlightsError:
        return {}
    return {person.id: person.name for person in people}
