"""A kind that a package from outside adds: its API, its form, its words and its results are there."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from temporalio.client import Client

from contracts.jobs import JobError, JobState
from contracts.messages import message
from contracts.phrases import phrase
from store.artifacts import Artifacts
from store.ledger import Ledger
from tests.api.serving import HOST, new_home, port_of
from tests.ports import free_ports

ROOT = Path(__file__).parents[2]
OUTSIDE = ROOT / "tests" / "outside"
JAPANESE = {"Accept-Language": "ja"}
CHINESE = {"Accept-Language": "zh-TW"}


@dataclass
class Served:
    """An API that finds the package, in a process of its own, and what lies under it."""

    client: httpx.AsyncClient
    ledger: Ledger
    artifacts: Artifacts


@pytest.fixture(scope="module")
async def served(
    temporal: Client, tmp_path_factory: pytest.TempPathFactory, migrated: Path
) -> AsyncIterator[Served]:
    """The API as it is served everywhere; all that differs is what its interpreter finds."""
    home = new_home(tmp_path_factory.mktemp("home"), migrated)
    (port,) = free_ports(1)
    environment = {
        **os.environ,
        "PYTHONPATH": f"{ROOT}{os.pathsep}{OUTSIDE}",
        "REELWORK_HOME": str(home),
        "REELWORK_API_PORT": str(port),
        "REELWORK_TEMPORAL_PORT": str(port_of(temporal)),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "api.serve", cwd=home, env=environment
    )
    try:
        async with (
            httpx.AsyncClient(base_url=f"http://{HOST}:{port}", trust_env=False, timeout=30) as client,
            Ledger(f"sqlite:///{home}/ledger.db") as ledger,
        ):
            while not await answers(client):
                assert process.returncode is None
                await asyncio.sleep(0.05)
            yield Served(client, ledger, Artifacts((home / "artifacts").as_uri()))
    finally:
        process.terminate()
        await process.wait()


async def answers(client: httpx.AsyncClient) -> bool:
    try:
        return (await client.get("/healthz")).is_success
    except httpx.TransportError:
        return False


async def asked(served: Served, text: str) -> str:
    """An echo that was asked for by its form; its job's id."""
    answer = await served.client.post("/new/echo", data={"text": text})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].rpartition("/")[2]


async def test_its_paths_are_part_of_the_api(served: Served) -> None:
    created = await served.client.post("/api/echoes", json={"text": "Hello"})
    job_id = created.json()["job_id"]

    assert (await served.client.get(f"/api/echoes/{job_id}")).json()["kind"] == "echo"
    assert (await served.client.get(f"/api/jobs/{job_id}")).status_code == 404
    assert (await served.client.post("/api/echoes", json={"text": ""})).status_code == 422
    assert "/api/echoes/{job_id}" in (await served.client.get("/openapi.json")).json()["paths"]


async def test_its_form_and_its_jobs_are_shown_in_the_readers_language(served: Served) -> None:
    job_id = await asked(served, "Hello there")

    assert "新しいこだま" in (await served.client.get("/", headers=JAPANESE)).text
    form = (await served.client.get("/new/echo", headers=CHINESE)).text
    assert "要喊什麼？" in form
    assert "example=0" in (await served.client.get("/new/echo")).text
    listed = (await served.client.get("/jobs?kind=echo", headers=JAPANESE)).text
    assert "こだま" in listed
    assert f"row-{job_id}" in listed
    page = (await served.client.get(f"/jobs/{job_id}", headers=JAPANESE)).text
    assert "Hello there" in page
    assert "呼びかけ中" in page
    wrong = await served.client.post("/new/echo", data={"text": " "})
    assert wrong.status_code == 422
    assert 'id="wrong-text"' in wrong.text


async def test_what_it_says_and_why_it_failed_is_told_in_the_readers_language(served: Served) -> None:
    job_id = await asked(served, "Yoo-hoo")
    accepted = (await served.ledger.get(job_id)).snapshot
    running = {"state": JobState.RUNNING, "sequence": 1, "message": message("echoing.times", times=2)}
    await served.ledger.record([accepted.model_copy(update=running)])

    assert "Echoing... (heard 2 times)" in (await served.client.get(f"/jobs/{job_id}")).text
    assert (
        "呼びかけています…（2回聞こえました）"
        in (await served.client.get(f"/jobs/{job_id}", headers=JAPANESE)).text
    )

    error = JobError.of("ECHO_LOST", phrase("There is no echo of {text}.", text="Yoo-hoo {}"))
    await served.ledger.close_from_outside(job_id, JobState.FAILED, error=error)

    assert "There is no echo of Yoo-hoo {}." in (await served.client.get(f"/jobs/{job_id}")).text
    assert "Yoo-hoo {} 沒有回聲。" in (await served.client.get(f"/jobs/{job_id}", headers=CHINESE)).text


async def test_its_result_is_shown_and_its_files_are_served(served: Served) -> None:
    job_id = await asked(served, "Halloo")
    path = f"echoes/{job_id}/echo.txt"
    await served.artifacts.put(path, b"halloo <b>")
    await served.ledger.close_from_outside(
        job_id, JobState.COMPLETED, result={"echo_path": f"/{path}", "length": 6}
    )

    page = (await served.client.get(f"/jobs/{job_id}", headers=CHINESE)).text
    assert "傳回來的聲音：halloo &lt;b&gt;" in page
    assert f'href="/{path}"' in page
    file = await served.client.get(f"/{path}")
    assert file.content == b"halloo <b>"
    assert file.headers["content-type"] == "text/plain; charset=utf-8"


async def test_it_is_cancelled_and_made_again(served: Served) -> None:
    job_id = await asked(served, "Once more")
    await served.client.post(f"/jobs/{job_id}/cancel")

    again = await served.client.post(f"/jobs/{job_id}/again")

    repeated = again.headers["location"].rpartition("/")[2]
    assert repeated != job_id
    assert (await served.ledger.get(repeated)).request == {"text": "Once more"}
    assert "Once more</textarea>" in (await served.client.get(f"/new/echo?job={job_id}")).text
