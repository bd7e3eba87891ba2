"""Edits that wait for a person, and those decided on."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from footlights.store.records.rows import Rows
from footlights.store.tables import ProposalRow


@dataclass(frozen=True)
class ProposalRecord:
    """Edits that somebody, or an assistant, proposes."""

    id: str
    map_id: str
    based_on: int
    """The revision that whoever proposes saw."""

    edits: str
    """The edits, as JSON."""

    why: str
    """The reason, in words."""

    made_with: str
    """What it was made with, such as `assistant`."""

    person_id: str | None
    """For whom it was made; None at this machine."""

    at: datetime
    decided_at: datetime | None
    """When somebody accepted or refused it; None while it waits."""

    decided_by: str | None
    revision_no: int | None
    """The revision that it became; None while it waits, or if it was refused."""


class Proposals(Rows[ProposalRecord]):
    """Every proposal, decided ones too."""

    table = ProposalRow
    record = ProposalRecord

    def locked(self, proposal_id: str) -> ProposalRecord | None:
        """Give a proposal that nobody else decides on until this change is saved."""
        query = (
            select(ProposalRow).where(ProposalRow.id == proposal_id).with_for_update()
        )
        row = self._session.scalar(query)
        return None if row is None else self._plain(row)

    def of_map(self, map_id: str) -> tuple[ProposalRecord, ...]:
        """List the proposals for a map, oldest first."""
        return self._where(
            ProposalRow.map_id == map_id, order=[ProposalRow.at, ProposalRow.id]
        )
