"""An instruction done on a plan, part by part."""

import re
from collections.abc import Callable
from typing import Final

from contracts.errors import InstructionNotUnderstood
from contracts.storyboard import Plan
from media.authoring.edits.answers import answer
from media.authoring.edits.refused import Reason, RefusedError
from media.authoring.edits.understanding import NotUnderstood
from media.authoring.revising import additions, choices, items, measuring, rules, values, wholes
from media.authoring.revising.advice import advice, named
from media.authoring.revising.draft import QUOTED, Draft
from media.authoring.revising.parts import parts_of, without_end, without_opening
from media.scenes.locale import Locale

_UNDO: Final = re.compile(
    r"(?:please\s+)?(?:undo|revert|take back|go back)(?:\s+(?:it|that|this|(?:to\s+)?(?:the\s+|"
    r"my\s+)?(?:last|previous|latest)\s*(?:change|edit|version)?))?"
    r"|(?:直前の|最後の|前の|さっきの)?(?:変更|編集)?を?(?:元に戻して|取り消して|戻して|元に戻す|"
    r"取り消す)(?:ください)?"
    r"|(?:請|请)?(?:撤銷|撤销|復原|复原|還原|还原|取消)(?:上一個|上一个|上次的?|上一步|剛才的|刚才的|"
    r"最後的?|最后的?)?(?:修改|變更|变更|更改|操作)?",
    re.IGNORECASE,
)
_COMMA: Final = re.compile(r"[,，、;；]\s*(?=[^\d\s(（\[-])|\s+and\s+(?=\D)")
_LONGEST_RUN: Final = 8
"""The parts that may be one thing together: of more, a long instruction would be read over and over."""
_WAYS: Final[tuple[Callable[[Draft, str], Draft | None], ...]] = (
    *(wholes.translated, wholes.adapted, wholes.lengthened, wholes.restarted, wholes.paused, additions.added),
    *(choices.chosen, measuring.measured, items.changed),
)
"""What is tried before the rules of looks and scenes; values are read after them."""


def revise(plan: Plan, instruction: str, before: Plan | None) -> Plan:
    """The plan with all of the instruction that is understood; the rest is named in its coverage.

    ``before`` is the plan that this one was made from, for an instruction that undoes. Raises
    InstructionNotUnderstood where nothing is understood.
    """
    try:
        return _revised(plan, instruction, before)
    except RefusedError as refused:
        locale = Locale.of_instruction(instruction)
        words = answer(named(refused, plan, locale), locale, advice(plan, locale))
        raise InstructionNotUnderstood("{answer}", answer=words) from None


def _revised(plan: Plan, instruction: str, before: Plan | None) -> Plan:
    if not instruction.strip():
        raise RefusedError(Reason.EMPTY)
    if _UNDO.fullmatch(without_end(instruction)):
        if before is None:
            raise RefusedError(Reason.NOTHING_BEFORE)
        return before
    draft, unused, reasons = _done(Draft(plan), instruction)
    if draft.plan == plan:
        raise reasons[0] if reasons else RefusedError(Reason.NO_CHANGE)
    return draft.covered(unused)


def _done(draft: Draft, instruction: str) -> tuple[Draft, list[str], list[RefusedError]]:
    """The draft with all of the instruction that can be done, what can't, and why."""
    cuts = parts_of(instruction)
    unused: list[str] = []
    reasons: list[RefusedError] = []
    place = 0
    while place < len(cuts):
        # The longest run of parts that is one thing: "swap scenes 2 and 3" has an "and" of its own.
        for end in range(min(len(cuts), place + _LONGEST_RUN), place, -1):
            alone = end == place + 1
            part = without_opening(instruction[cuts[place][0] : cuts[end - 1][1]])
            found = _understood(draft, part, alone=alone)
            if alone and (isinstance(found, RefusedError) or found.left != draft.left):
                found = _one_by_one(draft, part) or found
            if isinstance(found, Draft):
                draft, place = found, end
                break
            if alone:
                reasons.append(found)
                if found.reason is not Reason.NO_CHANGE:
                    unused.append(instruction[slice(*cuts[place])].strip())
                place = end
    return draft, unused, reasons


def _understood(draft: Draft, part: str, *, alone: bool) -> Draft | RefusedError:
    """The draft with the part done, or why it can't be.

    A run of several parts is one thing only to the rules, which must understand every word of it.
    """
    try:
        for way in _WAYS if alone else ():
            done = way(draft, part)
            if done is not None:
                return done
    except RefusedError as error:
        return error
    refused = None
    try:
        found = rules.revised(draft, part)
    except RefusedError as error:
        refused = error
    else:
        if isinstance(found, Draft):
            return found
        refused = _reason(found, part)
    last = (wholes.replanned(draft, part) or values.revised(draft, part)) if alone else None
    return last or refused


def _one_by_one(draft: Draft, part: str) -> Draft | None:
    """The draft with what stands between commas done one by one; None unless all of it is understood."""
    left = draft.left
    pieces = [piece for piece in _COMMA.split(part) if any(map(str.isalnum, piece))]
    if len(pieces) <= 1 or QUOTED.search(part):
        return None
    for piece in pieces:
        found = _understood(draft, without_opening(piece), alone=True)
        if isinstance(found, RefusedError) or found.left != left:
            return None
        draft = found
    return draft


def _reason(found: NotUnderstood, part: str) -> RefusedError:
    # In the sender's words: those that were read have variables in them.
    return RefusedError(Reason.UNQUOTED if found.unquoted else Reason.UNCLEAR, part.strip(), found.unknown)
