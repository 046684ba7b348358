"""Whether formulas can be set by LaTeX here; Typst is always there."""

import shutil
from typing import Any, Final, NoReturn

LATEX_PROGRAMS: Final = ("latex", "dvisvgm")
LATEX_MISSING: Final = (
    "LaTeX is not installed here: use MathTypst (Typst's notation) for formulas and Text for words."
)


def has_latex() -> bool:
    """Whether the programs that Manim needs for ``MathTex`` are installed."""
    return all(shutil.which(program) for program in LATEX_PROGRAMS)


class LatexMissingError(Exception):
    """A script has a formula set by LaTeX where there is none."""


def no_latex(*_: Any, **__: Any) -> NoReturn:
    """Stand in for what would start LaTeX: where it is missing, scripts may start nothing at all."""
    raise LatexMissingError
