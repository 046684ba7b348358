"""The warm parent ("zygote"): imports Manim once, then forks one keeper for every run.

The worker starts it with an empty environment, in a session of its own, with one end of a socket pair as its
standard input. When it is warm it writes, as JSON, behind which walls this machine can put scripts.
Every message that comes then carries two descriptors, a run's channel and its supervision (see ``keeper``).
When the worker is gone, the socket ends and so does this process.

It must stay a process of one thread: a thread would be missing in the children, and what it held stay locked.
"""

import contextlib
import gc
import os
import select
import shutil
import signal
import socket
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NoReturn

import manim
import typst

from media.manim.keeper import children, keep
from media.manim.latex import has_latex
from media.manim.limits import PREFLIGHT
from sandbox.confine import confine
from sandbox.kernel import PR_SET_CHILD_SUBREAPER, prctl
from sandbox.levels import Level, strongest
from sandbox.readable import readable
from sandbox.watch import try_to_look


def warm_up() -> None:
    """Make Pango and Typst find their fonts, once for all children."""
    _keep_typst_fonts()
    with (
        tempfile.TemporaryDirectory() as folder,
        manim.tempconfig({"media_dir": folder, "verbosity": "ERROR"}),
    ):
        Path(folder, "texts").mkdir()
        manim.Text("Aあ")


def _keep_typst_fonts() -> None:
    """Without this every formula reads the system's fonts again: 37 ms instead of 1."""
    compile_with: Any = typst.compile
    fonts = typst.Fonts()

    def compile_(*arguments: Any, font_paths: Any = None, **options: Any) -> Any:
        return compile_with(*arguments, font_paths=font_paths or fonts, **options)

    typst.compile = compile_


def _try_walls(level: Level, folder: Path) -> None:
    confine(level, folder, PREFLIGHT, programs=has_latex())


def main() -> None:
    """Serve the worker until it is gone."""
    control = socket.socket(fileno=0)
    warm_up()
    try_to_look()
    readable(programs=has_latex())
    offer = strongest(_try_walls)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # keepers write to the worker themselves how a run ended
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    prctl(PR_SET_CHILD_SUBREAPER, 1)  # what a killed keeper leaves behind falls to this process
    gc.collect()
    gc.freeze()  # what is imported stays shared with the children
    control.sendall(offer.to_json().encode())
    _serve(control, offer.level)


def _serve(control: socket.socket, level: Level) -> NoReturn:
    keepers: dict[int, int] = {}
    """The processes of the keepers, by a descriptor that becomes readable when one ends."""
    poll = select.poll()
    poll.register(control, select.POLLIN)
    while True:
        for ready, _ in poll.poll():
            if ready == control.fileno():
                keeper = _begin(control, level)
                if keeper is not None:
                    with contextlib.suppress(ProcessLookupError):  # it has ended already
                        ended = os.pidfd_open(keeper)
                        keepers[ended] = keeper
                        poll.register(ended, select.POLLIN)
            else:
                poll.unregister(ready)
                os.close(ready)
                del keepers[ready]
                _end_strays(set(keepers.values()))


def _begin(control: socket.socket, level: Level) -> int | None:
    """Fork the keeper of one run; none if there is no memory for it. Ends this process with the worker."""
    _, descriptors, _, _ = socket.recv_fds(control, 1, 2)
    if not descriptors:
        shutil.rmtree(os.environ["HOME"], ignore_errors=True)  # a killed worker can't do it
        sys.exit(0)
    channel, supervision = descriptors
    try:
        keeper = os.fork()
        if keeper == 0:
            keep(channel, supervision, level)
    except OSError:
        keeper = None  # the worker sees the supervision end
    os.close(channel)
    os.close(supervision)
    return keeper


def _end_strays(keepers: set[int]) -> None:
    """Kill what falls to this process and is no keeper."""
    while strays := set(children()) - keepers:
        for stray in strays:
            with contextlib.suppress(ProcessLookupError):
                os.kill(stray, signal.SIGKILL)
        time.sleep(0.001)


if __name__ == "__main__":
    main()
