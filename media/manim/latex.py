"""Whether formulas can be set by LaTeX here; Typst is always there."""

import shutil
from typing import Final

LATEX_PROGRAMS: Final = ("latex", "dvisvgm")
LATEX_MISSING: Final = (
    "LaTeX is not installed here: use MathTypst (Typst's notation) for formulas and Text for words."
)


def has_latex() -> bool:
    """Whether the programs that Manim needs for ``MathTex`` are installed."""
    return all(shutil.which(program) for program in LATEX_PROGRAMS)
