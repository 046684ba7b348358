"""The sound of a video: the narration where the timeline has it, and music under it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from contracts.errors import CompositionFailed, SpeechUnavailable
from contracts.video import FPS, Timeline
from files.whole import whole
from media.audio import samples
from media.audio.loudness import SILENT, loudness
from media.audio.resampling import resampled
from media.audio.wav import BrokenAudio
from media.composition.master import TARGET, master
from media.composition.music import add_music
from media.composition.scratch import RATE, Stereo, scratch
from media.composition.work import FfmpegFailed, Work, in_thread

_BITEXACT: Final = ("-fflags", "+bitexact", "-flags:a", "+bitexact")
_ENCODER: Final = ("-c:a", "aac", "-b:a", "160k", *_BITEXACT, "-f", "ipod")


async def mix(timeline: Timeline, speech: Sequence[Path], music: Path | None, to: Path) -> None:
    """Mix the narration of the scenes (WAV files, 16 bit mono) and music under it into AAC, 48 kHz stereo.

    It lasts exactly as long as the video, at -14 LUFS with true peaks below -1 dBTP; silence stays silent.
    The music comes in any usual format, is repeated if it is short, and goes down where somebody speaks.
    ``to`` is there only when it is whole.

    Raises ``SourceUnsuitable`` for music that cannot be decoded, ``SpeechUnavailable`` with ``part`` for a
    broken narration, ``CompositionFailed``.
    """
    await in_thread(lambda work: _mix(work, timeline, speech, music, to))


def _mix(work: Work, timeline: Timeline, speech: Sequence[Path], music: Path | None, to: Path) -> None:
    with scratch(to) as folder, whole(to) as unfinished:
        mixed = folder.silence("mixed", timeline.frames * RATE // FPS)
        for position, (scene, path) in enumerate(zip(timeline.scenes, speech, strict=True)):
            work.check()
            _add_narration(mixed, scene.speech_ms * RATE // 1000, position, path)
        voice = loudness(mixed, RATE)
        if music:
            add_music(work, music, mixed, voice if voice >= SILENT else TARGET, folder)
        finished = mixed
        if voice >= SILENT:
            finished = folder.silence("mastered", len(mixed))
            master(work, mixed, finished)
        finished.flush()
        try:
            work.run(
                *("-f", "f32le", "-ar", str(RATE), "-ac", "2", "-i", f"file:{finished.filename}"),
                *_ENCODER,
                f"file:{unfinished}",
            )
        except FfmpegFailed as error:
            raise CompositionFailed("The soundtrack cannot be encoded: {why}.", why=error.phrase) from error


def _add_narration(mixed: Stereo, at: int, position: int, path: Path) -> None:
    try:
        spoken = resampled(samples.read(path), RATE, samples.RATE)
    except BrokenAudio as error:
        raise SpeechUnavailable(
            "The narration of scene {scene} cannot be used: {why}.",
            scene=position + 1,
            why=error.phrase,
        ) from error
    place = mixed[at : at + len(spoken)]
    place += np.asarray(spoken, np.float32)[: len(place), None]
