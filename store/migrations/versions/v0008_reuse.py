"""Which jobs have what another one published for their result."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "reused_publications",
        sa.Column("job_id", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("job_id", name="pk_reused_publications"),
        sa.ForeignKeyConstraint(
            ["job_id"], ["jobs.id"], ondelete="CASCADE", name="fk_reused_publications_job_id_jobs"
        ),
    )
    op.create_index("ix_reused_publications_made_by", "reused_publications", ["made_by"])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("reused_publications")
