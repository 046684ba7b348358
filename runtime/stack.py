"""The embedded stack: Temporal, worker and API as processes on this machine. ``make up`` runs it."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Mapping
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import httpx
from rich.console import Console

from contracts.names import SEARCH_ATTRIBUTES
from contracts.origins import LOOPBACK
from runtime.compact import compact
from runtime.home import HomeInUse, hold
from runtime.logs import set_up_logs
from runtime.processes import STOP_SECONDS, ManagedProcess, ProcessFailed
from runtime.settings import AuthMode, Settings
from store.migrate import migrate

ROOT: Final = Path(__file__).resolve().parent.parent

TEMPORAL_TUNING: Final = {
    # The defaults make every workflow task wait up to 50 ms, and priorities inexact.
    "history.transferProcessorMaxPollRPS": 2000,
    "matching.numTaskqueueReadPartitions": 1,
    "matching.numTaskqueueWritePartitions": 1,
    "matching.enableFairness": True,
    # A cancel reaches an activity at once, not at its next heartbeat. Undocumented, so only an accelerator.
    "frontend.WorkerCommandsEnabled": True,
    "system.enableCancelActivityWorkerCommand": True,
}

EMBEDDED_TUNING: Final = {
    **TEMPORAL_TUNING,
    # One connection writes everything. What only the Web UI's lists read is not worth a place at its head: it
    # takes two places in the queue instead of hundreds, and half a second's changes of a job become one.
    "history.visibilityProcessorSchedulerWorkerCount": 2,
    "history.visibilityProcessorMaxPollRPS": 2,
    # With the default of 1, of a hundred jobs that are started at once each waits for the one before it.
    "history.shardIOConcurrency": 16,
}


def temporal_command(settings: Settings) -> list[str]:
    """How the embedded Temporal server is started; its state lies in the home folder."""
    command = [
        str(Path(sys.executable).with_name("temporal")), "server", "start-dev",
        "--ip", "127.0.0.1",
        "--port", str(settings.temporal_port),
        "--ui-port", str(settings.temporal_ui_port),
        "--db-filename", str(settings.home / "temporal.db"),
        "--sqlite-pragma", "journal_mode=wal",
        "--sqlite-pragma", f"synchronous={settings.temporal_synchronous}",
        # Pages that change all the time are copied into the database a tenth as often; 64 MiB in memory.
        "--sqlite-pragma", "wal_autocheckpoint=10000",
        "--sqlite-pragma", "cache_size=-65536",
        "--log-level", "warn",
    ]  # fmt: skip
    for name, value in EMBEDDED_TUNING.items():
        command += ["--dynamic-config-value", f"{name}={str(value).lower()}"]
    for name in SEARCH_ATTRIBUTES:
        command += ["--search-attribute", f"{name}=Keyword"]
    return command


ACCESS: Final = {
    AuthMode.OFF: "open to everyone on this machine; REELWORK_AUTH=keys asks for keys",
    AuthMode.KEYS: "by key; .venv/bin/python -m runtime.keys create --owner NAME makes one",
    AuthMode.JWT: "by the tokens of your own sign-in",
}
"""What ``make up`` says of who may use it."""


class Stack:
    """Temporal, worker and API with one home folder. As a context manager it starts and stops them all.

    With ``log_files`` the processes write to ``home/logs``; otherwise worker and API write to this terminal.
    """

    def __init__(
        self, settings: Settings, *, log_files: bool = False, environment: Mapping[str, str] | None = None
    ) -> None:
        self.settings = settings
        logs = settings.home / "logs"
        inherited = {
            **os.environ,
            "REELWORK_SPEECH_FALLBACK": os.environ.get("REELWORK_SPEECH_FALLBACK", "true"),
            "REELWORK_HOME": str(settings.home),
            "REELWORK_API_PORT": str(settings.api_port),
            "REELWORK_TEMPORAL_PORT": str(settings.temporal_port),
            "REELWORK_TEMPORAL_UI_PORT": str(settings.temporal_ui_port),
            "REELWORK_ALLOWED_ORIGINS": settings.allowed_origins
            if "allowed_origins" in settings.model_fields_set
            else LOOPBACK,
            "REELWORK_PUBLIC_URL": settings.public_url,
            "REELWORK_LOCAL_URL": settings.local_url or f"http://localhost:{settings.api_port}",
            "REELWORK_TEMPORAL_UI_URL": settings.temporal_ui_url
            or f"http://localhost:{settings.temporal_ui_port}",
            **(environment or {}),
        }
        self.temporal = ManagedProcess(
            "temporal",
            temporal_command(settings),
            environment=inherited,
            ready=lambda: _listens(settings.temporal_port),
            log_file=logs / "temporal.log",
        )
        ready_file = settings.home / "worker.ready"
        self.worker = ManagedProcess(
            "worker",
            [sys.executable, str(ROOT / "worker.py"), "--ready-file", str(ready_file)],
            environment=inherited,
            ready=lambda: _names(ready_file, self.worker.pid),
            log_file=logs / "worker.log" if log_files else None,
        )
        self.api = ManagedProcess(
            "api",
            [sys.executable, "-m", "api.serve"],
            environment=inherited,
            ready=lambda: _answers(f"{self.address}/healthz"),
            log_file=logs / "api.log" if log_files else None,
        )
        self._processes = AsyncExitStack()

    @property
    def address(self) -> str:
        """Where the API answers."""
        return f"http://{self.settings.api_host}:{self.settings.api_port}"

    @property
    def web_ui(self) -> str:
        """Where the Temporal Web UI answers."""
        return f"http://127.0.0.1:{self.settings.temporal_ui_port}"

    async def __aenter__(self) -> Self:
        settings = self.settings
        async with AsyncExitStack() as started:
            was_killed = started.enter_context(hold(settings.home))
            # What a stack that was killed left running has been asked to end, and is about to.
            patience = STOP_SECONDS if was_killed else 0
            for port in (settings.temporal_port, settings.temporal_ui_port, settings.api_port):
                await _until_free(port, patience)
            (settings.home / "logs").mkdir(exist_ok=True)
            (settings.home / "worker.ready").unlink(missing_ok=True)
            await asyncio.to_thread(compact, settings.home / "temporal.db")
            await migrate(settings.database_url)
            for process in (self.temporal, self.worker, self.api):
                started.push_async_callback(process.stop)
                await process.start()
            self._processes = started.pop_all()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._processes.aclose()

    async def keep_running(self) -> None:
        """Start again whatever dies, until cancelled."""
        async with asyncio.TaskGroup() as group:
            for process in (self.temporal, self.worker, self.api):
                group.create_task(process.keep_running())


async def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


async def _until_free(port: int, patience: float) -> None:
    deadline = asyncio.get_running_loop().time() + patience
    while await _listens(port):
        if asyncio.get_running_loop().time() > deadline:
            raise ProcessFailed(
                f"Port {port} is in use. Stop what uses it, or choose others with REELWORK_API_PORT, "
                "REELWORK_TEMPORAL_PORT and REELWORK_TEMPORAL_UI_PORT."
            )
        await asyncio.sleep(0.1)


async def _names(path: Path, pid: int) -> bool:
    """Whether the process has written its id there; a file may be left of one that was killed."""
    try:
        return await asyncio.to_thread(path.read_text) == str(pid)
    except FileNotFoundError:
        return False


async def _answers(url: str) -> bool:
    async with httpx.AsyncClient() as client:
        try:
            return (await client.get(url, timeout=1)).is_success
        except httpx.TransportError:
            return False


async def _up() -> None:
    settings = Settings()
    set_up_logs(json=settings.log_json)
    console = Console()
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    running = asyncio.create_task(_run(settings, console))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait([running, stopping], return_when=asyncio.FIRST_COMPLETED)
    if not running.done():
        console.print("Stopping ...")
        running.cancel()
    with suppress(asyncio.CancelledError):
        await running


async def _run(settings: Settings, console: Console) -> None:
    """Start the stack, say where everything is, and keep it running until it is cancelled."""
    console.print("Starting Temporal, the worker and the API ...")
    async with Stack(settings) as stack:
        console.print(f"Web pages        {stack.address}")
        console.print(f"API docs         {stack.address}/docs")
        console.print(f"Temporal Web UI  {stack.web_ui}")
        console.print(f"All state        {settings.home}")
        console.print(f"Access           {ACCESS[settings.auth]}")
        console.print("Ctrl-C stops it all; started again, it goes on with the jobs that are open.")
        await stack.keep_running()


def main() -> None:
    """Run the stack until Ctrl-C."""
    try:
        asyncio.run(_up())
    except* (ProcessFailed, HomeInUse) as group:
        sys.exit("; ".join(str(error) for error in group.exceptions))


if __name__ == "__main__":
    main()
