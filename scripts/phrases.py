"""Finds every text that pages show: for ``make messages``, and for the tests of templates and catalogues."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from contracts.kinds import KINDS

ROOT: Final = Path(__file__).parents[1]
PAGES: Final = ROOT / "api" / "pages"
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


def texts() -> Iterator[str | tuple[str, ...]]:
    """All that pages show in the reader's language; a singular and its plural are one.

    What code and templates mark for translation, what phrases are made of, and what the rows of the kinds
    (of this repository) call themselves and their steps and say meanwhile.
    """
    marked = extract_from_dir(
        PAGES,
        method_map=[("**.py", "python"), ("templates/**.html", "jinja2")],
        options_map={"templates/**.html": {"trim_blocks": "true", "lstrip_blocks": "true"}},
        keywords={"_": None, "gettext": None, "ngettext": (1, 2), "later": None},
    )
    yield from (text for _, _, text, _, _ in marked if text)
    for path in sources():
        yield from (
            use.template for use in uses(ast.parse(path.read_text())) if use.template and use.has_words
        )
    for kind in KINDS.values():
        if not kind.from_outside:
            yield kind.label
            yield from (step.label for step in kind.steps.steps)
            yield from kind.steps.words.values()


def main() -> None:
    """Bring the texts into each language's catalogue: new ones to be translated, what is gone left out."""
    template = Catalog()
    for text in texts():
        template.add(text)
    for path in PAGES.glob("locales/*/LC_MESSAGES/messages.po"):
        header, _, _ = path.read_text(encoding="utf-8").partition("\n\n")
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.parts[-3])
        catalogue.update(template, no_fuzzy_matching=True)
        entries = BytesIO()
        write_po(entries, catalogue, width=0, omit_header=True, ignore_obsolete=True)
        path.write_text(f"{header}\n\n{entries.getvalue().decode()}", encoding="utf-8")


def _name(node: ast.expr) -> str:
    """The last part of a dotted name."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


if __name__ == "__main__":
    main()
