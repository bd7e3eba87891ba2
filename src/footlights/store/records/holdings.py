"""Images on cells, and data sets that numbers come from."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from footlights.store.records.rows import Rows
from footlights.store.tables import AttachmentRow, AttachmentUseRow, DatasetRow


@dataclass(frozen=True)
class AttachmentRecord:
    """An image, named by what it holds."""

    fingerprint: str
    """SHA-256 of its bytes."""

    media_type: str
    size: int
    """In bytes."""

    held: bytes | None
    """Its bytes; None if a folder has them."""


@dataclass(frozen=True)
class AttachmentUseRecord:
    """An image on a cell of a map."""

    id: str
    fingerprint: str
    map_id: str
    part: str
    part_id: str
    field: str
    shows: str
    """What it shows, in words, for those who do not see it."""

    made_by: str | None
    made_at: datetime


@dataclass(frozen=True)
class DatasetRecord:
    """A kept log that maps are measured by."""

    id: str
    name: str
    sources: list[Any]
    """The files and tables it was read from."""

    fingerprint: str
    folder: str
    """Where the kept log lies; inside the workspace's folder, relative to it."""

    made_by: str | None
    made_at: datetime


class Attachments(Rows[AttachmentRecord]):
    """Images by what they hold."""

    table = AttachmentRow
    record = AttachmentRecord


class AttachmentUses(Rows[AttachmentUseRecord]):
    """Which cell shows which image."""

    table = AttachmentUseRow
    record = AttachmentUseRecord

    def of_map(self, map_id: str) -> tuple[AttachmentUseRecord, ...]:
        """List the images on a map, oldest first."""
        return self._where(
            AttachmentUseRow.map_id == map_id,
            order=[AttachmentUseRow.made_at, AttachmentUseRow.id],
        )


class Datasets(Rows[DatasetRecord]):
    """Data sets by name."""

    table = DatasetRow
    record = DatasetRecord

    def by_name(self, name: str) -> DatasetRecord | None:
        """Give the data set of a name."""
        return self._one(DatasetRow.name, name)
