"""How thick lines are drawn."""

from collections.abc import Iterator
from typing import Final

import libcst as cst
import libcst.matchers as m

from media.authoring.edits.kinds import Thickening
from media.authoring.edits.mobjects import WITH_AXES
from media.authoring.edits.numbers import literal, times
from media.authoring.edits.refused import Reason, RefusedError
from media.authoring.edits.scripts import Drawn, Script
from media.authoring.edits.selecting import select
from media.authoring.edits.trees import Change, changed, with_argument

_WIDTH: Final = "stroke_width"
_USUAL: Final = 4.0
"""Manim's own width of lines."""
_ARROWS: Final = 6.0
_THINNEST: Final = 0.1
_THICKEST: Final = 8.0


def thicken(script: Script, edit: Thickening) -> cst.Module:
    """Draw the lines of things so many times as thick; words have none."""
    if not _THINNEST <= edit.factor <= _THICKEST:
        raise RefusedError(Reason.TOO_FAR)
    changes: dict[cst.CSTNode, Change] = {}
    for thing in edit.things:
        for one in select(script, thing):
            if not one.wordy and not one.setter:
                changes |= _thicker(one, edit.factor)
    if not changes:
        raise RefusedError(Reason.NO_SUCH_THING, edit.things[0].written)
    return changed(script.tree, changes)


def _thicker(one: Drawn, factor: float) -> dict[cst.CSTNode, Change]:
    widths = list(_widths(one.call))
    if widths:
        return {node: lambda found: times(found, factor) for node in widths}
    if one.maker in WITH_AXES:
        return {}
    usual = _ARROWS if "Arrow" in one.maker or one.maker == "Vector" else _USUAL
    return {one.call: lambda call: with_argument(call, _WIDTH, literal(usual * factor))}


def _widths(call: cst.Call) -> Iterator[cst.BaseExpression]:
    """The widths that a call says, also those of its grid and axes."""
    for arg in call.args:
        if arg.keyword is not None and arg.keyword.value == _WIDTH:
            yield arg.value
    for found in m.findall(call, m.DictElement(key=m.SimpleString(value=f'"{_WIDTH}"'))):
        yield cst.ensure_type(found, cst.DictElement).value
