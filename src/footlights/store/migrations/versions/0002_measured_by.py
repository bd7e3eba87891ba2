"""A map says which data set it is measured by."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column; maps are measured by nothing at first."""
    # No foreign key: SQLite can only add one by making the table anew, and with it
    # goes every revision.
    op.add_column("maps", sa.Column("dataset_id", sa.String(length=64), nullable=True))
    op.create_index("ix_maps_dataset_id", "maps", ["dataset_id"], unique=False)
