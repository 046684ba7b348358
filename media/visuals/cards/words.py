"""Words as the templates take them: what has no glyph left out, and where their lines may break."""

import re
from typing import Any, Final

from fonts.glyphs import has_glyph
from media.timeline.text import pieces

_JOINER: Final = "\u2060"
_BREAK: Final = "\u200b"
_LONGEST_FIGURE: Final = 12
"""The length from which on a figure may break, as a heading does."""
_LONGEST_PIECE: Final = 9
"""The length from which on a piece may break anywhere, if it is written without spaces."""
_RUNS: Final = 8
"""The number of the longest pieces that decide whether all fit."""
_CJK: Final = r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"


def prepare(text: str, language: str, *, together: bool = False) -> dict[str, Any]:
    """``whole`` with its natural breaks, ``broken`` that may break anywhere, ``runs`` that no line may break.

    A short text that belongs ``together`` has no natural break. The text is ``drawable``.
    """
    if together and len(text) <= _LONGEST_FIGURE:
        whole = text.replace(" ", "\u00a0")
        return {"whole": _glued(whole), "broken": _BREAK.join(text), "runs": [_glued(whole)]}
    whole, end, runs = "", 0, set()
    for piece in pieces(text, language):
        run = text[piece.start : piece.end]
        if re.search(_CJK, run) and len(run) > _LONGEST_PIECE:
            runs.update(re.sub(_CJK, " ", run).split())
        else:
            run = _glued(run)
            runs.add(run)
        whole += text[end : piece.start] + run
        end = piece.end
    return {"whole": whole, "broken": _BREAK.join(text), "runs": sorted(runs, key=len)[-_RUNS:]}


def drawable(text: str, language: str) -> str:
    """The text without the characters that the font of the language has no glyph for."""
    known = "".join(character for character in text if character.isspace() or has_glyph(character, language))
    return " ".join(known.split())


def joined(lines: tuple[str, ...]) -> str:
    """Several lines as one text: without spaces where the language writes none."""
    return re.sub(rf"(?<={_CJK}) | (?={_CJK})", "", " ".join(lines))


def _glued(run: str) -> str:
    """Where Typst would break a run, it is glued: Latin words have no break of their own but at hyphens."""
    return _JOINER.join(run) if re.search(rf"{_CJK}|[^\w]", run) else run
