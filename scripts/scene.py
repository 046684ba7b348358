"""Look at a builder: ``python -m scripts.scene KIND`` makes a sheet of its example's frames.

``--parameters`` takes JSON instead of the example; ``--all`` makes a sheet in each shape and language.
"""

import argparse
import asyncio
import json
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import av
from PIL import Image

from contracts.animation import Quality
from contracts.storyboard import Picture, Shape, Storyboard
from media.manim.runner import ScriptRunner
from media.scenes.builder import Builder
from media.scenes.catalogue import built, catalogue
from media.scenes.locale import Locale
from media.scenes.script import scene_of, write

FRAMES = 12
ACROSS = {Shape.WIDE: 3, Shape.TALL: 6, Shape.SQUARE: 4}
WIDTH = {Shape.WIDE: 560, Shape.TALL: 280, Shape.SQUARE: 400}


def main() -> None:
    """Read the arguments, and make the sheets."""
    parser = argparse.ArgumentParser(prog="python -m scripts.scene", description=__doc__)
    parser.add_argument("kind", choices=sorted(catalogue()))
    parser.add_argument("--parameters", type=json.loads, help="JSON instead of the example")
    parser.add_argument("--language", type=Locale, default=Locale.ENGLISH, help="ja, zh-Hant, zh-Hans or en")
    parser.add_argument("--shape", type=Shape, default=Shape.WIDE, help="16:9, 9:16 or 1:1")
    parser.add_argument("--all", action="store_true", help="each shape and language")
    parser.add_argument("--out", type=Path, default=Path("var/scenes"), help="the folder for the sheets")
    arguments = parser.parse_args()
    every = product(Shape, Locale)
    wanted = list(every) if arguments.all else [(arguments.shape, arguments.language)]
    arguments.out.mkdir(parents=True, exist_ok=True)
    asyncio.run(_sheets(arguments.kind, arguments.parameters, wanted, arguments.out))


async def _sheets(
    kind: str, parameters: dict[str, object] | None, wanted: list[tuple[Shape, Locale]], out: Path
) -> None:
    async with ScriptRunner(unconfined=True) as runner:
        for shape, locale in wanted:
            builder = _builder(kind, parameters, locale)
            storyboard = Storyboard(
                title=kind,
                language=locale,
                shape=shape,
                scenes=(scene_of(builder, "1", locale),),
            )
            name = f"{kind}-{shape.value.replace(':', 'x')}-{locale.value}"
            script = write(storyboard)
            (out / f"{name}.py").write_text(script, encoding="utf-8")
            print(f"{name}:", await _sheet(runner, script, shape, out / f"{name}.png"))


def _builder(kind: str, parameters: dict[str, object] | None, locale: Locale) -> Builder:
    if parameters is None:
        return catalogue()[kind].example(locale)
    return built(Picture.model_validate({"kind": kind, "parameters": parameters}))


async def _sheet(runner: ScriptRunner, script: str, shape: Shape, out: Path) -> str:
    """Make the sheet; what the trial run and the render found."""
    with TemporaryDirectory() as folder:
        tried = await runner.preflight(script, Path(folder))
        found = [f"line {one.line}: {one.rule}: {one.message}" for one in tried.diagnostics]
        if tried.errors:
            return "\n  ".join(["failed", *found])
        made = await runner.render(script, Path(folder), Quality.LOW, tried.animations, lambda _: None)
        if made.errors:
            return "\n  ".join(["failed", *(one.message for one in made.errors)])
        pictures = _frames(Path(folder) / "GeneratedScene.mp4", WIDTH[shape])
    across = ACROSS[shape]
    width, height = pictures[0].size
    sheet = Image.new("RGB", (across * (width + 4), -(-len(pictures) // across) * (height + 4)), "gray")
    for index, picture in enumerate(pictures):
        sheet.paste(picture, (index % across * (width + 4), index // across * (height + 4)))
    sheet.save(out)
    return "\n  ".join([f"{made.duration:.1f} s, {out}", *found])


def _frames(video: Path, width: int) -> list[Image.Image]:
    with av.open(video) as container:
        frames = [Image.fromarray(frame.to_ndarray(format="rgb24")) for frame in container.decode(video=0)]
    frames = frames[: -len(frames) // 40 or None]  # without the last fade
    step = len(frames) / FRAMES
    chosen = [frames[min(len(frames) - 1, int((index + 1) * step) - 1)] for index in range(FRAMES)]
    return [frame.resize((width, width * frame.height // frame.width)) for frame in chosen]


if __name__ == "__main__":
    main()
