"""The pages' languages: chosen from the browser or by hand; texts from gettext catalogues.

The catalogues (``locales/*/LC_MESSAGES/messages.po``) are read as they are at start: nothing is compiled.
"""

import gettext
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from fastapi import Depends, Request

from api.kinds import outside_folders
from contracts.phrases import Phrase
from language.tags import preferred

LOCALES: Final = Path(__file__).parent / "locales"
COOKIE: Final = "language"


@dataclass(frozen=True)
class Language:
    """A language of the pages. ``tag`` is its BCP 47 tag, ``name`` what its readers call it."""

    tag: str
    name: str
    translations: gettext.NullTranslations

    def translate(self, text: str | Phrase) -> str:
        """A text of the program in this language, or as it is where the catalogue does not have it."""
        translated = self.translations.gettext
        return text.text(translated) if isinstance(text, Phrase) else translated(text)


def _translations(folder: str) -> gettext.NullTranslations:
    ours, *outside = (_catalogue(locales, folder) for locales in (LOCALES, *outside_folders("locales")))
    for catalogue in outside:
        ours.add_fallback(catalogue)
    return ours


def _catalogue(locales: Path, folder: str) -> gettext.NullTranslations:
    compiled = io.BytesIO()
    with (locales / folder / "LC_MESSAGES" / "messages.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=folder))
    compiled.seek(0)
    return Translations(compiled)


ENGLISH: Final = Language("en", "English", gettext.NullTranslations())
LANGUAGES: Final = (
    Language("ja", "日本語", _translations("ja")),
    Language("zh-TW", "繁體中文", _translations("zh_TW")),
    ENGLISH,
)
_BY_TAG: Final = {language.tag.lower(): language for language in LANGUAGES}


def language(request: Request) -> Language:
    """The reader's choice, else the best of those that the browser asks for, else English."""
    chosen = _BY_TAG.get(request.cookies.get(COOKIE, "").lower())
    return chosen or negotiate(request.headers.get("Accept-Language", ""))


LanguageDep = Annotated[Language, Depends(language)]


def negotiate(accepted: str) -> Language:
    """The best language of an Accept-Language header; all Chinese is Traditional here."""
    for tag in preferred(accepted):
        primary = tag.lower().partition("-")[0]
        found = _BY_TAG.get("zh-tw" if primary == "zh" else primary)
        if found:
            return found
    return ENGLISH


def later(text: str) -> str:
    """Mark a text for the catalogues; it is translated where it is shown."""
    return text
