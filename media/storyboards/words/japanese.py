"""Japanese words, by the dictionary that the embedded voice reads Japanese with."""

import re
from collections.abc import Iterator

import pyopenjtalk

from language.sentences import CJK
from media.storyboards.words.content_word import ContentWord
from media.storyboards.words.lists import word_list

# The time that reading a stretch takes grows faster than its length.
_STRETCH = re.compile(rf"[{CJK}A-Za-z0-9０-９Ａ-Ｚａ-ｚ・]{{1,80}}")
_BASE_FORM = 4
"""The column of a word's base form, behind those of its part of speech."""
_NAMING = frozenset({"一般", "サ変接続", "固有名詞", "形容動詞語幹", "接尾"})
_COUNTING = frozenset({"数", "接尾"})
_STATIVE = frozenset({"形容動詞語幹"})
_EMPTY = word_list("japanese_empty")
_VAGUE = word_list("japanese_vague")


def words(text: str) -> list[ContentWord]:
    """The content words of a text, in order."""
    return [word for stretch in _STRETCH.finditer(text) for word in _of(stretch[0], stretch.start())]


def _of(stretch: str, offset: int) -> Iterator[ContentWord]:
    counted = False
    for node in pyopenjtalk.run_mecab_detailed(stretch)[1]:
        _, pos, detail, *features = node["features"]
        base = features[_BASE_FORM] if len(features) > _BASE_FORM else "*"
        first, last = node["char_span"]
        surface = stretch[first:last]
        counts = pos == "名詞" and (detail == "数" or (counted and detail in _COUNTING))
        stem = base if base != "*" else surface
        if (
            pos == "名詞"
            and not counts
            and (detail in _NAMING or surface.isascii())
            and surface not in _VAGUE
        ):
            noun = detail not in _STATIVE
            yield ContentWord(
                offset + first, offset + last, stem, noun, part=detail == "接尾", proper=detail == "固有名詞"
            )
        elif pos in ("動詞", "形容詞") and detail == "自立" and stem not in _EMPTY:
            yield ContentWord(offset + first, offset + last, stem, noun=False)
        counted = counts
