"""A kind of job that lives in ``tests/outside`` alone goes the whole way, without an edit of the product.

Its package is on the path of the stack's processes, as an installed one would be; they find it by its entry
point.
"""

import asyncio
import re
import sqlite3
import wave
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from httpx_sse import aconnect_sse
from temporalio.client import Client

from runtime.stack import Stack
from tests.stack.conftest import stack_in

OUTSIDE = Path(__file__).parent.parent / "outside"


@pytest.fixture(scope="module")
async def stack(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stack]:
    environment = {"PYTHONPATH": str(OUTSIDE), "REELWORK_MAINTENANCE_SECONDS": "1"}
    async with stack_in(tmp_path_factory.mktemp("home"), **environment) as started:
        yield started


@pytest.fixture
async def client(stack: Stack) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=stack.address, timeout=30) as opened:
        yield opened


async def until(condition: Callable[[], Awaitable[Any]]) -> Any:
    """What the condition gives, as soon as it is true."""
    async with asyncio.timeout(60):
        while not (found := await condition()):
            await asyncio.sleep(0.05)
    return found


async def made(client: httpx.AsyncClient, **request: Any) -> str:
    """A chime that was asked for; its id."""
    answer = await client.post("/api/chimes", json={"pitch": 440, **request})
    assert answer.status_code == 201, answer.text
    job_id: str = answer.json()["job_id"]
    return job_id


async def ended(client: httpx.AsyncClient, job_id: str) -> dict[str, Any]:
    """The job at its end."""

    async def look() -> dict[str, Any] | None:
        job: dict[str, Any] = (await client.get(f"/api/chimes/{job_id}")).json()
        return job if job["state"] in ("completed", "failed", "cancelled") else None

    job: dict[str, Any] = await until(look)
    return job


def files(stack: Stack, job_id: str) -> list[str]:
    """Whatever is kept of a job, on the disk of this machine."""
    found = (path for path in stack.settings.home.rglob("*") if path.is_file() and job_id in str(path))
    return [str(path) for path in found]


def rows(stack: Stack, job_id: str) -> int:
    """How many rows of the ledger name a job."""
    with closing(sqlite3.connect(stack.settings.home / "ledger.db")) as ledger:
        tables = [name for (name,) in ledger.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = 0
        for table in tables:
            for column in [c[1] for c in ledger.execute(f"PRAGMA table_info({table})")]:
                query = f'SELECT count(*) FROM "{table}" WHERE "{column}" LIKE ?'  # noqa: S608 - our own names
                found += ledger.execute(query, (f"%{job_id}%",)).fetchone()[0]
    return found


async def test_it_goes_through_api_stream_and_file(client: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": "ring once"}
    created = await client.post("/api/chimes", json={"pitch": 440}, headers=key)
    job_id = created.json()["job_id"]

    async with aconnect_sse(client, "GET", f"/api/chimes/{job_id}/stream") as source:
        events = [event async for event in source.aiter_sse()]

    assert events[-1].event == "completed"
    last = events[-1].json()
    assert [event.json()["progress"] for event in events] == sorted(e.json()["progress"] for e in events)
    sound = await client.get(last["result"]["sound_path"])
    with wave.open(BytesIO(sound.content)) as tone:
        assert tone.getnframes() == 0.2 * tone.getframerate()
    assert (await client.get(last["result"]["sound_path"], headers={"Range": "bytes=0-3"})).content == b"RIFF"
    again = await client.post("/api/chimes", json={"pitch": 440}, headers=key)
    assert again.json()["job_id"] == job_id
    assert (await client.post("/api/chimes", json={"pitch": 441}, headers=key)).status_code == 409
    assert (await client.post("/api/chimes", json={"pitch": 1})).status_code == 422
    assert "/api/chimes" in (await client.get("/openapi.json")).json()["paths"]


async def test_it_has_pages_in_each_language(client: httpx.AsyncClient) -> None:
    japanese = {"Accept-Language": "ja"}
    assert "新しいチャイム" in (await client.get("/", headers=japanese)).text
    assert "高さ（Hz）" in (await client.get("/new/chime", headers=japanese)).text
    refused = await client.post("/new/chime", data={"pitch": "low"}, headers=japanese)
    assert refused.status_code == 422
    assert "整数を入力してください。" in refused.text

    sent = await client.post("/new/chime", data={"pitch": "523"})
    assert sent.status_code == 303, sent.text
    job_id = sent.headers["location"].rpartition("/")[2]
    await ended(client, job_id)

    shown = (await client.get(f"/jobs/{job_id}", headers={"Accept-Language": "zh-TW"})).text
    assert "正在響。" in shown
    assert f'src="/chimes/{job_id}/chime.wav"' in shown
    listed = (await client.get("/jobs?kind=chime", headers=japanese)).text
    assert "A chime of 523 Hz" in listed
    assert "チャイム" in listed
    assert 'value="523"' in (await client.get(f"/new/chime?job={job_id}")).text


async def test_a_cancel_in_a_step_leaves_nothing(stack: Stack, client: httpx.AsyncClient) -> None:
    job_id = await made(client, seconds=60)

    async def rings() -> bool:
        return bool((await client.get(f"/api/chimes/{job_id}")).json()["progress"] > 0.1)

    await until(rings)
    assert files(stack, job_id)
    page = (await client.get(f"/jobs/{job_id}", headers={"Accept-Language": "ja"})).text
    assert re.search(r"鳴らしています…（\d+回目）", page)
    await client.post(f"/jobs/{job_id}/cancel")

    assert (await ended(client, job_id))["state"] == "cancelled"
    assert not files(stack, job_id)


async def test_a_failure_is_told_in_words_and_leaves_nothing(stack: Stack, client: httpx.AsyncClient) -> None:
    job_id = await made(client, pitch=5000)

    job = await ended(client, job_id)

    assert (job["state"], job["error"]["code"]) == ("failed", "BELL_MISSING")
    page = (await client.get(f"/jobs/{job_id}", headers={"Accept-Language": "ja"})).text
    assert "5000 Hz の鐘はありません。" in page
    assert not files(stack, job_id)
    again = await client.post(f"/jobs/{job_id}/again")
    assert again.status_code == 303
    assert await ended(client, again.headers["location"].rpartition("/")[2])


async def test_an_attempt_that_fails_is_repeated(client: httpx.AsyncClient) -> None:
    job_id = await made(client, cracked=1)

    assert (await ended(client, job_id))["state"] == "completed"
    page = (await client.get(f"/jobs/{job_id}", headers={"Accept-Language": "zh-TW"})).text
    assert "440 Hz 的鐘裂了。" in page


async def test_what_it_made_goes_with_the_job(stack: Stack, client: httpx.AsyncClient) -> None:
    job_id = await made(client)
    sound = (await ended(client, job_id))["result"]["sound_path"]
    assert (await client.get(sound)).is_success

    assert (await client.delete(f"/api/chimes/{job_id}")).status_code == 204

    await until(lambda: _gone(stack, job_id))
    assert (await client.get(sound)).status_code == 404


async def test_what_it_made_goes_when_its_time_is_over(stack: Stack, client: httpx.AsyncClient) -> None:
    job_id = await made(client)
    await ended(client, job_id)
    assert files(stack, job_id)

    then = (datetime.now(UTC) - timedelta(days=1, hours=1)).strftime("%Y-%m-%d %H:%M:%S.%f")
    with closing(sqlite3.connect(stack.settings.home / "ledger.db", timeout=20)) as ledger, ledger:
        ledger.execute("UPDATE publications SET published_at = ? WHERE job_id = ?", (then, job_id))

    await until(lambda: _gone(stack, job_id))


async def test_one_that_is_terminated_leaves_nothing(stack: Stack, client: httpx.AsyncClient) -> None:
    job_id = await made(client, seconds=60)
    await until(lambda: _has_files(stack, job_id))
    temporal = await Client.connect(f"127.0.0.1:{stack.settings.temporal_port}")

    await temporal.get_workflow_handle(job_id).terminate("by hand")

    assert (await ended(client, job_id))["state"] == "failed"

    async def swept() -> bool:
        return not files(stack, job_id)

    await until(swept)


async def _gone(stack: Stack, job_id: str) -> bool:
    return not files(stack, job_id) and not rows(stack, job_id)


async def _has_files(stack: Stack, job_id: str) -> bool:
    return bool(files(stack, job_id))
