"""What each job has published, and the jobs of each generation."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)
_CATALOGUES = ("animations", "videos")

_publications = sa.table(
    "publications", sa.column("job_id"), sa.column("kind"), sa.column("published_at", _TIME)
)
_published_files = sa.table("published_files", sa.column("key"), sa.column("job_id"))
_generation_jobs = sa.table("generation_jobs", sa.column("job_id"), sa.column("generation_id"))
_animations = sa.table(
    "animations",
    sa.column("job_id"),
    sa.column("video_id"),
    sa.column("quality"),
    sa.column("prior_video_id"),
    sa.column("created_at", _TIME),
)
_videos = sa.table(
    "videos", sa.column("job_id"), sa.column("file_path"), sa.column("created_at", _TIME), sa.column("id")
)
_jobs = sa.table(
    "jobs",
    sa.column("id"),
    sa.column("kind"),
    sa.column("state"),
    sa.column("order", sa.JSON),
    sa.column("result", sa.JSON),
    sa.column("finished_at", _TIME),
)


def upgrade() -> None:
    """Create the tables, and enter what was published before them."""
    op.create_table(
        "publications",
        sa.Column("job_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("published_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("job_id", name="pk_publications"),
    )
    op.create_index("ix_publications_kind_published_at", "publications", ["kind", "published_at"])
    op.create_table(
        "published_files",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("job_id", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_published_files"),
        sa.ForeignKeyConstraint(
            ["job_id"],
            ["publications.job_id"],
            name="fk_published_files_job_id_publications",
            ondelete="SET NULL",
        ),
    )
    op.create_index("ix_published_files_job_id", "published_files", ["job_id"])
    op.create_table(
        "generation_jobs",
        sa.Column("job_id", sa.Text(), nullable=False),
        sa.Column("generation_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("job_id", name="pk_generation_jobs"),
        sa.ForeignKeyConstraint(
            ["job_id"],
            ["jobs.id"],
            name="fk_generation_jobs_job_id_jobs",
            ondelete="CASCADE",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.ForeignKeyConstraint(
            ["generation_id"], ["generations.id"], name="fk_generation_jobs_generation_id_generations"
        ),
    )
    op.create_index("ix_generation_jobs_generation_id", "generation_jobs", ["generation_id"])
    _enter_animations()
    _enter_article_videos()
    _enter_files_of_jobs()
    _enter_jobs_of_generations()
    for table in _CATALOGUES:
        with op.batch_alter_table(table, table_kwargs=_kwargs(table)) as altered:
            altered.create_foreign_key(
                f"fk_{table}_job_id_publications", "publications", ["job_id"], ["job_id"], ondelete="CASCADE"
            )


def downgrade() -> None:
    """Drop them."""
    for table in _CATALOGUES:
        with op.batch_alter_table(table, table_kwargs=_kwargs(table)) as altered:
            altered.drop_constraint(f"fk_{table}_job_id_publications", type_="foreignkey")
    op.drop_table("generation_jobs")
    op.drop_table("published_files")
    op.drop_table("publications")


def _kwargs(table: str) -> dict[str, Any]:
    return {"sqlite_autoincrement": True} if table == "videos" else {}


def _enter_animations() -> None:
    for row in _rows(sa.select(_animations)):
        kind = "animation_full" if row.prior_video_id is None else "animation_edit"
        files = (f"videos/{row.video_id}/{row.quality}/GeneratedScene.mp4", f"scripts/{row.video_id}.py")
        _enter(row.job_id, kind, row.created_at, files)


def _enter_article_videos() -> None:
    for row in _rows(sa.select(_videos)):
        stem = row.file_path.removesuffix(".mp4")
        _enter(row.job_id, "article_video", row.created_at, [f"{stem}.{e}" for e in ("mp4", "srt", "jpg")])


def _enter_files_of_jobs() -> None:
    """Those of kinds that have no catalogue; a result tells them."""
    made = sa.select(_jobs).where(_jobs.c.state == "completed", _jobs.c.kind.in_(["speech", "script_video"]))
    for row in _rows(made):
        result = row.result
        if row.kind == "speech":
            files = [f"audio/{row.id}/{result['audio_file_id']}.{result['output_format']}"]
        else:
            files = [result[name].lstrip("/") for name in ("video_path", "captions_path", "thumbnail_path")]
        _enter(row.id, row.kind, row.finished_at, files)


def _enter_jobs_of_generations() -> None:
    of_animations = sa.select(_jobs).where(_jobs.c.kind.in_(["animation_full", "animation_edit"]))
    known = {row.id for row in _rows(sa.text("SELECT id FROM generations"))}
    for row in _rows(of_animations):
        if row.order["generation_id"] in known:
            values = {"job_id": row.id, "generation_id": row.order["generation_id"]}
            op.get_bind().execute(_generation_jobs.insert().values(values))


def _enter(job_id: str, kind: str, published_at: object, files: Sequence[str]) -> None:
    connection = op.get_bind()
    values = {"job_id": job_id, "kind": kind, "published_at": published_at}
    connection.execute(_publications.insert().values(values))
    connection.execute(_published_files.insert(), [{"key": key, "job_id": job_id} for key in files])


def _rows(statement: sa.Executable) -> Sequence[sa.Row[Any]]:
    return op.get_bind().execute(statement).all()
