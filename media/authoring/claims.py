"""What a model has added to a request: figures, names and statements that nobody has checked."""

import ast
import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from fractions import Fraction
from typing import Any, Final

from pydantic import JsonValue

from contracts.storyboard import Picture, Scene, Storyboard
from media.authoring.leaves import leaves
from media.authoring.numerals import numerals
from media.scenes.catalogue import catalogue
from media.scenes.custom import Custom

_LONGEST: Final = 80
_WRITERS: Final = frozenset(
    {"Text", "MarkupText", "Paragraph", "MathTypst", "Typst", "DecimalNumber", "Integer"}
)
"""What puts words and figures on the stage."""
_WORD: Final = re.compile(r"[A-Za-zÀ-ÿ][\w'’-]*")
_LONG: Final = 4
"""The letters of a word that is written small even in a title."""


def claims(given: str, storyboard: Storyboard) -> tuple[str, ...]:
    """What the scenes state and show that is not in the ``given`` text.

    What builders compute is no claim, nor are their words of choice (``bubble``, ``clockwise``). Of titles
    and headings only figures and names are claims: all else in them is wording.
    """
    known = _Known(given)
    found = list(_of_wording(known, storyboard.title))
    for scene in storyboard.scenes:
        if scene.heading != storyboard.title:
            found += _of_wording(known, scene.heading)
        found += [_short(one) for one in _stated(scene) if not known.has(one)]
    return tuple(dict.fromkeys(found))


def as_read(storyboard: Storyboard) -> Storyboard:
    """The storyboard with what a viewer reads of its code in the place of the code."""
    return storyboard.model_copy(update={"scenes": tuple(_as_read(scene) for scene in storyboard.scenes)})


def _as_read(scene: Scene) -> Scene:
    if scene.picture.kind != Custom.kind():
        return scene
    read: list[JsonValue] = [str(one) for one in _written(scene.picture)]
    return scene.model_copy(update={"picture": Picture(kind=Custom.kind(), parameters={"read": read})})


class _Known:
    """What the sender gave."""

    def __init__(self, given: str) -> None:
        self._plain = _plain(given)
        self._figures = {numeral.value for numeral in numerals(given)}
        self._words = {word.casefold() for word in _WORD.findall(given)}

    def has(self, stated: str | Fraction) -> bool:
        """Whether a text stands in it, or a figure."""
        if isinstance(stated, Fraction):
            return abs(stated) in self._figures or abs(stated) * 100 in self._figures
        with suppress(ValueError, ZeroDivisionError):
            return self.has(Fraction(stated))  # 5 does not stand in 15
        plain = _plain(stated)
        return not any(map(str.isalnum, plain)) or plain in self._plain

    def has_word(self, word: str) -> bool:
        """Whether a word stands in it."""
        return word.casefold() in self._words


def _of_wording(known: _Known, text: str) -> Iterator[str]:
    """The figures and the names of a heading; in one whose words are all capitals' no name is told."""
    yield from (numeral.written for numeral in numerals(text) if not known.has(numeral.value))
    words = _WORD.findall(text)
    if any(word[0].islower() for word in words if len(word) >= _LONG):
        yield from (word for word in words[1:] if word[0].isupper() and not known.has_word(word))


def _stated(scene: Scene) -> Iterator[str | Fraction]:
    """The texts and figures that a scene's author gave."""
    if scene.picture.kind == Custom.kind():
        yield from (beat.line for beat in scene.beats)
        yield from _written(scene.picture)
        return
    chosen = set(_choices(catalogue()[scene.picture.kind].model_json_schema()))
    for one in leaves(scene.picture.parameters):
        match one:
            case str() if one not in chosen and one != scene.heading:
                yield one
            case int() | float() if not isinstance(one, bool):
                yield Fraction(str(one))


def _choices(schema: Mapping[str, Any]) -> Iterator[str]:
    """All words among which a builder's parameters choose."""
    for key, value in schema.items():
        if key == "enum":
            yield from map(str, value)
        elif key == "const":
            yield str(value)
        elif isinstance(value, Mapping):
            yield from _choices(value)
        elif isinstance(value, list):
            for one in value:
                if isinstance(one, Mapping):
                    yield from _choices(one)


def _written(picture: Picture) -> Iterator[str | Fraction]:
    """What a custom scene's code writes on the stage, as far as it is written out."""
    for piece in Custom.model_validate(picture.parameters).code:
        for node in ast.walk(ast.parse(piece)):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id in _WRITERS:
                for part in node.args:
                    for leaf in ast.walk(part):
                        match leaf:
                            case ast.Constant(value=str(text)):
                                yield text
                            case ast.Constant(value=int() | float() as figure):
                                yield Fraction(str(figure))


def _short(stated: str | Fraction) -> str:
    if isinstance(stated, Fraction):
        whole = stated.denominator == 1
        return str(stated.numerator) if whole else f"{float(stated):g}"
    return stated if len(stated) <= _LONGEST else f"{stated[:_LONGEST].rstrip()}…"


def _plain(text: str) -> str:
    """A text without what may be written one way or another."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("−", "-")
    return re.sub(r"[\s^*·×{}\"“”'.,;:!?。、，]", "", text)
