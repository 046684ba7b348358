"""Plays a machine that offers less: ``python -m tests.machines KIND PROGRAM ARGUMENTS``.

What is missing is refused by the kernel itself, through a filter of system calls and a user namespace, as it
is where it is really missing. A container's denials are those of Docker's default profile for one without
further rights. Where the tests run as root, a played user is root to the kernel's own counts, so that there
the limit of threads is kept by the keeper alone.
"""

import errno
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Final

from pyseccomp import ALLOW, EQ, ERRNO, MASKED_EQ, Arg, SyscallFilter

from sandbox.kernel import Call, drop_capabilities, unshare
from sandbox.private_root import CLONE_NEWUSER


class Machine(StrEnum):
    """The kinds of machines that are played."""

    ROOT = "root"
    USER = "user"
    CONTAINER = "container"
    ROOT_CONTAINER = "root-container"
    NO_LANDLOCK = "no-landlock"
    NO_FILE_WALLS = "no-file-walls"
    NO_WALLS = "no-walls"


NO_NAMESPACES: Final = ("unshare", "setns", "mount", "umount2", "pivot_root", "open_tree", "move_mount")
NO_LANDLOCK: Final = (Call.LANDLOCK_CREATE_RULESET, Call.LANDLOCK_ADD_RULE, Call.LANDLOCK_RESTRICT_SELF)
CONTAINERS: Final = {Machine.CONTAINER, Machine.ROOT_CONTAINER, Machine.NO_FILE_WALLS, Machine.NO_WALLS}
USERS: Final = {Machine.USER, Machine.CONTAINER}
USER: Final = 1000
PR_SET_SECCOMP: Final = 22


def become(machine: Machine) -> None:
    """Make this process, and what it starts, live on such a machine."""
    if machine in USERS and os.geteuid() == 0:
        _become_a_user()
    elif machine is Machine.ROOT_CONTAINER:
        drop_capabilities()
    rules = SyscallFilter(ALLOW)
    if machine in CONTAINERS:
        for name in NO_NAMESPACES:
            rules.add_rule(ERRNO(errno.EPERM), name)
        rules.add_rule(ERRNO(errno.EPERM), "clone", Arg(0, MASKED_EQ, CLONE_NEWUSER, CLONE_NEWUSER))
        rules.add_rule(ERRNO(errno.ENOSYS), "clone3")
    if machine in {Machine.NO_LANDLOCK, Machine.NO_FILE_WALLS, Machine.NO_WALLS}:
        for number in NO_LANDLOCK:
            rules.add_rule(ERRNO(errno.ENOSYS), number)
    if machine is Machine.NO_WALLS:
        rules.add_rule(ERRNO(errno.EINVAL), "seccomp")
        rules.add_rule(ERRNO(errno.EINVAL), "prctl", Arg(0, EQ, PR_SET_SECCOMP))
    rules.load()


def _become_a_user() -> None:
    """Root, seen from outside, so that Python can be read wherever it lies; a user without rights inside."""
    unshare(CLONE_NEWUSER)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{USER} 0 1")
    Path("/proc/self/gid_map").write_text(f"{USER} 0 1")
    drop_capabilities()


if __name__ == "__main__":
    become(Machine(sys.argv[1]))
    os.execv(sys.argv[2], sys.argv[2:])  # noqa: S606
