"""Work in a thread, with programs of ffmpeg at its side, that ends at once when it is cancelled."""

import asyncio
import re
import resource
import signal
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from io import BufferedReader, BufferedWriter
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen, TimeoutExpired
from threading import Lock
from typing import IO, Final, TypeVar

from imageio_ffmpeg import get_ffmpeg_exe  # type: ignore[import-untyped]

from contracts.phrases import PhrasedError
from contracts.progress import moved
from sandbox.launch import confined

_LAST_WORDS: Final = 500
"""Characters of what ffmpeg says that are passed on: the end tells what went wrong."""
_ADDRESSES: Final = re.compile(r"\[[^\]]* @ 0x[0-9a-f]+\]|file:\S*/")
_PIPE: Final = 1 << 20
"""Bytes that a pipe holds: frames are large, and each time it is full costs a switch between processes."""

_LOOK_SECONDS: Final = 1.0
"""How often it is looked whether a file of ffmpeg's has grown."""
_ENVIRONMENT: Final = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
"""Nothing of the worker's, which may hold keys."""
_MEMORY: Final = 4 << 30
"""The bytes of address space of an ffmpeg: composing the largest video takes a quarter."""

_DECODING_SECONDS: Final = 600
"""The processor's seconds for decoding what came from outside: far more than any honest file takes."""

T = TypeVar("T")


class Stopped(Exception):
    """The work was cancelled."""


class FfmpegFailed(PhrasedError):
    """ffmpeg ended with an error; the text is its own last words."""


class Program:
    """A running ffmpeg."""

    def __init__(self, process: Popen[bytes], words: IO[bytes], files: Sequence[str]) -> None:
        self._process = process
        self._words = words
        self._files = files

    @property
    def input(self) -> BufferedWriter:
        """What it reads; only if it was started to."""
        if not isinstance(self._process.stdin, BufferedWriter):
            raise TypeError("ffmpeg was started without an input")
        return self._process.stdin

    @property
    def output(self) -> BufferedReader:
        """What it writes; only if it was started to."""
        if not isinstance(self._process.stdout, BufferedReader):
            raise TypeError("ffmpeg was started without an output")
        return self._process.stdout

    def finish(self) -> None:
        """Tell it that there is no more input, and wait for its end. Raises ``FfmpegFailed``.

        Its work moves on as long as one of its files grows.
        """
        size = self._size()
        while True:
            try:
                self._process.communicate(timeout=_LOOK_SECONDS)
                break
            except TimeoutExpired:
                if (now := self._size()) != size:
                    size = now
                    moved()
        if self._process.returncode:
            if self._process.returncode == -signal.SIGKILL:  # by the kernel, for its limits
                raise FfmpegFailed("it takes more time or memory than there is for it")
            if said := self._last_words():
                raise FfmpegFailed("{said}", said=said)
            raise FfmpegFailed("it ended with {code}", code=self._process.returncode)

    def _size(self) -> int:
        """The bytes of the files that it was told of: those that it reads stay as they are."""
        paths = [Path(file.removeprefix("file:")) for file in self._files]
        return sum(path.stat().st_size for path in paths if path.exists())

    def _last_words(self) -> str:
        """The end of what it said, without its own addresses and ours: they mean nothing to who reads it."""
        self._words.seek(0)
        words = self._words.read().decode(errors="replace")
        for file in self._files:
            words = words.replace(file, Path(file).name)
        lines = [_ADDRESSES.sub("", line).strip(" .") for line in words.splitlines()]
        return "; ".join(line for line in lines if line)[-_LAST_WORDS:]


class Work:
    """What a thread starts, and how it learns that it has to stop."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._running: set[Popen[bytes]] = set()
        self._stopped = False

    def stop(self) -> None:
        """Kill all programs: what waits for one of them goes on, and meets ``Stopped``."""
        with self._lock:
            self._stopped = True
            for process in self._running:
                process.kill()

    def check(self) -> None:
        """Say that the work moves on. Raises ``Stopped`` if it was cancelled."""
        moved()
        if self._stopped:
            raise Stopped

    @contextmanager
    def ffmpeg(
        self,
        *arguments: str,
        reads: bool = False,
        writes: bool = False,
        source: Path | None = None,
        folder: Path | None = None,
    ) -> Iterator[Program]:
        """Start ffmpeg; whatever happens, it has ended when the block is left.

        ``source`` is what came from outside, if it decodes that: then it reaches nothing else but ``folder``,
        and has so many of the processor's seconds.
        """
        command = [get_ffmpeg_exe(), "-hide_banner", "-nostdin", "-v", "error", "-y", *arguments]
        with tempfile.TemporaryFile() as words:
            with self._lock:
                self.check()

                def start() -> Popen[bytes]:
                    return Popen(  # noqa: S603 (our own program, and no shell)
                        command,
                        stdin=PIPE if reads else DEVNULL,
                        stdout=PIPE if writes else DEVNULL,
                        stderr=words,
                        pipesize=_PIPE,
                        env=_ENVIRONMENT,
                        # Descriptors are not handed on (PEP 446), and to look for others needs more files.
                        close_fds=source is None,
                    )

                process = confined(start, Path(command[0]), source, folder) if source else start()
                # What is decoded came from anyone. Not by a function of the fork, which threads make unsafe.
                resource.prlimit(process.pid, resource.RLIMIT_AS, (_MEMORY, _MEMORY))
                if source:
                    resource.prlimit(process.pid, resource.RLIMIT_CPU, (_DECODING_SECONDS, _DECODING_SECONDS))
                self._running.add(process)
            try:
                yield Program(process, words, [word for word in arguments if word.startswith("file:")])
            finally:
                process.kill()
                for pipe in (process.stdin, process.stdout):
                    if pipe is not None:
                        _close(pipe)
                process.wait()
                with self._lock:
                    self._running.remove(process)

    def run(self, *arguments: str, source: Path | None = None, folder: Path | None = None) -> None:
        """Run ffmpeg to its end. Raises ``FfmpegFailed``."""
        with self.ffmpeg(*arguments, source=source, folder=folder) as program:
            program.finish()


def _close(pipe: IO[bytes]) -> None:
    with suppress(BrokenPipeError):  # what was still to be written has no reader
        pipe.close()


async def in_thread(do: Callable[[Work], T]) -> T:
    """Do work in a thread.

    When this is cancelled, the thread and its programs have ended before it returns.
    """
    work = Work()
    thread = asyncio.ensure_future(asyncio.to_thread(do, work))
    try:
        return await asyncio.shield(thread)
    except asyncio.CancelledError:
        work.stop()
        while not thread.done():
            with suppress(asyncio.CancelledError):  # a second one changes nothing
                await asyncio.wait([thread])
        thread.exception()  # that it was stopped is no news
        raise
