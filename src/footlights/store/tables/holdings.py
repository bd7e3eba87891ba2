"""What lies beside the maps: images, and data sets that numbers come from."""

from typing import Any

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from footlights.store.tables.table import (
    FreeText,
    Id,
    MapId,
    Moment,
    PersonId,
    Table,
    Word,
)


class AttachmentRow(Table):
    """An image, named by what it holds; its bytes, unless a folder has them."""

    __tablename__ = "attachments"

    fingerprint: Mapped[Id]
    media_type: Mapped[Word]
    size: Mapped[int]
    held: Mapped[bytes | None] = mapped_column(LargeBinary)


class AttachmentUseRow(Table):
    """An image on a cell of a map."""

    __tablename__ = "attachment_uses"

    id: Mapped[Id]
    fingerprint: Mapped[str] = mapped_column(
        ForeignKey("attachments.fingerprint"), index=True
    )
    map_id: Mapped[MapId]
    part: Mapped[Word]
    part_id: Mapped[Word]
    field: Mapped[FreeText]
    shows: Mapped[FreeText]
    made_by: Mapped[PersonId | None]
    made_at: Mapped[Moment]


class DatasetRow(Table):
    """A kept log that maps are measured by."""

    __tablename__ = "datasets"

    id: Mapped[Id]
    name: Mapped[FreeText] = mapped_column(unique=True)
    sources: Mapped[list[Any]]
    fingerprint: Mapped[FreeText]
    folder: Mapped[FreeText]
    made_by: Mapped[PersonId | None]
    made_at: Mapped[Moment]
