"""The two matrices that the sender gives."""

from itertools import pairwise

from media.authoring.reading.matrices import matrices
from media.authoring.request import Request
from media.scenes.builders.matrix_product import MatrixProduct


def fill(request: Request) -> MatrixProduct | None:
    """The first two."""
    for a, b in pairwise(matrices(request.words)):
        return MatrixProduct(a=a, b=b)
    return None
