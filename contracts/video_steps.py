"""The steps of narrated videos, in the words and at the percentages of documents 4 and 5."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from contracts.steps import Step, StepTable
from contracts.video import COMPOSE_SCENE

INITIALIZING: Final = "initializing"
"""A worker has the job, and nothing is done yet; document 5 calls it ``started``."""


@dataclass(frozen=True)
class Phase:
    """One phase of a video: its step, and what is said of it.

    ``doing`` takes the scenes that are done and how many there are, ``done`` how many there were; nothing is
    said where it is empty. ``fraction`` is how much of the step is done with so many of so many scenes.
    """

    step: Step
    doing: Callable[[int, int], str]
    done: Callable[[int], str] = lambda _: ""
    fraction: Callable[[int, int], float] = lambda done, total: done / total


@dataclass(frozen=True)
class Phases:
    """The phases that every video goes through, each in its document's words."""

    scripting: Phase
    narrating: Phase
    illustrating: Phase
    mixing: Phase
    composing: Phase
    finalizing: Phase


def _always(message: str) -> Callable[..., str]:
    return lambda *_: message


def _phase(step: Step, done: Callable[[int], str] | None = None) -> Phase:
    return Phase(step, _always(step.message), done or _always(""))


def _composing(low: float, high: float, message: str) -> Step:
    return Step("composing", low, high, message, heartbeats=COMPOSE_SCENE.name, parallel=True)


# --- document 4, "Progress Stages" ------------------------------------------------------------------------

_FIRST_4: Final = Step(INITIALIZING, 0.00, 0.05, "Starting...")
EXTRACTING: Final = _phase(
    Step("extracting", 0.05, 0.10, "Extracting article content"), _always("Article content extracted")
)

ARTICLE_PHASES: Final = Phases(
    scripting=_phase(
        Step("scripting", 0.15, 0.25, "Generating video script"),
        lambda n: f"Script generated with {n} scenes",
    ),
    narrating=_phase(
        Step("narrating", 0.30, 0.50, "Generating voice-over audio"), _always("Audio generation completed")
    ),
    illustrating=_phase(
        Step("illustrating", 0.55, 0.75, "Downloading visual assets"),
        _always("Assets downloaded successfully"),
    ),
    mixing=_phase(Step("mixing", 0.80, 0.85, "Composing video")),
    composing=_phase(_composing(0.85, 0.95, "Editing video with FFmpeg")),
    finalizing=_phase(Step("finalizing", 0.95, 1.00, "Finalizing video")),
)

# --- document 5, "Complete Workflow" ----------------------------------------------------------------------


def _scene(what: str) -> Callable[[int, int], str]:
    return lambda done, total: f"{what} (scene {min(done + 1, total)}/{total})"


_FIRST_5: Final = Step(INITIALIZING, 0.00, 0.10, "Starting...")

SCRIPT_PHASES: Final = Phases(
    scripting=_phase(Step("scripting", 0.10, 0.30, "Analyzing script")),
    narrating=Phase(
        Step("narrating", 0.30, 0.70, "Generating audio"),
        _scene("Generating audio"),
        # Scene 1 of 3 at 0.30 and scene 2 at 0.50, as the document has it.
        fraction=lambda done, total: min(1.0, done / max(1, total - 1)),
    ),
    illustrating=Phase(
        Step("illustrating", 0.70, 0.90, "Generating images"),
        lambda done, total: (
            f"Generating images for scene {min(done + 1, total)}/{total}" if done else "Generating images"
        ),
    ),
    mixing=_phase(Step("mixing", 0.90, 0.91, "Compositing video")),
    composing=_phase(_composing(0.91, 0.98, "Compositing video")),
    finalizing=_phase(Step("finalizing", 0.98, 1.00, "Finalizing video")),
)


def _all(phases: Phases) -> tuple[Step, ...]:
    every = (
        phases.scripting,
        phases.narrating,
        phases.illustrating,
        phases.mixing,
        phases.composing,
        phases.finalizing,
    )
    return tuple(phase.step for phase in every)


ARTICLE_VIDEO_STEPS: Final = StepTable((_FIRST_4, EXTRACTING.step, *_all(ARTICLE_PHASES)))
SCRIPT_VIDEO_STEPS: Final = StepTable((_FIRST_5, *_all(SCRIPT_PHASES)))
