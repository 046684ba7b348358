"""Which language a stretch of a text is in, and the rules of each language.

A text is in the language that it is said to be in, but for stretches in writing that this language does not
have.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from language.tags import primary
from media.reading.rules import Rule

_HAN: Final = "々〆\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA: Final = "\u3041-\u3096\u30a1-\u30ff\uff66-\uff9f"
_LATIN: Final = "A-Za-z\u00c0-\u024f"
_LETTERS: Final = {
    "ko": "\u1100-\u11ff\uac00-\ud7af",
    "ru": "\u0400-\u04ff",
    "el": "\u0370-\u03ff",
    "he": "\u0590-\u05ff",
    "ar": "\u0600-\u06ff",
    "hi": "\u0900-\u097f",
    "th": "\u0e00-\u0e7f",
}
"""Writing that stands for one language, unless the text is said to be in another one that has it too."""
_SHARING: Final = {
    "ru": ("uk", "be", "bg", "sr", "mk"),
    "ar": ("fa", "ur"),
    "he": ("yi",),
    "hi": ("mr", "ne"),
}
_ENGLISH: Final = re.compile(
    rf"(?:[$€£]?\d[\d.,%]*\s?)*[{_LATIN}]+(?:[\s\d'’.,:;!?$€£%&/()+-]*[{_LATIN}]+)*(?:[\s$€£]*\d[\d.,]*(?<=\d)%?)*"
)
"""Words in Latin letters with the figures among and around them."""
_ENGLISH_ALONE: Final = re.compile(
    "(?:[A-Za-z]{4,}[^A-Za-z]+[A-Za-z]{4,}|[A-Za-z]{2,} [A-Za-z]+ [A-Za-z]{2,})"
)
"""More than a name or a formula: a text that holds it, and no other writing, is English."""
_BETWEEN: Final = r"[\s\d'’.,:;!?、。，！？・：；「」『』（）-]"


@dataclass(frozen=True, slots=True)
class Run:
    """``text[start:end]`` is in a language, by its tag."""

    start: int
    end: int
    language: str


def foreign_runs(text: str, language: str) -> list[Run]:
    """The stretches in writing that the language does not have, in order; Latin letters are in none."""
    own = primary(language)
    if own in ("ja", "zh") and _ENGLISH_ALONE.search(text) and not re.search(f"[{_HAN}{_KANA}]", text):
        return [Run(0, len(text), "en")]
    found: list[Run] = []
    if own not in ("ja", "zh"):
        east = "ja" if re.search(f"[{_KANA}]", text) else "zh"
        found += _runs(text, _HAN + _KANA, east)
    elif own == "zh":
        found += _runs(text, _KANA, "ja")
    for other, letters in _LETTERS.items():
        if own != other and own not in _SHARING.get(other, ()):
            # A letter by itself is a sign: π, Δ.
            runs = _runs(text, letters, other)
            found += [run for run in runs if len(re.findall(f"[{letters}]", text[run.start : run.end])) > 1]
    return sorted(found, key=lambda run: run.start)


def latin_runs(text: str, language: str) -> list[Run]:
    """The words in Latin letters, as English, in a text of a language that is written in others."""
    own = primary(language)
    if own in ("ja", "zh"):
        # Their rules have taken all other figures and signs.
        return [Run(found.start(), found.end(), "en") for found in _ENGLISH.finditer(text)]
    return list(_runs(text, _LATIN, "en")) if own in ("th", *_LETTERS) else []


def _runs(text: str, letters: str, language: str) -> Iterator[Run]:
    """The longest stretches between two of the letters, with blanks, figures and marks within them."""
    figures = r"(?:(?<![\d.,])\d[\d.,]*)?"
    for found in re.finditer(f"{figures}[{letters}]+(?:{_BETWEEN}*[{letters}]+)*", text):
        yield Run(found.start(), found.end(), language)


def rules(language: str) -> Sequence[Rule]:
    """The rules of a language; none if we have none, and its text is spoken as it is written."""
    match primary(language):
        case "en":
            from media.reading import english

            return english.rules(language)
        case "ja":
            from media.reading import japanese

            return japanese.RULES
        case "zh":
            from media.reading import chinese

            return chinese.rules(language)
        case _:
            return ()
