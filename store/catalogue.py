"""The catalogue: what animations were asked for, and those that were published."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, delete, exists, insert, select

from contracts.animation import Animation
from contracts.errors import AnimationNotFound, GenerationNotFound
from contracts.model import Model
from store.database import Database
from store.publications import Enter
from store.records import TakesPart
from store.schema import AnimationRow, AnyRow, GenerationJobRow, GenerationRow

_LARGEST_ID: Final = 2**31 - 1
"""PostgreSQL's largest integer: beyond it a query is an error instead of an empty answer."""
_AT_ONCE: Final = 500
"""Generations in a transaction at most."""

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

    def add(connection: Connection, job_id: str) -> Mapping[str, Any]:
        statement = insert(GenerationRow).values(generation.model_dump()).returning(GenerationRow.id)
        generation_id: int = connection.execute(statement).scalar_one()
        _join(connection, job_id, generation_id)
        return {"generation_id": generation_id}

    return add


def editing(generation_id: int, video_id: str, *, owner: str | None = None) -> TakesPart:
    """What keeps a generation for a new job that edits one of its animations.

    GenerationNotFound or AnimationNotFound if the animation is not in that generation, or no longer; so too
    if the generation is not that ``owner``'s, where one is given.
    """

    def join(connection: Connection, job_id: str) -> Mapping[str, Any]:
        _must_be_known(connection, generation_id, owner)
        statement = select(*_ANIMATION_COLUMNS).where(AnimationRow.video_id == video_id)
        _in_generation(generation_id, video_id, connection.execute(statement).all())
        _join(connection, job_id, generation_id)
        return {}

    return join


def publishing(animation: Animation) -> Enter[Animation]:
    """What enters the animation that a job publishes; GenerationNotFound if its generation is gone.

    A job has one: where it stands already, under whatever id, that is it. A job whose workflow Temporal lost
    just after that publishes again, and would do so under another id.
    """

    def enter(connection: Connection, job_id: str) -> Animation:
        known = select(*_ANIMATION_COLUMNS).where(AnimationRow.job_id == job_id)
        if (row := connection.execute(known).one_or_none()) is not None:
            return _animation_of(row)
        _must_be_known(connection, animation.generation_id)
        values = {**animation.model_dump(mode="json"), "job_id": job_id, "created_at": datetime.now(UTC)}
        connection.execute(insert(AnimationRow).values(values))
        return animation

    return enter


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

    async def animation_in_generation(self, generation_id: int, video_id: str) -> Animation:
        """The animation, if it belongs to that generation; GenerationNotFound or AnimationNotFound if not."""
        await self.generation(generation_id)
        statement = select(*_ANIMATION_COLUMNS).where(AnimationRow.video_id == video_id)
        return _in_generation(generation_id, video_id, await self._database.read(statement))

    async def animation(self, video_id: str) -> Animation:
        """The animation with this id; AnimationNotFound if there is none."""
        statement = select(*_ANIMATION_COLUMNS).where(AnimationRow.video_id == video_id)
        rows = await self._database.read(statement)
        if not rows:
            raise AnimationNotFound("Animation not found: {video_id}", video_id=video_id)
        return _animation_of(rows[0])

    async def animations(self, generation_id: int) -> Sequence[Animation]:
        """The animations of a generation, the oldest first."""
        statement = (
            select(*_ANIMATION_COLUMNS)
            .where(AnimationRow.generation_id == generation_id)
            .order_by(AnimationRow.created_at, AnimationRow.video_id)
        )
        return [_animation_of(row) for row in await self._database.read(statement)]

    async def forget_generations(self) -> int:
        """Forget generations, some of them, that neither a job nor an animation belongs to; how many."""
        unused = (
            select(GenerationRow.id)
            .where(
                ~exists().where(GenerationJobRow.generation_id == GenerationRow.id),
                ~exists().where(AnimationRow.generation_id == GenerationRow.id),
            )
            .limit(_AT_ONCE)
        )
        ids = [row.id for row in await self._database.read(unused)]
        if not ids:
            return 0

        def work(connection: Connection) -> int:
            still = unused.where(GenerationRow.id.in_(ids))
            return connection.execute(delete(GenerationRow).where(GenerationRow.id.in_(still))).rowcount

        return await self._database.write_unique("", work)


def _must_be_known(connection: Connection, generation_id: int, owner: str | None = None) -> None:
    known = False
    if 0 < generation_id <= _LARGEST_ID:
        statement = select(GenerationRow.id).where(GenerationRow.id == generation_id)
        if owner is not None:
            statement = statement.where(GenerationRow.owner == owner)
        known = connection.execute(statement).one_or_none() is not None
    if not known:
        raise GenerationNotFound("Generation not found: {generation_id}", generation_id=generation_id)


def _join(connection: Connection, job_id: str, generation_id: int) -> None:
    values = {"job_id": job_id, "generation_id": generation_id}
    connection.execute(insert(GenerationJobRow).values(values))


def _in_generation(generation_id: int, video_id: str, rows: Sequence[AnyRow]) -> Animation:
    if not rows:
        raise AnimationNotFound("Animation not found: {video_id}", video_id=video_id)
    animation = _animation_of(rows[0])
    if animation.generation_id != generation_id:
        raise AnimationNotFound(
            "Animation not found in generation {generation_id}: {video_id}",
            generation_id=generation_id,
            video_id=video_id,
        )
    return animation


def _animation_of(row: AnyRow) -> Animation:
    return Animation.model_validate(row._asdict())
