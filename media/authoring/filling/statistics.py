"""The sender's values, and what he wants to know of them."""

from typing import Final

from media.authoring.reading.measures import decimal
from media.authoring.reading.names import named
from media.authoring.reading.series import longest
from media.authoring.request import Request
from media.scenes.builders.statistics import Measure, Statistics

_NAMES: Final = {
    Measure.MEAN: r"\bmean\b|average|平均",
    Measure.MEDIAN: r"median|中央値|メジアン|中位",
    Measure.MODE: r"\bmode\b|最頻|眾數|众数",
    Measure.RANGE: r"\brange\b|範囲|全距|极差|極差",
    Measure.SPREAD: r"standard deviation|variance|spread|標準偏差|分散|標準差|标准差|變異數|方差",
}


def fill(request: Request) -> Statistics | None:
    """The longest run of numbers, and the measures that are named."""
    values = longest(request.words)
    if not values:
        return None
    measures = tuple(named(request.words, _NAMES.items()))
    shown = tuple(map(decimal, values))
    return Statistics(values=shown, measures=measures) if measures else Statistics(values=shown)
