"""The language of an article: its characters tell, and where they do not, the page."""

import re
from typing import Final

from lxml.html import HtmlElement

from language.chinese import is_simplified
from language.tags import UNDETERMINED, primary

_KANA: Final = re.compile("[\u3041-\u30ff]")
_HAN: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_HANGUL: Final = re.compile("[\uac00-\ud7af]")
_LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f]+")
_WORDS: Final = re.compile(r"[^\W\d_]+")

_LETTERS_A_CHARACTER: Final = 8 / 3
"""The letters that say as much as one Chinese or Japanese character."""
_SHARE: Final = 0.1
"""The least share of kana in Japanese: Chinese never quotes so many."""


def length(text: str) -> int:
    """How much a text says, in letters (spaces and digits too)."""
    characters = len(_KANA.findall(text)) + len(_HAN.findall(text)) + len(_HANGUL.findall(text))
    return round(len(text) - characters + characters * _LETTERS_A_CHARACTER)


def language_of(text: str, tree: HtmlElement) -> str:
    """The BCP 47 tag of the language that a text is written in; ``und`` if nothing tells.

    Chinese is ``zh-TW`` in traditional characters and ``zh-CN`` in simplified ones, wherever it is from.
    """
    kana, han, hangul = len(_KANA.findall(text)), len(_HAN.findall(text)), len(_HANGUL.findall(text))
    words = len(_LATIN.findall(text))
    if kana + han + hangul > words:
        if hangul > kana + han:
            return "ko"
        if kana > _SHARE * (kana + han):
            return "ja"
        return "zh-CN" if is_simplified(text) else "zh-TW"
    declared = _declared(tree)
    if declared in (UNDETERMINED, "ja", "zh", "ko"):  # these are the site's language then, not this text's
        return "en" if words * 2 > len(_WORDS.findall(text)) else UNDETERMINED
    return declared


def _declared(tree: HtmlElement) -> str:
    """The language that the page says it is in."""
    tag = tree.xpath("string((//html/@lang | //meta[@property='og:locale']/@content)[1])")
    return primary(str(tag).strip())
