"""Behind the walls: the one way there, and none back."""

import os
from pathlib import Path
from typing import Final

from sandbox import landlock, limits, private_root, system_calls
from sandbox.kernel import PR_SET_DUMPABLE, die_with, drop_capabilities, prctl
from sandbox.levels import Level, Wall
from sandbox.limits import Limits
from sandbox.readable import PROGRAMS, readable

FIRST_USER: Final = 0x7000_0000
"""The number to which a process's own is added: the user of a run under root, whom nobody else is."""


def confine(level: Level, folder: Path, bounds: Limits, *, programs: bool) -> None:
    """Put this process behind the walls of a level, in a folder that is its own.

    ``programs``: it may start the system's programs, which stay behind the same walls. The process has one
    thread and has imported what lies outside of Python's own folders. It dies with its parent. Raises
    ``OSError`` if the machine does not offer a wall; what was built up to there stays.
    """
    parent = os.getppid()
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(PATH="/usr/bin:/bin", HOME=str(folder), TMPDIR=str(folder), LANG="C.UTF-8")
    shown = readable(programs=programs)
    rules = system_calls.build(programs=programs) if Wall.SYSTEM_CALLS in level.walls else None
    if Wall.ROOT in level.walls:
        private_root.enter(shown, folder)
        if os.geteuid() == 0:
            _become(FIRST_USER + os.getpid())
    limits.apply(bounds, own_user=Wall.ROOT in level.walls)
    drop_capabilities()
    if Wall.LANDLOCK in level.walls:
        landlock.restrict(shown, PROGRAMS if programs else (), folder)
    prctl(PR_SET_DUMPABLE, 1)  # a change of user took it away; without it the watch could not look
    die_with(parent)
    if rules is not None:
        rules.load()


def _become(user: int) -> None:
    """Give the folder, with what an earlier run left there, to a user of its own, and be that user."""
    for place, folders, files in os.walk("."):
        for name in (".", *folders, *files):
            os.chown(Path(place, name), user, user, follow_symlinks=False)
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
