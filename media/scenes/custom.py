"""A scene that its author draws itself, in code: what no builder shows."""

import ast
import warnings
from collections.abc import Iterator
from typing import Final, Self

from pydantic import Field, field_validator

from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.page import FADE_SECONDS, Page

_IMPORTED: Final = frozenset({"manim", "numpy", "math"})
_FORBIDDEN: Final = (
    ast.Import,
    ast.ImportFrom,
    ast.ClassDef,
    ast.AsyncFunctionDef,
    ast.Global,
    ast.Nonlocal,
    ast.Await,
)
_OF_THE_PAGE: Final = ("heading", "underline", "caption_")
"""What the page calls its own."""


class Custom(Builder):
    """Statements of Manim, a piece for each beat; ``self`` is the scene.

    The page draws heading and captions, and clears the stage at the end.
    """

    code: tuple[str, ...] = Field(min_length=1, max_length=6)

    @field_validator("code")
    @classmethod
    def _statements(cls, code: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_written(piece) for piece in code)

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """A circle that becomes a square."""
        return cls(
            code=(
                "shape = Circle(radius=1.5, color=BLUE)\nself.play(Create(shape), run_time=1 / SPEED)",
                "self.play(Transform(shape, Square(side_length=3, color=BLUE)), run_time=1 / SPEED)",
            )
        )

    def heading(self, locale: Locale) -> str:  # noqa: ARG002
        """None: its author gives one."""
        return ""

    def draw(self, page: Page) -> None:
        """Each piece begins with its beat's caption."""
        for piece in self.code:
            page.beat(says="", seconds=FADE_SECONDS)
            page.statements(piece.splitlines())


def _written(piece: str) -> str:
    """Statements as Python itself writes them, so that each of their lines can be indented.

    Raises ValueError for what can't stand in a scene's method.
    """
    try:
        with warnings.catch_warnings():
            # Python warns of a backslash in a string, which is common in formulas and no error.
            warnings.simplefilter("ignore")
            body = list(_inner(ast.parse(piece).body))
    except (SyntaxError, RecursionError) as error:
        raise ValueError(f"not valid Python: {error}") from None
    module = ast.Module(body=body, type_ignores=[])
    for node in ast.walk(module):
        if isinstance(node, _FORBIDDEN):
            # pydantic makes an error of the parameters of a ValueError alone
            raise ValueError(f"no {type(node).__name__} can stand in a scene's statements")  # noqa: TRY004
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store | ast.Del):
            _check_name(node.id)
        elif isinstance(node, ast.FunctionDef | ast.ExceptHandler):
            _check_name(node.name or "")
    if any(isinstance(node, ast.Return | ast.Yield | ast.YieldFrom) for node in _outside_functions(body)):
        raise ValueError("the statements stand in a method: they must not return")
    if not body:
        raise ValueError("there are no statements")
    return ast.unparse(module)


def _inner(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements without what is around them in a whole script, and without its imports."""
    for node in body:
        match node:
            case ast.Import(names=[ast.alias(name=name)]) if name in _IMPORTED:
                continue
            case ast.ImportFrom(module=str(name)) if name in _IMPORTED:
                continue
            case ast.ClassDef(body=inner):
                yield from _inner(inner)
            case ast.FunctionDef(name="construct", body=inner):
                yield from _inner(inner)
            case _:
                yield node


def _outside_functions(body: list[ast.stmt]) -> Iterator[ast.AST]:
    waiting: list[ast.AST] = list(body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.Lambda):
            waiting.extend(ast.iter_child_nodes(node))


def _check_name(name: str) -> None:
    if name.startswith(_OF_THE_PAGE) or name == "self":
        raise ValueError(f"“{name}” is the page's own name: use another")
