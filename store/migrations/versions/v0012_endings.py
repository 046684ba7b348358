"""A job has the moment of its end exactly if it has ended: without it, it would hold its place for ever."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_NAME = "ck_jobs_finished_at"
_OPEN = "state IN ('pending', 'running')"


def upgrade() -> None:
    """Bring the two together where they are not, and keep them so."""
    op.execute(
        f"UPDATE jobs SET finished_at = CASE WHEN {_OPEN} THEN NULL ELSE updated_at END"  # noqa: S608
        f" WHERE (finished_at IS NULL) <> ({_OPEN})"
    )
    with op.batch_alter_table("jobs") as jobs:
        jobs.create_check_constraint(_NAME, sa.text(f"(finished_at IS NULL) = ({_OPEN})"))


def downgrade() -> None:
    """Let them be apart."""
    with op.batch_alter_table("jobs") as jobs:
        jobs.drop_constraint(_NAME, type_="check")
