"""Processes of the embedded stack: each in a session of its own, watched, started again, ended for real."""

import asyncio
import ctypes
import os
import signal
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

import structlog

log = structlog.get_logger(__name__)

READY_SECONDS: Final = 60.0
"""How long the first start may take; each further one in a row is given as much more."""
STOP_SECONDS: Final = 20.0
RESTARTS: Final = 5
"""A process that fails more often than this before it has run for a minute is given up."""
PAUSE_SECONDS: Final = 1.0
"""How much longer each pause before a start is than the one before it; the first one is none."""
STEADY_SECONDS: Final = 60.0
_PR_SET_PDEATHSIG: Final = 1


class ProcessFailed(Exception):
    """A process of the stack could not be kept running."""


class ManagedProcess:
    """One process of the stack. Its output goes to ``log_file``, or to this terminal."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        environment: Mapping[str, str],
        ready: Callable[[], Awaitable[bool]],
        log_file: Path | None = None,
    ) -> None:
        self.name = name
        self._command = command
        self._environment = environment
        self._ready = ready
        self._log_file = log_file
        self._process: asyncio.subprocess.Process | None = None
        self._failures = 0

    @property
    def pid(self) -> int:
        """The process id; only while it runs."""
        if self._process is None:
            raise ProcessFailed(f"{self.name} is not running")
        return self._process.pid

    async def start(self) -> None:
        """Start it and wait until it is ready; try again if it ends before, or takes too long.

        Raises ProcessFailed once it has failed too often, as ``keep_running`` does: they count together.
        """
        while reason := await self._begin():
            await self._failed(reason)

    async def wait(self) -> int:
        """Wait until it ends; its exit code."""
        if self._process is None:
            raise ProcessFailed(f"{self.name} is not running")
        return await self._process.wait()

    def kill(self) -> None:
        """End its whole session at once, as a crash would."""
        _signal_group(self.pid, signal.SIGKILL)

    async def stop(self) -> None:
        """Ask it to end, and end it if it does not."""
        process = self._process
        if process is None or process.returncode is not None:
            return
        _signal_group(process.pid, signal.SIGTERM)
        try:
            await asyncio.wait_for(process.wait(), STOP_SECONDS)
        except TimeoutError:
            log.warning("It did not stop when asked; ending it", process=self.name)
            _signal_group(process.pid, signal.SIGKILL)
            await process.wait()

    async def keep_running(self) -> None:
        """Start it again whenever it dies; give up when it keeps failing."""
        loop = asyncio.get_running_loop()
        while True:
            since = loop.time()
            code = await self.wait()
            if loop.time() - since > STEADY_SECONDS:
                self._failures = 0
            await self._failed(f"it ended (exit code {code})")
            await self.start()

    async def _failed(self, reason: str) -> None:
        """Count a failure; wait before the next start, or give up."""
        self._failures += 1
        if self._failures > RESTARTS:
            where = f": see {self._log_file}" if self._log_file else ""
            raise ProcessFailed(
                f"{self.name} failed {self._failures} times in a row; the last time {reason}{where}"
            )
        log.warning("A process failed; starting it again", process=self.name, reason=reason)
        await _pause((self._failures - 1) * PAUSE_SECONDS)

    async def _begin(self) -> str:
        """Start it once, until it is ready; otherwise it is gone, and this is why."""
        output = self._log_file.open("ab") if self._log_file else None
        try:
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                env=self._environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=_die_with_parent,
            )
        finally:
            if output:
                output.close()
        patience = READY_SECONDS * (self._failures + 1)
        deadline = asyncio.get_running_loop().time() + patience
        while not await self._ready():
            if self._process.returncode is not None:
                return f"it ended before it was ready (exit code {self._process.returncode})"
            if asyncio.get_running_loop().time() > deadline:
                await self.stop()
                return f"it was not ready after {patience:g} s"
            await asyncio.sleep(0.05)
        return ""


async def _pause(seconds: float) -> None:
    await asyncio.sleep(seconds)


def _die_with_parent() -> None:
    """Ask the kernel to end this process when the stack's own process dies, however it dies."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _signal_group(pid: int, number: signal.Signals) -> None:
    try:
        os.killpg(pid, number)
    except ProcessLookupError:
        return
