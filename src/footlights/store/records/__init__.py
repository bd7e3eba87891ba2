"""Records of everything in a store, for as long as one reading or change lasts."""

from functools import cached_property
from pathlib import Path

from sqlalchemy.orm import Session

from footlights.store.records.discussion import AuditLog, Comments, Links, Mentions
from footlights.store.records.holdings import Attachments, AttachmentUses, Datasets
from footlights.store.records.maps import Maps, Revisions, SavedViews
from footlights.store.records.people import (
    Invitations,
    MapRoles,
    PasswordResets,
    People,
    Sessions,
    Tokens,
)
from footlights.store.records.proposals import Proposals
from footlights.store.records.workspace import Workspaces

__all__ = ["Records"]


class Records:
    """Every kind of record; what is added and changed is saved with the change."""

    def __init__(self, session: Session, folder: Path | None) -> None:
        self._session = session
        self.folder = folder

    @cached_property
    def workspaces(self) -> Workspaces:
        """The workspace itself."""
        return Workspaces(self._session)

    @cached_property
    def people(self) -> People:
        """People."""
        return People(self._session)

    @cached_property
    def map_roles(self) -> MapRoles:
        """Roles on single maps."""
        return MapRoles(self._session)

    @cached_property
    def sessions(self) -> Sessions:
        """Browsers that are signed in."""
        return Sessions(self._session)

    @cached_property
    def invitations(self) -> Invitations:
        """Invitations."""
        return Invitations(self._session)

    @cached_property
    def password_resets(self) -> PasswordResets:
        """Links to choose a new password."""
        return PasswordResets(self._session)

    @cached_property
    def tokens(self) -> Tokens:
        """API tokens."""
        return Tokens(self._session)

    @cached_property
    def maps(self) -> Maps:
        """Maps."""
        return Maps(self._session)

    @cached_property
    def revisions(self) -> Revisions:
        """Revisions of maps."""
        return Revisions(self._session)

    @cached_property
    def saved_views(self) -> SavedViews:
        """Views saved under a name."""
        return SavedViews(self._session)

    @cached_property
    def comments(self) -> Comments:
        """Comments."""
        return Comments(self._session)

    @cached_property
    def mentions(self) -> Mentions:
        """Who is named in comments."""
        return Mentions(self._session)

    @cached_property
    def proposals(self) -> Proposals:
        """Edits that wait for a person."""
        return Proposals(self._session)

    @cached_property
    def links(self) -> Links:
        """Links that show a map."""
        return Links(self._session)

    @cached_property
    def audit(self) -> AuditLog:
        """Who did what."""
        return AuditLog(self._session)

    @cached_property
    def attachments(self) -> Attachments:
        """Images."""
        return Attachments(self._session)

    @cached_property
    def attachment_uses(self) -> AttachmentUses:
        """Which cell shows which image."""
        return AttachmentUses(self._session)

    @cached_property
    def datasets(self) -> Datasets:
        """Data sets."""
        return Datasets(self._session)
