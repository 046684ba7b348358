"""The keeper of one run: forks the process that runs the script, and sees to it that nothing of it remains.

The worker holds the other ends of two sockets. Over the *channel* it reads what the script's process reports;
nobody trusts that. The *supervision* is between worker and keeper: the request comes over it, a line of JSON,
and the run may go on as long as the worker keeps it open. When the worker closes it (after a cancel or a time
limit, or because it has died), when the run takes more than its share, or when the warm parent dies, all of
it is ended. Then the keeper writes how the script's process ended, closes the supervision, and ends.

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
import sys
import time
import traceback
from pathlib import Path
from typing import Any, Final, NoReturn

from media.manim.limits import ScriptLimits
from media.manim.stage import perform
from sandbox.kernel import PR_SET_CHILD_SUBREAPER, die_with, prctl
from sandbox.levels import Level
from sandbox.limits import Limits, Share
from sandbox.watch import PERIOD_MS, overdrawn

GRACE_MS: Final = 300
"""The time between TERM and KILL."""
CHANNEL: Final = 3
"""The only descriptor a script's process has beside the three standard ones."""
OUTPUT_BYTES: Final = 4000
"""The most bytes that are kept of the script's last output."""


def keep(channel: int, supervision: int, level: Level) -> NoReturn:
    """Be the keeper of one run behind the walls of a level, in a process that was just forked for it."""
    try:
        os.setsid()
        nothing = os.open(os.devnull, os.O_RDWR)
        for standard in range(3):  # among them the warm parent's line to the worker
            os.dup2(nothing, standard)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # else nothing could be waited for
        prctl(PR_SET_CHILD_SUBREAPER, 1)
        parent = os.pidfd_open(os.getppid())
        request = _request(supervision)
        output, theirs = os.pipe()
        me = os.getpid()
        child = os.fork()
        if child == 0:
            _become_script(request, channel, theirs, me, level)
        os.close(channel)
        os.close(theirs)
        run = _Run(child, parent, supervision, output)
        over = run.watch(Path(request["folder"]), ScriptLimits(**request["limits"]))
        run.end(over)
        os._exit(0)
    finally:
        os._exit(1)  # never back into the warm parent's loop


def _request(supervision: int) -> dict[str, Any]:
    received = b""
    while not received.endswith(b"\n"):
        piece = os.read(supervision, 65536)
        if not piece:
            os._exit(0)  # the worker does not want the run any more
        received += piece
    request: dict[str, Any] = json.loads(received)
    return request


def _become_script(request: dict[str, Any], channel: int, output: int, keeper: int, level: Level) -> NoReturn:
    """Run the script in this process, with nothing open but the channel and the output."""
    try:
        os.setsid()
        die_with(keeper)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.dup2(output, 1)
        os.dup2(output, 2)
        if channel != CHANNEL:
            os.dup2(channel, CHANNEL, inheritable=False)
        os.closerange(CHANNEL + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])

        perform(request, os.fdopen(CHANNEL, "w", encoding="utf-8"), level)
        os._exit(0)
    except OSError:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(1)


class _Run:
    """A run as its keeper sees it: its process, and the descriptors of that, of warm parent and worker."""

    def __init__(self, child: int, parent: int, supervision: int, output: int) -> None:
        self._child = child
        self._ended = os.pidfd_open(child)
        self._parent = parent
        self._supervision = supervision
        self._output = output
        self._tail = b""
        self._ready: set[int] = set()

    def watch(self, folder: Path, limits: Limits) -> Share | None:
        """Wait until the script's process ends or must end; the share that was overdrawn, if that is why."""
        poll = select.poll()
        for descriptor in (self._ended, self._parent, self._supervision, self._output):
            poll.register(descriptor, select.POLLIN)
        look = time.monotonic()
        while not self._ready & {self._ended, self._parent, self._supervision}:
            self._ready = {descriptor for descriptor, _ in poll.poll(PERIOD_MS)}
            if self._output in self._ready and not self._listen():
                poll.unregister(self._output)
            if time.monotonic() >= look:
                over = overdrawn(folder, limits)
                if over is not None:
                    return over
                look = time.monotonic() + PERIOD_MS / 1000
        return None

    def _listen(self) -> bool:
        """Keep the last of the script's output; whether there may be more."""
        piece = os.read(self._output, 65536)
        self._tail = (self._tail + piece)[-OUTPUT_BYTES:]
        return bool(piece)

    def end(self, over: Share | None) -> None:
        """End all that is left of the run, and write its ending to the worker unless the warm parent died.

        A worker that reads no ending knows that it was not the script's fault.
        """
        if self._ready & {self._parent, self._supervision}:
            self._ask_to_end()
        if self._ended not in self._ready:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._child, signal.SIGKILL)
        _, status, usage = os.wait4(self._child, 0)
        _end_the_rest()
        with contextlib.suppress(OSError), socket.socket(fileno=self._supervision) as line:
            if self._parent not in self._ready:
                line.sendall(
                    json.dumps(
                        {
                            "code": os.waitstatus_to_exitcode(status),
                            "memory": usage.ru_maxrss * 1024,
                            "processor": usage.ru_utime + usage.ru_stime,
                            "output": self._tail.decode(errors="replace"),
                            "over": over,
                        }
                    ).encode()
                )

    def _ask_to_end(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._child, signal.SIGTERM)
        select.select([self._ended], [], [], GRACE_MS / 1000)


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
