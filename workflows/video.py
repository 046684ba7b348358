"""The engine of narrated videos: from a storyboard to a video that can be published, with retries."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from temporalio import workflow
from temporalio.exceptions import ActivityError

from workflows.job import Job, explain, failed_try, run_group

with workflow.unsafe.imports_passed_through():
    from pydantic import BaseModel

    from contracts.activity import ActivityDef
    from contracts.errors import ModelOutputInvalid
    from contracts.jobs import JobSnapshot
    from contracts.messages import RETRYING, Message, message
    from contracts.phases import Phase, Phases
    from contracts.speech import SPEAK, ProviderName, SpeakInput, SpeakOutput, Utterance
    from contracts.steps import StepTable
    from contracts.video import (
        ASSEMBLE,
        CAST,
        COMPOSE_SCENE,
        ILLUSTRATE,
        LAY_OUT,
        MIX,
        AssembleInput,
        CastInput,
        ComposeSceneInput,
        IllustrateInput,
        LayOutInput,
        MadeBy,
        MixInput,
        Narrator,
        PublishVideoInput,
        StoryboardOutput,
        Template,
        VideoFormat,
        VideoOrder,
        Visual,
    )

ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")
InputT = TypeVar("InputT", bound=BaseModel)

PICTURES_AT_ONCE: Final = 4
"""Of one video: who gives pictures away wants to be asked politely."""
SCENES_AT_ONCE: Final = 16
"""Of one video: more than a few workers have slots, so that none is idle; a cancel has few to reach."""
FINAL: Final = frozenset({ModelOutputInvalid.code})
"""What a step has tried again itself as often as it is worth paying for."""


@dataclass(frozen=True)
class VideoSpec:
    """What kind of video the engine is to make; lengths in seconds."""

    format: VideoFormat
    template: Template | None
    min_seconds: float
    max_seconds: float | None
    music_key: str | None


class VideoWorkflow:
    """What both kinds share: the phases from a storyboard to a video that can be published, and retries."""

    def __init__(self, order: VideoOrder, steps: StepTable, phases: Phases) -> None:
        self._order = order
        self._phases = phases
        self._retries = 0
        self.job = Job(order, steps)

    @workflow.query
    def status(self) -> JobSnapshot:
        """The state of the job, as last changed."""
        return self.job.snapshot

    async def _cast(
        self, phase: Phase, language: str, provider: ProviderName | None = None, voice_name: str | None = None
    ) -> Narrator:
        """Find who speaks; before anyone is paid, since nobody may speak the language."""
        wanted = CastInput(
            job_id=self._order.job_id, provider=provider, voice_name=voice_name, language=language
        )
        return await self._step(phase, CAST, wanted)

    async def _make(
        self, storyboard: StoryboardOutput, narrator: Narrator, spec: VideoSpec
    ) -> PublishVideoInput:
        """Narrate, illustrate and compose the scenes of a storyboard."""
        phases, job_id = self._phases, self._order.job_id
        speech_keys = await self._narrate(storyboard, narrator)
        timeline = await self._step(
            phases.narrating,
            LAY_OUT,
            LayOutInput(
                job_id=job_id,
                plan_key=storyboard.plan_key,
                format=spec.format,
                template=spec.template,
                speech_keys=speech_keys,
                min_seconds=spec.min_seconds,
                max_seconds=spec.max_seconds,
            ),
        )
        self._done(phases.narrating, timeline.scenes)
        visuals = await self._illustrate(timeline.timeline_key, timeline.scenes)
        soundtrack = await self._step(
            phases.mixing,
            MIX,
            MixInput(job_id=job_id, timeline_key=timeline.timeline_key, music_key=spec.music_key),
        )
        scene_keys = await self._compose(timeline.timeline_key, visuals)
        measures = await self._step(
            phases.finalizing,
            ASSEMBLE,
            AssembleInput(
                job_id=job_id,
                timeline_key=timeline.timeline_key,
                scene_keys=scene_keys,
                soundtrack_key=soundtrack.soundtrack_key,
            ),
        )
        return PublishVideoInput(
            job_id=job_id,
            title=storyboard.title,
            language=storyboard.language,
            measures=measures,
            made_by=MadeBy(
                script=storyboard.author,
                voice=f"{narrator.provider}:{narrator.voice_id}",
                fallback_from=narrator.fallback_from,
                pictures=dict(Counter(visual.kind for visual in visuals)),
            ),
            credits=tuple(visual.credit for visual in visuals if visual.credit),
            warnings=narrator.warnings,
            plan_key=storyboard.plan_key,
        )

    async def _narrate(self, storyboard: StoryboardOutput, narrator: Narrator) -> tuple[str, ...]:
        """Speak each scene, as many at a time as the provider takes; the keys in the scenes' order."""
        narrations = storyboard.narrations

        async def speak(position: int) -> SpeakOutput:
            utterance = Utterance(
                voice_id=narrator.voice_id, text=narrations[position], language=narrator.language
            )
            return await self.job.call(
                SPEAK,
                SpeakInput(
                    job_id=self._order.job_id,
                    provider=narrator.provider,
                    utterances=(utterance,),
                ),
                _scene("Speak", position, len(narrations)),
            )

        scenes = range(len(narrations))
        spoken = await self._each(self._phases.narrating, speak, scenes, narrator.parallel)
        return tuple(output.key for output in spoken)

    async def _illustrate(self, timeline_key: str, scenes: int) -> tuple[Visual, ...]:
        """Find or make a picture for each scene of the timeline."""

        async def illustrate(position: int) -> Visual:
            return await self.job.call(
                ILLUSTRATE,
                IllustrateInput(job_id=self._order.job_id, timeline_key=timeline_key, position=position),
                _scene("Find a picture for", position, scenes),
            )

        phase = self._phases.illustrating
        visuals = await self._each(phase, illustrate, range(scenes), PICTURES_AT_ONCE)
        self._done(phase, scenes)
        return visuals

    async def _compose(self, timeline_key: str, visuals: tuple[Visual, ...]) -> tuple[str, ...]:
        """Compose each scene by itself; the keys in order."""

        async def compose(position: int) -> str:
            composed = await self.job.call(
                COMPOSE_SCENE,
                ComposeSceneInput(
                    job_id=self._order.job_id,
                    timeline_key=timeline_key,
                    position=position,
                    visual=visuals[position],
                    previous=visuals[position - 1] if position else None,
                ),
                _scene("Compose", position, len(visuals)),
            )
            return composed.scene_key

        return await self._each(self._phases.composing, compose, range(len(visuals)), SCENES_AT_ONCE)

    # --- phases and retries -------------------------------------------------------------------------------

    async def _step(self, phase: Phase, activity: ActivityDef[InputT, ResultT], argument: InputT) -> ResultT:
        """Run one activity of a phase."""
        self._enter(phase, 0.0, message(phase.step.name))
        return await self._with_retries(phase, lambda: self.job.call(activity, argument))

    async def _each(
        self,
        phase: Phase,
        work: Callable[[ItemT], Awaitable[ResultT]],
        items: Sequence[ItemT],
        at_once: int,
    ) -> tuple[ResultT, ...]:
        """Do the same with every scene, some at a time; a phase that is tried again keeps what is done."""
        done: dict[int, ResultT] = {}

        async def do_what_is_left() -> None:
            self._enter_progress(phase, len(done), len(items))
            places = asyncio.Semaphore(at_once)
            failures: list[ActivityError] = []

            async def do(position: int) -> None:
                async with places:
                    if failures:
                        return
                    try:
                        done[position] = await work(items[position])
                    except ActivityError as error:
                        if not _may_pass(error):
                            raise
                        failures.append(error)  # those under way may finish: what they make is paid for
                        return
                self._enter_progress(phase, len(done), len(items))

            await run_group([do(position) for position in range(len(items)) if position not in done])
            if failures:
                raise failures[0]

        await self._with_retries(phase, do_what_is_left)
        return tuple(done[position] for position in range(len(items)))

    async def _with_retries(self, phase: Phase, work: Callable[[], Awaitable[ResultT]]) -> ResultT:
        """Do a part of a phase; again after a while if it fails with an error that may pass."""
        order = self._order
        while True:
            try:
                return await work()
            except ActivityError as error:
                why = explain(error, phase.step.name)
                if not _may_pass(error) or self._retries >= order.retries:
                    raise
                self._retries += 1
            seconds = order.retry_delay.total_seconds()
            retrying = message(
                RETRYING, seconds=seconds, retry=self._retries, retries=order.retries, why=why.phrase
            )
            self._enter(phase, 0.0, retrying)
            await workflow.sleep(seconds, summary=f"Until retry {self._retries} of {order.retries}")

    def _enter_progress(self, phase: Phase, done: int, total: int) -> None:
        """Tell that a phase runs, and how far it is."""
        self._enter(phase, phase.fraction(done, total), phase.doing(done, total))

    def _done(self, phase: Phase, total: int) -> None:
        """Tell that a phase is done, if its contract has words for that."""
        if phase.done:
            self._enter(phase, 1.0, message(phase.done, scenes=total))

    def _enter(self, phase: Phase, fraction: float, said: Message) -> None:
        self.job.enter(phase.step, fraction, said, self._retries + 1)


def _scene(what: str, position: int, scenes: int) -> str:
    """What is done with a scene, in words that tell it from the others."""
    return f"{what} scene {position + 1} of {scenes}"


def _may_pass(error: ActivityError) -> bool:
    """Whether a step that failed may do better in a minute."""
    tried = failed_try(error)
    return tried is not None and tried.may_pass and explain(error, "").code not in FINAL
