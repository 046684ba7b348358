"""Samples of voices: spoken by a worker when they are first asked for, then kept."""

import asyncio
from typing import Final

from temporalio.client import WorkflowFailureError
from temporalio.common import WorkflowIDConflictPolicy
from temporalio.exceptions import ActivityError, ApplicationError

from api.services import Services
from contracts.errors import ArtifactNotFound, ServiceUnavailable, SpeechUnavailable
from contracts.jobs import FailedTry
from contracts.names import CORE_QUEUE
from contracts.speech import VOICE_SAMPLE, ProviderName, SampleInput, SampleOutput

SAMPLE_SECONDS: Final = 30.0
"""How long who asks waits for a sample that is not there yet."""


async def sample(services: Services, voice_id: str, provider: ProviderName | None) -> str:
    """The key of a voice's sample, which is there. Raises VoiceNotFound and ServiceUnavailable."""
    wanted = await services.casting.sample(voice_id, provider)
    try:
        await services.artifacts.head(wanted.key)
    except ArtifactNotFound:
        await _make(services, wanted)
    return wanted.key


async def _make(services: Services, wanted: SampleInput) -> None:
    try:
        async with asyncio.timeout(SAMPLE_SECONDS):
            await services.temporal.execute_workflow(
                VOICE_SAMPLE,
                wanted,
                id=f"{VOICE_SAMPLE}-{wanted.key}",
                task_queue=CORE_QUEUE,
                result_type=SampleOutput,
                id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
                static_summary=f"A sample of the voice {wanted.utterance.voice_id}",
            )
    except TimeoutError:
        raise ServiceUnavailable(
            "The sample of {voice} is not ready yet. Please try again in a moment.",
            voice=wanted.utterance.voice_id,
        ) from None
    except WorkflowFailureError as error:
        raise _why(error, wanted) from error


def _why(error: WorkflowFailureError, wanted: SampleInput) -> SpeechUnavailable:
    cause = error.cause.cause if isinstance(error.cause, ActivityError) else error.cause
    tried = FailedTry.of(cause.details) if isinstance(cause, ApplicationError) else None
    if tried is None:
        return SpeechUnavailable("The voice {voice} could not be heard.", voice=wanted.utterance.voice_id)
    return SpeechUnavailable("{why}", why=tried.text)
