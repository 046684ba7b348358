"""How large things are drawn."""

from typing import Final

import libcst as cst

from media.authoring.edits.kinds import Sizing
from media.authoring.edits.mobjects import SIZED_BY_FONT
from media.authoring.edits.numbers import literal, times, value_of
from media.authoring.edits.refused import Reason, RefusedError
from media.authoring.edits.scripts import Drawn, Script, called
from media.authoring.edits.selecting import select
from media.authoring.edits.trees import Change, changed, method_call, with_argument

_USUAL_FONT_SIZE: Final = 48
_SMALLEST_FONT: Final = 8
_LARGEST_FONT: Final = 240
_SMALLEST: Final = 0.1
_LARGEST: Final = 6.0


def size(script: Script, edit: Sizing) -> cst.Module:
    """Draw things so many times as large: texts by their font size, figures by ``scale``."""
    if not _SMALLEST <= edit.factor <= _LARGEST:
        raise RefusedError(Reason.TOO_FAR)
    changes: dict[cst.CSTNode, Change] = {}
    for one in dict.fromkeys(one for thing in edit.things for one in select(script, thing) if not one.setter):
        changes |= _by_font(one, edit.factor) if one.maker in SIZED_BY_FONT else _by_scale(one, edit.factor)
    return changed(script.tree, changes)


def _by_font(one: Drawn, factor: float) -> dict[cst.CSTNode, Change]:
    arg = next((arg for arg in one.call.args if arg.keyword and arg.keyword.value == "font_size"), None)
    now = _USUAL_FONT_SIZE if arg is None else value_of(arg.value)
    if now is not None and not _SMALLEST_FONT <= now * factor <= _LARGEST_FONT:
        raise RefusedError(Reason.TOO_FAR)
    if arg is None:
        return {
            one.call: lambda call: with_argument(call, "font_size", literal(round(_USUAL_FONT_SIZE * factor)))
        }
    if now is None:
        return {arg: lambda node: node.with_changes(value=times(node.value, factor))}
    return {arg: lambda node: node.with_changes(value=literal(round(now * factor, 1)))}


def _by_scale(one: Drawn, factor: float) -> dict[cst.CSTNode, Change]:
    scale = next((call for call in one.chain if called(call) == "scale" and call.args), None)
    if scale is None:
        return {one.call: lambda call: method_call(call, "scale", literal(factor))}
    return {
        scale: lambda call: call.with_changes(
            args=[call.args[0].with_changes(value=times(call.args[0].value, factor)), *call.args[1:]]
        )
    }
