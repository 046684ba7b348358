"""Behind a proxy that serves us below a path: every address that leaves us leads back through it."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from temporalio.client import Client

from contracts.jobs import JobState
from store.ledger import Ledger
from tests.api.serving import FULL, Serving, data, serve, settings_for
from tests.script_videos.conftest import asked
from tests.workflows.stage import full

PUBLIC = "https://example.com/reel"
RESULT: dict[str, Any] = {
    "video_path": "videos/v.mp4",
    "prompt_path": "prompts/1.json",
    "manim_code_path": "manim_codes/v.py",
    "generation_id": 1,
    "video_id": "v",
}


@pytest.fixture(scope="module")
async def proxied(temporal: Client, home: Path) -> AsyncIterator[Serving]:
    """An API whose operator has set the address."""
    settings = settings_for(home, temporal, public_url=f"{PUBLIC}/", speech_fallback=True)
    async with serve(settings) as serving:
        yield serving


async def completed(ledger: Ledger) -> str:
    """An animation's job that has ended, with paths in its result."""
    job = (await ledger.accept(full())).job.snapshot
    ended = job.model_copy(
        update={"state": JobState.COMPLETED, "sequence": 1, "result": RESULT, "finished_at": job.created_at}
    )
    await ledger.record([ended])
    return job.job_id


async def test_files_in_answers_and_streams_have_whole_addresses(proxied: Serving) -> None:
    job_id = await completed(proxied.services.ledger)
    expected = {
        **RESULT,
        "video_path": f"{PUBLIC}/videos/v.mp4",
        "prompt_path": f"{PUBLIC}/prompts/1.json",
        "manim_code_path": f"{PUBLIC}/manim_codes/v.py",
    }
    assert (await proxied.status(job_id))["result"] == expected
    events = await proxied.all_events(f"/api/job/{job_id}/stream")
    assert [data(event)["result"] for event in events] == [expected] * len(events)


async def test_a_script_videos_files_have_whole_addresses(proxied: Serving) -> None:
    ledger = proxied.services.ledger
    job_id = (await proxied.client.post("/api/v1/jobs", json=asked(user_id="ann"))).json()["job_id"]
    job = (await ledger.get(job_id)).snapshot
    result = {"video_path": "/videos/a.mp4", "thumbnail_path": "/thumbnails/a.jpg", "duration": 5.0}
    update = {"state": JobState.COMPLETED, "sequence": 1, "result": result, "finished_at": job.created_at}
    await ledger.record([job.model_copy(update=update)])
    listed = (await proxied.client.get("/api/v1/jobs", params={"user_id": "ann"})).json()["jobs"]
    for read in (*listed, (await proxied.client.get(f"/api/v1/jobs/{job_id}")).json()):
        assert read["result"]["video_path"] == f"{PUBLIC}/videos/a.mp4"
        assert read["result"]["thumbnail_path"] == f"{PUBLIC}/thumbnails/a.jpg"


async def test_without_an_address_paths_stay_paths(api: Serving) -> None:
    job_id = await completed(api.services.ledger)
    assert (await api.status(job_id))["result"] == RESULT


async def test_all_that_a_page_leads_to_lies_below_the_path(proxied: Serving) -> None:
    done = await completed(proxied.services.ledger)
    open_job = await proxied.create()
    forms = ("animation?example=0", "edit", "dialogue", "article", "script")
    pages = ["/", "/jobs?page=1", "/jobs/none", f"/jobs/{done}", f"/jobs/{open_job}", "/docs"]
    for path in (*pages, *(f"/new/{form}" for form in forms)):
        page = (await proxied.client.get(path, headers={"Accept": "text/html"})).text
        addresses = re.findall(
            r'(?:href|src|action|poster|hx-\S+|data-part|url)(?:="|: \')([/h][^"\']*)', page
        )
        assert addresses
        assert [a for a in addresses if not a.startswith("/reel/")] == [], path
        for asset in (a for a in addresses if "/assets/" in a or "/swagger/" in a):
            assert (await proxied.client.get(asset.removeprefix("/reel"))).status_code == 200
    description = (await proxied.client.get("/openapi.json")).json()
    assert description["servers"] == [{"url": PUBLIC}]


async def test_redirects_and_cookies_stay_below_the_path(proxied: Serving) -> None:
    chosen = await proxied.client.post("/language", data={"language": "ja", "next": "/jobs?page=2"})
    assert chosen.headers["Location"] == "/reel/jobs?page=2"
    assert "Path=/reel;" in chosen.headers["Set-Cookie"]
    made = await proxied.client.post("/new/animation", data={"content": "y = x"})
    assert re.fullmatch(r"/reel/jobs/[\w-]{36}", made.headers["Location"])
    for host in ("example.com", "127.0.0.1:8000"):  # as the browser named it, or as the proxy does
        slash = await proxied.client.post(f"{FULL}/", json={}, headers={"Host": host})
        assert (slash.status_code, slash.headers["Location"]) == (307, f"/reel{FULL}")


async def test_a_proxy_that_hides_the_host_does_not_make_our_own_pages_foreign(proxied: Serving) -> None:
    own = {"Origin": "https://example.com"}
    for path, body in (("/new/animation", {"content": "y = x"}), ("/language", {"language": "ja"})):
        for headers in (own, {**own, "Sec-Fetch-Site": "same-origin"}):
            assert (await proxied.client.post(path, data=body, headers=headers)).status_code == 303
    foreign = {"Origin": "https://other.example"}
    assert (await proxied.client.post("/language", data={}, headers=foreign)).status_code == 403
