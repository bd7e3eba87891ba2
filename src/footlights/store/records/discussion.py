"""Comments on cells, links that show a map, and the audit log."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from footlights.store.records.rows import Rows
from footlights.store.tables import AuditRow, CommentRow, LinkRow, MentionRow

_AUDIT_LOCK = 0x61756469
"""Any number that all processes agree on; numbers are given out under it."""


@dataclass(frozen=True)
class CommentRecord:
    """What somebody said about a cell, or answered."""

    id: str
    map_id: str
    part: str
    part_id: str
    field: str
    text: str
    person_id: str | None
    at: datetime
    answers: str | None
    """The comment that it answers."""

    resolved_at: datetime | None
    resolved_by: str | None


@dataclass(frozen=True)
class MentionRecord:
    """Somebody named in a comment."""

    comment_id: str
    person_id: str


@dataclass(frozen=True)
class LinkRecord:
    """A link that shows one map without signing in."""

    id: str
    token_hash: str
    map_id: str
    label: str | None
    view_id: str | None
    made_by: str | None
    made_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True)
class NewAudit:
    """One thing that was done, before it has its number."""

    at: datetime
    person_id: str | None
    action: str
    object_kind: str
    object_id: str
    map_id: str | None
    details: dict[str, Any]


@dataclass(frozen=True)
class AuditRecord(NewAudit):
    """One thing that was done."""

    no: int
    """Grows; never given twice."""


class Comments(Rows[CommentRecord]):
    """Comments and answers, resolved ones too."""

    table = CommentRow
    record = CommentRecord

    def of_map(self, map_id: str) -> tuple[CommentRecord, ...]:
        """List the comments on a map, oldest first."""
        return self._where(
            CommentRow.map_id == map_id, order=[CommentRow.at, CommentRow.id]
        )

    def naming(self, person_id: str) -> tuple[CommentRecord, ...]:
        """List the comments that mention somebody, newest first."""
        named = select(MentionRow.comment_id).where(MentionRow.person_id == person_id)
        return self._where(
            CommentRow.id.in_(named), order=[CommentRow.at.desc(), CommentRow.id]
        )


class Mentions(Rows[MentionRecord]):
    """Who is named where."""

    table = MentionRow
    record = MentionRecord

    def of_comment(self, comment_id: str) -> tuple[str, ...]:
        """List the ids of those named in a comment."""
        found = self._where(
            MentionRow.comment_id == comment_id, order=[MentionRow.person_id]
        )
        return tuple(mention.person_id for mention in found)

    def of_map(self, map_id: str) -> tuple[MentionRecord, ...]:
        """List who is named in the comments on a map."""
        said = select(CommentRow.id).where(CommentRow.map_id == map_id)
        return self._where(
            MentionRow.comment_id.in_(said),
            order=[MentionRow.comment_id, MentionRow.person_id],
        )


class Links(Rows[LinkRecord]):
    """Links that show a map, revoked ones too."""

    table = LinkRow
    record = LinkRecord

    def by_hash(self, token_hash: str) -> LinkRecord | None:
        """Give the link with a hash."""
        return self._one(LinkRow.token_hash, token_hash)

    def of_map(self, map_id: str) -> tuple[LinkRecord, ...]:
        """List the links to a map, newest first."""
        return self._where(LinkRow.map_id == map_id, order=[LinkRow.made_at.desc()])

    def by_person(self, person_id: str) -> tuple[LinkRecord, ...]:
        """List the links that somebody made, newest first."""
        made_by = LinkRow.made_by == person_id
        return self._where(made_by, order=[LinkRow.made_at.desc()])


class AuditLog(Rows[NewAudit]):
    """Who did what, and when; things are only ever added."""

    table = AuditRow
    record = NewAudit

    def add(self, record: NewAudit) -> None:
        """Add what was done; a thing with a higher number is never saved earlier.

        Readers who ask what is new since a number therefore miss nothing.
        """
        if self._session.get_bind().dialect.name == "postgresql":
            self._session.execute(select(func.pg_advisory_xact_lock(_AUDIT_LOCK)))
        super().add(record)

    def since(
        self, no: int = 0, *, map_id: str | None = None, limit: int | None = None
    ) -> tuple[AuditRecord, ...]:
        """List what was done after the thing of that number, oldest first."""
        query = select(AuditRow).where(AuditRow.no > no).order_by(AuditRow.no)
        return self._numbered(query, map_id, limit)

    def latest(
        self,
        *,
        before: int | None = None,
        map_id: str | None = None,
        besides: str | None = None,
        limit: int | None = None,
    ) -> tuple[AuditRecord, ...]:
        """List what was done before the thing of that number, newest first.

        Args:
            before: A number; by default what was done last is listed, too.
            map_id: Only what was done on this map.
            besides: A kind of object; what was done to such is left out.
            limit: At most so many.
        """
        query = select(AuditRow).order_by(AuditRow.no.desc())
        if besides is not None:
            query = query.where(AuditRow.object_kind != besides)
        if before is not None:
            query = query.where(AuditRow.no < before)
        return self._numbered(query, map_id, limit)

    def _numbered(
        self,
        query: Any,  # a select; its type names every column
        map_id: str | None,
        limit: int | None,
    ) -> tuple[AuditRecord, ...]:
        if map_id is not None:
            query = query.where(AuditRow.map_id == map_id)
        return tuple(
            AuditRecord(
                no=row.no,
                at=row.at,
                person_id=row.person_id,
                action=row.action,
                object_kind=row.object_kind,
                object_id=row.object_id,
                map_id=row.map_id,
                details=row.details,
            )
            for row in self._session.scalars(query.limit(limit))
        )
