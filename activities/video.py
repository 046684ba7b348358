"""The steps that videos of articles and of scripts share: cast, illustrate, lay out, mix, compose, assemble.

A part that is stored already is not made again.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Final

import structlog

from activities.folders import Scratch, job_folder
from activities.heartbeat import attempt, report
from activities.implementations import implements
from activities.spoken import words
from contracts.errors import ArtifactNotFound, InvalidField, SpeechRejected
from contracts.jobs import Heartbeat
from contracts.messages import message
from contracts.video import (
    ASSEMBLE,
    CAST,
    COMPOSE_SCENE,
    COMPOSING,
    FRAMES,
    ILLUSTRATE,
    LAY_OUT,
    MIX,
    AssembleInput,
    AssembleOutput,
    CastInput,
    ComposeSceneInput,
    ComposeSceneOutput,
    IllustrateInput,
    LayOutInput,
    LayOutOutput,
    MixInput,
    MixOutput,
    Narrator,
    StoryboardOutput,
    Timeline,
    VideoFormat,
    VideoPlan,
    Visual,
    assembled_key,
    plan_key,
    scene_key,
    soundtrack_key,
    timeline_key,
    visual_key,
)
from language.beats import narration
from media.composition.assemble import assemble
from media.composition.frames import Source
from media.composition.scene import compose_scene
from media.composition.soundtrack import mix
from media.speech.providers import Casting
from media.timeline.lay_out import Spoken, lay_out
from media.visuals.illustrate import Illustrator
from store.artifacts import Artifacts

log = structlog.get_logger(__name__)

TRIES_FOR_STOCK: Final = 2
"""Attempts at which an outage of the stock pictures is waited out; after them a card does."""


class CastingActivities:
    """Needs the providers of speech that are configured."""

    def __init__(self, casting: Casting) -> None:
        self._casting = casting

    @implements(CAST)
    async def cast(self, argument: CastInput) -> Narrator:
        """Say who speaks."""
        try:
            return await self._casting.narrator(argument.provider, argument.voice_name, argument.language)
        except InvalidField as error:
            # Who asked has named no field: an article has a language, and nobody here may speak it.
            raise SpeechRejected(
                "No voice was found for {language}: {why}", language=argument.language, why=error.what
            ) from error


class IllustratingActivities:
    """Needs who illustrates, the artifacts, and a folder where each job gets one of its own."""

    def __init__(self, illustrator: Illustrator, artifacts: Artifacts, scratch: Scratch) -> None:
        self._illustrator = illustrator
        self._artifacts = artifacts
        self._scratch = scratch

    @implements(ILLUSTRATE)
    async def illustrate(self, argument: IllustrateInput) -> Visual:
        """Find or make the picture of a scene."""
        timeline = Timeline.model_validate_json(await self._artifacts.get(argument.timeline_key))
        position = argument.position
        async with job_folder(self._scratch, argument.job_id, f"visual-{position}") as folder:
            found = await self._illustrator.illustrate(
                timeline, position, folder, last_try=attempt() > TRIES_FOR_STOCK
            )
            for reason in found.passed_over:
                log.info("A source of pictures gave nothing", scene=position, reason=reason)
            key = visual_key(argument.job_id, position, found.path.suffix.removeprefix("."))
            await self._artifacts.put(key, found.path)
        return Visual(kind=found.kind, key=key, focus=found.focus, credit=found.credit)


class ComposingActivities:
    """Needs the artifacts, and a folder where each job gets one of its own."""

    def __init__(self, artifacts: Artifacts, scratch: Scratch) -> None:
        self._artifacts = artifacts
        self._scratch = scratch

    @implements(LAY_OUT)
    async def lay_out(self, argument: LayOutInput) -> LayOutOutput:
        """Lay the narrated scenes on a timeline, with their captions."""
        plan = VideoPlan.model_validate_json(await self._artifacts.get(argument.plan_key))
        async with job_folder(self._scratch, argument.job_id, "lay-out") as folder:
            paths = await self._download(argument.speech_keys, folder)
            spoken = [
                Spoken(key, path, await words(self._artifacts, key))
                for key, path in zip(argument.speech_keys, paths, strict=True)
            ]
            timeline = await asyncio.to_thread(
                lay_out,
                plan,
                spoken,
                argument.format,
                argument.template,
                argument.min_seconds,
                argument.max_seconds,
            )
        key = timeline_key(argument.job_id)
        await self._artifacts.put(key, timeline.model_dump_json().encode())
        return LayOutOutput(timeline_key=key, scenes=len(timeline.scenes))

    @implements(MIX)
    async def mix(self, argument: MixInput) -> MixOutput:
        """Mix narration and music."""
        key = soundtrack_key(argument.job_id)
        if await self._is_stored(key):
            return MixOutput(soundtrack_key=key)
        timeline = await self._timeline(argument.timeline_key)
        async with job_folder(self._scratch, argument.job_id, "soundtrack") as folder:
            speech = await self._download([timed.speech_key for timed in timeline.scenes], folder)
            music = None
            if argument.music_key:
                music = folder / "music"
                await self._artifacts.download(argument.music_key, music)
            mixed = folder / "mixed.m4a"
            await mix(timeline, speech, music, mixed)
            await self._artifacts.put(key, mixed)
        return MixOutput(soundtrack_key=key)

    @implements(COMPOSE_SCENE)
    async def compose_scene(self, argument: ComposeSceneInput) -> ComposeSceneOutput:
        """Make the pictures of one scene."""
        position = argument.position
        key = scene_key(argument.job_id, position)
        if await self._is_stored(key):
            return ComposeSceneOutput(scene_key=key)
        timeline = await self._timeline(argument.timeline_key)
        async with job_folder(self._scratch, argument.job_id, f"scene-{position}") as folder:
            visual = await self._source(argument.visual, folder / "visual")
            previous = None
            if argument.previous:
                previous = await self._source(argument.previous, folder / "previous")
            composed = folder / "scene.mp4"
            share = 1 / len(timeline.scenes)

            def report_share(fraction: float) -> None:
                report(Heartbeat(fraction=share * fraction, message=message(COMPOSING)))

            await compose_scene(timeline, position, visual, previous, composed, report_share)
            await self._artifacts.put(key, composed)
        return ComposeSceneOutput(scene_key=key)

    @implements(ASSEMBLE)
    async def assemble(self, argument: AssembleInput) -> AssembleOutput:
        """Join scenes and soundtrack; the captions' file and the thumbnail with them."""
        timeline = await self._timeline(argument.timeline_key)
        async with job_folder(self._scratch, argument.job_id, "assembled") as folder:
            scenes = await self._download(argument.scene_keys, folder)
            soundtrack = folder / "soundtrack.m4a"
            await self._artifacts.download(argument.soundtrack_key, soundtrack)
            assembled = await assemble(timeline, scenes, soundtrack, folder)
            for extension, path in (
                ("mp4", assembled.video),
                ("srt", assembled.captions),
                ("jpg", assembled.thumbnail),
            ):
                await self._artifacts.put(assembled_key(argument.job_id, extension), path)
        return AssembleOutput(
            duration=assembled.duration,
            file_size=assembled.file_size,
            width=assembled.width,
            height=assembled.height,
        )

    async def _timeline(self, key: str) -> Timeline:
        return Timeline.model_validate_json(await self._artifacts.get(key))

    async def _source(self, visual: Visual, stem: Path) -> Source:
        """A scene's picture or clip, as a file that keeps its ending."""
        path = stem.with_suffix(Path(visual.key).suffix)
        await self._artifacts.download(visual.key, path)
        return Source(path=path, kind=visual.kind, focus=visual.focus)

    async def _download(self, keys: Sequence[str], folder: Path) -> list[Path]:
        """The artifacts as files, in order; the same one may be there twice."""
        paths = [folder / f"{number}{Path(key).suffix}" for number, key in enumerate(keys)]
        for key, path in zip(keys, paths, strict=True):
            await self._artifacts.download(key, path)
        return paths

    async def _is_stored(self, key: str) -> bool:
        try:
            await self._artifacts.head(key)
        except ArtifactNotFound:
            return False
        return True


async def planned_once(
    artifacts: Artifacts, job_id: str, video_format: VideoFormat, write: Callable[[], Awaitable[VideoPlan]]
) -> StoryboardOutput:
    """Have a job's video planned, unless a plan is stored: a model is never paid twice for one step.

    The storyboard gets the shape of the format.
    """
    key = plan_key(job_id)
    try:
        plan = VideoPlan.model_validate_json(await artifacts.get(key))
    except ArtifactNotFound:
        written = await write()
        shaped = written.storyboard.model_copy(update={"shape": FRAMES[video_format].shape})
        plan = written.model_copy(update={"storyboard": shaped})
        await artifacts.put(key, plan.model_dump_json(indent=2).encode())
    storyboard = plan.storyboard
    return StoryboardOutput(
        plan_key=key,
        title=storyboard.title,
        language=storyboard.language,
        author=plan.author,
        narrations=tuple(narration(scene, storyboard.language) for scene in storyboard.scenes),
    )
