"""What is written to see whether anything can be."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table and its one row."""
    table = op.create_table(
        "probe",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("filling", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_probe"),
    )
    op.bulk_insert(table, [{"id": 1, "at": datetime.now(UTC), "filling": ""}])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("probe")
