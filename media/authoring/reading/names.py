"""Which of several things a text names."""

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

_ThingT = TypeVar("_ThingT")


def named(text: str, names: Iterable[tuple[_ThingT, str]]) -> Iterator[_ThingT]:
    """The things whose names, which are patterns, stand in a text: in the order of the names."""
    return (thing for thing, name in names if re.search(name, text, re.IGNORECASE))
