"""Signs between words that no other rule has read: ``&``, ``=``, ``C++``, ``and/or``, ``→``."""

import re
from typing import Final

from media.reading.english.mathematics import OPERATORS
from media.reading.english.units import unit
from media.reading.mathematics.tokens import SIGNS as MATHEMATICAL
from media.reading.rules import Rule, before, constant, needing, rule
from media.reading.units import UNIT

_BLANKS: Final = r"[^\S\n]*"
_OPERATORS: Final = "|".join(
    re.escape(sign)
    for sign in sorted(MATHEMATICAL, key=len, reverse=True)
    if MATHEMATICAL[sign] in "=≠≤≥≈→⇒⇔∧∨±×÷∈∉≡∝∥⊥∪∩⊂⊆" and not sign.startswith("\\") and sign not in "*·∙⋅"
)
_EITHER: Final = "he/she|she/he|him/her|his/hers?|her/his|yes/no|true/false|on/off"
_SIDE: Final = r"[\w\ufffc]"
"""Words and what earlier rules have read."""


def _note(found: re.Match[str]) -> str:
    return f"{found['letter']} { {'#': 'sharp', '♯': 'sharp', '♭': 'flat'}.get(found['sign'], 'plus plus') }"


def _joined(found: re.Match[str], spoken: str) -> str:
    """The words between blanks; "is" stands there once, and not behind a verb: weighs < 20 kg."""
    is_there = re.search(r"\b(?:is|are|was|were|be|[a-z]{2,}s)\s*$", before(found))
    return f" {spoken.removeprefix('is ') if is_there else spoken} "


def _operator(found: re.Match[str]) -> str:
    return _joined(found, OPERATORS[MATHEMATICAL[found[0].strip()]])


def _than(found: re.Match[str]) -> str:
    return _joined(found, f"is {'less' if found['sign'] == '<' else 'greater'} than")


SIGNS: Final[tuple[Rule, ...]] = needing(
    r"[^\w\s.,;:!?'’\"“”()—\ufffc-]|_|\ufffc-",
    rule(r"(?<!\w)(?P<letter>[A-GJ])(?P<sign>[#♯♭]|\+\+)(?!\w)", _note),
    # A quotient of words, if the sentence is a formula.
    rule(r"(?<=[\w)]) / (?=[\w(])", lambda found: " divided by " if "=" in found.string else None),
    constant(r"(?<=\ufffc)–(?=\ufffc)", " to "),
    constant(r"^\s*[→⇒]\s*|[←↑↓↕]", ""),
    constant(r"(?<=\ufffc)\s?x\s?(?=\ufffc)", " times "),
    constant(r"\s*\+=\s*", " plus equals "),
    constant(r"\s*-=\s*", " minus equals "),
    rule(rf"{_BLANKS}(?:{_OPERATORS}){_BLANKS}", _operator),
    constant(rf"{_BLANKS}&{_BLANKS}", " and "),
    constant(r"\s?∼\s?", " is similar to "),
    constant(r"∠\s?", "angle "),
    constant(r"[△▵]\s?(?=[A-Z])", "triangle "),
    rule(rf"(?<=[\w\ufffc.)]){_BLANKS}(?P<sign>[<>]){_BLANKS}(?=[\w\ufffc(])", _than),
    rule(r"(?<!\S)(?P<sign>[<>])\s?(?=\ufffc)", lambda found: _than(found).removeprefix(" is ")),
    constant(r"(?<![\w\ufffc])[~∼～](?=\s?[\ufffc$€£])", "about "),
    constant(rf"(?<={_SIDE})\s?\+\s?(?={_SIDE})", " plus "),
    constant(r"(?<=\s)\+(?=\s)", "plus"),
    constant(r"(?<=\w)\+\+", " plus plus"),
    constant(rf"(?<={_SIDE})\+", " plus"),
    constant(rf"\+(?={_SIDE})", "plus "),
    constant(r"(?<=\s)−\s|(?<=[\w\ufffc)])−(?=[\w\ufffc(])", " minus "),
    constant(rf"−(?={_SIDE})", "minus "),
    constant(rf"(?<={_SIDE})\s?\^\s?(?=[\w\ufffc(])", " to the power of "),
    constant(r"(?<![\w/])and/or(?![\w/])", "and or", re.IGNORECASE),
    rule(rf"(?<![\w/])(?:{_EITHER})(?![\w/])", lambda found: found[0].replace("/", " or "), re.IGNORECASE),
    rule(rf"(?<=\ufffc)\s?/\s?(?P<unit>{UNIT})", lambda found: f" per {unit(found['unit'], several=False)}"),
    constant(r"(?<=\ufffc)\s?/\s?(?=[a-z]{2,})", " per "),
    constant(r"(?<=[^\W\d_])\s?/\s?(?=[^\W\d_])", " "),
    constant(rf"(?<={_SIDE})\s?/\s?(?={_SIDE})|\s/\s", " slash "),
    constant(r"(?<=\w)@(?=\w)|\s@\s", " at "),
    constant(r"@(?=\w)", "at "),
    constant(r"(?<=[\w\ufffc])_+(?=[\w\ufffc])", " "),
    constant(r"(?<=\S)\s*[•●■◆]\s*(?=\S)", ", "),
    constant(r"(?<=\S)\s?%", " percent"),
    constant(r"°", " degrees"),
    constant(r"\s?--+\s?", " — "),
    constant(r"[*_~^|\\#`{}<>†‡•■●◆]+", ""),
)
