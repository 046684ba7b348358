"""The sender's vectors, and what he wants done with them."""

from typing import Final

from media.authoring.reading import numbers
from media.authoring.reading.names import named
from media.authoring.request import Request
from media.scenes.builders.vectors import Operation, Vectors

_NAMES: Final = {
    Operation.DOT: r"dot product|scalar product|inner product|内積|點積|点积|內積|数量积",
    Operation.DIFFERENCE: r"difference|subtract|差|引き算|減法|减法|相減|相减",
}


def fill(request: Request) -> Vectors | None:
    """The first two vectors."""
    text = f"{request.words}\n{request.instructions}"
    pair = numbers.vectors(text)
    if not pair:
        return None
    operation = next(named(text, _NAMES.items()), Operation.SUM)
    return Vectors.model_validate({"operation": operation, "a": pair[0], "b": pair[1]})
