"""What an animation's page says of a model that wrote it: its claims, what it left out, what it cost."""

from contracts.animation import PLAN, AnimationResult
from contracts.jobs import JobState
from contracts.storyboard import Authorship, Coverage
from tests.api.serving import Puppet, Serving
from tests.workflows.stage import Stage

RESULT = AnimationResult(
    video_id="v", video_path="/v.mp4", prompt_path="/p", manim_code_path="/c.py", generation_id=1
)


async def page_of(stage: Stage, api: Serving, result: AnimationResult) -> str:
    """The page of a job that ended with a result."""
    step = Puppet(stage, PLAN)
    answer = await api.client.post("/api/job/animation/full", json={"content": "the apple"})
    job_id = str(answer.json()["job_id"])
    await step.started.wait()
    await stage.ledger.close_from_outside(job_id, JobState.COMPLETED, result=result.model_dump(mode="json"))
    page = await api.client.get(f"/jobs/{job_id}", headers={"Accept-Language": "en"})
    assert page.status_code == 200
    return page.text


async def test_what_a_model_added_and_what_it_cost_is_told(stage: Stage, api: Serving) -> None:
    told = Coverage(claims=("Newton <1666>",), left_out=("The moon",))
    cost = Authorship(script="some-model", requests=3, asked=1200, answered=80)
    page = await page_of(stage, api, RESULT.model_copy(update={"coverage": told, "made_by": cost}))
    assert "nobody has checked it" in page
    assert "<li>Newton &lt;1666&gt;</li>" in page
    assert "<li>The moon</li>" in page
    assert "some-model: 3 requests, 1200 tokens asked, 80 tokens answered" in page


async def test_of_what_rules_wrote_nothing_of_it_is_said(stage: Stage, api: Serving) -> None:
    page = await page_of(
        stage, api, RESULT.model_copy(update={"coverage": Coverage(), "made_by": Authorship()})
    )
    for name in ("claims", "left-out", "made-by"):
        assert f'id="{name}"' not in page
