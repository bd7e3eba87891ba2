"""The map itself, its history, its comparison with others, and its presentation."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from footlights.errors import UnreadableOptionError
from footlights.model.comparison.compare import Change, compare
from footlights.model.map import Map
from footlights.render.environment import source_hash, static_text
from footlights.render.findings import findings_view
from footlights.render.lanes import LineLane
from footlights.render.map_grid import MapGridView, map_grid
from footlights.render.numbers_table import numbers_table
from footlights.render.report import report_html
from footlights.usecases.workspace.history import compare_revisions, history
from footlights.usecases.workspace.maps import STATUSES, list_maps, open_map
from footlights.usecases.workspace.people import list_people
from footlights.usecases.workspace.proposals import list_proposals
from footlights.usecases.workspace.saving import restore
from footlights.usecases.workspace.sharing import list_views
from footlights.web.address import address_of
from footlights.web.asked_numbers import FormNo, RevisionNo
from footlights.web.map_api import About, change_about
from footlights.web.map_news import grid_of
from footlights.web.pages import page, part
from footlights.web.problems import problems_of
from footlights.web.selection import selection_of, selection_of_view
from footlights.web.shown_map import ShownMap, shown_map, stop_measuring
from footlights.web.visitors import Asking, Visitor

REPORT_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src '{hash}'; img-src data:;"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""A report carries its own style and its one script, named by its hash."""


def map_pages() -> APIRouter:
    """Give the pages of one map."""
    routes = APIRouter(prefix="/maps/{map_id}")
    _the_map(routes)
    _looking_back(routes)
    return routes


def _the_map(routes: APIRouter) -> None:
    @routes.get("")
    def one(
        request: Request,
        visitor: Asking,
        map_id: str,
        revision: RevisionNo | None = None,
    ) -> Response:
        shown = shown_map(visitor, map_id, revision)
        return page(
            "map.html", visitor=visitor, **_map_context(request, visitor, shown)
        )

    @routes.get("/grid")
    def grid_alone(request: Request, visitor: Asking, map_id: str) -> Response:
        shown = shown_map(visitor, map_id)
        selection = selection_of(address_of(request))
        grid = grid_of(shown, selection.personas, selection.stage)
        text = part("_map_grid.html", grid=grid)
        headers = {"x-footlights-revision": str(shown.opened.revision.no)}
        return HTMLResponse(text, headers=headers)

    @routes.get("/report")
    def report(visitor: Asking, map_id: str) -> Response:
        shown = shown_map(visitor, map_id)
        policy = REPORT_POLICY.format(hash=source_hash(static_text("report.js")))
        return HTMLResponse(
            report_html(shown.map, shown.measured),
            headers={"content-security-policy": policy},
        )

    @routes.get("/present")
    def present(
        request: Request, visitor: Asking, map_id: str, no: int = 1
    ) -> Response:
        shown = shown_map(visitor, map_id)
        selection = replace(selection_of(address_of(request)), stage="")
        stages = shown.map.stages
        at = min(max(no, 1), len(stages))
        stage = stages[at - 1]
        grid = grid_of(shown, selection.personas, stage.id, is_whole=False)
        here = f"/maps/{map_id}/present"
        return page(
            "present.html",
            visitor=visitor,
            shown=shown,
            stage=stage,
            no=at,
            many=len(stages),
            grid=selection.narrowed(grid),
            before=selection.at(here, no=at - 1) if at > 1 else "",
            after=selection.at(here, no=at + 1) if at < len(stages) else "",
            leave=selection.at(f"/maps/{map_id}"),
        )

    @routes.post("/stop")
    def stop(visitor: Asking, map_id: str) -> Response:
        stop_measuring(visitor, map_id)
        return RedirectResponse(f"/maps/{map_id}", status_code=303)

    @routes.post("/measure-again")
    def again(visitor: Asking, map_id: str) -> Response:
        shown = shown_map(visitor, map_id)
        visitor.site.numbers.again(shown.map)
        return RedirectResponse(f"/maps/{map_id}", status_code=303)


def _looking_back(routes: APIRouter) -> None:
    @routes.get("/history")
    def revisions(
        visitor: Asking,
        map_id: str,
        before: RevisionNo | None = None,
        since: RevisionNo | None = None,
        upto: RevisionNo | None = None,
    ) -> Response:
        workspace, caller = visitor.site.workspace, visitor.caller
        shown = shown_map(visitor, map_id)
        changes: tuple[Change, ...] | None = None
        if since is not None and upto is not None:
            changes = compare_revisions(workspace, caller, map_id, since, upto)
        return page(
            "history.html",
            visitor=visitor,
            shown=shown,
            here="history",
            lines=history(workspace, caller, map_id, before=before),
            proposals=list_proposals(workspace, caller, map_id),
            changes=changes,
            since=since,
            upto=upto,
        )

    @routes.post("/restore")
    def bring_back(visitor: Asking, map_id: str, revision: FormNo) -> Response:
        site = visitor.site
        shown = shown_map(visitor, map_id)
        restore(
            site.workspace,
            visitor.caller,
            map_id,
            revision,
            expected_revision=shown.opened.record.head_no,
            now=site.now(),
        )
        site.rooms.wake(map_id)
        return RedirectResponse(f"/maps/{map_id}", status_code=303)

    @routes.get("/compare")
    def beside(visitor: Asking, map_id: str, other: str = "") -> Response:
        shown = shown_map(visitor, map_id)
        others = [
            each
            for each in list_maps(visitor.site.workspace, visitor.caller)
            if each.id != map_id
        ]
        against = None
        changes: tuple[Change, ...] = ()
        if other:
            against = open_map(visitor.site.workspace, visitor.caller, other).map
            changes = compare(shown.map, against)
        return page(
            "compare.html",
            visitor=visitor,
            shown=shown,
            here="compare",
            others=others,
            other=other,
            against=against,
            changes=changes,
            grids=_side_by_side(shown.map, against, changes) if against else (),
        )

    @routes.get("/settings")
    def settings(visitor: Asking, map_id: str) -> Response:
        shown = shown_map(visitor, map_id)
        return page(
            "settings.html",
            visitor=visitor,
            shown=shown,
            here="settings",
            statuses=STATUSES,
            people=list_people(visitor.site.workspace, visitor.caller),
        )

    @routes.post("/settings")
    def settle(
        visitor: Asking,
        map_id: str,
        status: Annotated[str, Form()],
        review_on: Annotated[str, Form()] = "",
        owner_id: Annotated[str, Form()] = "",
    ) -> Response:
        shown = shown_map(visitor, map_id)
        record = shown.opened.record
        said: dict[str, Any] = {"review_on": _day(review_on)}
        if status != record.status:
            said["status"] = status
        if owner_id and owner_id != record.owner_id:
            said["owner_id"] = owner_id
        change_about(visitor, map_id, About.model_validate(said))
        return RedirectResponse(f"/maps/{map_id}/settings", status_code=303)

    @routes.post("/archive")
    def archive(
        visitor: Asking, map_id: str, archived: Annotated[str, Form()] = "yes"
    ) -> Response:
        change_about(visitor, map_id, About(archived=archived == "yes"))
        return RedirectResponse("/", status_code=303)


def _map_context(request: Request, visitor: Visitor, shown: ShownMap) -> dict[str, Any]:
    address = address_of(request)
    workspace, caller = visitor.site.workspace, visitor.caller
    is_now = shown.opened.revision.no == shown.opened.record.head_no
    may_edit = "edit" in shown.may and is_now
    selection = selection_of(address)
    grid = grid_of(shown, selection.personas, selection.stage, is_whole=may_edit)
    if wanted := address.all("lane"):
        # Without a script the form of lanes says which are shown.
        lanes = (each for each in grid.lanes if not isinstance(each, LineLane))
        hidden = tuple(each.id for each in lanes if each.id not in wanted)
        selection = replace(selection, hides=hidden)
    views = list_views(workspace, caller, shown.id)
    return {
        "shown": shown,
        "here": "map",
        "grid": replace(grid, hidden=frozenset(selection.hides)),
        "selection": selection,
        "lens": selection.lens,
        "hides": selection.hides,
        "numbers": numbers_table(grid) if grid.number_lanes else None,
        "findings": findings_view(shown.map, shown.measured),
        "personas": selection.personas,
        "stage": selection.stage,
        "may_edit": may_edit,
        "is_now": is_now,
        "problems": problems_of(shown.map, visitor.site.now().date()),
        "views": [(v.id, v.name, selection_of_view(v.shows)) for v in views],
        "may_talk": "comment" in shown.may,
    }


def _side_by_side(
    current: Map, future: Map, changes: Collection[Change]
) -> tuple[tuple[str, MapGridView], ...]:
    marked = _marked(changes)
    return (
        (current.name, map_grid(current, None, "one", link=_nowhere, marked=marked)),
        (future.name, map_grid(future, None, "other", link=_nowhere, marked=marked)),
    )


_LANE_OF_FIELD: Mapping[str, str] = {"feelings": "personas", "expects": "expects"}
"""Lanes that are not called as the field that they show."""


def _marked(changes: Collection[Change]) -> set[tuple[str, str]]:
    """Give the cells that differ; of what was added, moved or removed the head."""
    found = set()
    for change in changes:
        if change.part == "touchpoint":
            outer = (change.field or "name").split(".")[0]
            found.add((change.id, _LANE_OF_FIELD.get(outer, outer)))
    return found


def _nowhere(_touchpoint_id: str) -> str:
    return ""


def _day(said: str) -> date | None:
    """Read a day; None if none is said."""
    if not said:
        return None
    try:
        return date.fromisoformat(said)
    except ValueError as error:
        name, wanted = "review_on", "it is a day such as 2027-03-01"
        raise UnreadableOptionError(name, said, wanted) from error
