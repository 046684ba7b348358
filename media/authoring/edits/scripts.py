"""What is in a script, read from its syntax tree: what it draws, its scenes, its constants."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import libcst as cst
import libcst.matchers as m

from contracts.animation import SCENE_CLASS
from media.authoring.edits.colours import hex_of
from media.authoring.edits.mobjects import DEFAULT_COLOURS, GROUPS, MAKING_METHODS, MOBJECTS, PANELS, WORDY

COLOUR_SETTERS: Final = frozenset({"set_color", "set_fill", "set_stroke", "set_color_by_gradient"})
COLOUR_ARGUMENTS: Final = frozenset({"color", "fill_color", "stroke_color"})
_PLAY: Final = m.Call(func=m.Attribute(value=m.Name("self"), attr=m.Name("play")))
MANIM_BLACK: Final = "#000000"
"""Manim's background where a script sets none."""


@dataclass(frozen=True)
class Drawn:
    """One place in a script that draws something, or sets the colour of something drawn elsewhere."""

    call: cst.Call
    maker: str
    names: tuple[str, ...]
    method: str
    chain: tuple[cst.Call, ...] = ()
    """The methods called on it at once, such as ``.set_color(RED)``."""
    groups: frozenset[str] = frozenset()
    """The groups that each variable is a member of."""
    setter: bool = False

    @property
    def wordy(self) -> bool:
        """Whether it is something to read."""
        return self.maker in WORDY

    @property
    def words(self) -> frozenset[str]:
        """The words in its names."""
        return words_in(*self.names)

    @property
    def panel(self) -> bool:
        """Whether it only lies under other things."""
        return bool(self.words & PANELS) or self.maker == "BackgroundRectangle"

    @property
    def name(self) -> str:
        """What to call it when speaking of it."""
        return self.names[-1] if self.names else self.maker


@dataclass(frozen=True)
class SceneCall:
    """A scene: a method without arguments that ``construct`` calls."""

    name: str
    statement: cst.SimpleStatementLine


@dataclass(frozen=True)
class Script:
    """A parsed script and what is in it."""

    tree: cst.Module
    drawn: tuple[Drawn, ...]
    constants: dict[str, cst.Assign]
    background: str
    scene_class: cst.ClassDef
    construct: cst.FunctionDef
    scenes: tuple[SceneCall, ...]

    @property
    def names(self) -> frozenset[str]:
        """The variables of what it draws."""
        return frozenset(name for drawn in self.drawn for name in (*drawn.names, *drawn.groups))

    @property
    def methods(self) -> dict[str, cst.FunctionDef]:
        """The scene class's methods."""
        return {
            node.name.value: node for node in self.scene_class.body.body if isinstance(node, cst.FunctionDef)
        }


def words_in(*names: str) -> frozenset[str]:
    """The words that names are made of: ``bar_2``, ``barTwo`` and ``bar2`` all have "bar"."""
    return frozenset(word.lower() for name in names for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+|\d+", name))


def read(source: str) -> Script | None:
    """The script, or None if it is no Python or has no scene class with a ``construct``."""
    try:
        tree = cst.parse_module(source)
    except (cst.ParserSyntaxError, ValueError, RecursionError):
        return None
    return inspect(tree)


def inspect(tree: cst.Module) -> Script | None:
    """What is in a parsed script, or None if it has no scene class with a ``construct``."""
    scene_class = next(
        (n for n in tree.body if isinstance(n, cst.ClassDef) and n.name.value == SCENE_CLASS), None
    )
    methods = scene_class.body.body if scene_class else ()
    construct = next(
        (n for n in methods if isinstance(n, cst.FunctionDef) and n.name.value == "construct"), None
    )
    if scene_class is None or construct is None or not isinstance(construct.body, cst.IndentedBlock):
        return None
    collector = _Collector()
    tree.visit(collector)
    constants = {
        target.target.value: assign
        for line in tree.body
        if isinstance(line, cst.SimpleStatementLine)
        for assign in line.body
        if isinstance(assign, cst.Assign)
        for target in assign.targets
        if isinstance(target.target, cst.Name)
    }
    return Script(
        tree,
        collector.found(),
        constants,
        _background(collector.backgrounds, constants),
        scene_class,
        construct,
        _scenes(scene_class, construct),
    )


def colour_value(node: cst.BaseExpression, constants: dict[str, cst.Assign]) -> str | None:
    """The hex value of a colour expression: a Manim name, a hex string, or a constant of the script."""
    match node:
        case cst.Name(value=name):
            if name in constants and not isinstance(constants[name].value, cst.Name):
                return colour_value(constants[name].value, constants)
            return hex_of(name) if name.isupper() else None
        case cst.SimpleString():
            text = node.evaluated_value
            return hex_of(text) if isinstance(text, str) else None
        case cst.Call(func=cst.Name(value="ManimColor"), args=[cst.Arg(value=inner)]):
            return colour_value(inner, constants)
        case _:
            return None


def colour_slots(drawn: Drawn) -> list[cst.BaseExpression]:
    """The expressions that say a thing's colour."""
    slots = [
        arg.value
        for arg in drawn.call.args
        if arg.keyword is not None and arg.keyword.value in COLOUR_ARGUMENTS
    ] + [arg.value for arg in drawn.call.args if arg.keyword is None and is_manim_colour(arg.value)]
    setters = [drawn.call] if drawn.setter else list(drawn.chain)
    for call in setters:
        if called(call) in COLOUR_SETTERS:
            slots += [slot.value for slot in setter_slots(call)]
    return slots


def setter_slots(call: cst.Call) -> Sequence[cst.Arg]:
    """The arguments of ``set_color`` and its like that are colours."""
    if called(call) == "set_color_by_gradient":
        return call.args
    keyed = [arg for arg in call.args if arg.keyword is not None and arg.keyword.value == "color"]
    first = [
        arg
        for arg in call.args[:1]
        if arg.keyword is None and not isinstance(arg.value, cst.Integer | cst.Float)
    ]
    return keyed or first


def is_manim_colour(node: cst.BaseExpression) -> bool:
    """Whether this is one of Manim's colours by name."""
    return isinstance(node, cst.Name) and node.value.isupper() and hex_of(node.value) is not None


def colours_of(drawn: Drawn, constants: dict[str, cst.Assign]) -> list[str]:
    """The hex values a thing is drawn in: Manim's default where it says none, none where it is computed."""
    slots = colour_slots(drawn)
    if not slots:
        return [hex_of(DEFAULT_COLOURS.get(drawn.maker, "WHITE")) or ""]
    return [value for slot in slots if (value := colour_value(slot, constants)) is not None]


def called(call: cst.Call) -> str:
    """The name of what is called, without what it is called on."""
    match call.func:
        case cst.Name(value=name) | cst.Attribute(attr=cst.Name(value=name)):
            return name
        case _:
            return ""


def root_of(call: cst.Call) -> cst.BaseExpression:
    """What a chain of methods begins with."""
    node: cst.BaseExpression = call
    while True:
        match node:
            case cst.Call(func=cst.Attribute(value=inner)) if not _makes(node):
                node = inner
            case cst.Attribute(value=inner):
                node = inner
            case _:
                return node


def _makes(node: cst.CSTNode) -> bool:
    match node:
        case cst.Call(func=cst.Name(value=name)):
            return name in MOBJECTS
        case cst.Call(func=cst.Attribute(attr=cst.Name(value=name))):
            return name in MAKING_METHODS
        case _:
            return False


@dataclass
class _Collector(cst.CSTVisitor):
    """Walks a script and remembers by which names each thing goes."""

    drawn: list[Drawn] = field(default_factory=list)
    groups: dict[str, set[str]] = field(default_factory=dict)
    """The groups that each variable is a member of."""
    backgrounds: list[cst.BaseExpression] = field(default_factory=list)
    makers: dict[str, str] = field(default_factory=dict)
    """The expression that made each variable."""
    _names: list[tuple[str, ...]] = field(default_factory=list)
    _methods: list[str] = field(default_factory=list)
    _chains: dict[cst.CSTNode, list[cst.Call]] = field(default_factory=dict)
    _bound: dict[cst.CSTNode, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()

    def found(self) -> tuple[Drawn, ...]:
        """What was drawn, in order."""
        return tuple(self._complete(drawn) for drawn in self.drawn)

    def _complete(self, drawn: Drawn) -> Drawn:
        maker = drawn.maker or next((self.makers[name] for name in drawn.names if name in self.makers), "")
        groups = frozenset(group for name in drawn.names for group in self.groups.get(name, ()))
        chain = tuple(self._chains.get(drawn.call, ()))
        return Drawn(drawn.call, maker, drawn.names, drawn.method, chain, groups, drawn.setter)

    def visit_FunctionDef(self, node: cst.FunctionDef) -> None:  # noqa: N802  libcst's names
        self._methods.append(node.name.value)

    def leave_FunctionDef(self, original_node: cst.FunctionDef) -> None:  # noqa: ARG002, N802
        self._methods.pop()

    def visit_Assign(self, node: cst.Assign) -> None:  # noqa: N802
        for target in node.targets:
            match target.target, node.value:
                case cst.Attribute(attr=cst.Name(value="background_color")), value:
                    self.backgrounds.append(value)
                case cst.Tuple(elements=left), cst.Tuple(elements=right) if len(left) == len(right):
                    for one, other in zip(left, right, strict=True):
                        self._bound[other.value] = _target(one.value)
                case name, value:
                    self._bound[value] = (*self._bound.get(value, ()), *_target(name))

    def visit_Return(self, node: cst.Return) -> None:  # noqa: N802
        # A helper's own name says what it makes: "def make_bar(value): return Rectangle(…)".
        if node.value is not None and self._methods:
            self._bound[node.value] = (self._methods[-1],)

    def on_visit(self, node: cst.CSTNode) -> bool:
        if node in self._bound:
            self._names.append(self._bound[node])
        return super().on_visit(node)

    def on_leave(self, original_node: cst.CSTNode) -> None:
        if original_node in self._bound:
            self._names.pop()
        super().on_leave(original_node)

    def visit_Call(self, node: cst.Call) -> None:  # noqa: N802
        match node.func:
            case cst.Attribute(value=receiver, attr=cst.Name(value="append" | "add")):
                for arg in node.args:
                    self._bound[arg.value] = _target(receiver)
                    self._member(arg.value, _target(receiver))
        names = tuple(name for bound in self._names for name in bound)
        method = self._methods[-1] if self._methods else ""
        if isinstance(node.func, cst.Name) and node.func.value in GROUPS:
            for arg in node.args:
                self._member(arg.value, names)
        if _makes(node):
            self.drawn.append(Drawn(node, called(node), names, method))
            for name in names:
                self.makers.setdefault(name, called(node))
            return
        root = root_of(node)
        if _makes(root):
            self._chains.setdefault(root, []).append(node)
        elif called(node) in COLOUR_SETTERS and not _animated(node):
            owner = (root.value,) if isinstance(root, cst.Name) and root.value != "self" else names
            self.drawn.append(Drawn(node, "", owner or _target(root), method, setter=True))

    def _member(self, value: cst.BaseExpression, groups: tuple[str, ...]) -> None:
        for name in _target(value):
            self.groups.setdefault(name, set()).update(groups)


def _animated(call: cst.Call) -> bool:
    node: cst.BaseExpression = call
    while isinstance(node, cst.Call | cst.Attribute):
        if isinstance(node, cst.Attribute) and node.attr.value == "animate":
            return True
        node = node.func if isinstance(node, cst.Call) else node.value
    return False


def _target(node: cst.CSTNode) -> tuple[str, ...]:
    match node:
        case cst.Name(value=name) | cst.Attribute(value=cst.Name(value="self"), attr=cst.Name(value=name)):
            return () if name == "self" else (name,)
        case cst.Subscript(value=inner) | cst.StarredElement(value=inner):
            return _target(inner)
        case _:
            return ()


def _background(settings: list[cst.BaseExpression], constants: dict[str, cst.Assign]) -> str:
    return next((value for node in settings if (value := colour_value(node, constants))), MANIM_BLACK)


def _scenes(scene_class: cst.ClassDef, construct: cst.FunctionDef) -> tuple[SceneCall, ...]:
    """The scenes in order, if ``construct`` is made of calls to methods of the class."""
    methods = {node.name.value for node in scene_class.body.body if isinstance(node, cst.FunctionDef)}
    calls = []
    for line in construct.body.body:
        match line:
            case cst.SimpleStatementLine(
                body=[cst.Expr(value=cst.Call(func=cst.Attribute(cst.Name("self"), cst.Name(name)), args=[]))]
            ) if name in methods:
                calls.append(SceneCall(name, line))
    if any(m.findall(line, _PLAY) for line in construct.body.body):
        return ()  # the video is in construct itself
    named = [call for call in calls if call.name.startswith("scene")]
    return tuple(named or calls)
