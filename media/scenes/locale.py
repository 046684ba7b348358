"""The language of an animation, and texts of our own in it."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from pydantic import JsonValue

from contracts.animation import Language
from language.chinese import for_mainland, is_simplified

Translations = Mapping[Language, str]
"""A text by its language. Chinese is as Taiwan writes it: what the mainland writes is derived from that."""


_WIDE = re.compile(r"[\u3005-\u30ff\u3400-\u9fff]")
_FIELD = re.compile(
    rf"(?P<before>(?<={_WIDE.pattern}) )?(?P<field>\{{(?P<name>\w+)\}})(?P<after> (?={_WIDE.pattern}))?"
)


class Locale(StrEnum):
    """A language, and for Chinese the characters that it is written in."""

    JAPANESE = "ja"
    TRADITIONAL_CHINESE = "zh-Hant"
    SIMPLIFIED_CHINESE = "zh-Hans"
    ENGLISH = "en"

    @classmethod
    def of(cls, language: Language, *, simplified: bool) -> "Locale":
        """The locale of a language; ``simplified`` says which characters Chinese is written in."""
        if language is Language.CHINESE:
            return cls.SIMPLIFIED_CHINESE if simplified else cls.TRADITIONAL_CHINESE
        return cls(language.value)

    @classmethod
    def of_instruction(cls, text: str) -> "Locale":
        """The locale of a short text: kana is Japanese, other Han is Chinese, all else counts as English."""
        if re.search(r"[\u3040-\u30ff]", text):
            return cls.JAPANESE
        if re.search(r"[\u3400-\u9fff]", text):
            return cls.of(Language.CHINESE, simplified=is_simplified(text))
        return cls.ENGLISH

    @property
    def language(self) -> Language:
        """The language, however it is written."""
        return Language(self.value.partition("-")[0])

    def text(self, translations: Translations, **values: object) -> str:
        """A text in this locale, with values in their places."""
        text = self._localised(translations[self.language])
        return _closed(text, values).format(**values) if values else text

    def say(self, ja: str, zh: str, en: str, **values: object) -> str:
        """One text in this locale; Chinese as in Taiwan, from which the mainland's is derived."""
        return self.text(translations(ja, zh, en), **values)

    def arguments(self, value: dict[str, JsonValue]) -> dict[str, JsonValue]:
        """Arguments whose texts are our own, in this locale; they are in its language already."""
        return {key: self._argument(part) for key, part in value.items()}

    def enumerated(self, names: Iterable[str]) -> str:
        """Names one after the other, as the language enumerates them."""
        return (", " if self is Locale.ENGLISH else "、").join(names)

    def _argument(self, value: JsonValue) -> JsonValue:
        match value:
            case str():
                return self._localised(value)
            case list():
                return [self._argument(part) for part in value]
            case dict():
                return self.arguments(value)
        return value

    def _localised(self, text: str) -> str:
        return for_mainland(text) if self is Locale.SIMPLIFIED_CHINESE else text


def _closed(text: str, values: Mapping[str, object]) -> str:
    """The text without its spaces between Chinese or Japanese letters of its own and a value's."""

    def place(found: re.Match[str]) -> str:
        value = str(values.get(found["name"], ""))
        before = "" if _WIDE.match(value[:1]) else found["before"] or ""
        after = "" if _WIDE.match(value[-1:]) else found["after"] or ""
        return f"{before}{found['field']}{after}"

    return _FIELD.sub(place, text)


def translations(japanese: str, chinese: str, english: str) -> Translations:
    """A text in the languages that the embedded author writes; Chinese as in Taiwan."""
    return {Language.JAPANESE: japanese, Language.CHINESE: chinese, Language.ENGLISH: english}
