"""Files that are there whole or not at all, whatever ends the process that writes them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4


class WholeFile:
    """A file on its way to ``path``: written at ``unfinished``, a name beside it that nobody else has."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.unfinished = path.with_name(f"{path.name}.{uuid4().hex}.unfinished")

    def finish(self) -> None:
        """Put what was written in its place, over what was there."""
        self.unfinished.replace(self._path)

    def discard(self) -> None:
        """Remove what was written, if it is not in its place yet."""
        self.unfinished.unlink(missing_ok=True)


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Where to write a file that takes its place at ``path`` when the block has ended without an error."""
    file = WholeFile(path)
    try:
        yield file.unfinished
        file.finish()
    finally:
        file.discard()
