"""Ring the bell, and hang the chime up where clients find it."""

import asyncio
import io
import math
import struct
import wave

from activities.heartbeat import attempt, report
from activities.implementations import implements
from chime.contracts import (
    BEAT,
    HANG_UP,
    PREFIX,
    RING,
    BellCracked,
    BellMissing,
    ChimeResult,
    HangUpInput,
    RingInput,
    RingOutput,
)
from contracts.jobs import Heartbeat
from contracts.messages import message
from contracts.names import job_prefix
from store.artifacts import Artifacts
from store.publisher import Publisher

RATE = 8000
"""Samples a second."""
HIGHEST = 2000
"""The pitch of the smallest bell, in Hz."""
BEATS = 20
"""How often a ringing bell tells how far it is."""


class Ringing:
    """Needs the artifacts, where the tone lies until it is published."""

    def __init__(self, artifacts: Artifacts) -> None:
        self._artifacts = artifacts

    @implements(RING)
    async def ring(self, argument: RingInput) -> RingOutput:
        """Ring for as long as the tone lasts."""
        if argument.pitch > HIGHEST:
            raise BellMissing("There is no bell of {pitch} Hz.", pitch=argument.pitch)
        if attempt() <= argument.cracked:
            raise BellCracked("The bell of {pitch} Hz cracked.", pitch=argument.pitch)
        key = f"{job_prefix(argument.job_id)}chime.wav"
        await self._artifacts.put(f"{job_prefix(argument.job_id)}begun", b"")
        for beat in range(BEATS):
            report(Heartbeat(fraction=beat / BEATS, message=message(BEAT, beats=beat)))
            await asyncio.sleep(argument.seconds / BEATS)
        await self._artifacts.put(key, _tone(argument.pitch, argument.seconds))
        return RingOutput(key=key)


class Hanging:
    """Needs what publishes."""

    def __init__(self, publisher: Publisher) -> None:
        self._publisher = publisher

    @implements(HANG_UP)
    async def hang_up(self, argument: HangUpInput) -> ChimeResult:
        """Publish the tone."""
        key = f"{PREFIX}{argument.job_id}/chime.wav"
        await self._publisher.publish_files(argument.job_id, {key: argument.key})
        return ChimeResult(sound_path=f"/{key}", pitch=argument.pitch)


def _tone(pitch: int, seconds: float) -> bytes:
    samples = (int(20_000 * math.sin(2 * math.pi * pitch * n / RATE)) for n in range(round(RATE * seconds)))
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    return written.getvalue()
