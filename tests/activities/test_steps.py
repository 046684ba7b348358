"""The steps' activities, each in Temporal's ActivityEnvironment, with real artifacts, ledger and engines."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import av
import pytest
from temporalio.testing import ActivityEnvironment

from activities.animation import AuthoringActivities, CatalogueActivities, RenderingActivities
from activities.core import CoreActivities
from activities.folders import Scratch
from contracts.animation import (
    RENDERING,
    Animation,
    CheckInput,
    Diagnostic,
    EditInput,
    FindPriorInput,
    PlanInput,
    PublishInput,
    Quality,
    RefineInput,
    RenderInput,
    WriteInput,
    draft_key,
    plan_key,
    rendered_key,
    script_key,
    storyboard_key,
)
from contracts.core import CleanUpInput
from contracts.errors import AnimationNotFound, ArtifactNotFound
from contracts.jobs import Heartbeat, JobState
from contracts.messages import message
from contracts.storyboard import Plan, Storyboard
from media.authoring.author import Desk, Written
from media.authoring.local import LocalAuthor
from media.manim.runner import ScriptRunner
from store.artifacts import Artifacts
from store.ledger import Ledger
from store.publisher import Publisher
from tests.workflows.stage import full

pytestmark = pytest.mark.slow

JOB = "job-1"
SCRIPT = """
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        dot = Dot(color=BLUE)
        self.play(FadeIn(dot), run_time=0.2)
        self.play(dot.animate.shift(RIGHT), run_time=0.2)
"""


class CountingAuthor(LocalAuthor):
    """The local author, counting what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def plan(
        self, content: str, additional_instructions: str, language: str = "", desk: Desk | None = None
    ) -> Plan:
        self.asked.append("plan")
        return await super().plan(content, additional_instructions, language, desk)

    async def write(self, storyboard: Storyboard) -> str:
        self.asked.append("write")
        return await super().write(storyboard)

    async def edit(self, script: str, prior_prompt: str, instruction: str) -> str:
        self.asked.append("edit")
        return await super().edit(script, prior_prompt, instruction)

    async def refine(
        self, written: Written, diagnostics: Sequence[Diagnostic], desk: Desk | None = None
    ) -> Written:
        self.asked.append("refine")
        return await super().refine(written, diagnostics, desk)


@pytest.fixture
def artifacts(tmp_path: Path) -> Artifacts:
    return Artifacts((tmp_path / "artifacts").as_uri())


@pytest.fixture(scope="module")
async def runner() -> AsyncIterator[ScriptRunner]:
    async with ScriptRunner() as started:
        yield started


@pytest.fixture
def environment() -> ActivityEnvironment:
    return ActivityEnvironment()


async def test_what_an_author_answered_is_stored_and_never_asked_for_twice(
    artifacts: Artifacts, environment: ActivityEnvironment
) -> None:
    author = CountingAuthor()
    steps = AuthoringActivities(author, artifacts)
    asked = PlanInput(job_id=JOB, content="ベクトルの加算", additional_instructions="")

    for _ in range(2):  # the second time is a retry after a crash
        plan = await environment.run(steps.plan, asked)
        script = await environment.run(steps.write, WriteInput(job_id=JOB, plan_key=plan.plan_key))

    assert author.asked == ["plan", "write"]
    assert plan.plan_key == plan_key(JOB)
    assert b"class GeneratedScene(Scene)" in await artifacts.get(script.script_key)


async def test_an_edit_starts_from_the_stored_script_of_the_prior_video(
    artifacts: Artifacts, environment: ActivityEnvironment
) -> None:
    steps = AuthoringActivities(CountingAuthor(), artifacts)
    await artifacts.put(script_key("prior"), SCRIPT.encode())
    asked = EditInput(job_id=JOB, prior_video_id="prior", prior_prompt="p", instruction="make it red")

    edited = await environment.run(steps.edit, asked)

    assert edited.script_key == draft_key(JOB, 0)
    text = (await artifacts.get(edited.script_key)).decode()
    assert "RED" in text
    assert "BLUE" not in text


async def test_an_edit_changes_the_storyboard_where_there_is_one(
    artifacts: Artifacts, environment: ActivityEnvironment
) -> None:
    author = CountingAuthor()
    steps = AuthoringActivities(author, artifacts)
    prior = await author.plan("Visualize bubble sort on [5, 3, 8, 1]", "")
    await artifacts.put(storyboard_key("prior"), prior.model_dump_json().encode())
    asked = EditInput(job_id=JOB, prior_video_id="prior", prior_prompt="p", instruction="use 4, 2, 6")

    for _ in range(2):  # the second time is a retry after a crash
        edited = await environment.run(steps.edit, asked)

    assert author.asked == ["plan", "write"]
    assert edited.plan_key == plan_key(JOB)
    revised = Plan.model_validate_json(await artifacts.get(edited.plan_key))
    assert revised.storyboard.scenes[1].picture.parameters == {"values": ["4", "2", "6"]}
    assert 'Text("6"' in (await artifacts.get(edited.script_key)).decode()


async def test_an_edit_that_undoes_shows_the_version_before(
    artifacts: Artifacts, environment: ActivityEnvironment
) -> None:
    author = LocalAuthor()
    steps = AuthoringActivities(author, artifacts)
    first = await author.plan("Visualize bubble sort on [5, 3, 8, 1]", "")
    second = await author.revise(first, "white background", None)
    for video_id, plan in (("first", first), ("second", second)):
        await artifacts.put(storyboard_key(video_id), plan.model_dump_json().encode())
    asked = EditInput(
        job_id=JOB, prior_video_id="second", prior_prompt="p", instruction="undo", before_video_id="first"
    )

    edited = await environment.run(steps.edit, asked)

    assert edited.plan_key is not None
    assert Plan.model_validate_json(await artifacts.get(edited.plan_key)) == first


async def test_lint_security_and_refinement_work_on_the_stored_script(
    artifacts: Artifacts, environment: ActivityEnvironment
) -> None:
    steps = AuthoringActivities(CountingAuthor(), artifacts)
    await artifacts.put(draft_key(JOB, 0), SCRIPT.replace("Dot(", "Dott(").encode())
    check = CheckInput(job_id=JOB, script_key=draft_key(JOB, 0))

    report = await environment.run(steps.lint, check)
    assert [d.rule for d in report.errors] == ["undefined-name"]
    wanted = RefineInput(job_id=JOB, script_key=check.script_key, revision=1, diagnostics=report.errors)
    refined = await environment.run(steps.refine, wanted)

    again = CheckInput(job_id=JOB, script_key=refined.script_key)
    assert not (await environment.run(steps.lint, again)).errors
    assert not (await environment.run(steps.check_security, again)).errors


async def test_preflight_counts_and_render_stores_a_video_and_reports_progress(
    artifacts: Artifacts, environment: ActivityEnvironment, runner: ScriptRunner, tmp_path: Path
) -> None:
    steps = RenderingActivities(runner, artifacts, Scratch(tmp_path / "scratch"))
    await artifacts.put(draft_key(JOB, 0), SCRIPT.encode())
    beats: list[Heartbeat] = []
    environment.on_heartbeat = lambda beat: beats.append(beat.told)

    check = CheckInput(job_id=JOB, script_key=draft_key(JOB, 0))
    preflight = await environment.run(steps.preflight, check)
    rendered = await environment.run(
        steps.render,
        RenderInput(
            job_id=JOB, script_key=draft_key(JOB, 0), quality=Quality.LOW, animations=preflight.animations
        ),
    )

    assert preflight.animations == 2
    assert not rendered.errors
    assert beats[0].message == message(RENDERING, animation=1, total=2)
    assert [beat.fraction for beat in beats] == sorted(beat.fraction for beat in beats)
    copy = tmp_path / "copy.mp4"
    await artifacts.download(rendered_key(JOB), copy)
    with av.open(str(copy)) as video:
        assert sum(1 for _ in video.decode(video=0)) == 6
    assert not list((tmp_path / "scratch").iterdir()), "nothing is left, whichever machine cleans up"


async def test_an_edit_of_an_animation_whose_time_was_over_meanwhile_says_so(
    artifacts: Artifacts, environment: ActivityEnvironment
) -> None:
    steps = AuthoringActivities(CountingAuthor(), artifacts)
    asked = EditInput(job_id=JOB, prior_video_id="gone", prior_prompt="p", instruction="make it red")

    with pytest.raises(AnimationNotFound, match=r"^Animation not found: gone$"):
        await environment.run(steps.edit, asked)


async def test_publish_fills_the_catalogue_and_clean_up_takes_it_back(
    artifacts: Artifacts, environment: ActivityEnvironment, ledger: Ledger, tmp_path: Path
) -> None:
    accepted = (await ledger.accept(full())).job
    job_id = accepted.snapshot.job_id
    generation_id = int(str(accepted.order["generation_id"]))
    publisher = Publisher(ledger, artifacts)
    steps = CatalogueActivities(ledger, artifacts, publisher)
    await artifacts.put(rendered_key(job_id), b"video")
    await artifacts.put(draft_key(job_id, 0), b"script")
    animation = Animation(
        video_id="v1",
        generation_id=generation_id,
        prior_video_id=None,
        prompt="vectors",
        quality=Quality.LOW,
        duration=1.5,
    )
    wanted = PublishInput(job_id=job_id, animation=animation, script_key=draft_key(job_id, 0))

    for _ in range(2):  # a retry changes nothing
        result = await environment.run(steps.publish, wanted)

    assert result.video_path == "/videos/v1/480p15/GeneratedScene.mp4"
    assert result.manim_code_path == "/scripts/v1.py"
    assert result.prompt_path == f"/prompts/{generation_id}.json"
    assert await artifacts.get(result.video_path[1:]) == b"video"
    assert await artifacts.get(result.manim_code_path[1:]) == b"script"
    found = FindPriorInput(job_id=job_id, generation_id=generation_id, video_id="v1")
    assert await environment.run(steps.find_prior, found) == animation

    core = CoreActivities(ledger, artifacts, publisher, Scratch(tmp_path / "scratch"))
    await environment.run(core.clean_up, CleanUpInput(job_id=job_id, state=JobState.CANCELLED))

    with pytest.raises(AnimationNotFound):
        await environment.run(steps.find_prior, found)
    for key in (result.video_path[1:], result.manim_code_path[1:], rendered_key(job_id)):
        with pytest.raises(ArtifactNotFound):
            await artifacts.get(key)
