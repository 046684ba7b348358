"""Idempotency-Key: the same request is the same job, however often and however much at once it is sent."""

import asyncio
from typing import Any

import pytest

from api.animation import AnimationEditRequest
from contracts.animation import ANIMATION_EDIT, PLAN, PUBLISH, RENDER, Animation, Quality
from jobs.drafts import draft
from tests.api.serving import EDIT, FULL, VECTORS, Puppet, Serving, data, edit_of
from tests.workflows.stage import Stage

pytestmark = pytest.mark.usefixtures("stage")


@pytest.mark.parametrize("times", [2, 50])
async def test_creations_at_once_with_one_key_are_one_job(stage: Stage, api: Serving, times: int) -> None:
    before = await stage.ledger.count()
    key = {"Idempotency-Key": f"at once, {times} times"}

    ids = await asyncio.gather(*(api.create(headers=key) for _ in range(times)))

    assert len(set(ids)) == 1
    assert await stage.ledger.count() == before + 1
    await api.ended(ids[0])
    assert stage.calls[PLAN.name] == 1
    assert stage.calls[PUBLISH.name] == 1
    assert await stage.jobs.describe(ids[0])


async def test_a_repetition_answers_with_the_job_as_it_is(stage: Stage, api: Serving) -> None:
    key = {"Idempotency-Key": "as it is"}
    job_id = await api.create(headers=key)
    await api.ended(job_id)

    again = await api.client.post(FULL, json=VECTORS, headers=key)
    followed = await api.all_events(f"{FULL}/stream", "POST", json=VECTORS, headers=key)

    assert again.json()["job_id"] == job_id
    assert again.json()["status"] == "completed"
    assert [event.event for event in followed] == ["status", "completed"]
    assert data(followed[0])["job_id"] == job_id
    assert stage.calls[PLAN.name] == 1


async def test_the_same_key_with_another_request_is_a_conflict(
    stage: Stage, api: Serving, prior: Animation
) -> None:
    key = {"Idempotency-Key": "another request"}
    await api.create(headers=key)
    before = await stage.ledger.count()
    others: list[tuple[str, dict[str, Any]]] = [
        (FULL, {"content": "something else"}),
        (FULL, {**VECTORS, "additional_instructions": "in English"}),
        (f"{FULL}/stream", {"content": "something else"}),
        (EDIT, edit_of(prior)),
    ]

    for path, body in others:
        response = await api.client.post(path, json=body, headers=key)

        assert response.status_code == 409
        assert response.json() == {
            "detail": "This Idempotency-Key was used for another request. Please use a new key."
        }
    assert await stage.ledger.count() == before


async def test_a_key_belongs_to_its_owner(stage: Stage, api: Serving) -> None:
    key = {"Idempotency-Key": "whose"}

    ids = [
        await api.create(headers={**key, **owner})
        for owner in ({}, {"X-User-Id": "ann"}, {"X-User-Id": "bob"}, {"X-User-Id": "ann"})
    ]

    assert ids[1] == ids[3]
    assert len(set(ids)) == 3
    owners = [(await stage.ledger.get(job_id)).snapshot.owner for job_id in ids[:3]]
    assert owners == ["anonymous", "ann", "bob"]


async def test_without_a_key_every_request_is_a_job(api: Serving) -> None:
    assert await api.create() != await api.create()


async def test_a_key_is_free_again_when_its_job_is_deleted(stage: Stage, api: Serving) -> None:
    key = {"Idempotency-Key": "once more"}
    render = Puppet(stage, RENDER)
    render.ends()
    job_id = await api.create(headers=key)
    await api.ended(job_id)
    await api.client.delete(f"/api/job/{job_id}")

    assert await api.create(headers=key) != job_id


def test_a_setting_that_has_changed_makes_no_repeated_request_another_one() -> None:
    request = AnimationEditRequest(generation_id=1, prior_video_id="v", enhance_prompt="red")
    first, again = (
        draft(ANIMATION_EDIT, "someone", request, {**request.model_dump(), "quality": quality})
        for quality in Quality
        if quality is not Quality.MEDIUM
    )

    assert first.request_digest == again.request_digest
