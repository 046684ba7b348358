"""The table of finished videos of articles, each with its file's name."""

from collections.abc import Sequence
from datetime import datetime
from itertools import count
from typing import Final

from sqlalchemy import ColumnElement, Connection, func, insert, select

from contracts.article_video import ArticleVideo, article_video_key
from contracts.errors import VideoNotFound
from contracts.model import Model
from store.database import Database
from store.publications import Enter
from store.schema import AnyRow, ArticleVideoRow, JobRow, PublicationRow

_LARGEST_ID: Final = 2**31 - 1
"""PostgreSQL's largest integer: beyond it a query is an error instead of an empty answer."""
_NAMES_A_QUERY: Final = 100
_NAMING: Final = "videos"
"""What is locked while a name is chosen."""

_COLUMNS = (
    ArticleVideoRow.id,
    ArticleVideoRow.name,
    ArticleVideoRow.job_id,
    ArticleVideoRow.title,
    ArticleVideoRow.source_url,
    ArticleVideoRow.file_path,
    ArticleVideoRow.duration,
    ArticleVideoRow.size_mb,
    ArticleVideoRow.created_at,
)


class NewArticleVideo(Model):
    """A finished video of an article. ``slug`` is what its file is named after, ``script`` is JSON.

    ``digest`` tells whether the article has changed since; ``duration`` in seconds.
    """

    slug: str
    title: str
    source_url: str
    digest: str
    duration: float
    size_mb: float
    script: str
    created_at: datetime


def publishing(video: NewArticleVideo) -> Enter[ArticleVideo]:
    """What enters a job's video of an article; the row that stands, if the job has entered it before.

    The file is named ``{slug}.mp4``, or ``{slug}_2.mp4`` and so on if that name is taken.
    """

    def enter(connection: Connection, job_id: str) -> ArticleVideo:
        if connection.dialect.name == "postgresql":  # SQLite's writers hold the whole file anyway
            connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(_NAMING))))
        known = select(*_COLUMNS).where(ArticleVideoRow.job_id == job_id)
        row = connection.execute(known).one_or_none()
        if row is not None:
            return _video_of(row)
        name = _free_name(connection, video.slug)
        values = {
            **video.model_dump(exclude={"slug", "script"}),
            "script_json": video.script,
            "name": name,
            "job_id": job_id,
            "file_path": article_video_key(job_id, name),
        }
        return _video_of(
            connection.execute(insert(ArticleVideoRow).values(values).returning(*_COLUMNS)).one()
        )

    return enter


class Videos:
    """The finished videos of articles in the ledger's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def video(self, video_id: int) -> ArticleVideo:
        """The video with this id; VideoNotFound if there is none."""
        if not 0 < video_id <= _LARGEST_ID:
            raise VideoNotFound("Video not found: {video_id}", video_id=video_id)
        return await self._one(ArticleVideoRow.id == video_id, str(video_id))

    async def named(self, name: str) -> ArticleVideo:
        """The video whose file has this name; VideoNotFound if there is none."""
        return await self._one(ArticleVideoRow.name == name, name)

    async def page(self, *, owner: str | None = None, limit: int, offset: int) -> Sequence[ArticleVideo]:
        """Some of the videos, an owner's or all, the newest first."""
        statement = select(*_COLUMNS).order_by(ArticleVideoRow.id.desc()).limit(limit).offset(offset)
        if owner is not None:
            own = PublicationRow.job_id == ArticleVideoRow.job_id
            statement = statement.join(PublicationRow, own).where(PublicationRow.owner == owner)
        return [_video_of(row) for row in await self._database.read(statement)]

    async def job_that_made(
        self, source_url: str, digest: str, since: datetime, *, for_job: str
    ) -> str | None:
        """The job of the newest video of this very article, if one was made since then.

        One of the same owner as ``for_job``: what is somebody else's may not be shown.
        """
        owner = select(JobRow.owner).where(JobRow.id == for_job).scalar_subquery()
        statement = (
            select(ArticleVideoRow.job_id)
            .join(PublicationRow, PublicationRow.job_id == ArticleVideoRow.job_id)
            .where(
                PublicationRow.owner == owner,
                ArticleVideoRow.digest == digest,
                ArticleVideoRow.source_url == source_url,
                ArticleVideoRow.created_at >= since,
            )
            .order_by(ArticleVideoRow.created_at.desc(), ArticleVideoRow.id.desc())
            .limit(1)
        )
        rows = await self._database.read(statement)
        return str(rows[0].job_id) if rows else None

    async def _one(self, condition: ColumnElement[bool], called: str) -> ArticleVideo:
        rows = await self._database.read(select(*_COLUMNS).where(condition))
        if not rows:
            raise VideoNotFound("Video not found: {video_id}", video_id=called)
        return _video_of(rows[0])


def _free_name(connection: Connection, slug: str) -> str:
    for start in count(1, _NAMES_A_QUERY):
        names = [_numbered(slug, number) for number in range(start, start + _NAMES_A_QUERY)]
        statement = select(ArticleVideoRow.name).where(ArticleVideoRow.name.in_(names))
        taken = set(connection.execute(statement).scalars())
        for name in names:
            if name not in taken:
                return name
    raise AssertionError  # the numbers do not end


def _numbered(slug: str, number: int) -> str:
    return f"{slug}.mp4" if number == 1 else f"{slug}_{number}.mp4"


def _video_of(row: AnyRow) -> ArticleVideo:
    return ArticleVideo.model_validate(row._asdict())
