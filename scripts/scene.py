"""Look at a builder: ``python -m scripts.scene KIND`` makes a sheet of its example's frames.

``--parameters`` takes JSON instead of the example; ``--all`` makes a sheet in each shape and language.
"""

import argparse
import asyncio
import json
from itertools import product
from pathlib import Path

from contracts.storyboard import Picture, Shape, Storyboard
from media.manim.runner import ScriptRunner
from media.scenes.builder import Builder
from media.scenes.catalogue import built, catalogue
from media.scenes.locale import Locale
from media.scenes.script import scene_of, write
from scripts.sheets import sheet


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
            print(f"{name}:", await sheet(runner, script, shape, out / f"{name}.png"))


def _builder(kind: str, parameters: dict[str, object] | None, locale: Locale) -> Builder:
    if parameters is None:
        return catalogue()[kind].example(locale)
    return built(Picture.model_validate({"kind": kind, "parameters": parameters}))


if __name__ == "__main__":
    main()
