"""What of a request a storyboard shows, and what it leaves out."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from string import ascii_letters
from typing import Final

from pydantic import JsonValue

from contracts.storyboard import Coverage, Scene, Storyboard
from media.authoring import about
from media.authoring.converted import in_other_units
from media.authoring.filling.graphs import functions
from media.authoring.leaves import leaves, texts
from media.authoring.numerals import Numeral, numerals
from media.authoring.reading import numbers, prose
from media.authoring.reading.edges import edges
from media.authoring.reading.relations import Relation, relations
from media.authoring.request import Request
from media.topics.matching import topics_in
from media.topics.topic import Topic

_AROUND: Final = 12
"""The characters at each side of a number by which a reader finds it again."""
_LONGEST: Final = 60
_NOTATION: Final = re.compile(
    r"(?<!\d)\d{1,2}\s?[進进](?:數|数|法|位)?|\bbase[\s-]{0,2}\d{1,2}", re.IGNORECASE
)
"""The names of notations, which are no data."""
_FEW: Final = 3
_SHORT_NAME: Final = 2
_COUNTS: Final = re.compile(r"\s*(?:[a-z]{3,}|[つ個个本枚種种])")
"""What stands behind a number that may only count what an example shows: "2 vectors"."""
_END: Final = re.compile(r"[\n,，、。;；:：.](?!\d)")
_INSIDE_A_WORD: Final = re.compile(r"(?<=[A-Za-z'])(?=[A-Za-z'])")
_WORD: Final = re.compile(r"[A-Za-z']+")
_FRACTION: Final = re.compile(r"(?<![\d./])(?P<top>\d{1,9})/(?P<bottom>\d{1,9})(?![\d./])")
_BETWEEN: Final = re.compile(r"[\s,，、;；]*(?:and|と|和)?\s*")
_PERCENT: Final = re.compile(r"\s*(?:%|％|percent|パーセント)", re.IGNORECASE)
_TENTHS: Final = re.compile(r"\s*割")
_SCALE: Final = re.compile(
    r"\s*(?:(?P<four>万|萬)|(?P<eight>億|亿)|(?P<six>million\b)|(?P<three>thousand\b))"
)
_SCALES: Final = {"four": 10**4, "eight": 10**8, "six": 10**6, "three": 10**3}
_PHYSICAL: Final = re.compile(
    r"\s?-?(?P<unit>kg|g|N|cm|mm|km/h|km|m/s|m|s|h|min|V|A|Ω|ohms?|J|W|Hz|Pa|°C|°|degrees?)(?![A-Za-z²³^/])"
)
_POWER_OF_UNIT: Final = re.compile(r"(?<=[A-Za-z])[²³]")
_ASKED_OF_VALUES: Final = re.compile(
    r"(?P<total>\b(?:the\s+)?(?:grand\s+)?(?:total|sum)\b(?!\s*[:=]?\s*\d)|合計|総額|總和|总和|總計|总计"
    r"|總共|总共)"
    r"|(?P<mean>\b(?:the\s+)?(?:average|mean)\b|平均)"
    r"|(?P<growth>\b(?:the\s+)?(?:growth(?:\s+rate)?|percent(?:age)?\s+(?:change|increase)"
    r"|rate\s+of\s+change)\b"
    r"|増加率|伸び率|成長率|前年比|前月比|成长率|增長率|增长率|漲幅|涨幅)",
    re.IGNORECASE,
)
"""What may be asked of a list of values, besides which of them is the largest."""
_TELLING: Final = frozenset({"points", "steps"})
"""The kinds that show what a sender wrote in his own words."""


@dataclass(frozen=True)
class Origin:
    """Whose the scenes are, by their ids.

    ``examples`` hold values of our choosing, ``ours`` nothing of the sender's at all. ``topics`` are what the
    request names.
    """

    examples: Collection[str] = ()
    ours: Collection[str] = ()
    topics: Sequence[Topic] = ()

    @property
    def names(self) -> Iterator[str]:
        """What the topics are called."""
        for topic in self.topics:
            yield from topic.names


def coverage(request: Request, storyboard: Storyboard, origin: Origin) -> Coverage:
    """What was understood: the scenes' headings; what was not: what stands in none of them.

    Numbers are named with the words around them, formulas, labelled values and sentences as a whole. An
    example shows none of the sender's numbers, even where it happens to have the same.
    """
    scenes = [scene for scene in storyboard.scenes if scene.id not in origin.ours]
    if request.asks and not origin.topics:
        # A question that is repeated as the title is not answered by that.
        scenes = [scene for scene in scenes if scene.picture.kind != "title"]
    ours = [scene for scene in storyboard.scenes if scene.id in origin.ours]
    read = _Reading(request, scenes, ours, origin)
    return Coverage(
        shown=tuple(scene.heading for scene in storyboard.scenes if scene.heading),
        unused=tuple(dict.fromkeys(read.unused())),
        examples=tuple(scene.heading for scene in storyboard.scenes if scene.id in origin.examples),
    )


class _Reading:
    """A request beside the scenes that are its sender's or its subject's."""

    def __init__(self, request: Request, scenes: list[Scene], ours: list[Scene], origin: Origin) -> None:
        self.request, self.scenes, self.origin = request, scenes, origin
        self.text = request.words
        said = list(_texts(scenes))
        self.numbers = set(values_of(scenes))
        self.given = {_plain(text) for scene in scenes for text in texts(scene.picture.parameters)}
        self.given_numbers = list(_given_in(scenes))
        self.parameters = set(self.given_numbers)
        self.numbers |= {Fraction(count) for count in map(_taken_out, scenes) if count}
        self.measured = in_other_units(self.text)
        self.written = _plain("\n".join(said))
        self.counted = {value for value in values_of(ours) if value <= _FEW}

    def unused(self) -> Iterator[str]:
        """What no scene shows, in the order of its kinds."""
        formulas = [one for one in relations(self.text) if _is_formula(one)]
        missing = [one.source for one in formulas if not self._stands(one.source, one.name)]
        missing += [one for one in functions(self.text) if not self._stands(f"y = {one}", "y")]
        yield from self._not_within(missing)
        yield from self._values()
        known = [(one.start, one.end) for one in formulas]
        known += [
            found.span()
            for name in self.origin.names
            for found in re.finditer(r"[\s-]+".join(map(re.escape, name.split())), self.text, re.IGNORECASE)
        ]
        known += about.spans(self.text)
        yield from self._edges()
        known += [found.span() for found in _NOTATION.finditer(self.text)]
        taken = self._of_another_unit()
        lost = [
            numeral
            for numeral in numerals(self.text)
            if not any(start <= numeral.start < end for start, end in known)
            and (numeral.start in taken or not self._is_shown(numeral))
        ]
        yield from _in_context(self.text, lost)
        yield from self._beside_the_chart()
        yield from self._sentences()

    def _of_another_unit(self) -> set[int]:
        """Where numbers stand that another one, of another unit, is shown for: 5 N beside 5 kg."""
        seen: dict[Fraction, dict[str, int]] = defaultdict(dict)
        for numeral in numerals(self.text):
            if unit := _PHYSICAL.match(self.text, numeral.end):
                seen[numeral.value].setdefault(unit["unit"], numeral.start)
        shown = Counter(self.given_numbers)
        return {
            start
            for value, units in seen.items()
            for start in list(units.values())[max(1, shown[value]) :]
            if not (self.measured.get(start, set()) - {value}) & self.parameters
        }

    def _stands(self, source: str, name: str) -> bool:
        """Whether a formula stands in a scene; of a function, what it is."""
        right = _plain(source.partition("=")[2])
        if len(right) <= _SHORT_NAME and name:  # "x" stands in every text
            return _plain(source) in self.written or right in self.given
        return _plain(source) in self.written or (bool(name) and right in self.written)

    def _not_within(self, formulas: list[str]) -> Iterator[str]:
        """Those that are no part of another one; none that is the subject's own."""
        names = {_plain(name) for name in self.origin.names}
        for index, one in enumerate(formulas):
            others = (_plain(other) for other in formulas[:index])
            if _plain(one) not in names and not any(_plain(one) in other for other in others):
                yield one

    def _values(self) -> Iterator[str]:
        """Labelled values beside a chart that has no such label."""
        if any(scene.picture.kind == "chart" for scene in self.scenes):
            for label, value in numbers.labelled(self.text):
                if _plain(label) not in self.written:
                    yield f"{label} {value}"

    def _beside_the_chart(self) -> Iterator[str]:
        """What is asked of a chart's values, and no scene says: their total, their mean, how they grow."""
        for scene in self.scenes:
            if scene.picture.kind != "chart":
                continue
            rows = list(_numbers_of(scene.picture.parameters.get("rows")))
            shown = {"total": sum(rows), "mean": sum(rows) / (len(rows) or 1)}
            for found in _ASKED_OF_VALUES.finditer(f"{self.text}\n{self.request.instructions}"):
                if shown.get(str(found.lastgroup)) not in self.numbers:
                    yield found[0]

    def _edges(self) -> Iterator[str]:
        """Edges of a graph that no scene has; words with a hyphen are none, if they have no length."""
        drawn = {pair for scene in self.scenes for pair in _pairs(scene.picture.parameters.get("edges"))}
        for edge in edges(self.text):
            is_one = edge.length is not None or max(len(edge.one), len(edge.other)) <= _SHORT_NAME
            source = self.text[edge.start : edge.end]
            if is_one and (edge.one, edge.other) not in drawn and _plain(source) not in self.written:
                yield source

    def _is_shown(self, numeral: Numeral) -> bool:
        if numeral.start in self.measured:
            # With a unit it must be what a picture was made from: its words have numbers of their own.
            return bool(self.measured[numeral.start] & self.parameters)
        values = {numeral.value}
        if _PERCENT.match(self.text, numeral.end):  # 5 % may be a rate of 0.05, and 95 % leave 5 %
            values |= {numeral.value / 100, 100 - numeral.value}
        if _TENTHS.match(self.text, numeral.end):
            values.add(numeral.value * 10)
        if scale := _SCALE.match(self.text, numeral.end):
            values.add(numeral.value * _SCALES[str(scale.lastgroup)])
        if _COUNTS.match(self.text, numeral.end) and numeral.value in self.counted:
            return True
        return bool(values & self.numbers)

    def _sentences(self) -> Iterator[str]:
        """Sentences that a text states beside those that are shown, and ones that name another subject."""
        stated = not self.request.asks and any(scene.picture.kind in _TELLING for scene in self.scenes)
        for place, sentence in enumerate(prose.sentences(self.text)):
            if _plain(sentence.rstrip("。．.")) in self.written or next(numerals(sentence), None):
                continue
            if stated or (place and self._is_of_another_subject(sentence)):
                yield sentence if len(sentence) <= _LONGEST else f"{sentence[:_LONGEST].rstrip()}…"

    def _is_of_another_subject(self, sentence: str) -> bool:
        named = topics_in(sentence) if self.origin.topics else []
        return bool(named) and not any(topic in self.origin.topics for topic in named)


def _is_formula(relation: Relation) -> bool:
    """Whether it says more than what a letter is worth: ``x = 3`` is a value."""
    return bool(relation.right.variables) or not relation.name


def _plain(text: str) -> str:
    """A text without what may be written one way or another: spaces, signs of powers and products."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("−", "-")
    return re.sub(r"[\s^*·×{}\"“”]", "", text)


def values_of(scenes: list[Scene]) -> Iterator[Fraction]:
    """The numbers that scenes show and say."""
    for text in _texts(scenes):
        yield from _values_in(text)
    yield from _numbers(scenes)


def _values_in(text: str) -> Iterator[Fraction]:
    """The numbers of a text; of a fraction its value too. Powers of units are none."""
    text = _POWER_OF_UNIT.sub(" ", text)
    yield from (numeral.value for numeral in numerals(text))
    for found in _FRACTION.finditer(text):
        if int(found["bottom"]):
            yield Fraction(int(found["top"]), int(found["bottom"]))


def _texts(scenes: list[Scene]) -> Iterator[str]:
    for scene in scenes:
        yield scene.heading
        yield from (beat.line for beat in scene.beats)
        yield from texts(scene.picture.parameters)


def _taken_out(scene: Scene) -> int:
    """How often something is taken out of a stack or a queue: the operations without a value."""
    given = scene.picture.parameters.get("operations")
    return sum(not one.get("put") for one in given if isinstance(one, dict)) if isinstance(given, list) else 0


def _numbers_of(rows: JsonValue) -> Iterator[Fraction]:
    """The values of a chart's rows."""
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict):
            yield Fraction(str(row.get("value", 0)))


def _pairs(given: JsonValue) -> Iterator[tuple[str, str]]:
    """The ends of a picture's edges, each way round."""
    for edge in given if isinstance(given, list) else ():
        ends = [edge.get("one"), edge.get("other")] if isinstance(edge, dict) else edge
        if isinstance(ends, list) and len(ends) == 2:  # noqa: PLR2004 - an edge's ends
            one, other = map(str, ends)
            yield from ((one, other), (other, one))


def _given_in(scenes: list[Scene]) -> Iterator[Fraction]:
    """The numbers that the pictures were made from, and those of texts that are the sender's own."""
    for scene in scenes:
        yield from _amounts(scene.picture.parameters)
        for text in texts(scene.picture.parameters):
            yield from _values_in(text)


def _numbers(scenes: list[Scene]) -> Iterator[Fraction]:
    for scene in scenes:
        yield from _amounts(scene.picture.parameters)


def _amounts(value: JsonValue) -> Iterator[Fraction]:
    for one in leaves(value):
        if isinstance(one, int | float) and not isinstance(one, bool):
            yield abs(Fraction(str(one)))


def _in_context(text: str, lost: list[Numeral]) -> Iterator[str]:
    """The numbers with the words around them; those that stand together, together."""
    spans: list[list[int]] = []
    for numeral in lost:
        start, end = _around(text, numeral)
        if spans and (start < spans[-1][1] or _BETWEEN.fullmatch(text, spans[-1][1], start)):
            spans[-1][1] = max(end, spans[-1][1])
        else:
            spans.append([start, end])
    yield from (text[start:end].strip() for start, end in spans)


def _around(text: str, numeral: Numeral) -> tuple[int, int]:
    """From where to where its context reaches: in whole words, and not beyond its clause."""
    start, end = max(0, numeral.start - _AROUND), min(len(text), numeral.end + _AROUND)
    for found in _END.finditer(text, start, numeral.start):
        start = found.end()
    behind = _END.search(text, numeral.end, end)
    end = behind.start() if behind else end
    if start and _INSIDE_A_WORD.match(text, start):
        start = next(found.end() for found in _WORD.finditer(text, start))
    if _INSIDE_A_WORD.match(text, end):
        end = numeral.end + len(text[numeral.end : end].rstrip(ascii_letters + "'"))
    return start, end
