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
STOP_SECONDS: Final = 20.0
RESTARTS: Final = 5
"""A process that dies so often before it has run for a minute is given up."""
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

    @property
    def pid(self) -> int:
        """The process id; only while it runs."""
        if self._process is None:
            raise ProcessFailed(f"{self.name} is not running")
        return self._process.pid

    async def start(self) -> None:
        """Start it and wait until it is ready."""
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
        await self._wait_until_ready()

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
        """Start it again whenever it dies; give up when it keeps dying."""
        loop = asyncio.get_running_loop()
        deaths = 0
        while True:
            since = loop.time()
            code = await self.wait()
            deaths = 1 if loop.time() - since > STEADY_SECONDS else deaths + 1
            if deaths > RESTARTS:
                raise ProcessFailed(f"{self.name} keeps ending (exit code {code}){self._where_to_look()}")
            log.warning("A process ended; starting it again", process=self.name, exit_code=code)
            await asyncio.sleep(deaths - 1)
            await self.start()

    async def _wait_until_ready(self) -> None:
        deadline = asyncio.get_running_loop().time() + READY_SECONDS
        process = self._process
        assert process is not None  # noqa: S101 - start() has just set it
        while not await self._ready():
            if process.returncode is not None:
                raise ProcessFailed(
                    f"{self.name} ended at once (exit code {process.returncode}){self._where_to_look()}"
                )
            if asyncio.get_running_loop().time() > deadline:
                raise ProcessFailed(
                    f"{self.name} was not ready after {READY_SECONDS:g} s{self._where_to_look()}"
                )
            await asyncio.sleep(0.05)

    def _where_to_look(self) -> str:
        return f": see {self._log_file}" if self._log_file else ""


def _die_with_parent() -> None:
    """Ask the kernel to end this process when the stack's own process dies, however it dies."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _signal_group(pid: int, number: signal.Signals) -> None:
    try:
        os.killpg(pid, number)
    except ProcessLookupError:
        return
