"""Videos of scripts."""

from temporalio import workflow

from workflows.video import VideoSpec, VideoWorkflow

with workflow.unsafe.imports_passed_through():
    from contracts.jobs import JobSnapshot
    from contracts.script_video import (
        FETCH_MUSIC,
        PUBLISH_SCRIPT_VIDEO,
        SCRIPT_PHASES,
        SCRIPT_VIDEO,
        SCRIPT_VIDEO_STEPS,
        SPLIT_SCRIPT,
        FetchMusicInput,
        ScriptVideoOrder,
        SplitScriptInput,
    )
    from contracts.video import VideoResult


@workflow.defn(name=SCRIPT_VIDEO)
class ScriptVideo(VideoWorkflow):
    """A video of a script: split it into scenes, make and publish the video."""

    _order: ScriptVideoOrder

    @workflow.init
    def __init__(self, order: ScriptVideoOrder) -> None:
        super().__init__(order, SCRIPT_VIDEO_STEPS, SCRIPT_PHASES)

    @workflow.run
    async def run(self, order: ScriptVideoOrder) -> JobSnapshot:  # noqa: ARG002 - Temporal gives it twice
        """Run the job to its ending."""
        return await self.job.run(self._steps)

    async def _steps(self) -> VideoResult:
        order, phases = self._order, self._phases
        storyboard = await self._step(
            phases.scripting,
            SPLIT_SCRIPT,
            SplitScriptInput(
                job_id=order.job_id,
                title=order.title,
                script=order.script,
                language=order.language,
                format=order.format,
                seconds=order.duration,
            ),
        )
        narrator = await self._cast(phases.scripting, order.language, order.voice_provider, order.voice_name)
        music_key = None
        if order.background_music:
            music = FetchMusicInput(job_id=order.job_id, url=order.background_music)
            music_key = (await self._step(phases.scripting, FETCH_MUSIC, music)).music_key
        spec = VideoSpec(order.format, order.template, order.duration, None, music_key)
        video = await self._make(storyboard, narrator, spec)
        return await self._step(phases.finalizing, PUBLISH_SCRIPT_VIDEO, video)
