"""Which topic a text names: as a whole, not by a word that stands in it.

What stands beside a topic's name must be known to leave its meaning as it is: words that ask, words that
join, and the topic's own context. "Integral membrane proteins" is not about the integral.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Final

from language.chinese import simplified
from media.topics.generic import DOING, ENGLISH, PHRASES
from media.topics.topic import Topic, topics

_TOKEN: Final = re.compile(
    r"(?P<latin>[a-z][a-z0-9'’]*)|(?P<han>[\u3400-\u9fff々])|(?P<katakana>[ァ-ヺー]+)|(?P<kana>[ぁ-ゟ]+)|(?P<mark>\S)"
)
_LATIN: Final = re.compile("[a-z0-9]")
_MOST_UNKNOWN: Final = 0.5
"""The most that what is not known may weigh, in the weight of the name."""
_MOST_TOPICS: Final = 3
_SHORTEST_PLURAL: Final = 4
_JOINS: Final = re.compile(
    r"\s*(?:[,、，/&]|and|or|vs\.?|versus|と|や|和|与|跟|及|还是|、)\s*(?:and\s+)?(?:an?\s+|the\s+)?"
)
"""What stands between the names of topics that are asked for together."""


def topic_in(text: str) -> tuple[str, Topic] | None:
    """The topic that a request names, with the name of its file; of several the one with the longest name."""
    low = normalised(text)
    found: list[tuple[int, str, Topic]] = []
    for stem, topic in topics().items():
        if any(_occurrences(phrase, low) for phrase in topic.excluded):
            continue
        found += [
            (_weight(normalised(name)), stem, topic)
            for name in topic.names
            if any(_is_about(stem, low, span) for span in _occurrences(name, low))
        ]
    found = found or list(_done(low))
    if not found:
        return None
    _, stem, topic = max(found, key=lambda one: one[0])
    return stem, topic


def _done(text: str) -> Iterator[tuple[int, str, Topic]]:
    """The topics that a text names by what is done to a thing: "how a matrix is multiplied"."""
    words, doing = _essence(text), frozenset(DOING.values())
    if words.isdisjoint(doing):
        return
    for stem, topic in topics().items():
        if any(_occurrences(phrase, text) for phrase in topic.excluded):
            continue
        names, context = _essences(stem)
        for name in names:
            if name <= words and words - name <= context and not name.isdisjoint(doing):
                yield len(name), stem, topic


@cache
def _essences(stem: str) -> tuple[frozenset[frozenset[str]], frozenset[str]]:
    """What a topic's names come down to, each, and the words of its context together."""
    topic = topics()[stem]
    # 二分探索 comes down to 探索, and the addition theorem to addition: that names neither of them.
    found = ((name, _essence(normalised(name))) for name in topic.names)
    names = frozenset(words for name, words in found if len(words) > 1 or (name.isalpha() and name.isascii()))
    return names, frozenset().union(*map(_essence, map(normalised, topic.context)))


def _essence(text: str) -> frozenset[str]:
    """A text's words, one of doing by its noun and a thing by its singular; none that only asks or joins."""
    doing = _doing()
    text = _generic().sub(" ", _eastern_doing().sub(lambda form: f" {doing[form[0]]} ", text))
    words = re.findall(r"[a-z][a-z0-9']*|[\u3400-\u9fff々]+|[ァ-ヺー]+", text)
    named = (word for word in words if word in doing or not (word in ENGLISH or len(word.encode()) == 1))
    return frozenset(doing.get(word) or _singular(word) for word in named)


@cache
def _doing() -> Mapping[str, str]:
    """The nouns of words of doing, by their forms as they stand in a normalised text."""
    return {normalised(form): noun for form, noun in DOING.items()}


@cache
def _eastern_doing() -> re.Pattern[str]:
    """The words of doing in Japanese and Chinese, the longest first."""
    forms = (form for form in _doing() if not form.isascii())
    return re.compile("|".join(map(re.escape, sorted(forms, key=len, reverse=True))))


def _singular(word: str) -> str:
    """An English noun without the ending of its plural or its genitive; all else as it is."""
    word = word.removesuffix("'s")
    if not word.isascii() or len(word) < _SHORTEST_PLURAL or word.endswith("ss"):
        return word
    if word.endswith("ices"):
        return f"{word[:-4]}{'ex' if word[:-4] in {'vert', 'ind'} else 'ix'}"
    return word.removesuffix("s")


def topics_in(text: str) -> list[Topic]:
    """The topics that a request names: one, or those beside one another ("a stack and a queue")."""
    several = _beside_one_another(normalised(text))
    if several:
        return several
    one = topic_in(text)
    return [one[1]] if one else []


def _beside_one_another(text: str) -> list[Topic]:
    """Two or three topics with nothing but a joining word between them, and nothing unknown around."""
    found: list[tuple[int, int, str]] = []
    for stem, topic in topics().items():
        if not any(_occurrences(phrase, text) for phrase in topic.excluded):
            found += [(*span, stem) for name in topic.names for span in _occurrences(name, text)]
    kept: list[tuple[int, int, str]] = []
    for start, end, stem in sorted(found, key=lambda one: one[0] - one[1]):
        if all(end <= other[0] or other[1] <= start for other in kept):
            kept.append((start, end, stem))
    kept.sort()
    kept = [one for one in kept if not any(_is_context(text[one[0] : one[1]], other[2]) for other in kept)]
    stems = list(dict.fromkeys(stem for *_, stem in kept))
    if len(kept) != len(stems) or not 1 < len(kept) <= _MOST_TOPICS:
        return []
    if not all(_JOINS.fullmatch(text[one[1] : other[0]]) for one, other in pairwise(kept)):
        return []
    around = (text[: kept[0][0]], text[kept[-1][1] :])
    unknown = sum(min(sum(_weights(stem, part)) for stem in stems) for part in around)
    return [] if unknown else [topics()[stem] for stem in stems]


def _is_context(name: str, stem: str) -> bool:
    return any(_pattern(word).fullmatch(name) for word in topics()[stem].context)


def normalised(text: str) -> str:
    """The text in small letters, full-width ones as others, Chinese in simplified characters."""
    return simplified(unicodedata.normalize("NFKC", text).lower().replace("’", "'").replace("-", " "))


def _occurrences(name: str, text: str) -> list[tuple[int, int]]:
    if _first_word(name) not in text:  # most names are not there, and this finds out a good deal faster
        return []
    return [found.span() for found in _pattern(name).finditer(text)]


@cache
def _first_word(name: str) -> str:
    return normalised(name).split()[0]


@cache
def _pattern(name: str) -> re.Pattern[str]:
    phrase = r"\s+".join(map(re.escape, normalised(name).split()))
    start = r"(?<![a-z0-9])" if _LATIN.match(phrase[:1]) else ""
    end = r"(?:'s|s|es)?(?![a-z0-9])" if _LATIN.match(phrase[-1:]) else ""
    return re.compile(start + phrase + end)


def _is_about(stem: str, text: str, span: tuple[int, int]) -> bool:
    before, after = _weights(stem, text[: span[0]]), _weights(stem, text[span[1] :])
    if (before and before[-1]) or (after and after[0]):
        return False  # a compound with something unknown: a binary search tree
    return sum(before) + sum(after) <= _MOST_UNKNOWN * _weight(text[slice(*span)])


def _weights(stem: str, text: str) -> list[int]:
    """What each piece of a text weighs: nothing for the topic's own context and names, and words that ask."""
    for phrase in _known(stem):
        text = phrase.sub(" \u0001 ", text)
    return [_unknown(token) for token in _TOKEN.finditer(text)]


def _unknown(token: re.Match[str]) -> int:
    written = token[0]
    match token.lastgroup:
        case "latin":
            return 0 if written in ENGLISH or len(written) == 1 else _weight(written)
        case "han" | "katakana":
            return _weight(written)
    return 0


@cache
def _known(stem: str) -> tuple[re.Pattern[str], ...]:
    topic = topics()[stem]
    own = sorted((*topic.context, *topic.names), key=len, reverse=True)
    return (*map(_pattern, own), _generic())


@cache
def _generic() -> re.Pattern[str]:
    return re.compile("|".join(dict.fromkeys(re.escape(normalised(phrase)) for phrase in PHRASES)))


def _weight(phrase: str) -> int:
    """Two for a Latin word, one for a character of another script."""
    latin = len(re.findall(r"[a-z][a-z0-9']*", phrase))
    return 2 * latin + sum(not char.isascii() for char in phrase)
