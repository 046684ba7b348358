"""The warm parent ("zygote"): imports Manim once, then forks one keeper for every run.

The worker starts it with an empty environment, in a session of its own, with one end of a socket pair as its
standard input. It says one byte when it is warm. Every byte that comes then carries two descriptors, the talk
and the lease of one run (see ``keeper``). When the worker is gone, the socket ends and so does this process.

It must stay a process of one thread: a thread would be missing in the children, and what it held stay locked.
"""

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


def main() -> None:
    """Serve the worker until it is gone."""
    control = socket.socket(fileno=0)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # keepers tell the worker themselves how a run ended
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warm_up()
    gc.collect()
    gc.freeze()  # what is imported stays shared with the children
    control.sendall(b"+")
    while True:
        _, descriptors, _, _ = socket.recv_fds(control, 1, 2)
        if not descriptors:
            shutil.rmtree(os.environ["HOME"], ignore_errors=True)  # a killed worker can't do it
            sys.exit(0)
        talk, lease = descriptors
        if os.fork() == 0:
            keep(talk, lease)
        os.close(talk)
        os.close(lease)


if __name__ == "__main__":
    main()
