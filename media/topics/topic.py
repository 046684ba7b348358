"""What is known of a subject: its names, what it must not be taken for, and the scenes that show it."""

import re
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import Field, JsonValue

from contracts.animation import Language
from contracts.model import Model

_FOLDER: Final = Path(__file__).parent / "data"
_REQUESTS: Final = {
    Language.JAPANESE: "{title}を説明してください",
    Language.CHINESE: "請說明{title}",
    Language.ENGLISH: "Explain {title}",
}
_OPENING: Final = re.compile(r"^(?:An?|The|How|What|Why|Where|Inside|From)\b")
"""Words that begin a title with a capital letter, and a part of a sentence without."""


class Audience(StrEnum):
    """Who an animation is for."""

    CHILDREN = "children"
    EVERYBODY = "everybody"
    STUDENTS = "students"


class Subject(StrEnum):
    """What a topic belongs to, in the order in which topics are listed."""

    ARITHMETIC = "arithmetic"
    ALGEBRA = "algebra"
    FUNCTIONS = "functions"
    GEOMETRY = "geometry"
    TRIGONOMETRY = "trigonometry"
    CALCULUS = "calculus"
    LINEAR_ALGEBRA = "linear_algebra"
    STATISTICS = "statistics"
    MECHANICS = "mechanics"
    ELECTRICITY = "electricity"
    WAVES = "waves"
    HEAT = "heat"
    CHEMISTRY = "chemistry"
    LIFE = "life"
    EARTH = "earth"
    ALGORITHMS = "algorithms"
    DATA = "data"
    NETWORKS = "networks"
    LEARNING = "learning"
    MONEY = "money"


class TopicScene(Model):
    """A scene of a topic: a builder's ``kind`` and its ``parameters``.

    ``words`` are the parameters that differ from language to language. An ``example`` gives way to the
    sender's own data, and is called an example where there are none; one that is ``fillable`` gives way to
    them too, and is true without them. Without parameters the scene is the
    builder's own example. ``audiences`` is empty for all. What is
    ``extra`` is left out where little was asked for. ``lines`` and ``heading`` replace the builder's own.
    """

    kind: str
    parameters: dict[str, JsonValue] = Field(default_factory=dict)
    words: dict[Language, dict[str, JsonValue]] = Field(default_factory=dict)
    heading: dict[Language, str] = Field(default_factory=dict)
    lines: dict[Language, list[str]] = Field(default_factory=dict)
    example: bool = False
    fillable: bool = False
    extra: bool = False
    audiences: tuple[Audience, ...] = ()


class Topic(Model):
    """A subject. Chinese is in traditional characters.

    ``names`` are phrases in any language that name it as a whole; ``excluded`` are phrases with a name in
    them that mean something else; ``context`` are words that may stand beside a name and leave its meaning as
    it is.
    """

    names: tuple[str, ...] = Field(min_length=1)
    excluded: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    subject: Subject
    title: dict[Language, str]
    lead: dict[Language, str] = Field(default_factory=dict)
    scenes: tuple[TopicScene, ...] = Field(min_length=1)
    takeaways: dict[Language, list[str]] = Field(default_factory=dict)

    def request(self, language: Language) -> str:
        """What to ask for so that an animation shows this topic: it is named by its title."""
        title = self.title[language]
        if language is Language.ENGLISH:
            title = _OPENING.sub(lambda found: found[0].lower(), title)
        return _REQUESTS[language].format(title=title)


@cache
def topics() -> Mapping[str, Topic]:
    """All topics, by the names of their files."""
    paths = sorted(_FOLDER.glob("*.toml"))
    return {
        path.stem: Topic.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))) for path in paths
    }
