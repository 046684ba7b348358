"""Dialogues on the whole stack with real processes: the commands of their contract, and a killed worker."""

import asyncio
import json
import re
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import av
import httpx
import pytest

from runtime.stack import Stack
from tests.servers.web_server import WebServer
from tests.stack.conftest import Keyed

CREATE = r"""curl -X POST http://localhost:8000/api/v1/jobs \
  -H "Content-Type: application/json" \
  -d '{
    "provider": "azure",
    "turns": [
      {"speaker": "A", "text": "你好，今天天氣真好！", "index": 0},
      {"speaker": "B", "text": "是啊，要不要一起去公園走走？", "index": 1}
    ],
    "voice_assignments": [
      {"speaker": "A", "voice_id": "zh-TW-HsiaoYuNeural", "voice_name": "曉雨"},
      {"speaker": "B", "voice_id": "zh-TW-YunJheNeural", "voice_name": "雲哲"}
    ],
    "language": "zh-TW",
    "output_format": "mp3"
  }'"""
GET = "curl http://localhost:8000/api/v1/jobs/550e8400-e29b-41d4-a716-446655440000"
DOWNLOAD = "curl -O http://localhost:8000/api/v1/jobs/550e8400-e29b-41d4-a716-446655440000/download"
LISTS = (
    "curl http://localhost:8000/api/v1/jobs",
    'curl "http://localhost:8000/api/v1/jobs?status=completed"',
    'curl "http://localhost:8000/api/v1/jobs?limit=10&offset=0"',
)
CANCEL = "curl -X DELETE http://localhost:8000/api/v1/jobs/550e8400-e29b-41d4-a716-446655440000"


async def run(command: str, stack: Stack, folder: Path, job_id: str = "") -> str:
    """One of the contract's commands, pasted as it is (address and id aside)."""
    command = command.replace("http://localhost:8000", stack.address)
    command = command.replace("550e8400-e29b-41d4-a716-446655440000", job_id)
    command = re.sub(r"^curl", "curl -s", command)
    process = await asyncio.create_subprocess_exec(
        "bash", "-euc", command, cwd=folder, stdout=asyncio.subprocess.PIPE
    )
    output, _ = await process.communicate()
    assert process.returncode == 0, command
    return output.decode()


def dialogue(texts: Sequence[str]) -> dict[str, Any]:
    """A request for a dialogue of two by Azure."""
    return {
        "provider": "azure",
        "turns": [{"speaker": "AB"[n % 2], "text": text, "index": n} for n, text in enumerate(texts)],
        "voice_assignments": [
            {"speaker": "A", "voice_id": "zh-TW-HsiaoYuNeural"},
            {"speaker": "B", "voice_id": "zh-TW-YunJheNeural"},
        ],
    }


async def test_the_contracts_commands_speak_with_the_embedded_voice_where_there_is_no_key(
    stack: Stack, tmp_path: Path
) -> None:
    created = json.loads(await run(CREATE, stack, tmp_path))
    assert (created["status"], created["provider"]) == ("pending", "azure")
    job_id = created["id"]

    while (job := json.loads(await run(GET, stack, tmp_path, job_id)))["status"] in ("pending", "processing"):
        await asyncio.sleep(0.2)
    assert job["status"] == "completed", job
    result = job["result_metadata"]
    assert (result["provider"], result["fallback_from"]) == ("kokoro", "azure")
    assert len(result["turns"]) == 2

    await run(DOWNLOAD, stack, tmp_path, job_id)
    with av.open(str(tmp_path / "download")) as audio:
        seconds = sum(frame.samples / frame.sample_rate for frame in audio.decode(audio=0))
    assert seconds * 1000 == pytest.approx(result["duration_ms"], abs=60)
    assert 3 < seconds < 12
    for command in LISTS:
        listed = json.loads(await run(command, stack, tmp_path))
        assert job_id in [item["id"] for item in listed["items"]]
    assert json.loads(await run(CANCEL, stack, tmp_path, job_id))["error"] == "JOB_CANNOT_CANCEL"


async def test_a_killed_worker_speaks_no_finished_turn_again(keyed: Keyed) -> None:
    """Azure takes 300 ms for a turn, and counts what it is asked."""
    stack = keyed.stack
    texts = [f"這是第{n}句話" for n in range(20)]
    cache = stack.settings.home / "artifacts" / "speech-cache"
    of_others = len(list(cache.rglob("*.wav")))

    def finished() -> int:
        return len(list(cache.rglob("*.wav"))) - of_others

    async with httpx.AsyncClient(base_url=stack.address, timeout=30) as client:
        created = await client.post("/api/v1/jobs", json=dialogue(texts))
        assert created.status_code == 201, created.text
        job_id = created.json()["id"]

        async def job() -> dict[str, Any]:
            return dict((await client.get(f"/api/v1/jobs/{job_id}")).json())

        while not finished():
            await asyncio.sleep(0.02)
        stack.worker.kill()
        await stack.worker.wait()
        before = finished()
        assert 0 < before < 20
        await stack.worker.start()
        while (now := await job())["status"] in ("pending", "processing"):
            await asyncio.sleep(0.1)

    assert now["status"] == "completed", now
    asked = keyed.azure.stats.report()["asked"]
    spoken = {line["text"]: line["count"] for line in asked if line["text"] in texts}
    assert len(spoken) == 20
    again = sum(count - 1 for count in spoken.values())
    assert again <= 8, "only those that were under way when the worker died, at most 8 at a time"
    assert sum(count == 1 for count in spoken.values()) >= before


async def test_pages_that_eat_the_machine_slow_no_dialogue_by_more_than_a_half(
    keyed: Keyed, web: WebServer
) -> None:
    """Each page is given up after five seconds of the processor's time; then the next one has its place."""
    async with httpx.AsyncClient(base_url=keyed.stack.address, timeout=30) as client:

        async def took() -> float:
            began = time.monotonic()
            texts = [f"這是{uuid4().hex}" for _ in range(8)]
            created = await client.post("/api/v1/jobs", json=dialogue(texts))
            assert created.status_code == 201, created.text
            while True:
                job = (await client.get(f"/api/v1/jobs/{created.json()['id']}")).json()
                if job["status"] not in ("pending", "processing"):
                    assert job["status"] == "completed", job
                    return time.monotonic() - began
                await asyncio.sleep(0.02)

        async def page() -> str:
            asked = {"url": web.url(f"fault/hostile?{uuid4().hex}")}
            return str((await client.post("/api/generate-video", json=asked)).json()["job_id"])

        async def job(job_id: str) -> dict[str, Any]:
            return dict((await client.get(f"/api/jobs/{job_id}")).json())

        async def open_pages() -> Sequence[str]:
            return [one for one in pages if (await job(one))["status"] in ("pending", "processing")]

        alone = min([await took() for _ in range(3)])
        pages = [await page() for _ in range(8)]
        while (await job(pages[0]))["status"] == "pending":
            await asyncio.sleep(0.02)
        beside = [await took()]
        while min(beside) >= 1.5 * alone and len(beside) < 10:  # the machine may have other work
            pages += [await page() for _ in range(8 - len(await open_pages()))]
            beside.append(await took())
        left = await open_pages()
        assert left, "the pages were done with before the dialogue was"
        for one in left:
            began = time.monotonic()
            assert (await client.post(f"/api/jobs/{one}/cancel")).is_success
            assert time.monotonic() - began < 2
    assert min(beside) < 1.5 * alone, (beside, alone)
