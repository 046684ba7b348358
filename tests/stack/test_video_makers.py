"""With keys a model writes, Pexels shows, Azure speaks: all of them on loopback, and the result says so."""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from runtime.settings import Settings
from runtime.stack import Stack
from tests.ports import free_ports
from tests.servers.azure_server import AzureServer
from tests.servers.openai_server import API_KEY, OpenAIServer
from tests.servers.pexels_server import GOOD, PexelsServer
from tests.servers.web_server import WebServer


def scene(narration: str, **changes: Any) -> dict[str, Any]:
    return {
        "narration": narration,
        "card": "statement",
        "heading": "The tide mill",
        "keywords": ["tide mill", "village"],
        **changes,
    }


DRAFT: dict[str, Any] = {
    "scenes": [
        scene(
            "For 240 years the tide turned a mill at Carrow Point. Then a storm in 1953 broke it.", picture=0
        ),
        scene(
            "Now the wheel turns again, and it makes electricity for the homes of the village "
            "around the old pond, day and night."
        ),
        scene(
            "Ruth Penhale had walked past the ruin every morning, and one day she noticed "
            "that the pond behind the wall still filled."
        ),
        scene(
            "The sea fills the pond at high water, and the falling tide lets it out "
            "through the wheel, twice a day, in calm and storm."
        ),
        scene("So the village knows years ahead when its power comes, because the Moon keeps the timetable."),
    ]
}


@pytest.fixture
async def makers(tmp_path: Path) -> AsyncIterator[tuple[Stack, WebServer]]:
    api, temporal, ui = free_ports(3)
    settings = Settings(home=tmp_path / "home", api_port=api, temporal_port=temporal, temporal_ui_port=ui)
    with WebServer() as web, OpenAIServer() as model, AzureServer() as azure, PexelsServer() as pexels:
        model.answers["storyboard"] = DRAFT
        environment = {
            "REELWORK_FETCH_ALLOWED_HOSTS": "127.0.0.1",
            "REELWORK_AUTHOR": "model",
            "REELWORK_MODEL": "storyboard",
            "REELWORK_MODEL_API_KEY": API_KEY,
            "REELWORK_MODEL_BASE_URL": model.base_url,
            "REELWORK_PEXELS_KEY": GOOD,
            "REELWORK_PEXELS_URL": pexels.url,
            "AZURE_SPEECH_KEY": "ok",
            "AZURE_SPEECH_HOST": azure.host,
        }
        async with Stack(settings, log_files=True, environment=environment) as stack:
            yield stack, web


@pytest.mark.timeout(300)
async def test_who_has_a_key_makes_it(makers: tuple[Stack, WebServer]) -> None:
    stack, web = makers
    async with httpx.AsyncClient(base_url=stack.address, timeout=30) as client:
        created = await client.post("/api/generate-video", json={"url": web.url("en.html")})
        job_id = created.json()["job_id"]
        while (job := (await client.get(f"/api/jobs/{job_id}")).json())["status"] in (
            "pending",
            "processing",
        ):
            await asyncio.sleep(0.1)

    assert job["status"] == "completed", job["error_message"]
    with sqlite3.connect(stack.settings.home / "ledger.db") as ledger:
        ((text,),) = ledger.execute("SELECT result FROM jobs WHERE id = ?", (job_id,))
    result = json.loads(text)
    made_by = result["made_by"]
    assert made_by["script"] == "storyboard"
    assert made_by["voice"].startswith("azure:en-US-")
    assert made_by["fallback_from"] is None
    pictures = made_by["pictures"]
    assert pictures["article_picture"] == 1
    assert pictures["stock_picture"] + pictures.get("stock_clip", 0) == 4
    assert [credit["source"] for credit in result["credits"]] == ["127.0.0.1", *["Pexels"] * 4]
    assert all(credit["author"] for credit in result["credits"][1:])
