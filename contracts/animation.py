"""Animations: orders, plan, checks, result, steps, and the activities of the steps."""

from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Final

from pydantic import Field

from contracts.activity import ActivityDef
from contracts.jobs import JobOrder
from contracts.model import Model
from contracts.names import AUTHORING_QUEUE, CORE_QUEUE, RENDER_QUEUE, job_prefix
from contracts.steps import Step, StepTable
from contracts.storyboard import Authorship, Coverage

ANIMATION_FULL: Final = "animation_full"
"""The kind that makes an animation from a text."""
ANIMATION_EDIT: Final = "animation_edit"
"""The kind that makes a new animation from an earlier one."""

POSTER: Final = "poster.jpg"
"""The file name of a rendered video's picture, beside it."""
SCENE_CLASS: Final = "GeneratedScene"
"""The one scene class a script defines; the name of the mp4 in the result's path."""

MAX_REFINEMENTS: Final = 3
MAX_SECURITY_REFINEMENTS: Final = 1


class Language(StrEnum):
    """The languages the embedded author writes in."""

    JAPANESE = "ja"
    CHINESE = "zh"
    ENGLISH = "en"


class Quality(StrEnum):
    """Manim's qualities, by the folder name in a result's path (height p frames a second)."""

    LOW = "480p15"
    MEDIUM = "720p30"
    HIGH = "1080p60"


# --- orders and result ------------------------------------------------------------------------------------


class AnimationFullOrder(JobOrder):
    """Make an animation from a text."""

    generation_id: int
    content: str
    additional_instructions: str = ""
    language: str = ""
    quality: Quality


class AnimationEditOrder(JobOrder):
    """Make a new animation from an earlier one and an instruction."""

    generation_id: int
    prior_video_id: str
    enhance_prompt: str
    quality: Quality


class AnimationResult(Model):
    """The contract's ``result``; paths are served by the API. ``generation_id`` is what an edit asks for.

    A script that was edited has left its storyboard behind: it says neither what it covers nor who wrote it.
    """

    ok: bool = True
    video_id: str
    video_path: str
    prompt_path: str
    manim_code_path: str
    message: str = "Video generated successfully"
    generation_id: int
    poster_path: str | None = None
    storyboard_path: str | None = None
    scene_ends: tuple[float, ...] | None = None
    """When each scene of the storyboard ends, in seconds; None where the script has others."""
    coverage: Coverage | None = None
    made_by: Authorship | None = None


# --- artifact keys ----------------------------------------------------------------------------------------


def plan_key(job_id: str, revision: int = 0) -> str:
    """The plan of an animation, JSON of ``contracts.storyboard.Plan``: the first, or after a refinement."""
    return f"{job_prefix(job_id)}plan{f'-{revision}' if revision else ''}.json"


def answers_key(job_id: str) -> str:
    """What a model has answered so far while it wrote an animation."""
    return f"{job_prefix(job_id)}answers.json"


def draft_key(job_id: str, revision: int) -> str:
    """The script of an animation as first written (revision 0) or after a refinement."""
    return f"{job_prefix(job_id)}script-{revision}.py"


def rendered_key(job_id: str) -> str:
    """The video of an animation before it is published."""
    return f"{job_prefix(job_id)}GeneratedScene.mp4"


def rendered_poster_key(job_id: str) -> str:
    """A picture of an animation before it is published."""
    return f"{job_prefix(job_id)}poster.jpg"


def poster_key(video_id: str) -> str:
    """A published animation's picture, for players and lists."""
    return f"posters/{video_id}.jpg"


def video_key(video_id: str, quality: str) -> str:
    """A published animation; its contract gives the shape of the path."""
    return f"videos/{video_id}/{quality}/GeneratedScene.mp4"


def script_key(video_id: str) -> str:
    """The script of a published animation."""
    return f"scripts/{video_id}.py"


def storyboard_key(video_id: str) -> str:
    """The storyboard of a published animation."""
    return f"storyboards/{video_id}.json"


def prompt_path(generation_id: int) -> str:
    """Where the API tells what was asked for in a generation, and in each of its edits."""
    return f"/prompts/{generation_id}.json"


# --- what the steps exchange ------------------------------------------------------------------------------


class Severity(StrEnum):
    """Only errors stop a script; warnings go with them to the author."""

    ERROR = "error"
    WARNING = "warning"


class Diagnostic(Model):
    """One finding in a script. ``line`` and ``column`` count from 1; 0 where there is no place."""

    rule: str
    message: str
    line: int = Field(0, ge=0, le=1_000_000_000)
    column: int = Field(0, ge=0, le=1_000_000_000)
    severity: Severity = Severity.ERROR


class CheckReport(Model):
    """What lint or the security check found."""

    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings that stop the script."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR)


class PreflightReport(CheckReport):
    """A run of the script that skips its frames: what it raised, and how many animations it plays."""

    animations: int = Field(0, ge=0, le=1_000_000)


class RenderReport(CheckReport):
    """A render: what it raised, or the video's measures. ``duration`` in seconds."""

    duration: float = Field(0.0, ge=0, le=1_000_000)
    width: int = Field(0, ge=0, le=100_000)
    height: int = Field(0, ge=0, le=100_000)
    scene_ends: tuple[Annotated[float, Field(ge=0, le=1_000_000)], ...] = Field((), max_length=1000)
    """When each of the script's scenes ends, in seconds."""
    poster: bool = False
    """Whether there is a picture of it: a frame in which its longest scene is whole."""


class Animation(Model):
    """A published animation in the catalogue."""

    video_id: str
    generation_id: int
    prior_video_id: str | None
    prompt: str
    quality: Quality
    duration: float


# --- the activities of the steps; keys are artifact keys --------------------------------------------------


class PlanInput(Model):
    """Plan an animation; the plan is stored under ``plan_key``."""

    job_id: str
    content: str
    additional_instructions: str
    language: str = ""


class PlanOutput(Model):
    """Where the plan lies."""

    plan_key: str
    title: str
    scenes: int


class WriteInput(Model):
    """Write the script of a plan."""

    job_id: str
    plan_key: str


class EditInput(Model):
    """Change an earlier animation after an instruction: its storyboard, or a script that has none.

    ``before_video_id`` is what that one was made from, for an instruction that undoes.
    """

    job_id: str
    prior_video_id: str
    prior_prompt: str
    instruction: str
    before_video_id: str | None = None


class RefineInput(Model):
    """Mend a script; ``revision`` is the new script's. ``plan_key`` is its plan's, if it has one."""

    job_id: str
    script_key: str
    revision: int
    diagnostics: tuple[Diagnostic, ...]
    plan_key: str | None = None


class ScriptOutput(Model):
    """Where a script lies, and the plan that was changed with it, if one was."""

    script_key: str
    plan_key: str | None = None


class CheckInput(Model):
    """Lint, check or preflight a script."""

    job_id: str
    script_key: str


class RenderInput(Model):
    """Render a script; ``animations`` is preflight's count, for the live fraction.

    The video is stored under ``rendered_key``.
    """

    job_id: str
    script_key: str
    quality: Quality
    animations: int


class FindPriorInput(Model):
    """Look an earlier animation up in the catalogue."""

    job_id: str
    generation_id: int
    video_id: str


class PublishInput(Model):
    """Put a rendered animation, its script and, if it was planned here, its storyboard into the catalogue."""

    job_id: str
    animation: Animation
    script_key: str
    plan_key: str | None = None
    scene_ends: tuple[float, ...] = ()
    poster: bool = False


PLAN: Final = ActivityDef(
    "animation.plan", PlanInput, PlanOutput, AUTHORING_QUEUE, timedelta(minutes=5), summary="Plan the scenes"
)
FIND_PRIOR: Final = ActivityDef(
    "animation.find_prior",
    FindPriorInput,
    Animation,
    CORE_QUEUE,
    timedelta(seconds=30),
    summary="Look up the animation to edit",
)
WRITE: Final = ActivityDef(
    "animation.write",
    WriteInput,
    ScriptOutput,
    AUTHORING_QUEUE,
    timedelta(minutes=5),
    summary="Write the script",
)
EDIT: Final = ActivityDef(
    "animation.edit",
    EditInput,
    ScriptOutput,
    AUTHORING_QUEUE,
    timedelta(minutes=5),
    summary="Rewrite the script",
)
REFINE: Final = ActivityDef(
    "animation.refine",
    RefineInput,
    ScriptOutput,
    AUTHORING_QUEUE,
    timedelta(minutes=5),
    summary="Mend the script",
)
LINT: Final = ActivityDef(
    "animation.lint",
    CheckInput,
    CheckReport,
    AUTHORING_QUEUE,
    timedelta(minutes=1),
    summary="Lint the script",
)
CHECK_SECURITY: Final = ActivityDef(
    "animation.check_security",
    CheckInput,
    CheckReport,
    AUTHORING_QUEUE,
    timedelta(minutes=1),
    summary="Check the script for unsafe code",
)
RUN_PREFLIGHT: Final = ActivityDef(
    "animation.preflight",
    CheckInput,
    PreflightReport,
    RENDER_QUEUE,
    timedelta(minutes=5),
    summary="Run the script without frames",
)
RENDER: Final = ActivityDef(
    "animation.render",
    RenderInput,
    RenderReport,
    RENDER_QUEUE,
    timedelta(minutes=5),
    summary="Render the video",
)
PUBLISH: Final = ActivityDef(
    "animation.publish",
    PublishInput,
    AnimationResult,
    CORE_QUEUE,
    timedelta(minutes=2),
    summary="Publish the animation",
)


# --- the steps (docs/contracts/animation-jobs.md#steps) ---

INITIALIZING: Final = Step("initializing", 0.00, 0.10, "Getting ready")
PLANNING: Final = Step("planning", 0.10, 0.20, "Planning", heartbeats=PLAN.name)
GENERATING_SCRIPT: Final = Step("generating_script", 0.20, 0.40, "Writing the script")
LINTING: Final = Step("linting", 0.40, 0.50, "Proofreading the script")
SECURITY_CHECK: Final = Step("security_check", 0.50, 0.55, "Security check")
PREFLIGHT: Final = Step("preflight", 0.55, 0.70, "Trial run")
EXECUTING: Final = Step("executing", 0.70, 0.90, "Rendering", heartbeats=RENDER.name)
REFINING: Final = Step("refining", 0.90, 0.95, "Correcting the script")
FINALIZING: Final = Step("finalizing", 0.95, 1.00, "Saving")

FILLING: Final = "planning.scene"
"""What a model tells of each ``scene`` of ``total`` that it plans."""
RENDERING: Final = "executing.animation"
"""What a render tells of each ``animation`` of ``total``."""

ANIMATION_STEPS: Final = StepTable(
    (
        INITIALIZING,
        PLANNING,
        GENERATING_SCRIPT,
        LINTING,
        SECURITY_CHECK,
        PREFLIGHT,
        EXECUTING,
        REFINING,
        FINALIZING,
    ),
    {
        "initializing": "Initializing...",
        "planning": "Planning the video...",
        FILLING: "Planning the video... (scene {scene} of {total})",
        "generating_script": "Generating the script...",
        "linting": "Checking the script...",
        "security_check": "Checking the script for unsafe code...",
        "preflight": "Running the script without frames...",
        "executing": "Rendering video...",
        RENDERING: "Rendering video... (animation {animation} of {total})",
        "refining": "Refining the script...",
        "finalizing": "Saving the video...",
    },
)
