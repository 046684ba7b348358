"""Formulas that a sender wrote: equations to solve, functions and curves to draw, vectors, ranges."""

import re
from collections.abc import Iterator
from typing import Final

from media.authoring import filling
from media.authoring.filling import Filled, number_line
from media.authoring.filling.graphs import is_function
from media.authoring.reading.relations import relations
from media.authoring.request import Request
from media.scenes.builder import Builder
from media.scenes.builders.equation import Equation
from media.scenes.builders.figures import Figures
from media.scenes.builders.fractions import Fractions, Task
from media.scenes.builders.system import System

_TWO = 2
_PERCENT_OF: Final = re.compile(
    r"(?:%|percent)\s*(?:of|off|discount|increase)|(?:%|％|パーセント)\s*(?:の|引|オフ|増|off)"
    r"|\d\s*割(?:引|り引|増|の)|の\s*\d\s*割|の\s*\d+(?:\.\d+)?\s*(?:%|％)|的\s*\d+(?:\.\d+)?\s*(?:%|％)",
    re.IGNORECASE,
)
_SEQUENCE: Final = re.compile(r"sequence|progression|数列|數列", re.IGNORECASE)


def system(request: Request) -> Iterator[Builder]:
    """Two linear equations in the same two unknowns."""
    found = [one for one in relations(request.words) if len(one.variables) == _TWO]
    if len(found) == _TWO and found[0].variables == found[1].variables and not all(map(is_function, found)):
        yield System(equations=(found[0].source, found[1].source))


def equation(request: Request) -> Iterator[Builder]:
    """Equations in one unknown that say what it must be."""
    for relation in relations(request.words):
        if len(relation.variables) == 1 and not relation.name:
            yield Equation(equation=relation.source)


def graphs(request: Request) -> Iterator[Filled]:
    """Functions of one variable: all of them in one plane."""
    return filling.filled("graphs", request)


def curve(request: Request) -> Iterator[Filled]:
    """A curve that is no function's graph."""
    return filling.filled("implicit_curve", request)


def bounds(request: Request) -> Iterator[Builder]:
    """A range on the number line."""
    found = number_line.bounds(request.words)
    if found:
        yield found


def fractions(request: Request) -> Iterator[Filled]:
    """Fractions that are added or compared."""
    for found in filling.filled("fractions", request):
        if isinstance(found, Fractions) and found.task is not Task.SHOW:
            yield found


def percent(request: Request) -> Iterator[Filled]:
    """A percentage of an amount, where the sender asks for it."""
    if _PERCENT_OF.search(request.words):
        yield from filling.filled("percent", request)


def sequence(request: Request) -> Iterator[Filled]:
    """A sequence by its first terms, where it is called one."""
    if _SEQUENCE.search(request.words):
        yield from filling.filled("sequence", request)


def vectors(request: Request) -> Iterator[Filled]:
    """Two vectors, and what is done with them."""
    return filling.filled("vectors", request)


def matrices(request: Request) -> Iterator[Filled]:
    """Two matrices and their product."""
    return filling.filled("matrix_product", request)


def figures(request: Request) -> Iterator[Filled]:
    """Figures in the sender's colours, where at least one has a colour or one becomes another."""
    for found in filling.filled("figures", request):
        if isinstance(found, Figures) and (found.morph or any(figure.color for figure in found.figures)):
            yield found
