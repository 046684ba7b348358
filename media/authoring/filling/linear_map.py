"""The matrix whose effect the sender wants to see."""

from media.authoring.reading.matrices import matrices
from media.authoring.request import Request
from media.scenes.builders.linear_map import LinearMap


def fill(request: Request) -> LinearMap | None:
    """The first matrix."""
    for matrix in matrices(request.words):
        return LinearMap.model_validate({"matrix": matrix})
    return None
