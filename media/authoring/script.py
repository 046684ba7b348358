"""From a plan to a Manim script."""

from contracts.animation import SCENE_CLASS, Plan
from media.authoring import look
from media.authoring.scenes import BUILDERS
from media.authoring.scenes.page import Page
from media.scenes.source import INDENT, literal


def write(plan: Plan) -> str:
    """The complete script of a plan: the same plan, the same script."""
    style = look.of(plan)
    methods: list[list[str]] = []
    names: list[str] = []
    for index, scene in enumerate(plan.scenes, 1):
        page = Page(scene, style)
        BUILDERS[scene.kind](page)
        names.append(f"scene_{index}_{scene.kind}")
        methods.append(page.method(names[-1]))
    body = [line for method in methods for line in ("", *method)]
    uses_numpy = any("np." in line for line in body)
    return "\n".join(
        [
            *(["import numpy as np"] if uses_numpy else []),
            "from manim import *",
            "",
            f"FONT = {literal(style.font)}",
            f"BACKGROUND = {literal(style.background)}",
            "SPEED = 1.0  # every run time is divided by this",
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
