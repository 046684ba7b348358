"""A ledger or a store that can't be used, over HTTP: each contract says so in its own body, in time."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Thread
from typing import Any, Final

import httpx
import pytest
from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.service import RPCError

from api import app
from api.article_video import ArticleVideoRequest
from contracts.article_video import ARTICLE_VIDEO
from jobs.drafts import draft
from store import probe
from store.artifacts import Artifacts
from store.ledger import Ledger
from tests.api.belongings import DIALOGUE, Belongings, belongings, script_of
from tests.api.serving import FULL, VECTORS, Serving, edit_of_ids, new_home, serve, settings_for, until
from tests.disks import Disk, small_disk
from tests.store.s3_server import S3Server

SECONDS: Final = 5
"""So soon whoever asks is told."""

Check = Callable[[httpx.Response, str], None]


@dataclass(frozen=True)
class Stores:
    """What belongs to somebody lies here."""

    ledger: Ledger
    artifacts: Artifacts


def plain(response: httpx.Response, why: str) -> None:
    """As animations, article videos, script videos and cancelling say it."""
    assert set(response.json()) == {"detail"}
    assert why in response.json()["detail"]


def spoken(response: httpx.Response, why: str) -> None:
    """As dialogues say it."""
    said = response.json()
    assert set(said) == {"error", "message", "details", "detail"}
    assert said["error"] == "SERVICE_UNAVAILABLE"
    assert said["message"] == "服務暫時無法使用，請稍後再試"
    assert why in said["detail"]


def page(response: httpx.Response, why: str) -> None:
    """As a page says it."""
    assert response.headers["content-type"].startswith("text/html")
    assert "A part of Reelwork does not answer right now. Please try again." in response.text
    assert why in response.text.replace("&#39;", "'")


def creations(mine: Belongings) -> Mapping[tuple[str, str], tuple[Any, Check]]:
    """What makes something or changes it, in every contract."""
    return {
        ("POST", FULL): (VECTORS, plain),
        ("POST", f"{FULL}/stream"): (VECTORS, plain),
        ("POST", "/api/job/animation/edit"): (edit_of_ids(mine.generation_id, mine.animation_id), plain),
        ("POST", "/api/v1/jobs"): (DIALOGUE, spoken),
        ("POST", "/api/v1/jobs?"): (script_of("anonymous"), plain),
        ("POST", "/api/generate-video"): ({"url": "https://example.com/tides"}, plain),
        ("POST", f"/api/jobs/{mine.jobs['open']}/cancel"): (None, plain),
        ("DELETE", f"/api/job/{mine.jobs['animation_full']}"): (None, plain),
        ("DELETE", f"/api/v1/jobs/{mine.jobs['speech']}"): (None, spoken),
    }


def readings(mine: Belongings) -> Mapping[tuple[str, str], tuple[Any, Check]]:
    """What tells something, in every contract."""
    drawn, said, told = (mine.jobs[kind] for kind in ("animation_full", "speech", "article_video"))
    return {
        ("GET", f"/api/job/{drawn}/status"): (None, plain),
        ("GET", f"/api/job/{drawn}/stream"): (None, plain),
        ("GET", f"/api/v1/jobs/{said}"): (None, spoken),
        ("GET", f"/api/v1/jobs/{said}/stream"): (None, spoken),
        ("GET", f"/api/v1/jobs/{said}/download"): (None, spoken),
        ("GET", "/api/v1/jobs"): (None, spoken),
        ("GET", "/api/v1/jobs?user_id=anonymous"): (None, plain),
        ("GET", f"/api/jobs/{told}"): (None, plain),
        ("GET", "/api/jobs"): (None, plain),
        ("GET", f"/api/videos/{mine.video_id}/file"): (None, plain),
        ("GET", "/"): (None, page),
        ("GET", f"/jobs/{drawn}"): (None, page),
    }


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with small_disk(tmp_path / "disk", megabytes=4) as made:
        yield made


@pytest.fixture
async def mine(disk: Disk, migrated: Path) -> Belongings:
    """A finished job of each kind and an open one, in a home on that disk."""
    home = new_home(disk.folder / "home", migrated)
    async with Ledger(f"sqlite:///{home}/ledger.db") as ledger:
        made = await belongings(Stores(ledger, Artifacts((home / "artifacts").as_uri())), "anonymous")
        url = "https://example.com/waves"
        asked = draft(ARTICLE_VIDEO, "anonymous", ArticleVideoRequest(url=url), {"url": url})
        waiting = (await ledger.accept(asked)).job.snapshot.job_id
        return replace(made, jobs={**made.jobs, "open": waiting})


@asynccontextmanager
async def serving(client: Client, disk: Disk, **settings: Any) -> AsyncIterator[Serving]:
    """The API on that home; the workflows that it starts end with it, since no worker does."""
    async with serve(settings_for(disk.folder / "home", client, **settings)) as api:
        for body in (
            DIALOGUE,
            script_of("anonymous"),
        ):  # what a first one loads keeps all waiting for seconds
            await api.client.post("/api/v1/jobs", json=body)
        yield api
        for job in await api.services.ledger.list(limit=100):
            try:
                handle = client.get_workflow_handle(job.snapshot.job_id)
                if (await handle.describe()).status is WorkflowExecutionStatus.RUNNING:
                    await handle.terminate()
            except RPCError:  # it was made without one
                continue


async def answers_503(api: Serving, asked: Mapping[tuple[str, str], tuple[Any, Check]], why: str) -> None:
    """Ask all of it at once: each is told in time, in its contract's words, and when to come again."""

    async def ask(method: str, path: str, body: Any, check: Check) -> None:
        accept = {"Accept": "text/html", "Accept-Language": "en"} if check is page else {}
        begun = time.monotonic()
        response = await api.client.request(method, path, json=body, headers=accept)
        place = f"{method} {path}: {response.status_code} {response.text[:500]}"
        assert response.status_code == 503, place
        assert int(response.headers["Retry-After"]) > 0, place
        assert time.monotonic() - begun < SECONDS, place
        check(response, why)

    await asyncio.gather(*(ask(*place, *how) for place, how in asked.items()))


async def is_ready(api: Serving) -> bool:
    return (await api.client.get("/readyz")).status_code == 200


def _use_up_the_log(file: Path) -> None:
    """Write until not another page of it has room."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_autocheckpoint=0")  # it would begin from its start again
        try:
            while True:
                connection.execute("UPDATE probe SET filling = hex(randomblob(8))")
        except sqlite3.OperationalError as error:
            if "full" not in str(error):
                raise


async def test_a_full_disk(
    temporal: Client, disk: Disk, mine: Belongings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probe, "KEPT_SECONDS", 0.1)
    async with serving(temporal, disk) as api:
        await api.create()
        disk.fill()
        _use_up_the_log(disk.folder / "home" / "ledger.db")
        stood = await api.services.ledger.count()

        await answers_503(api, creations(mine), "The ledger's disk is full.")
        not_ready = await api.client.get("/readyz")
        for (method, path), (_, check) in readings(mine).items():
            headers = {"Accept": "text/html"} if check is page else {}
            read = await api.client.request(method, path, headers=headers)
            assert read.status_code == 200, path

        assert not_ready.status_code == 503
        assert not_ready.json()["parts"] == {
            "temporal": "ok",
            "ledger": "The ledger's disk is full. Please try again shortly.",
            "artifacts": "The artifacts' disk is full. Please try again shortly.",
        }
        assert await api.services.ledger.count() == stood
        disk.free()
        await until(lambda: is_ready(api))
        await api.create()
        assert await api.services.ledger.count() == stood + 1


async def test_a_disk_that_can_only_be_read(
    temporal: Client, disk: Disk, mine: Belongings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probe, "KEPT_SECONDS", 0.1)
    disk.protect()
    async with serving(temporal, disk) as api:
        why = "The ledger can't be opened to be written to."
        await answers_503(api, {**creations(mine), **readings(mine)}, why)
        assert (await api.client.get("/readyz")).json()["parts"] == {
            "temporal": "ok",
            "ledger": f"{why} Please try again shortly.",
            "artifacts": "The artifacts can only be read, not written to. Please try again shortly.",
        }

        disk.release()
        await until(lambda: is_ready(api))
        await api.create()


async def test_a_ledger_that_another_program_locks(
    temporal: Client, disk: Disk, mine: Belongings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probe, "KEPT_SECONDS", 0.1)
    key = {"Idempotency-Key": "while it was locked"}
    file = disk.folder / "home" / "ledger.db"
    async with serving(temporal, disk) as api:
        before = await api.services.ledger.count()
        with closing(sqlite3.connect(file, isolation_level=None)) as holder:
            holder.execute("BEGIN IMMEDIATE")
            why = "The ledger is locked by another program."
            named = asyncio.create_task(api.client.post(FULL, json=VECTORS, headers=key))
            asking = asyncio.create_task(answers_503(api, creations(mine), why))
            ready = await api.client.get("/readyz")
            await asking
            assert (await named).status_code == 503
            assert ready.json()["parts"]["ledger"] == f"{why} Please try again shortly."
            holder.execute("ROLLBACK")

        await until(lambda: is_ready(api))
        first = await api.create(headers=key)
        assert await api.create(headers=key) == first
        assert await api.services.ledger.count() == before + 1, "nothing that was given up is made later"


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[S3Server]:
    with S3Server() as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.server_port}")
        for name, value in {"ALLOW_HTTP": "true", "ACCESS_KEY_ID": "a", "SECRET_ACCESS_KEY": "b"}.items():
            monkeypatch.setenv(f"AWS_{name}", value)
        monkeypatch.setenv("AWS_REGION", "us-east-1")
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        yield server
        server.answering.set()
        server.shutdown()
        thread.join()


async def test_a_store_of_files_that_hangs(
    temporal: Client, tmp_path: Path, migrated: Path, s3: S3Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probe, "KEPT_SECONDS", 0.1)
    monkeypatch.setattr(app, "LIMIT", 0.5)
    settings = settings_for(new_home(tmp_path, migrated), temporal, artifacts_url="s3://bucket/some")
    async with serve(settings) as api:
        mine = await belongings(api.services, "anonymous")
        s3.answering.clear()
        downloads: dict[tuple[str, str], tuple[Any, Check]] = {
            **{("GET", f"/{path}"): (None, plain) for path in mine.files},
            ("GET", f"/api/v1/jobs/{mine.jobs['speech']}/download"): (None, spoken),
            ("GET", f"/api/videos/{mine.video_id}/file"): (None, plain),
            ("GET", f"/jobs/{mine.jobs['script_video']}/captions.vtt"): (None, page),
        }

        why = "The artifacts do not answer at the moment."
        await answers_503(api, downloads, why)
        ready = await api.client.get("/readyz")

        assert ready.status_code == 503
        assert ready.json()["parts"]["artifacts"].startswith(why)
        s3.answering.set()
        for method, path in downloads:
            assert (await api.client.request(method, path)).status_code == 200, path
        await until(lambda: is_ready(api))
