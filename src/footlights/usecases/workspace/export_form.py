"""The form of an exported workspace: a folder of YAML, Parquet and images.

`workspace.yaml` holds the name, the people and the data sets; `maps/ID/map.yaml` what
a map says now and `about.yaml` beside it who may do what with it, its saved views and
images; `history.parquet`, `comments.parquet` and `proposals.parquet` hold every
revision, comment and proposal, and `audit.parquet` who did what. Images lie under `images`, kept logs under `logs`.

Passwords, sessions, invitations, API tokens and links are no part of it: whoever reads
the folder could use them. Where they are asked for, to move a workspace as a whole,
`secrets.yaml` holds them as the store does, which is as hashes; sessions, and links to
choose a password, which last for hours, stay behind.
"""

import pyarrow as pa

FORM = 1
"""Raised when folders of an earlier version can no longer be read as they are."""

MARK = "footlights_workspace"
"""The key of `workspace.yaml` that says that it is one, with its form."""

WORKSPACE_FILE = "workspace.yaml"
MAP_FILE = "map.yaml"
ABOUT_FILE = "about.yaml"
HISTORY_FILE = "history.parquet"
COMMENTS_FILE = "comments.parquet"
PROPOSALS_FILE = "proposals.parquet"
AUDIT_FILE = "audit.parquet"

SECRETS_FILE = "secrets.yaml"

OWNED = ("maps", "images", "logs", AUDIT_FILE, SECRETS_FILE, WORKSPACE_FILE)
"""What an export writes, and what it therefore replaces."""

LEFT_OUT = "passwords, sessions, invitations, API tokens and links"
"""Secrets, which are not exported unless they are asked for."""

_MOMENT = pa.timestamp("us", tz="UTC")

HISTORY = pa.schema(
    {
        "no": pa.int32(),
        "kind": pa.string(),
        "of_no": pa.int32(),
        "based_on": pa.int32(),
        "person_id": pa.string(),
        "at": _MOMENT,
        "message": pa.string(),
        "edits": pa.string(),
        "document": pa.string(),
    }
)
"""One row per revision of a map, oldest first."""

COMMENTS = pa.schema(
    {
        "id": pa.string(),
        "part": pa.string(),
        "part_id": pa.string(),
        "field": pa.string(),
        "text": pa.string(),
        "person_id": pa.string(),
        "at": _MOMENT,
        "answers": pa.string(),
        "resolved_at": _MOMENT,
        "resolved_by": pa.string(),
        "mentions": pa.list_(pa.string()),
    }
)
"""One row per comment or answer on a map, oldest first."""

PROPOSALS = pa.schema(
    {
        "id": pa.string(),
        "based_on": pa.int32(),
        "edits": pa.string(),
        "why": pa.string(),
        "made_with": pa.string(),
        "person_id": pa.string(),
        "at": _MOMENT,
        "decided_at": _MOMENT,
        "decided_by": pa.string(),
        "revision_no": pa.int32(),
    }
)
"""One row per proposal for a map, oldest first; `edits` is JSON."""

AUDIT = pa.schema(
    {
        "at": _MOMENT,
        "person_id": pa.string(),
        "action": pa.string(),
        "object_kind": pa.string(),
        "object_id": pa.string(),
        "map_id": pa.string(),
        "details": pa.string(),
    }
)
"""One row per thing that was done, oldest first; `details` is JSON."""
