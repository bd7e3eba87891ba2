"""The page of one touchpoint: all that is drawn and measured, on every map."""

from fastapi import APIRouter, Response

from footlights.errors import UnknownPartError
from footlights.render.touchpoint_page import touchpoint_page
from footlights.store.records.maps import MapRecord
from footlights.usecases.workspace.maps import list_maps, open_map
from footlights.web.pages import page
from footlights.web.shown_map import shown_map
from footlights.web.visitors import Asking, Visitor


def touchpoint_pages() -> APIRouter:
    """Give the pages of touchpoints."""
    routes = APIRouter(prefix="/maps/{map_id}/touchpoints")

    @routes.get("/{touchpoint_id}")
    def one(visitor: Asking, map_id: str, touchpoint_id: str) -> Response:
        shown = shown_map(visitor, map_id)
        if touchpoint_id not in shown.map.touchpoint_no:
            kind = "touchpoint"
            raise UnknownPartError(kind, touchpoint_id, shown.map.touchpoint_no)
        view = touchpoint_page(
            shown.map,
            shown.measured,
            touchpoint_id,
            link=lambda other: f"/maps/{map_id}/touchpoints/{other}",
            column=lambda own: f"/maps/{map_id}#map-{own}",
        )
        images = [
            image
            for image in shown.images
            if (image.part, image.part_id) == ("touchpoint", touchpoint_id)
        ]
        return page(
            "touchpoint.html",
            visitor=visitor,
            shown=shown,
            here="touchpoint",
            page=view,
            images=images,
            others=_others(visitor, map_id, touchpoint_id),
        )

    return routes


def _others(visitor: Visitor, map_id: str, touchpoint_id: str) -> list[MapRecord]:
    """List the other maps on which the touchpoint stands."""
    workspace, caller = visitor.site.workspace, visitor.caller
    return [
        record
        for record in list_maps(workspace, caller)
        if record.id != map_id
        and touchpoint_id in open_map(workspace, caller, record.id).map.touchpoint_no
    ]
