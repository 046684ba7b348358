"""Lists: ordered steps, bullets, code blocks."""

import ast
import re
import warnings
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
    r"(?:^"
    r"|(?<=[\s:：。.、，,;；]))\(?(\d)[.)．、）]\s*(?!\d)(.+?)(?=[\s、，,;；。]*\(?\d[.)．、）]\s*(?!\d)"
    r"|$)",
    re.DOTALL,
)
COORDINATES = re.compile(r"[(（]\s*[-−]?[\d.]+\s*[,，、;]\s*[-−]?[\d.]+\s*[)）]")
"""A pair of numbers in brackets: what closes it is no mark of a list."""
_CIRCLED = re.compile("[①-⑨]")
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
_ANNOUNCED = re.compile(
    r"(?:steps?|stages?|phases?|procedure|recipe|how to|手順|ステップ|工程|作り方|やり方|方法|流れ"
    r"|步驟|步骤|流程|作法|做法)"
    r"[^:：\n]*[:：]\s*(?P<items>[^\n]+)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:,\s*(?:and\s+|then\s+)?|;\s*|，|、|；|→|->|⇒|。)\s*")
_FEWEST_ANNOUNCED = 3
_CODE_START = re.compile(r"(?:def|class|for|while|if|import|from|print|return|with|try)\b|\w+\s*=[^=]|@\w+")


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
    if COORDINATES.search(text):
        return []
    running = _INLINE.findall(_CIRCLED.sub(lambda number: f" {ord(number[0]) - ord('①') + 1}. ", text))
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


def announced(text: str) -> list[str]:
    """The steps behind a word that announces them: "Steps to make tea: boil water, pour it, wait"."""
    found = _ANNOUNCED.search(text)
    if not found:
        return []
    items = [drawable(item).strip(" .。") for item in _BETWEEN.split(found["items"])]
    items = [item[:1].upper() + item[1:] for item in items if any(map(str.isalnum, item))]
    return items if len(items) >= _FEWEST_ANNOUNCED else []


def unfenced(text: str) -> tuple[list[CodeBlock], str]:
    """Python that stands in a text without a fence, and the text without it."""
    lines = text.splitlines()
    starts = [index for index, line in enumerate(lines) if _CODE_START.match(line)]
    for start in starts:
        for end in range(len(lines), start, -1):
            code = "\n".join(lines[start:end]).strip("\n")
            if _is_python(code):
                return [CodeBlock("python", code)], "\n".join((*lines[:start], *lines[end:]))
    return [], text


def _is_python(code: str) -> bool:
    """Whether it is Python of more than names and numbers: "x = 5" alone is a formula."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            body = ast.parse(code).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    kinds = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.If, ast.Import, ast.ImportFrom, ast.With)
    if any(isinstance(node, ast.Expr) and isinstance(node.value, ast.Name) for node in body):
        return False  # a word of the text around it
    called = any(isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) for node in body)
    return any(isinstance(node, kinds) for node in body) or (called and "\n" in code)


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
