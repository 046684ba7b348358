"""The whole stack on machines that confine scripts less, or not at all."""

import asyncio
import sys
import sysconfig
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from runtime.scripts import refuse_open_places
from runtime.settings import Settings
from runtime.stack import Stack
from tests.machines import Machine
from tests.ports import free_ports
from tests.speech.conftest import DIALOGUE


@asynccontextmanager
async def client_on(machine: Machine, home: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a stack whose worker lives on such a machine."""
    api, temporal, ui = free_ports(3)
    settings = Settings(home=home, api_port=api, temporal_port=temporal, temporal_ui_port=ui)
    stack = Stack(settings, log_files=True)
    stack.worker._command = [sys.executable, "-m", "tests.machines", machine.value, *stack.worker._command]
    async with stack, httpx.AsyncClient(base_url=stack.address, timeout=30) as client:
        yield client


async def ended(client: httpx.AsyncClient, path: str) -> dict[str, Any]:
    """What is said of a job when it has ended."""
    while (job := (await client.get(path)).json())["status"] in ("pending", "running", "processing"):
        await asyncio.sleep(0.1)
    return dict(job)


async def animation(client: httpx.AsyncClient) -> dict[str, Any]:
    created = await client.post("/api/job/animation/full", json={"content": "Draw a circle"})
    return await ended(client, f"/api/job/{created.json()['job_id']}/status")


async def test_in_an_ordinary_container_animations_are_made_behind_landlock(tmp_path: Path) -> None:
    async with client_on(Machine.CONTAINER, tmp_path) as client:
        (worker,) = (await client.get("/readyz")).json()["render_workers"]
        job = await animation(client)

    assert (worker["sandbox"], worker["runs_scripts"]) == ("landlock", True)
    assert job["status"] == "completed"


async def test_where_scripts_are_refused_all_else_goes_on(tmp_path: Path) -> None:
    async with client_on(Machine.NO_FILE_WALLS, tmp_path) as client:
        ready = await client.get("/readyz")
        job = await animation(client)
        spoken = (await client.post("/api/v1/jobs", json=DIALOGUE)).json()
        dialogue = await ended(client, f"/api/v1/jobs/{spoken['id']}")
        page = await client.get(f"/jobs/{job['job_id']}", headers={"Accept-Language": "ja"})

    assert ready.status_code == 200
    (worker,) = ready.json()["render_workers"]
    assert (worker["sandbox"], worker["runs_scripts"]) == ("filter", False)
    assert job["status"] == "failed"
    assert job["error"] == "This server can't confine scripts, so it runs none."
    assert "このサーバーではスクリプトを安全に実行できません" in page.text
    assert dialogue["status"] == "completed"
    log = (tmp_path / "logs" / "worker.log").read_text()
    assert "Scripts are refused" in log
    assert "unshare: Operation not permitted" in log


def test_a_home_that_scripts_could_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="which scripts may read: move it to another folder"):
        refuse_open_places(Path(sysconfig.get_path("purelib")) / "home")

    refuse_open_places(tmp_path)
