"""Text for the screen: what can be drawn at all, how wide it is, and where its lines break.

Widths are in Manim's units (the frame is 14.22 wide). They are estimates on the safe side, since measuring
needs Manim; scripts shrink what is too wide all the same.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from math import ceil

from media.formulas.exact import superscript

UNITS_PER_POINT = 1 / 72
"""An em at font size 36 is half a unit: measured with Noto Sans CJK."""

ELLIPSIS = "…"

_NOT_DRAWN = re.compile(
    "[\U0001f000-\U0001faff\U0001fb00-\U0010ffff\u2600-\u26ff\u2700-\u2712\u2715-\u27bf\u2b50-\u2b59"
    "\ufe00-\ufe0f\u20e3\ue000-\uf8ff]"
)
"""Emoji, variation selectors and private characters: the CJK fonts have no picture for them."""

_NO_LINE_START = "、。，．・：；？！）」』】〕〉》”’…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;?!)]}%％"
_NO_LINE_END = "（「『【〔〈《“‘([{"
_OTHER = r"[^\s\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
_OPERAND = rf"{_OTHER}+(?:(?<=[\dπ]) [A-Za-zΩμ°][A-Za-z/²³]{{0,4}})?"
_TOKEN = re.compile(
    r"\s+|\([^\s()]+(?:, [^\s()]+)+\)"
    rf"|(?:(?:sin|cos|tan|det|gcd) )?{_OPERAND}(?: [=≈≠<>≤≥+±∓−·×÷] {_OPERAND})+"
    r"|[々\u4e00-\u9fff]{2,6}[がをはにでの](?=[ぁ-ゟ]{3})|[々\u4e00-\u9fff]{1,6}[ぁ-ゟ]{1,10}"
    r"|[々\u4e00-\u9fff]{2}(?=[ 、。，：；])|[ァ-ヺー]{1,9}[ぁ-ゟ]{0,4}|[ぁ-ゟ]{1,10}"
    rf"|{_OTHER}+|."
)
"""The parts of a text that stay together: Latin words, formulas, Japanese words with their particles."""
_UNIT = re.compile(r"(?:[A-Za-zΩμ°]{1,3}[A-Za-z/²³]{0,3}|[々\u4e00-\u9fff]{1,2}[ぁ-ゟ]*)[.,;:]?")
_PARTICLE = re.compile(r"[ぁ-ゟ]{1,3}")
_FUNCTIONS = frozenset({"sin", "cos", "tan", "det", "gcd", "log", "ln"})
_RELATION = re.compile(r" (?=[=≈≠<>≤≥] )")
_NARROW = frozenset("ijlftrI.,:;'|!()[]{}/\\-\"` ")
_BROAD = frozenset("mwMW@%&—")


def clean(text: str) -> str:
    """The text without what has no place on a screen: control and format characters, broken surrogates."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    "))
    text = "".join(char for char in text if char == "\n" or unicodedata.category(char) not in _UNSEEN)
    return re.sub(r" {40,}", " " * 40, text)


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Cn", "Co"})


def drawable(text: str) -> str:
    """One line of it that the fonts can draw."""
    return re.sub(r"\s+", " ", _NOT_DRAWN.sub("", text)).strip()


def with_powers(text: str) -> str:
    """``x^2`` as it is written by hand."""
    return re.sub(r"(?<=[\w)])(?:\^|\*\*)(\d+)", lambda power: superscript(power[1]), text)


def emoji_names(text: str) -> str:
    """What the pictures in a text are called, for a text of nothing else."""
    names = dict.fromkeys(unicodedata.name(char, "").capitalize() for char in text if not char.isspace())
    return ", ".join(name for name in names if name and not name.startswith("Variation"))


def width(text: str, size: float) -> float:
    """How wide a line is at a font size."""
    return sum(map(_ems, text)) * size * UNITS_PER_POINT


def height(rows: int, size: float) -> float:
    """How high so many lines are at a font size."""
    return size * (0.0138 + 0.0183 * (rows - 1))


def fitted(texts: Iterable[str], room: float, high: float, sizes: Iterable[int]) -> int | None:
    """The first of the font sizes at which each text fits into the room with its words whole, if any does."""
    texts = list(texts)
    for size in sizes:
        if all(
            height(len(wrap(text, room, size)), size) <= high and not breaks_words(text, room, size)
            for text in texts
        ):
            return size
    return None


def _ems(char: str) -> float:
    if char in _NARROW:
        return 0.36
    if char in _BROAD:
        return 0.92
    if char.isascii():
        return 0.68 if char.isupper() else 0.57
    return 1.0


def wrap(text: str, room: float, size: float) -> list[str]:
    """The text in as few lines as fit, of about the same length."""
    text = drawable(text)
    tokens = [part for token in _tokens(text) for part in _parts(token, room, size)]
    lines = _wrap(tokens, room, size)
    if len(lines) > 1:
        # The narrowest column that still makes this number of lines leaves no orphan at its end.
        low = width(text, size) / len(lines)
        for step in range(8):
            narrower = _wrap(tokens, low + (room - low) * step / 8, size)
            if len(narrower) == len(lines) and all(width(line, size) <= room for line in narrower):
                return narrower
    return lines


def _tokens(text: str) -> list[str]:
    """The parts that stay together; a number with its unit, and a Latin word with its particle, too."""
    tokens: list[str] = []
    for token in _TOKEN.findall(text):
        if len(tokens) > 1 and tokens[-1] == " " and _belongs(tokens[-2], token):
            tokens[-2:] = [f"{tokens[-2]} {token}"]
        else:
            tokens.append(token)
    return tokens


def _belongs(before: str, token: str) -> bool:
    if before in _FUNCTIONS:
        return True
    if before[-1].isdigit() and _UNIT.fullmatch(token):
        return True
    return bool(_PARTICLE.fullmatch(token)) and not "\u3040" <= before[-1] <= "\u9fff"


def _parts(token: str, room: float, size: float) -> Sequence[str]:
    """What has to stay together of a token: its words, its letters if even a word is wider than a line.

    A chain of equations goes on in the next line with its sign.
    """
    if width(token, size) <= room:
        return [token]
    for gap in (_RELATION, re.compile(" ")):
        first, *rest = gap.split(token)
        if rest and token.strip():
            words = [first, *(word for each in rest for word in (" ", each))]
            return [part for word in words if word for part in _parts(word, room, size)]
    return token


def _wrap(tokens: list[str], room: float, size: float) -> list[str]:
    lines: list[str] = []
    line = ""
    for token in tokens:
        if line and width((line + token).rstrip(), size) > room and token[0] not in _NO_LINE_START:
            carried = ""
            while line and line[-1] in _NO_LINE_END:
                line, carried = line[:-1], line[-1] + carried
            lines.append(line.rstrip())
            line = (carried + token).lstrip()
        else:
            line += token
    return [line for line in (*lines, line.rstrip()) if line]


def breaks_words(text: str, room: float, size: float) -> bool:
    """Whether a Latin word is wider than a line."""
    return any(width(word, size) > room for word in drawable(text).split() if word.isascii())


def clip(text: str, room: float, size: float, rows: int) -> list[str]:
    """The text in at most so many lines; what does not fit is cut with an ellipsis."""
    lines = wrap(text, room, size)
    if len(lines) <= rows:
        return lines
    last = lines[rows - 1]
    while last and width(last + ELLIPSIS, size) > room:
        last = last[:-1]
    return [*lines[: rows - 1], last.rstrip(_NO_LINE_END + "、。，,. ") + ELLIPSIS]


def captions(line: str, room: float, size: float) -> list[str]:
    """A narration line as subtitles, each of one row: cut between clauses where that is near the middle."""
    line = drawable(line)
    if width(line, size) <= room:
        return [line] if line else []
    pieces = ceil(width(line, size) / room)
    target = width(line, size) / pieces
    for mark in re.finditer(r"[、。，：；;]|[,.:](?=\s)", line):
        head, tail = line[: mark.end()], line[mark.end() :].strip()
        inside = head.count("(") > head.count(")")
        if target * 0.5 < width(head, size) <= room and tail and not inside:
            return [head.strip(), *captions(tail, room, size)]
    return wrap(line, room, size)
