"""What changed on a map since a page drew it: one answer to each change."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query

from footlights.model.map import Map
from footlights.render.map_columns import columns_of
from footlights.render.map_grid import MapGridView, map_grid
from footlights.usecases.workspace.history import steps_since
from footlights.usecases.workspace.maps import open_map
from footlights.web.asked_numbers import RevisionNo
from footlights.web.changed_columns import changed_columns
from footlights.web.drawings import Drawing
from footlights.web.map_api import Progress, progress_of
from footlights.web.pages import part
from footlights.web.problems import problems_of
from footlights.web.shown_images import shown_images
from footlights.web.shown_map import ShownMap, shown_map
from footlights.web.visitors import Asking, Visitor


@dataclass(frozen=True)
class News(Drawing):
    """What changed on a map since a revision, and how far measuring it has come."""

    revision: int
    """The revision that this leads to."""

    doing: Progress
    """How far measuring it has come."""


def news_api() -> APIRouter:
    """Give the interface to what is new on a map."""
    routes = APIRouter(prefix="/api/maps/{map_id}", tags=["maps"])

    @routes.get("/news")
    def news(  # noqa: PLR0913 - what the page shows of the map
        visitor: Asking,
        map_id: str,
        since: RevisionNo,
        *,
        stage: str = "",
        persona: Annotated[tuple[str, ...], Query()] = (),
        whole: bool = False,
    ) -> News:
        """Say what changed since a revision, and give the columns that look different.

        `stage` and `persona` say what the page shows of the map; with `whole`, the
        table is given as a whole. An unknown revision is refused.
        """
        with visitor.site.drawings.answers:
            shown = shown_map(visitor, map_id)
            no = shown.opened.revision.no
            is_edited = "edit" in shown.may
            today = visitor.site.now().date()
            # Images come and go without a revision.
            seen = tuple(use.id for use in shown.images)
            drawing = visitor.site.drawings.get(
                (map_id, since, no, stage, persona, whole, is_edited, today, seen),
                shown.measured,
                lambda: _drawing(visitor, shown, since, (stage, persona), whole=whole),
            )
        return News(
            drawing.steps,
            drawing.is_whole,
            drawing.html,
            drawing.columns,
            drawing.problems,
            no,
            progress_of(shown.numbers),
        )

    return routes


def grid_of(
    shown: ShownMap,
    personas: tuple[str, ...],
    stage: str,
    *,
    is_whole: bool | None = None,
) -> MapGridView:
    """Lay out a map as its page shows it.

    Args:
        shown: The map.
        personas: Those whose own curves are drawn.
        stage: The only stage that is shown; an unknown one shows all.
        is_whole: Whether lanes are there in which nothing stands; by default where
            one may fill them.
    """
    if is_whole is None:
        is_whole = "edit" in shown.may
    return map_grid(
        shown.map,
        shown.measured,
        only=columns_in(shown.map, stage),
        link=lambda touchpoint: f"/maps/{shown.id}/touchpoints/{touchpoint}",
        is_whole=is_whole,
        personas=personas,
        images=shown_images(shown.images, f"/api/maps/{shown.id}/images"),
    )


def columns_in(map_: Map, stage_id: str) -> set[str] | None:
    """Give the touchpoints of one stage; None, which is all, where there is none."""
    chosen = next((each for each in map_.stages if each.id == stage_id), None)
    return {t.id for t in chosen.touchpoints} if chosen is not None else None


def _drawing(
    visitor: Visitor,
    shown: ShownMap,
    since: RevisionNo,
    what: tuple[str, tuple[str, ...]],
    *,
    whole: bool,
) -> Drawing:
    workspace, caller = visitor.site.workspace, visitor.caller
    stage, personas = what
    upto = shown.opened.revision.no
    before = open_map(workspace, caller, shown.id, since).map
    # Another may have saved since the map was read: those steps come the next time.
    steps = tuple(
        step
        for step in steps_since(workspace, caller, shown.id, since)
        if step.no <= upto
    )
    edits = [edit for step in steps for edit in step.edits]
    problems = problems_of(shown.map, visitor.site.now().date())
    grid = grid_of(shown, personas, stage)
    if whole or any(edit.part == "lane" for edit in edits):
        html = part("_map_grid.html", grid=grid)
        return Drawing(steps, is_whole=True, html=html, columns=None, problems=problems)
    changed = changed_columns(before, shown.map, edits)
    columns = None
    if _order(before) != _order(shown.map):
        columns = tuple(column.id for column in grid.columns)
        # The curve of all columns comes with any of them.
        changed |= {columns[0]}
    drawn = columns_of(grid, changed)
    html = part("_map_grid.html", grid=drawn) if drawn.columns else ""
    return Drawing(steps, is_whole=False, html=html, columns=columns, problems=problems)


def _order(map_: Map) -> list[tuple[str, list[str]]]:
    return [(stage.id, [t.id for t in stage.touchpoints]) for stage in map_.stages]
