"""The equation that the sender wants solved."""

from media.authoring.reading.relations import relations
from media.authoring.request import Request
from media.scenes.builders.equation import Equation


def fill(request: Request) -> Equation | None:
    """The first equation in one unknown."""
    for relation in relations(request.words):
        if len(relation.variables) == 1:
            return Equation(equation=relation.source)
    return None
