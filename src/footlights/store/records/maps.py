"""Maps, what they said revision by revision, and views saved under a name."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from footlights.store.records.rows import Rows
from footlights.store.tables import MapRow, RevisionRow, SavedViewRow


@dataclass(frozen=True)
class MapRecord:
    """A map, apart from what it says."""

    id: str
    title: str
    owner_id: str | None
    status: str
    review_on: date | None
    archived_at: datetime | None
    made_at: datetime
    head_no: int
    dataset_id: str | None = None
    """The data set that it is measured by."""


@dataclass(frozen=True)
class RevisionRecord:
    """What a map said from one moment to the next."""

    map_id: str
    no: int
    """From 1, without a gap."""

    kind: str
    """`made`, `edit`, `undo`, `redo`, `restore` or `file`."""

    of_no: int | None
    """Of an undo, redo or restore: the revision that it goes back on, or to."""

    based_on: int | None
    """The revision that its author saw; others may lie between."""

    person_id: str | None
    at: datetime
    message: str | None
    edits: str
    """The edits that lead here from the revision before, as JSON."""

    document: str
    """The whole map, as canonical JSON."""


@dataclass(frozen=True)
class RevisionLine:
    """A line of the history: a revision without its document."""

    no: int
    kind: str
    of_no: int | None
    person_id: str | None
    at: datetime
    message: str | None


@dataclass(frozen=True)
class StepRecord:
    """A revision without its document."""

    no: int
    person_id: str | None
    edits: str
    """The edits that lead here from the revision before, as JSON."""


@dataclass(frozen=True)
class SavedViewRecord:
    """A selection of lanes under a name, for an audience."""

    id: str
    map_id: str
    name: str
    audience: str | None
    shows: dict[str, Any]
    """Lens, lanes and what else the page keeps; its owner checks it."""

    made_by: str | None
    made_at: datetime


class Maps(Rows[MapRecord]):
    """Every map, archived ones too."""

    table = MapRow
    record = MapRecord

    def locked(self, map_id: str) -> MapRecord | None:
        """Give a map that nobody else changes until this change is saved."""
        query = select(MapRow).where(MapRow.id == map_id).with_for_update()
        row = self._session.scalar(query)
        return None if row is None else self._plain(row)


class Revisions(Rows[RevisionRecord]):
    """The revisions of every map."""

    table = RevisionRow
    record = RevisionRecord

    def heads(self) -> tuple[RevisionRecord, ...]:
        """Give the newest revision of every map that is not archived, by map id."""
        query = (
            select(RevisionRow)
            .join(MapRow, MapRow.id == RevisionRow.map_id)
            .where(RevisionRow.no == MapRow.head_no, MapRow.archived_at.is_(None))
            .order_by(RevisionRow.map_id)
        )
        return tuple(self._plain(row) for row in self._session.scalars(query))

    def steps(self, map_id: str, since: int) -> tuple[StepRecord, ...]:
        """List what was changed since a revision, oldest first."""
        query = (
            select(RevisionRow.no, RevisionRow.person_id, RevisionRow.edits)
            .where(RevisionRow.map_id == map_id, RevisionRow.no > since)
            .order_by(RevisionRow.no)
        )
        return tuple(StepRecord(*row) for row in self._session.execute(query))

    def history(
        self,
        map_id: str,
        *,
        person_id: str | None = None,
        before: int | None = None,
        limit: int | None = None,
    ) -> tuple[RevisionLine, ...]:
        """List revisions of a map, newest first, without their documents.

        Args:
            map_id: The map.
            person_id: Only those by this person.
            before: Only those with a lower number.
            limit: At most so many.
        """
        query = (
            select(
                RevisionRow.no,
                RevisionRow.kind,
                RevisionRow.of_no,
                RevisionRow.person_id,
                RevisionRow.at,
                RevisionRow.message,
            )
            .where(RevisionRow.map_id == map_id)
            .order_by(RevisionRow.no.desc())
            .limit(limit)
        )
        if person_id is not None:
            query = query.where(RevisionRow.person_id == person_id)
        if before is not None:
            query = query.where(RevisionRow.no < before)
        return tuple(RevisionLine(*row) for row in self._session.execute(query))


class SavedViews(Rows[SavedViewRecord]):
    """Views saved under a name."""

    table = SavedViewRow
    record = SavedViewRecord

    def of_map(self, map_id: str) -> tuple[SavedViewRecord, ...]:
        """List the views of a map by name."""
        return self._where(SavedViewRow.map_id == map_id, order=[SavedViewRow.name])
