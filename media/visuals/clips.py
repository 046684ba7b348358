"""Clips as they come: whether they can be shown."""

from pathlib import Path

import av

from contracts.errors import SourceUnsuitable
from media.composition.clip import SHORTEST


def check(path: Path, seconds: float) -> None:
    """Raise ``SourceUnsuitable`` for a clip whose part that would be shown is damaged or too short."""
    shown = 0.0
    try:
        with av.open(path) as opened:
            for frame in opened.decode(video=0):
                shown = max(shown, (frame.time or 0.0) + float(frame.duration * (frame.time_base or 0)))
                if shown >= seconds:
                    break
    except (av.FFmpegError, IndexError) as error:
        raise SourceUnsuitable("The clip cannot be read: it is damaged, or not a clip.") from error
    if shown < SHORTEST:
        raise SourceUnsuitable("The clip lasts {shown:.1f} s, which is too short to be shown.", shown=shown)
