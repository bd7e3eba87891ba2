"""What is said about a map: read, filtered, answered and settled without scripts."""

from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse

from footlights.model.comparison.names import Names
from footlights.usecases.workspace.comments import (
    Comment,
    answer,
    comment,
    list_comments,
    resolve,
)
from footlights.usecases.workspace.documents import read_document
from footlights.usecases.workspace.mentions import named_in
from footlights.usecases.workspace.people import list_people
from footlights.usecases.workspace.places import Place, place_words
from footlights.web.pages import page
from footlights.web.paging import PageNo, leaf
from footlights.web.shown_map import shown_map
from footlights.web.visitors import Asking, Visitor

ON_A_PAGE = 25
"""So many comments stand on one page."""

Said = Annotated[str, Form()]

Which = Literal["open", "resolved", "all", "named"]
"""Which comments are listed; `named` are those that name who looks."""

CHOICES: tuple[tuple[Which, str], ...] = (
    ("open", "Open"),
    ("named", "Naming you"),
    ("resolved", "Resolved"),
    ("all", "All"),
)


@dataclass(frozen=True)
class CommentView:
    """A comment as the page shows it."""

    said: Comment
    where: str
    """The cell in words."""

    address: str
    """The cell on the map, with its comments beside it."""


def comment_pages() -> APIRouter:
    """Give the page of comments of one map."""
    routes = APIRouter(prefix="/maps/{map_id}/comments")

    @routes.get("")
    def talk(
        visitor: Asking,
        map_id: str,
        which: Which = "open",
        words: str = "",
        no: PageNo = 1,
    ) -> Response:
        return _talk_page(visitor, map_id, which, words, no)

    @routes.post("")
    def say(visitor: Asking, map_id: str, cell: Said, text: Said) -> Response:
        part, _, part_id = cell.partition("/")
        comment(
            visitor.site.workspace,
            visitor.caller,
            map_id,
            Place(part, part_id),
            text,
            now=visitor.site.now(),
            mentions=_named(visitor, text),
        )
        return _back(visitor, map_id, "open")

    @routes.post("/{comment_id}/answers")
    def reply(
        visitor: Asking, map_id: str, comment_id: str, text: Said, which: Said = "open"
    ) -> Response:
        answer(
            visitor.site.workspace,
            visitor.caller,
            comment_id,
            text,
            now=visitor.site.now(),
            mentions=_named(visitor, text),
        )
        return _back(visitor, map_id, which, f"#comment-{comment_id}")

    @routes.post("/{comment_id}/resolved")
    def settle(
        visitor: Asking,
        map_id: str,
        comment_id: str,
        resolved: Said = "yes",
        which: Said = "open",
    ) -> Response:
        resolve(
            visitor.site.workspace,
            visitor.caller,
            comment_id,
            now=visitor.site.now(),
            is_resolved=resolved == "yes",
        )
        return _back(visitor, map_id, which)

    return routes


def _talk_page(
    visitor: Visitor, map_id: str, which: Which, words: str, no: int
) -> Response:
    shown = shown_map(visitor, map_id)
    said = list_comments(visitor.site.workspace, visitor.caller, map_id)
    names = Names(read_document(shown.opened.revision))
    seen = [
        _seen(each, names, map_id)
        for each in reversed(said)
        if _is_listed(each, which, visitor.person_id)
    ]
    wanted = words.casefold().split()
    found = [each for each in seen if all(word in _text(each) for word in wanted)]
    path = f"/maps/{map_id}/comments"
    return page(
        "comments.html",
        visitor=visitor,
        shown=shown,
        here="comments",
        has_any=bool(said),
        leaf=leaf(found, no, ON_A_PAGE, path, {"which": which, "words": words}),
        choices=[
            (key, name, sum(_is_listed(each, key, visitor.person_id) for each in said))
            for key, name in CHOICES
            if key != "named" or visitor.person_id
        ],
        which=which,
        words=words,
        may_talk="comment" in shown.may,
    )


def _seen(said: Comment, names: Names, map_id: str) -> CommentView:
    place = said.place
    cell = f"{place.part}/{place.id}/{place.field}"
    address = f"/maps/{map_id}#talk/{cell}"
    return CommentView(said, place_words(names, place), address)


def _text(seen: CommentView) -> str:
    """Give all in which words are looked for, in small letters."""
    said = [seen.said, *seen.said.answers]
    parts = [seen.where, *(f"{each.name or ''} {each.text}" for each in said)]
    return " ".join(parts).casefold()


def _is_listed(said: Comment, which: Which, person_id: str | None) -> bool:
    if which == "named":
        both = (said, *said.answers)
        return any(person_id in each.mentions for each in both)
    return which == "all" or (said.resolved_at is not None) == (which == "resolved")


def _named(visitor: Visitor, text: str) -> tuple[str, ...]:
    if "@" not in text:
        return ()
    return named_in(text, list_people(visitor.site.workspace, visitor.caller))


def _back(visitor: Visitor, map_id: str, which: str, at: str = "") -> Response:
    visitor.site.rooms.wake(map_id)
    said = urlencode({"which": which})
    return RedirectResponse(f"/maps/{map_id}/comments?{said}{at}", status_code=303)
