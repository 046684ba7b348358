"""Formulas that a sender wrote: equations to solve, functions and curves to draw, vectors, ranges."""

from collections.abc import Iterator

from media.authoring.filling import graphs as graph_filling
from media.authoring.filling import matrix_product
from media.authoring.filling import vectors as vector_filling
from media.authoring.filling.graphs import is_function
from media.authoring.reading.relations import relations
from media.authoring.request import Request
from media.scenes.builder import Builder
from media.scenes.builders.equation import Equation
from media.scenes.builders.system import System

_TWO = 2


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


def graphs(request: Request) -> Iterator[Builder]:
    """Functions of one variable: all of them in one plane."""
    found = graph_filling.fill(request)
    if found:
        yield found


def vectors(request: Request) -> Iterator[Builder]:
    """Two vectors, and what is done with them."""
    found = vector_filling.fill(request)
    if found:
        yield found


def matrices(request: Request) -> Iterator[Builder]:
    """Two matrices and their product."""
    found = matrix_product.fill(request)
    if found:
        yield found
