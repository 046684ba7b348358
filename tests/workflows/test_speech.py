"""The speech workflow on the real server: turns in parallel, each utterance once, joined in order."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from temporalio.client import Client

from contracts.errors import SpeechRejected, SpeechUnavailable
from contracts.jobs import JobState
from contracts.kinds import english
from contracts.speech import JOIN, SPEAK, JoinInput, JoinOutput, Span, SpeakInput, SpeakOutput
from store.ledger import Ledger
from tests.workflows.stage import Stage, dialogue, set_up


@pytest.fixture
async def stage(temporal: Client, ledger: Ledger, tmp_path: Path) -> AsyncIterator[Stage]:
    async with set_up(temporal, ledger, tmp_path) as made:
        yield made


async def test_each_utterance_is_spoken_once_and_the_turns_are_joined_in_order(stage: Stage) -> None:
    joined: list[JoinInput] = []

    async def speak(argument: SpeakInput) -> SpeakOutput:
        (said,) = argument.utterances
        return SpeakOutput(key=f"{said.voice_id} {said.text}", attempt=1)

    async def join(argument: JoinInput) -> JoinOutput:
        joined.append(argument)
        spans = tuple(Span(start_ms=n, end_ms=n + 1) for n in range(len(argument.keys)))
        return JoinOutput(duration_ms=3, size=9, spans=spans)

    stage.acts |= {SPEAK.name: speak, JOIN.name: join}
    snapshot = await stage.ended(await stage.submit(dialogue(("hello", "you too", "hello"))))

    assert snapshot.state is JobState.COMPLETED
    assert stage.calls[SPEAK.name] == 2
    assert joined[0].keys == ("voice-A hello", "voice-B you too", "voice-A hello")
    assert snapshot.result
    turns: Any = snapshot.result["turns"]
    assert [(turn["index"], turn["speaker"], turn["start_ms"]) for turn in turns] == [
        (0, "A", 0),
        (1, "B", 1),
        (2, "A", 2),
    ]


async def test_no_more_turns_are_spoken_at_once_than_the_provider_takes(stage: Stage) -> None:
    now = most = 0

    async def speak(_: SpeakInput) -> SpeakOutput:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.02)
        now -= 1
        return SpeakOutput(key="spoken", attempt=1)

    stage.acts[SPEAK.name] = speak
    texts = tuple(f"turn {n}" for n in range(12))

    assert (await stage.ended(await stage.submit(dialogue(texts, parallel=3)))).state is JobState.COMPLETED
    assert most == 3
    assert stage.calls[SPEAK.name] == 12


async def test_progress_tells_the_turns_spoken_of_all(stage: Stage) -> None:
    job_id = await stage.submit(dialogue(("one", "two", "three")))
    await stage.ended(job_id)

    messages = [english(event) for event in await stage.ledger.events(job_id)]

    assert "Speaking... (3 of 3 turns)" in messages
    assert messages[-2:] == ["Joining the turns...", "Job completed successfully"]


async def test_a_refusal_stops_the_other_turns_and_fails_the_job(stage: Stage) -> None:
    others = asyncio.Event()

    async def speak(argument: SpeakInput) -> SpeakOutput:
        if argument.utterances[0].text == "one":
            await others.wait()
            raise SpeechRejected("The key is not valid.")
        others.set()
        try:
            await asyncio.Event().wait()
        finally:
            stage.stopped.append(argument.utterances[0].text)
        raise AssertionError

    stage.acts[SPEAK.name] = speak
    snapshot = await stage.ended(await stage.submit(dialogue(("one", "two"))))

    assert snapshot.state is JobState.FAILED
    assert snapshot.error
    assert snapshot.error.message == "The key is not valid."
    assert stage.stopped == ["two"]
    assert stage.calls[JOIN.name] == 0


async def test_a_retried_turn_is_counted(stage: Stage) -> None:
    stage.answers(SPEAK, SpeakOutput(key="spoken", attempt=3))

    snapshot = await stage.ended(await stage.submit(dialogue()))

    assert snapshot.state is JobState.COMPLETED
    assert snapshot.attempt == 3


def test_a_call_is_tried_again_after_5_10_and_20_seconds() -> None:
    """As ``docs/contracts/speech-jobs.md#limits`` has it; Temporal doubles the first interval."""
    assert (SPEAK.attempts, SPEAK.backoff.total_seconds()) == (4, 5)
    assert SpeechUnavailable.retryable
    assert not SpeechRejected.retryable
