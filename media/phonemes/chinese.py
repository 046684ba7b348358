"""Mandarin, in simplified or traditional characters, with English words among them."""

import logging
import re
from collections.abc import Iterator
from functools import cache

import cn2an  # type: ignore[import-untyped]
import jieba  # type: ignore[import-untyped]
from misaki.zh import ZHG2P
from pypinyin import Style, lazy_pinyin

from language.chinese import simplified
from media.phonemes import english
from media.phonemes.numbers import Manner
from media.phonemes.sounds import Sound, mark, narrow
from media.phonemes.tokens import HAN, Token, tokens

_HAN = re.compile(f"[{HAN}]+")
_NON_SYLLABIC = "\u032f"
# A two before a measure word is 两, not 二.
_MEASURES = "个個位只隻张張本杯天年次件条條人种種份块塊点點小"
_TWO = re.compile(f"(?<![0-9第])(?<![0-9][.,:/])2(?=[{_MEASURES}])")


def sounds(text: str) -> list[Sound]:
    """What the text sounds like, a sound for each word."""
    text = _TWO.sub("两", narrow(text))
    return [sound for token in tokens(text, _MANNER) for sound in _of_token(token)]


def _of_token(token: Token) -> Iterator[Sound]:
    if not token.word:
        pause = mark(token.text, token.start)
        if pause:
            yield pause
        return
    if not _HAN.fullmatch(token.text):
        yield Sound(english.word(token.text), token.start, token.end, foreign=True)
        yield Sound(" ", token.end, token.end, word=False)
        return
    of_figures = len(token.text) != token.end - token.start
    at = token.start
    for word, phonemes in _han(token.text):
        start, end = (token.start, token.end) if of_figures else (at, at + len(word))
        yield Sound(phonemes, start, end)
        yield Sound(" ", end, end, word=False)
        at += len(word)


def _han(text: str) -> Iterator[tuple[str, str]]:
    """The words of a run of Chinese characters, each with its phonemes."""
    # The dictionaries of words and readings are of simplified characters: 銀行 would be read as yin xing.
    for word in _segmenter().lcut(simplified(text)):
        yield word, "".join(_syllable(pinyin) for pinyin in _pinyin(word))


def _pinyin(word: str) -> list[str]:
    return [str(one) for one in lazy_pinyin(word, Style.TONE3, "ignore", neutral_tone_with_five=True)]


def _syllable(pinyin: str) -> str:
    try:
        return str(ZHG2P.py2ipa(pinyin)).replace(_NON_SYLLABIC, "")
    except ValueError:  # an interjection that misaki has no sounds for
        return ""


@cache
def _segmenter() -> jieba.Tokenizer:
    jieba.setLogLevel(logging.WARNING)
    segmenter = jieba.Tokenizer()
    # By itself it would unmarshal a file of a fixed name in /tmp, which any user could have put there.
    segmenter.FREQ, segmenter.total = segmenter.gen_pfdict(segmenter.get_dict_file())
    segmenter.initialized = True
    return segmenter


def _number(figures: str) -> str:
    return str(cn2an.an2cn(figures))


def _date(year: int, month: int, day: int) -> str:
    figures = "".join(_number(figure) for figure in str(year))
    return f"{figures}年{_number(str(month))}月{_number(str(day))}日"


_MANNER = Manner(
    number=_number,
    year=_number,
    date=_date,
    time=lambda hour, minute: f"{_number(str(hour))}点" + (f"{_number(str(minute))}分" if minute else ""),
    minus="负",
    units={
        "%": "百分之{}",
        "℃": "{}度",
        "°C": "{}度",
        "NT$": "{}元",
        "US$": "{}美元",
        "$": "{}元",
        "¥": "{}元",
        "€": "{}欧元",
        "£": "{}英镑",
    },
    between="",
)
