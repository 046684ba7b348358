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
_PAIR: Final = 2
_MOST_ADDED: Final = 3


def fill(request: Request) -> Vectors | None:
    """The two vectors, or the three that are added: never some of several."""
    text = f"{request.words}\n{request.instructions}"
    found = numbers.vectors(text)
    operation = next(named(text, _NAMES.items()), Operation.SUM)
    most = _MOST_ADDED if operation is Operation.SUM else _PAIR
    if not _PAIR <= len(found) <= most:
        return None
    return Vectors.model_validate({"operation": operation, **dict(zip("abc", found, strict=False))})
