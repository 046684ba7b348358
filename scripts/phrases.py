"""Finds the templates of phrases and errors in our code: for ``make messages``, and for the test of them."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Final

ROOT: Final = Path(__file__).parents[1]
FIRST: Final = "PhrasedError"
"""The class that all errors with a phrase come from."""


@dataclass(frozen=True)
class Use:
    """A call that makes a phrase; ``template`` is none if it is not a literal."""

    path: str
    line: int
    template: str | None
    params: frozenset[str]

    @property
    def places(self) -> frozenset[str]:
        """The names in the template's braces."""
        return frozenset(name for _, name, _, _ in Formatter().parse(self.template or "") if name is not None)

    @property
    def has_words(self) -> bool:
        """Whether there is anything to translate beside the places."""
        texts = (text for text, _, _, _ in Formatter().parse(self.template or ""))
        return any(character.isalpha() for text in texts for character in text)


def sources() -> Iterator[Path]:
    """The product's code."""
    rooms = (folder for folder in ROOT.iterdir() if (folder / "__init__.py").exists())
    for room in rooms:
        if room.name not in {"tests", "scripts", "bench"}:
            yield from room.rglob("*.py")


@cache
def makers() -> frozenset[str]:
    """The names whose call takes a template: ``phrase``, and every class of errors with one."""
    bases: dict[str, list[str]] = {}
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef):
                bases[node.name] = [_name(base) for base in node.bases]
    found = {FIRST}
    while new := {name for name, of in bases.items() if found.intersection(of)} - found:
        found |= new
    return frozenset({*found, "phrase"})


def uses(tree: ast.AST, path: str = "") -> Iterator[Use]:
    """The calls in a tree that make a phrase."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in makers() and node.args:
            first = node.args[0]
            template = first.value if isinstance(first, ast.Constant) else None
            names = frozenset(keyword.arg or "**" for keyword in node.keywords)
            yield Use(path, node.lineno, template if isinstance(template, str) else None, names)


def extract(
    file: BytesIO, _keywords: Mapping[str, object], _tags: Iterable[str], _options: Mapping[str, str]
) -> Iterator[tuple[int, str, str, list[str]]]:
    """The templates in a file, as Babel asks its extractors for texts."""
    for use in uses(ast.parse(file.read())):
        if use.template and use.has_words:
            yield use.line, "phrase", use.template, []


def _name(node: ast.expr) -> str:
    """The last part of a dotted name."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
