"""Read a grid from elsewhere as a map: guess, show what was guessed, be corrected."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from os import PathLike
from pathlib import Path
from typing import Any

from footlights.errors import UnknownScaleError, UnreadableFileError
from footlights.formats.map_writing import to_yaml
from footlights.formats.sheets.grid_reading import read_grid_cells
from footlights.usecases.grids.building import Building
from footlights.usecases.grids.columns import GridColumn, bare_columns, columns_of
from footlights.usecases.grids.emotions import SCALES, Scale, scale_of
from footlights.usecases.grids.grid import Grid, Shape, laid_out
from footlights.usecases.grids.rows import Gathering, Lost
from footlights.usecases.read_map import DrawnMap, drawn

PREVIEWED = 5
"""So many rows are shown of a grid."""


@dataclass(frozen=True)
class ImportedGrid:
    """A map made of a grid, and how it was made."""

    map: DrawnMap
    """The map."""

    sheet: str
    """The sheet of the workbook, or the name of the file."""

    shape: Shape
    """How touchpoints stand: a row to each (`touchpoints`), a row to each lane
    (`lanes`), or a row to each note (`notes`)."""

    columns: tuple[GridColumn, ...]
    """Every column, or lane, and what it was taken for."""

    feelings: Scale | None
    """The scale on which feelings are told as numbers; None if none are."""

    first_rows: tuple[dict[str, str], ...]
    """The first rows, by head."""

    lost: tuple[Lost, ...]
    """Every text of a used column that is not in the map, and why."""

    passed_over: tuple[str, ...]
    """Texts above the heads."""

    guess: str = ""
    """What was guessed of the letters of the file, and of channels whose names do not
    say what they are; empty if all is sure."""

    @property
    def unused(self) -> tuple[GridColumn, ...]:
        """Columns that say something and are not used."""
        return tuple(each for each in self.columns if not each.field and each.filled)

    def to_yaml(self) -> str:
        """Write the map as a map file."""
        return to_yaml(self.map)

    def to_json_dict(self) -> dict[str, Any]:
        """Give what was guessed, and how much came of it, as JSON."""
        return {
            "sheet": self.sheet,
            "shape": self.shape,
            "columns": [asdict(column) for column in self.columns],
            "feelings": self.feelings,
            "first_rows": list(self.first_rows),
            "lost": [asdict(each) for each in self.lost],
            "passed_over": list(self.passed_over),
            "guess": self.guess,
            "stages": len(self.map.stages),
            "touchpoints": len(self.map.touchpoints),
        }

    def _repr_html_(self) -> str:
        return self.map._repr_html_()


def read_grid(  # noqa: PLR0913 - each is one thing that somebody may correct
    path: str | PathLike[str],
    *,
    sheet: str | None = None,
    shape: Shape | None = None,
    columns: Mapping[str, str | Sequence[str]] | None = None,
    leave_out: Collection[str] = (),
    feelings: str | None = None,
) -> ImportedGrid:
    """Read a grid from a whiteboard or a spreadsheet as a map.

    What is not said is guessed from the heads; `columns` of the result tells how.

    >>> found = read_grid("journey.csv", columns={"stage": "Phase"})  # doctest: +SKIP
    >>> found.map, found.unused, found.lost  # doctest: +SKIP

    Args:
        path: A CSV or TSV file, or an Excel workbook.
        sheet: Which sheet of a workbook; the fullest if None.
        shape: `touchpoints` (a row to each), `lanes` (a row to each lane) or `notes`
            (a row to each note); guessed if None.
        columns: Heads by what they are: `{"stage": "Phase", "pains": ["Issues"]}`.
        leave_out: Heads that are not to be used.
        feelings: Scale of feelings that are numbers, such as `1..5`; guessed if None.

    Raises:
        MissingFileError: There is no such file.
        UnreadableFileError: It is no grid that can be read.
        UnknownSheetError: The workbook has no such sheet.
        UnknownFieldError: A map has nothing of that name.
        UnknownColumnError: The grid has no such head.
        UnreadGridError: No column looks like touchpoints.
        UnknownScaleError: There is no such scale of feelings.
    """
    file = Path(path)
    if feelings is not None and feelings not in SCALES:
        raise UnknownScaleError(feelings, SCALES)
    cells = read_grid_cells(file, sheet)
    grid = laid_out(cells, shape)
    said = {
        field: [heads] if isinstance(heads, str) else list(heads)
        for field, heads in (columns or {}).items()
    }
    used = columns_of(grid, said, leave_out)
    scale = _scale(grid, used, feelings)
    gathering = Gathering(grid, used)
    groups = gathering.gathered()
    if not groups:
        taken = ", ".join(f"{e.head!r} as {e.field}" for e in used if e.field)
        found = (
            "no row below its heads says anything of a touchpoint"
            f" (its columns are taken so: {taken})"
        )
        do = "Say what they are: --column touchpoint=NAME --column stage=NAME."
        raise UnreadableFileError(file, found, do)
    building = Building(scale)
    name = " ".join(file.stem.replace("_", " ").replace("-", " ").split()) or "Map"
    map_ = building.built(groups, name[0].upper() + name[1:])
    return ImportedGrid(
        drawn(map_),
        grid.name,
        grid.shape,
        used,
        scale,
        tuple(_shown(grid, no) for no in range(min(PREVIEWED, len(grid.rows)))),
        (*gathering.lost, *building.lost),
        grid.passed_over,
        ". ".join(filter(None, (cells.guess, building.guess()))),
    )


def unread_columns(
    path: str | PathLike[str], *, sheet: str | None = None, shape: Shape | None = None
) -> tuple[GridColumn, ...]:
    """Tell what stands in a grid that `read_grid` cannot read as a map, to be told.

    Raises:
        UnreadableFileError: It is no grid that can be read.
        UnknownSheetError: The workbook has no such sheet.
    """
    return bare_columns(laid_out(read_grid_cells(Path(path), sheet), shape))


def _scale(grid: Grid, used: Sequence[GridColumn], told: str | None) -> Scale | None:
    if told is not None:
        return next(scale for scale in SCALES if scale == told)
    texts = [
        row.cells[at]
        for at, column in enumerate(used)
        for row in grid.rows
        if column.field in {"feeling", "valence"} and at in row.cells
    ]
    return scale_of(texts)


def _shown(grid: Grid, no: int) -> dict[str, str]:
    row = grid.rows[no]
    found: dict[str, str] = {}
    for at, text in row.cells.items():
        head = grid.heads[at]
        found[head] = f"{found[head]}\n{text}" if head in found else text
    return found
