"""What a connection may cost: headers, time and number, tried with sockets on a real ``api.serve``."""

import asyncio
import json
import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL

import pytest
from temporalio.client import Client

from api.connections import MAX_HEAD, USUAL_CONNECTIONS, Addresses
from contracts.animation import PLAN
from tests.api.serving import HOST, Puppet, new_home, port_of, serve, settings_for, until
from tests.article_videos.clients import connected
from tests.ports import free_ports
from tests.workflows.stage import Stage

ROOT = Path(__file__).parents[2]
SECONDS = 2
"""That a request may take to arrive at the served process."""
PATIENCE = 5
"""Seconds that somebody else's answer may take where all cores are busy; else it is some milliseconds."""
HEALTH = b"GET /healthz HTTP/1.1\r\nHost: here\r\n"
MEGABYTE = 1024 * 1024


@dataclass
class Server:
    """A process of its own."""

    pid: int
    port: int

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        """A connection, which is broken off in the end."""
        reader, writer = await asyncio.open_connection(HOST, self.port)
        try:
            yield reader, writer
        finally:
            writer.transport.abort()

    async def answer(self, request: bytes) -> bytes:
        """What is answered until the connection ends; nothing if it is broken off."""
        async with self.connected() as (reader, writer):
            with suppress(ConnectionError):
                writer.write(request)
                await writer.drain()
                return await reader.read()
            return b""

    async def is_well(self) -> bool:
        """Whether somebody else is answered while this goes on."""
        since = time.perf_counter()
        with suppress(ConnectionError):
            answer = await self.answer(HEALTH + b"Connection: close\r\n\r\n")
            return answer.startswith(b"HTTP/1.1 200") and time.perf_counter() - since < PATIENCE
        return False

    @property
    def resident(self) -> int:
        """Bytes of memory at most until now."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return 1024 * int(status.partition("VmHWM:")[2].split()[0])


@pytest.fixture(scope="module")
async def server(
    temporal: Client, tmp_path_factory: pytest.TempPathFactory, migrated: Path
) -> AsyncIterator[Server]:
    """The API as it is deployed, without workers."""
    (port,) = free_ports(1)
    environment = {
        **os.environ,
        "REELWORK_HOME": str(new_home(tmp_path_factory.mktemp("home"), migrated)),
        "REELWORK_API_PORT": str(port),
        "REELWORK_REQUEST_SECONDS": str(SECONDS),
        "TEMPORAL_ADDRESS": f"{HOST}:{port_of(temporal)}",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "api.serve", cwd=ROOT, env=environment, stdout=DEVNULL, stderr=DEVNULL
    )
    try:
        serving = Server(process.pid, port)

        async def answers() -> bool:
            assert process.returncode is None, "The API did not start."
            with suppress(OSError):
                return await serving.is_well()
            return False

        await until(answers)
        yield serving
    finally:
        process.terminate()
        await process.wait()


def refused(answer: bytes, status: int) -> str:
    """What a refusal says; it is JSON, as every error is, and ends the connection."""
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 %d " % status), answer
    assert b"connection: close" in head
    detail: str = json.loads(body)["detail"]
    return detail


async def test_a_header_of_a_hundred_megabytes_is_not_taken_in(server: Server) -> None:
    before = server.resident

    async def send() -> bool:
        async with server.connected() as (_, writer):
            writer.write(HEALTH + b"X-Large: ")
            try:
                for _ in range(100):
                    writer.write(b"x" * MEGABYTE)
                    await writer.drain()
            except ConnectionError:
                return True
            return False

    sending = asyncio.create_task(send())
    while not sending.done():
        assert await server.is_well()

    assert await sending, "the connection was broken off"
    assert server.resident - before < 10 * MEGABYTE


async def test_headers_have_64_kib_in_all(server: Server) -> None:
    many = b"".join(b"X-%d: %s\r\n" % (number, b"x" * 500) for number in range(110))
    assert MAX_HEAD - 10_000 < len(many) < MAX_HEAD
    end = b"Connection: close\r\n\r\n"

    assert (await server.answer(HEALTH + many + end)).startswith(b"HTTP/1.1 200")
    unfinished = (HEALTH + b"X-Large: ").ljust(MAX_HEAD + 1, b"x")
    assert refused(await server.answer(unfinished), 431) == "The request's headers are larger than 64 KiB."
    at_once = await server.answer(HEALTH + 2 * many + end)
    assert not at_once or refused(at_once, 431)


async def test_a_body_is_no_header_and_its_trailers_are(server: Server) -> None:
    head = b"POST /api/job/animation/full HTTP/1.1\r\nHost: here\r\nConnection: close\r\n"
    head += b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    chunks = b"".join(b"3e8\r\n%s\r\n" % (b" " * 1000) for _ in range(500))

    assert (await server.answer(head + chunks + b"2\r\n{}\r\n0\r\n\r\n")).startswith(b"HTTP/1.1 422")
    answer = await server.answer(head + chunks + b"0\r\nX-Trailer: " + b"x" * 2 * MEGABYTE)
    assert not answer or refused(answer, 431)


@pytest.mark.parametrize(
    "begun",
    [
        pytest.param(HEALTH + b"X-Slow: ", id="headers"),
        pytest.param(
            b"POST /api/generate-video HTTP/1.1\r\nHost: here\r\nContent-Length: 1000\r\n\r\n", id="body"
        ),
    ],
)
async def test_slow_senders_are_sent_away_and_hinder_nobody(server: Server, begun: bytes) -> None:
    async def all_of(reader: asyncio.StreamReader) -> bytes:
        answer = b""
        with suppress(ConnectionError):  # a byte that comes after the end breaks the connection off
            while some := await reader.read(1000):
                answer += some
        return answer

    async def slow() -> bytes:
        async with server.connected() as (reader, writer):
            writer.write(begun)
            answering = asyncio.create_task(all_of(reader))
            while not answering.done():
                writer.write(b"x")
                await asyncio.wait([answering], timeout=0.4)
            return await answering

    senders = [asyncio.create_task(slow()) for _ in range(300)]
    everybody = asyncio.gather(*senders)
    while not everybody.done():
        assert await server.is_well()
        await asyncio.sleep(0.05)

    for answer in await everybody:
        assert refused(answer, 408) == f"The request did not arrive within {SECONDS} s."


async def test_who_says_nothing_at_all_is_left_without_a_word(server: Server) -> None:
    assert await server.answer(b"") == b""


async def test_the_next_request_of_a_connection_has_its_own_time(server: Server) -> None:
    async with server.connected() as (reader, writer):
        for _ in range(2):
            writer.write(HEALTH[:20])
            await asyncio.sleep(SECONDS / 1.5)
            writer.write(HEALTH[20:] + b"\r\n")
            assert (await reader.readuntil(b"}")).startswith(b"HTTP/1.1 200")
        writer.write(HEALTH)
        assert refused(await reader.read(), 408)


async def test_a_stream_a_socket_and_a_download_may_take_their_time(
    temporal: Client, home: Path, stage: Stage
) -> None:
    content = b"film" * 4 * MEGABYTE
    puppet = Puppet(stage, PLAN)
    async with serve(settings_for(home, temporal, request_seconds=0.5)) as serving:
        await serving.services.artifacts.put("videos/long/480p15/GeneratedScene.mp4", content)
        path = "/videos/long/480p15/GeneratedScene.mp4"
        async with AsyncExitStack() as stack:
            socket = await stack.enter_async_context(connected(serving))
            job_id = await serving.create()
            events = await stack.enter_async_context(serving.stream(f"/api/job/{job_id}/stream"))
            download = await stack.enter_async_context(serving.client.stream("GET", path))
            chunks = download.aiter_bytes(64 * 1024)
            got = await anext(chunks)

            await asyncio.sleep(1.5)

            got += b"".join([chunk async for chunk in chunks])
            assert got == content
            assert (await socket.subscribe("nothing"))["type"] == "error", "it is listened to"
            puppet.ends()
            assert [event.event async for event in events][-1] == "completed"


async def test_an_address_has_so_many_connections_at_a_time(temporal: Client, home: Path) -> None:
    async with serve(settings_for(home, temporal, connections_an_address=4)) as serving:
        server = Server(os.getpid(), serving.client.base_url.port or 0)
        async with AsyncExitStack() as stack:
            opened = [await stack.enter_async_context(server.connected()) for _ in range(3)]
            socket = await stack.enter_async_context(connected(serving))
            refusal = refused(await server.answer(b""), 429)
            assert refusal == "There are too many connections from this address."

            await socket.connection.close()
            await until(server.is_well)
            last = await stack.enter_async_context(server.connected())
            opened[0][1].transport.abort()
            await until(server.is_well)
            last[1].write(HEALTH + b"\r\n")
            assert (await last[0].readuntil(b"}")).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    ("address", "neighbour", "many"),
    [
        ("93.184.216.34", "93.184.216.35", USUAL_CONNECTIONS),
        ("::ffff:93.184.216.34", "93.184.216.35", USUAL_CONNECTIONS),
        ("2606:2800:220:1::1", "2606:2800:220:2::1", USUAL_CONNECTIONS),
        ("127.0.0.1", "127.0.0.2", None),
        ("10.1.2.3", "10.1.2.4", None),
        ("fd00::1", "fd00:0:0:1::1", None),
    ],
)
def test_only_addresses_of_the_internet_are_limited_by_themselves(
    address: str, neighbour: str, many: int | None
) -> None:
    usual, strict = Addresses(None), Addresses(2)

    entered = [usual.enter(address) for _ in range(2 * USUAL_CONNECTIONS)]

    assert sum(entered) == (many or len(entered))
    assert usual.enter(neighbour)
    usual.leave(address)
    assert usual.enter(address)
    assert [strict.enter(address) for _ in range(3)] == [True, True, False]
    assert all(Addresses(0).enter(address) for _ in range(1000))


def test_the_addresses_of_one_site_count_together() -> None:
    addresses = Addresses(2)

    assert [addresses.enter(f"2606:2800:220:1::{number}") for number in range(3)] == [True, True, False]
