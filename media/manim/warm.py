"""The worker's side of the warm parent: starts it, hands it runs, starts it again when it has died."""

import asyncio
import socket
import sys
import tempfile
from collections.abc import Coroutine, Sequence
from pathlib import Path
from typing import Any, Final

from contracts.errors import RendererCrashed
from sandbox.levels import Offer

ROOT: Final = Path(__file__).parents[2]
START_SECONDS: Final = 60
STOP_SECONDS: Final = 2


class WarmParent:
    """One warm parent process, or none; ``offer`` is what the last one wrote of this machine's walls."""

    def __init__(self) -> None:
        self.offer: Offer | None = None
        self.command: Sequence[str] = (sys.executable, "-m", "media.manim.zygote")
        self._process: asyncio.subprocess.Process | None = None
        self._control: socket.socket | None = None
        self._home: tempfile.TemporaryDirectory[str] | None = None
        self._starting = asyncio.Lock()

    async def start(self) -> None:
        """Have a warm parent that runs and is warm."""
        async with self._starting:
            if self._process is not None and self._process.returncode is None:
                return
            await self._stop()
            await _to_its_end(self._launch())

    async def _launch(self) -> None:
        self._home = tempfile.TemporaryDirectory(prefix="reelwork-")
        self._control, theirs = socket.socketpair()
        self._control.setblocking(False)
        with theirs:
            self._process = await asyncio.create_subprocess_exec(
                *self.command,
                stdin=theirs.fileno(),
                stdout=asyncio.subprocess.DEVNULL,
                cwd=ROOT,
                # Nothing of the worker's own environment, which may hold keys. One thread for numpy, since
                # threads don't survive a fork; few for Typst, and few arenas of memory for all, so that a
                # script does not need more memory where there are more cores; a fixed hash seed, so that a
                # retry finds what it made before.
                env={
                    "PATH": "/usr/bin:/bin",
                    "HOME": self._home.name,
                    "TMPDIR": self._home.name,
                    "LANG": "C.UTF-8",
                    "OPENBLAS_NUM_THREADS": "1",
                    "RAYON_NUM_THREADS": "4",
                    "MALLOC_ARENA_MAX": "2",
                    "PYTHONHASHSEED": "0",
                },
                start_new_session=True,
            )
        try:
            async with asyncio.timeout(START_SECONDS):
                line = await self._line()
        except TimeoutError:
            line = b""
        if not line:
            await self._stop()
            raise RendererCrashed(
                "The process that runs scripts did not start. Its own words are in the log."
            )
        offer = Offer.from_json(line.decode())
        if self.offer is not None and self.offer.level != offer.level:  # this worker is known by the first
            await self._stop()
            raise RendererCrashed(
                "This machine confined scripts by {before}, now by {now}: its operator must look at it,"
                " and start the worker again.",
                before=self.offer.level.words,
                now=offer.level.words,
            )
        self.offer = offer

    async def _line(self) -> bytes:
        """The one line that a warm parent says; empty if it dies before."""
        assert self._control is not None  # noqa: S101  (there is one while it starts)
        line = b""
        while not line.endswith(b"\n"):
            piece = await asyncio.get_running_loop().sock_recv(self._control, 4096)
            if not piece:
                return b""
            line += piece
        return line

    async def fork(self, channel: socket.socket, supervision: socket.socket) -> None:
        """Have a run forked that gets these two sockets; starts a warm parent if there is none."""
        await self.start()
        assert self._control is not None  # noqa: S101  (start() sees to it)
        try:
            socket.send_fds(self._control, [b"+"], [channel.fileno(), supervision.fileno()])
        except OSError as error:
            await self._gone()
            raise RendererCrashed("The process that runs scripts has died. It starts again.") from error

    async def _gone(self) -> None:
        """Wait for a parent that has died, so that the next run sees it."""
        async with self._starting:
            await self._stop()

    async def stop(self) -> None:
        """End the warm parent; runs that still go on are ended by their own supervision."""
        async with self._starting:
            await self._stop()

    async def _stop(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            try:
                async with asyncio.timeout(STOP_SECONDS):
                    await self._process.wait()
            except TimeoutError:
                self._process.kill()
                await self._process.wait()
        if self._home is not None:
            self._home.cleanup()
        self._control = self._process = self._home = None


async def _to_its_end(work: Coroutine[Any, Any, None]) -> None:
    """Do all of it, then pass on a cancel that came meanwhile.

    A launch that is broken off leaves a process that nobody knows, or waits for ever.
    """
    task = asyncio.create_task(work)
    await wait_through_cancels(task)
    task.result()


async def wait_through_cancels(task: asyncio.Task[Any], seconds: float | None = None) -> None:
    """Wait for a task's end, at most for a time, whatever cancels come; then raise the last of these."""
    loop = asyncio.get_running_loop()
    end = None if seconds is None else loop.time() + seconds
    cancelled: asyncio.CancelledError | None = None
    while not task.done() and (end is None or loop.time() < end):
        try:
            await asyncio.wait({task}, timeout=None if end is None else end - loop.time())
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled:
        raise cancelled
