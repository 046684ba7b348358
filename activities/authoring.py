"""The steps that write and check scripts.

What an author answered is stored before the step ends, and a stored answer is used again: a model is never
paid twice for one step.
"""

import asyncio

from temporalio import activity

from contracts.animation import (
    CHECK_SECURITY,
    EDIT,
    LINT,
    PLAN,
    REFINE,
    WRITE,
    CheckInput,
    CheckReport,
    EditInput,
    Plan,
    PlanInput,
    PlanOutput,
    RefineInput,
    ScriptOutput,
    WriteInput,
)
from contracts.errors import ArtifactNotFound
from contracts.names import draft_key, plan_key, script_key
from media.authoring.author import Author
from media.manim import security
from media.manim.lint import lint
from store.artifacts import Artifacts


class AuthoringActivities:
    """Needs an author, and the artifacts where plans and scripts lie."""

    def __init__(self, author: Author, artifacts: Artifacts) -> None:
        self._author = author
        self._artifacts = artifacts

    @activity.defn(name=PLAN.name)
    async def plan(self, argument: PlanInput) -> PlanOutput:
        """Plan an animation."""
        key = plan_key(argument.job_id)
        stored = await self._stored(key)
        if stored:
            plan = Plan.model_validate_json(stored)
        else:
            plan = await self._author.plan(argument.content, argument.additional_instructions)
            await self._artifacts.put(key, plan.model_dump_json(indent=2).encode())
        return PlanOutput(plan_key=key, title=plan.title, scenes=len(plan.scenes))

    @activity.defn(name=WRITE.name)
    async def write(self, argument: WriteInput) -> ScriptOutput:
        """Write the script of a plan."""
        key = draft_key(argument.job_id, 0)
        if not await self._stored(key):
            plan = Plan.model_validate_json(await self._artifacts.get(argument.plan_key))
            await self._artifacts.put(key, (await self._author.write(plan)).encode())
        return ScriptOutput(script_key=key)

    @activity.defn(name=EDIT.name)
    async def edit(self, argument: EditInput) -> ScriptOutput:
        """Rewrite the script of an earlier animation."""
        key = draft_key(argument.job_id, 0)
        if not await self._stored(key):
            prior = await self._script(script_key(argument.prior_video_id))
            script = await self._author.edit(prior, argument.prior_prompt, argument.instruction)
            await self._artifacts.put(key, script.encode())
        return ScriptOutput(script_key=key)

    @activity.defn(name=REFINE.name)
    async def refine(self, argument: RefineInput) -> ScriptOutput:
        """Mend a script after what a check or a run found."""
        key = draft_key(argument.job_id, argument.revision)
        if not await self._stored(key):
            script = await self._author.refine(await self._script(argument.script_key), argument.diagnostics)
            await self._artifacts.put(key, script.encode())
        return ScriptOutput(script_key=key)

    @activity.defn(name=LINT.name)
    async def lint(self, argument: CheckInput) -> CheckReport:
        """Lint a script."""
        return await lint(await self._script(argument.script_key))

    @activity.defn(name=CHECK_SECURITY.name)
    async def check_security(self, argument: CheckInput) -> CheckReport:
        """Look for what a script must not do."""
        script = await self._script(argument.script_key)
        return await asyncio.to_thread(security.check, script)  # a script made for it can take seconds

    async def _script(self, key: str) -> str:
        return (await self._artifacts.get(key)).decode()

    async def _stored(self, key: str) -> bytes | None:
        try:
            return await self._artifacts.get(key)
        except ArtifactNotFound:
            return None
