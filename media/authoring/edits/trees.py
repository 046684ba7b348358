"""Changing a syntax tree: nodes put in the place of others, everything else to the letter."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import libcst as cst

Changed = cst.CSTNode | cst.RemovalSentinel | cst.FlattenSentinel[Any]
Change = Callable[[Any], Changed]
"""A function that makes the new node from the old one, inside which other changes may have been made."""


def changed(tree: cst.Module, changes: Mapping[cst.CSTNode, Change]) -> cst.Module:
    """The tree with some of its nodes changed."""
    return cst.ensure_type(tree.visit(_Changer(changes)), cst.Module)


def expression(source: str) -> cst.BaseExpression:
    """A piece of code as a node."""
    return cst.parse_expression(source)


def keyword(name: str, value: cst.BaseExpression) -> cst.Arg:
    """``name=value`` among a call's arguments."""
    return cst.Arg(
        value, cst.Name(name), equal=cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))
    )


def with_argument(call: cst.Call, name: str, value: cst.BaseExpression) -> cst.Call:
    """The call with one argument more, laid out like the others."""
    argument = keyword(name, value)
    if not call.args:
        return call.with_changes(args=[argument])
    *front, last = call.args
    if isinstance(last.comma, cst.Comma):
        # The comma after the last argument holds the line break before the bracket: the new one ends with it,
        # and the one before takes its layout from another line, if there is one.
        between = next((arg.comma for arg in reversed(front) if isinstance(arg.comma, cst.Comma)), last.comma)
        if not front and isinstance(last.comma.whitespace_after, cst.ParenthesizedWhitespace):
            between = last.comma.with_changes(whitespace_after=call.whitespace_before_args)
        return call.with_changes(
            args=[*front, last.with_changes(comma=between), argument.with_changes(comma=last.comma)]
        )
    between = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
    end = last.whitespace_after_arg
    last = last.with_changes(comma=between, whitespace_after_arg=cst.SimpleWhitespace(""))
    return call.with_changes(args=[*front, last, argument.with_changes(whitespace_after_arg=end)])


def with_arguments(call: cst.Call, args: Sequence[cst.Arg]) -> cst.Call:
    """The call with only these of its arguments; on one line without a comma after the last."""
    if not args:
        return call.with_changes(args=[])
    *front, last = args
    comma = last.comma
    if isinstance(comma, cst.Comma) and isinstance(comma.whitespace_after, cst.SimpleWhitespace):
        last = last.with_changes(comma=cst.MaybeSentinel.DEFAULT)
    return call.with_changes(args=[*front, last])


def method_call(value: cst.BaseExpression, method: str, *args: cst.BaseExpression) -> cst.Call:
    """``value.method(args)``."""
    return cst.Call(cst.Attribute(value, cst.Name(method)), [cst.Arg(arg) for arg in args])


class _Changer(cst.CSTTransformer):
    def __init__(self, changes: Mapping[cst.CSTNode, Change]) -> None:
        super().__init__()
        self._changes = changes

    def on_leave(  # type: ignore[override]  # libcst's own signature varies with the kind of node
        self, original_node: cst.CSTNode, updated_node: cst.CSTNode
    ) -> Changed:
        change = self._changes.get(original_node)
        return change(updated_node) if change else updated_node
