"""The worker's side of a warm parent: a process that imports once what it forks for every run or call."""

import asyncio
import socket
import sys
import tempfile
from collections.abc import Coroutine, Sequence
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[1]
STOP_SECONDS: Final = 2
"""How long one may take to see that it is not wanted any more."""


class WarmParent:
    """One warm parent, or none: started when it is needed, and again when it has died.

    ``module`` is what it runs. It gets one end of a socket pair as its standard input, a folder of its own
    as its home, and nothing of the worker's environment, which may hold keys, only ``environment``.
    """

    def __init__(self, module: str, **environment: str) -> None:
        self.command: Sequence[str] = (sys.executable, "-m", module)
        self._environment = environment
        self._starting = asyncio.Lock()
        self._process: asyncio.subprocess.Process | None = None
        self._control: socket.socket | None = None
        self._home: tempfile.TemporaryDirectory[str] | None = None

    @property
    def runs(self) -> bool:
        """Whether there is one, and it has not died."""
        return self._process is not None and self._process.returncode is None

    async def start(self) -> socket.socket:
        """Have a warm parent that runs; the line to it."""
        async with self._starting:
            if self._control is None or not self.runs:
                await self._stop()
                self._control = await _to_its_end(self._launch())
            return self._control

    async def stop(self) -> None:
        """End it, and wait for its end; what it forked sees that by itself."""
        async with self._starting:
            await self._stop()

    async def _launch(self) -> socket.socket:
        self._home = tempfile.TemporaryDirectory(prefix="reelwork-")
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.setblocking(False)
        with theirs:
            self._process = await asyncio.create_subprocess_exec(
                *self.command,
                stdin=theirs.fileno(),
                stdout=asyncio.subprocess.DEVNULL,
                cwd=ROOT,
                # One thread for numpy, since threads do not survive a fork; few arenas of memory, so that
                # nothing needs more memory where there are more cores.
                env={
                    "PATH": "/usr/bin:/bin",
                    "HOME": self._home.name,
                    "TMPDIR": self._home.name,
                    "LANG": "C.UTF-8",
                    "OPENBLAS_NUM_THREADS": "1",
                    "MALLOC_ARENA_MAX": "2",
                    **self._environment,
                },
                start_new_session=True,
            )
        return self._control

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


async def _to_its_end(work: Coroutine[Any, Any, socket.socket]) -> socket.socket:
    """Do all of it, then pass on a cancel that came meanwhile.

    A launch that is broken off leaves a process that nobody knows, or waits for ever.
    """
    task = asyncio.create_task(work)
    await wait_through_cancels(task)
    return task.result()


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
