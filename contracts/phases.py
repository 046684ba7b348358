"""The phases that every narrated video goes through; its contract gives each a step and words."""

from collections.abc import Callable
from dataclasses import dataclass

from contracts.steps import Step
from contracts.video import COMPOSE_SCENE


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
    """The phases that every video goes through, each in its contract's words."""

    scripting: Phase
    narrating: Phase
    illustrating: Phase
    mixing: Phase
    composing: Phase
    finalizing: Phase

    @property
    def steps(self) -> tuple[Step, ...]:
        """Their steps, in order."""
        every = (
            self.scripting,
            self.narrating,
            self.illustrating,
            self.mixing,
            self.composing,
            self.finalizing,
        )
        return tuple(phase.step for phase in every)


def phase(step: Step, done: Callable[[int], str] = lambda _: "") -> Phase:
    """A phase that says its step's message for as long as it runs."""
    return Phase(step, lambda *_: step.message, done)


def composing(low: float, high: float, message: str) -> Phase:
    """The phase of composing: the scenes, beside one another, tell by their heartbeats how far they are."""
    step = Step("composing", low, high, message, heartbeats=COMPOSE_SCENE.name, parallel=True)
    return phase(step)
