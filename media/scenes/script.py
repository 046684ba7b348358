"""From a storyboard to a Manim script, and from a builder to a scene of a storyboard."""

from collections.abc import Mapping
from typing import Final

from contracts.animation import SCENE_CLASS
from contracts.storyboard import Beat, Picture, Scene, Shape, Storyboard
from media.scenes.builder import Builder
from media.scenes.catalogue import built
from media.scenes.locale import Locale, translations
from media.scenes.look import Look, look_of
from media.scenes.page import Page
from media.scenes.source import INDENT, literal, number
from media.scenes.stage import LONG, SHORT, STAGES

SUMMARY: Final = translations("まとめ", "總結", "Summary")
"""The heading of what is to be remembered at the end."""
_SUMMARIES: Final = frozenset(locale.text(SUMMARY) for locale in Locale)
_CONFIG = {
    Shape.WIDE: (),
    # The qualities are of a wide frame; their pixels are turned or cut, so that a unit stays as many.
    Shape.TALL: (
        "config.pixel_width, config.pixel_height = config.pixel_height, config.pixel_width",
        f"config.frame_width, config.frame_height = {number(SHORT)}, {number(LONG)}",
    ),
    Shape.SQUARE: (
        "config.pixel_width = config.pixel_height",
        f"config.frame_width, config.frame_height = {number(SHORT)}, {number(SHORT)}",
    ),
}


def write(storyboard: Storyboard) -> str:
    """The complete script of a storyboard: the same storyboard, the same script."""
    look = look_of(Locale(storyboard.language), storyboard.background)
    methods: list[list[str]] = []
    names = method_names(storyboard)
    for name, scene in zip(names, storyboard.scenes, strict=True):
        methods.append(_page(scene, storyboard, look).method(name, scene.pause))
    body = [line for method in methods for line in ("", *method)]
    uses_numpy = any("np." in line for line in body)
    uses_math = any("math." in line for line in body)
    return "\n".join(
        [
            *(["import math"] if uses_math else []),
            *(["import numpy as np"] if uses_numpy else []),
            "from manim import *",
            "",
            *_CONFIG[storyboard.shape],
            f"FONT = {literal(look.font)}",
            f"BACKGROUND = {literal(look.background)}",
            f"SPEED = {storyboard.pace}  # every run time is divided by this",
            "",
            "",
            f"class {SCENE_CLASS}(Scene):",
            f"{INDENT}def construct(self):",
            f"{INDENT * 2}self.camera.background_color = BACKGROUND",
            *(f"{INDENT * 2}self.{name}()" for name in names),
            *body,
            "",
        ]
    )


def names(storyboard: Storyboard) -> Mapping[str, tuple[str, ...]]:
    """What the things that the builders draw are called, by their variables in the script."""
    found = [names_in(storyboard, scene) for scene in storyboard.scenes]
    return {name: words for names in reversed(found) for name, words in names.items()}


def names_in(storyboard: Storyboard, scene: Scene) -> Mapping[str, tuple[str, ...]]:
    """The same of one of its scenes."""
    look = look_of(Locale(storyboard.language), storyboard.background)
    return _page(scene, storyboard, look).names


def method_names(storyboard: Storyboard) -> list[str]:
    """The script's methods, in the order of the storyboard's scenes."""
    return [f"scene_{index}_{_about(scene)}" for index, scene in enumerate(storyboard.scenes, 1)]


def _about(scene: Scene) -> str:
    return "summary" if scene.picture.kind == "points" and scene.heading in _SUMMARIES else scene.picture.kind


def scene_of(builder: Builder, scene_id: str, locale: Locale, *, heading: str | None = None) -> Scene:
    """A scene that shows a builder's picture and says the builder's own lines.

    The heading is the builder's own unless one is given.
    """
    heading = builder.heading(locale) if heading is None else heading
    page = Page(heading, locale, look_of(locale, ""), STAGES[Shape.WIDE])
    builder.draw(page)
    parameters = builder.model_dump(mode="json", exclude_defaults=True)
    return Scene(
        id=scene_id,
        heading=heading,
        beats=tuple(Beat(line=line) for line in page.told),
        picture=Picture(kind=builder.kind(), parameters=parameters),
    )


def _page(scene: Scene, storyboard: Storyboard, look: Look) -> Page:
    lines = tuple(beat.line for beat in scene.beats)
    look = look.with_hot(scene.hot)
    page = Page(scene.heading, Locale(storyboard.language), look, STAGES[storyboard.shape], lines)
    built(scene.picture).draw(page)
    return page
