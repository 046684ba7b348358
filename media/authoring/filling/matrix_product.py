"""The two matrices that the sender gives."""

import re
from itertools import pairwise
from typing import Final

from media.authoring.reading.matrices import matrices
from media.authoring.request import Request
from media.scenes.builders.matrix_product import MatrixProduct

_OTHERWISE: Final = re.compile(
    r"\badd|\bsum\b|\bplus\b|subtract|minus|difference|\]\s*[-+−]\s*\[|determinant|inverse|transpose|eigen"
    r"|和を|足|引|行列式|逆行列|転置|固有|相加|相減|相减|加法|減法|减法|逆矩[陣阵]|轉置|转置|特[徵征]",
    re.IGNORECASE,
)


def fill(request: Request) -> MatrixProduct | None:
    """The first two, unless something else is to be done with them."""
    if _OTHERWISE.search(request.words):
        return None
    for a, b in pairwise(matrices(request.words)):
        return MatrixProduct(a=a, b=b)
    return None
