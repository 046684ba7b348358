"""Numbers in a request that are no data: for whom, how long, in which order, in which notation."""

import re
from collections.abc import Iterator
from typing import Final

from media.authoring.reading.lists import COORDINATES
from media.authoring.request import LEVEL

_SAYS: Final = re.compile(
    r"(?<!\d)\d{1,3}(?:\s?[- ]?years?[- ]?olds?|\s?(?:歳|歲|岁)|(?:st|nd|rd|th)[- ]grade(?:rs?)?"
    r"|[- ]?(?:second|minute|sec|min)s?\s(?:video|animation|long)|\s?(?:秒|分)(?:間)?の(?:動画|アニメ)"
    r"|\s?(?:秒|分鐘|分钟)的?(?:影片|视频|動畫|动画)|\s?-?\s?D\b)"
    r"|\bgrade\s\d{1,2}|(?:小学|中学|高校|小學|中學|高中|國小|國中|初中)\s?\d\s?年(?:生|級|级)?"
    r"|\bstep\s\d{1,3}|第\s?\d{1,3}\s?(?:步|章|節)|ステップ\s?\d{1,3}",
    re.IGNORECASE,
)
_MARK: Final = re.compile(r"(?<![\w.])(?P<number>\d{1,2})[.)．、](?=\s*[^\d\s])")
_CIRCLED: Final = re.compile("[①-⑳]")
_FEWEST: Final = 2


def spans(text: str) -> list[tuple[int, int]]:
    """Where they stand."""
    said = (found.span() for pattern in (_SAYS, LEVEL) for found in pattern.finditer(text))
    return [*said, *(found.span() for found in _CIRCLED.finditer(text)), *_marks(text)]


def without_numbers_about_the_video(text: str) -> str:
    """The text with spaces in their places, so that all else stands where it stood."""
    for start, end in spans(text):
        text = text[:start] + re.sub(r"\d", " ", text[start:end]) + text[end:]
    return text


def _marks(text: str) -> Iterator[tuple[int, int]]:
    """The numbers of a list's items: they count up from 1."""
    run: list[tuple[int, int]] = []
    pairs = [found.span() for found in COORDINATES.finditer(text)]
    for found in _MARK.finditer(text):
        if any(start < found.start() < end for start, end in pairs):
            continue
        number = int(found["number"])
        if number == len(run) + 1:
            run.append(found.span())
        elif number == 1:
            if len(run) >= _FEWEST:
                yield from run
            run = [found.span()]
    if len(run) >= _FEWEST:
        yield from run
