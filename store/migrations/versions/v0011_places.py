"""Places: which pool a job takes one of, since when it has it, and whose turn is next."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_INDEX = "ix_jobs_open_places"


def upgrade() -> None:
    """Add them; every job that is there already has its workflow, and so a place."""
    op.add_column("jobs", sa.Column("pool", sa.Text(), nullable=False, server_default=""))
    op.add_column("jobs", sa.Column("start_by", sa.DateTime(timezone=True), nullable=True))
    op.add_column("jobs", sa.Column("placed_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "UPDATE jobs SET placed_at = created_at, pool = CASE"
        " WHEN kind IN ('animation_full', 'animation_edit') THEN 'animations'"
        " WHEN kind = 'speech' THEN 'dialogues'"
        " WHEN kind IN ('article_video', 'script_video') THEN 'videos'"
        " ELSE kind END"
    )
    op.create_index(
        _INDEX,
        "jobs",
        ["pool", "placed_at", "state"],
        sqlite_where=sa.text("finished_at IS NULL"),
        postgresql_where=sa.text("finished_at IS NULL"),
    )
    op.create_table(
        "turns",
        sa.Column("pool", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("served_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("pool", "owner", name="pk_turns"),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("turns")
    op.drop_index(_INDEX, "jobs")
    with op.batch_alter_table("jobs") as jobs:
        for column in ("placed_at", "start_by", "pool"):
            jobs.drop_column(column)
