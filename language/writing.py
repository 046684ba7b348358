"""The languages whose writing we know more of than their letters."""

from enum import StrEnum

from language.tags import primary


class Tongue(StrEnum):
    """A language by its way of writing. Whatever is neither Japanese nor Chinese is read like English."""

    ENGLISH = "en"
    JAPANESE = "ja"
    CHINESE = "zh"

    @classmethod
    def of(cls, language: str) -> "Tongue":
        """By a BCP 47 tag."""
        known = primary(language)
        return cls(known) if known in ("ja", "zh") else cls.ENGLISH

    @property
    def spaced(self) -> bool:
        """Whether words stand apart."""
        return self is Tongue.ENGLISH
