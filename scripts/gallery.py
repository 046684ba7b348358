"""Make ``docs/scenes.md`` and its pictures: every builder with a still of its example (``make gallery``).

Kinds by name are drawn anew, and the others' pictures stay; ``--words`` writes the page alone.
"""

import argparse
import asyncio
import sys
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import av
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from contracts.animation import Quality
from contracts.storyboard import Shape, Storyboard
from media.manim.runner import ScriptRunner
from media.scenes.builder import Builder
from media.scenes.catalogue import catalogue
from media.scenes.locale import Locale
from media.scenes.script import scene_of, write

PAGE: Final = Path(__file__).parents[1] / "docs" / "scenes.md"
PICTURES: Final = PAGE.parent / "scenes"
WIDTH: Final = 427
QUALITY: Final = 80
_RESTS: Final = 0.2
"""How much two frames may differ, of 255, between which nothing moves."""
_DRAWN: Final = 40
"""How much of 255 a point differs from the background where something is drawn."""
_FULLER: Final = 1.5
"""A frame with so many times as much on it is shown instead of the last one."""

Frame = NDArray[np.uint8]


def page() -> str:
    """The page: each builder's kind, what its parameters are, and its picture."""
    rows = [
        f"### `{kind}`\n\n{_words(builder)}\n\n![{kind}](scenes/{kind}.jpg)\n"
        for kind, builder in catalogue().items()
    ]
    return (
        "# Scenes\n\nEvery picture that a storyboard can show, drawn from the example of its builder in"
        f" `media/scenes/builders/`: {len(rows)} in all. `make gallery` makes this page and its pictures;"
        " `python -m scripts.scene KIND` shows one in motion, in any shape and language.\n\n"
        + "\n".join(rows)
    )


def _words(builder: type[Builder]) -> str:
    module = (sys.modules[builder.__module__].__doc__ or "").strip()
    fields = ", ".join(f"`{name}`" for name in builder.model_fields)
    return f"{module.splitlines()[0]} Parameters: {fields}."


async def _pictures(kinds: Iterable[str]) -> None:
    PICTURES.mkdir(exist_ok=True)
    async with ScriptRunner(unconfined=True) as runner:
        for kind in kinds:
            scene = scene_of(catalogue()[kind].example(Locale.ENGLISH), "1", Locale.ENGLISH)
            board = Storyboard(title=kind, language=Locale.ENGLISH, shape=Shape.WIDE, scenes=(scene,))
            with TemporaryDirectory() as folder:
                script = write(board)
                tried = await runner.preflight(script, Path(folder))
                await runner.render(script, Path(folder), Quality.LOW, tried.animations, lambda _: None)
                still = Image.fromarray(_still(Path(folder) / "GeneratedScene.mp4"))
            still.save(PICTURES / f"{kind}.jpg", quality=QUALITY, optimize=True)
            print(kind, flush=True)


def _still(video: Path) -> Frame:
    """The last frame in which nothing moves, or one that shows a good deal more."""
    with av.open(video) as container:
        size = container.streams.video[0]
        height = WIDTH * size.height // size.width
        frames: list[Frame] = [
            np.asarray(frame.to_ndarray(format="rgb24", width=WIDTH, height=height), dtype=np.uint8)
            for frame in container.decode(video=0)
        ]
    resting = [one for one, other in pairwise(frames) if _difference(one, other).mean() < _RESTS]
    *_, last = (frame for frame in resting if _drawn(frame))
    fullest = max(resting, key=_drawn)
    return fullest if _drawn(fullest) > _FULLER * _drawn(last) else last


def _drawn(frame: Frame) -> int:
    """How many of its points have something on them."""
    return int((_difference(frame, frame[0, 0]).max(axis=2) > _DRAWN).sum())


def _difference(one: Frame, other: Frame) -> NDArray[np.int16]:
    return np.abs(one.astype(np.int16) - other.astype(np.int16))


def main() -> None:
    """Write the page, and make its pictures unless only the words are asked for."""
    parser = argparse.ArgumentParser(prog="python -m scripts.gallery", description=__doc__)
    parser.add_argument("kinds", nargs="*", help="whose pictures are made; all, if none is named")
    parser.add_argument("--words", action="store_true", help="the page alone")
    arguments = parser.parse_args()
    PAGE.write_text(page(), encoding="utf-8")
    if not arguments.words:
        asyncio.run(_pictures(arguments.kinds or catalogue()))


if __name__ == "__main__":
    main()
