"""The functions that the sender gives."""

import math
import re
from typing import Final

from media.authoring.reading import numbers
from media.authoring.reading.relations import Relation, relations
from media.authoring.request import Request
from media.formulas.formula import NotAFormula
from media.formulas.functions import function
from media.scenes.builders.graphs import MOST, Graphs

_END: Final = r"([-−]?(?:(?<!\d)\d+(?:\.\d+)?(?:\s?(?:pi|π))?|pi|π))"
_ENDS: Final = re.compile(
    rf"(?:from|between)\s+(?:x\s*=\s*)?{_END}\s+(?:to|and)\s+{_END}(?![A-Za-z\d])"
    rf"|(?<![\d.]){_END}\s*(?:から|到|至|≤\s*x\s*≤)\s*{_END}",
    re.IGNORECASE,
)
_DRAWN: Final = re.compile(
    r"parabola|\bgraph|\bplot\b|\bcurve|グラフ|放物線|圖形|图形|圖像|图像|抛物線|抛物线|拋物線", re.IGNORECASE
)
_FUNCTION: Final = re.compile(r"y|[a-z]'?\([a-z]\)")


def fill(request: Request) -> Graphs | None:
    """All of them in one plane, as many as there is room for."""
    found = functions(request.words) or _left_of_zero(request.words)
    if not found:
        return None
    ends = _ENDS.search(request.words)
    between = tuple(_end(one) for one in ends.groups() if one) if ends else None
    return Graphs.model_validate({"functions": found[:MOST], "between": between})


def _end(written: str) -> float:
    """An end of a range, which may be a multiple of pi."""
    number, pi, _ = written.replace("−", "-").replace("π", "pi").partition("pi")
    factor = {"": 1.0, "-": -1.0}.get(number.strip()) or float(number)
    return round(factor * math.pi, 4) if pi else factor


def _left_of_zero(text: str) -> list[str]:
    """The left side of an equation whose right side is zero, where its graph is asked for too."""
    if not _DRAWN.search(text):
        return []
    found = [one for one in relations(text) if one.source.partition("=")[2].strip() == "0"]
    sides = [one.source.partition("=")[0].strip() for one in found]
    return [one for one in sides if _has_values(one)]


def functions(text: str) -> list[str]:
    """The functions of a text, each once: what stands right of their names."""
    named = [
        relation.source.partition("=")[2].strip() for relation in relations(text) if is_function(relation)
    ]
    return list(dict.fromkeys(named or _bare(text)))


def _bare(text: str) -> list[str]:
    """Formulas in x that stand in no relation."""
    for relation in relations(text):
        text = text[: relation.start] + " " * (relation.end - relation.start) + text[relation.end :]
    found = (source.partition("=")[2].strip() for source, _ in numbers.formulas(text))
    return [source for source in found if _has_values(source)]


def _has_values(source: str) -> bool:
    try:
        function(source)
    except NotAFormula:
        return False
    return True


def is_function(relation: Relation) -> bool:
    """Whether a relation tells what y, or f(x), is for each x."""
    letters = relation.right.variables
    return bool(_FUNCTION.fullmatch(relation.name)) and len(letters) <= 1 and "y" not in letters
