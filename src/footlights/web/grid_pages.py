"""Grids from elsewhere in the browser: send one, see what is guessed, make the map."""

import re
from collections.abc import Sequence
from pathlib import Path

from fastapi import APIRouter, Request, Response, UploadFile
from fastapi.responses import RedirectResponse

from footlights.errors import FootlightsError, NotAllowedError, TooLargeError
from footlights.formats.sheets.grid_reading import sheets_of
from footlights.usecases.grids.columns import GridColumn
from footlights.usecases.grids.emotions import SCALES
from footlights.usecases.grids.read_grid import ImportedGrid, unread_columns
from footlights.usecases.grids.vocabulary import FIELDS
from footlights.usecases.workspace.maps import make_map
from footlights.web.grid_forms import SHAPES, GridChoices, choices_of, named_map
from footlights.web.imports import Import
from footlights.web.pages import page
from footlights.web.visitors import Asking, Visitor

LARGEST_GRID = 50_000_000
"""A grid may have so many bytes."""

MOST_LOST = 30
"""So many texts without a place are shown one by one."""


def grid_pages() -> APIRouter:
    """Give the pages of a grid that becomes a map."""
    routes = APIRouter(prefix="/grids")

    @routes.post("/new")
    def take(request: Request, visitor: Asking, file: UploadFile) -> Response:
        check_may_make(visitor)
        if int(request.headers.get("content-length") or 0) > LARGEST_GRID:
            what = "grid"
            raise TooLargeError(what, LARGEST_GRID)
        if not file.filename:
            return RedirectResponse("/maps/new", status_code=303)
        sent = visitor.site.imports.take(visitor, file.filename, file.file)
        return RedirectResponse(f"/grids/{sent.id}", status_code=303)

    @routes.get("/{sent_id}")
    def look(visitor: Asking, sent_id: str) -> Response:
        sent = visitor.site.imports.get(visitor, sent_id)
        return _guess_page(visitor, sent, GridChoices())

    @routes.post("/{sent_id}")
    async def decide(request: Request, visitor: Asking, sent_id: str) -> Response:
        check_may_make(visitor)
        said = {name: str(value) for name, value in (await request.form()).items()}
        sent = visitor.site.imports.get(visitor, sent_id)
        choices = GridChoices()
        try:
            choices = choices_of(said)
            if said.get("do") != "make":
                return _guess_page(visitor, sent, choices, name=said.get("name", ""))
            return _made(visitor, sent, choices, said.get("name"))
        except FootlightsError as error:
            return _guess_page(
                visitor, sent, choices, sent.words_of(error), said.get("name", "")
            )

    @routes.post("/{sent_id}/stop")
    def stop(visitor: Asking, sent_id: str) -> Response:
        imports = visitor.site.imports
        imports.forget(imports.get(visitor, sent_id))
        return RedirectResponse("/maps/new", status_code=303)

    return routes


def _made(
    visitor: Visitor, sent: Import, choices: GridChoices, name: str | None
) -> Response:
    site = visitor.site
    made = named_map(site.workspace, choices.of_file(sent.path), name)
    record = make_map(site.workspace, visitor.caller, made, now=site.now())
    site.imports.forget(sent)
    return RedirectResponse(f"/maps/{record.id}", status_code=303)


def _guess_page(
    visitor: Visitor,
    sent: Import,
    choices: GridChoices,
    problem: str = "",
    name: str = "",
) -> Response:
    found: ImportedGrid | None = None
    columns: tuple[GridColumn, ...] = ()
    try:
        found = choices.of_file(sent.path)
        columns = found.columns
    except FootlightsError as error:
        problem = problem or sent.words_of(error)
        columns = _unread(sent, choices)
    return page(
        "grid.html",
        400 if problem else 200,
        visitor=visitor,
        sent=sent,
        found=found,
        columns=_once(columns, choices),
        sheets=sheets_of(sent.path) if columns else (),
        sheet=found.sheet if found else choices.sheet,
        shape=found.shape if found else choices.shape,
        name=name or (found.map.name if found else Path(sent.name).stem),
        fields=[(field, f"{field}: {words}") for field, words in FIELDS.items()],
        shapes=SHAPES,
        scales=tuple(SCALES),
        most_lost=MOST_LOST,
        problem=_in_the_form(problem, sent),
    )


def _unread(sent: Import, choices: GridChoices) -> tuple[GridColumn, ...]:
    """Give the columns of a grid that is no map yet; none if it is no grid."""
    try:
        return unread_columns(sent.path, sheet=choices.sheet, shape=choices.shape)
    except FootlightsError:
        return ()


def _in_the_form(problem: str, sent: Import) -> str:
    """Say in words of the form what was said to who types commands."""
    told = problem.replace(str(sent.path), sent.name)
    return re.sub(
        r": --column \w+=NAME --column \w+=NAME\.", " in the list below.", told
    )


def _once(
    columns: Sequence[GridColumn], choices: GridChoices
) -> list[tuple[str, str, str, int, str]]:
    """Give each head once: lanes that go over several lines have one choice."""
    rows: dict[str, tuple[str, str, str, int, str]] = {}
    chosen = {head: field for field, heads in choices.columns.items() for head in heads}
    for column in columns:
        head = column.head
        field = column.field or chosen.get(head, "")
        before = rows.get(head)
        filled = column.filled + (before[3] if before else 0)
        example = before[4] if before else column.example
        rows[head] = (head, field, column.why, filled, example)
    return list(rows.values())


def check_may_make(visitor: Visitor) -> None:
    """Refuse who may make no maps.

    Raises:
        NotAllowedError: They may not.
    """
    if "make-map" not in visitor.may():
        action, least = "make-map", "editor"
        raise NotAllowedError(action, least)
