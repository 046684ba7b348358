"""What the names of a script are bound to, all told, whatever the scope and the order.

Too much is never wrong here, too little is: what can't be told is bound to None, the unknown.
"""

import ast
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import Final

from media.manim.names import NAMES

MUTATORS: Final = frozenset({"append", "extend", "insert", "update", "setdefault", "add"})
"""The methods by which a container gets something new. Python's other ways bind names or have underscores."""


TYPE_SYNTAX: Final = (
    *(ast.Name, ast.Attribute, ast.Subscript, ast.Tuple, ast.List, ast.Constant, ast.BinOp, ast.BitOr),
    ast.Load,
)
SETTERS: Final = frozenset({"set", "play", "animate", "compile_animations"})
"""The methods by which Manim sets an attribute for every keyword."""
UNKNOWN: Final = "?"
"""The name of what is not known, in a dictionary whose key is."""
SEEN_KEYWORDS: Final = "**"
"""The name of what ``**`` takes in a function whose calls all stand in sight."""
ANY_KEYWORDS: Final = "***"
"""The name of what ``**`` takes in any other function."""


class Half(Enum):
    """In place of an index: one half of a dictionary, as ``items`` pairs them."""

    KEYS = "keys"
    VALUES = "values"


class Bindings:
    """Looks up names, and attributes with a dot before them (``.steps`` for ``self.steps``)."""

    def __init__(self, nodes: Sequence[ast.AST]) -> None:
        """``nodes`` are all of a script's."""
        self._values: dict[str, list[ast.expr | None]] = {}
        self.counters: set[str] = set()
        """Names that loops bind to whole numbers."""
        self._functions: dict[str, list[ast.FunctionDef]] = {}
        self._calls: dict[str, list[ast.Call]] = {}
        self._mentions: dict[str, int] = {}
        self._changes: list[tuple[str, ast.expr | None]] = []
        self._known: set[int] = set()
        """The ids of functions whose parameters are bound to what their calls pass."""
        self._stores: list[tuple[ast.expr, ast.expr, ast.expr | None]] = []
        """The assignments to an item of a container: the container, the index, the item."""
        self._bases: set[str] = set()
        """The names of classes that others derive from."""
        self._looked_into = False
        """Whether something is taken from a class itself: a method without its object, perhaps."""
        self._called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
        classes = [node for node in nodes if isinstance(node, ast.ClassDef)]
        self._owners = {id(method): owner for owner in classes for method in _functions_in(owner.body)}
        """The class of each method, by the method's id."""
        for node in nodes:
            self._count(node)
        self._classes = {one.name for one in classes}
        self._passed_on = self._classes_passed_on(nodes, classes)
        """The classes that something else than a call in sight can make objects of, or call methods on."""
        for node in nodes:
            self._bind_node(node)
        self._foreign = {name for name, values in self._values.items() if None in values}
        for changed, index, value in self._stores:
            self._note_item(changed, index, value)
        for node in nodes:
            self._note_setting(node)
            self._note_change(node)
        if any(name in self._foreign for name, _ in self._changes):
            # a change to what came from anywhere may be one to whatever was given away
            given_away = {name for node in nodes for name in self._given_away(node)}
            self._changes += [(name, None) for name in given_away]
            for name in given_away:
                self._add(name, None)
        self._spread_changes()

    def of(self, name: str) -> list[ast.expr | None]:
        """All that a name is ever bound to; empty if the script does not bind it."""
        return self._values.get(name, [])

    def of_member(self, name: str) -> list[ast.expr | None]:
        """All that an attribute may hold: what is assigned to it, and what a class's body says."""
        values = [*self.of("." + name), *self.of(name)]
        return [*values, None] if not values or name in NAMES.members else values  # Manim may set it too

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

    def _classes_passed_on(self, nodes: Sequence[ast.AST], classes: list[ast.ClassDef]) -> set[str]:
        names = {one.name for one in classes}
        harmless = set(self._called)
        for node in nodes:
            match node:
                case ast.ClassDef(bases=bases):
                    harmless.update(map(id, bases))
                    self._bases.update(base.id for base in bases if isinstance(base, ast.Name))
                case ast.Attribute(value=ast.Name(id=name) as value) if name in names:
                    harmless.add(id(value))
                    self._looked_into = True
                case ast.Call(func=ast.Name(id="isinstance" | "issubclass"), args=[_, kinds]):
                    harmless.update(names_of_types(kinds))
                case (
                    ast.arg(annotation=kind) | ast.AnnAssign(annotation=kind) | ast.FunctionDef(returns=kind)
                ):
                    harmless.update(names_of_types(kind))
        if any(isinstance(node, ast.FunctionDef) and _is_decorated(node, "classmethod") for node in nodes):
            return names
        return {
            node.id
            for node in nodes
            if isinstance(node, ast.Name) and node.id in names and id(node) not in harmless
        }

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
            case ast.FunctionDef(name=name):
                self._add(name, None)
                self._bind_parameters(node)
            case ast.Lambda(args=arguments):
                for argument in (part for part in ast.walk(arguments) if isinstance(part, ast.arg)):
                    is_rest = argument is arguments.kwarg
                    self._add(argument.arg, _placeholder(ANY_KEYWORDS) if is_rest else None)
            case (
                ast.ExceptHandler(name=str() as name)
                | ast.ClassDef(name=name)
                | ast.alias(asname=str() as name)
            ):
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
            case ast.Subscript(value=changed, slice=index):
                self._stores.append((changed, index, value))

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
        owner = self._owners.get(id(function))
        if owner and names and not _is_decorated(function, "staticmethod"):
            self._add(names[0], None)
            names = names[1:]
        keyword_only = [one.arg for one in arguments.kwonlyargs]
        with_default = [*names[len(names) - len(arguments.defaults) :], *keyword_only]
        for name, default in zip(with_default, [*arguments.defaults, *arguments.kw_defaults], strict=False):
            if default is not None:
                self._add(name, default)
        called = owner.name if owner and function.name == "__init__" else function.name
        calls = self._calls.get(called, [])
        seen = self._are_calls_seen(function, owner, called)
        known = (
            seen
            and self._are_on_objects(function, owner)
            and len(self._functions[function.name]) == 1
            and not any(_is_spread(call) for call in calls)
        )
        unknown = [arguments.vararg.arg] if arguments.vararg else []
        if known:
            self._known.add(id(function))
        for name in unknown if known else [*unknown, *names, *keyword_only]:
            self._add(name, None)
        if arguments.kwarg:
            self._add(arguments.kwarg.arg, _placeholder(SEEN_KEYWORDS if seen else ANY_KEYWORDS))
        for call in calls if known else []:
            for name, value in zip(names, call.args, strict=False):
                self._add(name, value)
            for keyword in call.keywords:
                self._add(str(keyword.arg), keyword.value)

    def _are_calls_seen(self, function: ast.FunctionDef, owner: ast.ClassDef | None, called: str) -> bool:
        """Whether only the script itself calls the function."""
        if owner and function.name == "__init__":
            return called not in self._passed_on and called not in self._bases
        by_manim = owner is not None and function.name in NAMES.members
        return not by_manim and self._mentions.get(called, 0) == len(self._calls.get(called, []))

    def _are_on_objects(self, function: ast.FunctionDef, owner: ast.ClassDef | None) -> bool:
        """Whether all calls of a method are on an object, which is then no argument of its own."""
        return owner is None or function.name == "__init__" or not (self._passed_on or self._looked_into)

    # --- changes to what is bound --------------------------------------------------------------------------

    def _note_setting(self, node: ast.AST) -> None:
        """Note what Manim sets an attribute by."""
        match node:
            case ast.Call(func=ast.Attribute(attr=method), keywords=keywords) if method in SETTERS:
                for keyword in keywords:
                    self._add(f".{keyword.arg}", keyword.value)
            case ast.Attribute(attr=method) if method.startswith("set_"):  # made up for any name
                self._add("." + method.removeprefix("set_"), None)

    def _note_change(self, node: ast.AST) -> None:
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="list" | "dict" | "set")), args=[changed, *items]
            ):
                # the method without its object: list.append(steps, …)
                self._change(changed, ast.List(elts=items, ctx=ast.Load()))
                self._change(changed, None)
            case ast.Call():
                self._note_growth(node)
            case ast.Attribute(value=changed, attr=method) if method in MUTATORS:
                if id(node) not in self._called:  # the method is passed on
                    self._change(changed, None)
                    self._foreign.update(_names_of(changed))
            case ast.AugAssign(op=ast.Add() | ast.Sub(), value=ast.Constant(value=int() | float())):
                pass  # a number stays a number, anything else raises
            case ast.AugAssign(target=changed):
                self._change(changed, None)

    def _note_growth(self, call: ast.Call) -> None:
        match call:
            case ast.Call(func=ast.Attribute(value=changed, attr="append"), args=[item]):
                self._change(changed, ast.List(elts=[item], ctx=ast.Load()))
            case ast.Call(
                func=ast.Attribute(value=changed, attr="setdefault"),
                args=[ast.Constant(value=str()) as key, *items],
            ):
                self._note_item(changed, key, items[0] if items else None)
            case ast.Call(func=ast.Attribute(value=changed, attr="update"), args=[], keywords=keywords):
                self._change(changed, as_dictionary(keywords))
            case ast.Call(func=ast.Attribute(value=changed, attr="update"), args=[more], keywords=[]):
                self._change(changed, ast.Dict(keys=[None], values=[more]))
            case ast.Call(func=ast.Attribute(value=changed, attr=method), args=items) if method in MUTATORS:
                if method != "add":  # into a set nothing can go that could change
                    self._change(changed, ast.List(elts=items, ctx=ast.Load()))
                self._change(changed, None)

    def _note_item(self, changed: ast.expr, index: ast.expr, item: ast.expr | None) -> None:
        """Note an item that a container gets under an index."""
        value = _placeholder(UNKNOWN) if item is None else item
        if isinstance(index, ast.Constant) and isinstance(index.value, str):
            self._change(changed, ast.Dict(keys=[index], values=[value]))
        else:
            self._change(changed, ast.List(elts=[value], ctx=ast.Load()))
            self._change(changed, None)

    def _given_away(self, node: ast.AST) -> Iterator[str]:
        """The names of what a call gives to a function of the script whose parameters are unknown."""
        if not isinstance(node, ast.Call):
            return
        given = [*node.args, *(keyword.value for keyword in node.keywords)]
        match node.func:
            case ast.Name(id=name) | ast.Attribute(attr=name):
                own = name in self._classes or (bool(self.of(name)) and not self._knows_parameters(name))
            case _:
                own = True
        if own or any(self._is_own_function(one) for one in given):
            for one in given:
                for part in ast.walk(one):
                    yield from _names_of(part)

    def _is_own_function(self, node: ast.expr) -> bool:
        match node:
            case ast.Lambda():
                return True
            case ast.Name(id=name) | ast.Attribute(attr=name):
                return name in self._functions or any(isinstance(one, ast.Lambda) for one in self.of(name))
            case _:
                return False

    def _knows_parameters(self, name: str) -> bool:
        functions = self._functions.get(name, [])
        return bool(functions) and all(id(one) in self._known for one in functions)

    def _change(self, changed: ast.expr, value: ast.expr | None) -> None:
        """Note that a container may hold what this one holds."""
        for name in _names_of(changed):
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


def names_of_types(node: ast.expr | None) -> list[int]:
    """The ids of all parts of what names types; none if it can do more than to name, by ``yield`` for one."""
    parts = [] if node is None else list(ast.walk(node))
    return [id(part) for part in parts] if all(isinstance(part, TYPE_SYNTAX) for part in parts) else []


def as_dictionary(keywords: list[ast.keyword]) -> ast.Dict:
    """The dictionary that ``dict`` makes of keywords."""
    return ast.Dict(
        keys=[None if one.arg is None else ast.Constant(value=one.arg) for one in keywords],
        values=[one.value for one in keywords],
    )


def _functions_in(body: Iterable[ast.AST]) -> Iterator[ast.FunctionDef]:
    """The functions that a class's body defines, also under ``if`` and its like."""
    for node in body:
        if isinstance(node, ast.FunctionDef):
            yield node
        elif not isinstance(node, ast.ClassDef | ast.Lambda):
            yield from _functions_in(ast.iter_child_nodes(node))


def _is_decorated(function: ast.FunctionDef, name: str) -> bool:
    return any(isinstance(one, ast.Name) and one.id == name for one in function.decorator_list)


def _placeholder(name: str) -> ast.Name:
    """A name that no script can write, so that it is found unknown wherever it is looked up."""
    return ast.Name(id=name, ctx=ast.Load())


def _names_of(node: ast.AST) -> list[str]:
    """The names under which a container is known that an expression means, or takes from another one."""
    match node:
        case ast.Name(id=name):
            return [name] if name.isidentifier() else []  # none for a placeholder
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
