"""Where sentences end: in English, Japanese and Chinese, and in texts that mix them.

Nothing is lost: the sentences of a text, put together again, are the text.
"""

import re
from collections.abc import Iterator
from typing import Final

from language.writing import has_spaces, read_as

CJK: Final = "々〆ヵヶぁ-ゖァ-ヺー㐀-䶿一-鿿"
"""The characters that Chinese and Japanese words are written with, for a regular expression's class."""

_CLOSERS: Final = "\"'”’」』）)]］】》〉»"
_END = re.compile(rf"[.!?…。！？．]+[{re.escape(_CLOSERS)}]*|\n+")
_QUOTED = re.compile(
    r"“[^“”\n]{1,600}”|「[^「」\n]{1,600}」|『[^『』\n]{1,600}』|（[^（）\n]{1,600}）|\([^()\n]{1,600}\)"
    r"|«[^«»\n]{1,600}»"
)
_STRAIGHT = re.compile(r'"[^"\n]{1,600}"')
_UNSPACED = re.compile(f"[{CJK}「『“]")
_WORD = re.compile(r"[^\s\"'“”‘’(\[]+$")
_BEFORE_ITEM = re.compile(r"(?:^|\n|(?<!\b[Nn]o)(?<!\b[Nn]os)(?<!\b[Ff]ig)(?<!\bvol)[.!?:])\s*$")
_NEAR: Final = 80
"""Characters around a mark that tell what it is; to look at all of a long text takes ever longer."""
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+")
_TITLES = re.compile(
    r"al|approx|art|ca|capt|cf|ch|col|cu|dr|e\.g|eg|est|fig|figs|ft|gen|gov"
    r"|hon|i\.e|ie|jr|lt|messrs|mr|mrs|ms|mt|no|nos|op|p|pp|pres|prof|rep|rev"
    r"|sec|sen|sgt|sq|sr|st|viz|vol|vs"
)
"""Words that another one follows: they end no sentence."""
_EITHER = re.compile(
    r"a\.d|a\.m|apr|aug|ave|b\.c|blvd|bros|co|corp|d\.c|dec|dept|e\.u|etc|feb|ft"
    r"|hr|hrs|inc|jan|jul|jun|lb|ltd|mar|max|min|nov|oct|oz|p\.m|ph\.d|rd|sep"
    r"|sept|u\.k|u\.n|u\.s"
)
"""Words that end a sentence if the next word is one that sentences start with."""
_STARTERS = re.compile(
    r"a|after|an|and|as|at|before|but|for|he|her|here|his|how|however|i|if|in"
    r"|it|its|many|most|my|on|once|one|or|our|she|since|so|some|that|the|their"
    r"|there|these|they|this|those|we|what|when|where|while|who|why|you"
)
_SAID_ON = re.compile(
    r"[とっをがはもにのでや、，,]|[^\s。，、！？]{1,8}(?:[说說]|道(?=[，：。]))|[^\s。，、！？]{0,8}(?:表示|指出|認為|认为|寫道|写道|補充|补充|這樣說|这样说)"
    r"|\s+[A-Z][\w.-]*(?:\s+[A-Z][\w.-]*){0,3}\s+(?:said|says|told|asked|added|wrote|writes|explained)\b"
)
"""The text behind a quotation whose sentence goes on."""


def sentences(text: str, *, whole_quotes: bool = True) -> list[str]:
    """The sentences of a text, each with the white space behind it.

    What is quoted or in brackets is not cut, unless ``whole_quotes`` is false or it is very long.
    """
    inside = quoted(text) if whole_quotes else frozenset()
    found = []
    start = 0
    for end in _ends(text, inside):
        while end < len(text) and text[end].isspace():
            end += 1  # noqa: PLW2901 - the white space belongs to the sentence
        if end > start:
            found.append(text[start:end])
            start = end
    if start < len(text):
        found.append(text[start:])
    return found


def joined(first: str, second: str, language: str) -> str:
    """Two sentences one after the other, as their language (a BCP 47 tag) writes them."""
    ascii_beside = first[-1].isascii() or second[0].isascii()
    close = not (has_spaces(read_as(language)) or ascii_beside or first[-1].isalnum())
    return f"{first}{second}" if close else f"{first} {second}"


def has_words(text: str) -> bool:
    """Whether there is anything in a text that can be spoken."""
    return any(map(str.isalnum, text))


def quoted(text: str) -> frozenset[int]:
    """The places within quotations and brackets; the closing mark is outside."""
    passages = [*_QUOTED.finditer(text), *_STRAIGHT.finditer(text)]
    return frozenset(place for found in passages for place in range(found.start(), found.end() - 1))


def _ends(text: str, inside: frozenset[int]) -> Iterator[int]:
    for found in _END.finditer(text):
        if found[0].startswith("\n") or _is_end(text, found[0], found.start(), found.end(), inside):
            yield found.end()


def _is_end(text: str, marks: str, start: int, end: int, inside: frozenset[int]) -> bool:
    if end == len(text) or end - 1 in inside:
        return end == len(text)
    closed = marks[-1] in _CLOSERS
    core = marks.rstrip(_CLOSERS)
    if closed and _SAID_ON.match(text, end):
        return False
    if set(core) & set("。！？．"):
        return closed or text[end] not in "、，とっ"
    upcoming = text[end : end + _NEAR].lstrip()
    if not text[end].isspace():  # a Latin mark within a word, or before one that needs no space
        return core in ("!", "?") and _UNSPACED.match(upcoming) is not None
    if upcoming[:1].islower():
        return False
    return core != "." or closed or _full_stop(text[max(0, start - _NEAR) : start], upcoming)


def _full_stop(before: str, upcoming: str) -> bool:
    """Whether a dot ends a sentence rather than an abbreviation, an initial or the number of an item."""
    found = _WORD.search(before)
    word = found[0].lower() if found else ""
    if word.isdigit() and _BEFORE_ITEM.search(before[: -len(word)]):
        return False
    if _TITLES.fullmatch(word):
        return False
    if _EITHER.fullmatch(word) or _INITIALS.fullmatch(f"{word}."):
        first = re.match(r"\w+", upcoming)
        started = first is not None and bool(_STARTERS.fullmatch(first[0].lower()))
        return word == "i" or (started and len(word) > 1)
    return True
