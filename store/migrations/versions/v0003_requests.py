"""Each job's request, as it came."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; nothing was released before it, so earlier jobs have an empty request."""
    op.add_column("jobs", sa.Column("request", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("jobs") as jobs:
        jobs.alter_column("request", server_default=None)


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("jobs", "request")
