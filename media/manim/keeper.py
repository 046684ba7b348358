"""The keeper of one run: forks the process that runs the script, and sees to it that nothing of it remains.

The worker holds the other ends of two sockets. On the *talk* it hears the script's process, which nobody
trusts. The *lease* is the keeper's: the request comes over it, a line of JSON, and as long as the worker
holds it the run may go on. When the worker gives it up (a cancel, a time limit, its own death), when the run
takes more than its share, or when the warm parent dies, everything is ended. When all is gone, the keeper
writes how the script's process ended, closes the lease, and ends.

All that the script starts, in whatever session, falls to the keeper when its parent dies: it is the
subreaper.
"""

import contextlib
import json
import os
import resource
import select
import signal
import socket
import time
from pathlib import Path
from typing import Any, Final, NoReturn

from media.manim.stage import perform
from media.sandbox.kernel import PR_SET_CHILD_SUBREAPER, die_with, prctl
from media.sandbox.levels import Level
from media.sandbox.limits import Limits, Share
from media.sandbox.watch import PERIOD_MS, overdrawn

GRACE_MS: Final = 300
"""Between TERM and KILL."""
TALK: Final = 3
"""The only descriptor a script's process has beside the three standard ones."""
OUTPUT_BYTES: Final = 4000
"""How much of the script's last output is kept."""


def keep(talk: int, lease: int, level: Level) -> NoReturn:
    """Be the keeper of one run behind the walls of a level, in a process that was just forked for it."""
    try:
        os.setsid()
        nothing = os.open(os.devnull, os.O_RDWR)
        for standard in range(3):  # among them the warm parent's line to the worker
            os.dup2(nothing, standard)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # else nothing could be waited for
        prctl(PR_SET_CHILD_SUBREAPER, 1)
        parent = os.pidfd_open(os.getppid())
        request = _request(lease)
        output, theirs = os.pipe()
        me = os.getpid()
        child = os.fork()
        if child == 0:
            _become_script(request, talk, theirs, me, level)
        os.close(talk)
        os.close(theirs)
        _watch(child, parent, lease, output, Path(request["folder"]), Limits(**request["limits"]))
    finally:
        os._exit(1)  # never back into the warm parent's loop


def _request(lease: int) -> dict[str, Any]:
    said = b""
    while not said.endswith(b"\n"):
        piece = os.read(lease, 65536)
        if not piece:
            os._exit(0)  # the worker has thought better of it
        said += piece
    request: dict[str, Any] = json.loads(said)
    return request


def _become_script(request: dict[str, Any], talk: int, output: int, keeper: int, level: Level) -> NoReturn:
    """Run the script in this process, with nothing open but the talk and the output."""
    try:
        os.setsid()
        die_with(keeper)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.dup2(output, 1)
        os.dup2(output, 2)
        if talk != TALK:
            os.dup2(talk, TALK, inheritable=False)
        os.closerange(TALK + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])

        perform(request, os.fdopen(TALK, "w", encoding="utf-8"), level)
        os._exit(0)
    finally:
        os._exit(1)


def _watch(  # noqa: PLR0913, PLR0917
    child: int, parent: int, lease: int, output: int, folder: Path, limits: Limits
) -> NoReturn:
    """Wait until the script's process ends or must end, end all of it, and tell."""
    ended = os.pidfd_open(child)
    tail = b""
    over: Share | None = None
    poll = select.poll()
    for descriptor in (ended, parent, lease, output):
        poll.register(descriptor, select.POLLIN)
    look = time.monotonic()
    while True:
        ready = {descriptor for descriptor, _ in poll.poll(PERIOD_MS)}
        if output in ready:
            piece = os.read(output, 65536)
            tail = (tail + piece)[-OUTPUT_BYTES:]
            if not piece:
                poll.unregister(output)
        if parent in ready or lease in ready:
            _terminate(child, ended)
            break
        if ended in ready:
            break
        if time.monotonic() >= look:
            look = time.monotonic() + PERIOD_MS / 1000
            over = overdrawn(folder, limits)
            if over is not None:
                break
    _, status, usage = os.wait4(child, 0) if ended in ready else _kill_and_wait(child)
    _end_the_rest()
    with contextlib.suppress(OSError), socket.socket(fileno=lease) as line:
        if parent not in ready:  # without word the worker knows that it was not the script's fault
            line.sendall(
                json.dumps(
                    {
                        "code": os.waitstatus_to_exitcode(status),
                        "memory": usage.ru_maxrss * 1024,
                        "processor": usage.ru_utime + usage.ru_stime,
                        "output": tail.decode(errors="replace"),
                        "over": over,
                    }
                ).encode()
            )
    os._exit(0)


def _terminate(child: int, ended: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGTERM)
    select.select([ended], [], [], GRACE_MS / 1000)


def _kill_and_wait(child: int) -> tuple[int, int, resource.struct_rusage]:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    return os.wait4(child, 0)


def _end_the_rest() -> None:
    """Kill what the script left, generation by generation, until this process has no child."""
    with contextlib.suppress(ChildProcessError):
        while True:
            for pid in children():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            os.waitpid(-1, 0)


def children() -> list[int]:
    """The children of this process, which has one thread."""
    me = os.getpid()
    return [int(pid) for pid in Path(f"/proc/{me}/task/{me}/children").read_text().split()]
