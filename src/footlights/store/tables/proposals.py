"""Edits that wait for a person."""

from sqlalchemy.orm import Mapped

from footlights.store.tables.table import (
    FreeText,
    Id,
    MapId,
    Moment,
    PersonId,
    Table,
    Word,
)


class ProposalRow(Table):
    """Edits that somebody, or an assistant, proposes."""

    __tablename__ = "proposals"

    id: Mapped[Id]
    map_id: Mapped[MapId]
    based_on: Mapped[int]
    edits: Mapped[FreeText]
    why: Mapped[FreeText]
    made_with: Mapped[Word]
    person_id: Mapped[PersonId | None]
    at: Mapped[Moment]
    decided_at: Mapped[Moment | None]
    decided_by: Mapped[PersonId | None]
    revision_no: Mapped[int | None]
