"""What the embedded author knows by itself: well-known topics, each in a TOML file in ``topics/``."""

import re
import tomllib
from functools import cache
from pathlib import Path

from pydantic import Field, JsonValue

from contracts.animation import Language
from contracts.model import Model

_FOLDER = Path(__file__).parent / "topics"


class TopicScene(Model):
    """A scene of a topic. ``words`` are the arguments in ``show`` that differ from language to language."""

    kind: str
    show: dict[str, JsonValue] = Field(default_factory=dict)
    heading: dict[Language, str]
    narration: dict[Language, list[str]]
    words: dict[Language, dict[str, JsonValue]] = Field(default_factory=dict)


class Topic(Model):
    """A topic: the words that name it, and how it is explained. Chinese is in traditional characters."""

    keywords: list[str]
    title: dict[Language, str]
    lead: dict[Language, str]
    takeaways: dict[Language, list[str]]
    scenes: list[TopicScene]


@cache
def known() -> tuple[Topic, ...]:
    """All topics."""
    paths = sorted(_FOLDER.glob("*.toml"))
    return tuple(Topic.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))) for path in paths)


def named_in(text: str) -> Topic | None:
    """The topic that a text names; of several, the one with the longest name."""
    low = text.lower()
    best: tuple[int, Topic] | None = None
    for topic in known():
        for keyword in topic.keywords:
            if _stands_in(keyword, low) and (best is None or len(keyword) > best[0]):
                best = (len(keyword), topic)
    return best[1] if best else None


def _stands_in(keyword: str, text: str) -> bool:
    if keyword.isascii():
        return re.search(rf"(?<![a-z]){re.escape(keyword)}(?:s|es)?(?![a-z])", text) is not None
    return keyword in text
