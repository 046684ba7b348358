"""What stands within a sentence: what somebody said, and what is enumerated."""

import re
from typing import Final

from contracts.animation import Language
from media.storyboards.vocabulary import Vocabulary

_QUOTED = re.compile(r'"([^"]+)"|“([^”]+)”|「([^」]+)」|『([^』]+)』')
_SHORTEST: Final = {Language.ENGLISH: 20, Language.JAPANESE: 14, Language.CHINESE: 10}
"""The least length of a quotation: shorter ones are names, and words that somebody wonders at."""
_SHARE: Final = 0.4
"""The least share of its scene that a quotation has: others are mentioned by the way."""

_FEWEST: Final = 3
_MOST: Final = 6
_LONGEST: Final = {Language.ENGLISH: 28, Language.JAPANESE: 14, Language.CHINESE: 12}
_BETWEEN: Final = {
    Language.ENGLISH: re.compile(r"(?:,|,? and|,? or)(?: the| an?| its| their| some)? "),
    Language.JAPANESE: re.compile(r"[、，]|や|、そして|そして"),
    Language.CHINESE: re.compile(r"、|、?(?:以及|和|與|与|及)"),
}
_REST = re.compile(
    r"[^\s,，、。.!?！？;；:：]+(?: [^\s,，、。.!?！？;；:：]+){0,3}(?=[,，。.!?！？;；:：]|$)"
)
"""The last item of an enumeration, where it is more than a name: up to the next mark."""


def quotation(scene: str, language: Language) -> str:
    """What somebody says in it, if that is much of it; else empty."""
    found = [next(filter(None, groups)) for groups in _QUOTED.findall(scene)]
    longest = max(found, key=len, default="").strip().rstrip(",，、")
    return longest if len(longest) >= max(_SHORTEST[language], _SHARE * len(scene)) else ""


def enumeration(sentence: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The items that a sentence enumerates, at least three; else none."""
    separator = _BETWEEN[vocabulary.language]
    items: list[str] = []
    end = 0
    for start, stop in vocabulary.nouns(sentence):
        if items and separator.fullmatch(sentence, end, start):
            items.append(sentence[start:stop])
        elif len(items) >= _FEWEST - 1:
            break
        else:
            items = [sentence[start:stop]]
        end = stop
    if items and (more := separator.match(sentence, end)):
        rest = _REST.match(sentence, more.end())
        if rest is None:
            return ()  # the enumeration goes on with something that is not short
        items.append(rest[0])
    fits = all(len(item) <= _LONGEST[vocabulary.language] for item in items)
    return tuple(items) if _FEWEST <= len(items) <= _MOST and fits else ()
