"""The sizes of the sender's neural network."""

import re
from typing import Final

from media.authoring.filling import Chosen, Filled, chosen
from media.authoring.reading.measures import measure
from media.authoring.reading.series import integers
from media.authoring.request import Request
from media.scenes.builders.layers import Layers

_LAYERS: Final = r"(?:hidden\s+)?layers?|層|层"
_INPUTS: Final = re.compile(
    r"(?<!\d)(\d{1,2})\s?(?:inputs?\b|個?の?入力|個?个?(?:輸入|输入))|入力(?:層|が|は)?\s?(\d{1,2})(?!\d)",
    re.IGNORECASE,
)
_OUTPUTS: Final = re.compile(
    r"(?<!\d)(\d{1,2})\s?(?:outputs?\b|個?の?出力|個?个?(?:輸出|输出))|出力(?:層|が|は)?\s?(\d{1,2})(?!\d)",
    re.IGNORECASE,
)
_HIDDEN: Final = re.compile(
    r"(?:(?P<layers>\d|one|two|three|four)\s)?hidden\slayers?\s(?:of|with)\s(?P<width>\d{1,2})(?!\d)"
    r"|(?<!\d)(?P<other>\d{1,2})\shidden(?!\s+layer)",
    re.IGNORECASE,
)
_WORDS: Final = {"one": 1, "two": 2, "three": 3, "four": 4}
_FEWEST: Final = 3
_CALLED: Final = tuple(
    re.compile(
        rf"(?:{name})(?:\s*layer|層|层)?\D{{0,10}}?(\d{{1,2}})\b|(\d{{1,2}})\s+(?:{name})\s+(?:neuron|node|unit)s?",
        re.IGNORECASE,
    )
    for name in ("input|输入|輸入|入力", "hidden|隐藏|隱藏|隠れ|中間", "output|输出|輸出|出力")
)
"""The layers by their names, from the first to the last."""
_WIDTH: Final = 4
"""The neurons of a layer of which only the number is given."""


def fill(request: Request) -> Filled | None:
    """Each layer's neurons where they are given, else as many layers as are asked for, as an example."""
    called = [
        [int(one) for found in pattern.finditer(request.words) for one in found.groups() if one]
        for pattern in _CALLED
    ]
    if called[0] and called[-1]:
        return Layers(sizes=tuple(size for sizes in called for size in sizes))
    named = _named(request.words)
    if named:
        return named
    sizes = integers(re.sub(r"(?<=\d)\s*(?:-|→|->|x|×)\s*(?=\d)", ", ", request.words))
    if len(sizes) >= _FEWEST:
        return Layers(sizes=tuple(sizes))
    found = measure(request.words, _LAYERS)
    if not found or found.value.denominator != 1:
        return None
    hidden = int(found.value) - (
        0 if re.search(r"hidden|隠れ|隱藏|隐藏", request.words, re.IGNORECASE) else 2
    )
    return Chosen(Layers(sizes=(3, *[_WIDTH] * hidden, 2))) if hidden >= 0 else None


def _named(text: str) -> Filled | None:
    """A network whose inputs, outputs and hidden neurons are named; what is not is chosen."""
    inputs, outputs, hidden = (pattern.search(text) for pattern in (_INPUTS, _OUTPUTS, _HIDDEN))
    if not inputs or not outputs:
        return None
    layers, width = (hidden["layers"], hidden["width"] or hidden["other"]) if hidden else (None, None)
    count = (_WORDS.get(layers.lower()) or int(layers)) if layers else 1
    sizes = (_count(inputs), *[int(width) if width else _WIDTH] * count, _count(outputs))
    return chosen(Layers(sizes=sizes), is_example=not width)


def _count(found: re.Match[str]) -> int:
    return int(next(filter(None, found.groups())))
