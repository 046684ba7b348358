"""A job whose kind is no longer known, since the package that brought it was removed, breaks no page."""

import json
import sqlite3
from pathlib import Path

import pytest
from pydantic import JsonValue

from contracts.article_video import FETCH_ARTICLE
from contracts.errors import JobLost
from contracts.jobs import JobState
from tests.api.serving import Puppet, Serving
from tests.workflows.stage import Stage, full

GONE = "kind_that_is_gone"


def remove_kind(home: Path, job_id: str) -> None:
    """Let a job be of a kind that nobody knows, as it lies in the ledger."""
    with sqlite3.connect(home / "ledger.db") as database:
        database.execute("UPDATE jobs SET kind = ? WHERE id = ?", (GONE, job_id))
        events = database.execute("SELECT sequence, snapshot FROM job_events WHERE job_id = ?", (job_id,))
        for sequence, snapshot in events.fetchall():
            database.execute(
                "UPDATE job_events SET snapshot = ? WHERE job_id = ? AND sequence = ?",
                (json.dumps({**json.loads(snapshot), "kind": GONE}), job_id, sequence),
            )


async def made(api: Serving) -> str:
    """A job; its id."""
    answer = await api.client.post("/api/generate-video", json={"url": "https://example.com/"})
    return str(answer.json()["job_id"])


@pytest.mark.parametrize("state", [JobState.COMPLETED, JobState.FAILED, JobState.RUNNING])
async def test_it_is_listed_and_shown(stage: Stage, api: Serving, home: Path, state: JobState) -> None:
    step = Puppet(stage, FETCH_ARTICLE)
    job_id = await made(api)
    await step.started.wait()
    if state.ended:
        made_it = state is JobState.COMPLETED
        result: dict[str, JsonValue] | None = {"file_path": "a/b", "other": 1} if made_it else None
        await stage.ledger.close_from_outside(job_id, state, result=result)
    remove_kind(home, job_id)

    for path in ("/", "/jobs", "/list/part", f"/jobs/{job_id}", f"/jobs/{job_id}/part"):
        page = await api.client.get(path)
        assert page.status_code == 200, path
        assert GONE in page.text
    page = await api.client.get(f"/jobs/{job_id}")
    assert ('href="/a/b"' in page.text) is (state is JobState.COMPLETED)
    assert "/again" not in page.text
    assert f"?job={job_id}" not in page.text
    again = await api.client.post(f"/jobs/{job_id}/again")
    assert again.status_code == 409
    if not state.ended:
        await api.client.post(f"/jobs/{job_id}/cancel")
        assert (await stage.ledger.get(job_id)).snapshot.state is JobState.CANCELLED


async def test_one_that_was_never_started_fails(stage: Stage, home: Path) -> None:
    job_id = (await stage.ledger.accept(full())).job.snapshot.job_id
    remove_kind(home, job_id)

    snapshot = await stage.jobs.reconcile(job_id)

    assert snapshot.state is JobState.FAILED
    assert snapshot.error
    assert snapshot.error.code == JobLost.code
