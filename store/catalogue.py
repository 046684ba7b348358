"""The catalogue: what animations were asked for, and those that were published."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, select

from contracts.animation import Animation
from contracts.errors import AnimationNotFound, GenerationNotFound
from contracts.model import Model
from store.database import Database
from store.records import TakesPart
from store.schema import AnimationRow, AnyRow, GenerationRow

_LARGEST_ID: Final = 2**31 - 1
"""PostgreSQL's largest integer: beyond it a query is an error instead of an empty answer."""

_ANIMATION_COLUMNS = (
    AnimationRow.video_id,
    AnimationRow.generation_id,
    AnimationRow.prior_video_id,
    AnimationRow.prompt,
    AnimationRow.quality,
    AnimationRow.duration,
)


class NewGeneration(Model):
    """What an owner asks an animation for."""

    owner: str
    content: str
    additional_instructions: str = ""
    created_at: datetime


class Generation(NewGeneration):
    """The same with the id it was given."""

    id: int


def adding(generation: NewGeneration) -> TakesPart:
    """What writes a generation within the transaction that accepts its job: the order gets its id."""

    def add(connection: Connection) -> Mapping[str, Any]:
        statement = insert(GenerationRow).values(generation.model_dump()).returning(GenerationRow.id)
        return {"generation_id": connection.execute(statement).scalar_one()}

    return add


class Catalogue:
    """Generations and animations in the ledger's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def generation(self, generation_id: int) -> Generation:
        """The generation; GenerationNotFound if there is none."""
        rows: Sequence[AnyRow] = ()
        if 0 < generation_id <= _LARGEST_ID:
            statement = select(
                GenerationRow.id,
                GenerationRow.owner,
                GenerationRow.content,
                GenerationRow.additional_instructions,
                GenerationRow.created_at,
            ).where(GenerationRow.id == generation_id)
            rows = await self._database.read(statement)
        if not rows:
            raise GenerationNotFound("Generation not found: {generation_id}", generation_id=generation_id)
        return Generation.model_validate(rows[0]._asdict())

    async def animation(self, video_id: str) -> Animation:
        """The published animation; AnimationNotFound if there is none."""
        statement = select(*_ANIMATION_COLUMNS).where(AnimationRow.video_id == video_id)
        rows = await self._database.read(statement)
        if not rows:
            raise AnimationNotFound("Animation not found: {video_id}", video_id=video_id)
        return _animation_of(rows[0])

    async def animation_in_generation(self, generation_id: int, video_id: str) -> Animation:
        """The animation, if it belongs to that generation; GenerationNotFound or AnimationNotFound if not."""
        await self.generation(generation_id)
        animation = await self.animation(video_id)
        if animation.generation_id != generation_id:
            raise AnimationNotFound(
                "Animation not found in generation {generation_id}: {video_id}",
                generation_id=generation_id,
                video_id=video_id,
            )
        return animation

    async def animations(self, generation_id: int) -> Sequence[Animation]:
        """The animations of a generation, the oldest first."""
        statement = (
            select(*_ANIMATION_COLUMNS)
            .where(AnimationRow.generation_id == generation_id)
            .order_by(AnimationRow.created_at, AnimationRow.video_id)
        )
        return [_animation_of(row) for row in await self._database.read(statement)]

    async def add_animation(self, animation: Animation, job_id: str) -> None:
        """Publish an animation; nothing happens if its video id is published already.

        GenerationNotFound if its generation does not exist.
        """
        await self.generation(animation.generation_id)

        def work(connection: Connection) -> None:
            known = select(AnimationRow.video_id).where(AnimationRow.video_id == animation.video_id)
            if connection.execute(known).one_or_none() is None:
                values = {
                    **animation.model_dump(mode="json"),
                    "job_id": job_id,
                    "created_at": datetime.now(UTC),
                }
                connection.execute(insert(AnimationRow).values(values))

        await self._database.write_unique(animation.video_id, work)

    async def remove_animations_of_job(self, job_id: str) -> Sequence[Animation]:
        """Take what a job has published out of the catalogue; what it was, so that its files can go too."""

        def work(connection: Connection) -> Sequence[Animation]:
            statement = (
                delete(AnimationRow).where(AnimationRow.job_id == job_id).returning(*_ANIMATION_COLUMNS)
            )
            return [_animation_of(row) for row in connection.execute(statement)]

        return await self._database.write(job_id, work)


def _animation_of(row: AnyRow) -> Animation:
    return Animation.model_validate(row._asdict())
