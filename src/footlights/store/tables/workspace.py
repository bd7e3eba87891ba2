"""The workspace itself: one to a store."""

from typing import Any

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from footlights.store.tables.table import FreeText, Moment, Table


class WorkspaceRow(Table):
    """Its one row."""

    __tablename__ = "workspace"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[FreeText]
    settings: Mapped[dict[str, Any]]
    made_at: Mapped[Moment]
