"""The fonts of pictures and captions: Noto Sans CJK, which has Latin, Japanese and Chinese glyphs.

The same code point looks different in Japan, Taiwan and China, so each language has a face of its own.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

from contracts.errors import FontMissing

FOLDERS: Final = (Path("/usr/share/fonts/opentype/noto"), Path("/usr/share/fonts/noto-cjk"))
"""Where Debian's package fonts-noto-cjk puts them, and where others do."""

_FACES: Final = {"ja": ("JP", 0), "ko": ("KR", 1), "zh-cn": ("SC", 2), "zh-hans": ("SC", 2), "zh": ("TC", 3)}
"""By the beginning of a BCP 47 tag: the face's suffix, and its number within the collection."""


@dataclass(frozen=True)
class Font:
    """A face within a font file: ``family`` as fontconfig, Typst and libass know it."""

    family: str
    path: Path
    index: int


@cache
def font(language: str, weight: Literal["Regular", "Bold"] = "Regular") -> Font:
    """The face for a language. Raises ``FontMissing``."""
    tag = language.lower()
    suffix, index = next((face for prefix, face in _FACES.items() if tag.startswith(prefix)), _FACES["ja"])
    name = f"NotoSansCJK-{weight}.ttc"
    path = next((folder / name for folder in FOLDERS if (folder / name).exists()), None)
    if path is None:
        raise FontMissing("{name} is not installed: run make setup, or install fonts-noto-cjk.", name=name)
    return Font(f"Noto Sans CJK {suffix}", path, index)
