"""The ledger's tables, the same on SQLite and PostgreSQL."""

from datetime import UTC, datetime
from typing import Any

from pydantic import JsonValue
from sqlalchemy import (
    JSON,
    CheckConstraint,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    MetaData,
    Row,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from contracts.access import ANONYMOUS

AnyRow = Row[*tuple[Any, ...]]
"""A row of whatever columns a statement names."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware going in, aware and in UTC coming out, although SQLite itself knows no time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Shift to UTC; a datetime without a time zone raises ValueError."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"A datetime without a time zone cannot be stored: {value.isoformat()}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Say that it is UTC where the database does not."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class PlainText(TypeDecorator[str]):
    """Text of any length. PostgreSQL cannot hold NUL, so on both databases it becomes U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Replace NUL: a script's error message, or an id from a URL, may carry one."""
        del dialect
        return None if value is None else value.replace("\x00", "\ufffd")


class Base(DeclarativeBase):
    """The tables' common ground: how Python's types are stored, how constraints are named."""

    type_annotation_map = {datetime: UtcDateTime(), str: PlainText()}  # noqa: RUF012 - SQLAlchemy's own shape
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class JobRow(Base):
    """A job: what was ordered, and its latest snapshot, column by column."""

    __tablename__ = "jobs"
    __table_args__ = (
        # NULL keys are distinct on both databases, so only jobs that carry a key are bound by this.
        UniqueConstraint("owner", "idempotency_key"),
        # What has ended without a moment of its end would hold its place for ever, and be kept for ever.
        CheckConstraint(
            "(finished_at IS NULL) = (state IN ('pending', 'running'))", name="ck_jobs_finished_at"
        ),
        # For the maintenance: which jobs are open, and which ended long ago.
        Index(None, "state", "finished_at"),
        # An index alone tells how many jobs there are: one as narrow as can be, which is half the work.
        Index(None, "kind", "state"),
        Index(None, "owner", "kind", "state"),
        # The same holds for which jobs a page begins with, however deep it lies.
        Index(None, "kind", "created_at", "id"),
        Index(None, "kind", "state", "created_at", "id"),
        Index(None, "owner", "kind", "created_at", "id"),
        Index(None, "owner", "kind", "state", "created_at", "id"),
        # For places: the open jobs alone, of which there are few beside those that have ended.
        Index(
            "ix_jobs_open_places",
            "pool",
            "placed_at",
            "state",
            sqlite_where=text("finished_at IS NULL"),
            postgresql_where=text("finished_at IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    owner: Mapped[str]
    state: Mapped[str]
    step: Mapped[str]
    progress: Mapped[float]
    message: Mapped[dict[str, JsonValue]] = mapped_column(JSON)
    attempt: Mapped[int]
    sequence: Mapped[int]
    request: Mapped[dict[str, JsonValue]] = mapped_column(JSON)
    order: Mapped[dict[str, JsonValue]] = mapped_column(JSON)
    result: Mapped[dict[str, JsonValue] | None] = mapped_column(JSON(none_as_null=True))
    error: Mapped[dict[str, JsonValue] | None] = mapped_column(JSON(none_as_null=True))
    idempotency_key: Mapped[str | None]
    request_digest: Mapped[str | None]
    priority: Mapped[int] = mapped_column(default=3)
    pool: Mapped[str]
    start_by: Mapped[datetime | None]
    placed_at: Mapped[datetime | None]
    cancel_requested_at: Mapped[datetime | None]
    cancel_reason: Mapped[str | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]


class EventRow(Base):
    """One change of a job: the whole snapshot after it."""

    __tablename__ = "job_events"

    job_id: Mapped[str] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    snapshot: Mapped[dict[str, JsonValue]] = mapped_column(JSON)


class PublicationRow(Base):
    """What a job has published, as one thing: whatever belongs to it goes when this row goes.

    ``job_id`` is no foreign key: what a deleted job published may stay.
    """

    __tablename__ = "publications"
    __table_args__ = (Index(None, "kind", "published_at"),)

    job_id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    owner: Mapped[str] = mapped_column(server_default=ANONYMOUS)
    published_at: Mapped[datetime]


class PublishedFileRow(Base):
    """A published artifact. Once its publication is gone it belongs to none, and is to be removed."""

    __tablename__ = "published_files"

    key: Mapped[str] = mapped_column(primary_key=True)
    job_id: Mapped[str | None] = mapped_column(
        ForeignKey("publications.job_id", ondelete="SET NULL"), index=True
    )


class ReuseRow(Base):
    """A job whose result is what another job has published.

    ``made_by`` is no foreign key: the row tells that the result leads nowhere once that is withdrawn.
    """

    __tablename__ = "reused_publications"

    job_id: Mapped[str] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True)
    made_by: Mapped[str] = mapped_column(index=True)


class GenerationRow(Base):
    """What an owner asked an animation for; edits of the animation belong to it."""

    __tablename__ = "generations"
    __table_args__ = (
        {"sqlite_autoincrement": True},
    )  # an id is never given twice, not even after a deletion

    id: Mapped[int] = mapped_column(primary_key=True)
    owner: Mapped[str]
    content: Mapped[str]
    additional_instructions: Mapped[str]
    created_at: Mapped[datetime]


class GenerationJobRow(Base):
    """A job that makes, or has made, an animation of a generation.

    The foreign key to the job is looked at when the transaction ends: its kind writes this row before the
    ledger writes the job's.
    """

    __tablename__ = "generation_jobs"

    job_id: Mapped[str] = mapped_column(
        ForeignKey("jobs.id", ondelete="CASCADE", deferrable=True, initially="DEFERRED"), primary_key=True
    )
    generation_id: Mapped[int] = mapped_column(ForeignKey("generations.id"), index=True)


class AnimationRow(Base):
    """A published animation."""

    __tablename__ = "animations"

    video_id: Mapped[str] = mapped_column(primary_key=True)
    generation_id: Mapped[int] = mapped_column(ForeignKey("generations.id"), index=True)
    job_id: Mapped[str] = mapped_column(ForeignKey("publications.job_id", ondelete="CASCADE"), index=True)
    prior_video_id: Mapped[str | None]
    prompt: Mapped[str]
    quality: Mapped[str]
    duration: Mapped[float]
    created_at: Mapped[datetime]


class ArticleVideoRow(Base):
    """A finished video of an article: what its contract lists, and what finds its file and article again."""

    __tablename__ = "videos"
    __table_args__ = (
        # Not the URL: it may be longer than what PostgreSQL takes into an index.
        Index(None, "digest", "created_at"),
        {"sqlite_autoincrement": True},
    )  # an id is never given twice, not even after a deletion

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    job_id: Mapped[str] = mapped_column(ForeignKey("publications.job_id", ondelete="CASCADE"), unique=True)
    title: Mapped[str]
    source_url: Mapped[str]
    digest: Mapped[str]
    file_path: Mapped[str]
    duration: Mapped[float]
    size_mb: Mapped[float]
    script_json: Mapped[str]
    created_at: Mapped[datetime]


class CreationsRow(Base):
    """How many jobs an owner has created since a moment; it counts for a minute."""

    __tablename__ = "creations"

    owner: Mapped[str] = mapped_column(primary_key=True)
    began_at: Mapped[datetime]
    number: Mapped[int]


class TurnRow(Base):
    """When an owner was last given a place of a pool: the one who waits for longest is next."""

    __tablename__ = "turns"

    pool: Mapped[str] = mapped_column(primary_key=True)
    owner: Mapped[str] = mapped_column(primary_key=True)
    served_at: Mapped[datetime]


class AccessKeyRow(Base):
    """A key that somebody was given, as a hash."""

    __tablename__ = "access_keys"

    key_id: Mapped[str] = mapped_column(primary_key=True)
    secret_hash: Mapped[str]
    owner: Mapped[str]
    scopes: Mapped[list[str]] = mapped_column(JSON)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]


class SecretRow(Base):
    """A random secret that all processes of the API share."""

    __tablename__ = "secrets"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class ProbeRow(Base):
    """What is written again and again to see whether anything can be: one row."""

    __tablename__ = "probe"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    filling: Mapped[str]
