"""What composition costs: a video of 30 s against one pass of ffmpeg over its frames, and against MoviePy."""

import asyncio
import json
import os
import sys
import tempfile
import time
import wave
from collections.abc import AsyncIterator, Awaitable
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from imageio_ffmpeg import get_ffmpeg_exe  # type: ignore[import-untyped]

from bench.figures import Figure, median
from contracts.storyboard import Scene
from contracts.video import (
    FPS,
    FRAMES,
    Card,
    Cue,
    Template,
    TimedScene,
    Timeline,
    VideoFormat,
    VisualKind,
    picture_of,
)
from fonts.faces import font
from media.composition.assemble import assemble
from media.composition.frames import TRANSITION, Source, frames
from media.composition.scene import ENCODER, compose_scene, raw_input
from media.composition.soundtrack import mix
from media.composition.work import Work

SCENES: Final = 6
SECONDS: Final = 5
AT_A_TIME: Final = 2
ROUNDS: Final = 3
RATE: Final = 24_000
FORMAT: Final = VideoFormat.TIKTOK
FRAME: Final = FRAMES[FORMAT]
WORDS: Final = (
    "The moon pulls the sea\ntowards it, twice a day.",
    "What was a beach is water\nsix hours later.",
)
MOVIEPY: Final = "moviepy==2.2.1"
WHAT: Final = f"composing {SCENES * SECONDS} s of {FRAME.width}x{FRAME.height}"


async def measure(_: None) -> AsyncIterator[Figure]:
    """Seconds, and how they compare; ours and the plain pass in turns, a ratio for each turn."""
    with tempfile.TemporaryDirectory(prefix="reelwork-bench-") as name:
        video = _Video(Path(name))
        await asyncio.to_thread(video.keep_frames)
        composed, ratios = [], []
        for _round in range(ROUNDS):
            composed.append(await _timed(video.compose()))
            ratios.append(composed[-1] / await _timed(video.encode_plainly()))
        by_moviepy = await video.make_with_moviepy()
    yield Figure(WHAT, median(composed), "s")
    yield Figure(f"{WHAT} in terms of one plain pass over the same frames", median(ratios), "", at_most=1.5)
    yield Figure(f"{WHAT} in terms of the same video by MoviePy", median(composed) / by_moviepy, "")


async def _timed(doing: Awaitable[None]) -> float:
    since = time.perf_counter()
    await doing
    return time.perf_counter() - since


class _Video:
    """Six moving stills with captions and narration."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._frames = folder / "frames.yuv"
        self._soundtrack = folder / "soundtrack.m4a"
        self._speech = [_spoken(folder / f"{n}.wav", n) for n in range(SCENES)]
        self._stills = [
            Source(_photo(folder / f"{n}.jpg", n), VisualKind.STOCK_PICTURE, (0.6, 0.4))
            for n in range(SCENES)
        ]
        self._timeline = Timeline(
            title="How the moon moves the sea",
            language="en",
            format=FORMAT,
            template=Template.AURORA,
            scenes=tuple(_scene(n) for n in range(SCENES)),
            cues=tuple(_cue(n) for n in range(2 * SCENES)),
        )

    def keep_frames(self) -> None:
        """Put all frames on disk as they are, for the plain pass."""
        with self._frames.open("wb") as file:
            for position in range(SCENES):
                for canvas in frames(Work(), self._timeline, position, *self._shown(position)):
                    file.write(canvas.data.data)

    def _shown(self, position: int) -> tuple[Source, Source | None]:
        return self._stills[position], self._stills[position - 1] if position else None

    async def compose(self) -> None:
        """Our own way, step by step as the workflow does it."""
        free = asyncio.Semaphore(AT_A_TIME)
        scenes = [self._folder / f"scene-{n}.mp4" for n in range(SCENES)]

        async def scene(position: int) -> None:
            async with free:
                await compose_scene(self._timeline, position, *self._shown(position), scenes[position])

        await mix(self._timeline, self._speech, None, self._soundtrack)
        await asyncio.gather(*(scene(position) for position in range(SCENES)))
        made = await assemble(self._timeline, scenes, self._soundtrack, self._folder)
        assert made.duration == SCENES * SECONDS

    async def encode_plainly(self) -> None:
        """One pass of ffmpeg over the same frames and sound, with the same settings, on all cores."""
        await _run(
            get_ffmpeg_exe(),
            *("-v", "error", "-y", *raw_input(FRAME, str(self._frames)), "-i", str(self._soundtrack)),
            *(
                *ENCODER,
                "-c:a",
                "aac",
                "-b:a",
                "160k",
                "-movflags",
                "+faststart",
                str(self._folder / "plain.mp4"),
            ),
        )

    async def make_with_moviepy(self) -> float:
        """The seconds that MoviePy takes; making its environment is not counted."""
        plan = self._folder / "plan.json"
        plan.write_text(
            json.dumps(
                {
                    "pictures": [str(still.path) for still in self._stills],
                    "speech": [str(path) for path in self._speech],
                    "cues": [cue.model_dump() for cue in self._timeline.cues],
                    "font": str(font("en", "Bold").path),
                    "width": FRAME.width,
                    "height": FRAME.height,
                    "caption_size": FRAME.caption_size,
                    "caption_bottom": FRAME.height - FRAME.bottom,
                    "fps": FPS,
                    "seconds": SECONDS,
                    "fade": TRANSITION / FPS,
                    "to": str(self._folder / "moviepy.mp4"),
                }
            )
        )
        uv = Path(sys.executable).with_name("uv")
        script = Path(__file__).with_name("moviepy_video.py")
        apart = ("run", "--isolated", "--no-project", "--with", MOVIEPY, "--python", sys.executable)
        return float(await _run(str(uv), "--quiet", *apart, str(script), str(plan)))


async def _run(*command: str) -> str:
    environment = {**os.environ, "FFMPEG_BINARY": get_ffmpeg_exe()}  # MoviePy is to use the same one
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE, env=environment)
    try:
        said, _ = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    assert process.returncode == 0, command
    return said.decode()


def _scene(number: int) -> TimedScene:
    start = number * SECONDS * FPS
    return TimedScene(
        scene=Scene(id="1", heading="", beats=(), picture=picture_of(Card())),
        start_frame=start,
        frames=SECONDS * FPS,
        speech_key="",
        speech_ms=start * 1000 // FPS + 400,
    )


def _cue(number: int) -> Cue:
    length = SECONDS * 500
    return Cue(start_ms=number * length + 200, end_ms=(number + 1) * length - 100, text=WORDS[number % 2])


def _photo(path: Path, seed: int) -> Path:
    """Like a photograph of 12 megapixels: clouds in every size, fine grain, and sharp edges."""
    chance = np.random.default_rng(seed)
    image = np.full((4000, 3000, 3), 120, np.float32)
    for detail in (4, 16, 64, 256, 1024):
        clouds = chance.normal(0, 60 / detail**0.3, (detail, detail, 3)).astype(np.float32)
        image += cv2.resize(clouds, (3000, 4000), interpolation=cv2.INTER_CUBIC)
    for _ in range(80):
        centre = int(chance.integers(3000)), int(chance.integers(4000))
        cv2.circle(image, centre, int(chance.integers(20, 300)), chance.integers(30, 225, 3).tolist(), -1)
    cv2.imwrite(str(path), np.clip(image, 0, 255).astype(np.uint8))
    return path


def _spoken(path: Path, seed: int) -> Path:
    """Noise in five syllables a second; its peaks need the limiter."""
    chance = np.random.default_rng(seed)
    strength = np.repeat(chance.uniform(0, 1, 20) ** 2, RATE // 5)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes((strength * chance.uniform(-1, 1, 4 * RATE) * 32767).astype("<i2").tobytes())
    return path
