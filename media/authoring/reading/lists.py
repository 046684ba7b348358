"""Lists: ordered steps, bullets, code blocks."""

import re
from dataclasses import dataclass
from typing import Final

from media.authoring.reading.prose import sentences
from media.scenes.text import drawable

_NUMBERED = re.compile(
    r"^\s*(?:\(?(\d{1,2})[.)．、）:：]|[①-⑳]|第[一二三四五六七八九十\d]+步\s*[:：,，、]?"
    r"|(?:step|ステップ|手順|步驟|步骤)\s*\d+\s*[:：.、]?)\s*(?=\S)(?!\d)(.+)$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*[-*+•・◦▪●○■□★☆–—]\s*(?!\d)(?=\S)([^-*].*)$")
_INLINE = re.compile(
    r"(?:^|(?<=[\s:：。.、，,;；]))\(?(\d)[.)．、）]\s*(?!\d)(.+?)(?=[\s、，,;；。]*\(?\d[.)．、）]\s*(?!\d)|$)",
    re.DOTALL,
)
_FENCE = re.compile(
    r"^[ \t]*(```|~~~)[ \t]*([\w+#-]*)[^\n]*\n(.*?)(?:^[ \t]*\1[ \t]*$|\Z)", re.DOTALL | re.MULTILINE
)
_ORDER: Final = (
    r"まず|最初に|はじめに|初めに|次に|つぎに|続いて|その後|それから|そして最後に|最後に"
    r"|首先|接著|接着|然後|然后|其次|再來|之後|之后|最後|最后"
    r"|[Ff]irst(?:ly)?\b|[Ss]econd(?:ly)?\b|[Tt]hird(?:ly)?\b|[Tt]hen\b|[Nn]ext\b"
    r"|[Aa]fter that\b|[Aa]fterwards\b|[Ff]inally\b|[Ll]astly\b"
)
_ORDER_START = re.compile(rf"(?:^|(?<=[。、，,.;；\n!])\s*|(?<=\band)\s+)(?=(?:and |そして)?(?:{_ORDER}))")
_ORDER_WORD = re.compile(rf"^(?:and |そして)?(?:{_ORDER})\s*[、，,:：]?\s*")
_FEWEST = 2


@dataclass(frozen=True)
class CodeBlock:
    """A fenced block."""

    language: str
    code: str


def code_blocks(text: str) -> tuple[list[CodeBlock], str]:
    """The fenced code of a text, and the text without it."""
    blocks = [
        CodeBlock(language.lower() or "text", code.strip("\n"))
        for _, language, code in _FENCE.findall(text)
        if code.strip()
    ]
    return blocks, _FENCE.sub("\n", text)


def numbered(text: str) -> list[str]:
    """The items of a numbered list, on lines of their own or running on."""
    items = [drawable(found[2]) for line in text.splitlines() if (found := _NUMBERED.match(line))]
    if len(items) >= _FEWEST:
        return [item for item in items if item]
    running = _INLINE.findall(text)
    if [int(number) for number, _ in running] == list(range(1, len(running) + 1)) and len(running) >= _FEWEST:
        return [words for _, item in running if (words := drawable(item).strip("、，,;；。. "))]
    return []


def bullets(text: str) -> list[str]:
    """The items of a list without numbers."""
    items = [drawable(found[1]) for line in text.splitlines() if (found := _BULLET.match(line))]
    return [item for item in items if item] if len(items) >= _FEWEST else []


def begins_a_step(sentence: str) -> bool:
    """Whether a sentence starts with "first" or the like."""
    return _ORDER_WORD.match(sentence) is not None


def ordered(text: str) -> list[str]:
    """The steps that words such as "first" and "then" begin."""
    steps: list[str] = []
    for sentence in sentences(text):
        for part in _ORDER_START.split(sentence):
            if part and _ORDER_WORD.match(part):
                words = re.sub(r"[、，,;；\s]+(and)?$", "", _ORDER_WORD.sub("", part)).rstrip("。.")
                steps.append(words[:1].upper() + words[1:])
    steps = [step for step in steps if step]
    return steps if len(steps) >= _FEWEST else []
