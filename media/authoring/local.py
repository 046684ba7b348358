"""The embedded author: no model, no network, the same script for the same text."""

import asyncio
from collections.abc import Sequence

from contracts.animation import Diagnostic, Severity
from contracts.errors import ScriptFailed
from contracts.storyboard import Plan, Storyboard
from media.authoring.author import Desk, Written
from media.authoring.diagnostics import listed


class LocalAuthor:
    """Writes by rules of its own; in threads, because long texts take longer than an event loop may wait.

    What it needs is imported there, when it is first asked: it takes two seconds, for which a worker that
    starts again after a crash lets nobody wait.
    """

    async def plan(
        self,
        content: str,
        additional_instructions: str,
        language: str = "",
        desk: Desk | None = None,  # noqa: ARG002 - it is done at once
    ) -> Plan:
        """What an animation of ``content`` will show, scene by scene.

        Raises NeedsModel for what is not known without one.
        """
        return await asyncio.to_thread(_plan, content, additional_instructions, language)

    async def write(self, storyboard: Storyboard) -> str:
        """The Manim script of a storyboard."""
        return await asyncio.to_thread(_write, storyboard)

    async def revise(self, plan: Plan, instruction: str, before: Plan | None) -> Plan:
        """The plan with what of the instruction is understood; its coverage names the rest.

        Raises InstructionNotUnderstood where nothing is.
        """
        return await asyncio.to_thread(_revise, plan, instruction, before)

    async def edit(self, script: str, prior_prompt: str, instruction: str) -> str:  # noqa: ARG002
        """The script changed as ``instruction`` asks; the script itself says what it was made from."""
        return await asyncio.to_thread(_edit, script, instruction)

    async def refine(
        self,
        written: Written,
        diagnostics: Sequence[Diagnostic],
        desk: Desk | None = None,  # noqa: ARG002 - as above
    ) -> Written:
        """The script mended, if the findings are among those with a known remedy."""
        mended = await asyncio.to_thread(_mend, written.script, diagnostics)
        if mended is None:
            raise ScriptFailed(
                "The embedded author cannot mend this script:\n{findings}\nA model can: set"
                " REELWORK_AUTHOR=model, REELWORK_MODEL (for example openai:gpt-5) and"
                " REELWORK_MODEL_API_KEY, then make the job again.",
                findings=listed(one for one in diagnostics if one.severity is Severity.ERROR),
            )
        return Written(mended, written.plan)


def _plan(content: str, additional_instructions: str, language: str) -> Plan:
    from media.authoring.planning import plan  # noqa: PLC0415 - see LocalAuthor

    return plan(content, additional_instructions, language)


def _write(storyboard: Storyboard) -> str:
    from media.authoring.revising import write  # noqa: PLC0415

    return write(storyboard)


def _revise(plan: Plan, instruction: str, before: Plan | None) -> Plan:
    from media.authoring.revising import revise  # noqa: PLC0415

    return revise(plan, instruction, before)


def _edit(script: str, instruction: str) -> str:
    from media.authoring.edits import edit  # noqa: PLC0415

    return edit(script, instruction)


def _mend(script: str, diagnostics: Sequence[Diagnostic]) -> str | None:
    from media.authoring.edits import mend  # noqa: PLC0415

    return mend(script, diagnostics)
