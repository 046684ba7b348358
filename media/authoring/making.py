"""The scenes of a request, each asked of a model by itself: a builder's parameters, or code."""

import inspect
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import structlog
from pydantic import BaseModel, Field
from pydantic_ai.exceptions import ModelRetry

from contracts.errors import ModelOutputInvalid
from contracts.storyboard import Asked, Beat, Scene
from llm.asking import DATA
from media.authoring import outlines, request
from media.authoring.numerals import numerals
from media.authoring.outlines import Idea, Outline
from media.authoring.prompting import prompt
from media.authoring.remembering import Memory
from media.authoring.request import Request
from media.scenes.builder import Builder
from media.scenes.catalogue import catalogue
from media.scenes.custom import Custom
from media.scenes.locale import Locale
from media.scenes.script import scene_of

_OUTLINE_TOKENS: Final = 1_200
_PARAMETERS_TOKENS: Final = 1_500
_CUSTOM_TOKENS: Final = 3_000
_LONGEST_TEXT: Final = 160
"""The characters of a text that its builder does not bound."""
_LONGEST_LINE: Final = 140
_LONGEST_PIECE: Final = 2_000

_log = structlog.get_logger()


class DrawnBeat(BaseModel):
    """A line, and the code that plays while it is read."""

    line: str = Field(max_length=_LONGEST_LINE)
    code: str = Field(max_length=_LONGEST_PIECE)


class DrawnScene(BaseModel):
    """A scene that a model draws itself."""

    beats: list[DrawnBeat] = Field(min_length=1, max_length=5)


@dataclass(frozen=True)
class Place:
    """Where a scene stands in its storyboard, and what it is to show."""

    id: str
    idea: Idea


class Maker:
    """Makes the scenes of one request by asking for them."""

    def __init__(
        self, memory: Memory, given: Asked, language: str = "", locale: Locale | None = None
    ) -> None:
        """``language`` is what the sender prefers, ``locale`` that of the scenes that are there already."""
        self._memory = memory
        asked = request.read(given.content, given.additional_instructions, language)
        self.asked: Request = replace(asked, locale=locale) if locale else asked
        self._words = {"content": given.content}
        if given.additional_instructions:
            self._words["additional_instructions"] = given.additional_instructions

    async def outline(self) -> Outline:
        """Which pictures, in which order."""
        # What is the same for every request comes first: servers keep what they have read of it.
        instructions = "\n".join((prompt("outline"), outlines.listed(), DATA, outlines.manner(self.asked)))
        output = outlines.outline_of(self.asked)
        return await self._memory.ask(
            output, outlines.check, instructions, self._words, most_tokens=_OUTLINE_TOKENS
        )

    async def scene(self, place: Place, *, findings: str = "", answer: str = "") -> Scene:
        """A scene. Raises ModelOutputInvalid if its picture can't be filled."""
        idea = place.idea
        words = {**self._words, "scene": f"{idea.heading}: {idea.shows}"}
        if findings:
            words |= {"answer": answer, "findings": findings}
        if idea.kind == Custom.kind():
            return await self._custom(place, words)
        builder = catalogue()[idea.kind]
        task = [prompt("parameters"), *([prompt("mend")] if findings else ()), DATA]
        example = builder.example(self.asked.locale)
        filled: Builder = await self._memory.ask(
            builder,
            self._check(place, example),
            "\n".join((*task, _described(example), outlines.manner(self.asked))),
            words,
            most_tokens=_PARAMETERS_TOKENS,
            longest=_LONGEST_TEXT,
        )
        return self._drawn(filled, place)

    async def mended(self, scene: Scene, findings: Sequence[str]) -> Scene | None:
        """A scene that failed, made anew; None if it can't be."""
        idea = Idea.model_construct(kind=scene.picture.kind, heading=scene.heading, shows=_shown(scene))
        try:
            made = await self.scene(
                Place(scene.id, idea), findings="\n".join(findings), answer=_answered(scene)
            )
        except ModelOutputInvalid as error:
            _log.warning("a scene is left out", kind=scene.picture.kind, why=str(error))
            return None
        return made if made.picture != scene.picture else None

    async def _custom(self, place: Place, words: dict[str, str]) -> Scene:
        task = [prompt("custom"), *([prompt("mend")] if "findings" in words else ())]
        instructions = "\n".join((*task, prompt("drawing"), DATA, outlines.manner(self.asked)))
        drawn = await self._memory.ask(
            DrawnScene, _check_drawn, instructions, words, most_tokens=_CUSTOM_TOKENS
        )
        scene = self._drawn(_custom_of(drawn), place)
        return scene.model_copy(update={"beats": tuple(Beat(line=beat.line) for beat in drawn.beats)})

    def _check(self, place: Place, example: Builder) -> Callable[[Builder], Builder]:
        gives = any(True for _ in numerals(self.asked.words))

        def check(filled: Builder) -> Builder:
            if gives and filled == example:
                raise ModelRetry("These are the values of the example. Give those that the content gives.")
            try:
                self._drawn(filled, place)
            except (ValueError, ArithmeticError, LookupError, TypeError, NotImplementedError) as error:
                raise ModelRetry(f"It can't be drawn: {error}") from None
            return filled

        return check

    def _drawn(self, filled: Builder, place: Place) -> Scene:
        return scene_of(filled, place.id, self.asked.locale, heading=place.idea.heading.strip() or None)


def _described(example: Builder) -> str:
    """What a builder draws, what its parameters are, and an example of them."""
    builder = type(example)
    values = example.model_dump_json(exclude_defaults=True)
    told = " ".join((inspect.getdoc(builder) or "").split())
    return (
        f"## The picture\n\n`{builder.kind()}`: {outlines.purpose(builder)}\n\n{told}\n\n"
        f"An example of its form, with other values than those to be shown:\n{values}\n"
    )


def _custom_of(drawn: DrawnScene) -> Custom:
    return Custom(code=tuple(beat.code for beat in drawn.beats))


def _check_drawn(drawn: DrawnScene) -> DrawnScene:
    try:
        _custom_of(drawn)
    except ValueError as error:
        raise ModelRetry(str(error)) from None
    return drawn


def _shown(scene: Scene) -> str:
    return " ".join(beat.line for beat in scene.beats)


def _answered(scene: Scene) -> str:
    """What a model gave for a scene."""
    if scene.picture.kind != Custom.kind():
        return json.dumps(scene.picture.parameters, ensure_ascii=False)
    code = Custom.model_validate(scene.picture.parameters).code
    beats = [{"line": beat.line, "code": piece} for beat, piece in zip(scene.beats, code, strict=False)]
    return json.dumps({"beats": beats}, ensure_ascii=False)
