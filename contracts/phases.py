"""The phases that every narrated video goes through; its contract gives each a step and words."""

from collections.abc import Callable
from dataclasses import dataclass

from contracts.messages import Message, message
from contracts.steps import Step
from contracts.video import COMPOSE_SCENE, COMPOSING


@dataclass(frozen=True)
class Phase:
    """One phase of a video: its step, and the codes of what is said of it.

    ``each`` is said of every scene, with its ``scene`` and the ``total``, ``done`` at the end with the
    ``scenes`` that there were; nothing is said where it is empty. ``first_too`` tells whether ``each`` is
    said of the first scene as well. ``fraction`` is how much of the step is done with so many of so many
    scenes.
    """

    step: Step
    each: str = ""
    first_too: bool = True
    done: str = ""
    fraction: Callable[[int, int], float] = lambda done, total: done / total

    def doing(self, done: int, total: int) -> Message:
        """What is said with so many scenes done, of so many."""
        if self.each and (done or self.first_too):
            return message(self.each, scene=min(done + 1, total), total=total)
        return message(self.step.name)


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


def composing(low: float, high: float) -> Phase:
    """The phase of composing: the scenes, beside one another, tell by their heartbeats how far they are."""
    label = "Composing the pictures"
    return Phase(Step(COMPOSING, low, high, label, heartbeats=COMPOSE_SCENE.name, parallel=True))
