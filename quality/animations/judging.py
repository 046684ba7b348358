"""Whether what the embedded author makes of a request is what was asked for."""

import ast
import json
import re
import time
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from contracts.errors import NeedsModel
from contracts.storyboard import Plan
from media.authoring.planning import plan
from media.scenes.script import write
from quality.animations.prompts import Prompt

_ANY: Final = "*"
_ALWAYS: Final = frozenset({"title", "points"})
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")


class Verdict(StrEnum):
    """What came of a request."""

    SHOWN = "shown"
    PARTLY = "shown in part, as its coverage says"
    REFUSED = "NEEDS_MODEL"
    WRONG = "wrong"


@dataclass(frozen=True)
class Answer:
    """What came of a request, why it is wrong, and the processor's seconds for planning and writing."""

    prompt: Prompt
    verdict: Verdict
    reason: str = ""
    script: str = ""
    kinds: tuple[str, ...] = ()
    planning: float = 0.0
    writing: float = 0.0


def answer(prompt: Prompt) -> Answer:
    """Plan and write it, and judge."""
    since = time.process_time()
    try:
        planned = plan(prompt.text, "")
    except NeedsModel:
        return Answer(prompt, Verdict.REFUSED, planning=time.process_time() - since)
    planning = time.process_time() - since
    script = write(planned.storyboard)
    writing = time.process_time() - since - planning
    kinds = tuple(scene.picture.kind for scene in planned.storyboard.scenes)
    verdict, reason = _judged(prompt, planned, kinds, script)
    return Answer(prompt, verdict, reason, script, kinds, planning, writing)


def _judged(prompt: Prompt, planned: Plan, kinds: tuple[str, ...], script: str) -> tuple[Verdict, str]:
    if _ANY not in prompt.kinds and not prompt.kinds & set(kinds):
        return Verdict.WRONG, f"{', '.join(kinds)} in the place of {' or '.join(sorted(prompt.kinds))}"
    beside = set(kinds) - prompt.kinds - _ALWAYS
    if beside and _ANY not in prompt.kinds:
        return Verdict.WRONG, f"{', '.join(sorted(beside))} besides"
    written = "\n".join(_texts(script))
    given = "\n".join(
        json.dumps(scene.picture.parameters, ensure_ascii=False) for scene in planned.storyboard.scenes
    )
    seen = [piece for piece in prompt.absent if _is_in(piece, written)]
    if seen:
        return Verdict.WRONG, f"{', '.join(seen)} is seen"
    missing = [
        "|".join(piece)
        for piece in prompt.shown
        if not any(_is_in(one, f"{written}\n{given}") for one in piece)
    ]
    if planned.coverage.unused:
        return Verdict.PARTLY, f"left out: {'; '.join(planned.coverage.unused)}"
    return (Verdict.WRONG, f"not seen: {', '.join(missing)}") if missing else (Verdict.SHOWN, "")


def _is_in(piece: str, text: str) -> bool:
    """Whether it is in a text: a number as a whole, words whatever the layout made of their spaces."""
    if _NUMBER.fullmatch(piece):
        plain = re.sub(r"(?<=\d),(?=\d{3})", "", text)
        return re.search(rf"(?<![\d.]){re.escape(piece)}(?!\d|\.\d)", plain) is not None
    return "".join(piece.split()).casefold() in "".join(text.split()).casefold()


def _texts(script: str) -> list[str]:
    """All strings of a script: what it writes on the screen."""
    return [
        node.value
        for node in ast.walk(ast.parse(script))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
