"""Which names a piece of a script binds, and where: Python's own rules of scope, told on the syntax tree."""

import ast
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple


class Scope(NamedTuple):
    """The names a function, a comprehension, a class or the module binds itself."""

    function: bool
    names: frozenset[str]


def bound_in(nodes: Iterable[ast.AST]) -> frozenset[str]:
    """The names that code binds in its own scope, not in functions, classes, comprehensions inside it."""
    return frozenset(_bindings(nodes)) - frozenset(_nonlocals(nodes))


def _bindings(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Lambda():
                pass
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                yield from _reaching_out(node)
            case ast.Name(id=name, ctx=ast.Store()):
                yield name
            case ast.alias(name=name, asname=asname):
                yield asname or name
            case _:
                if isinstance(node, ast.ExceptHandler) and node.name:
                    yield node.name
                yield from _bindings(ast.iter_child_nodes(node))


def _reaching_out(node: ast.AST) -> Iterator[str]:
    """The names that ``:=`` binds outside of a comprehension: none of those in a lambda there."""
    if isinstance(node, ast.NamedExpr):
        yield from targets(node.target)
    for inner in ast.iter_child_nodes(node):
        if not isinstance(inner, ast.Lambda):
            yield from _reaching_out(inner)


def targets(target: ast.expr) -> Iterator[str]:
    """The names that a target binds itself, not those that an index in it does."""
    match target:
        case ast.Name(id=name):
            yield name
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            for part in parts:
                yield from targets(part)
        case ast.Starred(value=inner):
            yield from targets(inner)


def parameters(arguments: ast.arguments) -> list[ast.arg]:
    """A function's own parameters, not those of lambdas in its defaults and annotations."""
    more = [one for one in (arguments.vararg, arguments.kwarg) if one]
    return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *more]


def _nonlocals(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Nonlocal):
            yield from node.names
        elif not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda):
            yield from _nonlocals(ast.iter_child_nodes(node))


def own_members(nodes: Sequence[ast.AST]) -> frozenset[str]:
    """The attributes that a script itself defines: methods, class variables, what it assigns to objects.

    ``nodes`` are all of the script's.
    """
    stored = {
        node.attr for node in nodes if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    }
    in_classes = (bound_in(node.body) for node in nodes if isinstance(node, ast.ClassDef))
    return frozenset(stored).union(*in_classes)
