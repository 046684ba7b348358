"""Programs that decode what came from outside, started so that they reach nothing but that."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from sandbox import landlock
from sandbox.kernel import PR_SET_NO_NEW_PRIVS, prctl
from sandbox.readable import LIBRARIES

T = TypeVar("T")


def confined(start: Callable[[], T], program: Path, source: Path, folder: Path | None) -> T:
    """What ``start`` returns, which starts a program that needs nothing but the system's libraries.

    The program may read ``source``, write in ``folder`` (None: nowhere) and use no TCP, where the kernel has
    Landlock. The kernel binds a thread and what that starts: so a thread of its own starts it.
    """

    def bound() -> T:
        with suppress(OSError):  # a kernel without Landlock
            prctl(PR_SET_NO_NEW_PRIVS, 1)
            landlock.restrict([source], [program, *LIBRARIES], folder or Path(os.devnull))
        return start()

    with ThreadPoolExecutor(1, thread_name_prefix="launch") as thread:
        return thread.submit(bound).result()
