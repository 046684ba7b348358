"""How English words are spoken: dictionaries, with endings, compounds and spelled-out letters.

Only the dictionaries of misaki, because its own code for English loads spaCy, and a GPL package for unknown
words.
"""

import importlib.resources
import json
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import cast

from media.phonemes.english_letters import read
from media.phonemes.english_names import known

_SHORTEST_PART = 3
_MORE = {
    "cetera": "sˈɛtəɹə",
    "mille": "mˈɪl",
    "crème": "kɹˈɛm",
    "goethe": "ɡˈɜɹtə",
    "nonillion": "nOnˈɪljən",
    "kilohm": "kˈɪlˌOm",
    "megohm": "mˈɛɡˌOm",
}
"""Words that the dictionaries lack, most of them spoken for ``etc.``, ``‰`` and large numbers."""
_PREFIXES = {
    "milli": "mˈɪlə", "micro": "mˈIkɹO", "nano": "nˈænO", "pico": "pˈikO", "hecto": "hˈɛktO", "kilo": "kˈɪlə",
    "mega": "mˈɛɡə", "giga": "ɡˈɪɡə", "tera": "tˈɛɹə", "peta": "pˈɛtə", "kibi": "kˈɪbi", "mebi": "mˈɛbi",
    "gibi": "ɡˈɪbi", "tebi": "tˈɛbi", "pebi": "pˈɛbi", "electron": "əlˈɛktɹˌɑn",
}  # fmt: skip
"""The beginnings of units' names: the dictionaries have only some of the many."""
_LONGEST_SPELLED = 4
"""Letters of an abbreviation; what is longer and in capitals may be a word."""
_OF_TWO_LETTERS = re.compile("an|as|at|be|by|do|go|he|hi|if|in|is|me|my|no|of|oh|on|or|so|to|up|we")
"""Words; other two capitals are letters, also where a dictionary has a word: flight BA."""
_WITH_ACUTE = re.compile("ée?$")
"""The end of a word from French: its e is heard."""
_CAMEL_CASE = re.compile("[A-Z]+(?![a-z'])|[A-Z]?[a-z']+")
_DOUBLED = re.compile(r"([bdfgklmnprstvz])\1$")


class Lexicon:
    """The words of one variety of English."""

    def __init__(self, *, british: bool) -> None:
        variety = "gb" if british else "us"
        self._weak = "ɪ" if british else "ᵻ"
        # Silver was made by a machine, gold checked by people.
        self._words = _MORE | _load(f"{variety}_silver.json") | _load(f"{variety}_gold.json")

    def say(self, word: str, *, last: bool = False) -> str:
        """The phonemes of a word; some sound different as the last one before a pause."""
        if len(word) == 2 and word.isupper() and not _OF_TWO_LETTERS.fullmatch(word.lower()):  # noqa: PLR2004
            return self.spell(_plain_letters(word))
        for form in dict.fromkeys((word, word.lower(), word.capitalize())):
            if found := self._one(form, last=last) or self._with_ending(form) or self._prefixed(form):
                return found
        parts = _CAMEL_CASE.findall(word)
        if len(parts) > 1 and "".join(parts) == word:
            return "".join(self.say(part) for part in parts)
        plain = _plain_letters(word)
        if not re.search("[aeiouy]", plain) or (word.isupper() and len(word) <= _LONGEST_SPELLED):
            return self.spell(plain)
        if acute := _WITH_ACUTE.search(word.lower()):
            stem = _plain_letters(word[: acute.start()])
            return known(plain, last="A") or read(f"{stem}e").replace("ˈ", "ˌ") + "ˈA"
        found = self._one(plain, last=last) or known(plain) or self._owner(word)
        return found or (self.spell(plain) if word.isupper() else self._compound(plain) or read(plain))

    def _owner(self, word: str) -> str | None:
        """A name with an s: ``Peugeot's``."""
        name = known(_plain_letters(re.sub("'?s$", "", word)))
        return name and self._s(name)

    def spell(self, letters: str) -> str:
        """Letter by letter, the last one stressed."""
        sounds = "".join(self._one(letter.upper()) or "" for letter in letters).replace("ˈ", "ˌ")
        return "ˈ".join(sounds.rsplit("ˌ", 1))

    def _one(self, word: str, *, last: bool = False) -> str | None:
        found = self._words.get(word)
        if isinstance(found, dict):
            return (last and found.get("None")) or found["DEFAULT"]
        return found

    def _with_ending(self, word: str) -> str | None:
        for ending, replacements, inflect in (
            ("'s", ("",), self._s),
            ("s'", ("s",), str),
            ("ies", ("y",), self._s),
            ("es", ("", "e"), self._s),
            ("s", ("",), self._s),
            ("ied", ("y",), self._ed),
            ("ed", ("", "e"), self._ed),
            ("ing", ("", "e"), _ing),
            ("ly", ("",), _ly),
        ):
            if word.endswith(ending):
                found = self._inflected(word.removesuffix(ending), replacements, inflect)
                if found:
                    return found
        return None

    def _inflected(
        self, stem: str, replacements: tuple[str, ...], inflect: Callable[[str], str]
    ) -> str | None:
        candidates = [stem + replacement for replacement in replacements]
        if _DOUBLED.search(stem):
            candidates.append(stem[:-1])
        for candidate in candidates:
            if len(candidate) > 1 and (phonemes := self._one(candidate) or self._prefixed(candidate)):
                return inflect(phonemes)
        return None

    def _prefixed(self, word: str) -> str | None:
        """A unit with a prefix: ``kilopascal``."""
        for prefix, phonemes in _PREFIXES.items():
            rest = word.removeprefix(prefix)
            if rest != word and (unit := self._one(rest) or self._prefixed(rest)):
                return phonemes + unit.replace("ˈ", "ˌ")
        return None

    def _compound(self, word: str) -> str | None:
        """A word made of two that are known: ``reelwork``."""
        cuts = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
        for cut in sorted(cuts, key=lambda cut: abs(len(word) - 2 * cut)):
            first, second = self._one(word[:cut]), self._one(word[cut:])
            if first and second:
                return first + second.replace("ˈ", "ˌ")
        return None

    def _s(self, stem: str) -> str:
        if stem[-1] in "ptkfθ":
            return stem + "s"
        return stem + (self._weak if stem[-1] in "szʃʒʧʤ" else "") + "z"

    def _ed(self, stem: str) -> str:
        if stem[-1] in "pkfθʃsʧ":
            return stem + "t"
        return stem + (self._weak if stem[-1] in "td" else "") + "d"


def _ing(stem: str) -> str:
    return stem + "ɪŋ"


def _ly(stem: str) -> str:
    return stem.removesuffix("l") + "li"


@cache
def lexicon(*, british: bool) -> Lexicon:
    """The words of one variety of English, read once."""
    return Lexicon(british=british)


def _load(name: str) -> dict[str, str | dict[str, str]]:
    text = (importlib.resources.files("misaki.data") / name).read_text(encoding="utf-8")
    return cast("dict[str, str | dict[str, str]]", json.loads(text))


def _plain_letters(word: str) -> str:
    return re.sub("[^a-z]", "", unicodedata.normalize("NFKD", word.lower()))
