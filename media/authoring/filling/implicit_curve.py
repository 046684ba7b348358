"""The curve whose equation the sender gives."""

from media.authoring.filling.graphs import is_function
from media.authoring.reading.relations import relations
from media.authoring.request import Request
from media.scenes.builders.implicit_curve import ImplicitCurve


def fill(request: Request) -> ImplicitCurve | None:
    """The first relation between x and y that is no function's graph."""
    for relation in relations(request.words):
        if relation.variables == {"x", "y"} and not is_function(relation):
            return ImplicitCurve(equation=relation.source)
    return None
