"""What jobs published goes, rows and files, whatever crashed: on both databases, in a folder and on S3."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import delete, select

from contracts.animation import ANIMATION_EDIT, ANIMATION_FULL, Animation, script_key, video_key
from contracts.article_video import ARTICLE_VIDEO, ArticleVideo, article_video_key
from contracts.errors import (
    AnimationNotFound,
    GenerationNotFound,
    InvalidRequest,
    JobNotFound,
    JobTerminated,
    VideoNotFound,
)
from contracts.jobs import JobSnapshot, JobState
from contracts.speech import SPEECH, audio_key
from store import catalogue, videos
from store.artifacts import Artifacts
from store.ledger import Ledger
from store.publisher import Publisher
from store.schema import Base, JobRow
from tests.store.samples import CREATED, accepted, animation, draft, ending, first
from tests.store.test_videos import new

DAY = timedelta(days=1)
OVER = timedelta(0)
Step = Callable[[Publisher], Awaitable[object]]


@pytest.fixture(params=["file", "s3"])
def artifacts(request: pytest.FixtureRequest, tmp_path: Path) -> Artifacts:
    if request.param == "file":
        return Artifacts(f"file://{tmp_path}/artifacts")
    request.getfixturevalue("s3_environment")
    return Artifacts(f"s3://{uuid4().hex}/some/where")


@pytest.fixture
def publisher(ledger: Ledger, artifacts: Artifacts) -> Publisher:
    return Publisher(ledger, artifacts)


async def rows(ledger: Ledger, *, jobs: bool = True) -> list[str]:
    """The tables that hold anything of jobs, but their events; with or without the jobs themselves."""
    left_out = {"job_events", "turns", "probe"}
    if not jobs:
        left_out |= {"jobs", "generations", "generation_jobs"}
    return [
        name
        for name, table in Base.metadata.tables.items()
        if name not in left_out and await ledger._database.read(select(table))
    ]


async def stored(artifacts: Artifacts) -> list[str]:
    """The keys of all artifacts."""
    return sorted(meta["path"] for meta in await artifacts._store.list().collect_async())


async def nothing_published(ledger: Ledger, artifacts: Artifacts) -> bool:
    return await rows(ledger, jobs=False) == [] and await stored(artifacts) == []


async def end(ledger: Ledger, job: JobSnapshot, state: JobState = JobState.COMPLETED) -> None:
    await ledger.record([ending(job, 1, state)])


class Made:
    """A job of each kind that publishes in a way of its own, not ended yet."""

    def __init__(self, ledger: Ledger, artifacts: Artifacts) -> None:
        self.ledger = ledger
        self.artifacts = artifacts

    async def animation(self, job: JobSnapshot | None = None) -> tuple[JobSnapshot, Animation, Step]:
        acceptance = await self.ledger.accept(draft(job))
        made = animation(int(str(acceptance.job.order["generation_id"])))
        files = {video_key(made.video_id, made.quality): "left/video", script_key(made.video_id): "left/code"}
        job_id = acceptance.job.snapshot.job_id
        publish = self._publishes(job_id, catalogue.publishing(made), lambda _: files)
        return acceptance.job.snapshot, made, publish

    async def article_video(self) -> tuple[JobSnapshot, Step]:
        job = await accepted(self.ledger, kind=ARTICLE_VIDEO)

        def files(video: ArticleVideo) -> Mapping[str, str]:
            return {
                article_video_key(job.job_id, video.name): "left/video",
                article_video_key(job.job_id, "a.srt"): "left/code",
            }

        return job, self._publishes(job.job_id, videos.publishing(new()), files)

    async def dialogue(self, file: Path) -> tuple[JobSnapshot, Step]:
        job = await accepted(self.ledger, kind=SPEECH)
        file.write_bytes(b"audio")
        return job, lambda publisher: publisher.publish_files(
            job.job_id, {audio_key(job.job_id, "a", "mp3"): file}
        )

    def _publishes(self, job_id: str, enter: Any, files: Any) -> Step:
        async def publish(publisher: Publisher) -> None:
            await self.artifacts.put("left/video", b"video")
            await self.artifacts.put("left/code", b"code")
            try:
                await publisher.publish(job_id, enter, files)
            finally:
                await self.artifacts.delete_prefix("left/")  # as clean-up does

        return publish


@pytest.fixture
def made(ledger: Ledger, artifacts: Artifacts) -> Made:
    return Made(ledger, artifacts)


class Crashed(Exception):
    """The process died."""


class Crashing:
    """Calls what it stands for, until the process dies before or after one of the calls."""

    def __init__(self, calls: "count[int]", at: int, real: Any) -> None:
        self._calls = calls
        self._at = at
        self._real = real

    def __getattr__(self, name: str) -> Any:
        async def call(*arguments: Any, **named: Any) -> Any:
            if next(self._calls) == self._at:
                raise Crashed
            answer = await getattr(self._real, name)(*arguments, **named)
            if next(self._calls) == self._at:
                raise Crashed
            return answer

        return call


def crashing(ledger: Ledger, artifacts: Artifacts, at: int) -> Publisher:
    publisher, calls = Publisher(ledger, artifacts), count()
    publisher._rows = Crashing(calls, at, publisher._rows)  # type: ignore[assignment]
    publisher._artifacts = Crashing(calls, at, publisher._artifacts)  # type: ignore[assignment]
    return publisher


async def test_what_is_published_can_be_found_and_is_published_once(
    ledger: Ledger, artifacts: Artifacts, publisher: Publisher, made: Made, tmp_path: Path
) -> None:
    job, drawn, publish = await made.animation()
    _, speak = await made.dialogue(tmp_path / "a.mp3")
    for _ in range(2):  # a retry changes nothing
        await publish(publisher)
        await speak(publisher)

    assert await ledger.catalogue.animations(drawn.generation_id) == [drawn]
    assert await artifacts.get(script_key(drawn.video_id)) == b"code"
    assert len(await stored(artifacts)) == 3
    await end(ledger, job)
    await publisher.sweep()
    assert len(await stored(artifacts)) == 3, "what a completed or an open job published stays"


async def test_a_job_that_published_and_did_not_complete_leaves_nothing_whoever_ended_it(
    ledger: Ledger, artifacts: Artifacts, publisher: Publisher, made: Made, tmp_path: Path
) -> None:
    """As when an operator terminates the workflow, or when its clean-up fails for good."""
    drawn, _, publish = await made.animation()
    told, show = await made.article_video()
    said, speak = await made.dialogue(tmp_path / "a.mp3")
    for step in (publish, show, speak):
        await step(publisher)
    for job, state in ((drawn, JobState.FAILED), (told, JobState.CANCELLED), (said, JobState.FAILED)):
        await ledger.close_from_outside(job.job_id, state)

    await publisher.sweep()

    assert await nothing_published(ledger, artifacts)
    assert await ledger.count() == 3, "a job that did not complete tells why until its own time is over"


async def test_what_is_too_old_goes_and_its_job_and_generation_with_it(
    ledger: Ledger, artifacts: Artifacts, publisher: Publisher, made: Made, tmp_path: Path
) -> None:
    drawn, _, publish = await made.animation()
    told, show = await made.article_video()
    said, speak = await made.dialogue(tmp_path / "a.mp3")
    for step, job in ((publish, drawn), (show, told), (speak, said)):
        await step(publisher)
        await end(ledger, job)

    young = {ANIMATION_FULL: DAY, SPEECH: DAY, ARTICLE_VIDEO: None}
    assert await publisher.expire(young, OVER) == 0
    assert await publisher.expire({**young, ANIMATION_FULL: OVER, SPEECH: OVER}, OVER) == 2
    await publisher.sweep()

    assert [job.snapshot.job_id for job in await ledger.list(limit=9)] == [told.job_id]
    assert {key.split("/")[0] for key in await stored(artifacts)} == {"article-videos"}
    assert await publisher.expire({ARTICLE_VIDEO: OVER}, OVER) == 1
    await publisher.sweep()
    while await ledger.catalogue.forget_generations():
        pass
    assert await rows(ledger) == []
    assert await stored(artifacts) == []


async def test_what_an_open_job_published_is_never_too_old(
    ledger: Ledger, publisher: Publisher, made: Made
) -> None:
    _, drawn, publish = await made.animation()
    await publish(publisher)

    assert await publisher.expire({ANIMATION_FULL: OVER}, OVER) == 0
    assert await ledger.catalogue.animations(drawn.generation_id) == [drawn]


async def test_the_animation_of_a_deleted_job_can_be_edited_until_its_time_is_over(
    ledger: Ledger, artifacts: Artifacts, publisher: Publisher, made: Made
) -> None:
    job, drawn, publish = await made.animation()
    await publish(publisher)
    await end(ledger, job)

    await ledger.delete(job.job_id)
    await publisher.sweep()
    while await ledger.catalogue.forget_generations():
        pass

    find = ledger.catalogue.animation_in_generation
    assert await find(drawn.generation_id, drawn.video_id) == drawn
    assert await artifacts.get(script_key(drawn.video_id)) == b"code"
    await publisher.expire({ANIMATION_FULL: OVER}, OVER)
    await publisher.sweep()
    while await ledger.catalogue.forget_generations():
        pass
    assert await rows(ledger) == []
    assert await stored(artifacts) == []


async def test_what_goes_with_its_job_goes_when_that_is_deleted(
    ledger: Ledger, artifacts: Artifacts, publisher: Publisher, made: Made, tmp_path: Path
) -> None:
    said, speak = await made.dialogue(tmp_path / "a.mp3")
    failed, _, publish = await made.animation()
    await speak(publisher)
    await publish(publisher)
    await end(ledger, said)
    await end(ledger, failed, JobState.FAILED)

    for job in (said, failed):
        await ledger.delete(job.job_id)
    await publisher.sweep()

    assert await nothing_published(ledger, artifacts)


async def test_a_completed_job_is_forgotten_by_its_age_only_if_what_it_published_stays_or_is_none(
    ledger: Ledger, artifacts: Artifacts, publisher: Publisher, made: Made, tmp_path: Path
) -> None:
    drawn, _, publish = await made.animation()
    said, speak = await made.dialogue(tmp_path / "a.mp3")
    silent = await accepted(ledger, kind=SPEECH)
    lost, _ = await made.dialogue(tmp_path / "b.mp3")
    for step in (publish, speak):
        await step(publisher)
    for job in (drawn, said, silent):
        await end(ledger, job)
    await end(ledger, lost, JobState.FAILED)

    states, later = (JobState.COMPLETED, JobState.FAILED), CREATED + DAY
    forgotten = await ledger.delete_ended(states, later, with_publications=False)

    assert set(forgotten) == {drawn.job_id, silent.job_id, lost.job_id}
    await publisher.sweep()
    assert len(await stored(artifacts)) == 3
    assert await ledger.delete_ended(states, later) == [said.job_id]
    await publisher.sweep()
    assert {key.split("/")[0] for key in await stored(artifacts)} == {"videos", "scripts"}


async def test_jobs_of_a_kind_that_nobody_knows_any_more_go_as_all_others_do(
    ledger: Ledger, artifacts: Artifacts, publisher: Publisher, tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"made")
    orphan, old = [await accepted(ledger, kind="of a package that was removed") for _ in range(2)]
    for job in (orphan, old):
        await publisher.publish_files(job.job_id, {f"elsewhere/{job.job_id}": file})
        await end(ledger, job)
    # Nothing in Reelwork deletes the row alone; an operator may.
    gone = delete(JobRow).where(JobRow.id == orphan.job_id)
    await ledger._database.write("", lambda connection: connection.execute(gone))

    await publisher.sweep()
    assert await stored(artifacts) == [f"elsewhere/{old.job_id}"]
    assert await publisher.expire({ANIMATION_FULL: OVER}, DAY) == 0
    assert await publisher.expire({ANIMATION_FULL: None}, OVER) == 1
    await publisher.sweep()

    assert await rows(ledger) == []
    assert await stored(artifacts) == []


async def test_a_generation_stays_as_long_as_a_job_may_publish_an_animation_of_it(
    ledger: Ledger, publisher: Publisher, made: Made
) -> None:
    job, drawn, publish = await made.animation()
    await publish(publisher)
    await end(ledger, job)
    edit = first(kind=ANIMATION_EDIT)
    takes_part = catalogue.editing(drawn.generation_id, drawn.video_id)
    asked = draft(edit, generation=False, takes_part=takes_part)
    await ledger.accept(asked)

    await publisher.withdraw(job.job_id)

    assert await ledger.catalogue.forget_generations() == 0
    with pytest.raises(AnimationNotFound):
        await ledger.catalogue.animation_in_generation(drawn.generation_id, drawn.video_id)
    with pytest.raises(AnimationNotFound):
        await ledger.accept(draft(first(kind=ANIMATION_EDIT), generation=False, takes_part=takes_part))
    await end(ledger, edit, JobState.FAILED)
    await ledger.delete(edit.job_id)
    assert await ledger.catalogue.forget_generations() == 1
    with pytest.raises(GenerationNotFound):
        await ledger.accept(draft(first(kind=ANIMATION_EDIT), generation=False, takes_part=takes_part))
    assert await rows(ledger) == []


async def test_a_video_of_an_article_is_removed_by_one_call(
    ledger: Ledger, artifacts: Artifacts, publisher: Publisher, made: Made
) -> None:
    job, show = await made.article_video()
    await show(publisher)
    await end(ledger, job)
    (video,) = await ledger.videos.page(limit=9, offset=0)

    await publisher.withdraw(video.job_id)

    with pytest.raises(VideoNotFound):
        await ledger.videos.video(video.id)
    assert await rows(ledger) == []
    assert await stored(artifacts) == []


async def test_jobs_that_have_anothers_video_for_their_result_are_forgotten_with_it(
    ledger: Ledger, publisher: Publisher, made: Made
) -> None:
    job, show = await made.article_video()
    await show(publisher)
    await end(ledger, job)
    reusing, late = [await accepted(ledger, kind=ARTICLE_VIDEO) for _ in range(2)]
    for one in (reusing, reusing, late):  # a retry changes nothing
        assert await ledger.publications.reuse(one.job_id, made_by=job.job_id)
    await end(ledger, reusing)

    await publisher.withdraw(job.job_id)

    with pytest.raises(JobNotFound):
        await ledger.get(reusing.job_id)
    assert not await ledger.publications.reuse(late.job_id, made_by=job.job_id)
    await publisher.sweep()
    assert (await ledger.get(late.job_id)).snapshot.state is JobState.PENDING
    await end(ledger, late)
    await publisher.sweep()
    assert await rows(ledger) == []


async def test_clean_up_leaves_what_a_completed_job_published(
    ledger: Ledger, artifacts: Artifacts, publisher: Publisher, made: Made
) -> None:
    job, _, publish = await made.animation()
    other, _, publish_other = await made.animation()
    await publish(publisher)
    await publish_other(publisher)
    await end(ledger, job)

    for job_id in (job.job_id, other.job_id, "unknown"):
        await publisher.withdraw_unless_completed(job_id)

    assert len(await stored(artifacts)) == 2
    assert await ledger.publications.stands(job.job_id)


async def test_clean_up_leaves_what_outlives_a_completed_job_that_was_deleted_before_it(
    ledger: Ledger, artifacts: Artifacts, publisher: Publisher, made: Made
) -> None:
    job, drawn, publish = await made.animation()
    article, show = await made.article_video()
    for publish_one in (publish, show):
        await publish_one(publisher)
    for one in (job, article):
        await end(ledger, one)
        await ledger.delete(one.job_id)

        await publisher.withdraw_unless_completed(one.job_id)
    await publisher.sweep()

    assert len(await ledger.catalogue.animations(drawn.generation_id)) == 1
    assert len(await ledger.videos.page(limit=9, offset=0)) == 1
    assert len(await stored(artifacts)) == 4


async def test_clean_up_finds_nothing_of_a_deleted_job_that_did_not_complete(
    ledger: Ledger, artifacts: Artifacts, publisher: Publisher, made: Made, tmp_path: Path
) -> None:
    failed, _, publish = await made.animation()
    spoken, speak = await made.dialogue(tmp_path / "audio")
    for publish_one in (publish, speak):
        await publish_one(publisher)
    await end(ledger, failed, JobState.FAILED)
    await end(ledger, spoken)

    for one in (failed, spoken):  # a dialogue's file goes with its job
        await ledger.delete(one.job_id)
        await publisher.withdraw_unless_completed(one.job_id)
    await publisher.sweep()

    assert await nothing_published(ledger, artifacts)


async def test_a_crash_anywhere_in_publishing_leaves_nothing_once_the_job_has_failed(
    ledger: Ledger, artifacts: Artifacts, publisher: Publisher, made: Made
) -> None:
    crashes = 0
    for at in count():
        job, _, publish = await made.animation()
        try:
            await publish(crashing(ledger, artifacts, at))
        except Crashed:
            crashes += 1
        else:
            break
        await ledger.close_from_outside(job.job_id, JobState.FAILED)
        await publisher.sweep()
        assert await nothing_published(ledger, artifacts), f"crash {at}"
    assert crashes == 8, "before and after each of the four calls"


@pytest.mark.parametrize("how", ["withdraw", "expire"])
async def test_a_crash_anywhere_in_withdrawing_leaves_no_dead_link_and_the_sweep_the_rest(
    ledger: Ledger, artifacts: Artifacts, publisher: Publisher, made: Made, how: str
) -> None:
    crashes = 0
    for at in count():
        job, drawn, publish = await made.animation()
        await publish(publisher)
        await end(ledger, job)
        dying = crashing(ledger, artifacts, at)
        try:
            if how == "withdraw":
                await dying.withdraw(job.job_id)
            else:
                await dying.expire({ANIMATION_FULL: OVER}, OVER)
                await dying.sweep()
        except Crashed:
            crashes += 1
        else:
            break
        linked = bool(await ledger.catalogue.animations(drawn.generation_id)) or bool(await ledger.count())
        assert not linked or len(await stored(artifacts)) == 2, f"crash {at}: a link without its file"
        await publisher.expire({ANIMATION_FULL: OVER}, OVER)
        await publisher.sweep()
        assert await nothing_published(ledger, artifacts), f"crash {at}"
    assert crashes >= 8


async def test_a_worker_that_was_given_up_leaves_nothing_when_it_publishes_late(
    ledger: Ledger, artifacts: Artifacts, publisher: Publisher, made: Made
) -> None:
    job, _, publish = await made.animation()
    late = Publisher(ledger, artifacts)

    class Slow:
        def __getattr__(self, name: str) -> Any:
            return getattr(artifacts, name)

        async def copy(self, key: str, to: str) -> None:
            await publisher.withdraw_unless_completed(job.job_id)
            await artifacts.copy(key, to)

    late._artifacts = Slow()  # type: ignore[assignment]
    with pytest.raises(JobTerminated):
        await publish(late)
    assert await nothing_published(ledger, artifacts)

    await ledger.close_from_outside(job.job_id, JobState.FAILED)
    with pytest.raises(JobTerminated):
        await publish(publisher)
    await ledger.delete(job.job_id)
    with pytest.raises(JobNotFound):
        await publish(publisher)
    assert await nothing_published(ledger, artifacts)


async def test_what_could_not_be_removed_again_is_not_published(
    ledger: Ledger, artifacts: Artifacts, publisher: Publisher, tmp_path: Path
) -> None:
    job = await accepted(ledger)

    with pytest.raises(InvalidRequest):
        await publisher.publish_files(job.job_id, {"../elsewhere": tmp_path / "a"})

    assert await nothing_published(ledger, artifacts)
