"""Background music: as long as the video, and out of the way of the voice."""

from pathlib import Path
from typing import Final

import numpy as np
from scipy.ndimage import maximum_filter1d, minimum_filter1d, uniform_filter1d  # type: ignore[import-untyped]

from contracts.errors import SourceUnsuitable
from media.audio.loudness import SILENT, loudness
from media.composition.master import Curve, along, stretches
from media.composition.scratch import RATE, Scratch, Stereo
from media.composition.work import FfmpegFailed, Work

_UNDER: Final = -20.0
"""LU from the voice to the music beneath it: what the accessibility guidelines ask for (WCAG 2, 1.4.7)."""
_BESIDE: Final = -9.0
"""LU from the voice to the music where nobody speaks."""
_FADE_IN: Final = RATE
_FADE_OUT: Final = 2 * RATE
_CROSSFADE: Final = 2 * RATE
"""Samples over which the end of music that is too short becomes its beginning again."""
_BIN: Final = RATE // 100
"""The samples of 10 ms, for which there is one gain."""
_PAUSE: Final = 120
"""The bins of the shortest pause in which the music rises: in a shorter one it would only pump."""
_RAMP: Final = 40
"""Bins over which the music goes down, before the first word, and up after the last."""
_AUDIBLE: Final = -25.0
"""LU from the voice to what counts as a pause."""
_CONTAINERS: Final = "aac,ac3,aiff,amr,ape,asf,caf,eac3,flac,matroska,mov,mp3,mpegts,ogg,w64,wav,wv"
"""The containers of music. ffmpeg also reads lists of other files and addresses: the music may not be one."""


def add_music(work: Work, path: Path, mix: Stereo, voice: float, scratch: Scratch) -> None:
    """Lay music under a mix that has nothing but the voice in it, ``voice`` LUFS loud.

    Raises ``SourceUnsuitable`` if it cannot be decoded.
    """
    music = _decoded(work, path, len(mix), scratch)
    if (own := loudness(music, RATE)) < SILENT:
        return
    gains: Curve = _fades(-(-len(mix) // _BIN)) * _factor(_below_voice(mix, voice) + np.float32(voice - own))
    crossfade = min(_CROSSFADE, len(music) // 4)
    for begin in range(0, len(mix), len(music) - crossfade):
        for start, end in stretches(min(len(music), len(mix) - begin)):
            work.check()
            edges = _rise(start, end, crossfade if begin else 0) * _fall(start, end, len(music), crossfade)
            gain = edges * along(gains, begin + start, begin + end, _BIN)
            mix[begin + start : begin + end] += music[start:end] * gain[:, None]


def _below_voice(mix: Stereo, voice: float) -> Curve:
    """LU from the voice to the music, for each bin: slowly from one level to the other."""
    heard = np.concatenate(
        [
            np.abs(np.pad(mix[start:end, 0], (0, -(end - start) % _BIN))).reshape(-1, _BIN).max(axis=1)
            for start, end in stretches(len(mix))
        ]
    )
    speaking = (heard > 10 ** ((voice + _AUDIBLE) / 20)).astype(np.float32)
    without_pauses = minimum_filter1d(maximum_filter1d(speaking, _PAUSE + 1), _PAUSE + 1)
    early = maximum_filter1d(without_pauses, _RAMP + 1)  # it is down when the first word comes
    share = uniform_filter1d(uniform_filter1d(early, _RAMP // 2), _RAMP // 2)
    return np.asarray(_BESIDE + (_UNDER - _BESIDE) * share, np.float32)


def _factor(decibels: Curve) -> Curve:
    return np.asarray(10 ** (decibels / 20), np.float32)


def _fades(bins: int) -> Curve:
    """The music comes up at the beginning and goes down at the end."""
    place = np.arange(bins, dtype=np.float32)
    longest = max(1, bins // 4)
    up = place / min(_FADE_IN // _BIN, longest)
    down = (bins - 1 - place) / min(_FADE_OUT // _BIN, longest)
    return np.minimum(np.minimum(up, down), np.float32(1))


def _rise(start: int, end: int, crossfade: int) -> Curve:
    """From 0 to 1 over the first samples, so that it and its mirror image add up to equal power."""
    place = np.arange(start, end, dtype=np.float32) / max(1, crossfade)
    return np.sin(np.minimum(place, 1) * np.float32(np.pi / 2)) if crossfade else np.ones_like(place)


def _fall(start: int, end: int, length: int, crossfade: int) -> Curve:
    return _rise(length - end, length - start, crossfade)[::-1]


def _decoded(work: Work, path: Path, length: int, scratch: Scratch) -> Stereo:
    to = scratch.path("music")
    try:
        work.run(
            *("-protocol_whitelist", "file", "-format_whitelist", _CONTAINERS, "-i", f"file:{path}"),
            *("-map", "0:a:0", "-t", str(length / RATE), "-ac", "2", "-ar", str(RATE)),
            *("-f", "f32le", f"file:{to}"),
            source=path,
            folder=to.parent,
        )
    except FfmpegFailed as error:
        raise SourceUnsuitable("The background music cannot be decoded: {why}", why=error.phrase) from error
    if len(music := scratch.sound(to.name)) < RATE // 10:
        raise SourceUnsuitable("The background music has no sound in it.")
    return music
