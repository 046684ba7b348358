"""What a sender asks for, taken apart: words, code, language, who it is for, how long it may be."""

import re
from dataclasses import dataclass, replace
from typing import Final

from media.authoring import language, preferences
from media.authoring.reading import lists, prose
from media.scenes.locale import Locale
from media.scenes.text import clean, drawable, emoji_names
from media.topics.topic import Audience

_CHILDREN: Final = re.compile(
    r"\b(?:for|to)\s+(?:an?\s+)?(?:small |young |little )?(?:kids?|child(?:ren)?|toddlers?)\b"
    r"|\b\d{1,2}[- ]year[- ]olds?\b|\b(?:kindergarten|primary school|elementary school|first graders?)\b"
    r"|小学生|子ども|子供|こども|幼児|園児|\d{1,2}\s*歳|小學生|儿童|兒童|小朋友|孩子|幼儿|\d{1,2}\s*[歲岁]",
    re.IGNORECASE,
)
_STUDENTS: Final = re.compile(
    r"\b(?:university|college|undergraduate|graduate|advanced|expert|engineers?)\b|大学|専門|上級|大學|專業|专业|高级",
    re.IGNORECASE,
)
LEVEL: Final = re.compile(
    r"\b(?:for|to)\s+(?:(?:an?|my|our|the|complete|absolute)\s+)*(?:\w+\s+)?"
    r"(?:students?|pupils?|class(?:es)?|beginners?|developers?|programmers?|colleagues|grandma|grandpa|parents)\b"
    r"|\bfor\s+(?:(?:an?|my|our|the)\s+)(?:\w+\s+){0,2}?(?:exam|test|quiz|homework|presentation|lesson)s?\b"
    r"|(?:小学|中学|高校|高等学校)?[1-6１-６一二三四五六]\s*年\s*(?:[1-9１-９]\s*組)?の?(?:\w{1,4}の)?授業(?:用|で使う)?(?:に|の)?"
    r"|\b(?:for|to|in|of)\s+(?:my\s+)?(?:grade\s+\d{1,2}(?:\s+class)?|\d{1,2}(?:st|nd|rd|th)[- ]graders?)\b"
    r"|(?:小学|中学|高校|国小|國小|小學|國中|初中|高中|高一|高二|高三)?[一二三四五六1-6１-６]\s*年[級级生](?:向け)?(?:に|の|学生|學生)?"
    r"|(?:小|中|高)学?\s*\d\s*年生?(?:向け)?",
    re.IGNORECASE,
)
"""For whom it is, besides children: no part of the subject."""
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_COLON: Final = re.compile(r"[:：](?!(?<=\d.)\d)")
"""What data follow: not the sign of a ratio."""
_CLAUSE: Final = re.compile(r"[,，、(（]")
_NO_WORDS: Final = "?"


@dataclass(frozen=True)
class Request:
    """A request. ``words`` is its text without code; ``head`` what it says before its data begin.

    ``subject`` is what it is about, in its own words. ``asks`` tells whether it only asks, rather than states
    something that can be shown as it is.
    """

    words: str
    head: str
    instructions: str
    code: tuple[lists.CodeBlock, ...]
    locale: Locale
    subject: str
    asks: bool
    audience: Audience
    brief: bool
    background: str

    def in_locale(self, locale: Locale) -> "Request":
        """The same request, to be answered in another language."""
        return replace(self, locale=locale)

    @property
    def opening(self) -> str:
        """The head's first clause, where data follow it: "Bubble sort, 6 3 9"; else the head."""
        first, *rest = _CLAUSE.split(self.head, maxsplit=1)
        return first if rest and re.search(r"\d", rest[0]) else self.head


def read(content: str, instructions: str, preferred: str = "") -> Request:
    """Take a request apart: the same text, the same request.

    ``preferred`` is a language tag, for what the text leaves open.
    """
    content, instructions = clean(content), clean(instructions)
    code, words = lists.code_blocks(content)
    if not code:
        code, words = lists.unfenced(content)
    if not any(map(str.isalnum, drawable(words))) and not code:
        words = emoji_names(content) or drawable(content) or drawable(instructions) or _NO_WORDS
    wanted = preferences.read(instructions)
    spoken = language.of(content, instructions)
    return Request(
        words=words,
        head=without_audience(_head(_ADDRESS.sub(" ", words))),
        instructions=instructions,
        code=tuple(code),
        locale=Locale.of(spoken, simplified=language.wants_simplified(content, instructions, preferred)),
        subject=prose.subject(words),
        asks=prose.is_request(words),
        audience=_audience(f"{words[:300]}\n{instructions}"),
        brief=wanted.brief,
        background=wanted.background,
    )


def without_audience(head: str) -> str:
    """A text without what says for whom it is."""
    for pattern in (_CHILDREN, LEVEL):
        head = pattern.sub(" ", head)
    return head


def _head(words: str) -> str:
    """The first line or sentence, up to the colon that data follow."""
    sentences = prose.sentences(words) or [drawable(words)]
    head, *data = _COLON.split(sentences[0], maxsplit=1)
    return head if data and data[0].strip() else sentences[0]


def _audience(text: str) -> Audience:
    if _CHILDREN.search(text):
        return Audience.CHILDREN
    return Audience.STUDENTS if _STUDENTS.search(text) else Audience.EVERYBODY
