"""Runs functions on bytes from outside, each call in a process of its own that can be killed.

A warm parent (see ``isolating``) imports what a function needs once and forks for every call, so a call costs
a fifth of a second and holds nothing of the worker's: no environment, no connection, no lock. The process
goes behind the walls that this machine offers, in the folder of the call, before it looks at anything.
"""

import asyncio
import json
import os
import pickle
import signal
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TypeVar, get_type_hints

from pydantic import TypeAdapter

from contracts.errors import ReelworkError, SourceUnavailable, SourceUnsuitable
from contracts.phrases import Phrase
from contracts.progress import waiting
from sandbox.limits import Limits
from sandbox.warm import WarmParent

LIMITS: Final = Limits(memory_bytes=2 << 30, file_bytes=512 << 20, open_files=64, tasks=64)
"""What one call may use, beside the processor's time."""
_PATIENCE: Final = 60.0
"""Seconds by the clock for which a call may stand still. One that is given little of the processor goes on: a
busy machine is no fault of what is read."""
_LONGEST_ANSWER: Final = 16 << 20

T = TypeVar("T")


class Isolation:
    """The warm parent and its calls; an async context manager, started by the first call.

    As many calls go on at once as there are processors; the others wait, and their limits count from their
    beginning. A call that is cancelled is killed.
    """

    def __init__(self, limits: Limits = LIMITS, patience: float = _PATIENCE) -> None:
        self._limits = limits
        self._patience = patience
        self._places = asyncio.Semaphore(os.cpu_count() or 1)
        self._warm = WarmParent("sandbox.isolating", OMP_NUM_THREADS="1")

    async def __aenter__(self) -> Self:
        """Nothing is started yet."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the warm parent, and with it what it forked."""
        await self._warm.stop()

    async def run(
        self, what: Phrase, folder: Path, seconds: int, function: Callable[..., T], *arguments: object
    ) -> T:
        """What a function of a module returns for these arguments, in a process that may write to ``folder``.

        ``seconds`` are the processor's; on a busy machine they may take much longer by the clock.
        The process's word is not trusted: its answer is read as JSON of the type that the function declares,
        and so is an error of the table. Raises these errors; ``SourceUnsuitable``, told with ``what`` it is,
        if the call used up its time or memory or its process died of what it read; and
        ``SourceUnavailable`` if the warm parent died or the call stood still.
        """
        limits = replace(self._limits, processor_seconds=seconds)
        with waiting():
            await self._places.acquire()
        try:
            answer = await self._answer(what, folder, limits, function, arguments)
        finally:
            self._places.release()
        if "error" in answer:
            raise _error(str(answer["error"]), Phrase.model_validate(answer["phrase"]))
        if "trouble" in answer:
            raise RuntimeError(f"{function.__qualname__} failed: {str(answer['trouble'])[:2000]}")
        adapter: TypeAdapter[T] = TypeAdapter(get_type_hints(function)["return"])
        return adapter.validate_python(answer["result"], strict=False)

    async def _answer(
        self,
        what: Phrase,
        folder: Path,
        limits: Limits,
        function: Callable[..., T],
        arguments: tuple[object, ...],
    ) -> dict[str, Any]:
        order = pickle.dumps((str(folder), asdict(limits), function, arguments))
        begun = False
        written = b""
        try:
            async with asyncio.timeout(self._patience) as limit:
                async with self._forked(function.__module__) as (line, process), _moving(process, limit):
                    begun = process >= 0
                    loop = asyncio.get_running_loop()
                    await loop.sock_sendall(line, len(order).to_bytes(8, "big") + order)
                    while len(written) <= _LONGEST_ANSWER and (piece := await loop.sock_recv(line, 1 << 20)):
                        written += piece
                    answer = json.loads(written)
                    if isinstance(answer, dict) and answer.keys() & {"result", "error", "trouble"}:
                        return answer
        except TimeoutError as error:
            raise SourceUnavailable(
                "The process that reads what was fetched has stood still. It starts again."
            ) from error
        except (ValueError, RecursionError, OSError) as error:
            if not begun or not self._warm.runs:
                raise SourceUnavailable(
                    "The process that reads what was fetched has died. It starts again."
                ) from error
        raise SourceUnsuitable(
            "This {what} takes more time or memory to be read than there is for one. Choose another one.",
            what=what,
        )

    @asynccontextmanager
    async def _forked(self, module: str) -> AsyncIterator[tuple[socket.socket, int]]:
        """A process that waits for its order: the line to it, and its descriptor; killed at the end."""
        line, theirs = socket.socketpair()
        line.setblocking(False)
        process = -1
        try:
            with theirs:
                control = await self._warm.start()
                socket.send_fds(control, [module.encode()], [theirs.fileno()])
            process = await _descriptor(line)
            yield line, process
        finally:
            line.close()
            if process >= 0:
                with suppress(ProcessLookupError):  # it has ended
                    signal.pidfd_send_signal(process, signal.SIGKILL)
                os.close(process)


@asynccontextmanager
async def _moving(process: int, limit: asyncio.Timeout) -> AsyncIterator[None]:
    """Put a limit off for as long as a process, by its descriptor, is given anything of the processor."""

    async def watch() -> None:
        loop = asyncio.get_running_loop()
        patience = (limit.when() or loop.time()) - loop.time()
        used = _used(process)
        while True:
            await asyncio.sleep(patience / 20)
            before, used = used, _used(process)
            if used != before:
                limit.reschedule(loop.time() + patience)

    watching = asyncio.create_task(watch())
    try:
        yield
    finally:
        watching.cancel()


def _used(process: int) -> str:
    """What a process has used of the processor so far, by its descriptor; empty when it has ended."""
    about = Path(f"/proc/self/fdinfo/{process}").read_text()
    number = next(line.split()[1] for line in about.splitlines() if line.startswith("Pid:"))
    with suppress(FileNotFoundError, ProcessLookupError):
        # Behind the name in brackets, the 12th and 13th are its time and the kernel's for it.
        return " ".join(Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[11:13])
    return ""


async def _descriptor(line: socket.socket) -> int:
    """The descriptor by which a process that was forked can be killed, the first that it sends."""
    loop = asyncio.get_running_loop()
    ready = asyncio.Event()
    loop.add_reader(line, ready.set)
    try:
        await ready.wait()
    finally:
        loop.remove_reader(line)
    _, descriptors, _, _ = socket.recv_fds(line, 1, 1)
    if not descriptors:
        raise ConnectionResetError("no process was forked")
    return descriptors[0]


def _error(code: str, said: Phrase) -> ReelworkError:
    """An error of the table, as another process told it."""
    kind = next((error for error in ReelworkError.__subclasses__() if error.code == code), SourceUnsuitable)
    error = kind.__new__(kind)
    Exception.__init__(error, said.text())
    error.phrase = said
    return error
