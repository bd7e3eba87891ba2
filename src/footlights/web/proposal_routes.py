"""Edits that wait for a person: decided on in the history of a map, and as JSON."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Body, Response, UploadFile
from fastapi.responses import RedirectResponse
from pydantic import BaseModel

from footlights.errors import NotAllowedError
from footlights.model.edits.edit import Edit
from footlights.usecases.workspace.policy import LEAST, Action
from footlights.usecases.workspace.proposals import (
    Proposal,
    accept,
    list_proposals,
    propose,
    refuse,
)
from footlights.usecases.workspace.returned_files import propose_file
from footlights.web.asked_numbers import SentNo
from footlights.web.new_maps import LARGEST_MAP, sent_document
from footlights.web.visitors import Asking, Visitor


class NewProposal(BaseModel):
    """Edits that are proposed."""

    edits: tuple[Edit, ...]
    why: str
    """The reason, in words."""

    revision: SentNo | None = None
    """The revision on which they were begun; null for the newest."""

    made_with: str = "a program"
    """What they were made with."""


class ProposalAnswer(BaseModel):
    """A proposal, as JSON."""

    id: str
    map: str
    revision: int
    """The revision that it was made on."""

    state: str
    """`waiting`, `accepted` or `refused`."""

    why: str
    made_with: str
    at: datetime
    edits: tuple[Edit, ...]
    changes: tuple[str, ...]
    """The edits in words."""

    revision_no: int | None
    """The revision that it became, once accepted."""

    @classmethod
    def of(cls, proposal: Proposal) -> "ProposalAnswer":
        """Say what is kept of a proposal."""
        record = proposal.record
        return cls(
            id=record.id,
            map=record.map_id,
            revision=record.based_on,
            state=proposal.state,
            why=record.why,
            made_with=record.made_with,
            at=record.at,
            edits=proposal.edits,
            changes=tuple(map(str, proposal.changes)),
            revision_no=record.revision_no,
        )


def proposal_pages() -> APIRouter:
    """Give what the forms in the history of a map lead to."""
    routes = APIRouter(prefix="/maps/{map_id}/proposals")

    @routes.post("")
    def returned(visitor: Asking, map_id: str, file: UploadFile) -> Response:
        held = file.file.read(LARGEST_MAP + 1)
        _propose_file(visitor, map_id, file.filename or "map.yaml", held)
        return RedirectResponse(f"/maps/{map_id}/history", status_code=303)

    @routes.post("/{proposal_id}/accept")
    def accepted(visitor: Asking, map_id: str, proposal_id: str) -> Response:
        _accept(visitor, map_id, proposal_id)
        return RedirectResponse(f"/maps/{map_id}", status_code=303)

    @routes.post("/{proposal_id}/refuse")
    def refused(visitor: Asking, map_id: str, proposal_id: str) -> Response:
        site = visitor.site
        refuse(site.workspace, visitor.caller, proposal_id, now=site.now())
        return RedirectResponse(f"/maps/{map_id}/history", status_code=303)

    return routes


def proposal_api() -> APIRouter:
    """Give the interface to proposals."""
    routes = APIRouter(prefix="/api/maps/{map_id}/proposals", tags=["proposals"])

    @routes.get("")
    def proposals(
        visitor: Asking, map_id: str, *, decided: bool = False
    ) -> tuple[ProposalAnswer, ...]:
        """List the edits that wait for a person, or those decided on; oldest first."""
        found = list_proposals(
            visitor.site.workspace, visitor.caller, map_id, is_decided=decided
        )
        return tuple(map(ProposalAnswer.of, found))

    @routes.post("", status_code=201)
    def proposed(visitor: Asking, map_id: str, new: NewProposal) -> ProposalAnswer:
        """Propose edits; the map stays as it is until somebody accepts them."""
        site = visitor.site
        made = propose(
            site.workspace,
            visitor.caller,
            map_id,
            new.edits,
            new.why,
            now=site.now(),
            base=new.revision,
            made_with=new.made_with,
        )
        return ProposalAnswer.of(made)

    @routes.post("/file", status_code=201)
    def returned(
        visitor: Asking,
        map_id: str,
        name: str,
        file: Annotated[bytes, Body(media_type="application/octet-stream")],
    ) -> ProposalAnswer:
        """Propose what a file of the map says otherwise, such as a workbook.

        It is held against the revision from which it differs least, of the newest, so
        what others changed since stays. Its name says which format it has.
        """
        return ProposalAnswer.of(_propose_file(visitor, map_id, name, file))

    @routes.post("/{proposal_id}/accept")
    def accepted(visitor: Asking, map_id: str, proposal_id: str) -> int:
        """Make a proposal the next revision of its map; gives its number."""
        return _accept(visitor, map_id, proposal_id)

    @routes.post("/{proposal_id}/refuse", status_code=204)
    def refused(visitor: Asking, map_id: str, proposal_id: str) -> None:
        """Decide that a proposal is not made."""
        del map_id
        site = visitor.site
        refuse(site.workspace, visitor.caller, proposal_id, now=site.now())

    return routes


def _propose_file(visitor: Visitor, map_id: str, name: str, held: bytes) -> Proposal:
    """Propose what a file says that was sent.

    Raises:
        NotAllowedError: They may not comment on the map; nothing of it is read then.
    """
    action: Action = "comment"
    if action not in visitor.may(map_id):
        raise NotAllowedError(action, LEAST[action])
    site = visitor.site
    file = sent_document(name, held)
    return propose_file(site.workspace, visitor.caller, map_id, file, now=site.now())


def _accept(visitor: Visitor, map_id: str, proposal_id: str) -> int:
    site = visitor.site
    saved = accept(site.workspace, visitor.caller, proposal_id, now=site.now())
    site.rooms.wake(map_id)
    return saved.revision_no
