"""What every author can do, whoever writes: the embedded one or a model."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from contracts.animation import Diagnostic
from contracts.storyboard import Plan, Storyboard


class Desk(Protocol):
    """Where an author who is not done at once lays what he has, and tells how far he is."""

    async def take(self) -> bytes | None:
        """What was laid there last, by an attempt before too; None if nothing was."""
        ...

    async def lay(self, content: bytes) -> None:
        """Lay something there, in the place of what was."""
        ...

    def tell(self, scene: int, total: int) -> None:
        """Say which scene is being planned, from 1."""
        ...


@dataclass(frozen=True)
class Written:
    """A script, and the plan that it was made from, if it was made from one."""

    script: str
    plan: Plan | None = None


class Author(Protocol):
    """Plans animations, writes their scripts, changes them and mends them."""

    async def plan(
        self, content: str, additional_instructions: str, language: str = "", desk: Desk | None = None
    ) -> Plan:
        """What an animation of ``content`` will show, scene by scene.

        ``language`` is a tag of BCP 47: what the sender would rather have where the text leaves it open.
        Whoever asks a model goes on from what lies on the ``desk``.

        Raises NeedsModel for what is not known without one.
        """
        ...

    async def write(self, storyboard: Storyboard) -> str:
        """The Manim script of a storyboard."""
        ...

    async def revise(self, plan: Plan, instruction: str, before: Plan | None) -> Plan | None:
        """The plan changed as ``instruction`` asks; ``before`` is the one that it was made from, if any.

        None where its author rather changes the script. Raises InstructionNotUnderstood.
        """
        ...

    async def edit(self, script: str, prior_prompt: str, instruction: str) -> str:
        """The script changed as ``instruction`` asks; ``prior_prompt`` is what it was first made from."""
        ...

    async def refine(
        self, written: Written, diagnostics: Sequence[Diagnostic], desk: Desk | None = None
    ) -> Written:
        """The script mended of what lint, the security check, preflight or the render found.

        A script with a plan is mended scene by scene, and its plan with it. Raises ScriptFailed if nothing is
        left to be shown.
        """
        ...
