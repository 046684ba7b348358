"""Sound on disk: an hour of it would not fit into the memory that two jobs at once may have."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

RATE: Final = 48_000
"""Samples a second of soundtracks: the rate of video."""
STRETCH: Final = 10 * RATE
"""Samples that are worked on at once."""

Stereo = NDArray[np.float32]
"""Samples of shape (samples, 2), at ``RATE``; full scale is 1."""


class Scratch:
    """A folder for sound that is being worked on."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, name: str) -> Path:
        """Where ffmpeg may read or write samples, as 32 bit floating point."""
        return self._folder / name

    def silence(self, name: str, length: int) -> "np.memmap[tuple[int, int], np.dtype[np.float32]]":
        """So many samples of silence, to be written to."""
        return np.memmap(self.path(name), np.float32, "w+", shape=(length, 2))

    def sound(self, name: str) -> Stereo:
        """What ffmpeg has written."""
        path = self.path(name)
        if not path.stat().st_size:
            return np.zeros((0, 2), np.float32)
        return np.memmap(path, np.float32, "r").reshape(-1, 2)


@contextmanager
def scratch(beside: Path) -> Iterator[Scratch]:
    """A folder beside a file; it is gone afterwards."""
    with tempfile.TemporaryDirectory(
        prefix=f"{beside.name}.", suffix=".unfinished", dir=beside.parent
    ) as name:
        yield Scratch(Path(name))
