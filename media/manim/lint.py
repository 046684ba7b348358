"""Lint: what in a script would break, told before it is run.

ruff finds Python's own mistakes; the rules here know Manim. Only what would really break is an error.
"""

import ast
import asyncio
import difflib
import itertools
import json
import re
import unicodedata
import warnings
from collections.abc import Iterator
from typing import Final

from pydantic import BaseModel
from ruff import find_ruff_bin  # type: ignore[import-untyped]

from contracts.animation import SCENE_CLASS, CheckReport, Diagnostic, Severity
from media.manim.latex import LATEX_MISSING, has_latex
from media.manim.names import NAMES
from media.manim.removed import REMOVED_MEMBERS, REMOVED_NAMES

RUFF: Final = (
    find_ruff_bin(),
    *("check", "--isolated", "--no-cache", "--ignore-noqa", "--quiet", "--output-format", "json"),
    *("--target-version", "py311", "--select", "E9,F", "--ignore", "F403", "-"),
)
BREAKING: Final = re.compile(r"F821|F823|F50[1-35-9]|F52[14]|F62[12]")
"""The rules of ruff whose findings raise when the line is run."""
SYNTAX: Final = re.compile(r"E9\d\d|F7\d\d")
"""The rules of ruff for what Python refuses to compile."""
STAR: Final = "F405"
UNDEFINED: Final = "F821"

LATEX_CLASSES: Final = frozenset(
    (
        *("MathTex", "Tex", "SingleStringMathTex", "Title", "BulletedList", "MathTable", "Variable"),
        *("Matrix", "DecimalMatrix", "IntegerMatrix", "MobjectMatrix"),
    )
)
LATEX_IF_STRING: Final = frozenset({"BraceLabel", "Label", "LabeledDot", "LabeledLine", "LabeledArrow"})
LATEX_METHODS: Final = frozenset({"get_tex", "get_text"})
LATEX_LABELS: Final = frozenset(
    {"get_graph_label", "get_axis_labels", "get_x_axis_label", "get_y_axis_label", "get_z_axis_label"}
)

MOST_FINDINGS: Final = 100
MOST_ANCESTORS: Final = 20

FRAME_WIDTH: Final = 14.2
LATIN_WIDTH: Final = 0.27
"""Units of a letter of the default size, a little less than the average; a Chinese letter counts as two."""
WIDE: Final = "WF"
DEFAULT_FONT_SIZE: Final = 48
LIGATURE: Final = re.compile("f[fil]")
"""The letters that the fonts draw as one."""


class _Place(BaseModel):
    row: int
    column: int


class _RuffFinding(BaseModel):
    code: str | None
    message: str
    location: _Place
    end_location: _Place


async def lint(script: str) -> CheckReport:
    """Say what would break in the script, and what is odd."""
    found = await _ruff(script)
    if any(finding.code in {None, "invalid-syntax"} for finding in found):
        return _report(_syntax(finding) for finding in found if finding.code in {None, "invalid-syntax"})
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about odd escapes in strings
            tree = ast.parse(script)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = (error.lineno or 0) if isinstance(error, SyntaxError) else 0
        return _report(iter([Diagnostic(rule="syntax", message=str(error), line=line)]))
    return _report(
        finding
        for findings in (
            _scene_class(tree),
            _imported(tree),
            _members(tree),
            _latex(tree),
            _from_ruff(script, tree, found),
            _long_texts(tree),
            _ligatures(tree),
        )
        for finding in findings
    )


def _report(findings: Iterator[Diagnostic]) -> CheckReport:
    """A report in the order of the lines, each finding once."""
    unique = {(f.line, f.column, f.rule): f for f in itertools.islice(findings, MOST_FINDINGS)}
    return CheckReport(diagnostics=tuple(unique[key] for key in sorted(unique)))


def _at(node: ast.AST, rule: str, message: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    line, column = getattr(node, "lineno", 0), getattr(node, "col_offset", -1) + 1
    return Diagnostic(rule=rule, message=message, line=line, column=column, severity=severity)


# --- Python's own mistakes --------------------------------------------------------------------------------


async def _ruff(script: str) -> list[_RuffFinding]:
    process = await asyncio.create_subprocess_exec(
        *RUFF, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    try:
        output, errors = await process.communicate(script.encode(errors="replace"))
    except BaseException:
        if process.returncode is None:
            process.kill()
            await process.wait()
        raise
    if process.returncode not in {0, 1}:
        raise RuntimeError(f"ruff failed: {errors.decode(errors='replace')[:500]}")
    return [_RuffFinding.model_validate(finding) for finding in json.loads(output)]


def _syntax(finding: _RuffFinding) -> Diagnostic:
    place = finding.location
    return Diagnostic(rule="syntax", message=finding.message, line=place.row, column=place.column)


def _from_ruff(script: str, tree: ast.Module, found: list[_RuffFinding]) -> Iterator[Diagnostic]:
    """What ruff found, with Manim's names known where it could only guess."""
    lines = script.splitlines()
    star = any(isinstance(node, ast.ImportFrom) and node.module == "manim" for node in tree.body)
    for finding in sorted(found, key=lambda one: one.code not in {STAR, UNDEFINED}):
        row, column = finding.location.row, finding.location.column
        if finding.code in {STAR, UNDEFINED}:
            name = lines[row - 1][column - 1 : finding.end_location.column - 1]
            if finding.code == STAR and name in NAMES.names:
                continue
            yield _undefined(name, row, column, star=star)
            continue
        if SYNTAX.fullmatch(finding.code or ""):
            yield _syntax(finding)
            continue
        broken = BREAKING.fullmatch(finding.code or "") is not None
        yield Diagnostic(
            rule=finding.code or "syntax",
            message=finding.message,
            line=row,
            column=column,
            severity=Severity.ERROR if broken else Severity.WARNING,
        )


def _undefined(name: str, line: int, column: int, *, star: bool) -> Diagnostic:
    if name in REMOVED_NAMES:
        message = f"Manim {NAMES.manim} has no “{name}”: use {REMOVED_NAMES[name]}."
        return Diagnostic(rule="removed-name", message=message, line=line, column=column)
    if name in NAMES.names and not star:
        message = f"“{name}” is not defined: add “from manim import *”."
    else:
        message = (
            f"“{name}” is not defined, and Manim {NAMES.manim} has no such name.{_nearest(name, NAMES.names)}"
        )
    return Diagnostic(rule="undefined-name", message=message, line=line, column=column)


def _nearest(name: str, names: frozenset[str]) -> str:
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.7)
    return f" Did you mean “{near[0]}”?" if near else ""


# --- the scene class --------------------------------------------------------------------------------------


def _scene_class(tree: ast.Module) -> Iterator[Diagnostic]:
    """Exactly one scene, of the right name, with a construct."""
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    named = [node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == SCENE_CLASS]
    if not named:
        other = next((node for node in classes.values() if _scene_base(node, classes)), None)
        message = f"The scene class must be named {SCENE_CLASS}."
        yield (
            _at(other, "scene-class", message)
            if other
            else Diagnostic(
                rule="scene-class",
                message=f"The script must define one scene class named {SCENE_CLASS}.",
                line=1,
            )
        )
        return
    scene = named[-1]
    for again in named[:-1]:
        yield _at(
            again,
            "scene-class",
            f"There is more than one class {SCENE_CLASS}; only the last one would count.",
        )
    if _scene_base(scene, classes) is None:
        yield _at(
            scene, "scene-class", f"{SCENE_CLASS} must derive from Scene or another of Manim's scene classes."
        )
    ancestry = list(_ancestry(scene, classes))
    if not any(
        isinstance(part, ast.FunctionDef) and part.name == "construct"
        for one in ancestry
        for part in one.body
    ):
        yield _at(scene, "scene-class", f"{SCENE_CLASS} has no method construct(self).")


def _ancestry(node: ast.ClassDef, classes: dict[str, ast.ClassDef]) -> Iterator[ast.ClassDef]:
    """A class and those of the script that it derives from."""
    done: set[str] = set()
    left = [node]
    while left and len(done) < MOST_ANCESTORS:
        one = left.pop()
        done.add(one.name)
        yield one
        names = (base.id for base in one.bases if isinstance(base, ast.Name))
        left.extend(classes[name] for name in names if name in classes and name not in done)


def _scene_base(node: ast.ClassDef, classes: dict[str, ast.ClassDef]) -> str | None:
    """The scene class of Manim that a class derives from."""
    for one in _ancestry(node, classes):
        for base in one.bases:
            match base:
                case ast.Name(id=name) | ast.Attribute(attr=name):
                    if name in NAMES.scenes and name not in classes:
                        return name
    return None


# --- names and attributes that Manim does not have --------------------------------------------------------


def _imported(tree: ast.Module) -> Iterator[Diagnostic]:
    """What is imported from Manim, or taken from a module that is known, must exist there."""
    aliases: dict[str, str] = {"rate_functions": "rate_functions"}
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module="manim", names=names, level=0):
                for alias in names:
                    if alias.name != "*" and alias.name not in NAMES.names:
                        yield _undefined(alias.name, node.lineno, node.col_offset + 1, star=True)
            case ast.Import(names=names):
                aliases |= {alias.asname or alias.name: alias.name for alias in names}
    aliases.setdefault("np", "numpy")
    bound = {
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr=attribute) if name in aliases.keys() - bound:
                module = aliases[name]
                known = NAMES.names if module == "manim" else NAMES.modules.get(module)
                if known and attribute not in known and not attribute.startswith("_"):
                    message = f"“{module}” has no “{attribute}”.{_nearest(attribute, known)}"
                    yield _at(node, "undefined-name", message)


def _members(tree: ast.Module) -> Iterator[Diagnostic]:
    """Attributes that nothing has: not Manim, no value of Python or numpy, none of the script's classes."""
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in _modules_of(node)
        if name.split(".")[0] not in {"manim", "numpy", "math", "__future__", "random"}
    }
    own = _defined_members(tree)
    known = NAMES.members | NAMES.value_members | own
    modules = (
        {
            alias.asname or alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.Import)
            for alias in node.names
        }
        | set(NAMES.modules)
        | {"np"}
    )
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute) or node.attr.startswith("_"):
            continue
        name = node.attr
        if name in REMOVED_MEMBERS and name not in own:
            yield _at(
                node, "removed-name", f"Manim {NAMES.manim} has no “.{name}”: use {REMOVED_MEMBERS[name]}."
            )
            continue
        root = node.value
        while isinstance(root, ast.Attribute):
            root = root.value
        if imported or (isinstance(root, ast.Name) and root.id in modules):
            continue
        stem = name.removeprefix("get_").removeprefix("set_")
        if name not in known and stem not in known:
            yield _at(
                node, "undefined-name", f"Nothing in Manim has an attribute “{name}”.{_nearest(name, known)}"
            )
    yield from _self_members(tree, own)


def _modules_of(node: ast.AST) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [alias.name for alias in names]
        case ast.ImportFrom(module=module):
            return [module or ""]
        case _:
            return []


def _defined_members(tree: ast.Module) -> frozenset[str]:
    """The attributes the script makes: what it assigns, what its classes define, keywords of ``set``."""
    names: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr=name, ctx=ast.Store()):
                names.add(name)
            case ast.ClassDef(body=body):
                for part in body:
                    names |= {one.id for one in ast.walk(part) if isinstance(one, ast.Name)}
                    if isinstance(part, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
                        names.add(part.name)
            case ast.Call(func=ast.Attribute(attr="set"), keywords=keywords):
                names |= {keyword.arg for keyword in keywords if keyword.arg}
    return frozenset(names)


def _self_members(tree: ast.Module, own: frozenset[str]) -> Iterator[Diagnostic]:
    """What a scene asks of ``self`` must be in its scene class."""
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    for node in classes.values():
        base = _scene_base(node, classes)
        if base is None or any(len(one.bases) > 1 for one in _ancestry(node, classes)):
            continue  # more than one base: what the others bring is not known here
        known = NAMES.scenes[base] | own
        for part in ast.walk(node):
            match part:
                case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Load()):
                    if name not in known and name in NAMES.members and not name.startswith("__"):
                        elsewhere = [scene for scene, members in NAMES.scenes.items() if name in members]
                        hint = (
                            f" {min(elsewhere, key=len)} has it."
                            if elsewhere
                            else _nearest(name, NAMES.scenes[base])
                        )
                        yield _at(part, "undefined-name", f"{base} has no “{name}”.{hint}")
                case ast.Attribute(
                    value=ast.Attribute(value=ast.Name(id="self"), attr="camera"), attr="frame"
                ):
                    if base in {"Scene", "VectorScene", "LinearTransformationScene"}:
                        message = f"The camera of {base} has no frame: derive from MovingCameraScene."
                        yield _at(part, "undefined-name", message)


# --- formulas and texts -----------------------------------------------------------------------------------


def _latex(tree: ast.Module) -> Iterator[Diagnostic]:
    if has_latex():
        return
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in LATEX_CLASSES:
                yield _at(node, "latex-missing", f"{name}: {LATEX_MISSING}")
            case ast.Call(func=ast.Attribute(attr=name)) if name in LATEX_METHODS:
                yield _at(node, "latex-missing", f"{name}: {LATEX_MISSING}")
            case ast.Call(func=ast.Name(id=name)) if name in LATEX_IF_STRING and any(_given_strings(node)):
                if not any(keyword.arg == "label_constructor" for keyword in node.keywords):
                    yield _at(node, "latex-missing", f"{name} with a string: {LATEX_MISSING}")
            case ast.Call(func=ast.Attribute(attr=name)) if name in LATEX_LABELS:
                if any("\\" in text for text in _given_strings(node)):
                    yield _at(node, "latex-missing", f"{name} with LaTeX's notation: {LATEX_MISSING}")


def _given_strings(node: ast.Call) -> Iterator[str]:
    for value in (
        *node.args,
        *(keyword.value for keyword in node.keywords if keyword.arg in {"label", "text"}),
    ):
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield value.value


def _long_texts(tree: ast.Module) -> Iterator[Diagnostic]:
    """Texts that look wider than the frame and are not made smaller; preflight measures them."""
    scaled = {
        id(node.func.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and re.match(r"scale|set_width|set\b|match_width|stretch", node.func.attr)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Name(id="Text"), args=[ast.Constant(value=str() as text), *_], keywords=keywords
            ) if id(node) not in scaled:
                width = max(map(_width, text.splitlines()), default=0) * _font_scale(keywords)
                if width > FRAME_WIDTH:
                    message = (
                        f"This text is about {width:.0f} units wide, the frame {FRAME_WIDTH}: "
                        "use a smaller font_size or break it into lines."
                    )
                    yield _at(node, "out-of-frame", message, Severity.WARNING)


def _ligatures(tree: ast.Module) -> Iterator[Diagnostic]:
    """Paragraphs whose lines come apart in the wrong places, since their letters are counted."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="Paragraph"), args=args, keywords=keywords) if not {
                "disable_ligatures",
                None,
            } & {keyword.arg for keyword in keywords}:
                words = " ".join(
                    part.value
                    for arg in args
                    for part in ast.walk(arg)
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                )
                found = LIGATURE.search(words)
                if found:
                    message = (
                        f"Paragraph gives letters to its lines by counting them, and “{found[0]}” is drawn "
                        "as one: add disable_ligatures=True."
                    )
                    yield _at(node, "ligatures", message, Severity.WARNING)


def _font_scale(keywords: list[ast.keyword]) -> float:
    """How much larger than the default a text is set; 0 where something else decides its size."""
    sizes = {keyword.arg: keyword.value for keyword in keywords}
    if {"width", "height", None} & sizes.keys():
        return 0
    match sizes.get("font_size"):
        case None:
            return 1
        case ast.Constant(value=int() | float() as size):
            return size / DEFAULT_FONT_SIZE
        case _:
            return 0


def _width(line: str) -> float:
    return sum(LATIN_WIDTH * (2 if unicodedata.east_asian_width(letter) in WIDE else 1) for letter in line)
