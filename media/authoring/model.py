"""The author that asks a model.

It fills the same storyboard as the rules do, in small answers: which pictures in which order, then each one's
parameters by its builder's own schema, or a scene's code where no builder serves. What a scene can't be made
of is left out and named. What fails later goes back to the model by itself, once.
"""

import ast
import asyncio
import re
import warnings
from collections.abc import Sequence
from typing import Final

import structlog
from pydantic import BaseModel, Field
from pydantic_ai.exceptions import ModelRetry

from contracts.animation import SCENE_CLASS, Diagnostic, Severity
from contracts.errors import InstructionNotUnderstood, ModelOutputInvalid, ScriptFailed
from contracts.storyboard import Asked, Coverage, Plan, Scene, Storyboard
from llm.asking import DATA, Asker
from media.authoring import revising
from media.authoring.author import Desk, Written
from media.authoring.blaming import blamed
from media.authoring.claims import as_read, claims
from media.authoring.coverage import Origin, coverage
from media.authoring.diagnostics import listed
from media.authoring.making import Maker, Place
from media.authoring.prompting import prompt
from media.authoring.remembering import Memory
from media.authoring.request import Request
from media.scenes.builders.title import Title
from media.scenes.catalogue import catalogue
from media.scenes.custom import Custom
from media.scenes.locale import Locale
from media.scenes.script import scene_of

_FENCED: Final = re.compile(r"\s*```\w*\n(.*?)```\s*", re.DOTALL)

_SCRIPT_TOKENS: Final = 8_000

_log = structlog.get_logger()


class Script(BaseModel):
    """A Manim script."""

    code: str = Field(description="The whole script as plain Python source, without Markdown.")


class ModelAuthor:
    """Asks a model for plans and scenes; the arguments are those of ``Asker``."""

    def __init__(self, model_name: str, api_key: str | None, base_url: str | None) -> None:
        self._asker = Asker(model_name, api_key, base_url)

    async def plan(
        self, content: str, additional_instructions: str, language: str = "", desk: Desk | None = None
    ) -> Plan:
        """What an animation of ``content`` will show, scene by scene; goes on from what is on the desk."""
        memory = await Memory.of(self._asker, desk)
        given = Asked(content=content, additional_instructions=additional_instructions, values=content)
        maker = Maker(memory, given, language)
        outline = await maker.outline()
        title = scene_of(Title(title=outline.title), "1", maker.asked.locale)
        scenes, left_out = [title], []
        why: ModelOutputInvalid | None = None
        for number, idea in enumerate(outline.scenes, 1):
            if desk:
                desk.tell(number, len(outline.scenes))
            try:
                scene = await maker.scene(Place(str(number + 1), idea))
            except ModelOutputInvalid as error:
                _log.warning("a scene is left out", kind=idea.kind, why=str(error))
                left_out.append(idea.heading or idea.kind)
                why = error
                continue
            if all(scene.picture != other.picture for other in scenes):
                scenes.append(scene)
        if why and len(scenes) == 1:
            await memory.forget()
            raise why
        storyboard = Storyboard(
            title=outline.title,
            language=maker.asked.locale.value,
            scenes=tuple(scenes),
            background=maker.asked.background,
        )
        covered = _covered(maker.asked, given, storyboard, left_out)
        return Plan(storyboard=storyboard, coverage=covered, asked=given, made_by=memory.made_by)

    async def write(self, storyboard: Storyboard) -> str:
        """The Manim script of a storyboard: all that a model gave is in it."""
        return await asyncio.to_thread(revising.write, storyboard)

    async def revise(self, plan: Plan, instruction: str, before: Plan | None) -> Plan | None:
        """What the rules understand to the last word, at once and without a model.

        None for all else: the model then changes the script.
        """
        try:
            revised = await asyncio.to_thread(revising.revise, plan, instruction, before)
        except InstructionNotUnderstood:
            return None
        return None if revised.coverage.unused else revised

    async def edit(self, script: str, prior_prompt: str, instruction: str) -> str:
        """The script changed as ``instruction`` asks."""
        words = {"script": script, "prior_prompt": prior_prompt, "instruction": instruction}
        return await self._ask_for_script("edit", words)

    async def refine(
        self, written: Written, diagnostics: Sequence[Diagnostic], desk: Desk | None = None
    ) -> Written:
        """The script mended: of one with a plan the scenes that failed, each once; then they are left out.

        Raises ScriptFailed if no scene is left.
        """
        if written.plan is None:
            words = {"script": written.script, "findings": listed(diagnostics)}
            return Written(await self._ask_for_script("refine", words))
        plan, board = written.plan, written.plan.storyboard
        memory = await Memory.of(self._asker, desk)
        maker = Maker(memory, plan.asked, locale=Locale(board.language))
        faults = blamed(written.script, board, diagnostics)
        kept: list[Scene] = []
        left_out = list(plan.coverage.left_out)
        for scene in board.scenes:
            mended: Scene | None = scene
            if findings := faults.get(scene.id):
                mended = None if scene.id in plan.sent_back else await maker.mended(scene, findings)
            if mended:
                kept.append(mended)
            else:
                left_out.append(scene.heading or scene.picture.kind)
        if all(scene.picture.kind == Title.kind() for scene in kept):
            raise ScriptFailed(
                "No scene of the animation could be made:\n{findings}",
                findings=listed(one for one in diagnostics if one.severity is Severity.ERROR),
            )
        storyboard = board.model_copy(update={"scenes": tuple(kept)})
        changed = {
            "storyboard": storyboard,
            "coverage": _covered(maker.asked, plan.asked, storyboard, left_out),
            "made_by": memory.made_by,
            "sent_back": tuple(dict.fromkeys((*plan.sent_back, *faults))),
        }
        return Written(await self.write(storyboard), plan.model_copy(update=changed))

    async def _ask_for_script(self, task: str, words: dict[str, str]) -> str:
        instructions = "\n".join((prompt(task), DATA, prompt("rules")))
        answer = await self._asker.ask(Script, _check_script, instructions, words, most_tokens=_SCRIPT_TOKENS)
        return answer.code


def _covered(asked: Request, given: Asked, storyboard: Storyboard, left_out: Sequence[str]) -> Coverage:
    """How far it shows what was asked, and what of it is the model's own."""
    locale = asked.locale
    examples = {
        scene.id
        for scene in storyboard.scenes
        if scene.picture.kind not in {Custom.kind(), Title.kind()}
        and scene.picture.parameters
        == catalogue()[scene.picture.kind].example(locale).model_dump(mode="json", exclude_defaults=True)
    }
    read = as_read(storyboard)
    covered = coverage(asked, read, Origin(examples=examples, ours=examples))
    own = storyboard.model_copy(
        update={"scenes": tuple(scene for scene in storyboard.scenes if scene.id not in examples)}
    )
    return covered.model_copy(
        update={
            "claims": claims(f"{given.content}\n{given.additional_instructions}", own),
            "left_out": tuple(dict.fromkeys(left_out)),
        }
    )


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
