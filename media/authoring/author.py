"""What every author can do, whoever writes: the embedded one or a model."""

from collections.abc import Sequence
from typing import Protocol

from contracts.animation import Diagnostic, Plan


class Author(Protocol):
    """Plans animations, writes their scripts, changes them and mends them."""

    async def plan(self, content: str, additional_instructions: str) -> Plan:
        """What an animation of ``content`` will show, scene by scene."""
        ...

    async def write(self, plan: Plan) -> str:
        """The Manim script of a plan."""
        ...

    async def edit(self, script: str, prior_prompt: str, instruction: str) -> str:
        """The script changed as ``instruction`` asks; ``prior_prompt`` is what it was first made from."""
        ...

    async def refine(self, script: str, diagnostics: Sequence[Diagnostic]) -> str:
        """The script mended of what lint, the security check, preflight or the render found."""
        ...
