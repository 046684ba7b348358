"""Words that ask, or that join, and name no subject: they may stand beside any topic's name."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent / "words"

ENGLISH: Final = frozenset((_FOLDER / "english.txt").read_text("utf-8").split())
"""Latin words."""
PHRASES: Final = tuple(sorted((_FOLDER / "eastern.txt").read_text("utf-8").split(), key=len, reverse=True))
"""Japanese and Chinese words in Han characters or katakana, the longest first; hiragana alone names nothing
here."""
DOING: Final[Mapping[str, str]] = {
    form: line.split()[0]
    for line in (_FOLDER / "doing.txt").read_text("utf-8").splitlines()
    for form in line.split()
}
"""Words of doing, by their forms: what is done to a thing is the noun of the subject ("multiplied")."""
