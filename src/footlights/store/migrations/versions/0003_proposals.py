"""Edits can wait for a person."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the table; nothing is proposed at first."""
    op.create_table(
        "proposals",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("map_id", sa.String(length=64), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=False),
        sa.Column("edits", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("made_with", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(length=64), nullable=True),
        sa.Column("revision_no", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["people.id"], name="fk_proposals_decided_by_people"
        ),
        sa.ForeignKeyConstraint(
            ["map_id"],
            ["maps.id"],
            name="fk_proposals_map_id_maps",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_proposals_person_id_people"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_proposals"),
    )
    for column in ("decided_by", "map_id", "person_id"):
        op.create_index(f"ix_proposals_{column}", "proposals", [column], unique=False)
