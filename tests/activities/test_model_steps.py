"""The authoring activities with a model, on loopback: hostile scenes, and attempts that go on."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from temporalio.testing import ActivityEnvironment

from activities.animation import AuthoringActivities
from contracts.animation import CheckInput, Diagnostic, PlanInput, RefineInput, WriteInput
from contracts.errors import ModelUnavailable, ScriptUnsafe
from contracts.messages import message
from contracts.storyboard import Plan
from media.authoring.model import ModelAuthor
from store.artifacts import Artifacts
from tests.servers.openai_server import API_KEY, DRAWN, OUTLINE, OpenAIServer

JOB = "job-1"
WANTED = PlanInput(job_id=JOB, content="三平方の定理を、辺が6と8の直角三角形で", additional_instructions="")


def hostile(name: str) -> dict[str, Any]:
    code = f"{name} = open('/etc/passwd')\nself.play(FadeIn(Square()), run_time=0.5)"
    return {"beats": [{"line": "ご覧ください。", "code": code}]}


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    with OpenAIServer() as running:
        running.answers.update(
            alone={**OUTLINE, "scenes": OUTLINE["scenes"][1:]}, first=hostile("one"), second=hostile("two")
        )
        yield running


@pytest.fixture
def artifacts(tmp_path: Path) -> Artifacts:
    return Artifacts((tmp_path / "artifacts").as_uri())


class Steps:
    """The activities of one job, in Temporal's environment."""

    def __init__(self, server: OpenAIServer, artifacts: Artifacts, behaviour: str) -> None:
        self.steps = AuthoringActivities(ModelAuthor(behaviour, API_KEY, server.base_url), artifacts)
        self.artifacts = artifacts
        self.environment = ActivityEnvironment()
        self.plan_key = self.script_key = ""

    async def write(self) -> tuple[Diagnostic, ...]:
        """Plan and write; gives what the security check finds."""
        self.plan_key = (await self.environment.run(self.steps.plan, WANTED)).plan_key
        wanted = WriteInput(job_id=JOB, plan_key=self.plan_key)
        self.script_key = (await self.environment.run(self.steps.write, wanted)).script_key
        return await self.unsafe()

    async def unsafe(self) -> tuple[Diagnostic, ...]:
        check = CheckInput(job_id=JOB, script_key=self.script_key)
        return (await self.environment.run(self.steps.check_security, check)).errors

    async def refine(self, diagnostics: tuple[Diagnostic, ...]) -> Plan:
        wanted = RefineInput(
            job_id=JOB,
            script_key=self.script_key,
            revision=1,
            diagnostics=diagnostics,
            plan_key=self.plan_key,
        )
        refined = await self.environment.run(self.steps.refine, wanted)
        assert refined.plan_key
        self.script_key = refined.script_key
        return Plan.model_validate_json(await self.artifacts.get(refined.plan_key))


async def test_a_scene_that_is_hostile_twice_goes_and_the_others_stay(
    server: OpenAIServer, artifacts: Artifacts
) -> None:
    job = Steps(server, artifacts, "good,good,first,second")
    found = await job.write()
    assert [one.message for one in found] == ["“open” is not allowed in scripts."]
    plan = await job.refine(found)
    assert [scene.picture.kind for scene in plan.storyboard.scenes] == ["title", "pythagoras"]
    assert plan.coverage.left_out == (OUTLINE["scenes"][1]["heading"],)
    assert not await job.unsafe()


async def test_a_hostile_scene_may_be_mended(server: OpenAIServer, artifacts: Artifacts) -> None:
    job = Steps(server, artifacts, "good,good,first,good")
    plan = await job.refine(await job.write())
    assert [beat.line for beat in plan.storyboard.scenes[2].beats] == [one["line"] for one in DRAWN["beats"]]
    assert plan.made_by.requests == 4
    assert not await job.unsafe()


async def test_where_all_is_hostile_the_job_says_so(server: OpenAIServer, artifacts: Artifacts) -> None:
    job = Steps(server, artifacts, "alone,first,second")
    found = await job.write()
    with pytest.raises(ScriptUnsafe, match="“open” is not allowed in scripts"):
        await job.refine(found)


async def test_another_attempt_asks_for_what_is_missing_alone_and_says_where_it_is(
    server: OpenAIServer, artifacts: Artifacts
) -> None:
    told: list[Any] = []
    for behaviour, attempt in (("good,good,outage,good", 1), ("good,good,outage,good", 2)):
        job = Steps(server, artifacts, behaviour)
        job.environment.on_heartbeat = lambda beat: told.append(beat.told.message)
        if attempt == 1:
            with pytest.raises(ModelUnavailable):
                await job.write()
        else:
            await job.write()
    assert len(server.requests) == 4
    assert told[:2] == [message("planning.scene", scene=number, total=2) for number in (1, 2)]
