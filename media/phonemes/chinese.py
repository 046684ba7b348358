"""Mandarin, in simplified or traditional characters, with English words among them."""

import logging
import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, pairwise

import jieba  # type: ignore[import-untyped]
from misaki.zh import ZHG2P
from pypinyin import Style, lazy_pinyin

from language.chinese import simplified
from media.phonemes import english
from media.phonemes.polyphones import readings
from media.phonemes.sounds import Sound, mark
from media.phonemes.tokens import HAN, Token, words

_HAN = re.compile(f"[{HAN}]+")
_FIGURES = re.compile("[零〇一二三四五六七八九幺]{7,}")
_CALLED = re.compile(
    "(?<![点零〇一二三四五六七八九幺])[零〇一二三四五六七八九幺]{3,}(?![零〇一二三四五六七八九幺年点十百千万亿])"
)
"""Figures that are called out one by one: each is a word, so that none is swallowed."""
_NON_SYLLABIC = "\u032f"


def sounds(text: str) -> list[Sound]:
    """What the text sounds like, a sound for each word."""
    return [sound for token in words(text) for sound in _of_token(token)]


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
    at = token.start
    for group in _groups(token.text):
        if at > token.start:
            yield Sound(",", at, at, word=False)
        for word, phonemes in _han(group):
            yield Sound(phonemes, at, at + len(word))
            at += len(word)
            yield Sound(" ", at, at, word=False)


def _groups(text: str) -> Iterator[str]:
    """The text cut within long rows of figures, by fours from the end, as people call them out."""
    at = 0
    for row in _FIGURES.finditer(text):
        for cut in range(row.start() + (len(row[0]) % 4 or 4), row.end(), 4):
            yield text[at:cut]
            at = cut
    yield text[at:]


def _han(text: str) -> Iterator[tuple[str, str]]:
    """The words of a run of Chinese characters, each with its phonemes."""
    called = {at for row in _CALLED.finditer(text) for at in range(*row.span())}
    start = 0
    for word, pinyin in pinyin_of(text):
        end = start + len(word)
        cuts = [at for at in range(start + 1, end) if {at - 1, at} & called]
        for first, last in pairwise([start, *cuts, end]):
            yield text[first:last], "".join(map(_syllable, pinyin[first - start : last - start]))
        start = end


def pinyin_of(text: str) -> list[tuple[str, list[str]]]:
    """The words of a run of Chinese characters, each with its syllables in pinyin: ``hang2``."""
    # The dictionaries of words and readings are of simplified characters: 銀行 would be read as yin xing.
    plain = simplified(text)
    words = _segmenter().lcut(plain)
    ends = list(accumulate(map(len, words), initial=0))
    by_words = [syllable for word in words for syllable in _pinyin(word)]
    alone = {start for start, end in pairwise(ends) if end - start == 1}
    read = readings(plain, by_words, alone=alone)
    return [(plain[start:end], read[start:end]) for start, end in pairwise(ends)]


def _pinyin(word: str) -> list[str]:
    """A syllable a character, "" for one that has none."""
    found = _known(word)
    return found if len(found) == len(word) else ["".join(_known(char)) for char in word]


def _known(text: str) -> list[str]:
    return [str(one) for one in lazy_pinyin(text, Style.TONE3, "ignore", neutral_tone_with_five=True)]


def _syllable(pinyin: str) -> str:
    if not pinyin:
        return ""
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
