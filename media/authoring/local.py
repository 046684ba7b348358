"""The embedded author: no model, no network, the same script for the same text."""

import asyncio
from collections.abc import Sequence

from contracts.animation import Diagnostic, Plan, Severity
from contracts.errors import ScriptFailed
from media.authoring import edits, script
from media.authoring import plan as plans
from media.authoring.diagnostics import listed


class LocalAuthor:
    """Writes by rules of its own; in threads, because long texts take longer than an event loop may wait."""

    async def plan(self, content: str, additional_instructions: str) -> Plan:
        """What an animation of ``content`` will show, scene by scene."""
        return await asyncio.to_thread(plans.plan, content, additional_instructions)

    async def write(self, plan: Plan) -> str:
        """The Manim script of a plan."""
        return await asyncio.to_thread(script.write, plan)

    async def edit(self, script: str, prior_prompt: str, instruction: str) -> str:  # noqa: ARG002
        """The script changed as ``instruction`` asks; the script itself says what it was made from."""
        return await asyncio.to_thread(edits.edit, script, instruction)

    async def refine(self, script: str, diagnostics: Sequence[Diagnostic]) -> str:
        """The script mended, if the findings are among those with a known remedy."""
        mended = await asyncio.to_thread(edits.mend, script, diagnostics)
        if mended is None:
            raise ScriptFailed(
                "The embedded author cannot mend this script:\n{findings}\nA model can: set"
                " REELWORK_AUTHOR=model, REELWORK_MODEL (for example openai:gpt-5) and"
                " REELWORK_MODEL_API_KEY, then make the job again.",
                findings=listed(one for one in diagnostics if one.severity is Severity.ERROR),
            )
        return mended
