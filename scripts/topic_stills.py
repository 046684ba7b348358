"""Draw the stills of the page of topics (``make topic-stills``): the first scene of each, small, in English.

Topics by name are drawn anew, and the others' stills stay; without a name, those that have none are drawn. A
still is a scene's last frame: Manim skips all others, so that a still takes a second and not a minute.
"""

import argparse
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import manim
from PIL import Image

from contracts.animation import SCENE_CLASS
from contracts.storyboard import Scene, Shape, Storyboard
from media.authoring.planning import scene_builder
from media.scenes.locale import Locale
from media.scenes.script import scene_of, write
from media.topics.topic import topics

STILLS: Final = Path(__file__).parents[1] / "api" / "pages" / "assets" / "topics"
WIDTH: Final = 320
QUALITY: Final = 72
_END: Final = re.compile(r"^ *self\.play\(FadeOut\(\*self\.mobjects\).*\n", re.MULTILINE)
"""What empties the stage at a scene's end."""
_CAPTION: Final = re.compile(r"(caption_\d+) = ")


def still(scene: Scene, locale: Locale, width: int) -> Image.Image:
    """A scene's last frame without its caption, so many pixels wide. The script is our builder's own."""
    board = Storyboard(title=scene.heading, language=locale, shape=Shape.WIDE, scenes=(scene,))
    script = write(board)
    captions = _CAPTION.findall(script)
    hidden = f"        self.remove({captions[-1]})\n" if captions else ""
    script = _END.sub(hidden, script)
    with TemporaryDirectory() as folder:
        options = {
            "quality": "low_quality",
            "save_last_frame": True,
            "media_dir": folder,
            "progress_bar": "none",
        }
        with manim.tempconfig(options):
            names: dict[str, Any] = {}
            exec(compile(script, "still", "exec"), names)  # noqa: S102 - written here, from nobody's words
            made = names[SCENE_CLASS]()
            made.render()
            image: Image.Image = made.renderer.camera.get_image().convert("RGB")
    return image.resize((width, width * image.height // image.width), Image.Resampling.LANCZOS)


def main() -> None:
    """Draw them."""
    parser = argparse.ArgumentParser(prog="python -m scripts.topic_stills", description=__doc__)
    parser.add_argument("topics", nargs="*", help="whose stills are drawn anew")
    names = parser.parse_args().topics or [n for n in topics() if not (STILLS / f"{n}.jpg").exists()]
    STILLS.mkdir(exist_ok=True)
    for name in names:
        shown = topics()[name].scenes[0]
        heading = Locale.ENGLISH.text(shown.heading) if shown.heading else None
        scene = scene_of(scene_builder(shown, Locale.ENGLISH), "1", Locale.ENGLISH, heading=heading)
        still(scene, Locale.ENGLISH, WIDTH).save(STILLS / f"{name}.jpg", quality=QUALITY, optimize=True)
        print(name, flush=True)


if __name__ == "__main__":
    main()
