"""What somebody says of a grid in the browser, or over JSON, and the map of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from footlights.errors import MissingOptionError
from footlights.model.map import Map
from footlights.usecases.grids.grid import Shape
from footlights.usecases.grids.read_grid import ImportedGrid, read_grid
from footlights.usecases.workspace.workspace import Workspace
from footlights.web.file_names import plain_name
from footlights.web.new_maps import with_free_id

SHAPES: Mapping[Shape, str] = {
    "touchpoints": "a row to each touchpoint",
    "lanes": "a row to each lane, a column to each touchpoint",
    "notes": "a row to each note",
}
"""How touchpoints can stand in a grid."""

_COLUMN = "column:"


@dataclass(frozen=True)
class GridChoices:
    """What somebody said of a grid; what is left out is guessed."""

    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Heads by what they are."""

    leave_out: tuple[str, ...] = ()
    """Heads that are not to be used."""

    shape: Shape | None = None
    """How touchpoints stand."""

    sheet: str | None = None
    """The sheet of a workbook."""

    feelings: str | None = None
    """Scale of feelings that are numbers."""

    def of_file(self, path: Path) -> ImportedGrid:
        """Read a grid as it was said.

        Raises:
            FootlightsError: It cannot be read so.
        """
        return read_grid(
            path,
            sheet=self.sheet,
            shape=self.shape,
            columns=self.columns,
            leave_out=self.leave_out,
            feelings=self.feelings,
        )

    def of_bytes(self, name: str, held: bytes) -> ImportedGrid:
        """Read a grid that was sent; its name says which format it has.

        Raises:
            FootlightsError: It cannot be read so.
        """
        with TemporaryDirectory(prefix="footlights-") as folder:
            path = Path(folder) / plain_name(name, "grid.csv")
            path.write_bytes(held)
            return self.of_file(path)


def choices_of(said: Mapping[str, str]) -> GridChoices:
    """Read the fields of the form; a column that was chosen to be nothing is left out."""
    columns: dict[str, list[str]] = {}
    left_out = []
    for name, chosen in said.items():
        if name.startswith(_COLUMN):
            head = name.removeprefix(_COLUMN)
            if chosen:
                columns.setdefault(chosen, []).append(head)
            else:
                left_out.append(head)
    return GridChoices(
        columns,
        tuple(left_out),
        shape_of(said.get("shape")),
        said.get("sheet") or None,
        said.get("feelings") or None,
    )


def shape_of(said: str | None) -> Shape | None:
    """Give a shape by its name; None where nothing is said.

    Raises:
        MissingOptionError: There is no such shape.
    """
    if not said:
        return None
    for shape in SHAPES:
        if shape == said:
            return shape
    name, do = "shape", f"It can be: {', '.join(SHAPES)}."
    raise MissingOptionError(name, do)


def named_map(workspace: Workspace, found: ImportedGrid, name: str | None) -> Map:
    """Give the map of a grid under a name, with an id that is free."""
    plain = Map.model_validate(found.map.model_dump(by_alias=True))
    if name and name.strip():
        plain = plain.model_copy(update={"name": name.strip()[:120], "id": "map"})
    return with_free_id(workspace, plain)
