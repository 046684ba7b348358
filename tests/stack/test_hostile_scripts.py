"""A model that writes hostile scripts: the job fails with the reason in words, and the stack goes on."""

import asyncio
from typing import Any

import httpx
import pytest

from tests.servers.openai_server import OUTLINE
from tests.stack.conftest import Keyed

READER = "self.play(Write(Text(str(list(open('/etc/passwd'))))))"
HOARDER = "self.play(Write(Text('hoard')))\nkept = []\nwhile True:\n    kept.append(np.ones(1000000))\n"
"""Nothing in it can be told from honest code, until it runs."""
ALONE = {**OUTLINE, "scenes": OUTLINE["scenes"][1:]}


async def ended(keyed: Keyed, code: str) -> dict[str, Any]:
    """The end of an animation whose model plans well and then draws its scene by this code, always."""
    keyed.model.requests.clear()
    keyed.model.answers["good"] = ALONE
    keyed.model.answers["hostile"] = {"beats": [{"line": "Look.", "code": code}]}
    try:
        async with httpx.AsyncClient(base_url=keyed.stack.address, timeout=30) as client:
            created = (await client.post("/api/job/animation/full", json={"content": "anything"})).json()
            path = f"/api/job/{created['job_id']}/status"
            while (job := (await client.get(path)).json())["status"] in ("pending", "running"):
                await asyncio.sleep(0.1)
    finally:
        del keyed.model.answers["good"]
    return dict(job)


async def test_a_script_that_the_check_refuses_never_runs(keyed: Keyed) -> None:
    job = await ended(keyed, READER)

    assert job["status"] == "failed"
    assert "“open” is not allowed in scripts" in job["error"]


@pytest.mark.timeout(180)
async def test_a_script_that_dies_of_a_limit_says_of_which(keyed: Keyed) -> None:
    job = await ended(keyed, HOARDER)

    assert job["status"] == "failed"
    assert "The script used more than 4 GB of memory." in job["error"]


async def test_no_other_user_reaches_what_scripts_leave(keyed: Keyed) -> None:
    assert keyed.stack.settings.scratch.stat().st_mode & 0o077 == 0


async def test_readiness_tells_what_confines_scripts(keyed: Keyed) -> None:
    async with httpx.AsyncClient(base_url=keyed.stack.address, timeout=30) as client:
        (worker,) = (await client.get("/readyz")).raise_for_status().json()["render_workers"]

    assert worker["sandbox"] in {"complete", "own-root", "landlock"}
    assert worker["runs_scripts"] is True
    log = (keyed.stack.settings.home / "logs" / "worker.log").read_text()
    assert "Scripts are confined" in log
    assert worker["sandbox"] in log
