"""Captions as the texts of files: SubRip for players, WebVTT for browsers."""

import html
from collections.abc import Sequence
from typing import Final

from pysubs2 import SSAEvent, SSAFile

from contracts.video import Cue

_BACKSLASH: Final = "\ue000"
"""The character in place of a backslash for pysubs2, to which ``\\n`` is the end of a line."""
_LAST: Final = "\n\n0\n"
"""The number of a cue to come: without it pysubs2 would take a number that ends the last cue for one."""


def to_srt(cues: Sequence[Cue]) -> str:
    """The cues as SubRip."""
    return _written(cues, "srt")


def to_vtt(cues: Sequence[Cue]) -> str:
    """The cues as WebVTT; what would be markup there is shown as it is."""
    return _written(
        [cue.model_copy(update={"text": html.escape(cue.text, quote=False)}) for cue in cues], "vtt"
    )


def from_srt(srt: str) -> Sequence[Cue]:
    """The cues of a SubRip file."""
    plain = srt.replace("\r\n", "\n").replace("\\", _BACKSLASH)
    read = SSAFile.from_string(plain + _LAST, format_="srt", keep_html_tags=True)
    return [
        Cue(
            start_ms=event.start,
            end_ms=event.end,
            text=event.text.replace(r"\N", "\n").replace(_BACKSLASH, "\\"),
        )
        for event in read
    ]


def _written(cues: Sequence[Cue], extension: str) -> str:
    file = SSAFile()
    for cue in cues:
        text = cue.text.replace("\\", _BACKSLASH).replace("\n", r"\N")
        file.append(SSAEvent(start=cue.start_ms, end=cue.end_ms, text=text))
    # Its tags are kept, because they would be of SubStation Alpha, and what looks like one is what is said.
    written = file.to_string(extension, keep_ssa_tags=True)
    return written.removesuffix("\n").replace(_BACKSLASH, "\\")
