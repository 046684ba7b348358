"""What the tests compose: pictures, clips and voices made on the spot, small and the same each time."""

import wave
from collections.abc import Sequence
from pathlib import Path

import av
import cv2
import numpy as np
import psutil
from numpy.typing import NDArray

from contracts.storyboard import Scene
from contracts.video import (
    FPS,
    Card,
    Cue,
    Template,
    TimedScene,
    Timeline,
    VideoFormat,
    VisualKind,
    picture_of,
)
from media.composition.frames import Source, frames
from media.composition.work import Work

Image = NDArray[np.uint8]
Sound = NDArray[np.float64]


def timeline(  # noqa: PLR0913 (what tests vary)
    *lengths: int,
    cues: Sequence[tuple[int, int, str]] = (),
    speech_ms: Sequence[int] | None = None,
    title: str = "How the moon moves the sea",
    language: str = "en",
    format_: VideoFormat = VideoFormat.REEL,
    template: Template = Template.AURORA,
) -> Timeline:
    starts = [sum(lengths[:position]) for position in range(len(lengths))]
    speech_ms = speech_ms or [start * 1000 // FPS for start in starts]
    return Timeline(
        title=title,
        language=language,
        format=format_,
        template=template,
        scenes=tuple(
            TimedScene(
                scene=Scene(id="1", heading="", beats=(), picture=picture_of(Card())),
                start_frame=start,
                frames=frames,
                speech_key="",
                speech_ms=ms,
            )
            for start, frames, ms in zip(starts, lengths, speech_ms, strict=True)
        ),
        cues=tuple(Cue(start_ms=start, end_ms=end, text=text) for start, end, text in cues),
    )


def drawn(laid_out: Timeline, position: int, visual: Source, previous: Source | None = None) -> list[Image]:
    """The frames of a scene before they are encoded: rows of brightness, then those of colour."""
    return [canvas.data.copy() for canvas in frames(Work(), laid_out, position, visual, previous)]


def brightness(frame: Image) -> Image:
    return frame[: len(frame) * 2 // 3]


def photo(width: int, height: int, seed: int = 1) -> Image:
    """Clouds of colour with sharp discs on them, as RGB."""
    chance = np.random.default_rng(seed)
    image = np.full((height, width, 3), 120, np.float32)
    for detail in (4, 16, 64):
        noise = chance.normal(0, 160 / detail**0.5, (detail, detail, 3)).astype(np.float32)
        image += cv2.resize(noise, (width, height), interpolation=cv2.INTER_CUBIC)
    picture = np.asarray(np.clip(image, 30, 225), np.uint8)
    for _ in range(40):
        place = int(chance.integers(width)), int(chance.integers(height))
        cv2.circle(picture, place, int(chance.integers(8, 60)), chance.integers(40, 220, 3).tolist(), -1)
    return picture


def kept(folder: Path, name: str, picture: Image) -> Path:
    path = folder / name
    cv2.imwrite(str(path), cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
    return path


def still(path: Path, focus: tuple[float, float] = (0.5, 0.5)) -> Source:
    return Source(path, VisualKind.ARTICLE_PICTURE, focus)


def card(path: Path) -> Source:
    return Source(path, VisualKind.CARD, (0.5, 0.5))


def clip(path: Path, count: int, *, size: tuple[int, int] = (320, 240), rate: int = FPS) -> Source:
    """A clip of so many frames, in which a bar goes to the right and colours go down."""
    with av.open(path, "w") as file:
        stream = file.add_stream("libx264", rate=rate)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        ground = photo(*size, seed=5)
        for number in range(count):
            picture = np.roll(ground, number, axis=0)
            at = size[0] * number // count
            picture[:, at : at + 24] = (250, 250, 250)
            for packet in stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")):
                file.mux(packet)
        for packet in stream.encode():
            file.mux(packet)
    return Source(path, VisualKind.STOCK_CLIP, (0.5, 0.5))


# --- sound ------------------------------------------------------------------------------------------------


def spoken(ms: int, *, rate: int = 24_000, strength: float = 0.3, seed: int = 1) -> Sound:
    """Hiss in syllables, at once loud at its beginning; nothing of it below 2 kHz."""
    chance = np.random.default_rng(seed)
    count = ms * rate // 1000
    spectrum = np.fft.rfft(chance.normal(size=count))
    spectrum[np.fft.rfftfreq(count, 1 / rate) < 2000] = 0
    hiss = np.fft.irfft(spectrum, count)
    syllables = 0.3 + 0.7 * np.abs(np.cos(2 * np.pi * 3 * np.arange(count) / rate))
    voice: Sound = strength * syllables * hiss / np.abs(hiss).max()
    return voice


def tone(hertz: float, ms: int, *, rate: int = 48_000, strength: float = 0.5) -> Sound:
    sound: Sound = strength * np.sin(2 * np.pi * hertz * np.arange(ms * rate // 1000) / rate)
    return sound


def wav(path: Path, sound: Sound, rate: int = 24_000) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes(np.rint(sound * 32767).astype("<i2").tobytes())
    return path


def heard(path: Path) -> NDArray[np.float32]:
    """All samples of a file, of shape (samples, channels)."""
    with av.open(path) as file:
        return np.concatenate([frame.to_ndarray().T for frame in file.decode(audio=0)])


# --- what is left behind ----------------------------------------------------------------------------------


def programs() -> list[psutil.Process]:
    """The processes of ffmpeg that this process has started."""
    return [child for child in psutil.Process().children(recursive=True) if "ffmpeg" in child.name()]
