"""The words of a text: which of them carry its content, and which are nouns."""

import importlib

from language.writing import Tongue
from media.storyboards.words.word import Word as Word


def words(text: str, tongue: Tongue) -> list[Word]:
    """The content words of a text, in order."""
    # Imported here because each language brings dictionaries that others have no need to wait for.
    language = importlib.import_module(f"media.storyboards.words.{tongue.name.lower()}")
    found: list[Word] = language.words(text)
    return found
