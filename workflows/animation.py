"""Animations: from a text, and from an earlier animation."""

from temporalio import workflow

from workflows.job import Job

with workflow.unsafe.imports_passed_through():
    from contracts.animation import (
        ANIMATION_EDIT,
        ANIMATION_FULL,
        ANIMATION_STEPS,
        CHECK_SECURITY,
        EDIT,
        EXECUTING,
        FINALIZING,
        FIND_PRIOR,
        GENERATING_SCRIPT,
        LINT,
        LINTING,
        MAX_REFINEMENTS,
        MAX_SECURITY_REFINEMENTS,
        PLAN,
        PLANNING,
        PREFLIGHT,
        PUBLISH,
        REFINE,
        REFINING,
        RENDER,
        RUN_PREFLIGHT,
        SECURITY_CHECK,
        WRITE,
        Animation,
        AnimationEditOrder,
        AnimationFullOrder,
        AnimationResult,
        CheckInput,
        CheckReport,
        Diagnostic,
        EditInput,
        FindPriorInput,
        PlanInput,
        PublishInput,
        RefineInput,
        RenderInput,
        RenderReport,
        WriteInput,
    )
    from contracts.errors import ScriptFailed, ScriptUnsafe
    from contracts.jobs import JobSnapshot


class AnimationWorkflow:
    """The steps that both kinds share: check, run, refine, publish."""

    def __init__(self, order: AnimationFullOrder | AnimationEditOrder) -> None:
        self._order = order
        self.job = Job(order, ANIMATION_STEPS)

    @workflow.query
    def status(self) -> JobSnapshot:
        """The state of the job, as last changed."""
        return self.job.snapshot

    async def _publish(
        self, script_key: str, prompt: str, prior_video_id: str | None, plan_key: str | None
    ) -> AnimationResult:
        """Bring a script to a video in the catalogue, refining it where it fails."""
        order, job = self._order, self.job
        refinements = security_refinements = 0
        while True:
            attempt = await self._try(script_key)
            if not attempt.errors:
                break
            if attempt.unsafe:
                security_refinements += 1
                if security_refinements > MAX_SECURITY_REFINEMENTS:
                    raise ScriptUnsafe(
                        "The script is not safe to run: {findings}", findings=_list(attempt.errors)
                    )
            refinements += 1
            if refinements > MAX_REFINEMENTS:
                raise ScriptFailed(
                    "The script still fails after {refinements} refinements: {findings}",
                    refinements=MAX_REFINEMENTS,
                    findings=_list(attempt.errors),
                )
            job.enter(REFINING, (refinements - 1) / MAX_REFINEMENTS)
            refined = await job.call(
                REFINE,
                RefineInput(
                    job_id=order.job_id,
                    script_key=script_key,
                    revision=refinements,
                    diagnostics=attempt.diagnostics,
                    plan_key=plan_key,
                ),
            )
            script_key, plan_key = refined.script_key, refined.plan_key or plan_key
        animation = Animation(
            video_id=str(workflow.uuid4()),
            generation_id=order.generation_id,
            prior_video_id=prior_video_id,
            prompt=prompt,
            quality=order.quality,
            duration=attempt.render.duration,
        )
        return await job.step(
            FINALIZING,
            PUBLISH,
            PublishInput(
                job_id=order.job_id,
                animation=animation,
                script_key=script_key,
                plan_key=plan_key,
                scene_ends=attempt.render.scene_ends,
                poster=attempt.render.poster,
            ),
        )

    async def _try(self, script_key: str) -> "_Attempt":
        """Check and run a script up to its video, or up to the first step that finds errors."""
        job = self.job
        check = CheckInput(job_id=self._order.job_id, script_key=script_key)
        lint = await job.step(LINTING, LINT, check)
        if lint.errors:
            return _Attempt(lint)
        security = await job.step(SECURITY_CHECK, CHECK_SECURITY, check)
        if security.errors:
            return _Attempt(lint, security, unsafe=True)
        preflight = await job.step(PREFLIGHT, RUN_PREFLIGHT, check)
        if preflight.errors:
            return _Attempt(lint, security, preflight)
        render = await job.step(
            EXECUTING,
            RENDER,
            RenderInput(
                job_id=self._order.job_id,
                script_key=script_key,
                quality=self._order.quality,
                animations=preflight.animations,
            ),
        )
        return _Attempt(lint, security, preflight, render)


class _Attempt:
    """How far a script came: all that was found in it, and what its render measured, if it came to that."""

    def __init__(self, *reports: CheckReport, unsafe: bool = False) -> None:
        self.diagnostics = tuple(finding for report in reports for finding in report.diagnostics)
        self.errors = tuple(finding for report in reports for finding in report.errors)
        self.unsafe = unsafe
        self.render = next((report for report in reports if isinstance(report, RenderReport)), RenderReport())


def _list(errors: tuple[Diagnostic, ...]) -> str:
    return "; ".join(f"line {e.line}: {e.message}" if e.line else e.message for e in errors[:5])


@workflow.defn(name=ANIMATION_FULL)
class AnimationFull(AnimationWorkflow):
    """An animation from a text: plan, write, check, run, publish."""

    _order: AnimationFullOrder

    @workflow.init
    def __init__(self, order: AnimationFullOrder) -> None:
        super().__init__(order)

    @workflow.run
    async def run(self, order: AnimationFullOrder) -> JobSnapshot:  # noqa: ARG002 - Temporal gives it twice
        """Run the job to its ending."""
        return await self.job.run(self._steps)

    async def _steps(self) -> AnimationResult:
        order, job = self._order, self.job
        plan = await job.step(
            PLANNING,
            PLAN,
            PlanInput(
                job_id=order.job_id,
                content=order.content,
                additional_instructions=order.additional_instructions,
                language=order.language,
            ),
        )
        script = await job.step(
            GENERATING_SCRIPT, WRITE, WriteInput(job_id=order.job_id, plan_key=plan.plan_key)
        )
        return await self._publish(script.script_key, order.content, None, plan.plan_key)


@workflow.defn(name=ANIMATION_EDIT)
class AnimationEdit(AnimationWorkflow):
    """A new animation from an earlier one: find it, rewrite its script, check, run, publish."""

    _order: AnimationEditOrder

    @workflow.init
    def __init__(self, order: AnimationEditOrder) -> None:
        super().__init__(order)

    @workflow.run
    async def run(self, order: AnimationEditOrder) -> JobSnapshot:  # noqa: ARG002 - Temporal gives it twice
        """Run the job to its ending."""
        return await self.job.run(self._steps)

    async def _steps(self) -> AnimationResult:
        order, job = self._order, self.job
        prior = await job.step(
            PLANNING,
            FIND_PRIOR,
            FindPriorInput(
                job_id=order.job_id, generation_id=order.generation_id, video_id=order.prior_video_id
            ),
        )
        edited = await job.step(
            GENERATING_SCRIPT,
            EDIT,
            EditInput(
                job_id=order.job_id,
                prior_video_id=prior.video_id,
                prior_prompt=prior.prompt,
                instruction=order.enhance_prompt,
                before_video_id=prior.prior_video_id,
            ),
        )
        return await self._publish(edited.script_key, order.enhance_prompt, prior.video_id, edited.plan_key)
