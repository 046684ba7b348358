"""What of a request a storyboard shows, and what it leaves out."""

import re
from collections.abc import Collection, Iterator
from fractions import Fraction
from typing import Final

from pydantic import JsonValue

from contracts.storyboard import Coverage, Storyboard
from media.authoring.numerals import Numeral, numerals
from media.authoring.request import LEVEL, Request

_AROUND: Final = 12
"""The characters at each side of a number by which a reader finds it again."""
_FEW: Final = 3
"""A number up to this may only count what an example shows: "2 vectors"."""
_ABOUT_THE_VIDEO: Final = re.compile(
    r"\d+\s*[- ]?year[- ]?olds?|\d+\s*(?:歳|歲|岁)"
    r"|\d+\s*(?:second|minute|sec|min)s?\s+(?:video|animation|long)|\d+\s*(?:秒|分)(?:間)?の(?:動画|アニメ)|\d+\s*(?:秒|分鐘|分钟)的?(?:影片|视频|動畫|动画)|\d+\s*-?\s*(?:D|d)\b"
    r"|(?<![\d.])\d{1,2}[.)．、](?=\s*\D)|\bstep\s*\d+|第\s*\d+\s*(?:步|章|節)|ステップ\s*\d+"
    r"|\d+\s*[進进](?:數|数|法|位)?|\bbase\s*-?\s*\d+",
    re.IGNORECASE,
)
"""Numbers that say for whom, how long or in which order, and are no data."""


def coverage(request: Request, storyboard: Storyboard, examples: Collection[str]) -> Coverage:
    """What was understood: the scenes' headings; what was not: numbers that are in none of them.

    ``examples`` are the headings of scenes whose values are no one's but ours.
    """
    shown = set(_shown(storyboard, but=examples))
    counted = {value for value in _shown(storyboard, but=()) if value <= _FEW}
    text = request.words
    about = [found.span() for pattern in (_ABOUT_THE_VIDEO, LEVEL) for found in pattern.finditer(text)]
    unused = [
        _in_context(text, numeral)
        for numeral in numerals(text)
        if not _is_shown(numeral.value, shown | counted)
        and not any(start <= numeral.start < end for start, end in about)
    ]
    return Coverage(
        shown=tuple(scene.heading for scene in storyboard.scenes if scene.heading),
        unused=tuple(_whole(unused)),
        examples=tuple(examples),
    )


def _is_shown(value: Fraction, shown: set[Fraction]) -> bool:
    return bool({value, value / 100, value * 100} & shown)  # 5 % may be a rate of 0.05


def _whole(places: list[str]) -> Iterator[str]:
    """Each place once, and none that is a part of another."""
    for index, place in enumerate(places):
        others = (other for at, other in enumerate(places) if at != index)
        if not any(place in other and (place != other or other in places[:index]) for other in others):
            yield place


def _shown(storyboard: Storyboard, but: Collection[str]) -> Iterator[Fraction]:
    """Every number in the storyboard's words and parameters, but for scenes with these headings."""
    yield from (numeral.value for numeral in numerals(storyboard.title))
    for scene in storyboard.scenes:
        if scene.heading in but:
            continue
        for text in (scene.heading, *(beat.line for beat in scene.beats)):
            yield from (numeral.value for numeral in numerals(text))
        yield from _numbers(scene.picture.parameters)


def _numbers(value: JsonValue) -> Iterator[Fraction]:
    match value:
        case bool() | None:
            return
        case int() | float():
            yield abs(Fraction(str(value)))
        case str():
            yield from (numeral.value for numeral in numerals(value))
        case list():
            for one in value:
                yield from _numbers(one)
        case dict():
            for one in value.values():
                yield from _numbers(one)


def _in_context(text: str, numeral: Numeral) -> str:
    start, end = max(0, numeral.start - _AROUND), numeral.end + _AROUND
    left, right = text[start : numeral.start], text[numeral.end : end]
    if start and re.match(r"[A-Za-z]", text[start]) and re.match(r"[A-Za-z]", text[start - 1]):
        left = re.sub(r"^[A-Za-z]+", "", left)  # the end of a word
    left = re.split(r"[\n,，、。;；:：.]", left)[-1].lstrip()
    right = re.split(r"[\n,，、。;；:：.]", right)[0].rstrip()
    return f"{left}{numeral.written}{right}".strip()
