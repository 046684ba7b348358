"""Each job's error as a template and the values that fill it, so that it can be told in any language."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0003"
branch_labels = None
depends_on = None

_JOBS = sa.table(
    "jobs",
    sa.column("id"),
    sa.column("error", sa.JSON(none_as_null=True)),
    sa.column("error_code"),
    sa.column("error_message"),
)
_EVENTS = sa.table("job_events", sa.column("job_id"), sa.column("sequence"), sa.column("snapshot", sa.JSON()))


def upgrade() -> None:
    """Put the errors into a column of their own; of an earlier one the English is all that there is."""
    op.add_column("jobs", sa.Column("error", sa.JSON(none_as_null=True), nullable=True))
    connection = op.get_bind()
    failed = sa.select(_JOBS).where(_JOBS.c.error_code.is_not(None))
    for job in connection.execute(failed).all():
        error = _phrased(job.error_code, job.error_message)
        connection.execute(sa.update(_JOBS).where(_JOBS.c.id == job.id).values(error=error))
    for event in connection.execute(sa.select(_EVENTS)).all():
        if error := event.snapshot.get("error"):
            _put(event, error=_phrased(error["code"], error["message"]))
    op.drop_column("jobs", "error_code")
    op.drop_column("jobs", "error_message")


def downgrade() -> None:
    """Put the errors back as they were; their templates stand for them."""
    op.add_column("jobs", sa.Column("error_code", sa.Text(), nullable=True))
    op.add_column("jobs", sa.Column("error_message", sa.Text(), nullable=True))
    connection = op.get_bind()
    for job in connection.execute(sa.select(_JOBS)).all():
        if job.error:
            values = {"error_code": job.error["code"], "error_message": job.error["template"]}
            connection.execute(sa.update(_JOBS).where(_JOBS.c.id == job.id).values(values))
    for event in connection.execute(sa.select(_EVENTS)).all():
        if error := event.snapshot.get("error"):
            _put(event, error={"code": error["code"], "message": error["template"]})
    op.drop_column("jobs", "error")


def _phrased(code: str, message: str) -> dict[str, Any]:
    return {"template": "{message}", "params": {"message": message}, "code": code}


def _put(event: Any, **changes: Any) -> None:
    """Change an event's snapshot."""
    this = (_EVENTS.c.job_id == event.job_id) & (_EVENTS.c.sequence == event.sequence)
    statement = sa.update(_EVENTS).where(this).values(snapshot={**event.snapshot, **changes})
    op.get_bind().execute(statement)
