"""Read a map that shows itself in a notebook."""

from os import PathLike
from pathlib import Path

from footlights.formats.map_yaml import read_map_document
from footlights.model.map import Map
from footlights.render.lanes import Lens


class DrawnMap(Map):
    """A map that a notebook shows as a picture."""

    def to_pptx(self, path: Path | str, lens: Lens = "both") -> Path:
        """Write the map as slides, and give the path of the file."""
        # What writes slides takes its time to load, and most maps do without.
        from footlights.usecases.slides import write_slides  # noqa: PLC0415

        return write_slides(self, None, path, lens)

    def _repr_html_(self) -> str:
        # Charts take a second to import, and only a notebook needs them.
        from footlights.render.notebook import map_html  # noqa: PLC0415

        return map_html(self)


def read_map(path: str | PathLike[str]) -> DrawnMap:
    """Read a map file.

    >>> m = read_map("dinner.yaml")  # doctest: +SKIP

    Raises:
        MissingFileError: There is no such file.
        UnreadableFileError: A folder, over 5 MB, or not UTF-8.
        BrokenYamlError: Not YAML, or YAML that goes beyond plain values.
        NotAMapError: Another kind of document.
        InvalidMapError: A map with mistakes; lists every one.
    """
    return drawn(read_map_document(Path(path)).map)


def drawn(map_: Map) -> DrawnMap:
    """Give the same map as one that a notebook shows as a picture."""
    return DrawnMap.model_validate({f: getattr(map_, f) for f in Map.model_fields})
