"""Chinese words, in simplified and in traditional characters, by jieba."""

import logging
import re
from collections.abc import Iterator
from functools import cache

import jieba  # type: ignore[import-untyped]
from jieba.posseg import POSTokenizer  # type: ignore[import-untyped]

from language.chinese import simplified
from language.sentences import CJK
from media.storyboards.words.content_word import ContentWord
from media.storyboards.words.lists import word_list

# A measure word would be taken for the beginning of the word behind it.
_STRETCH = re.compile(
    rf"[0-9][0-9.,]*(?:[名個个位座家張张艘箱株條条件種种隻只台臺人元升歲岁年月日])?|[{CJK}A-Za-z]+"
)
_CONTENT = ("n", "v", "a", "i", "l", "eng")
_NAMING = ("n", "vn", "an", "eng")
_EMPTY = word_list("chinese_empty")
_GOES_ON = frozenset("在了到于於著着過过成為为給给")
"""Characters before which a word that can be a noun or a verb is a verb."""


def words(text: str) -> list[ContentWord]:
    """The content words of a text, in order."""
    stretches = (found for found in _STRETCH.finditer(text) if not found[0][0].isdigit())
    return [word for stretch in stretches for word in _of(stretch[0], stretch.start())]


def _of(stretch: str, offset: int) -> Iterator[ContentWord]:
    # The dictionary is of simplified characters.
    at = offset
    for pair in _tagger().lcut(simplified(stretch)):
        end = at + len(pair.word)
        noun = pair.flag.startswith(_NAMING)
        if pair.flag == "vn" and stretch[end - offset : end - offset + 1] in _GOES_ON:
            noun = False
        if pair.flag.startswith(_CONTENT) and pair.word not in _EMPTY:
            yield ContentWord(at, end, pair.word.lower(), noun, proper=pair.flag.startswith("nr"))
        at = end


@cache
def _tagger() -> POSTokenizer:
    jieba.setLogLevel(logging.WARNING)
    segmenter = jieba.Tokenizer()
    # By itself it would unmarshal a file of a fixed name in /tmp, which any user could have put there.
    segmenter.FREQ, segmenter.total = segmenter.gen_pfdict(segmenter.get_dict_file())
    segmenter.initialized = True
    return POSTokenizer(segmenter)
