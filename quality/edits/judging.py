"""Whether what comes of an edit is what was asked for, and nothing else."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pydantic import JsonValue

from contracts.errors import InstructionNotUnderstood
from contracts.storyboard import Plan, Storyboard
from media.authoring.planning import plan
from media.authoring.revising import revise, write
from media.scenes import script
from quality.edits.edits import Asked


class Verdict(StrEnum):
    """What came of an edit."""

    DONE = "done"
    NAMED = "done in part, and the rest is named"
    REFUSED = "refused, with what can be said"
    WRONG = "wrong"


@dataclass(frozen=True)
class Answer:
    """What came of an edit, and what is wrong with it."""

    asked: Asked
    verdict: Verdict
    reason: str = ""


def answer(asked: Asked) -> Answer:
    """Make it, and judge: what changes is compared with all that must."""
    before: Plan | None = None
    planned = plan(asked.animation, "")
    for instruction in asked.earlier:
        before, planned = planned, revise(planned, instruction, before)
    try:
        after = revise(planned, asked.edit, before)
    except InstructionNotUnderstood as refused:
        if asked.must is None:
            return Answer(asked, Verdict.REFUSED)
        return Answer(asked, Verdict.REFUSED, str(refused).splitlines()[0])
    found = changes(planned, after)
    if found != (asked.must or {}):
        return Answer(asked, Verdict.WRONG, f"changed: {found}")
    return Answer(asked, Verdict.NAMED if after.coverage.unused else Verdict.DONE)


def changes(before: Plan, after: Plan) -> dict[str, JsonValue]:
    """What is another in one plan than in the other: each by what it is now; ``looks`` are variables."""
    one, other = dict(_state(before)), dict(_state(after))
    found = {name: other.get(name) for name in {**one, **other} if one.get(name) != other.get(name)}
    if after.coverage.unused:
        found["unused"] = [*after.coverage.unused]
    return found


def _state(planned: Plan) -> Iterator[tuple[str, JsonValue]]:
    board = planned.storyboard
    yield "title", board.title
    yield "language", board.language
    yield "background", board.background
    yield "pace", board.pace
    yield "order", [scene.id for scene in board.scenes]
    yield "examples", [*planned.coverage.examples]
    for scene in board.scenes:
        yield scene.id, [scene.picture.kind, scene.heading, scene.picture.parameters]
        if scene.pause:
            yield f"pause {scene.id}", scene.pause
        if scene.hot:
            yield f"hot {scene.id}", scene.hot
    yield "looks", [*_looks(board)]


def _looks(board: Storyboard) -> Iterator[str]:
    """What is drawn otherwise than its builders do, and how: in the order of the script."""
    plain, laid = (list(ast.walk(ast.parse(one))) for one in (script.write(board), write(board)))
    for one, other in zip(plain, laid, strict=False):
        if isinstance(one, ast.Assign) and isinstance(other, ast.Assign):
            old, new = _arguments(one), _arguments(other)
            differing = {name: value for name, value in new.items() if old.get(name) != value}
            for name, value in differing.items():
                yield f"{ast.unparse(other.targets[0])}: {name} {value}"


def _arguments(statement: ast.Assign) -> dict[str, str]:
    return {
        keyword.arg: ast.unparse(keyword.value)
        for call in ast.walk(statement.value)
        if isinstance(call, ast.Call)
        for keyword in call.keywords
        if keyword.arg
    }
