"""Scripts mended by rule: each finding with a known remedy gets it.

The findings of lint say what was probably meant ("Did you mean …?", "use …"), so their messages are read.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final

import libcst as cst
import libcst.matchers as m
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider

from contracts.animation import SCENE_CLASS, Diagnostic, Severity
from media.authoring.edits.mobjects import TEXTS
from media.authoring.edits.scripts import Drawn, called, inspect
from media.authoring.edits.trees import Change, changed, expression, method_call, with_arguments
from media.authoring.edits.typst import UnknownNotationError, typst
from media.scenes.source import literal

_FENCE: Final = re.compile(r"^```\w*\n(.*?)^```", re.DOTALL | re.MULTILINE)
_NAMED: Final = re.compile(r"[“'‘]\.?(\w+)[”'’]")
_MEANT: Final = re.compile(r"Did you mean:? [“'](\w+)[”']\?|: use (?:Axes\.)?(\w+)(?: \(or [\w ]+\))?\.$")
_OTHER_BASE: Final = re.compile(r"(\w+) has it\.|derive from (\w+)\.")
_UNEXPECTED: Final = re.compile(r"^TypeError: .*unexpected keyword argument '(\w+)'")
_OUTSIDE: Final = re.compile(r"“(.*)” is ([\d.]+) units out of the frame \((left|right|top|bottom)\)")
_INWARDS: Final = {"left": "RIGHT", "right": "LEFT", "top": "DOWN", "bottom": "UP"}
_MODULES: Final = {"np": "import numpy as np", "numpy": "import numpy", "math": "import math"}
_STAR: Final = "from manim import *"
_FIT: Final = 12.5
_ROOM: Final = 0.3
"""The distance from the frame's edge, in Manim's units, at which a text is put that was outside."""
_LATEX_FORMULAS: Final = frozenset({"MathTex", "SingleStringMathTex", "Tex"})
_LATEX_OPTIONS: Final = frozenset(
    {"substrings_to_isolate", "tex_to_color_map", "arg_separator", "tex_environment"}
)


def mend(script: str, diagnostics: Sequence[Diagnostic]) -> str | None:
    """The script with a remedy for every finding that has one; None if none has."""
    errors = [one for one in diagnostics if one.severity is Severity.ERROR or one.rule == "out-of-frame"]
    if any(one.rule == "syntax" for one in errors):
        fenced = _FENCE.search(script)
        return fenced[1] if fenced else None
    try:
        wrapper = MetadataWrapper(cst.parse_module(script), unsafe_skip_copy=True)
    except (cst.ParserSyntaxError, ValueError, RecursionError):
        return None
    patient = _Patient(wrapper)
    for finding in errors:
        _REMEDIES.get(finding.rule, _nothing)(patient, finding)
    result = patient.mended()
    return result if result != script else None


class _Patient:
    """A script while it is mended: remedies leave their changes here."""

    def __init__(self, wrapper: MetadataWrapper) -> None:
        self.tree = wrapper.module
        self.changes: dict[cst.CSTNode, Change] = {}
        self.imports: dict[str, None] = {}
        self._positions = wrapper.resolve(PositionProvider)

    def mended(self) -> str:
        """The script with all changes."""
        body = changed(self.tree, self.changes).code
        missing = [line for line in self.imports if line not in body.splitlines()]
        if not missing:
            return body
        # After a docstring or "from __future__", which must come first.
        tree = cst.parse_module(body)
        first = m.SimpleStatementLine(
            body=[m.Expr(m.SimpleString()) | m.ImportFrom(module=m.Name("__future__"))]
        )
        place = next((at for at, line in enumerate(tree.body) if not m.matches(line, first)), len(tree.body))
        added = [cst.parse_statement(line) for line in missing]
        return tree.with_changes(body=[*tree.body[:place], *added, *tree.body[place:]]).code

    def change(self, node: cst.CSTNode, change: Change) -> None:
        """Change a node, on top of what is already to be changed there."""
        before = self.changes.get(node)
        self.changes[node] = (lambda updated: change(before(updated))) if before else change

    def at_line(self, matcher: m.BaseMatcherNode, line: int) -> list[cst.CSTNode]:
        """What matches and covers the line; everything that matches for a finding without a place."""
        found = m.findall(self.tree, matcher)
        return [node for node in found if not line or self._covers(node, line)]

    def starting(self, matcher: m.BaseMatcherNode, line: int) -> list[cst.CSTNode]:
        """What matches and begins in the line."""
        return [node for node in m.findall(self.tree, matcher) if self._range(node).start.line == line]

    def _covers(self, node: cst.CSTNode, line: int) -> bool:
        place = self._range(node)
        return place.start.line <= line <= place.end.line

    def _range(self, node: cst.CSTNode) -> CodeRange:
        place = self._positions[node]
        if not isinstance(place, CodeRange):
            raise TypeError(f"no place for {node}")
        return place


_Remedy = Callable[[_Patient, Diagnostic], None]


def _nothing(_patient: _Patient, _finding: Diagnostic) -> None:
    """For the findings without a remedy."""


# --- names ------------------------------------------------------------------------------------------------


def _name(patient: _Patient, finding: Diagnostic) -> None:
    """A name that does not exist: what was meant, what has to be imported, or the scene that has it."""
    named = _NAMED.search(finding.message)
    meant = _MEANT.search(finding.message)
    base = _OTHER_BASE.search(finding.message)
    if named and named[1] in _MODULES:
        patient.imports[_MODULES[named[1]]] = None
    elif _STAR in finding.message:
        patient.imports[_STAR] = None
    elif base:
        _rebase(patient, base[1] or base[2])
    elif named and meant:
        _rename(patient, named[1], meant[1] or meant[2])


def _rename(patient: _Patient, old: str, new: str) -> None:
    if old[0].isupper() != new[0].isupper():
        return  # a class cannot be called like a method
    for node in m.findall(patient.tree, m.Name(value=old)):
        patient.change(node, lambda name: name.with_changes(value=new))


def _rebase(patient: _Patient, base: str) -> None:
    for node in m.findall(patient.tree, m.ClassDef(name=m.Name(SCENE_CLASS))):
        patient.change(node, lambda scene: scene.with_changes(bases=[cst.Arg(cst.Name(base))]))


def _scene_class(patient: _Patient, _finding: Diagnostic) -> None:
    """The scene has another name, or no base."""
    classes = [node for node in patient.tree.body if isinstance(node, cst.ClassDef)]
    constructed = [node for node in classes if m.findall(node, m.FunctionDef(name=m.Name("construct")))]
    if len(constructed) != 1:
        return
    (scene,) = constructed
    if scene.name.value != SCENE_CLASS and not any(node.name.value == SCENE_CLASS for node in classes):
        for node in m.findall(patient.tree, m.Name(value=scene.name.value)):
            patient.change(node, lambda name: name.with_changes(value=SCENE_CLASS))
    if not scene.bases:
        lpar, rpar = cst.LeftParen(), cst.RightParen()
        patient.change(
            scene, lambda node: node.with_changes(bases=[cst.Arg(cst.Name("Scene"))], lpar=lpar, rpar=rpar)
        )


# --- formulas ---------------------------------------------------------------------------------------------


def _latex(patient: _Patient, finding: Diagnostic) -> None:
    """Formulas in Typst's notation, words as ``Text``."""
    for node in patient.at_line(m.Call(func=m.Name()), finding.line):
        call = cst.ensure_type(node, cst.Call)
        replacement = _without_latex(call)
        if replacement is not None and call not in patient.changes:
            patient.change(call, _instead(replacement))


def _instead(node: cst.CSTNode) -> Change:
    return lambda _: node


def _without_latex(call: cst.Call) -> cst.BaseExpression | None:
    name = called(call)
    given = [arg.value for arg in call.args if arg.keyword is None]
    texts = [
        node.evaluated_value for node in given if isinstance(node, cst.SimpleString | cst.ConcatenatedString)
    ]
    latex = " ".join(text for text in texts if isinstance(text, str))
    if len(texts) != len(given) or not latex:
        return None
    options = [arg for arg in call.args if arg.keyword and arg.keyword.value not in _LATEX_OPTIONS]
    words = not re.search(r"[\\^_{}]", latex.replace("$", "")) and "$" not in latex
    if name == "Title" and words:
        return method_call(_made("Text", literal(latex), options), "to_edge", cst.Name("UP"))
    if name == "Tex" and words:
        return _made("Text", literal(latex), options)
    if name not in _LATEX_FORMULAS:
        return None
    try:
        return _made("MathTypst", literal(typst(latex)), options)
    except UnknownNotationError:
        return None


def _made(name: str, text: str, options: Sequence[cst.Arg]) -> cst.Call:
    return with_arguments(cst.Call(cst.Name(name)), [cst.Arg(expression(text)), *options])


# --- what leaves the frame --------------------------------------------------------------------------------


def _out_of_frame(patient: _Patient, finding: Diagnostic) -> None:
    """A text that is too wide is made to fit; one that fits is moved in before it is played."""
    outside = _OUTSIDE.search(finding.message)
    if outside is None:
        for node in patient.starting(m.Call(func=m.Name("Text")), finding.line):
            patient.change(node, _fitted)
        return
    script = inspect(patient.tree)
    words = outside[1].rstrip("…")
    same = (
        [one for one in script.drawn if one.maker in TEXTS and _shown(one).startswith(words)]
        if script
        else []
    )
    for one in same:
        if "scale_to_fit_width" in finding.message:
            patient.change(one.call, _fitted)
        elif one.names:
            way = f"{_INWARDS[outside[3]]} * {float(outside[2]) + _ROOM:.1f}"
            _before(patient, finding.line, f"{one.names[-1]}.shift({way})")


def _shown(one: Drawn) -> str:
    """The words or the formula in a text, if they are written out."""
    literals = [arg.value for arg in one.call.args[:1] if isinstance(arg.value, cst.SimpleString)]
    return "".join(text for node in literals if isinstance(text := node.evaluated_value, str))


def _fitted(call: cst.CSTNode) -> cst.CSTNode:
    return method_call(cst.ensure_type(call, cst.Call), "scale_to_fit_width", expression(f"{_FIT:g}"))


def _before(patient: _Patient, line: int, source: str) -> None:
    statements = patient.at_line(m.SimpleStatementLine(), line)
    if line and statements:
        statement = cst.parse_statement(source)
        patient.change(statements[-1], lambda node: cst.FlattenSentinel([statement, node]))


# --- what the script raised -------------------------------------------------------------------------------


def _raised(patient: _Patient, finding: Diagnostic) -> None:
    """An argument that does not exist is left out; a name that Python guesses is taken."""
    unexpected = _UNEXPECTED.match(finding.message)
    if unexpected:
        matcher = m.Call(args=[m.ZeroOrMore(), m.Arg(keyword=m.Name(unexpected[1])), m.ZeroOrMore()])
        for node in patient.at_line(matcher, finding.line) or patient.at_line(matcher, 0):
            patient.change(node, _without(unexpected[1]))
    elif finding.message.startswith(("NameError", "AttributeError")):
        guessed = re.search(r"(?:name|attribute) '(\w+)'.*Did you mean: '(\w+)'\?", finding.message)
        lone = re.search(r"NameError: name '(\w+)'", finding.message)
        if guessed:
            for node in patient.at_line(m.Name(value=guessed[1]), finding.line):
                patient.change(node, _called(guessed[2]))
        elif lone and lone[1] in _MODULES:
            patient.imports[_MODULES[lone[1]]] = None


def _without(name: str) -> Change:
    return lambda call: with_arguments(
        call, [arg for arg in call.args if arg.keyword is None or arg.keyword.value != name]
    )


def _called(name: str) -> Change:
    return lambda node: node.with_changes(value=name)


def _no_animations(patient: _Patient, _finding: Diagnostic) -> None:
    """What only adds to the scene is shown for a moment."""
    wait = cst.parse_statement("self.wait(2)")
    for node in m.findall(patient.tree, m.FunctionDef(name=m.Name("construct"))):
        construct = cst.ensure_type(node, cst.FunctionDef)
        if isinstance(construct.body, cst.IndentedBlock):
            patient.change(construct.body, lambda body: body.with_changes(body=[*body.body, wait]))


_REMEDIES: Final[dict[str, _Remedy]] = {
    "undefined-name": _name,
    "removed-name": _name,
    "scene-class": _scene_class,
    "latex-missing": _latex,
    "out-of-frame": _out_of_frame,
    "raised": _raised,
    "no-animations": _no_animations,
}
