"""Maps that are about to be made: of a few words, an example, or a file."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from footlights.errors import MissingOptionError
from footlights.formats.map_yaml import MapDocument, read_map_document
from footlights.model.map import Map
from footlights.model.slugs import free_slug, slugs
from footlights.usecases.examples import read_example
from footlights.usecases.workspace.documents import checked_map
from footlights.usecases.workspace.workspace import Workspace
from footlights.web.file_names import plain_name

FIRST_STAGES = ("Before", "During", "After")
"""Stages of a map of which nothing else is said."""

LARGEST_MAP = 5_000_000
"""A file of a map may have so many bytes."""

FIRST_TOUCHPOINT = "New touchpoint"


def map_from(
    workspace: Workspace,
    *,
    document: Map | None = None,
    example: str | None = None,
    name: str | None = None,
    stages: Sequence[str] = (),
) -> Map:
    """Give a map that is not in the workspace yet.

    Args:
        workspace: Its ids are taken.
        document: The whole map; its id must be free.
        example: The name of an example; gets a free id.
        name: The name of an empty map, or another name for the example.
        stages: Names of the stages of an empty map.

    Raises:
        UnknownExampleError: There is no such example.
        MissingOptionError: Nothing is said.
    """
    if document is not None:
        return document
    if example is not None:
        found = Map.model_validate(read_example(example).model_dump(by_alias=True))
        return with_free_id(workspace, _renamed(found, name))
    if not name or not name.strip():
        raise MissingOptionError("name", "A map needs one, such as 'Dinner'.")  # noqa: EM101 - as where questions are asked
    return with_free_id(workspace, empty_map(name.strip(), stages))


def sent_map(workspace: Workspace, file_name: str, held: bytes) -> Map:
    """Read a map from a file that was sent; its ending says which format it has.

    Raises:
        FootlightsError: It cannot be read; every mistake is said.
    """
    return with_free_id(workspace, sent_document(file_name, held).map)


def sent_document(file_name: str, held: bytes) -> MapDocument:
    """Read a file of a map that was sent, and what of it is not in the map.

    Raises:
        FootlightsError: It cannot be read; every mistake is said.
    """
    with TemporaryDirectory(prefix="footlights-") as folder:
        path = Path(folder) / plain_name(file_name, "map.yaml")
        path.write_bytes(held)
        return read_map_document(path)


def empty_map(name: str, stages: Sequence[str]) -> Map:
    """Give a map with stages of one touchpoint each.

    Raises:
        EditDoesNotFitError: A name is too long.
    """
    names = [each.strip() for each in stages if each.strip()] or list(FIRST_STAGES)
    points = slugs([f"{FIRST_TOUCHPOINT} {no + 1}" for no in range(len(names))], "step")
    drawn = [
        {
            "id": stage_id,
            "name": stage,
            "touchpoints": [{"id": point_id, "name": FIRST_TOUCHPOINT}],
        }
        for stage, stage_id, point_id in zip(
            names, slugs(names, "stage"), points, strict=True
        )
    ]
    document = {"footlights": 1, "id": "map", "name": name, "stages": drawn}
    return checked_map(document)


def with_free_id(workspace: Workspace, map_: Map) -> Map:
    """Give the same map with an id that no map of the workspace has."""
    with workspace.store.reading() as records:
        taken = {record.id for record in records.maps.all()}
    if map_.id != "map" and map_.id not in taken:
        return map_
    return map_.model_copy(update={"id": free_slug(map_.name, "map", taken)})


def _renamed(map_: Map, name: str | None) -> Map:
    if name is None or not name.strip():
        return map_
    return map_.model_copy(update={"name": name.strip()})
