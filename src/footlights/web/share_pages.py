"""Sharing a map by a link, and what whoever follows the link sees."""

from datetime import UTC, datetime, time
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from footlights.errors import UnreadableOptionError
from footlights.render.map_grid import map_grid, no_page
from footlights.usecases.workspace.datasets import dataset_of
from footlights.usecases.workspace.images import list_images, read_image
from footlights.usecases.workspace.maps import open_map
from footlights.usecases.workspace.sharing import (
    follow_link,
    list_links,
    list_views,
    make_link,
    revoke_link,
)
from footlights.web.few import without_few
from footlights.web.map_news import columns_in
from footlights.web.pages import page
from footlights.web.selection import Selection, selection_of_view
from footlights.web.shown_images import (
    SIDE_OF_SHARED,
    SIDE_OF_SMALL,
    shown_images,
)
from footlights.web.shown_map import shown_map
from footlights.web.site import site_of
from footlights.web.visitors import Asking, Visitor

NOT_LONG = {"cache-control": "private, max-age=300"}
"""An image of a link is not shown for long after the link has ended."""

Text = Annotated[str, Form()]


def share_pages() -> APIRouter:
    """Give the pages of shared maps."""
    routes = APIRouter()

    @routes.get("/maps/{map_id}/share")
    def links(visitor: Asking, map_id: str) -> Response:
        return _share_page(visitor, map_id)

    @routes.post("/maps/{map_id}/share")
    def share(  # noqa: PLR0913, PLR0917 - the fields of one form
        request: Request,
        visitor: Asking,
        map_id: str,
        label: Text = "",
        view_id: Text = "",
        until: Text = "",
    ) -> Response:
        site = visitor.site
        _, token = make_link(
            site.workspace,
            visitor.caller,
            map_id,
            now=site.now(),
            label=label or None,
            view_id=view_id or None,
            expires_at=_end_of(until),
        )
        made = f"{str(request.base_url).rstrip('/')}/shared/{token}"
        return _share_page(visitor, map_id, made)

    @routes.post("/maps/{map_id}/share/{link_id}/revoke")
    def revoke(visitor: Asking, map_id: str, link_id: str) -> Response:
        site = visitor.site
        revoke_link(site.workspace, visitor.caller, link_id, now=site.now())
        return RedirectResponse(f"/maps/{map_id}/share", status_code=303)

    @routes.get("/shared/{token}")
    def shared(request: Request, token: str) -> Response:
        site = site_of(request)
        caller, link = follow_link(site.workspace, token, now=site.now())
        opened = open_map(site.workspace, caller, link.map_id)
        selection = Selection()
        if link.view_id is not None:
            views = list_views(site.workspace, caller, link.map_id)
            shows = next((v.shows for v in views if v.id == link.view_id), {})
            selection = selection_of_view(shows)
        dataset = dataset_of(site.workspace, caller, link.map_id)
        numbers = None if dataset is None else site.numbers.of(opened.map, dataset)
        measured = numbers.measured if numbers else None
        if measured is not None:
            measured = without_few(measured)
        uses = list_images(site.workspace, caller, link.map_id)
        grid = map_grid(
            opened.map,
            measured,
            only=columns_in(opened.map, selection.stage),
            link=no_page,
            personas=selection.personas,
            images=shown_images(uses, f"/shared/{token}/images"),
        )
        return page(
            "shared.html",
            map=opened.map,
            grid=selection.narrowed(grid),
            lens=selection.lens,
        )

    @routes.get("/shared/{token}/images/{fingerprint}")
    def image(
        request: Request, token: str, fingerprint: str, *, small: bool = False
    ) -> Response:
        site = site_of(request)
        caller, link = follow_link(site.workspace, token, now=site.now())
        side = SIDE_OF_SMALL if small else SIDE_OF_SHARED
        kind, held = read_image(site.workspace, caller, link.map_id, fingerprint, side)
        return Response(held, media_type=kind, headers=NOT_LONG)

    return routes


def _share_page(visitor: Visitor, map_id: str, made: str = "") -> Response:
    workspace, caller = visitor.site.workspace, visitor.caller
    return page(
        "share.html",
        visitor=visitor,
        shown=shown_map(visitor, map_id),
        here="share",
        links=list_links(workspace, caller, map_id),
        views=list_views(workspace, caller, map_id),
        made=made,
        now=visitor.site.now(),
    )


def _end_of(day: str) -> datetime | None:
    """Give the end of a day; None if none is said."""
    if not day:
        return None
    try:
        on = datetime.fromisoformat(day).date()
    except ValueError as error:
        name = "until"
        raise UnreadableOptionError(
            name, day, "it is a day such as 2027-03-01"
        ) from error
    return datetime.combine(on, time.max, UTC)
