"""Scenes for what was read in a text, in the animation's language; nothing that the text does not say."""

from dataclasses import dataclass

from pydantic import JsonValue

from contracts.animation import ScenePlan
from contracts.model import Model
from media.authoring import texts
from media.authoring.reading import numbers
from media.authoring.reading.comparisons import Compared
from media.authoring.reading.lists import CodeBlock
from media.authoring.reading.numbers import Amounts
from media.authoring.reading.prose import shortened
from media.authoring.scenes import (
    binary,
    code,
    comparison,
    formula,
    geometry,
    key_points,
    number_line,
    process,
    sorting,
)
from media.authoring.scenes.bar_chart import MOST as MOST_BARS
from media.authoring.scenes.bar_chart import Bar, BarChart
from media.authoring.scenes.function_plot import FunctionPlot
from media.authoring.scenes.vectors import Vectors
from media.formulas import curve
from media.formulas.formula import Formula
from media.scenes.locale import Locale
from media.scenes.text import drawable, with_powers

_POINT_ROOM = 19.0
_POINT_SIZE = 30
_MOST_NAMED = 3
_SMALLEST_BINARY = 3


@dataclass(frozen=True)
class DraftScene:
    """A scene of the plan, and the lines of it that the summary at the end repeats."""

    scene: ScenePlan
    takeaways: tuple[str, ...] = ()


def _draft(kind: str, heading: str, narration: list[str], show: Model, *takeaways: str) -> DraftScene:
    arguments: dict[str, JsonValue] = show.model_dump(mode="json", exclude_defaults=True)
    return DraftScene(
        ScenePlan(kind=kind, heading=heading, narration="\n".join(narration), show=arguments), takeaways
    )


def points(locale: Locale, heading: str, sentences: list[str]) -> DraftScene:
    """A list; sentences that are too long for it are read out in full."""
    sentences = sentences[: key_points.MOST]
    short = [shortened(sentence.rstrip("。."), _POINT_ROOM, _POINT_SIZE) for sentence in sentences]
    full = [whole for whole, part in zip(sentences, short, strict=True) if part != whole.rstrip("。.")]
    intro = (
        locale.text(texts.POINTS_INTRO, count=len(short))
        if len(short) > 1
        else locale.text(texts.POINT_INTRO)
    )
    spoken = [shortened(sentence, 2 * _POINT_ROOM, _POINT_SIZE) for sentence in full[:_MOST_NAMED]]
    show = key_points.KeyPoints(points=short)
    return _draft("key_points", heading or locale.text(texts.POINTS), spoken or [intro], show, short[0])


def steps(locale: Locale, heading: str, items: list[str]) -> DraftScene:
    """Ordered steps."""
    items = [shortened(item.rstrip("。."), _POINT_ROOM, _POINT_SIZE) for item in items[: process.MOST]]
    intro = locale.text(texts.STEPS_INTRO, count=len(items))
    return _draft("process", heading or locale.text(texts.STEPS), [intro], process.Process(steps=items))


def compared(locale: Locale, found: Compared) -> DraftScene:
    """Two things side by side."""
    names = {"left": found.left, "right": found.right}
    show = comparison.Comparison(
        left=comparison.Side(name=found.left, points=found.left_points),
        right=comparison.Side(name=found.right, points=found.right_points),
    )
    heading = locale.text(texts.COMPARISON, **names)
    sides = ((found.left, found.left_points), (found.right, found.right_points))
    takeaways = [lines[0] if name in lines[0] else f"{name}: {lines[0]}" for name, lines in sides if lines]
    return _draft("comparison", heading, [locale.text(texts.COMPARISON_INTRO, **names)], show, *takeaways)


def chart(locale: Locale, found: Amounts) -> DraftScene:
    """Labelled numbers."""
    bars = [Bar(label=label, value=value) for label, value in found.bars[:MOST_BARS]]
    largest = max(bars, key=lambda bar: bar.value)
    takeaway = locale.text(
        texts.CHART_LARGEST, label=largest.label, value=f"{largest.value:,.10g}{found.unit}"
    )
    narration = [locale.text(texts.CHART_INTRO), takeaway]
    show = BarChart(bars=bars, unit=found.unit)
    return _draft(
        "bar_chart", found.heading or locale.text(texts.CHART), narration, show, takeaway.rstrip("。.")
    )


def vectors(locale: Locale, a: tuple[float, float], b: tuple[float, float]) -> DraftScene:
    """The sum of two vectors."""
    total = (a[0] + b[0], a[1] + b[1])
    takeaway = f"({a[0]:g}, {a[1]:g}) + ({b[0]:g}, {b[1]:g}) = ({total[0]:g}, {total[1]:g})"
    return _draft(
        "vectors",
        locale.text(texts.VECTORS),
        [locale.text(texts.VECTORS_INTRO)],
        Vectors(a=a, b=b),
        takeaway,
    )


def plot(locale: Locale, source: str, read: Formula) -> DraftScene:
    """The graph of a function, with what can be seen on it."""
    seen = curve.view(read)
    narration = [locale.text(texts.GRAPH_INTRO)]
    if seen and 0 < len(seen.zeros) <= _MOST_NAMED:
        narration.append(
            locale.text(texts.GRAPH_ZEROS, places=locale.enumerated(f"{x:.3g}" for x in seen.zeros))
        )
    if seen and 0 < len(seen.turns) <= _MOST_NAMED:
        narration.append(
            locale.text(texts.GRAPH_TURNS, places=locale.enumerated(f"{x:.3g}" for x in seen.turns))
        )
    heading = locale.text(texts.GRAPH, formula=with_powers(drawable(source)))
    takeaways = [line.rstrip("。.") for line in narration[1:]]
    return _draft("function_plot", heading, narration, FunctionPlot(formula=source), *takeaways)


def equation(locale: Locale, read: Formula) -> DraftScene:
    """A formula that has no graph in one variable."""
    show = formula.Formula(typst=read.typst())
    return _draft("formula", locale.text(texts.FORMULA), [locale.text(texts.FORMULA_INTRO)], show)


def on_line(locale: Locale, found: number_line.NumberLine) -> DraftScene:
    """A number line."""
    match found.mode:
        case "jumps":
            end = found.start + sum(jump.by for jump in found.jumps)
            narration = locale.text(texts.JUMPS_INTRO, start=f"{found.start:g}", end=f"{end:g}")
        case "range":
            narration = locale.text(texts.RANGE_INTRO)
        case "points":
            narration = locale.text(texts.MARKS_INTRO)
    return _draft("number_line", locale.text(texts.NUMBER_LINE), [narration], found)


def figures(locale: Locale, found: geometry.Geometry) -> DraftScene:
    """Figures with their names."""
    names = [locale.text(texts.NAMES[figure.shape]) for figure in found.figures]
    narration = locale.text(texts.FIGURES_INTRO)
    if found.morph:
        narration = locale.text(texts.MORPH_INTRO, first=names[0], last=names[-1])
    shown = found.model_copy(update={"names": tuple(names) if len(names) > 1 else ()})
    heading = names[0][:1].upper() + names[0][1:] if len(names) == 1 else locale.text(texts.FIGURES)
    return _draft("geometry", heading, [narration], shown)


def own_numbers(locale: Locale, words: str, kinds: set[str]) -> list[DraftScene]:
    """For topics that work on any numbers: the scene with those of the text."""
    drafts: list[DraftScene] = []
    series = numbers.series(words)
    if "sorting" in kinds and len(series) > 1:
        drafts.append(_draft("sorting", "", [], sorting.Sorting(values=series[: sorting.MOST])))
    if "binary" in kinds:
        drafts.extend(
            _draft("binary", locale.text(texts.IN_BINARY, value=value), [], binary.Binary(value=value))
            for value in [int(value) for value in series if _SMALLEST_BINARY <= value <= binary.LARGEST][:1]
        )
    return drafts


def listing(locale: Locale, block: CodeBlock) -> DraftScene:
    """A piece of code."""
    show = code.Code(code=block.code, language=block.language)
    return _draft("code", locale.text(texts.CODE), [locale.text(texts.CODE_INTRO)], show)


def questions(locale: Locale, subject: str) -> DraftScene:
    """For a subject of which nothing more is known: questions, since facts would be invented."""
    show = key_points.KeyPoints(
        points=[
            locale.text(texts.QUESTION_WHAT, topic=shortened(subject, _POINT_ROOM / 2, _POINT_SIZE)),
            locale.text(texts.QUESTION_HOW),
            locale.text(texts.QUESTION_WHERE),
        ]
    )
    return _draft("key_points", locale.text(texts.QUESTIONS), [locale.text(texts.QUESTIONS_INTRO)], show)
