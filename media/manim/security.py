"""The security check: reads a script's syntax tree and refuses all that it does not know to be harmless.

It is the first wall, and the one that can say why; the limits and the separate process stand behind it. It
works by lists of what is allowed: kinds of syntax, names, attributes. A script that can't be parsed is
refused, and so is one that does nothing wrong in a way that can't be told from doing wrong.
"""

import ast
import re
import string
import warnings
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from contracts.animation import CheckReport, Diagnostic
from media.manim.arithmetic import TooLargeError, number
from media.manim.bindings import SETTERS, names_of_types
from media.manim.literals import Literals
from media.manim.names import NAMES
from media.manim.safelist import (
    BUILTINS,
    CALLED_ONLY,
    CAMERA_KEYWORDS,
    CONFIG,
    FILE_KEYWORDS,
    FIXED_NAMES,
    HOSTILE_MEMBERS,
    MARKUP_CLASSES,
    MODULES,
    NUMBER_CLASS_KEYWORDS,
    NUMBER_KEYWORD,
    NUMBER_POSITIONS,
    NUMPY,
    NUMPY_PARTS,
    OTHER_BUILTINS,
    OTHER_MODULES,
    OWN_METHODS,
    PADDING,
    SOURCE_KEYWORDS,
    SYNTAX_KINDS,
    TEX_WORDS,
    TEXT_CLASSES,
    TYPES_ONLY,
    TYPST_MATH_CALLS,
    TYPST_WORDS,
    VALUE_MEMBERS,
)
from media.manim.scopes import Scope, bound_in, own_members, parameters, targets

LARGEST_SCRIPT: Final = 100_000
DEEPEST: Final = 100
LARGEST_RANGE: Final = 1_000_000
LARGEST_REPEAT: Final = 100_000
LARGEST_ARRAY: Final = 20_000_000
MOST_FINDINGS: Final = 50
ENCODING: Final = re.compile(r"[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
"""The comment by which a file's first lines name its encoding (PEP 263)."""
WIDTH: Final = re.compile(r"[0-9]{6,}")
"""A width, or a number of digits, without measure."""

SYNTAX: Final = tuple(getattr(ast, kind) for kind in SYNTAX_KINDS)

SAFE_MODULES: Final = frozenset(NAMES.modules) - MODULES
ALLOWED_OF_MODULES: Final = {
    **NAMES.modules,
    **OTHER_MODULES,
    "manim": NAMES.safe_names,
    "numpy": NUMPY,
    "config": CONFIG,
}
SHAPE: Final = frozenset({"frame_width", "frame_height", "pixel_width", "pixel_height"})
"""The settings that a script may give a value before its classes: a number, or another of them."""
UNSAFE_NAMES: Final = (NAMES.names - NAMES.safe_names) | OTHER_BUILTINS
UNSAFE_MEMBERS: Final = (
    NAMES.members - NAMES.safe_members - VALUE_MEMBERS
) | HOSTILE_MEMBERS - NAMES.safe_members
KNOWN_MEMBERS: Final = (NAMES.safe_members | VALUE_MEMBERS) - UNSAFE_MEMBERS


def check(script: str) -> CheckReport:
    """Say what in the script is not allowed; a script without errors may be run."""
    if len(script.encode(errors="surrogatepass")) > LARGEST_SCRIPT:
        message = f"The script is larger than {LARGEST_SCRIPT // 1000} KB."
        return CheckReport(diagnostics=(Diagnostic(rule="too-large", message=message),))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about odd escapes in strings
            tree = ast.parse(script)
    except SyntaxError as error:
        return CheckReport(
            diagnostics=(
                Diagnostic(
                    rule="syntax",
                    message=error.msg,
                    line=max(0, error.lineno or 0),
                    column=max(0, error.offset or 0),
                ),
            )
        )
    except (ValueError, RecursionError, MemoryError, OverflowError):
        return CheckReport(diagnostics=(Diagnostic(rule="syntax", message="The script can't be parsed."),))
    for line, text in enumerate(re.split("\r\n|\r|\n", script, maxsplit=2)[:2], start=1):
        named = ENCODING.match(text)
        if named and named[1].lower().replace("_", "-") not in {"utf-8", "utf8"}:
            # as a file of these bytes it would be another script
            message = f"Scripts are UTF-8: leave out the line that calls it “{named[1]}”."
            return CheckReport(diagnostics=(Diagnostic(rule="unsafe-syntax", message=message, line=line),))
    deep = _too_deep(tree)
    if deep is not None:
        message = f"The script nests deeper than {DEEPEST} levels."
        return CheckReport(diagnostics=(Diagnostic(rule="too-large", message=message, line=deep),))
    checker = _Checker(tree)
    checker.visit(tree)
    found = sorted(set(checker.found), key=lambda finding: (finding.line, finding.column))
    return CheckReport(
        diagnostics=tuple(
            Diagnostic(rule=f.rule, message=f.message, line=f.line, column=f.column)
            for f in found[:MOST_FINDINGS]
        )
    )


def _too_deep(tree: ast.Module) -> int | None:
    """The line where the nesting becomes too deep; none if it does not."""
    left: list[tuple[ast.AST, int, int]] = [(tree, 0, 0)]
    while left:
        node, depth, line = left.pop()
        line = getattr(node, "lineno", line)
        if depth > DEEPEST:
            return line
        left.extend((child, depth + 1, line) for child in ast.iter_child_nodes(node))
    return None


class _Finding(NamedTuple):
    line: int
    column: int
    rule: str
    message: str


class _Checker(ast.NodeVisitor):
    """One walk over a script; a method per kind of node, each of which also walks on."""

    def __init__(self, tree: ast.Module) -> None:
        self.found: list[_Finding] = []
        self._scopes = [Scope(function=False, names=bound_in(tree.body))]
        nodes = list(ast.walk(tree))
        self._literals = Literals(nodes)
        self._own_members = own_members(nodes)
        self._modules = {
            alias.asname or alias.name: alias.name
            for node in nodes
            if isinstance(node, ast.Import)
            for alias in node.names
            if alias.name in MODULES
        }
        """The names of modules that ``import numpy as np`` and its like bind anywhere in the script."""
        self._imported = {
            alias.asname or alias.name
            for node in nodes
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        """The names that the script binds, but does not make itself."""
        self._shown: set[int] = set()
        """The ids of constants that are shown as they are, whatever stands in them."""
        self._number_classes: set[int] = set()
        """The ids of names of classes that Manim is given to set numbers."""
        self._numbered: set[int] = set()
        """The ids of targets whose value is known to be a number."""
        self._shaping = set(_shaping(tree))
        """The ids of settings that give the frame its shape."""
        self._composed: set[int] = set()
        """The ids of parts of expressions that are checked as a whole."""
        self._called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
        self._types = set(_types(nodes))
        """The ids of nodes that name types, in annotations and for isinstance."""

    def _refuse(self, node: ast.AST, rule: str, message: str) -> None:
        line, column = getattr(node, "lineno", 0), getattr(node, "col_offset", -1) + 1
        self.found.append(_Finding(line, column, rule, message))

    def visit(self, node: ast.AST) -> None:
        """Refuse unknown syntax, look at known syntax."""
        if isinstance(node, SYNTAX):
            super().visit(node)
        else:
            kind = type(node).__name__
            self._refuse(
                node, "unsafe-syntax", f"“{kind}” statements and expressions are not allowed in scripts."
            )

    # --- names ---------------------------------------------------------------------------------------------

    def _is_local(self, name: str) -> bool:
        """Whether the name means a variable of an enclosing function, never something of the module."""
        return any(scope.function and name in scope.names for scope in self._scopes)

    def _is_own(self, name: str) -> bool:
        """Whether the script itself binds the name somewhere in sight."""
        return any(name in scope.names for scope in self._scopes)

    def visit_Name(self, node: ast.Name) -> None:
        name = node.id
        if isinstance(node.ctx, ast.Store):
            self._check_binding(node, name)
        elif "__" in name:
            self._refuse(
                node, "unsafe-name", f"Names with two underscores, such as “{name}”, are not allowed."
            )
        elif (
            name in self._modules or name in SAFE_MODULES or name == "np"
        ):  # local or not: nothing else has these names
            self._refuse(node, "unsafe-name", f"The module “{name}” may only be used to take a name from it.")
        elif self._is_local(name):
            pass
        elif name in MARKUP_CLASSES:
            if id(node) in self._number_classes and MARKUP_CLASSES[name] != "code":
                return
            self._refuse(
                node, "unsafe-name", f"“{name}” may only be called, not passed on or given another name."
            )
        elif name in UNSAFE_NAMES:
            self._refuse(node, "unsafe-name", f"“{name}” is not allowed in scripts.")
        elif not (name in BUILTINS or name in NAMES.safe_names or self._is_own(name)):
            self._refuse(node, "unsafe-name", f"“{name}” is not a name that scripts may use.")

    def _check_binding(self, node: ast.AST, name: str) -> None:
        """Check a name that the script binds: a variable, a parameter, a function, a class, an import."""
        inside = self._scopes[-1].function
        if "__" in name:
            self._refuse(
                node, "unsafe-name", f"Names with two underscores, such as “{name}”, are not allowed."
            )
        elif (
            name in FIXED_NAMES or name in MARKUP_CLASSES or name in MODULES or name in {"np", *SAFE_MODULES}
        ):
            self._refuse(node, "unsafe-name", f"“{name}” may not be given another meaning.")
        elif name in self._modules or (not inside and name in UNSAFE_NAMES):
            self._refuse(
                node, "unsafe-name", f"“{name}” may not be given another meaning outside of a function."
            )

    def visit_arg(self, node: ast.arg) -> None:
        self._check_binding(node, node.arg)
        self.generic_visit(node)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.name:
            self._check_binding(node, node.name)
        self.generic_visit(node)

    # --- imports -------------------------------------------------------------------------------------------

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            name = alias.asname or alias.name
            others = {*MODULES, *FIXED_NAMES, *MARKUP_CLASSES, *SAFE_MODULES, "np"} - {alias.name}
            if alias.name == "numpy":
                others.discard("np")
            if alias.name not in MODULES:
                self._refuse(node, "unsafe-import", _only_modules(alias.name))
            elif name in others or self._modules[name] != alias.name or "__" in name:
                self._refuse(
                    node, "unsafe-import", f"“{alias.name}” may not be imported under the name “{name}”."
                )

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        module = node.module or ""
        if node.level or (module != "__future__" and module.split(".")[0] not in MODULES):
            self._refuse(node, "unsafe-import", _only_modules(module or "."))
            return
        for alias in node.names:
            name = alias.name
            if module == "manim":
                allowed = (
                    name == "*" or name in NAMES.safe_names or (name in SAFE_MODULES and not alias.asname)
                )
            elif module == "__future__":
                allowed = name == "annotations"
            else:
                allowed = name in self._of_module(module.split(".", 1)) - TYPES_ONLY
            if not allowed or (alias.asname and name in MARKUP_CLASSES):
                self._refuse(node, "unsafe-import", f"“{name}” of “{module}” is not allowed in scripts.")
            elif name != "*" and module != "__future__" and name not in {*MARKUP_CLASSES, *SAFE_MODULES}:
                self._check_binding(node, alias.asname or name)

    @staticmethod
    def _of_module(path: list[str]) -> frozenset[str]:
        """What may be taken from a module, given as its name and its part."""
        match path:
            case ["numpy", part]:
                return NUMPY_PARTS.get(part, frozenset())
            case [name]:
                return ALLOWED_OF_MODULES.get(name, frozenset())
            case _:
                return frozenset()

    # --- attributes ----------------------------------------------------------------------------------------

    def visit_Attribute(self, node: ast.Attribute) -> None:
        path = self._module_path(node.value)
        if path is not None:
            if node.attr not in self._of_module(path) or node.attr in MARKUP_CLASSES:
                self._refuse(
                    node, "unsafe-attribute", f"“{'.'.join([*path, node.attr])}” is not allowed in scripts."
                )
            elif node.attr in TYPES_ONLY and id(node) not in self._types:
                message = f"“{'.'.join([*path, node.attr])}” may only stand where a type is named."
                self._refuse(node, "unsafe-attribute", message)
            elif isinstance(node.ctx, ast.Store) and id(node) not in self._shaping:
                self._refuse(node, "unsafe-attribute", f"A script may not change “{'.'.join(path)}”.")
            return
        if isinstance(node.ctx, ast.Store) and node.attr == NUMBER_KEYWORD and id(node) not in self._numbered:
            self._refuse(
                node, "unsafe-attribute", f"“{NUMBER_KEYWORD}” needs a number that the script writes out."
            )
        if isinstance(node.ctx, ast.Store) and self._is_foreign(node.value):
            self._refuse(
                node, "unsafe-attribute", "A script may not change Manim's own classes and functions."
            )
        own = (
            node.attr in OWN_METHODS & self._own_members
            and isinstance(node.value, ast.Name)
            and node.value.id == "self"
        )
        if not own:
            self._check_member(node, node.attr)
        if node.attr in CALLED_ONLY and id(node) not in self._called:
            message = f"“{node.attr}” may only be called, not passed on or given another name."
            self._refuse(node, "unsafe-attribute", message)
        self.visit(node.value)

    def _module_path(self, node: ast.expr) -> list[str] | None:
        """The module that an expression names; none if it names none."""
        match node:
            case ast.Name(id=name):
                if name in self._modules:
                    return [self._modules[name]]
                if name == "np":  # manim exports it too
                    return ["numpy"]
                is_config = name == "config" and not self._is_local(name)
                return [name] if name in SAFE_MODULES or is_config else None
            case ast.Attribute(value=ast.Name(id=name), attr=part):
                module = self._modules.get(name, "numpy" if name == "np" else "")
                if module == "numpy" and part in NUMPY_PARTS:
                    return [module, part]
        return None

    def _is_foreign(self, node: ast.expr) -> bool:
        return isinstance(node, ast.Name) and (node.id in self._imported or not self._is_own(node.id))

    def _check_member(self, node: ast.AST, name: str) -> None:
        if "__" in name:
            self._refuse(
                node, "unsafe-attribute", f"Attributes with two underscores (“{name}”) are not allowed."
            )
        elif name in UNSAFE_MEMBERS or (name.startswith("_") and name in NAMES.private_members):
            self._refuse(node, "unsafe-attribute", f"The attribute “{name}” is not allowed in scripts.")
        elif not (name in KNOWN_MEMBERS or name in self._own_members or self._is_accessor(name)):
            self._refuse(node, "unsafe-attribute", f"“{name}” is not an attribute that scripts may use.")

    def _is_accessor(self, name: str) -> bool:
        """Whether the name is one of Manim's made-up getters and setters of an allowed attribute."""
        stem = name.removeprefix("get_").removeprefix("set_")
        return (
            stem != name and (stem in KNOWN_MEMBERS or stem in self._own_members) and not stem.startswith("_")
        )

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            if isinstance(target, ast.Attribute) and target.attr == NUMBER_KEYWORD:
                self._check_plain_number(node.value)
                self._numbered.add(id(target))
        self.generic_visit(node)

    # --- calls ---------------------------------------------------------------------------------------------

    def visit_Call(self, node: ast.Call) -> None:
        for keyword in node.keywords:
            self._check_keyword(node, keyword)
        function = node.func
        if isinstance(function, ast.Name) and function.id in TEXT_CLASSES:
            self._show(node)
        if (
            isinstance(function, ast.Name)
            and function.id in MARKUP_CLASSES
            and not self._is_local(function.id)
        ):
            self._check_markup(node, function.id)
        elif not self._check_special(node):
            self.visit(function)
        self._check_size(node)
        self._let_number_classes_through(node)
        if isinstance(function, ast.Name):
            position = NUMBER_POSITIONS.get(function.id, len(node.args))
            for number_given in node.args[position : position + 1]:
                self._check_plain_number(number_given)
        for part in (*node.args, *node.keywords):
            self.visit(part)

    def _check_keyword(self, call: ast.Call, keyword: ast.keyword) -> None:
        """Check what a call passes by name, also where ``**`` or a dictionary for Manim holds the name."""
        sets = isinstance(call.func, ast.Attribute) and call.func.attr in SETTERS
        keys: list[str] | None
        if keyword.arg is None:
            keys = self._literals.keys(keyword.value, seen=sets)
        elif keyword.arg in CAMERA_KEYWORDS:
            keys = self._literals.keys(keyword.value)
        elif keyword.arg.endswith("_config"):
            keys = [keyword.arg, *(self._literals.keys(keyword.value) or ())]
        else:
            keys = [keyword.arg]
        if keys is None:
            message = f"{keyword.arg or '**'} needs a dictionary whose keys the script writes out."
            self._refuse(keyword.value, "unsafe-call", message)
        for key in keys or ():
            if key in FILE_KEYWORDS or key.startswith("_"):
                message = f"The argument “{key}” is not allowed in scripts."
                self._refuse(keyword.value, "unsafe-call", message)
        if keyword.arg == NUMBER_KEYWORD:
            self._check_plain_number(keyword.value)

    def _check_plain_number(self, node: ast.expr) -> None:
        """Refuse what may be a text where Manim makes a format of it."""
        if set(self._literals.strings(node) or {None}) != {""}:
            message = f"“{NUMBER_KEYWORD}” needs a number that the script writes out."
            self._refuse(node, "unsafe-call", message)

    def _check_special(self, node: ast.Call) -> bool:
        """Check the calls that only some forms of are harmless; whether the called thing is done with."""
        match node.func:
            case ast.Name(id="super") if node.args or node.keywords:
                self._refuse(node, "unsafe-call", "super() is only allowed without arguments.")
            case ast.Attribute(value=ast.Constant(value=str() as text), attr="format"):
                if not _is_plain_format(text):
                    self._refuse(
                        node, "unsafe-call", "A format may not look into its values: use an f-string."
                    )
                return True
            case ast.Attribute(value=ast.Call(func=ast.Name(id="super")) as parent, attr="__init__"):
                self.visit(parent)
                return True
            case ast.Attribute(attr="set" | "set_default" as name):
                if any(keyword.arg is None for keyword in node.keywords):
                    self._refuse(node, "unsafe-call", f"“{name}” needs its arguments spelled out.")
        return False

    def visit_Dict(self, node: ast.Dict) -> None:
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and key.value == NUMBER_KEYWORD:
                self._check_plain_number(value)
        self.generic_visit(node)

    def _let_number_classes_through(self, node: ast.Call) -> None:
        """Allow a class as what sets numbers, where Manim takes it and nothing of the script can."""
        match node.func:
            case ast.Name(id=name):
                of_manim = name in NAMES.safe_names and not self._is_own(name)
            case ast.Attribute(attr=name):
                of_manim = name in KNOWN_MEMBERS and name not in self._own_members
            case _:
                of_manim = False
        left = [(one.arg, one.value) for one in node.keywords if of_manim]
        while left:
            keyword, value = left.pop()
            if keyword in NUMBER_CLASS_KEYWORDS:
                self._number_classes.add(id(value))
            elif str(keyword).endswith("_config") and isinstance(value, ast.Dict):
                left += [
                    (key.value, inner)
                    for key, inner in zip(value.keys, value.values, strict=True)
                    if isinstance(key, ast.Constant) and isinstance(key.value, str)
                ]

    def _show(self, node: ast.Call) -> None:
        for value in (*node.args, *(keyword.value for keyword in node.keywords)):
            self._shown.update(id(piece) for piece in _pieces(value))

    def _check_markup(self, node: ast.Call, name: str) -> None:
        """Check a call that makes a program of its strings."""
        kind = MARKUP_CLASSES[name]
        if any(isinstance(one, ast.Starred) for one in node.args) or any(
            k.arg is None for k in node.keywords
        ):
            self._refuse(node, "unsafe-call", f"{name} needs its arguments spelled out, without * and **.")
        if kind == "code":
            if node.args:
                self._refuse(node, "unsafe-call", "Code shows a file; for a text write Code(code_string=…).")
            return
        sources = [*node.args, *(k.value for k in node.keywords if k.arg in SOURCE_KEYWORDS)]
        for source in sources:
            strings = self._literals.strings(source)
            if strings is None:
                self._refuse(
                    source, "unsafe-call", f"The {kind} source of {name} must be written out in the script."
                )
            elif any(_is_unsafe_markup(kind, text) for text in strings):
                self._refuse(source, "unsafe-call", f"As {kind} source this could read or write files.")
        self._shown.update(id(part) for source in sources for part in ast.walk(source))

    def _check_size(self, node: ast.Call) -> None:
        """Refuse what would spell out a huge amount of work or memory."""
        values = [value for argument in node.args for value in _numbers(argument)]
        match node.func:
            case ast.Name(id="pow"):
                self._check_power(node)
            case ast.Attribute(attr=method) if method in PADDING:
                if any(abs(value) > LARGEST_REPEAT for value in values):
                    self._refuse(node, "too-large", "A text of this length is not allowed.")
            case ast.Name(id="range"):
                if any(abs(value) > LARGEST_RANGE for value in values):
                    self._refuse(node, "too-large", f"A range of more than {LARGEST_RANGE} is not allowed.")
            case ast.Attribute() as function if self._module_path(function.value) is not None:
                product = 1.0
                for value in values:
                    product *= max(1.0, abs(value)) if function.attr not in {"linspace", "arange"} else 1.0
                if product > LARGEST_ARRAY or any(abs(value) > LARGEST_ARRAY for value in values):
                    self._refuse(node, "too-large", "An array of this size is not allowed.")

    def _check_power(self, node: ast.Call) -> None:
        match node.args:
            case [base, exponent]:
                self.visit_BinOp(ast.copy_location(ast.BinOp(base, ast.Pow(), exponent), node))

    def visit_FormattedValue(self, node: ast.FormattedValue) -> None:
        match node.format_spec:
            case ast.JoinedStr(values=[ast.Constant(value=str() as form)]) if WIDTH.search(form):
                self._refuse(node, "too-large", "A text of this length is not allowed.")
        self.generic_visit(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        self._check_composed(node)
        self.generic_visit(node)

    def _check_composed(self, node: ast.BinOp | ast.JoinedStr) -> None:
        """Check the text that an expression puts together as if it stood there in one piece."""
        if id(node) in self._shown or id(node) in self._composed:
            return
        self._composed.update(id(piece) for piece in _pieces(node))
        if any(
            _is_unsafe_markup(kind, text)
            for text in self._literals.strings(node) or ()
            for kind in ("TeX", "Typst")
        ):
            self._refuse(node, "unsafe-call", "As TeX or Typst source this could read or write files.")

    def visit_BinOp(self, node: ast.BinOp) -> None:
        try:
            number(node)
        except TooLargeError:
            self._refuse(node, "too-large", "This calculation is too large.")
            return
        if isinstance(node.op, ast.Add):
            self._check_composed(node)
        if isinstance(node.op, ast.Mult):
            for sequence, times in ((node.left, node.right), (node.right, node.left)):
                if isinstance(sequence, ast.Constant | ast.List | ast.Tuple | ast.JoinedStr) and (
                    not isinstance(sequence, ast.Constant) or isinstance(sequence.value, str | bytes)
                ):
                    value = number(times)
                    if value is not None and value > LARGEST_REPEAT:
                        self._refuse(
                            node, "too-large", f"More than {LARGEST_REPEAT} repetitions are not allowed."
                        )
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        # matrices, tables, axes and braces pass strings on to TeX and Typst too
        if isinstance(node.value, str) and id(node) not in self._shown:
            for kind in ("TeX", "Typst"):
                if _is_unsafe_markup(kind, node.value):
                    self._refuse(node, "unsafe-call", f"As {kind} source this could read or write files.")

    # --- definitions and scopes ----------------------------------------------------------------------------

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        if node.name != "__init__":
            self._check_binding(node, node.name)
        for decorator in node.decorator_list:
            if not (
                isinstance(decorator, ast.Name)
                and decorator.id in {"staticmethod", "classmethod", "property"}
            ):
                self._refuse(
                    decorator,
                    "unsafe-syntax",
                    "Decorators other than staticmethod and property are not allowed.",
                )
        for outer in (*node.args.defaults, *filter(None, node.args.kw_defaults), node.returns):
            if outer is not None:
                self.visit(outer)
        arguments = parameters(node.args)
        for argument in arguments:
            if argument.annotation is not None:
                self.visit(argument.annotation)
        names = bound_in(node.body) | {argument.arg for argument in arguments}
        self._scopes.append(Scope(function=True, names=names))
        for argument in arguments:
            self._check_binding(argument, argument.arg)
        for statement in node.body:
            self.visit(statement)
        self._scopes.pop()

    def visit_Lambda(self, node: ast.Lambda) -> None:
        for outer in (*node.args.defaults, *filter(None, node.args.kw_defaults)):
            self.visit(outer)
        arguments = parameters(node.args)
        names = bound_in([node.body]) | {argument.arg for argument in arguments}
        self._scopes.append(Scope(function=True, names=names))
        for argument in arguments:
            self._check_binding(argument, argument.arg)
        self.visit(node.body)
        self._scopes.pop()

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._check_binding(node, node.name)
        for decorator in node.decorator_list:
            self._refuse(decorator, "unsafe-syntax", "Classes may not be decorated.")
        for keyword in node.keywords:
            self._refuse(keyword.value, "unsafe-syntax", "Class keywords such as metaclass are not allowed.")
        for base in node.bases:
            self.visit(base)
            if not isinstance(base, ast.Name | ast.Attribute):
                self._refuse(base, "unsafe-syntax", "A class may only derive from classes given by name.")
        names = bound_in(node.body)
        for name in names:
            if name in NAMES.private_members or name in {*(UNSAFE_MEMBERS - OWN_METHODS), NUMBER_KEYWORD}:
                message = f"A class may not define “{name}”, which Manim uses itself: give it another name."
                self._refuse(node, "unsafe-attribute", message)
        self._scopes.append(Scope(function=False, names=names))
        for statement in node.body:
            self.visit(statement)
        self._scopes.pop()

    def _visit_comprehension(
        self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
    ) -> None:
        first, *_ = node.generators
        self.visit(first.iter)  # outside: the loop's own names don't exist there yet
        names = frozenset(name for generator in node.generators for name in targets(generator.target))
        self._scopes.append(Scope(function=True, names=names))
        for generator in node.generators:
            self.visit(generator.target)
            for part in (*([] if generator is first else [generator.iter]), *generator.ifs):
                self.visit(part)
        for part in (node.key, node.value) if isinstance(node, ast.DictComp) else (node.elt,):
            self.visit(part)
        self._scopes.pop()

    visit_ListComp = _visit_comprehension  # noqa: N815  (ast's own names)
    visit_SetComp = _visit_comprehension  # noqa: N815
    visit_DictComp = _visit_comprehension  # noqa: N815
    visit_GeneratorExp = _visit_comprehension  # noqa: N815


def _shaping(tree: ast.Module) -> Iterator[int]:
    """The targets of a script's own assignments of numbers, or each other's values, to ``SHAPE``."""
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Tuple(elts=targets)], value=ast.Tuple(elts=values)) if len(
                targets
            ) == len(values):
                pairs = list(zip(targets, values, strict=True))
            case ast.Assign(targets=[target], value=value):
                pairs = [(target, value)]
            case _:
                continue
        for target, value in pairs:
            if _is_shape(target) and (_is_shape(value) or _is_number(value)):
                yield id(target)


def _is_shape(node: ast.AST) -> bool:
    match node:
        case ast.Attribute(value=ast.Name(id="config"), attr=attribute):
            return attribute in SHAPE
    return False


def _is_number(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in {int, float}


def _types(nodes: Iterable[ast.AST]) -> Iterator[int]:
    """The ids of all parts of what names types."""
    for node in nodes:
        match node:
            case (
                ast.arg(annotation=kind)
                | ast.AnnAssign(annotation=kind)
                | ast.FunctionDef(returns=kind)
                | ast.Call(func=ast.Name(id="isinstance"), args=[_, kind])
            ):
                yield from names_of_types(kind)


def _pieces(node: ast.expr) -> Iterator[ast.expr]:
    """What a text is directly put together of, and every step of it."""
    yield node
    match node:
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            parts = [left, right]
        case ast.JoinedStr(values=parts):
            pass
        case _:
            parts = []
    for part in parts:
        yield from _pieces(part)


def _numbers(node: ast.expr) -> Iterator[float]:
    """The literal numbers of an argument: one, or those of a tuple."""
    for part in node.elts if isinstance(node, ast.Tuple | ast.List) else [node]:
        try:
            value = number(part)
        except TooLargeError:  # refused where it stands
            continue
        if value is not None:
            yield value


def _is_plain_format(text: str) -> bool:
    """Whether a format string only takes its values as they are."""
    try:
        fields = list(string.Formatter().parse(text))
        return all(
            not set(field or "") & set(".[") and _is_plain_format(spec or "") for _, field, spec, _ in fields
        )
    except ValueError:
        return False


def _is_unsafe_markup(kind: str, text: str) -> bool:
    if kind == "TeX":
        return bool(TEX_WORDS.search(text))
    return bool((TYPST_WORDS if "#" in text else TYPST_MATH_CALLS).search(text))


def _only_modules(name: str) -> str:
    *others, last = sorted(MODULES)
    return f"“{name}” can't be imported: scripts may import {', '.join(others)} and {last} only."
