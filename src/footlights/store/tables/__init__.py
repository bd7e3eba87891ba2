"""Every table of a workspace; importing this room makes `Table.metadata` whole."""

from footlights.store.tables.audit import AuditRow
from footlights.store.tables.discussion import CommentRow, LinkRow, MentionRow
from footlights.store.tables.holdings import (
    AttachmentRow,
    AttachmentUseRow,
    DatasetRow,
)
from footlights.store.tables.maps import MapRow, RevisionRow, SavedViewRow
from footlights.store.tables.people import (
    InvitationRow,
    MapRoleRow,
    PasswordResetRow,
    PersonRow,
    SessionRow,
    TokenRow,
)
from footlights.store.tables.proposals import ProposalRow
from footlights.store.tables.table import Table
from footlights.store.tables.workspace import WorkspaceRow

__all__ = [
    "AttachmentRow",
    "AttachmentUseRow",
    "AuditRow",
    "CommentRow",
    "DatasetRow",
    "InvitationRow",
    "LinkRow",
    "MapRoleRow",
    "MapRow",
    "MentionRow",
    "PasswordResetRow",
    "PersonRow",
    "ProposalRow",
    "RevisionRow",
    "SavedViewRow",
    "SessionRow",
    "Table",
    "TokenRow",
    "WorkspaceRow",
]
