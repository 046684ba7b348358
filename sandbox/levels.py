"""Which walls there are, in which combinations, and which of them this machine offers.

What a machine offers is found out by trying: a child goes behind the walls and looks whether they hold.
"""

import json
import os
import socket
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, Self

from sandbox.readable import PYTHON


class Wall(StrEnum):
    """One of the walls that a kernel may offer or not; limits are always there."""

    ROOT = "a root of its own"
    LANDLOCK = "Landlock"
    SYSTEM_CALLS = "a filter of system calls"


class Level(StrEnum):
    """The combinations, strongest first."""

    COMPLETE = "complete"
    ROOT = "own-root"
    LANDLOCK = "landlock"
    FILTER = "filter"
    LIMITS = "limits"

    @property
    def walls(self) -> frozenset[Wall]:
        """The walls beside the limits."""
        return _WALLS[self]

    @property
    def confines(self) -> bool:
        """Whether scripts that nobody trusts may run there: files and system calls are both walled off."""
        return self not in {Level.FILTER, Level.LIMITS}

    @property
    def words(self) -> str:
        """The walls, to be read."""
        return ", ".join([*(wall for wall in Wall if wall in self.walls), "limits"])


_WALLS: Final = {
    Level.COMPLETE: frozenset(Wall),
    Level.ROOT: frozenset({Wall.ROOT, Wall.SYSTEM_CALLS}),
    Level.LANDLOCK: frozenset({Wall.LANDLOCK, Wall.SYSTEM_CALLS}),
    Level.FILTER: frozenset({Wall.SYSTEM_CALLS}),
    Level.LIMITS: frozenset[Wall](),
}


@dataclass(frozen=True)
class Offer:
    """The strongest level that this machine offers, and why it is none of the stronger ones."""

    level: Level
    refused: dict[str, str]

    def to_json(self) -> str:
        """One line, for another process."""
        return json.dumps({"level": self.level, "refused": self.refused})

    @classmethod
    def from_json(cls, line: str) -> Self:
        """What another process wrote."""
        offer = json.loads(line)
        return cls(Level(offer["level"]), offer["refused"])


def strongest(confine: Callable[[Level, Path], None]) -> Offer:
    """Try the levels, strongest first; ``confine`` puts the process that calls it behind one's walls."""
    refused: dict[str, str] = {}
    for level in Level:
        trouble = _try(level, confine)
        if trouble is None:
            return Offer(level, refused)
        refused[level.value] = trouble
    raise RuntimeError(f"Not even limits can be set on this machine: {refused}")


def _try(level: Level, confine: Callable[[Level, Path], None]) -> str | None:
    """What is in the way of a level; nothing if its walls hold."""
    answer, theirs = os.pipe()
    with tempfile.TemporaryDirectory(prefix="reelwork-walls-") as folder:
        child = os.fork()
        if child == 0:
            _answer(theirs, level, confine, Path(folder))
        os.close(theirs)
        with os.fdopen(answer) as lines:
            answered = lines.read()
        os.waitpid(child, 0)
    return None if answered == "holds" else answered or "The process behind the walls died."


def _answer(theirs: int, level: Level, confine: Callable[[Level, Path], None], folder: Path) -> None:
    """Be the child that tries a level: say "holds", or what is wrong."""
    try:
        confine(level, folder)
        _look(level, folder)
        answer = "holds"
    except BaseException as error:  # noqa: BLE001  (whatever it is, it is the answer)
        answer = f"{type(error).__name__}: {error}"
    os.write(theirs, answer.encode())
    os._exit(0)


def _look(level: Level, folder: Path) -> None:
    """Raise if a wall of the level does not hold, or shuts out what must be reached."""
    Path(folder, "written").write_text("x")
    next(PYTHON[0].iterdir())
    if level.walls & {Wall.ROOT, Wall.LANDLOCK} and _can(lambda: Path("/etc/passwd").read_text()):
        raise PermissionError("/etc/passwd can be read behind the walls")
    if Wall.SYSTEM_CALLS in level.walls and _can(lambda: socket.socket(socket.AF_UNIX).close()):
        raise PermissionError("a socket can be opened behind the walls")


def _can(act: Callable[[], object]) -> bool:
    try:
        act()
    except OSError:
        return False
    return True
