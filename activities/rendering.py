"""The steps that run scripts; only here, and only through the one runner."""

import asyncio
from pathlib import Path

from temporalio import activity

from activities.folders import remove
from activities.heartbeat import report
from contracts.animation import (
    RENDER,
    RUN_PREFLIGHT,
    SCENE_CLASS,
    CheckInput,
    PreflightReport,
    RenderInput,
    RenderReport,
)
from contracts.names import rendered_key
from media.manim.runner import ScriptRunner
from store.artifacts import Artifacts


class RenderingActivities:
    """Needs the runner, the artifacts, and a folder where each job gets one of its own."""

    def __init__(self, runner: ScriptRunner, artifacts: Artifacts, scratch: Path) -> None:
        self._runner = runner
        self._artifacts = artifacts
        self._scratch = scratch

    @activity.defn(name=RUN_PREFLIGHT.name)
    async def preflight(self, argument: CheckInput) -> PreflightReport:
        """Run a script without its frames."""
        script = (await self._artifacts.get(argument.script_key)).decode()
        folder = self._folder(argument.job_id, "preflight")
        try:
            return await self._runner.preflight(script, folder)
        finally:
            await remove(folder)

    @activity.defn(name=RENDER.name)
    async def render(self, argument: RenderInput) -> RenderReport:
        """Render a script and store the video.

        The folder outlives only a crash or stop of the worker: the next attempt goes on from its parts.
        """
        script = (await self._artifacts.get(argument.script_key)).decode()
        # Named for the script: parts are told by their number, so no other script may find them.
        folder = self._folder(argument.job_id, Path(argument.script_key).stem)
        try:
            rendered = await self._runner.render(
                script, folder, argument.quality, argument.animations, report
            )
            if not rendered.errors:
                await self._artifacts.put(rendered_key(argument.job_id), folder / f"{SCENE_CLASS}.mp4")
        except asyncio.CancelledError:
            if not activity.is_worker_shutdown():
                await remove(folder)
            raise
        await remove(folder)
        return rendered

    def _folder(self, job_id: str, step: str) -> Path:
        folder = self._scratch / job_id / step
        folder.mkdir(parents=True, exist_ok=True)
        return folder
