"""Which data measure a map, what they explain of it, and binding the rest."""

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse

from footlights.model.edits.document import document_of
from footlights.model.edits.edit import EDITS
from footlights.model.slugs import free_slug
from footlights.store.records.holdings import DatasetRecord
from footlights.usecases.workspace.datasets import list_datasets, measure_by
from footlights.usecases.workspace.saving import save_edits
from footlights.web.pages import page
from footlights.web.shown_map import ShownMap, shown_map
from footlights.web.visitors import Asking, Visitor

Text = Annotated[str, Form()]


def map_data_pages() -> APIRouter:
    """Give the pages of a map's data."""
    routes = APIRouter(prefix="/maps/{map_id}/data")

    @routes.get("")
    def data(visitor: Asking, map_id: str) -> Response:
        shown = shown_map(visitor, map_id)
        return page(
            "map_data.html",
            visitor=visitor,
            shown=shown,
            here="data",
            datasets=_to_choose(visitor),
            names={t.id: t.name for t in shown.map.touchpoints},
        )

    @routes.post("")
    def choose(visitor: Asking, map_id: str, dataset_id: Text = "") -> Response:
        site = visitor.site
        measure_by(
            site.workspace,
            visitor.caller,
            map_id,
            dataset_id or None,
            now=site.now(),
        )
        site.rooms.wake(map_id)
        return RedirectResponse(f"/maps/{map_id}/data", status_code=303)

    @routes.post("/bind")
    def bind(visitor: Asking, map_id: str, event: Text, touchpoint: Text) -> Response:
        shown = shown_map(visitor, map_id)
        _bind(visitor, shown, event, touchpoint)
        return RedirectResponse(f"/maps/{map_id}/data", status_code=303)

    @routes.post("/add")
    def add(visitor: Asking, map_id: str, event: Text, after: Text) -> Response:
        shown = shown_map(visitor, map_id)
        _add(visitor, shown, event, after)
        return RedirectResponse(f"/maps/{map_id}/data", status_code=303)

    return routes


def _to_choose(visitor: Visitor) -> tuple[DatasetRecord, ...]:
    """Give the data that a map can be measured by; none to a role on single maps."""
    if "read" not in visitor.may():
        return ()
    return list_datasets(visitor.site.workspace, visitor.caller)


def _bind(visitor: Visitor, shown: ShownMap, event: str, touchpoint: str) -> None:
    """Let an event belong to a touchpoint, besides those that do."""
    document = document_of(shown.map)
    matches: list[object] = next(
        (
            each.get("matches", [])
            for stage in document["stages"]
            for each in stage["touchpoints"]
            if each["id"] == touchpoint
        ),
        [],
    )
    edit = {
        "edit": "set",
        "part": "touchpoint",
        "id": touchpoint,
        "field": "matches",
        "value": [*matches, {"event": event}],
    }
    _save(visitor, shown, [edit], f"Bound {event} to {touchpoint}")


def _add(visitor: Visitor, shown: ShownMap, event: str, after: str) -> None:
    """Add a touchpoint to which an event belongs, after another one."""
    map_ = shown.map
    stage = map_.stages[map_.stage_no_of.get(after, len(map_.stages)) - 1]
    last = after if after in map_.touchpoint_no else stage.touchpoints[-1].id
    name = event.replace("_", " ").strip().capitalize()[:120]
    edit = {
        "edit": "add",
        "part": "touchpoint",
        "into": stage.id,
        "after": last,
        "value": {
            "id": free_slug(event, "touchpoint", map_.touchpoint_no),
            "name": name,
            "matches": [{"event": event}],
        },
    }
    _save(visitor, shown, [edit], f"Added {name}")


def _save(visitor: Visitor, shown: ShownMap, edits: list[object], message: str) -> None:
    site = visitor.site
    save_edits(
        site.workspace,
        visitor.caller,
        shown.id,
        EDITS.validate_python(edits),
        expected_revision=shown.opened.revision.no,
        now=site.now(),
        message=message,
    )
    site.rooms.wake(shown.id)
