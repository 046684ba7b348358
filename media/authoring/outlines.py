"""Which pictures a model shows in which order: its first answer, of which the scenes are made."""

import sys
from functools import cache
from typing import Final

from pydantic import BaseModel, Field, create_model
from pydantic_ai.exceptions import ModelRetry

from media.authoring.request import Request
from media.scenes.builder import Builder
from media.scenes.builders.title import Title
from media.scenes.catalogue import catalogue
from media.scenes.custom import Custom
from media.scenes.locale import Locale
from media.topics.topic import Audience

MOST_SCENES: Final = 5
MOST_SCENES_BRIEF: Final = 2
_HEADING: Final = 48
_SENTENCE: Final = 200

_LANGUAGES: Final = {
    Locale.JAPANESE: "Japanese",
    Locale.TRADITIONAL_CHINESE: "Traditional Chinese, as in Taiwan",
    Locale.SIMPLIFIED_CHINESE: "Simplified Chinese",
    Locale.ENGLISH: "English",
}
_FOR: Final = {
    Audience.CHILDREN: "It is for children: everyday words, small numbers, nothing they have not learnt.",
    Audience.EVERYBODY: "It is for everybody: no knowledge of the subject is expected.",
    Audience.STUDENTS: "It is for students and experts: the field's own terms are known.",
}


class Idea(BaseModel):
    """A scene to be: its picture, its heading, and what is seen in it."""

    kind: str
    heading: str = Field(max_length=_HEADING)
    shows: str = Field(max_length=_SENTENCE)


class Outline(BaseModel):
    """An animation's title, and its scenes in order."""

    title: str = Field(min_length=1, max_length=_HEADING)
    scenes: list[Idea] = Field(min_length=1)


def outline_of(asked: Request) -> type[Outline]:
    """The outline of a request: scenes of the catalogue, and no more than it may have."""
    most = MOST_SCENES_BRIEF if asked.brief else MOST_SCENES
    kinds = [*choices(), Custom.kind()]
    idea = create_model("Idea", __base__=Idea, kind=(str, Field(json_schema_extra={"enum": list(kinds)})))
    scenes = (list[idea], Field(min_length=1, max_length=most))
    return create_model("Outline", __base__=Outline, scenes=scenes)


def check(outline: Outline) -> Outline:
    """The outline, if each of its pictures is there. Raises ModelRetry, which names those that are not."""
    there = {*choices(), Custom.kind()}
    strange = dict.fromkeys(idea.kind for idea in outline.scenes if idea.kind not in there)
    if strange:
        raise ModelRetry(f"There is no picture {', '.join(strange)}. Take those of the catalogue alone.")
    return outline


@cache
def choices() -> dict[str, str]:
    """The pictures and what each shows; the title, which each animation has, is none of them."""
    return {kind: purpose(builder) for kind, builder in catalogue().items() if builder is not Title}


def purpose(builder: type[Builder]) -> str:
    """What a builder's picture shows: its module's first sentence."""
    told = sys.modules[builder.__module__].__doc__ or ""
    return " ".join(told.partition("\n\n")[0].split())


def listed() -> str:
    """The catalogue as a model reads it."""
    own = f"- `{Custom.kind()}`: drawn in code, only where none of the others can show it."
    return "\n".join([*(f"- `{kind}`: {shows}" for kind, shows in choices().items()), own])


def manner(asked: Request) -> str:
    """In which language it is, and for whom."""
    return f"\nAll words are in {_LANGUAGES[asked.locale]}. {_FOR[asked.audience]}"
