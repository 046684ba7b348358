"""What the names of a script are bound to, all told, whatever the scope and the order.

Too much is never wrong here, too little is: what can't be told is bound to None, the unknown.
"""

import ast
from enum import Enum
from typing import Final

MUTATORS: Final = frozenset({"append", "extend", "insert", "update", "setdefault", "add"})
"""The methods by which a container gets something new. Python's other ways bind names or have underscores."""


class Half(Enum):
    """In place of an index: one half of a dictionary, as ``items`` pairs them."""

    KEYS = "keys"
    VALUES = "values"


class Bindings:
    """Looks up names, and attributes with a dot before them (``.steps`` for ``self.steps``)."""

    def __init__(self, tree: ast.Module) -> None:
        self._values: dict[str, list[ast.expr | None]] = {}
        self.counters: set[str] = set()
        """Names that loops bind to whole numbers."""
        self._functions: dict[str, list[ast.FunctionDef]] = {}
        self._calls: dict[str, list[ast.Call]] = {}
        self._mentions: dict[str, int] = {}
        self._changes: list[tuple[str, ast.expr | None]] = []
        nodes = list(ast.walk(tree))
        self._called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
        for node in nodes:
            self._count(node)
        for node in nodes:
            self._bind_node(node)
        for node in nodes:
            self._note_change(node)
        self._spread_changes()

    def of(self, name: str) -> list[ast.expr | None]:
        """All that a name is ever bound to; empty if the script does not bind it."""
        return self._values.get(name, [])

    def of_member(self, name: str) -> list[ast.expr | None]:
        """All that an attribute may hold: what is assigned to it, and what a class's body says."""
        return [*self.of("." + name), *self.of(name)] or [None]

    def _add(self, name: str, value: ast.expr | None) -> None:
        self._values.setdefault(name, []).append(value)

    def _count(self, node: ast.AST) -> None:
        """Note functions, calls, and how often a name is mentioned."""
        match node:
            case ast.FunctionDef(name=name):
                self._functions.setdefault(name, []).append(node)
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                self._calls.setdefault(name, []).append(node)
            case ast.Name(id=name, ctx=ast.Load()) | ast.Attribute(attr=name, ctx=ast.Load()):
                self._mentions[name] = self._mentions.get(name, 0) + 1

    # --- statements that bind ------------------------------------------------------------------------------

    def _bind_node(self, node: ast.AST) -> None:
        match node:
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    self._bind(target, value)
            case ast.AnnAssign(target=target, value=value) | ast.NamedExpr(target=target, value=value):
                if value is not None:
                    self._bind(target, value)
            case ast.For(target=target, iter=items) | ast.comprehension(target=target, iter=items):
                self._bind_items(target, items)
            case ast.FunctionDef():
                self._bind_parameters(node)
            case ast.Lambda(args=arguments):
                for argument in (part for part in ast.walk(arguments) if isinstance(part, ast.arg)):
                    self._add(argument.arg, None)
            case ast.ExceptHandler(name=str() as name):
                self._add(name, None)

    def _bind(self, target: ast.expr, value: ast.expr | None) -> None:
        match target:
            case ast.Name(id=name):
                self._add(name, value)
            case ast.Attribute(attr=name):
                self._add("." + name, value)
            case ast.Tuple(elts=targets) | ast.List(elts=targets):
                exact = not any(isinstance(one, ast.Starred) for one in targets)
                for position, one in enumerate(targets):
                    self._bind(one, element_of(value, position if exact else None))
            case ast.Starred(value=inner):  # a new list
                self._bind(inner, None)

    def _bind_items(  # noqa: C901, PLR0912  (a case for each way to loop)
        self, target: ast.expr, items: ast.expr
    ) -> None:
        """Bind what a loop binds: anything that lies in what it runs over."""
        match items:
            case ast.Call(func=ast.Name(id="range")) if isinstance(target, ast.Name):
                self.counters.add(target.id)
            case ast.Call(func=ast.Name(id="enumerate"), args=[inner, *_]):
                match target:
                    case ast.Tuple(elts=[ast.Name(id=count), item]):
                        self.counters.add(count)
                        self._bind_items(item, inner)
                    case _:
                        self._bind(target, None)
            case ast.Call(func=ast.Name(id="zip"), args=inners):
                targets = _parts(target, len(inners))
                for one, inner in zip(targets, inners, strict=True) if targets else ():
                    self._bind_items(one, inner)
                if not targets:
                    self._bind(target, None)
            case ast.Call(func=ast.Attribute(value=inner, attr="items"), args=[]):
                halves = _parts(target, len(Half))
                for one, half in zip(halves, Half, strict=True) if halves else ():
                    self._bind(one, element_of(inner, half))
                if not halves:
                    self._bind(target, None)
            case ast.Call(func=ast.Attribute(value=inner, attr="keys" | "values" as half), args=[]):
                self._bind(target, element_of(inner, Half(half)))
            case ast.Call(func=ast.Name(id="list" | "tuple" | "reversed" | "sorted"), args=[inner]):
                self._bind_items(target, inner)
            case _:
                self._bind(target, element_of(items, None))

    def _bind_parameters(self, function: ast.FunctionDef) -> None:
        """Bind a function's parameters to what its calls pass; unknown if it is used other than in calls."""
        arguments = function.args
        names = [one.arg for one in (*arguments.posonlyargs, *arguments.args)]
        if names[:1] == ["self"]:
            self._add("self", None)
            names = names[1:]
        keyword_only = [one.arg for one in arguments.kwonlyargs]
        with_default = [*names[len(names) - len(arguments.defaults) :], *keyword_only]
        for name, default in zip(with_default, [*arguments.defaults, *arguments.kw_defaults], strict=False):
            if default is not None:
                self._add(name, default)
        calls = self._calls.get(function.name, [])
        known = (
            len(self._functions[function.name]) == 1
            and self._mentions.get(function.name, 0) == len(calls)
            and not any(_is_spread(call) for call in calls)
        )
        unknown = [one.arg for one in (arguments.vararg, arguments.kwarg) if one]
        for name in unknown if known else [*unknown, *names, *keyword_only]:
            self._add(name, None)
        for call in calls if known else []:
            for name, value in zip(names, call.args, strict=False):
                self._add(name, value)
            for keyword in call.keywords:
                self._add(str(keyword.arg), keyword.value)

    # --- changes to what is bound --------------------------------------------------------------------------

    def _note_change(self, node: ast.AST) -> None:
        match node:
            case ast.Call(func=ast.Attribute(attr="set"), keywords=keywords):  # Manim's: sets attributes
                for keyword in keywords:
                    self._add(f".{keyword.arg}", keyword.value)
            case ast.Call(func=ast.Attribute(value=ast.Name(id="list" | "dict" | "set")), args=[changed, *_]):
                self._change(changed, None)  # the method without its object: list.append(steps, …)
            case ast.Call(func=ast.Attribute(value=changed, attr="append"), args=[item]):
                self._change(changed, item)
            case ast.Call(func=ast.Attribute(value=changed, attr=method)) if method in MUTATORS:
                self._change(changed, None)
            case ast.Attribute(value=changed, attr=method) if method in MUTATORS:
                if id(node) not in self._called:  # the method is passed on
                    self._change(changed, None)
            case ast.AugAssign(op=ast.Add() | ast.Sub(), value=ast.Constant(value=int() | float())):
                pass  # a number stays a number, anything else raises
            case ast.Subscript(value=changed, ctx=ast.Store()) | ast.AugAssign(target=changed):
                self._change(changed, None)

    def _change(self, changed: ast.expr, item: ast.expr | None) -> None:
        """Note a new item of a container."""
        for name in _names_of(changed):
            value = None if item is None else ast.List(elts=[item], ctx=ast.Load())
            self._add(name, value)
            self._changes.append((name, value))

    def _spread_changes(self) -> None:
        """Bind every new item also to all names that may mean the same container."""
        same = {
            name: {
                other for value in values if value for part in ast.walk(value) for other in _names_of(part)
            }
            for name, values in self._values.items()
        }
        for name, value in self._changes:
            done = {name}
            left = [name]
            while left:
                for other in same.get(left.pop(), set()) - done:
                    done.add(other)
                    left.append(other)
                    if value is not None or self.of(other)[-1:] != [None]:
                        self._add(other, value)


def _names_of(node: ast.AST) -> list[str]:
    """The names under which a container is known that an expression means, or takes from another one."""
    match node:
        case ast.Name(id=name):
            return [name]
        case ast.Attribute(attr=name):
            return [name, "." + name]
        case ast.Subscript(value=inner) | ast.Starred(value=inner):
            return _names_of(inner)
        case _:
            return []


def element_of(value: ast.expr | None, which: int | Half | None) -> ast.expr | None:
    """An expression for what lies in a value: at a position, in a half of a dictionary, or anywhere."""
    if value is None:
        return None
    index = ast.Constant(value=None)
    index.value = which  # type: ignore[assignment]  # no script can write a Half, so none is mistaken for it
    return ast.Subscript(value=value, slice=index, ctx=ast.Load())


def _parts(target: ast.expr, count: int) -> list[ast.expr]:
    """The targets of a loop that takes tuples of this length; empty if it takes them otherwise."""
    return target.elts if isinstance(target, ast.Tuple) and len(target.elts) == count else []


def _is_spread(call: ast.Call) -> bool:
    """Whether a call passes what can't be counted: ``*`` or ``**``."""
    return any(isinstance(one, ast.Starred) for one in call.args) or any(k.arg is None for k in call.keywords)
