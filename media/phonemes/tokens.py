"""A text as words and marks, with figures already turned into words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from media.phonemes.numbers import EXPRESSION, Manner, in_words
from media.phonemes.sounds import narrow

# Chinese has no spaces, neither between its words nor before others.
HAN = "〇㐀-䶿一-鿿"
_LETTERS = rf"[^\W\d_{HAN}]+"
_WORD = re.compile(rf"[{HAN}]+|{_LETTERS}(?:['’]{_LETTERS})*'?")


@dataclass(frozen=True)
class Token:
    """A word as it is to be spoken, or a mark, for ``text[start:end]``."""

    text: str
    start: int
    end: int
    word: bool


def words(text: str) -> Iterator[Token]:
    """The words and marks of a text without figures, in their order."""
    text = narrow(text)
    at = 0
    while at < len(text):
        if word := _WORD.match(text, at):
            yield Token(word[0].replace("’", "'"), word.start(), word.end(), word=True)
            at = word.end()
        else:
            yield Token(text[at], at, at + 1, word=False)
            at += 1


def tokens(text: str, manner: Manner) -> list[Token]:
    """The tokens of a text in their order; a number of several words gives several tokens."""
    return list(_tokens(narrow(text), manner))


def _tokens(text: str, manner: Manner) -> Iterator[Token]:
    at = 0
    while at < len(text):
        if figures := EXPRESSION.match(text, at):
            for word in re.findall(r"[^\s,-]+", in_words(figures, manner)):
                yield Token(word, figures.start(), figures.end(), word=True)
                yield Token(" ", figures.end(), figures.end(), word=False)
            at = figures.end()
        elif word := _WORD.match(text, at):
            yield Token(word[0].replace("’", "'"), word.start(), word.end(), word=True)
            at = word.end()
        else:
            yield Token(text[at], at, at + 1, word=False)
            at += 1
