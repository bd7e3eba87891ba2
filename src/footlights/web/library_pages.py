"""The first page: every map, what is overdue, what was done; and new maps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Form, Response, UploadFile
from fastapi.responses import RedirectResponse

from footlights.errors import FootlightsError
from footlights.model.map import Map
from footlights.render.feeling_curve import FeelingCurveView, feeling_curve
from footlights.store.records.maps import MapRecord
from footlights.usecases.examples import example_names
from footlights.usecases.workspace.datasets import list_datasets
from footlights.usecases.workspace.feed import Done, feed
from footlights.usecases.workspace.images import copy_images
from footlights.usecases.workspace.maps import (
    STATUSES,
    list_maps,
    make_map,
    map_titles,
    open_map,
    overdue_reviews,
)
from footlights.usecases.workspace.mentions import open_mentions
from footlights.usecases.workspace.people import list_people
from footlights.usecases.workspace.searching import MOST_HITS, Hit, search_maps
from footlights.web.error_words import words_of
from footlights.web.new_maps import LARGEST_MAP, map_from, sent_map, with_free_id
from footlights.web.pages import page
from footlights.web.paging import PageNo, leaf
from footlights.web.visitors import Asking, Visitor

ON_A_PAGE = 24
"""So many maps stand on one page."""

SIFTED_FROM = 9
"""From so many maps on there are filters over them."""

LATELY = 12
"""So many things that were done stand beside the maps."""

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


@dataclass(frozen=True)
class NewMapSaid:
    """What somebody said of a new map, to be said no second time after a mistake."""

    begin: str = ""
    """The form that was sent: `empty`, `example`, `file` or `copy`."""

    name: str = ""
    """The name of the map."""

    example: str = ""
    """The example, or the map that is copied."""

    stages: str = ""
    """Stages, one to a line."""

    lens: str = "both"
    """The lens that serves what they want to find out."""


NOTHING_SAID = NewMapSaid()


def library_pages() -> APIRouter:
    """Give the pages of all maps."""
    routes = APIRouter()

    @routes.get("/")
    def home(
        visitor: Asking,
        *,
        archived: bool = False,
        words: str = "",
        status: str = "",
        no: PageNo = 1,
    ) -> Response:
        workspace, caller = visitor.site.workspace, visitor.caller
        maps = list_maps(workspace, caller, archived=archived)
        names = _names(visitor)
        found = [each for each in maps if _is_wanted(each, names, words, status)]
        kept = {"words": words, "status": status, "archived": "true" * archived}
        shown = leaf(found, no, ON_A_PAGE, "/", kept)
        return page(
            "home.html",
            visitor=visitor,
            has_any=bool(maps),
            leaf=shown,
            is_sifted=bool(words or status) or len(maps) >= SIFTED_FROM,
            words=words,
            chosen=status,
            statuses=STATUSES,
            curves={each.id: _curve(visitor, each.id) for each in shown.shown},
            archived=archived,
            names=names,
            overdue=overdue_reviews(workspace, caller, today=visitor.site.now().date()),
            done=_in_a_row(feed(workspace, caller, limit=60))[:LATELY],
            titles=map_titles(workspace, caller),
            mentions=open_mentions(workspace, caller),
        )

    @routes.get("/search")
    def search(visitor: Asking, words: str = "") -> Response:
        hits = search_maps(visitor.site.workspace, visitor.caller, words)
        return page(
            "search.html",
            visitor=visitor,
            words=words,
            hits=hits,
            by_map=_by_map(hits),
            most=MOST_HITS,
        )

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
            if begin == "copy":
                _copy_images(visitor, example, record.id)
        except FootlightsError as error:
            said = NewMapSaid(begin, name, example, stages, lens)
            return _new_page(visitor, said, words_of(error), 400)
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


def _copy_images(visitor: Visitor, from_id: str, to_id: str) -> None:
    site = visitor.site
    copy_images(site.workspace, visitor.caller, from_id, to_id, now=site.now())


def _new_page(
    visitor: Visitor,
    said: NewMapSaid = NOTHING_SAID,
    problem: str = "",
    status: int = 200,
) -> Response:
    workspace, caller = visitor.site.workspace, visitor.caller
    return page(
        "new_map.html",
        status,
        visitor=visitor,
        examples=example_names(),
        maps=list_maps(workspace, caller),
        datasets=list_datasets(workspace, caller) if visitor.may() else (),
        asked=QUESTIONS,
        said=said,
        problem=problem,
    )


def _by_map(hits: Sequence[Hit]) -> list[list[Hit]]:
    """Put the hits of each map together; the map of the best hit comes first."""
    found: dict[str, list[Hit]] = {}
    for hit in hits:
        found.setdefault(hit.map_id, []).append(hit)
    return list(found.values())


def _in_a_row(done: Sequence[Done]) -> list[tuple[Done, int]]:
    """Tell once what one person did to one map again and again; the last time counts."""
    rows = groupby(done, lambda each: (each.person_id, each.action, each.map_id))
    told = [list(each) for _, each in rows]
    return [(each[0], len(each)) for each in told]


def _is_wanted(
    record: MapRecord, names: Mapping[str, str], words: str, status: str
) -> bool:
    """Whether a map has the status, and its title or owner all the words."""
    said = f"{record.title} {names.get(record.owner_id or '', '')}".casefold()
    has_words = all(word in said for word in words.casefold().split())
    return has_words and status in {"", record.status}


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
