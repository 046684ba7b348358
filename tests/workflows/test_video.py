"""The video workflows on the real server: phases in their contracts' words, retries, finished work kept."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from temporalio.client import Client

from contracts.activity import ActivityDef
from contracts.article_video import (
    FETCH_ARTICLE,
    FIND_MADE,
    PUBLISH_ARTICLE_VIDEO,
    WRITE_STORYBOARD,
    ArticleVideoResult,
)
from contracts.errors import ModelOutputInvalid, SourceRefused, SourceUnavailable, SpeechRejected
from contracts.jobs import JobState
from contracts.kinds import english
from contracts.script_video import FETCH_MUSIC, PUBLISH_SCRIPT_VIDEO, SPLIT_SCRIPT
from contracts.speech import SPEAK, SpeakInput, SpeakOutput
from contracts.video import (
    ASSEMBLE,
    COMPOSE_SCENE,
    MIX,
    AssembleInput,
    AssembleOutput,
    ComposeSceneInput,
    ComposeSceneOutput,
)
from store.ledger import Ledger
from tests.article_videos.contract import STAGES, STEPS
from tests.workflows.stage import ANSWERS, Stage, article_video, script_video, set_up

SOON = timedelta(milliseconds=50)

SCRIPT_STEPS = (SPLIT_SCRIPT, *STEPS[2:-1], FETCH_MUSIC, PUBLISH_SCRIPT_VIDEO)
MUSIC = {"background_music": "https://example.com/music.mp3"}


@pytest.fixture
async def stage(temporal: Client, ledger: Ledger, tmp_path: Path) -> AsyncIterator[Stage]:
    async with set_up(temporal, ledger, tmp_path) as made:
        yield made


def at_once(message: str) -> SourceUnavailable:
    """An outage whose retries within the step take no time."""
    error = SourceUnavailable(message)
    error.retry_delay = timedelta(milliseconds=10)
    return error


async def told(stage: Stage, job_id: str) -> list[tuple[int, str]]:
    """What the ledger's events say: percent and message, each message once."""
    events = await stage.ledger.events(job_id)
    return list(dict.fromkeys((round(event.progress * 100), english(event)) for event in events))


async def test_an_article_passes_the_stages_of_its_contract_at_their_percentages(stage: Stage) -> None:
    job_id = await stage.submit(article_video())
    snapshot = await stage.ended(job_id)

    assert snapshot.state is JobState.COMPLETED
    assert snapshot.result
    assert snapshot.result["video_id"] == 5
    said = await told(stage, job_id)
    for stage_of_contract in STAGES[:-1]:
        assert stage_of_contract in said
    assert [percent for percent, _ in said] == sorted(percent for percent, _ in said)


async def test_a_script_passes_the_stages_of_its_contract_at_their_percentages(stage: Stage) -> None:
    job_id = await stage.submit(script_video())

    assert (await stage.ended(job_id)).state is JobState.COMPLETED
    said = await told(stage, job_id)
    for stage_of_contract in (
        (10, "Analyzing script"),
        (30, "Generating audio (scene 1/3)"),
        (50, "Generating audio (scene 2/3)"),
        (70, "Generating images"),
        (90, "Compositing video"),
    ):
        assert stage_of_contract in said


async def test_the_scenes_keep_their_order_whichever_is_done_first(stage: Stage) -> None:
    first_may_end = asyncio.Event()
    assembled: list[AssembleInput] = []

    async def compose(argument: ComposeSceneInput) -> ComposeSceneOutput:
        if argument.position == 0:
            await first_may_end.wait()
        if argument.position == 2:
            first_may_end.set()
        assert (argument.previous is None) == (argument.position == 0)
        return ComposeSceneOutput(scene_key=f"scene-{argument.position}")

    async def assemble(argument: AssembleInput) -> AssembleOutput:
        assembled.append(argument)
        return AssembleOutput(duration=9, file_size=9, width=720, height=1280)

    stage.acts |= {COMPOSE_SCENE.name: compose, ASSEMBLE.name: assemble}
    await stage.ended(await stage.submit(article_video()))

    assert assembled[0].scene_keys == ("scene-0", "scene-1", "scene-2")


async def test_an_error_that_may_pass_is_tried_again_later_and_counted_and_finished_scenes_are_kept(
    stage: Stage,
) -> None:
    asked: Counter[str] = Counter()

    async def speak(argument: SpeakInput) -> SpeakOutput:
        text = argument.utterances[0].text
        asked[text] += 1
        if text == "two" and asked[text] <= SPEAK.attempts:
            raise at_once("It does not answer.")
        return SpeakOutput(key=text, attempt=1)

    stage.acts[SPEAK.name] = speak
    job_id = await stage.submit(script_video(retry_delay=SOON))
    snapshot = await stage.ended(job_id)

    assert snapshot.state is JobState.COMPLETED
    assert snapshot.attempt == 2
    messages = [message for _, message in await told(stage, job_id)]
    assert any(message.startswith("Retrying in 0.05 s (1 of 3): ") for message in messages)
    assert asked == {"one": 1, "two": SPEAK.attempts + 1, "three": 1}


async def test_a_scene_that_may_do_better_later_lets_the_others_finish_so_that_none_is_paid_twice(
    stage: Stage,
) -> None:
    asked: Counter[str] = Counter()
    failed = asyncio.Event()

    async def speak(argument: SpeakInput) -> SpeakOutput:
        text = argument.utterances[0].text
        asked[text] += 1
        if text == "two" and asked[text] <= SPEAK.attempts:
            if asked[text] == SPEAK.attempts:
                failed.set()
            raise at_once("It does not answer.")
        if text == "one":
            await failed.wait()
        return SpeakOutput(key=text, attempt=1)

    stage.acts[SPEAK.name] = speak
    job_id = await stage.submit(script_video(retry_delay=SOON))
    snapshot = await stage.ended(job_id)

    assert snapshot.state is JobState.COMPLETED, snapshot.error
    assert snapshot.attempt == 2
    assert asked == {"one": 1, "two": SPEAK.attempts + 1, "three": 1}
    assert "Retrying in 0.05 s (1 of 3): It does not answer." in [m for _, m in await told(stage, job_id)]


async def test_a_model_whose_answers_do_not_serve_is_not_asked_again_and_again(stage: Stage) -> None:
    useless = ModelOutputInvalid("The model's answer cannot be used.")
    useless.retry_delay = timedelta(milliseconds=10)
    stage.answers(WRITE_STORYBOARD, useless)

    snapshot = await stage.ended(await stage.submit(article_video(retry_delay=SOON)))

    assert snapshot.state is JobState.FAILED
    assert stage.calls[WRITE_STORYBOARD.name] == WRITE_STORYBOARD.attempts


async def test_the_scene_that_failed_gives_the_reason_not_one_that_was_stopped_for_it(stage: Stage) -> None:
    first_runs = asyncio.Event()

    async def speak(argument: SpeakInput) -> SpeakOutput:
        if argument.utterances[0].text == "one":
            first_runs.set()
            await asyncio.Event().wait()
        await first_runs.wait()
        raise SpeechRejected("The key is not valid.")

    stage.acts[SPEAK.name] = speak
    snapshot = await stage.ended(await stage.submit(script_video()))

    assert snapshot.error
    assert snapshot.error.message == "The key is not valid."


async def test_after_three_retries_it_fails_with_the_reason(stage: Stage) -> None:
    stage.answers(FETCH_ARTICLE, at_once("The page does not answer."))

    snapshot = await stage.ended(await stage.submit(article_video(retry_delay=SOON)))

    assert snapshot.state is JobState.FAILED
    assert snapshot.error
    assert snapshot.error.message == "The page does not answer."
    assert snapshot.attempt == 4
    assert stage.calls[FETCH_ARTICLE.name] == 4 * FETCH_ARTICLE.attempts


async def test_an_error_that_cannot_pass_fails_at_once(stage: Stage) -> None:
    stage.answers(FETCH_ARTICLE, SourceRefused("The page is behind a login."))

    snapshot = await stage.ended(await stage.submit(article_video()))

    assert snapshot.state is JobState.FAILED
    assert snapshot.error
    assert snapshot.error.message == "The page is behind a login."
    assert stage.calls[FETCH_ARTICLE.name] == 1


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
async def test_a_cancel_stops_every_step_of_an_article(stage: Stage, step: ActivityDef) -> None:  # type: ignore[type-arg]
    running = stage.holds(step)
    job_id = await stage.submit(article_video())
    await running.wait()

    snapshot = await stage.jobs.cancel(job_id, "a test")

    assert snapshot.state is JobState.CANCELLED
    assert set(stage.stopped) == {step.name}


@pytest.mark.parametrize("step", SCRIPT_STEPS, ids=lambda step: step.name)
async def test_a_cancel_stops_every_step_of_a_script(stage: Stage, step: ActivityDef) -> None:  # type: ignore[type-arg]
    running = stage.holds(step)
    job_id = await stage.submit(script_video(**MUSIC))
    await running.wait()

    snapshot = await stage.jobs.cancel(job_id, "a test")

    assert snapshot.state is JobState.CANCELLED
    assert set(stage.stopped) == {step.name}


async def test_a_cancel_ends_the_wait_before_a_retry(stage: Stage) -> None:
    stage.answers(FETCH_ARTICLE, at_once("The page does not answer."))
    job_id = await stage.submit(article_video(retry_delay=timedelta(hours=1)))
    while not english(await stage.jobs.read(job_id)).startswith("Retrying in 3600 s (1 of 3)"):
        await asyncio.sleep(0.02)

    assert (await stage.jobs.cancel(job_id, "a test")).state is JobState.CANCELLED


async def test_a_video_made_before_is_the_answer_if_that_is_asked_for(stage: Stage) -> None:
    earlier = ANSWERS[PUBLISH_ARTICLE_VIDEO.name].model_copy(update={"video_id": 3})
    stage.answers(FIND_MADE, {"result": earlier.model_dump(mode="json")})

    snapshot = await stage.ended(await stage.submit(article_video(reuse=timedelta(days=1))))

    assert snapshot.state is JobState.COMPLETED
    assert snapshot.result == ArticleVideoResult.model_validate(earlier).model_dump(mode="json")
    assert stage.calls[WRITE_STORYBOARD.name] == 0


async def test_no_earlier_video_is_looked_for_unless_that_is_asked_for(stage: Stage) -> None:
    await stage.ended(await stage.submit(article_video()))

    assert stage.calls[FIND_MADE.name] == 0


async def test_a_step_that_does_not_stop_at_the_time_limit_is_left_behind_at_the_hard_one(
    stage: Stage,
) -> None:
    let_go = asyncio.Event()

    async def stubborn(_: object) -> object:
        while not let_go.is_set():
            try:
                await let_go.wait()
            except asyncio.CancelledError:
                continue
        return ANSWERS[MIX.name]

    stage.acts[MIX.name] = stubborn
    limits = {"time_limit": timedelta(seconds=1), "hard_time_limit": timedelta(seconds=1.5)}
    try:
        snapshot = await stage.ended(await stage.submit(script_video(**limits)))
    finally:
        let_go.set()

    assert snapshot.state is JobState.FAILED
    assert snapshot.error
    assert snapshot.error.code == "JOB_TIMED_OUT"
