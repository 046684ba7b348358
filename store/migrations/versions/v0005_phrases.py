"""What each job says, and why it failed, as codes, templates and values that any language can tell."""

from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0003"
branch_labels = None
depends_on = None

_ENDED: Final = frozenset({"completed", "failed", "cancelled"})
_JOBS: Final = sa.table(
    "jobs",
    sa.column("id"),
    sa.column("state"),
    sa.column("step"),
    sa.column("message", sa.JSON()),
    sa.column("error", sa.JSON(none_as_null=True)),
    sa.column("error_code"),
    sa.column("error_message"),
)
_EVENTS: Final = sa.table(
    "job_events", sa.column("job_id"), sa.column("sequence"), sa.column("snapshot", sa.JSON())
)


def upgrade() -> None:
    """Say what each job says by its code; of an earlier error its English is all that there is."""
    op.drop_column("jobs", "message")
    # SQLite takes no such column without a default, and could be rid of it only with a new table, whose
    # making would delete the events of all jobs.
    op.add_column("jobs", sa.Column("message", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("jobs", sa.Column("error", sa.JSON(none_as_null=True), nullable=True))
    for job in _rows(_JOBS.c.id, _JOBS.c.state, _JOBS.c.step, _JOBS.c.error_code, _JOBS.c.error_message):
        error = None if job.error_code is None else _phrased(job.error_code, job.error_message)
        _put_job(job.id, message=_message(job.state, job.step), error=error)
    for event in _rows(*_EVENTS.c):
        said, error = event.snapshot, event.snapshot.get("error")
        phrased = error and _phrased(error["code"], error["message"])
        _put_event(event, message=_message(said["state"], said["step"]), error=phrased)
    op.drop_column("jobs", "error_code")
    op.drop_column("jobs", "error_message")


def downgrade() -> None:
    """Put texts back: the code for what a job says, the template for why it failed."""
    op.add_column("jobs", sa.Column("error_code", sa.Text(), nullable=True))
    op.add_column("jobs", sa.Column("error_message", sa.Text(), nullable=True))
    for job in _rows(_JOBS.c.id, _JOBS.c.error):
        if job.error:
            _put_job(job.id, error_code=job.error["code"], error_message=job.error["template"])
    for event in _rows(*_EVENTS.c):
        error = event.snapshot.get("error")
        english = error and {"code": error["code"], "message": error["template"]}
        _put_event(event, message=event.snapshot["message"]["code"], error=english)
    op.drop_column("jobs", "error")
    op.drop_column("jobs", "message")
    op.add_column("jobs", sa.Column("message", sa.Text(), nullable=False, server_default=""))


def _message(state: str, step: str) -> dict[str, Any]:
    code = state if state in _ENDED else "waiting" if state == "pending" else step
    return {"code": code, "params": {}}


def _phrased(code: str, message: str) -> dict[str, Any]:
    return {"template": "{message}", "params": {"message": message}, "code": code}


def _rows(*columns: sa.ColumnElement[Any]) -> Any:
    return op.get_bind().execute(sa.select(*columns)).all()


def _put_job(job_id: str, **values: Any) -> None:
    op.get_bind().execute(sa.update(_JOBS).where(_JOBS.c.id == job_id).values(values))


def _put_event(event: Any, **changes: Any) -> None:
    this = (_EVENTS.c.job_id == event.job_id) & (_EVENTS.c.sequence == event.sequence)
    statement = sa.update(_EVENTS).where(this).values(snapshot={**event.snapshot, **changes})
    op.get_bind().execute(statement)
