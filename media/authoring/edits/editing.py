"""An instruction applied to a script, as a whole or not at all."""

import libcst as cst

from contracts.errors import InstructionNotUnderstood
from media.authoring.edits import adding, ordering, pacing, painting, sizing, wording
from media.authoring.edits.answers import answer
from media.authoring.edits.refused import Reason, RefusedError
from media.authoring.edits.scripts import Script, read
from media.authoring.edits.selecting import texts_in
from media.authoring.edits.understanding import NotUnderstood, understand
from media.authoring.edits.wishes import (
    Adding,
    Colouring,
    Grounding,
    Moving,
    Pacing,
    Removing,
    Replacing,
    Sizing,
    Swapping,
    Wish,
    Wording,
)
from media.authoring.locale import Locale


def edit(script: str, instruction: str) -> str:
    """The script with everything that the instruction wishes for, and nothing else, changed."""
    try:
        result = _granted(script, instruction)
    except RefusedError as refused:
        raise InstructionNotUnderstood(
            "{answer}", answer=answer(refused, Locale.of_instruction(instruction))
        ) from None
    return result


def _granted(script: str, instruction: str) -> str:
    if not instruction.strip():
        raise RefusedError(Reason.EMPTY)
    parsed = _parsed(script)
    wishes = understand(instruction, parsed.names, texts_in(parsed))
    if isinstance(wishes, NotUnderstood):
        reason = Reason.UNQUOTED if wishes.unquoted else Reason.UNCLEAR
        raise RefusedError(reason, wishes.part, wishes.unknown)
    # The background first: whether a colour can be seen depends on it.
    first, *others = sorted(wishes, key=lambda wish: not isinstance(wish, Grounding))
    result = _applied(parsed, first).code
    for wish in others:
        result = _applied(_parsed(result), wish).code
    if result == script:
        raise RefusedError(Reason.NO_CHANGE)
    return result


def _parsed(source: str) -> Script:
    script = read(source)
    if script is None:
        raise RefusedError(Reason.NOT_PYTHON)
    return script


def _applied(script: Script, wish: Wish) -> cst.Module:  # noqa: C901, PLR0911  one line for each kind of wish
    match wish:
        case Colouring():
            return painting.colour(script, wish)
        case Grounding():
            return painting.ground(script, wish)
        case Pacing():
            return pacing.pace(script, wish)
        case Sizing():
            return sizing.size(script, wish)
        case Replacing():
            return wording.replace(script, wish)
        case Wording():
            return wording.word(script, wish)
        case Swapping():
            return ordering.swap(script, wish)
        case Moving():
            return ordering.move(script, wish)
        case Adding():
            return adding.add(script, wish)
        case Removing():
            return ordering.remove(script, wish)
