"""What a process behind the walls, with all that it starts, may use."""

import os
import resource
import signal
from dataclasses import dataclass
from enum import StrEnum


class Share(StrEnum):
    """What a run can take too much of."""

    TIME = "time"
    PROCESSOR = "processor"
    MEMORY = "memory"
    TASKS = "tasks"
    FILE = "file"
    WRITTEN = "written"
    FILES = "files"
    DEPTH = "depth"
    MOVES = "moves"


@dataclass(frozen=True)
class Limits:
    """The bounds of one run.

    The kernel bounds the memory (as address space), the processor time and the largest file of each process
    at once; the rest, and the sum over the processes, is watched (see ``watch``). ``processor_seconds``
    counts all threads.
    """

    processor_seconds: int = 2400
    memory_bytes: int = 4 << 30
    file_bytes: int = 1 << 30
    written_bytes: int = 4 << 30
    files: int = 10_000
    depth: int = 50
    open_files: int = 256
    tasks: int = 512
    """Processes and threads."""


def apply(limits: Limits, *, own_user: bool) -> None:
    """Bind this process and all it starts; there is no way back.

    ``own_user``: no other run counts its processes under this process's user, so the kernel can bound them.
    """
    for what, soft, hard in (
        (resource.RLIMIT_CPU, limits.processor_seconds, limits.processor_seconds + 2),
        (resource.RLIMIT_AS, limits.memory_bytes, limits.memory_bytes),
        (resource.RLIMIT_FSIZE, limits.file_bytes, limits.file_bytes),
        (resource.RLIMIT_NOFILE, limits.open_files, limits.open_files),
        # Not 0: the kernel would still hand a dump to a program that the system has for that, but not at 1.
        (resource.RLIMIT_CORE, 1, 1),
    ):
        resource.setrlimit(what, (soft, hard))
    if own_user and os.geteuid() != 0:  # the kernel does not count root's
        resource.setrlimit(resource.RLIMIT_NPROC, (limits.tasks, limits.tasks))
    # Python ignores this signal, and libraries make the error unreadable: to die of it is clearer
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
