"""One map as somebody may see it, with its numbers."""

from dataclasses import dataclass

from footlights.errors import NotAllowedError
from footlights.measures.measured import Measured
from footlights.model.map import Map
from footlights.store.records.holdings import AttachmentUseRecord, DatasetRecord
from footlights.usecases.workspace.datasets import dataset_of
from footlights.usecases.workspace.images import list_images
from footlights.usecases.workspace.maps import OpenedMap, open_map
from footlights.usecases.workspace.policy import LEAST, Action
from footlights.web.numbers import Numbers
from footlights.web.visitors import Visitor


@dataclass(frozen=True)
class ShownMap:
    """A map, what one may do with it, and what is measured."""

    opened: OpenedMap
    """The map and its record."""

    may: frozenset[Action]
    """All that who looks may do with it."""

    dataset: DatasetRecord | None
    """The data by which it is measured; None for none."""

    images: tuple[AttachmentUseRecord, ...]
    """The images on its cells, oldest first."""

    numbers: Numbers | None
    """How far measuring it has come; None without data."""

    @property
    def map(self) -> Map:
        """The map itself."""
        return self.opened.map

    @property
    def id(self) -> str:
        """Its id in the workspace."""
        return self.opened.record.id

    @property
    def measured(self) -> Measured | None:
        """What was measured; of the map as it was, until that of now is there."""
        return None if self.numbers is None else self.numbers.measured


def shown_map(
    visitor: Visitor, map_id: str, revision_no: int | None = None
) -> ShownMap:
    """Open a map for somebody; begins to measure it if nobody has.

    Raises:
        UnknownMapError: There is no such map for them.
        UnknownRevisionError: It has no such revision.
    """
    site = visitor.site
    opened = open_map(site.workspace, visitor.caller, map_id, revision_no)
    dataset = dataset_of(site.workspace, visitor.caller, map_id)
    numbers = None if dataset is None else site.numbers.of(opened.map, dataset)
    images = list_images(site.workspace, visitor.caller, map_id)
    return ShownMap(opened, visitor.may(map_id), dataset, images, numbers)


def stop_measuring(visitor: Visitor, map_id: str) -> None:
    """Stop measuring a map.

    Raises:
        NotAllowedError: They may not edit the map. Its numbers are everybody's; who
            only reads them takes them from nobody.
        UnknownMapError: There is no such map for them.
    """
    shown = shown_map(visitor, map_id)
    if "edit" not in shown.may:
        action: Action = "edit"
        raise NotAllowedError(action, LEAST[action])
    if shown.dataset is not None:
        visitor.site.numbers.stop(shown.map, shown.dataset)
