"""Good scripts: the builders' examples, two scenes each, in every shape and language in turn."""

from collections.abc import Mapping
from itertools import product

from contracts.storyboard import Shape, Storyboard
from media.scenes.catalogue import catalogue
from media.scenes.locale import Locale
from media.scenes.script import scene_of, write

EVERY = tuple(product(Shape, Locale))


def good_scripts(*, every: bool) -> Mapping[str, str]:
    """The scripts by what they show; ``every`` builder in every shape and language, or in one of these."""
    kinds = list(catalogue())
    made = {}
    for index, kind in enumerate(kinds):
        scenes = kind, kinds[(index + 1) % len(kinds)]
        for shape, locale in EVERY if every else [EVERY[index * 5 % len(EVERY)]]:
            made[f"{' + '.join(scenes)}, {shape}, {locale}"] = _script(scenes, shape, locale)
    return made


def _script(kinds: tuple[str, ...], shape: Shape, locale: Locale) -> str:
    scenes = tuple(
        scene_of(catalogue()[kind].example(locale), str(number), locale) for number, kind in enumerate(kinds)
    )
    return write(Storyboard(title=kinds[0], language=locale, shape=shape, scenes=scenes))
