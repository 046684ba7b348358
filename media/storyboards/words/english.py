"""English words by their form: no dictionary of what each word can be is needed to tell most nouns."""

import re

from media.storyboards.words.content_word import ContentWord
from media.storyboards.words.lists import word_list

_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_FUNCTION = word_list("english_function")
_VERBS = word_list("english_verbs")
_PAST = word_list("english_past")
_QUALITIES = word_list("english_qualities")
_BOTH = word_list("english_verbs_and_nouns")
"""Verbs that are as often nouns."""
_LY = re.compile(r"[a-z]{3,}ly$")
_NOT_LY = word_list("english_nouns_in_ly")
_PARTICIPLE = re.compile(r"[a-z]{2,}[^e]ed$")
_GERUND = re.compile(r"[a-z]{2,}ing$")
_NOUNS_IN_ING = word_list("english_nouns_in_ing")
_THINGLESS = word_list("english_unseen")
"""Nouns that no picture shows."""


def words(text: str) -> list[ContentWord]:
    """The content words of a text, in order."""
    found = []
    for token in _TOKEN.finditer(text):
        bare = _POSSESSIVE.sub("", token[0])
        lower = bare.lower().replace("’", "'")
        if token[0].lower().replace("’", "'") in _FUNCTION or lower in _FUNCTION or len(lower) < 2:  # noqa: PLR2004 - a letter is no word
            continue
        proper = bare[0].isupper() and token.start() > 0
        noun, part = (True, False) if proper else _noun(lower)
        found.append(ContentWord(token.start(), token.start() + len(bare), stem(lower), noun, part, proper))
    return found


def stem(word: str) -> str:
    """What the forms of a word share; crude, and enough to count words by."""
    for ending, kept in (
        ("ies", "y"),
        ("sses", "ss"),
        ("ing", ""),
        ("ed", ""),
        ("es", "e"),
        ("s", ""),
        ("e", ""),
    ):
        if word.endswith(ending) and len(word) - len(ending) > 2 and not word.endswith(("ss", "us", "is")):  # noqa: PLR2004 - what is left must be a word
            word = word[: -len(ending)] + kept
            break
    return word[:-1] if word.endswith("e") and len(word) > 3 else word  # noqa: PLR2004 - the same


def _noun(word: str) -> tuple[bool, bool]:
    """Whether a word is a noun, and whether it is one only as part of a longer name."""
    if word in _NOUNS_IN_ING or word in _BOTH:
        return True, False
    if word in _QUALITIES:
        return True, True
    is_verb = word in _PAST or stem(word) in _VERB_STEMS or _PARTICIPLE.fullmatch(word)
    if is_verb or word in _THINGLESS or (_LY.fullmatch(word) and word not in _NOT_LY):
        return False, False
    return True, bool(_GERUND.fullmatch(word))


_VERB_STEMS = frozenset(stem(verb) for verb in _VERBS)
