"""The strings that an expression of a script can be, told without running it.

Strings that become Typst or TeX are programs of their own, so the security check has to see them whole. They
may come through names, lists, loops, f-strings and the script's functions, as long as it can be told here.
"""

import ast
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from media.manim.bindings import ANY_KEYWORDS, SEEN_KEYWORDS, Bindings, Half, as_dictionary
from media.manim.names import NAMES

MOST_STRINGS: Final = 500
"""The most possible strings of an expression: with more it counts as unknown."""
MOST_STEPS: Final = 50_000
"""The most look-ups of a script: one that takes more is made to."""
DEEPEST: Final = 15
"""The longest chain of names that lead to names; what is further is unknown."""
NUMBER_FORMAT: Final = re.compile(r"[<>^]?[-+ ]?0?[0-9]{0,3}[,_]?(\.[0-9]{1,2})?[bdeEfFgGno%]")
"""A format that makes digits of numbers, and takes nothing else: "c" would make a character, "x" letters."""
NUMERIC_CALLS: Final = frozenset({"int", "float", "round", "len"})

Container = ast.List | ast.Tuple | ast.Set | ast.Dict


class Literals:
    """Looks strings up in one script."""

    def __init__(self, nodes: Sequence[ast.AST]) -> None:
        self._bindings = Bindings(nodes)
        self._steps = 0

    def strings(self, node: ast.expr) -> list[str] | None:
        """Every string the expression can be; none if that can't be told."""
        found = list(itertools.islice(self._strings(node, 0), MOST_STRINGS + 1))
        known = [text for text in found if text is not None]
        return known if len(known) == len(found) <= MOST_STRINGS else None

    def keys(self, node: ast.expr, *, seen: bool = False) -> list[str] | None:
        """Every key of a dictionary that is passed on by ``**``; none if that can't be told.

        What a function itself took by ``**`` came from calls that are checked. With ``seen`` that is not
        enough: the script must make all these calls, not Manim.
        """
        return self._keys(node, 0, {SEEN_KEYWORDS} if seen else {SEEN_KEYWORDS, ANY_KEYWORDS})

    def _keys(self, node: ast.expr | None, depth: int, done: set[str]) -> list[str] | None:
        """The keys, without those of names that are done with."""
        if node is None or self._is_too_far(depth):
            return None
        match node:
            case ast.Dict(keys=keys, values=values):
                names = [self.strings(key) for key in keys if key is not None]
                spread = [value for key, value in zip(keys, values, strict=True) if key is None]
                return _together([*names, *(self._keys(value, depth + 1, done) for value in spread)])
            case ast.Constant(value=None):
                return []  # a default; passed on by ** it raises
            case ast.Name(id=name) if name in done:
                return []
            case _:
                inner = {*done, node.id} if isinstance(node, ast.Name) else done
                return _together([self._keys(one, depth + 1, inner) for one in self._same_as(node, depth)])

    def _same_as(self, node: ast.expr, depth: int) -> list[ast.expr | None]:
        """What an expression may stand for instead; an unknown one among them if that can't be told."""
        match node:
            case ast.Call(func=ast.Name(id="dict"), args=[], keywords=keywords):
                return [as_dictionary(keywords)]
            case ast.Name(id=name):
                return self._bindings.of(name) or [None]
            case ast.Attribute(value=ast.Name(id="self"), attr=name):
                return self._bindings.of_member(name)
            case ast.BinOp(left=first, op=ast.BitOr(), right=second) | ast.IfExp(body=first, orelse=second):
                return [first, second]
            case ast.Subscript(slice=index) if not isinstance(index, ast.Slice):
                return self._elements(node, depth) or [None]
            case _:
                return [None]

    def _is_too_far(self, depth: int) -> bool:
        self._steps += 1
        return depth > DEEPEST or self._steps > MOST_STEPS

    def _strings(  # noqa: C901  (a case for each kind of expression)
        self, node: ast.expr | None, depth: int
    ) -> Iterator[str | None]:
        """The possibilities one by one; None for an unknown one. What is no string counts as an empty one."""
        if node is None or self._is_too_far(depth):
            yield None
            return
        match node:
            case ast.Constant(value=bytes()):
                yield None
            case ast.Constant(value=value):
                yield value if isinstance(value, str) else ""
            case ast.JoinedStr(values=parts):
                yield from _joined([self._part(part, depth) for part in parts])
            case ast.BinOp(left=left, op=ast.Add(), right=right) if not self._is_number(node):
                yield from _joined([self._strings(left, depth + 1), self._strings(right, depth + 1)])
            case ast.IfExp(body=first, orelse=second):
                yield from self._any_of([first, second], depth)
            case ast.Subscript(slice=ast.Slice()):
                yield None  # a part of a string could read differently
            case ast.Subscript() | ast.Starred():
                elements = self._elements(node, depth)
                yield from (None,) if elements is None else self._any_of(elements, depth)
            case ast.Name(id=name):
                yield from self._named(name, depth)
            case ast.Attribute(value=ast.Name(id="self"), attr=name):
                yield from self._any_of(self._bindings.of_member(name), depth)
            case ast.Call(func=ast.Name(id="str"), args=[inner], keywords=[]):
                yield from self._strings(inner, depth + 1)
            case _:
                yield "" if self._is_number(node) else None

    def _named(self, name: str, depth: int) -> Iterator[str | None]:
        values = self._bindings.of(name)
        if values:
            yield from self._any_of(values, depth)
        else:  # Manim's colours and constants are no programs
            yield "" if name in self._bindings.counters or name in NAMES.safe_names else None

    def _any_of(self, nodes: Iterable[ast.expr | None], depth: int) -> Iterator[str | None]:
        return itertools.chain.from_iterable(self._strings(node, depth + 1) for node in nodes)

    def _part(self, part: ast.expr, depth: int) -> Iterator[str | None]:
        """A part of an f-string; a number counts as a digit."""
        match part:
            case ast.FormattedValue(value=value, conversion=-1, format_spec=None):
                yield from ["0"] if self._is_number(value) else self._strings(value, depth + 1)
            case ast.FormattedValue(format_spec=ast.JoinedStr(values=[ast.Constant(value=str() as form)])):
                yield "0" if NUMBER_FORMAT.fullmatch(form) else None
            case ast.FormattedValue():
                yield None
            case _:
                yield from self._strings(part, depth + 1)

    def _is_number(self, node: ast.expr) -> bool:
        match node:
            case ast.Constant(value=value):
                return isinstance(value, int | float)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return self._is_number(operand)
            case ast.BinOp(left=left, right=right):
                return self._is_number(left) and self._is_number(right)
            case ast.Call(func=ast.Name(id=name)):
                return name in NUMERIC_CALLS
            case ast.Name(id=name):
                values = self._bindings.of(name)
                return (name in self._bindings.counters or bool(values)) and all(
                    isinstance(value, ast.Constant) and isinstance(value.value, int | float)
                    for value in values
                )
            case _:
                return False

    # --- what lies in containers ---------------------------------------------------------------------------

    def _elements(self, node: ast.Subscript | ast.Starred, depth: int) -> list[ast.expr | None] | None:
        """What an index, or a star, takes from a container; none if it may not be one."""
        containers = self._containers(node.value, depth + 1)
        if containers is None:
            return None
        which = (
            node.slice.value
            if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant)
            else None
        )
        found: list[ast.expr | None] = []
        for container in containers:
            inner = _inside(container, which)
            for item in inner:
                spread = self._elements(item, depth + 1) if isinstance(item, ast.Starred) else [item]
                if spread is None:
                    return None
                found += spread
        return found

    def _containers(self, node: ast.expr | None, depth: int) -> list[Container] | None:
        """Every container that an expression can be; none if it may be something else."""
        if node is None or self._is_too_far(depth):
            return None
        inner: list[ast.expr | None] | None
        match node:
            case ast.List() | ast.Tuple() | ast.Set() | ast.Dict():
                return [node]
            case ast.Subscript(value=whole, slice=ast.Slice()):
                # of a tuple the positions are others now
                parts = self._containers(whole, depth + 1)
                return None if parts is None else [_without_positions(part) for part in parts]
            case ast.Subscript():
                inner = self._elements(node, depth)
            case ast.Name(id=name):
                inner = self._bindings.of(name) or None
            case ast.Attribute(value=ast.Name(id="self"), attr=name):
                inner = self._bindings.of_member(name)
            case _:
                inner = None
        found: list[Container] = []
        for one in inner or [None]:
            more = self._containers(one, depth + 1)
            if more is None:
                return None
            found += more
        return found


def _together(parts: list[list[str] | None]) -> list[str] | None:
    """All of the parts in one list; none if one is unknown."""
    found: list[str] = []
    for part in parts:
        if part is None:
            return None
        found += part
    return found


def _inside(container: Container, which: object) -> list[ast.expr]:
    """What lies in a container, or only what an index takes of it, where that is sure."""
    if isinstance(container, ast.Dict):
        pairs = list(zip(container.keys, container.values, strict=True))
        keys = [key for key, _ in pairs if key is not None]
        values = [value for key, value in pairs if key is not None]
        spread = [ast.Starred(value=value, ctx=ast.Load()) for key, value in pairs if key is None]
        return [
            *(keys if which is not Half.VALUES and not isinstance(which, str) else []),
            *(values if which is not Half.KEYS else []),
            *spread,
        ]
    items = container.elts
    # a list may have changed, a tuple can't
    exact = isinstance(container, ast.Tuple) and not any(isinstance(item, ast.Starred) for item in items)
    if exact and type(which) is int and which < len(items):
        return [items[which]]
    return items


def _without_positions(container: Container) -> Container:
    return ast.List(elts=container.elts, ctx=ast.Load()) if isinstance(container, ast.Tuple) else container


def _joined(parts: list[Iterator[str | None]]) -> Iterator[str | None]:
    """Every way to put one possibility of each part after another."""
    choices = [list(itertools.islice(part, MOST_STRINGS + 1)) for part in parts]
    for combination in itertools.product(*choices):
        known = [piece for piece in combination if piece is not None]
        yield "".join(known) if len(known) == len(combination) else None
