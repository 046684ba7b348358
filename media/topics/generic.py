"""Words that ask, or that join, and name no subject: they may stand beside any topic's name."""

from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent / "words"

ENGLISH: Final = frozenset((_FOLDER / "english.txt").read_text("utf-8").split())
"""Latin words."""
PHRASES: Final = tuple(sorted((_FOLDER / "eastern.txt").read_text("utf-8").split(), key=len, reverse=True))
"""Japanese and Chinese words in Han characters or katakana, the longest first; hiragana alone names nothing
here."""
