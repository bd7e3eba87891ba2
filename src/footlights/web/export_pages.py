"""Everything that a map can be taken out as: a page, and the files themselves."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import FileResponse
from pydantic import BaseModel

from footlights.errors import UnknownExportError
from footlights.render.typeset.fonts import fonts_for, missing_words, texts_of
from footlights.usecases.export_kinds import KINDS, ExportKind, Group
from footlights.usecases.printing import LENSES, Printing
from footlights.web.address import address_of
from footlights.web.exports import made_for, sent_file
from footlights.web.long_work import Work
from footlights.web.pages import page
from footlights.web.shown_map import ShownMap, shown_map
from footlights.web.visitors import Asking
from footlights.web.work_api import GOES_ON, going_on
from footlights.web.work_pages import working_page

GROUPS: Mapping[Group, str] = {
    "people": "For people",
    "programs": "For other programs",
    "numbers": "The numbers",
    "events": "The events",
}
"""What the reader sees of each group."""

PAPERS = ("a4", "a3", "a2", "a1", "a0")

Lens = Annotated[str, Query(description="`customer`, `business` or `both`.")]
Paper = Annotated[str, Query(description="`a4` to `a0`; empty to choose one.")]
Paged = Annotated[bool, Query(description="Whether the map is spread over pages.")]
Ppi = Annotated[float, Query(description="Pixels to an inch, of PNG.")]


class KindTold(BaseModel):
    """A kind of file that a map can be taken out as."""

    name: str
    """Its name in the address."""

    title: str
    """What it is called."""

    about: str
    """What is in it."""

    ending: str
    """How the name of the file ends."""

    options: list[str]
    """What can be said of how the map is shown."""

    needs_events: bool
    """Whether there is nothing to take out before the map is measured."""

    leaves_out: str
    """What of a map it has no place for; empty if nothing."""


@dataclass(frozen=True)
class Offered:
    """One kind on the page."""

    name: str
    """Its name in the address."""

    kind: ExportKind
    """What it is."""

    why_not: str
    """Why it cannot be had; empty if it can."""


def export_pages() -> APIRouter:
    """Give the page of exports, and the files."""
    routes = APIRouter(prefix="/maps/{map_id}/export")

    @routes.get("")
    def menu(visitor: Asking, map_id: str) -> Response:
        shown = shown_map(visitor, map_id)
        return page(
            "export.html",
            visitor=visitor,
            shown=shown,
            here="export",
            groups={said: list(_offered(shown, of)) for of, said in GROUPS.items()},
            lenses=LENSES,
            papers=PAPERS,
            letters=missing_words(
                fonts_for(texts_of(shown.map.model_dump(mode="json"))).missing
            ),
        )

    @routes.get("/{kind}")
    def file(  # noqa: PLR0913, PLR0917 - what one can say of a file
        request: Request,
        visitor: Asking,
        map_id: str,
        kind: str,
        lens: Lens = "both",
        paper: Paper = "",
        paged: Paged = False,  # noqa: FBT002 - from an address
        ppi: Ppi = 144,
    ) -> Response:
        shown, printing = (
            shown_map(visitor, map_id),
            Printing(lens, paper or None, paged, ppi),
        )
        _check_kind(kind)
        here = address_of(request).after(f"/maps/{map_id}/export/{kind}")
        made = made_for(visitor, shown, kind, printing, here)
        return (
            working_page(visitor, made) if isinstance(made, Work) else sent_file(made)
        )

    return routes


def export_api() -> APIRouter:
    """Give the same to programs."""
    routes = APIRouter(prefix="/api/maps/{map_id}/export", tags=["maps"])

    @routes.get("")
    def kinds(visitor: Asking, map_id: str) -> list[KindTold]:
        """List what a map can be taken out as."""
        shown_map(visitor, map_id)
        return [
            KindTold(
                name=name,
                title=of.title,
                about=of.about,
                ending=of.ending,
                options=sorted(of.options),
                needs_events=of.needs_events,
                leaves_out=of.leaves_out,
            )
            for name, of in KINDS.items()
        ]

    @routes.get("/{kind}", response_class=FileResponse, responses=GOES_ON)
    def file(  # noqa: PLR0913, PLR0917 - as above
        request: Request,
        visitor: Asking,
        map_id: str,
        kind: str,
        lens: Lens = "both",
        paper: Paper = "",
        paged: Paged = False,  # noqa: FBT002 - from an address
        ppi: Ppi = 144,
    ) -> Response:
        """Give a map, its numbers or its events as a file.

        A file that takes longer than a moment comes as 202 with the address of the
        work: ask there how far it is or stop it, and ask here again for the file.
        Several pages as pictures come as one zip. What there is to know of the file
        (its paper, letters that no font has) is a list of sentences as JSON in the
        header `footlights-notes`.
        """
        shown, printing = (
            shown_map(visitor, map_id),
            Printing(lens, paper or None, paged, ppi),
        )
        _check_kind(kind)
        here = address_of(request).after(request.url.path)
        made = made_for(visitor, shown, kind, printing, here)
        return going_on(made) if isinstance(made, Work) else sent_file(made)

    return routes


def _check_kind(kind: str) -> None:
    if kind not in KINDS:
        raise UnknownExportError(kind, KINDS)


def _offered(shown: ShownMap, group: Group) -> Iterator[Offered]:
    for name, kind in KINDS.items():
        if kind.group == group:
            yield Offered(name, kind, _why_not(shown, kind))


def _why_not(shown: ShownMap, kind: ExportKind) -> str:
    if kind.group == "events" and "see-persons" not in shown.may:
        return "Events name persons, whom your role does not see."
    if kind.needs_events and shown.dataset is None:
        return "This map has no data yet."
    return ""
