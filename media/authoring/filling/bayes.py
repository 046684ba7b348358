"""The shares that the sender gives of a test."""

from fractions import Fraction
from typing import Final

from media.authoring.reading.measures import Measured, measure
from media.authoring.request import Request
from media.scenes.builders.bayes import Bayes

_PREVALENCE: Final = r"prevalence|base rate|prior|have (?:the|it)|罹患率|有病率|有病者|盛行率|患病率"
_SENSITIVITY: Final = r"sensitivity|true positive(?: rate)?|感度|敏感度|灵敏度|靈敏度"
_SPECIFICITY: Final = r"specificity|特異度|特异度|特異性"
_FALSE_POSITIVE: Final = r"false[- ]positive(?: rate)?|偽陽性(?:率)?|假陽性(?:率)?|假阳性(?:率)?"


def fill(request: Request) -> Bayes | None:
    """All three, where they are named; a specificity tells the false positives."""
    false_positive = measure(request.words, _FALSE_POSITIVE)
    specificity = measure(request.words, _SPECIFICITY)
    prevalence, sensitivity = (measure(request.words, name) for name in (_PREVALENCE, _SENSITIVITY))
    if not prevalence or not sensitivity or not (false_positive or specificity):
        return None
    wrong = (
        _share(false_positive) if false_positive else 1 - _share(specificity) if specificity else Fraction(0)
    )
    return Bayes.model_validate(
        {"prevalence": _share(prevalence), "sensitivity": _share(sensitivity), "false_positive": wrong}
    )


def _share(found: Measured) -> Fraction:
    return found.value / 100 if found.unit or found.value > 1 else found.value
