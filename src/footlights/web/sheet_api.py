"""Maps as workbooks, and maps of grids from elsewhere, over the interface."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Response
from pydantic import BaseModel

from footlights.errors import MissingOptionError, TooLargeError
from footlights.store.records.maps import MapRecord
from footlights.usecases.workbook import write_workbook
from footlights.usecases.workspace.maps import make_map, open_map
from footlights.web.asked_numbers import RevisionNo
from footlights.web.grid_forms import GridChoices, named_map, shape_of
from footlights.web.grid_pages import LARGEST_GRID, check_may_make
from footlights.web.visitors import Asking

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""What a browser calls a workbook."""

Held = Annotated[bytes, Body(media_type="application/octet-stream")]
Columns = Annotated[
    list[str], Query(alias="column", description="`stage=Phase`; may be repeated.")
]
LeftOut = Annotated[
    list[str], Query(alias="leave_out", description="A head that is not used.")
]


class MadeOfGrid(BaseModel):
    """A map that was made of a grid."""

    map: MapRecord
    """The map."""

    grid: dict[str, Any]
    """What was guessed, and what found no place."""


def sheet_api() -> APIRouter:
    """Give the interface to workbooks and grids."""
    routes = APIRouter(prefix="/api", tags=["maps"])

    @routes.get("/maps/{map_id}/file.xlsx", response_class=Response)
    def as_workbook(
        visitor: Asking, map_id: str, revision: RevisionNo | None = None
    ) -> Response:
        """Give a map as a workbook that people fill in and send back."""
        opened = open_map(visitor.site.workspace, visitor.caller, map_id, revision)
        with TemporaryDirectory(prefix="footlights-") as folder:
            held = write_workbook(opened.map, None, Path(folder) / "map").read_bytes()
        return Response(
            held,
            media_type=WORKBOOK,
            headers={"content-disposition": f'attachment; filename="{map_id}.xlsx"'},
        )

    @routes.post("/grids/look")
    def look(  # noqa: PLR0913, PLR0917 - each is one thing to say of a grid
        visitor: Asking,
        name: str,
        file: Held,
        column: Columns = [],  # noqa: B006 - FastAPI copies it
        leave_out: LeftOut = [],  # noqa: B006
        shape: str | None = None,
        sheet: str | None = None,
        feelings: str | None = None,
    ) -> dict[str, Any]:
        """Tell what each column of a grid is taken for; nothing is made."""
        check_may_make(visitor)
        choices = _choices(column, leave_out, shape, sheet, feelings)
        return choices.of_bytes(name, _checked(file)).to_json_dict()

    @routes.post("/grids", status_code=201)
    def make(  # noqa: PLR0913, PLR0917 - each is one thing to say of a grid
        visitor: Asking,
        name: str,
        file: Held,
        column: Columns = [],  # noqa: B006 - FastAPI copies it
        leave_out: LeftOut = [],  # noqa: B006
        shape: str | None = None,
        sheet: str | None = None,
        feelings: str | None = None,
        title: str | None = None,
    ) -> MadeOfGrid:
        """Make a map of a grid; the name of the file says which format it has."""
        check_may_make(visitor)
        site = visitor.site
        choices = _choices(column, leave_out, shape, sheet, feelings)
        found = choices.of_bytes(name, _checked(file))
        made = named_map(site.workspace, found, title)
        record = make_map(site.workspace, visitor.caller, made, now=site.now())
        return MadeOfGrid(map=record, grid=found.to_json_dict())

    return routes


def _checked(held: bytes) -> bytes:
    if len(held) > LARGEST_GRID:
        what = "grid"
        raise TooLargeError(what, LARGEST_GRID)
    return held


def _choices(
    column: list[str],
    leave_out: list[str],
    shape: str | None,
    sheet: str | None,
    feelings: str | None,
) -> GridChoices:
    columns: dict[str, list[str]] = {}
    for each in column:
        field, sign, head = each.partition("=")
        if not sign:
            name, do = "column", "Write it as `stage=Phase`."
            raise MissingOptionError(name, do)
        columns.setdefault(field.strip(), []).append(head.strip())
    return GridChoices(columns, tuple(leave_out), shape_of(shape), sheet, feelings)
