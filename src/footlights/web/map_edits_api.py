"""What becomes of a map, as JSON: edit, undo, look back, compare."""

from dataclasses import dataclass

from fastapi import APIRouter
from pydantic import BaseModel

from footlights.model.comparison.compare import Change
from footlights.model.edits.edit import EDITS, Edit
from footlights.usecases.workspace.history import (
    HistoryLine,
    Step,
    compare_maps,
    compare_revisions,
    history,
    steps_since,
)
from footlights.usecases.workspace.saving import (
    Saved,
    redo,
    restore,
    save_edits,
    undo,
)
from footlights.web.asked_numbers import Limit, RevisionNo, SentNo
from footlights.web.visitors import Asking, Visitor


@dataclass(frozen=True)
class SavedAnswer:
    """A map after a change."""

    revision: int
    """Its newest revision."""

    edits: list[Edit]
    """What was changed, after what others changed meanwhile."""


class Edits(BaseModel):
    """Edits to be saved together."""

    expected_revision: SentNo
    """The revision on which they were begun."""

    edits: tuple[Edit, ...]
    """In the order in which they are made."""

    message: str | None = None
    """What the change is about, in words."""


def map_edits_api() -> APIRouter:
    """Give the interface to changes of maps, made and to be made."""
    routes = APIRouter(prefix="/api/maps", tags=["maps"])

    @routes.post("/{map_id}/edits")
    def edit(visitor: Asking, map_id: str, sent: Edits) -> SavedAnswer:
        """Save edits as the next revision: all of them, or none.

        What others saved meanwhile stays. If somebody changed the same, the answer is
        409 with what stood there, theirs and yours, and the revision to go on from.
        """
        saved = save_edits(
            visitor.site.workspace,
            visitor.caller,
            map_id,
            sent.edits,
            expected_revision=sent.expected_revision,
            now=visitor.site.now(),
            message=sent.message,
        )
        return _saved(visitor, map_id, saved)

    @routes.post("/{map_id}/undo")
    def take_back(visitor: Asking, map_id: str) -> SavedAnswer:
        """Take back one's own last change."""
        site = visitor.site
        saved = undo(site.workspace, visitor.caller, map_id, now=site.now())
        return _saved(visitor, map_id, saved)

    @routes.post("/{map_id}/redo")
    def do_again(visitor: Asking, map_id: str) -> SavedAnswer:
        """Make the change again that one took back last."""
        site = visitor.site
        saved = redo(site.workspace, visitor.caller, map_id, now=site.now())
        return _saved(visitor, map_id, saved)

    @routes.post("/{map_id}/restore")
    def bring_back(
        visitor: Asking,
        map_id: str,
        revision: RevisionNo,
        expected_revision: RevisionNo,
    ) -> SavedAnswer:
        """Make a map again what it was in a revision, as a new one."""
        saved = restore(
            visitor.site.workspace,
            visitor.caller,
            map_id,
            revision,
            expected_revision=expected_revision,
            now=visitor.site.now(),
        )
        return _saved(visitor, map_id, saved)

    @routes.get("/{map_id}/revisions")
    def revisions(
        visitor: Asking,
        map_id: str,
        before: RevisionNo | None = None,
        limit: Limit = 50,
    ) -> tuple[HistoryLine, ...]:
        """List the revisions of a map, newest first."""
        return history(
            visitor.site.workspace,
            visitor.caller,
            map_id,
            before=before,
            limit=min(limit, 500),
        )

    @routes.get("/{map_id}/steps")
    def steps(visitor: Asking, map_id: str, since: RevisionNo) -> tuple[Step, ...]:
        """List what was changed since a revision, oldest first."""
        return steps_since(visitor.site.workspace, visitor.caller, map_id, since)

    @routes.get("/{map_id}/changes")
    def changes(
        visitor: Asking, map_id: str, before: RevisionNo, after: RevisionNo
    ) -> tuple[Change, ...]:
        """Say how one revision differs from another, in words."""
        return compare_revisions(
            visitor.site.workspace, visitor.caller, map_id, before, after
        )

    @routes.get("/{map_id}/against/{other}")
    def against(visitor: Asking, map_id: str, other: str) -> tuple[Change, ...]:
        """Say how another map differs from this one, in words."""
        return compare_maps(visitor.site.workspace, visitor.caller, map_id, other)

    return routes


def _saved(visitor: Visitor, map_id: str, saved: Saved) -> SavedAnswer:
    visitor.site.rooms.wake(map_id)
    return SavedAnswer(saved.revision_no, list(EDITS.validate_python(saved.edits)))
