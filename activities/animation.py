"""The steps of animations: write and check scripts, run them, publish what they show.

What an author answered is stored before the step ends, and a stored answer is used again: a model is never
paid twice for one step. Scripts run only here, and only through the one runner.
"""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from temporalio import activity

from activities.folders import Scratch, check_room, leave, with_room
from activities.heartbeat import report
from activities.implementations import implements
from contracts.animation import (
    CHECK_SECURITY,
    EDIT,
    FILLING,
    FIND_PRIOR,
    LINT,
    PLAN,
    POSTER,
    PUBLISH,
    REFINE,
    RENDER,
    RUN_PREFLIGHT,
    SCENE_CLASS,
    WRITE,
    Animation,
    AnimationResult,
    CheckInput,
    CheckReport,
    Diagnostic,
    EditInput,
    FindPriorInput,
    PlanInput,
    PlanOutput,
    PreflightReport,
    PublishInput,
    RefineInput,
    RenderInput,
    RenderReport,
    ScriptOutput,
    WriteInput,
    answers_key,
    draft_key,
    plan_key,
    poster_key,
    prompt_path,
    rendered_key,
    rendered_poster_key,
    script_key,
    storyboard_key,
    video_key,
)
from contracts.errors import AnimationNotFound, ArtifactNotFound, ScriptFailed, ScriptUnsafe
from contracts.jobs import Heartbeat
from contracts.messages import message
from contracts.storyboard import Plan
from media.authoring.author import Author, Desk, Written
from media.manim import security
from media.manim.lint import lint
from media.manim.runner import ScriptRunner
from store.artifacts import Artifacts
from store.catalogue import publishing
from store.ledger import Ledger
from store.publisher import Files, Publisher


class _Desk:
    """A job's desk: an artifact, and the heartbeats."""

    def __init__(self, artifacts: Artifacts, job_id: str) -> None:
        self._artifacts = artifacts
        self._key = answers_key(job_id)

    async def take(self) -> bytes | None:
        """What lies there."""
        return await _stored(self._artifacts, self._key)

    async def lay(self, content: bytes) -> None:
        """Lay something in the place of what is there."""
        await self._artifacts.put(self._key, content)

    def tell(self, scene: int, total: int) -> None:
        """Tell it of the running step."""
        told = message(FILLING, scene=scene, total=total)
        report(Heartbeat(fraction=(scene - 1) / total, message=told))


class AuthoringActivities:
    """Needs an author, and the artifacts where plans and scripts lie."""

    def __init__(self, author: Author, artifacts: Artifacts) -> None:
        self._author = author
        self._artifacts = artifacts

    @implements(PLAN)
    async def plan(self, argument: PlanInput) -> PlanOutput:
        """Plan an animation."""
        key = plan_key(argument.job_id)
        stored = await self._stored(key)
        if stored:
            plan = Plan.model_validate_json(stored)
        else:
            plan = await self._author.plan(
                argument.content,
                argument.additional_instructions,
                argument.language,
                self._desk(argument.job_id),
            )
            await self._artifacts.put(key, plan.model_dump_json(indent=2).encode())
        board = plan.storyboard
        return PlanOutput(plan_key=key, title=board.title, scenes=len(board.scenes))

    @implements(WRITE)
    async def write(self, argument: WriteInput) -> ScriptOutput:
        """Write the script of a plan."""
        key = draft_key(argument.job_id, 0)
        if not await self._stored(key):
            plan = Plan.model_validate_json(await self._artifacts.get(argument.plan_key))
            await self._artifacts.put(key, (await self._author.write(plan.storyboard)).encode())
        return ScriptOutput(script_key=key)

    @implements(EDIT)
    async def edit(self, argument: EditInput) -> ScriptOutput:
        """Change the storyboard of an earlier animation, or the script of one that has none."""
        key, planned = draft_key(argument.job_id, 0), plan_key(argument.job_id)
        if await self._stored(key):
            return ScriptOutput(script_key=key, plan_key=planned if await self._stored(planned) else None)
        revised = await self._revised(argument)
        if revised is not None:
            await self._artifacts.put(planned, revised.model_dump_json(indent=2).encode())
            script = await self._author.write(revised.storyboard)
        else:
            prior = await self._prior_script(argument.prior_video_id)
            script = await self._author.edit(prior, argument.prior_prompt, argument.instruction)
        await self._artifacts.put(key, script.encode())
        return ScriptOutput(script_key=key, plan_key=planned if revised is not None else None)

    @implements(REFINE)
    async def refine(self, argument: RefineInput) -> ScriptOutput:
        """Mend a script after what a check or a run found."""
        key = draft_key(argument.job_id, argument.revision)
        changed = plan_key(argument.job_id, argument.revision) if argument.plan_key else None
        if not await self._stored(key):
            plan = None
            if argument.plan_key:
                plan = Plan.model_validate_json(await self._artifacts.get(argument.plan_key))
            draft = Written(await self._script(argument.script_key), plan)
            written = await self._refined(draft, argument.diagnostics, self._desk(argument.job_id))
            if changed and written.plan:
                await self._artifacts.put(changed, written.plan.model_dump_json(indent=2).encode())
            await self._artifacts.put(key, written.script.encode())
        return ScriptOutput(script_key=key, plan_key=changed)

    async def _refined(self, draft: Written, diagnostics: Sequence[Diagnostic], desk: Desk) -> Written:
        """The script mended. What a model made unsafe in place of what had failed fails in its turn."""
        try:
            mended = await self._author.refine(draft, diagnostics, desk)
        except ScriptFailed:
            if draft.plan and (unsafe := await self._unsafe(draft.script)):
                findings = "; ".join(one.message for one in unsafe)
                raise ScriptUnsafe("The script is not safe to run: {findings}", findings=findings) from None
            raise
        if mended.plan != draft.plan and (unsafe := await self._unsafe(mended.script)):
            return await self._refined(mended, unsafe, desk)
        return mended

    async def _unsafe(self, script: str) -> tuple[Diagnostic, ...]:
        return (await asyncio.to_thread(security.check, script)).errors

    @implements(LINT)
    async def lint(self, argument: CheckInput) -> CheckReport:
        """Lint a script."""
        return await lint(await self._script(argument.script_key))

    @implements(CHECK_SECURITY)
    async def check_security(self, argument: CheckInput) -> CheckReport:
        """Look for what a script must not do."""
        script = await self._script(argument.script_key)
        return await asyncio.to_thread(security.check, script)  # a script made for it can take seconds

    async def _script(self, key: str) -> str:
        return (await self._artifacts.get(key)).decode()

    async def _revised(self, argument: EditInput) -> Plan | None:
        """The earlier animation's plan as it is to be, if it has one and its author changes plans."""
        plan = await self._plan_of(argument.prior_video_id)
        if plan is None:
            return None
        before = await self._plan_of(argument.before_video_id) if argument.before_video_id else None
        return await self._author.revise(plan, argument.instruction, before)

    async def _plan_of(self, video_id: str) -> Plan | None:
        stored = await self._stored(storyboard_key(video_id))
        return Plan.model_validate_json(stored) if stored else None

    async def _prior_script(self, video_id: str) -> str:
        try:
            return await self._script(script_key(video_id))
        except ArtifactNotFound:  # its time was over after this job had been accepted
            raise AnimationNotFound("Animation not found: {video_id}", video_id=video_id) from None

    async def _stored(self, key: str) -> bytes | None:
        return await _stored(self._artifacts, key)

    def _desk(self, job_id: str) -> Desk:
        return _Desk(self._artifacts, job_id)


async def _stored(artifacts: Artifacts, key: str) -> bytes | None:
    try:
        return await artifacts.get(key)
    except ArtifactNotFound:
        return None


class RenderingActivities:
    """Needs the runner, the artifacts, and a folder where each job gets one of its own."""

    def __init__(self, runner: ScriptRunner, artifacts: Artifacts, scratch: Scratch) -> None:
        self._runner = runner
        self._artifacts = artifacts
        self._scratch = scratch

    @implements(RUN_PREFLIGHT)
    async def preflight(self, argument: CheckInput) -> PreflightReport:
        """Run a script without its frames."""
        script = (await self._artifacts.get(argument.script_key)).decode()
        async with with_room(self._scratch):
            folder = self._folder(argument.job_id, "preflight")
            try:
                ran = await self._runner.preflight(script, folder)
                if ran.errors:
                    await check_room(self._scratch)
            finally:
                await leave(folder)
        return ran

    @implements(RENDER)
    async def render(self, argument: RenderInput) -> RenderReport:
        """Render a script and store the video.

        The folder outlives only a crash or stop of the worker: the next attempt goes on from its parts.
        """
        script = (await self._artifacts.get(argument.script_key)).decode()
        # Named for the script: parts are told by their number, so no other script may find them.
        async with with_room(self._scratch):
            folder = self._folder(argument.job_id, Path(argument.script_key).stem)
            try:
                rendered = await self._runner.render(
                    script, folder, argument.quality, argument.animations, report
                )
                if rendered.errors:
                    await check_room(self._scratch)
                else:
                    if rendered.poster:
                        await self._artifacts.put(rendered_poster_key(argument.job_id), folder / POSTER)
                    await self._artifacts.put(rendered_key(argument.job_id), folder / f"{SCENE_CLASS}.mp4")
            except asyncio.CancelledError:
                if not activity.is_worker_shutdown():
                    await leave(folder)
                raise
        await leave(folder)
        return rendered

    def _folder(self, job_id: str, step: str) -> Path:
        folder = self._scratch / job_id / step
        folder.mkdir(parents=True, exist_ok=True)
        return folder


class CatalogueActivities:
    """Needs the ledger with its catalogue, the artifacts, and the publisher of what it points to."""

    def __init__(self, ledger: Ledger, artifacts: Artifacts, publisher: Publisher) -> None:
        self._catalogue = ledger.catalogue
        self._artifacts = artifacts
        self._publisher = publisher

    @implements(FIND_PRIOR)
    async def find_prior(self, argument: FindPriorInput) -> Animation:
        """Look up the animation that is to be edited."""
        return await self._catalogue.animation_in_generation(argument.generation_id, argument.video_id)

    @implements(PUBLISH)
    async def publish(self, argument: PublishInput) -> AnimationResult:
        """Put a rendered animation, its script and its storyboard where clients find them."""
        planned, picture = argument.plan_key, rendered_poster_key(argument.job_id)

        def files(made: Animation) -> Files:
            return {
                video_key(made.video_id, made.quality): rendered_key(argument.job_id),
                script_key(made.video_id): argument.script_key,
                **({poster_key(made.video_id): picture} if argument.poster else {}),
                **({storyboard_key(made.video_id): planned} if planned else {}),
            }

        plan = Plan.model_validate_json(await self._artifacts.get(planned)) if planned else None

        made = await self._publisher.publish(argument.job_id, publishing(argument.animation), files)
        return AnimationResult(
            video_id=made.video_id,
            video_path=f"/{video_key(made.video_id, made.quality)}",
            prompt_path=prompt_path(made.generation_id),
            manim_code_path=f"/{script_key(made.video_id)}",
            generation_id=made.generation_id,
            poster_path=f"/{poster_key(made.video_id)}" if argument.poster else None,
            storyboard_path=f"/{storyboard_key(made.video_id)}" if plan else None,
            scene_ends=_ends(plan, argument.scene_ends) if plan else None,
            coverage=plan.coverage if plan else None,
            made_by=plan.made_by if plan else None,
        )


def _ends(plan: Plan, ends: tuple[float, ...]) -> tuple[float, ...] | None:
    """The ends of the storyboard's scenes; none if the script, mended by its author, has others."""
    return ends if len(ends) == len(plan.storyboard.scenes) else None
