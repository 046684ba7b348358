"""The mean and spread, or the trials and the probability, that the sender gives."""

import re
from typing import Final

from media.authoring.reading.measures import measure
from media.authoring.request import Request
from media.scenes.builders.distribution import Distribution

_MEAN: Final = r"mean|average|平均(?:値|值|數|数)?|\bμ"
_DEVIATION: Final = r"standard deviation|deviation|sd\b|標準偏差|標準差|标准差|\bσ"
_STANDARD: Final = re.compile(r"standard normal|標準正規|標準常態|标准正态", re.IGNORECASE)
_TRIALS: Final = r"trials?|tosses|flips|throws|times|回|次|\bn(?=\s*=)"
_PROBABILITY: Final = r"probability|chance|確率|機率|概率|\bp(?=\s*=)"


def fill(request: Request) -> Distribution | None:
    """A normal distribution where its mean and deviation are given, a binomial one where its trials are."""
    mean, deviation = measure(request.words, _MEAN), measure(request.words, _DEVIATION)
    if mean and deviation:
        return Distribution.model_validate(
            {"mean": str(float(mean.value)), "deviation": str(float(deviation.value))}
        )
    if _STANDARD.search(request.words):
        return Distribution.model_validate({"mean": 0, "deviation": 1})
    trials, chance = measure(request.words, _TRIALS), measure(request.words, _PROBABILITY)
    if trials and chance and trials.value.denominator == 1:
        part = chance.value / 100 if chance.unit in {"%", "％", "percent"} else chance.value
        return Distribution.model_validate({"trials": int(trials.value), "probability": part})
    return None
