"""The author that asks a model.

What it answers is checked here as far as can be told without running it.
"""

import ast
import re
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeVar

from pydantic import BaseModel, Field, JsonValue
from pydantic_ai.exceptions import ModelRetry

from contracts.animation import SCENE_CLASS, Diagnostic, Language
from contracts.storyboard import Beat, Picture, Plan, Scene, Storyboard
from llm.asking import DATA, Asker
from media.authoring import request
from media.authoring.coverage import Origin, coverage
from media.authoring.diagnostics import listed
from media.scenes.locale import Locale

_PROMPTS: Final = Path(__file__).parent / "prompts"
_FENCED: Final = re.compile(r"\s*```\w*\n(.*?)```\s*", re.DOTALL)

CUSTOM: Final = "custom"
"""The kind of a picture that its author draws in code, rather than a builder."""


class Script(BaseModel):
    """A Manim script."""

    code: str = Field(description="The whole script as plain Python source, without Markdown.")


class SketchedScene(BaseModel):
    """A scene as a model plans it: its kind, heading and narration, and what is seen, as JSON."""

    kind: str
    heading: str
    narration: str
    show: dict[str, JsonValue] = Field(default_factory=dict)


class Sketch(BaseModel):
    """What an animation will show, as a model plans it."""

    title: str
    language: Language
    scenes: tuple[SketchedScene, ...]


_OutputT = TypeVar("_OutputT", Sketch, Script)


class ModelAuthor:
    """Asks a model for plans and scripts; the arguments are those of ``Asker``."""

    def __init__(self, model_name: str, api_key: str | None, base_url: str | None) -> None:
        self._asker = Asker(model_name, api_key, base_url)

    async def plan(self, content: str, additional_instructions: str, language: str = "") -> Plan:
        """What an animation of ``content`` will show, scene by scene."""
        words = {"content": content, "additional_instructions": additional_instructions}
        sketch = await self._ask(Sketch, _check_sketch, ("plan",), words)
        asked = request.read(content, additional_instructions, language)
        storyboard = _storyboard(sketch, asked.locale)
        return Plan(storyboard=storyboard, coverage=coverage(asked, storyboard, Origin()))

    async def write(self, storyboard: Storyboard) -> str:
        """The Manim script of a storyboard."""
        return await self._ask_for_script("write", {"plan": storyboard.model_dump_json(indent=2)})

    async def revise(self, plan: Plan, instruction: str, before: Plan | None) -> Plan | None:  # noqa: ARG002
        """None: a model changes the script."""
        return None

    async def edit(self, script: str, prior_prompt: str, instruction: str) -> str:
        """The script changed as ``instruction`` asks."""
        words = {"script": script, "prior_prompt": prior_prompt, "instruction": instruction}
        return await self._ask_for_script("edit", words)

    async def refine(self, script: str, diagnostics: Sequence[Diagnostic]) -> str:
        """The script mended of what was found in it."""
        return await self._ask_for_script("refine", {"script": script, "findings": listed(diagnostics)})

    async def _ask_for_script(self, task: str, words: dict[str, str]) -> str:
        script = await self._ask(Script, _check_script, (task, "rules"), words)
        return script.code

    async def _ask(
        self,
        output: type[_OutputT],
        check: Callable[[_OutputT], _OutputT],
        prompts: Sequence[str],
        words: dict[str, str],
    ) -> _OutputT:
        task, *rules = ((_PROMPTS / f"{name}.md").read_text("utf-8") for name in prompts)
        return await self._asker.ask(output, check, "\n".join((task, DATA, *rules)), words)


def _check_sketch(sketch: Sketch) -> Sketch:
    if not sketch.scenes:
        raise ModelRetry("The plan has no scenes; give it three to seven.")
    return sketch


def _storyboard(sketch: Sketch, asked: Locale) -> Storyboard:
    """A model draws each scene itself, in code: what it planned to show are the parameters of that."""
    locale = asked if asked.language is sketch.language else Locale.of(sketch.language, simplified=False)
    scenes = tuple(
        Scene(
            id=str(index),
            heading=scene.heading,
            beats=tuple(Beat(line=line) for line in scene.narration.splitlines() if line.strip()),
            picture=Picture(kind=CUSTOM, parameters={"kind": scene.kind, **scene.show}),
        )
        for index, scene in enumerate(sketch.scenes, 1)
    )
    return Storyboard(title=sketch.title, language=locale.value, scenes=scenes)


def _check_script(script: Script) -> Script:
    """The script without a code fence, if it is one that can be run at all."""
    fenced = _FENCED.fullmatch(script.code)
    code = fenced.group(1) if fenced else script.code
    try:
        with warnings.catch_warnings():
            # Python warns of a backslash in a string, which is common in formulas and no error.
            warnings.simplefilter("ignore")
            tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError) as error:
        raise ModelRetry(f"`code` is not valid Python: {error}") from None
    if not any(isinstance(node, ast.ClassDef) and node.name == SCENE_CLASS for node in tree.body):
        raise ModelRetry(f"`code` does not define the class {SCENE_CLASS} at its top level.")
    return Script(code=code)
