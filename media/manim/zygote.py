"""The warm parent ("zygote"): imports Manim once, then forks one keeper for every run.

The worker starts it with an empty environment, in a session of its own, with one end of a socket pair as its
standard input. When it is warm it says, in a line of JSON, behind which walls this machine can put scripts.
Every byte that comes then carries two descriptors, the talk and the lease of one run (see ``keeper``). When
the worker is gone, the socket ends and so does this process.

It must stay a process of one thread: a thread would be missing in the children, and what it held stay locked.
"""

import contextlib
import gc
import os
import shutil
import signal
import socket
import sys
import tempfile
from pathlib import Path
from typing import Any

import manim
import typst

from media.manim.keeper import keep
from media.manim.latex import has_latex
from media.sandbox.confine import confine
from media.sandbox.levels import Level, strongest
from media.sandbox.limits import Limits


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
    confine(level, folder, Limits(wall_seconds=1), programs=has_latex())


def main() -> None:
    """Serve the worker until it is gone."""
    control = socket.socket(fileno=0)
    warm_up()
    offer = strongest(_try_walls)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # keepers tell the worker themselves how a run ended
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.collect()
    gc.freeze()  # what is imported stays shared with the children
    control.sendall(offer.to_json().encode() + b"\n")
    while True:
        _, descriptors, _, _ = socket.recv_fds(control, 1, 2)
        if not descriptors:
            shutil.rmtree(os.environ["HOME"], ignore_errors=True)  # a killed worker can't do it
            sys.exit(0)
        talk, lease = descriptors
        with contextlib.suppress(OSError):  # no memory for another: the worker hears the lease end
            if os.fork() == 0:
                keep(talk, lease, offer.level)
        os.close(talk)
        os.close(lease)


if __name__ == "__main__":
    main()
