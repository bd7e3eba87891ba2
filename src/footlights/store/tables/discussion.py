"""Comments on the cells of a map, and links that show it."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from footlights.store.tables.table import (
    FreeText,
    Hash,
    Id,
    MapId,
    Moment,
    PersonId,
    Table,
    Word,
)


class CommentRow(Table):
    """What somebody said about a cell, or answered."""

    __tablename__ = "comments"

    id: Mapped[Id]
    map_id: Mapped[MapId]
    part: Mapped[Word]
    part_id: Mapped[Word]
    field: Mapped[FreeText]
    text: Mapped[FreeText]
    person_id: Mapped[PersonId | None]
    at: Mapped[Moment]
    answers: Mapped[str | None] = mapped_column(
        ForeignKey("comments.id", ondelete="CASCADE"), index=True
    )
    resolved_at: Mapped[Moment | None]
    resolved_by: Mapped[PersonId | None]


class MentionRow(Table):
    """Somebody named in a comment."""

    __tablename__ = "mentions"

    comment_id: Mapped[str] = mapped_column(
        ForeignKey("comments.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[str] = mapped_column(
        ForeignKey("people.id"), primary_key=True, index=True
    )


class LinkRow(Table):
    """A link that shows one map without signing in."""

    __tablename__ = "links"

    id: Mapped[Id]
    token_hash: Mapped[Hash]
    map_id: Mapped[MapId]
    label: Mapped[FreeText | None]
    view_id: Mapped[str | None] = mapped_column(
        ForeignKey("saved_views.id", ondelete="SET NULL")
    )
    made_by: Mapped[PersonId | None]
    made_at: Mapped[Moment]
    expires_at: Mapped[Moment | None]
    revoked_at: Mapped[Moment | None]
