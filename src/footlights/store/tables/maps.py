"""Maps and their revisions; nothing of a revision ever changes."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from footlights.store.tables.table import (
    Compressed,
    FreeText,
    Id,
    MapId,
    Moment,
    PersonId,
    Table,
    Word,
)


class MapRow(Table):
    """A map, apart from what it says."""

    __tablename__ = "maps"

    id: Mapped[Id]
    title: Mapped[FreeText]
    owner_id: Mapped[PersonId | None]
    status: Mapped[Word]
    review_on: Mapped[date | None]
    archived_at: Mapped[Moment | None]
    made_at: Mapped[Moment]
    head_no: Mapped[int]
    dataset_id: Mapped[Word | None] = mapped_column(index=True)


class RevisionRow(Table):
    """What a map said from one moment to the next."""

    __tablename__ = "revisions"
    __table_args__ = (Index("ix_revisions_map_id_person_id", "map_id", "person_id"),)

    map_id: Mapped[str] = mapped_column(
        ForeignKey("maps.id", ondelete="CASCADE"), primary_key=True
    )
    no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[Word]
    of_no: Mapped[int | None]
    based_on: Mapped[int | None]
    person_id: Mapped[PersonId | None]
    at: Mapped[Moment]
    message: Mapped[FreeText | None]
    edits: Mapped[Compressed]
    document: Mapped[Compressed]


class SavedViewRow(Table):
    """A selection of lanes under a name, for an audience."""

    __tablename__ = "saved_views"
    __table_args__ = (UniqueConstraint("map_id", "name"),)

    id: Mapped[Id]
    map_id: Mapped[MapId]
    name: Mapped[FreeText]
    audience: Mapped[FreeText | None]
    shows: Mapped[dict[str, Any]]
    made_by: Mapped[PersonId | None]
    made_at: Mapped[Moment]
