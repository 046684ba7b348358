"""The videos of articles; indexes that answer lists and counts of many jobs by themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)
_OLD = (
    ["state", "created_at"],
    ["owner", "created_at"],
)
_NEW = (
    ["state", "finished_at"],
    ["owner", "kind", "state"],
    ["kind", "created_at", "id"],
    ["kind", "state", "created_at", "id"],
    ["owner", "kind", "created_at", "id"],
    ["owner", "kind", "state", "created_at", "id"],
)


def upgrade() -> None:
    """Create the table, exchange the indexes."""
    _exchange(_OLD, _NEW)
    op.create_table(
        "videos",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("job_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("source_url", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("file_path", sa.Text(), nullable=False),
        sa.Column("duration", sa.Double(), nullable=False),
        sa.Column("size_mb", sa.Double(), nullable=False),
        sa.Column("script_json", sa.Text(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_videos"),
        sa.UniqueConstraint("name", name="uq_videos_name"),
        sa.UniqueConstraint("job_id", name="uq_videos_job_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_videos_digest_created_at", "videos", ["digest", "created_at"])


def downgrade() -> None:
    """Drop the table, with all it holds, and take the old indexes back."""
    op.drop_table("videos")
    _exchange(_NEW, _OLD)


def _exchange(old: tuple[list[str], ...], new: tuple[list[str], ...]) -> None:
    for columns in old:
        op.drop_index(_named(columns), "jobs")
    for columns in new:
        op.create_index(_named(columns), "jobs", columns)


def _named(columns: list[str]) -> str:
    return "_".join(("ix_jobs", *columns))
