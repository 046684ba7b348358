"""How fast a script plays."""

from collections.abc import Iterator
from typing import Final

import libcst as cst
import libcst.matchers as m

from media.authoring.edits.kinds import Pacing
from media.authoring.edits.numbers import literal, times, value_of
from media.authoring.edits.refused import Reason, RefusedError
from media.authoring.edits.scripts import Script
from media.authoring.edits.trees import Change, changed, with_argument

SLOWEST: Final = 0.1
FASTEST: Final = 10.0
_SPEED: Final = "SPEED"
_PLAY: Final = m.Call(func=m.Attribute(value=m.Name("self"), attr=m.Name("play")))
_WAIT: Final = m.Call(func=m.Attribute(value=m.Name("self"), attr=m.Name("wait") | m.Name("pause")))
_RUN_TIME: Final = m.Arg(keyword=m.Name("run_time"))


def pace(script: Script, edit: Pacing) -> cst.Module:
    """Play so many times as fast: by the script's own SPEED, or by every time in it."""
    speed = script.constants.get(_SPEED)
    now = value_of(speed.value) if speed else 1.0
    if not SLOWEST <= (now or 1.0) * edit.factor <= FASTEST:
        raise RefusedError(Reason.TOO_FAR)
    if speed is not None and now is not None:
        value = now * edit.factor
        return changed(script.tree, {speed: lambda assign: assign.with_changes(value=_decimal(value))})
    changes = dict(_times(script.tree, 1 / edit.factor))
    if not changes:
        raise RefusedError(Reason.NO_CHANGE)
    return changed(script.tree, changes)


def _decimal(value: float) -> cst.BaseExpression:
    return cst.Float(repr(float(round(value, 4))))


def _times(tree: cst.Module, longer: float) -> Iterator[tuple[cst.CSTNode, Change]]:
    for arg in m.findall(tree, _RUN_TIME):
        yield arg, lambda node: node.with_changes(value=times(node.value, longer))
    for call in m.findall(tree, _PLAY):
        if not m.findall(call, _RUN_TIME):
            yield call, lambda node: with_argument(node, "run_time", literal(longer))
    for call in m.findall(tree, _WAIT):
        yield call, lambda node: _waiting(node, longer)


def _waiting(call: cst.Call, longer: float) -> cst.Call:
    if not call.args:
        return call.with_changes(args=[cst.Arg(literal(longer))])
    first = call.args[0]
    return call.with_changes(args=[first.with_changes(value=times(first.value, longer)), *call.args[1:]])
