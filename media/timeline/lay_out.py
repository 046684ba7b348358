"""The timeline: how long each scene takes, when its narration is heard, and its captions."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor
from pathlib import Path
from typing import Final

from contracts.errors import SpeechUnavailable
from contracts.progress import moved
from contracts.speech import SpokenWord
from contracts.storyboard import Scene
from contracts.video import FPS, Cue, Template, TimedScene, Timeline, VideoFormat, VideoPlan
from language.beats import narration
from media.audio.samples import read
from media.audio.wav import BrokenAudio
from media.timeline.alignment import align
from media.timeline.cues import cues
from media.timeline.pauses import Span, voiced
from media.timeline.ruler import Ruler

LEAD_MS: Final = 400
"""The time before the first word of a scene: as long as the transition into its picture takes."""
TAIL_MS: Final = 350
"""The time after the last word of a scene."""
OPENING_MS: Final = 500
"""The time before the first word of all."""
CLOSING_MS: Final = 800
"""The time after the last word of all."""


@dataclass(frozen=True)
class Spoken:
    """A narration that was spoken: its key, the WAV file, and its words where the provider tells them."""

    key: str
    path: Path
    words: tuple[SpokenWord, ...] | None


def lay_out(  # noqa: PLR0913, PLR0917 - what the step is given, in its order
    plan: VideoPlan,
    spoken: Sequence[Spoken],
    video_format: VideoFormat,
    template: Template | None,
    min_seconds: float,
    max_seconds: float | None,
) -> Timeline:
    """Lay the narrated scenes one after the other; ``spoken`` in their order.

    A video longer than ``max_seconds`` loses the plan's spare scenes until it fits. One shorter than
    ``min_seconds`` is stretched to exactly that, every scene by the same share. Without ``template`` the
    title decides. Blocks: it reads the audio.

    Raises ``SpeechUnavailable`` for a broken WAV, and ``FontMissing``.
    """
    storyboard = plan.storyboard
    takes = [_take(*both) for both in zip(storyboard.scenes, spoken, strict=True)]
    if max_seconds is not None:
        takes = _fitted(takes, plan.spare, floor(max_seconds * FPS))
    lengths = _stretched(_lengths(takes), ceil(min_seconds * FPS))
    ruler = Ruler(video_format, storyboard.language)
    timed: list[TimedScene] = []
    captions: list[Cue] = []
    start = 0
    for take, length in zip(takes, lengths, strict=True):
        speech_ms = round(_ms(start) + take.before(first=start == 0))
        timed.append(
            TimedScene(
                scene=take.scene,
                start_frame=start,
                frames=length,
                speech_key=take.spoken.key,
                speech_ms=speech_ms,
            )
        )
        start += length
        moved()
        said = narration(take.scene, storyboard.language)
        clock = align(said, storyboard.language, take.spans, take.spoken.words)
        captions += cues(
            said,
            storyboard.language,
            clock,
            ruler,
            offset_ms=speech_ms,
            until_ms=_ms(start),
        )
    return Timeline(
        title=storyboard.title,
        language=storyboard.language,
        format=video_format,
        template=template or _template(storyboard.title),
        scenes=tuple(timed),
        cues=tuple(captions),
    )


@dataclass(frozen=True)
class _Take:
    """A scene with its narration, in which a voice is heard in these ``spans``."""

    scene: Scene
    spoken: Spoken
    spans: Sequence[Span]

    def before(self, *, first: bool) -> float:
        """From the scene's start to that of the audio, in ms; silence in the audio counts."""
        return max(0.0, (OPENING_MS if first else LEAD_MS) - self.spans[0].start * 1000)

    def frames(self, *, first: bool, last: bool) -> int:
        """That the scene takes."""
        voice = self.before(first=first) + self.spans[-1].end * 1000
        return ceil((voice + (CLOSING_MS if last else TAIL_MS)) * FPS / 1000)


def _take(scene: Scene, spoken: Spoken) -> _Take:
    try:
        return _Take(scene, spoken, voiced(read(spoken.path)))
    except BrokenAudio as error:
        raise SpeechUnavailable(
            "The narration {key} cannot be used: {why}.", key=spoken.key, why=error.phrase
        ) from error


def _lengths(takes: Sequence[_Take]) -> list[int]:
    last = len(takes) - 1
    return [take.frames(first=at == 0, last=at == last) for at, take in enumerate(takes)]


def _fitted(takes: Sequence[_Take], spare: Sequence[str], most: int) -> list[_Take]:
    """The scenes that stay in a video of at most so many frames."""
    staying = list(takes)
    for scene_id in spare:
        if sum(_lengths(staying)) <= most:
            break
        staying = [take for take in staying if take.scene.id != scene_id]
    return staying


def _stretched(lengths: Sequence[int], least: int) -> list[int]:
    """The scenes' frames, each by the same share more, so that they are at least so many together."""
    whole = sum(lengths)
    if whole >= least:
        return list(lengths)
    stretched = [length * least // whole for length in lengths]
    stretched[-1] += least - sum(stretched)
    return stretched


def _template(title: str) -> Template:
    """The same for the same title, in every process."""
    templates = list(Template)
    return templates[hashlib.sha256(title.encode()).digest()[0] % len(templates)]


def _ms(frames: int) -> float:
    return frames * 1000 / FPS
