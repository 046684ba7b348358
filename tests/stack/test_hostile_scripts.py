"""A model that writes hostile scripts: the job fails with the reason in words, and the stack goes on."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from runtime.settings import Settings
from runtime.stack import Stack
from tests.ports import free_ports
from tests.servers.openai_server import API_KEY, OpenAIServer

HEAD = "from manim import *\n\n\nclass GeneratedScene(Scene):\n    def construct(self):\n"
READER = HEAD + "        self.play(Write(Text(str(list(open('/etc/passwd'))))))\n"
HOARDER = (
    HEAD
    + "        self.play(Write(Text('hoard')))\n"
    + "        kept = []\n        while True:\n            kept.append(np.ones(1000000))\n"
)
"""Nothing in it can be told from honest code, until it runs."""


@pytest.fixture(scope="module")
async def led_astray(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[Stack, OpenAIServer]]:
    """A stack whose model plans well and then writes what the test says."""
    api, temporal, ui = free_ports(3)
    settings = Settings(
        home=tmp_path_factory.mktemp("home"), api_port=api, temporal_port=temporal, temporal_ui_port=ui
    )
    with OpenAIServer() as model:
        environment = {
            "REELWORK_AUTHOR": "model",
            "REELWORK_MODEL": "good,hostile",
            "REELWORK_MODEL_API_KEY": API_KEY,
            "REELWORK_MODEL_BASE_URL": model.base_url,
        }
        model.answers["hostile"] = {"code": ""}
        async with Stack(settings, log_files=True, environment=environment) as stack:
            yield stack, model


async def ended(stack: Stack, model: OpenAIServer, script: str) -> dict[str, Any]:
    """The end of an animation whose script is this one."""
    model.requests.clear()
    model.answers["hostile"] = {"code": script}
    async with httpx.AsyncClient(base_url=stack.address, timeout=30) as client:
        created = (await client.post("/api/job/animation/full", json={"content": "anything"})).json()
        path = f"/api/job/{created['job_id']}/status"
        while (job := (await client.get(path)).json())["status"] in ("pending", "running"):
            await asyncio.sleep(0.1)
    return dict(job)


async def test_a_script_that_the_check_refuses_never_runs(led_astray: tuple[Stack, OpenAIServer]) -> None:
    job = await ended(*led_astray, READER)

    assert job["status"] == "failed"
    assert "“open” is not allowed in scripts" in job["error"]


@pytest.mark.timeout(180)
async def test_a_script_that_dies_of_a_limit_says_of_which(led_astray: tuple[Stack, OpenAIServer]) -> None:
    job = await ended(*led_astray, HOARDER)

    assert job["status"] == "failed"
    assert "The script used more than 4 GB of memory." in job["error"]


async def test_no_other_user_reaches_what_scripts_leave(led_astray: tuple[Stack, OpenAIServer]) -> None:
    stack, _ = led_astray
    assert stack.settings.scratch.stat().st_mode & 0o077 == 0


async def test_readiness_tells_what_confines_scripts(led_astray: tuple[Stack, OpenAIServer]) -> None:
    stack, _ = led_astray
    async with httpx.AsyncClient(base_url=stack.address, timeout=30) as client:
        (worker,) = (await client.get("/readyz")).raise_for_status().json()["render_workers"]

    assert worker["sandbox"] in {"complete", "own-root", "landlock"}
    assert worker["runs_scripts"] is True
    log = (stack.settings.home / "logs" / "worker.log").read_text()
    assert "Scripts are confined" in log
    assert worker["sandbox"] in log
