"""What an owner may create: 429 in each contract's words, and in headers how the owner stands."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from temporalio.client import Client

from contracts.animation import PLAN
from tests.api.serving import FULL, VECTORS, Puppet, Serving, serve, settings_for
from tests.workflows.stage import Stage

pytestmark = pytest.mark.usefixtures("stage")

SENTENCE = "At most 2 jobs may be started within a minute. Wait a little and try again."
SCRIPT: dict[str, Any] = {
    "script_id": "one",
    "title": "One",
    "script_content": "One sentence is enough.",
    "language": "en-US",
    "platform": "youtube",
    "duration": 15,
    "voice_provider": "kokoro",
}
CREATIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "animation": (FULL, VECTORS),
    "a stream": (f"{FULL}/stream", VECTORS),
    "article": ("/api/generate-video", {"url": "https://example.com/article"}),
}


@pytest.fixture(scope="module")
async def limited(temporal: Client, home: Path) -> AsyncIterator[Serving]:
    """The API where an owner may start two jobs a minute."""
    settings = settings_for(home, temporal, creations_a_minute=2)
    async with serve(settings) as serving:
        yield serving


def someone() -> dict[str, str]:
    """The header of an owner whom no other test knows."""
    return {"X-User-Id": f"owner-{uuid4()}"}


@pytest.mark.parametrize(("path", "body"), CREATIONS.values(), ids=CREATIONS)
async def test_every_answer_to_a_creation_says_how_its_owner_stands(
    limited: Serving, path: str, body: dict[str, Any]
) -> None:
    owner = someone()

    answers = [await limited.client.post(path, json=body, headers=owner) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert {answer.headers["RateLimit-Policy"] for answer in answers} == {'"creations";q=2;w=60'}
    told = [re.fullmatch(r'"creations";r=(\d+);t=(\d+)', answer.headers["RateLimit"]) for answer in answers]
    assert [each and each[1] for each in told] == ["1", "0", "0"]
    assert all(each and 0 < int(each[2]) <= 60 for each in told)
    refused = answers[-1]
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert "Retry-After" not in answers[0].headers
    assert refused.json() == {"detail": SENTENCE}
    assert (await limited.client.post(path, json=body, headers=someone())).status_code == 200


async def test_a_script_video_is_refused_in_its_own_words(limited: Serving) -> None:
    request = {"video_request": {**SCRIPT, "user_id": str(uuid4())}}

    answers = [await limited.client.post("/api/v1/jobs", json=request) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [202, 202, 429]
    assert answers[-1].json() == {"detail": SENTENCE}
    assert answers[-1].headers["RateLimit"].startswith('"creations";r=0;t=')


async def test_a_dialogue_is_refused_in_the_words_of_speech(limited: Serving) -> None:
    request = {
        "provider": "kokoro",
        "turns": [{"speaker": "A", "text": "One.", "index": 0}],
        "voice_assignments": [{"speaker": "A", "voice_id": "af_heart"}],
        "language": "en-US",
    }
    owner = someone()

    answers = [await limited.client.post("/api/v1/jobs", json=request, headers=owner) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert answers[-1].json() == {
        "error": "TOO_MANY_CREATIONS",
        "message": "建立工作過於頻繁，請稍後再試",
        "details": {"limit": 2},
        "detail": SENTENCE,
    }
    assert answers[-1].headers["RateLimit"].startswith('"creations";r=0;t=')


async def test_a_repetition_spends_nothing(limited: Serving) -> None:
    headers = {**someone(), "Idempotency-Key": "once"}

    answers = [await limited.client.post(FULL, json=VECTORS, headers=headers) for _ in range(4)]

    assert len({answer.json()["job_id"] for answer in answers}) == 1
    assert {answer.headers["RateLimit"].partition(";t=")[0] for answer in answers} == {'"creations";r=1'}
    assert [answer.headers.get("Idempotent-Replayed") for answer in answers] == [None, "true", "true", "true"]


async def test_a_page_says_it_to_its_reader(limited: Serving) -> None:
    headers = {**someone(), "Accept-Language": "ja", "Origin": str(limited.client.base_url)}
    form = {"content": "vectors", "additional_instructions": ""}

    answers = [await limited.client.post("/new/animation", data=form, headers=headers) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [303, 303, 429]
    assert "1分間に開始できるジョブは2件までです。" in answers[-1].text


async def test_open_jobs_of_all_kinds_count_together(temporal: Client, home: Path, stage: Stage) -> None:
    owner = someone()
    path, body = CREATIONS["article"]
    Puppet(stage, PLAN)  # so that an animation stays open
    async with serve(settings_for(home, temporal, open_jobs=2)) as serving:
        opened = [await serving.client.post(FULL, json=VECTORS, headers=owner) for _ in range(2)]

        refused = await serving.client.post(path, json=body, headers=owner)

        assert [answer.status_code for answer in (*opened, refused)] == [200, 200, 429]
        sentence = "There are 2 open jobs already; at most 2 are allowed."
        assert refused.json() == {"detail": sentence}
        assert int(refused.headers["Retry-After"]) > 0
        assert "RateLimit" not in refused.headers, "creations are not limited here"
        await stage.jobs.cancel(opened[0].json()["job_id"], "to make room")
        assert (await serving.client.post(path, json=body, headers=owner)).status_code == 200
