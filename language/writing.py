"""The languages whose writing we know more of than their letters."""

from typing import Final

from contracts.animation import Language
from language.tags import primary

_BY_TAG: Final = {language.value: language for language in Language}


def read_as(tag: str) -> Language:
    """The language by whose rules a text is read, of which ``tag`` is the BCP 47 tag.

    Whatever is neither Japanese nor Chinese is read like English.
    """
    return _BY_TAG.get(primary(tag), Language.ENGLISH)


def has_spaces(language: Language) -> bool:
    """Whether words stand apart."""
    return language is Language.ENGLISH
