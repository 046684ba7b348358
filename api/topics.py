"""The topics that animations are known to show, for clients to start from."""

from functools import cache
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from api.public_address import PublicAddress
from contracts.animation import Language
from language.chinese import for_mainland
from language.tags import preferred, primary, writing_system
from media.topics.topic import Subject as Subject
from media.topics.topic import topics

_SIMPLIFIED: Final = "Hans"
STILLS: Final = "assets/topics"
"""Where the stills lie below the root; ``scripts/topic_stills.py`` draws them."""


class AnimationTopic(BaseModel):
    """A topic, in the language that was asked for."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "rainbow",
                    "subject": "waves",
                    "title": "How a rainbow forms",
                    "lead": "Light spreads inside a drop",
                    "request": "Explain how a rainbow forms",
                    "still": "/assets/topics/rainbow.jpg",
                }
            ]
        }
    )

    id: str = Field(description="The topic's own name, the same in every language.")
    subject: Subject = Field(description="What it belongs to.")
    title: str = Field(description="What it is called.")
    lead: str = Field(description="What it is about, in a line; empty for some.")
    request: str = Field(description="As the `content` of a new animation, it leads to this topic.")
    still: str = Field(description="A small picture of it.")


class AnimationTopics(BaseModel):
    """All topics, grouped by their subjects."""

    language: str = Field(examples=["en"], description="The language of the texts: a BCP 47 tag.")
    topics: list[AnimationTopic] = Field(description="In the order of their subjects, then of their titles.")


def listed(tag: str | None, accepted: str | None, address: PublicAddress) -> AnimationTopics:
    """All topics in the first language that is known: that of the tag, then of the header, then English.

    For who holds others up meanwhile, as an event loop does: in a thread. The first who asks reads them all.
    """
    wanted = next(filter(_is_known, [tag or "", *preferred(accepted or "")]), Language.ENGLISH.value)
    language = Language(primary(wanted))
    mainland = language is Language.CHINESE and writing_system(wanted) == _SIMPLIFIED
    found = [
        topic.model_copy(update={"still": address.whole(topic.still)}) for topic in _all(language, mainland)
    ]
    written = ("zh-CN" if mainland else "zh-TW") if language is Language.CHINESE else language.value
    return AnimationTopics(language=written, topics=found)


@cache
def _all(language: Language, mainland: bool) -> tuple[AnimationTopic, ...]:  # noqa: FBT001 - cached by place
    """The topics in a language, in their order, with the paths of their stills from our own root."""

    def told(text: str) -> str:
        return for_mainland(text) if mainland else text

    order = list(Subject)
    found = [
        AnimationTopic(
            id=name,
            subject=topic.subject,
            title=told(topic.title[language]),
            lead=told(topic.lead.get(language, "")),
            request=told(topic.request(language)),
            still=f"/{STILLS}/{name}.jpg",
        )
        for name, topic in topics().items()
    ]
    return tuple(sorted(found, key=lambda topic: (order.index(topic.subject), topic.title.lower())))


def _is_known(tag: str) -> bool:
    return primary(tag) in set(Language)
