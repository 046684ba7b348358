"""Which language to speak, and which of the two Chinese scripts."""

import re
from typing import Final

from contracts.animation import Language
from language.chinese import is_mixed, is_simplified, simplified

_NAMED: Final = (
    (Language.JAPANESE, r"日本語|日語|日语|日文|にほんご|\bjapanese\b"),
    (
        Language.CHINESE,
        r"中国語|中國語|中文|[漢汉]語|汉语|國語|国语|普通话|普通話|繁[體体]|簡体字|簡體|简体|台湾華語|\bchinese\b|\bmandarin\b",
    ),
    (Language.ENGLISH, r"英語|英语|英文|\benglish\b"),
)
_REQUEST_LENGTH = 300
_KANA = re.compile("[\u3041-\u30ff]")
_HAN = re.compile("[\u4e00-\u9fff]")
_LATIN = re.compile("[A-Za-z]{3,}")
# Characters that Japanese writes its own way: neither Chinese script has them.
_ONLY_JAPANESE = frozenset("込働峠畑辻榊匂枠搾図広気駅変単権様総読売検験険発価処戻渋円")


def of(content: str, instructions: str) -> Language:
    """The language that the instructions name, or the one the text is written in."""
    for language, names in _NAMED:
        if re.search(rf"{names}", instructions, re.IGNORECASE):
            return language
    if len(content) < _REQUEST_LENGTH:  # longer texts talk about languages
        for language, names in _NAMED:
            # "英語で", "in English", "用中文": the language to speak, not the subject to speak about.
            if re.search(
                rf"\b(?:in|into)\s+(?:{names})|(?:用|以|使用)(?:{names})|(?:{names})で",
                content,
                re.IGNORECASE,
            ):
                return language
    written = _written(content)
    if written is Language.CHINESE and _KANA.search(instructions):
        return Language.JAPANESE  # a few characters that both languages write, asked for in Japanese
    return written or _written(instructions) or Language.ENGLISH


def _written(text: str) -> Language | None:
    text = re.sub(r"```.*?(```|$)", "", text, flags=re.DOTALL) or text
    kana, han, latin = len(_KANA.findall(text)), len(_HAN.findall(text)), len(_LATIN.findall(text))
    if kana and kana * 12 >= han:
        return Language.JAPANESE if kana + han > latin else Language.ENGLISH
    if han:
        if is_mixed(text) or (any(char in _ONLY_JAPANESE for char in text) and not is_simplified(text)):
            return Language.JAPANESE
        return Language.CHINESE if han * 2 > latin else Language.ENGLISH
    return Language.ENGLISH if latin else None


def wants_simplified(content: str, instructions: str, preferred: str = "") -> bool:
    """Which script Chinese is written in: the one asked for, the text's own, or the preferred."""
    if re.search(r"繁[體体]|traditional", instructions, re.IGNORECASE):
        return False
    if re.search(r"[簡简][體体]|simplified", instructions, re.IGNORECASE):
        return True
    written = content + instructions
    if is_simplified(written) or simplified(written) != written:
        return is_simplified(written)
    return re.match(r"zh-(?:hans|cn|sg)\b", preferred, re.IGNORECASE) is not None
