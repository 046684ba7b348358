"""With keys a model writes, Pexels shows, Azure speaks: all of them on loopback, and the result says so."""

import asyncio
import json
import sqlite3
from typing import Any

import httpx
import pytest

from tests.servers.web_server import WebServer
from tests.stack.conftest import Keyed


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


@pytest.mark.timeout(300)
async def test_who_has_a_key_makes_it(keyed: Keyed, web: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    stack = keyed.stack
    keyed.model.requests.clear()
    monkeypatch.setitem(keyed.model.answers, "good", DRAFT)
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
    assert made_by["script"] == "good,hostile"  # the model, by its name
    assert made_by["voice"].startswith("azure:en-US-")
    assert made_by["fallback_from"] is None
    pictures = made_by["pictures"]
    assert pictures["article_picture"] == 1
    assert pictures["stock_picture"] + pictures.get("stock_clip", 0) == 4
    assert [credit["source"] for credit in result["credits"]] == ["127.0.0.1", *["Pexels"] * 4]
    assert all(credit["author"] for credit in result["credits"][1:])
