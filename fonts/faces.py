"""The fonts of pictures and captions: Noto Sans CJK, which has Latin, Japanese and Chinese glyphs.

The same code point looks different in Japan, Taiwan and China, so each language has a face of its own.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

from contracts.errors import FontMissing
from language.tags import writing_system

FOLDERS: Final = (Path("/usr/share/fonts/opentype/noto"), Path("/usr/share/fonts/noto-cjk"))
"""The folders where Debian's package fonts-noto-cjk puts them, and where others do."""

_FACES: Final = {"Jpan": ("JP", 0), "Kore": ("KR", 1), "Hans": ("SC", 2), "Hant": ("TC", 3)}
"""The suffix and the number of each writing system's face; Japan's has all other letters."""


@dataclass(frozen=True)
class Font:
    """A face within a font file: ``family`` as fontconfig, Typst and libass know it."""

    family: str
    path: Path
    index: int


@cache
def font(language: str, weight: Literal["Regular", "Bold"] = "Regular") -> Font:
    """The face for a language. Raises ``FontMissing``."""
    suffix, index = _FACES.get(writing_system(language), _FACES["Jpan"])
    name = f"NotoSansCJK-{weight}.ttc"
    path = next((folder / name for folder in FOLDERS if (folder / name).exists()), None)
    if path is None:
        raise FontMissing("{name} is not installed: run make setup, or install fonts-noto-cjk.", name=name)
    return Font(f"Noto Sans CJK {suffix}", path, index)
