"""The words of a text: which of them carry its content, and which are nouns."""

import importlib

from contracts.animation import Language
from media.storyboards.words.word import Word as Word


def words(text: str, language: Language) -> list[Word]:
    """The content words of a text, in order."""
    # Imported here because each module brings dictionaries that others have no need to wait for.
    module = importlib.import_module(f"media.storyboards.words.{language.name.lower()}")
    found: list[Word] = module.words(text)
    return found
