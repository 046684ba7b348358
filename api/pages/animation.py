"""Animations on the pages: forms for new ones and for edits, and a script beside the player."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import BaseModel

from api.access import Caller
from api.animation import AnimationEditRequest, AnimationRequest
from api.files import published_text
from api.pages.forms import Form, Invalid, KindPages, Values, whole
from api.pages.languages import later
from api.services import Services
from contracts.animation import ANIMATION_EDIT, ANIMATION_FULL, AnimationResult
from contracts.jobs import JobSnapshot, JobState
from contracts.storyboard import Coverage, Plan

CHOICES: Final = 50
"""Animations that the form for edits offers, the newest first."""
_BEFORE_ITS_END: Final = 1.0
"""Seconds: a scene fades out in the last 0.4 s, slower ones in more."""


@dataclass(frozen=True)
class Choice:
    """An animation that can be edited."""

    value: str
    title: str
    video: str


@dataclass(frozen=True)
class ShownScene:
    """A scene beside its video: where it starts, and a moment at which its picture is whole, in seconds."""

    heading: str
    lines: list[str]
    start: float
    still: float


async def _read_full(_: Services, values: Values, __: str) -> BaseModel:
    return AnimationRequest.model_validate(dict(values))


async def _read_edit(_: Services, values: Values, __: str) -> BaseModel:
    generation, _colon, video = values["animation"].partition(":")
    number = whole(generation)
    if number is None or not video:
        raise Invalid({"animation": later("Please choose the animation to edit.")})
    return AnimationEditRequest(
        generation_id=number, prior_video_id=video, enhance_prompt=values["enhance_prompt"]
    )


def _edit_values(request: AnimationEditRequest) -> Values:
    return {
        "animation": f"{request.generation_id}:{request.prior_video_id}",
        "enhance_prompt": request.enhance_prompt,
    }


async def _animations(services: Services, caller: Caller, _: Values) -> Mapping[str, Any]:
    records = await services.ledger.list(
        kinds=[ANIMATION_FULL, ANIMATION_EDIT],
        states=[JobState.COMPLETED],
        owner=caller.whose,
        limit=CHOICES,
    )
    choices = []
    for record in records:
        if record.snapshot.result is None:
            continue
        result = AnimationResult.model_validate(record.snapshot.result)
        value = f"{result.generation_id}:{result.video_id}"
        choices.append(Choice(value=value, title=record.title, video=result.video_path))
    return {"choices": choices}


async def _shown(services: Services, snapshot: JobSnapshot) -> Mapping[str, Any]:
    result = AnimationResult.model_validate(snapshot.result)
    covered = result.coverage or Coverage()
    return {
        "scenes": await _scenes(services, result),
        "code": await published_text(services, result.manim_code_path),
        "unused": covered.unused,
        "examples": covered.examples,
        "claims": covered.claims,
        "left_out": covered.left_out,
        "made_by": result.made_by if result.made_by and result.made_by.requests else None,
    }


async def _scenes(services: Services, result: AnimationResult) -> list[ShownScene]:
    """The storyboard's scenes with their places in the video; none where there is no storyboard of it."""
    if result.storyboard_path is None or result.scene_ends is None:
        return []
    text = await published_text(services, result.storyboard_path)
    if not text:
        return []
    scenes = Plan.model_validate_json(text).storyboard.scenes
    starts = (0.0, *result.scene_ends)
    return [
        ShownScene(
            heading=scene.heading or str(scene.picture.parameters.get("title", "")),
            lines=[beat.line for beat in scene.beats if beat.line],
            start=start,
            still=max(start, end - _BEFORE_ITS_END),
        )
        for scene, start, end in zip(scenes, starts, result.scene_ends, strict=False)
    ]


PAGES: Final = KindPages(
    shown=_shown,
    forms=(
        Form(
            kind=ANIMATION_FULL,
            slug="animation",
            title=later("New animation"),
            about=later("Describe what to explain; get an animation drawn for it."),
            read=_read_full,
            values=lambda request: request.model_dump(include={"content", "additional_instructions"}),
            empty={"content": "", "additional_instructions": ""},
            told={"content": later("What it explains"), "additional_instructions": later("How")},
            carried=("content",),
            examples={
                "ja": (
                    {
                        "content": "ベクトルの加算を説明する動画",
                        "additional_instructions": "日本語で、シンプルに",
                    },
                    {"content": "y = x^2 のグラフを描いてください", "additional_instructions": ""},
                ),
                "zh-TW": (
                    {"content": "說明向量加法的動畫", "additional_instructions": "用中文，簡單一點"},
                    {"content": "畫出 y = x^2 的圖形", "additional_instructions": ""},
                ),
                "en": (
                    {
                        "content": "Explain how two vectors are added",
                        "additional_instructions": "Keep it short",
                    },
                    {"content": "Plot y = x^2", "additional_instructions": ""},
                ),
            },
        ),
        Form(
            kind=ANIMATION_EDIT,
            slug="edit",
            title=later("Edit an animation"),
            about=later("Say what to change in an animation that you have; get a new one."),
            read=_read_edit,
            values=_edit_values,
            empty={"animation": "", "enhance_prompt": ""},
            examples={
                "ja": (
                    {"enhance_prompt": "背景色を青に変更してください"},
                    {"enhance_prompt": "文字を大きくしてください"},
                ),
                "zh-TW": ({"enhance_prompt": "把背景改成藍色"}, {"enhance_prompt": "把文字放大"}),
                "en": (
                    {"enhance_prompt": "Make the background blue"},
                    {"enhance_prompt": "Make the text larger"},
                ),
            },
            names={"prior_video_id": "animation", "generation_id": "animation"},
            choices=_animations,
            carried=("animation",),
            told={"enhance_prompt": later("What to change")},
        ),
    ),
)
