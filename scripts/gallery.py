"""Make ``docs/scenes.md`` and its pictures: every builder with a still of its example (``make gallery``).

``--words`` writes the page alone, without rendering anything.
"""

import argparse
import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import av
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
LAST_FADE: Final = 0.5
"""Seconds from the end at which a scene still stands whole."""


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


async def _pictures() -> None:
    PICTURES.mkdir(exist_ok=True)
    async with ScriptRunner(unconfined=True) as runner:
        for kind, builder in catalogue().items():
            scene = scene_of(builder.example(Locale.ENGLISH), "1", Locale.ENGLISH)
            board = Storyboard(title=kind, language=Locale.ENGLISH, shape=Shape.WIDE, scenes=(scene,))
            with TemporaryDirectory() as folder:
                script = write(board)
                tried = await runner.preflight(script, Path(folder))
                await runner.render(script, Path(folder), Quality.LOW, tried.animations, lambda _: None)
                still = _last(Path(folder) / "GeneratedScene.mp4")
            still.save(PICTURES / f"{kind}.jpg", quality=80, optimize=True)
            print(kind, flush=True)


def _last(video: Path) -> Image.Image:
    """The last frame before everything fades."""
    with av.open(video) as container:
        frames = [Image.fromarray(frame.to_ndarray(format="rgb24")) for frame in container.decode(video=0)]
    frame = frames[-1 - int(LAST_FADE * 15)]
    return frame.resize((WIDTH, WIDTH * frame.height // frame.width))


def main() -> None:
    """Write the page, and make its pictures unless only the words are asked for."""
    parser = argparse.ArgumentParser(prog="python -m scripts.gallery", description=__doc__)
    parser.add_argument("--words", action="store_true", help="the page alone")
    arguments = parser.parse_args()
    PAGE.write_text(page(), encoding="utf-8")
    if not arguments.words:
        asyncio.run(_pictures())


if __name__ == "__main__":
    main()
