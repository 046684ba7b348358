"""What every author can do, whoever writes: the embedded one or a model."""

from collections.abc import Sequence
from typing import Protocol

from contracts.animation import Diagnostic
from contracts.storyboard import Plan, Storyboard


class Author(Protocol):
    """Plans animations, writes their scripts, changes them and mends them."""

    async def plan(self, content: str, additional_instructions: str, language: str = "") -> Plan:
        """What an animation of ``content`` will show, scene by scene.

        ``language`` is a tag of BCP 47: what the sender would rather have where the text leaves it open.

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

    async def refine(self, script: str, diagnostics: Sequence[Diagnostic]) -> str:
        """The script mended of what lint, the security check, preflight or the render found."""
        ...
