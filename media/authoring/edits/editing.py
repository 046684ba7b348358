"""An instruction applied to a script, as a whole or not at all."""

import libcst as cst

from contracts.errors import InstructionNotUnderstood
from media.authoring.edits import adding, lines, ordering, pacing, painting, sizing, wording
from media.authoring.edits.answers import answer
from media.authoring.edits.kinds import (
    Adding,
    Colouring,
    Edit,
    Grounding,
    Moving,
    Pacing,
    Removing,
    Replacing,
    Rewording,
    Shading,
    Sizing,
    Swapping,
    Thickening,
)
from media.authoring.edits.refused import Reason, RefusedError
from media.authoring.edits.scripts import Script, read
from media.authoring.edits.selecting import texts_in
from media.authoring.edits.understanding import NotUnderstood, understand
from media.scenes.locale import Locale


def edit(script: str, instruction: str) -> str:
    """The script with everything that the instruction asks for, and nothing else, changed."""
    try:
        result = _edited(script, instruction)
    except RefusedError as refused:
        raise InstructionNotUnderstood(
            "{answer}", answer=answer(refused, Locale.of_instruction(instruction))
        ) from None
    return result


def _edited(script: str, instruction: str) -> str:
    if not instruction.strip():
        raise RefusedError(Reason.EMPTY)
    parsed = _parsed(script)
    edits = understand(instruction, parsed.names, texts_in(parsed))
    if isinstance(edits, NotUnderstood):
        reason = Reason.UNQUOTED if edits.unquoted else Reason.UNCLEAR
        raise RefusedError(reason, edits.part, edits.unknown)
    # The background first: whether a colour can be seen depends on it.
    first, *others = sorted(edits, key=lambda edit: not isinstance(edit, Grounding))
    result = applied(parsed, first).code
    for edit in others:
        result = applied(_parsed(result), edit).code
    if result == script:
        raise RefusedError(Reason.NO_CHANGE)
    return result


def _parsed(source: str) -> Script:
    script = read(source)
    if script is None:
        raise RefusedError(Reason.NOT_PYTHON)
    return script


def applied(script: Script, edit: Edit) -> cst.Module:  # noqa: C901, PLR0911  one line for each kind of edit
    """The script with one edit made. Raises RefusedError."""
    match edit:
        case Colouring():
            return painting.colour(script, edit)
        case Grounding():
            return painting.ground(script, edit)
        case Pacing():
            return pacing.pace(script, edit)
        case Sizing():
            return sizing.size(script, edit)
        case Thickening():
            return lines.thicken(script, edit)
        case Shading():
            return painting.shade(script, edit)
        case Replacing():
            return wording.replace(script, edit)
        case Rewording():
            return wording.word(script, edit)
        case Swapping():
            return ordering.swap(script, edit)
        case Moving():
            return ordering.move(script, edit)
        case Adding():
            return adding.add(script, edit)
        case Removing():
            return ordering.remove(script, edit)
