"""Who did what, and when; rows are only ever added."""

from typing import Any

from sqlalchemy import BigInteger, Integer
from sqlalchemy.orm import Mapped, mapped_column

from footlights.store.tables.table import FreeText, Moment, PersonId, Table, Word


class AuditRow(Table):
    """One thing that was done."""

    __tablename__ = "audit_log"
    # SQLite must not give a number again, so that readers can ask what is new.
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    no: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True
    )
    at: Mapped[Moment] = mapped_column(index=True)
    person_id: Mapped[PersonId | None]
    action: Mapped[Word]
    object_kind: Mapped[Word]
    object_id: Mapped[FreeText]
    # Not a foreign key: what was done stays known when the map is gone.
    map_id: Mapped[Word | None] = mapped_column(index=True)
    details: Mapped[dict[str, Any]]
