"""Values as dots on a line: their mean, median, mode, range and spread."""

from collections import Counter
from enum import StrEnum
from fractions import Fraction
from typing import Final, Self

from pydantic import Field, model_validator

from media.scenes.amounts import Amount, is_written, root, rounds, with_unit, written
from media.scenes.builder import Builder
from media.scenes.charts.fit import fitting, result, widest
from media.scenes.locale import Locale
from media.scenes.page import SMALLEST_SIZE, Page
from media.scenes.source import number, point

MOST: Final = 16
_RESULT: Final = 0.7
_MEDIAN_ROOM: Final = 0.65
_SMALLEST_DOT: Final = 0.015
_BELOW: Final = 1.5
_LARGEST_DOT: Final = 0.2
_TILT: Final = 0.07
_READABLE: Final = 26


class Measure(StrEnum):
    """What is found out about the values."""

    MEAN = "mean"
    MEDIAN = "median"
    MODE = "mode"
    RANGE = "range"
    SPREAD = "spread"


class Statistics(Builder):
    """The values in their order, and which measures of them are shown."""

    values: tuple[Amount, ...] = Field(min_length=2, max_length=MOST)
    unit: str = Field("", max_length=12)
    measures: tuple[Measure, ...] = Field(
        (Measure.MEAN, Measure.MEDIAN, Measure.MODE, Measure.RANGE), min_length=1, max_length=5
    )

    @model_validator(mode="after")
    def _shows_each_once(self) -> Self:
        if len(set(self.measures)) < len(self.measures):
            raise ValueError("measures: each is shown once.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Seven values, two of them the same."""
        return cls.model_validate({"values": [4, 8, 15, 8, 23, 42, 19]})

    # --- what is so of the values ---------------------------------------------------------------------

    @property
    def exact(self) -> tuple[Fraction, ...]:
        """The values in their order."""
        return tuple(map(Fraction, self.values))

    @property
    def ordered(self) -> tuple[Fraction, ...]:
        """The values from the smallest to the largest."""
        return tuple(sorted(self.exact))

    @property
    def mean(self) -> Fraction:
        """Their sum by their number."""
        return sum(self.exact, Fraction()) / len(self.values)

    @property
    def middle(self) -> tuple[Fraction, ...]:
        """The one or two values in the middle of their order."""
        half = (len(self.values) - 1) // 2
        return self.ordered[half : len(self.values) - half]

    @property
    def median(self) -> Fraction:
        """The value in the middle, or halfway between the two there."""
        return sum(self.middle, Fraction()) / len(self.middle)

    @property
    def modes(self) -> tuple[Fraction, ...]:
        """The most frequent values; none where each is as frequent as the others."""
        counts = Counter(self.exact)
        most = max(counts.values())
        found = tuple(sorted(value for value, count in counts.items() if count == most))
        return () if len(found) == len(counts) and len(counts) > 1 else found

    @property
    def range(self) -> Fraction:
        """From the smallest to the largest."""
        return self.ordered[-1] - self.ordered[0]

    @property
    def variance(self) -> Fraction:
        """The mean of the squared distances from the mean, of these values as the whole population."""
        return sum(((value - self.mean) ** 2 for value in self.exact), Fraction()) / len(self.values)

    def heading(self, locale: Locale) -> str:
        """The measures."""
        names = {
            Measure.MEAN: locale.say("平均", "平均數", "mean"),
            Measure.MEDIAN: locale.say("中央値", "中位數", "median"),
            Measure.MODE: locale.say("最頻値", "眾數", "mode"),
            Measure.RANGE: locale.say("範囲", "全距", "range"),
            Measure.SPREAD: locale.say("標準偏差", "標準差", "standard deviation"),
        }
        text = locale.enumerated(names[measure] for measure in self.measures)
        return text[0].upper() + text[1:]

    def draw(self, page: Page) -> None:
        """The values, their dots, and each measure."""
        _Drawing(self, page).draw()


def _chip_size(texts: list[str], page: Page) -> tuple[int, float]:
    """The font size and the height of the chips, which take at most three rows."""
    room = page.stage.height * 0.22
    for size, height in ((36, 0.8), (30, 0.62), (24, 0.52)):
        per_row = int(page.stage.width / max(widest(texts, size) + 0.35, height + 0.1))
        if -(-len(texts) // per_row) * height <= room:
            return size, height
    return SMALLEST_SIZE, 0.45


class _Drawing:
    """The values on a page; ``place`` numbers them in the sender's order, from 1."""

    def __init__(self, data: Statistics, page: Page) -> None:
        self.data, self.page = data, page
        stage = page.stage
        self.count = len(data.values)
        self.texts = [written(value) for value in data.values]
        self.places = range(1, self.count + 1)
        self.order = sorted(self.places, key=lambda place: data.exact[place - 1])
        self.chip_size, self.chip_height = _chip_size(self.texts, page)
        self.chip_width = max(widest(self.texts, self.chip_size) + 0.25, self.chip_height)
        self.per_row = min(self.count, int(stage.width / (self.chip_width + 0.1)))
        self.chip_rows = -(-self.count // self.per_row)
        self.line_y = stage.bottom + _BELOW
        ends = [written(data.ordered[0]), written(data.ordered[-1])]
        self.left = stage.left + widest(ends[:1], 24) / 2 + 0.1
        self.right = stage.right - widest(ends[1:], 24) / 2 - 0.1
        room = stage.top - _RESULT - self.chip_rows * self.chip_height - _MEDIAN_ROOM - self.line_y
        self.radius, self.heights = self._stacked(room)
        tallest = (max(self.heights.values()) + 1) * 2 * self.radius
        self.line_y += max(0.0, (room - tallest) / 3)
        self.shown_result = ""

    def draw(self) -> None:
        self._values()
        self._dots()
        ways = {
            Measure.MEAN: self._mean,
            Measure.MEDIAN: self._median,
            Measure.MODE: self._mode,
            Measure.RANGE: self._range,
            Measure.SPREAD: self._spread,
        }
        for measure, way in ways.items():  # the spread last: it takes the room below the line
            if measure in self.data.measures:
                way()

    # --- places ---------------------------------------------------------------------------------------

    def _x(self, value: Fraction) -> float:
        low, reach = self.data.ordered[0], self.data.range
        share = float((value - low) / reach) if reach else 0.5
        return self.left + 0.25 + (self.right - self.left - 0.5) * share

    def _chip(self, turn: int) -> tuple[float, float]:
        """Where the chip stands that is the turn-th, from 0."""
        row, column = divmod(turn, self.per_row)
        in_row = min(self.per_row, self.count - row * self.per_row)
        step = self.chip_width + 0.1
        y = self.page.stage.top - _RESULT - self.chip_height * (row + 0.5)
        return (column - (in_row - 1) / 2) * step, y

    def _stacked(self, room: float) -> tuple[float, dict[int, int]]:
        """The dots' radius, and how many others lie below each."""
        radius = _LARGEST_DOT * (1 if self.page.stage.wide else 1.25)
        while True:
            heights: dict[int, int] = {}
            columns: list[float] = []
            for place in self.order:
                x = self._x(self.data.exact[place - 1])
                heights[place] = sum(1 for other in columns if abs(other - x) < 2 * radius)
                columns.append(x)
            if (max(heights.values()) + 1) * 2 * radius <= room or radius < _SMALLEST_DOT:
                return radius, heights
            radius *= 0.9

    # --- the values -----------------------------------------------------------------------------------

    def _values(self) -> None:
        page, look = self.page, self.page.look
        for place, text in zip(self.places, self.texts, strict=True):
            box = {"color": look.main, "fill_color": look.panel, "fill_opacity": "0.3", "stroke_width": "2"}
            page.let(
                f"box_{place}",
                "RoundedRectangle",
                corner_radius="0.1",
                width=number(self.chip_width),
                height=number(self.chip_height - 0.1),
                **box,
            )
            page.text(f"number_{place}", text, self.chip_size, self.chip_width - 0.05, bold=True)
            page.let(f"value_{place}", "VGroup", f"box_{place}", f"number_{place}")
            page.place(f"value_{place}", *self._chip(place - 1))
        page.let("values", "VGroup", *(f"value_{place}" for place in self.places))
        page.let("numbers", "VGroup", *(f"number_{place}" for place in self.places))
        page.named("values", "値", "數值", "the values")
        unit = self.data.unit
        says = page.say(
            "{n} 個の値があります{u}。",
            "有 {n} 個值{u}。",
            "Here are {n} values{u}.",
            n=self.count,
            u=page.say("（単位は{u}）", "（單位：{u}）", ", in {u}", u=unit) if unit else "",
        )
        page.beat("FadeIn(values, lag_ratio=0.2, shift=DOWN * 0.2)", says=says)

    def _dots(self) -> None:
        page, look = self.page, self.page.look
        ends = point(self.left, self.line_y), point(self.right, self.line_y)
        page.let("line", "Line", *ends, color=look.ink, stroke_width="5")
        outer = {"smallest": self.data.ordered[0], "largest": self.data.ordered[-1]}
        if not self.data.range:
            outer.popitem()
        for name, value in outer.items():
            page.text(name, written(value), 24, 3.0, color=look.muted)
            page.do(f"{name}.next_to", point(self._x(value), self.line_y), "DOWN", buff="0.15")
        for place, value in zip(self.places, self.data.exact, strict=True):
            y = self.line_y + self.radius * (2 * self.heights[place] + 1) + 0.04
            spot = point(self._x(value), y)
            page.let(f"dot_{place}", "Dot", spot, radius=number(self.radius), color=look.main)
        page.let("dots", "VGroup", *(f"dot_{place}" for place in self.places))
        page.let("beam", "VGroup", "line", *outer, "dots")
        page.named("dots", "点", "點", "the dots")
        page.named("line", "数直線", "數線", "the line")
        says = page.say(
            "それぞれの値を、線の上の点にします。",
            "把每個值變成線上的一個點。",
            "Each value becomes a dot at its place on a line.",
        )
        page.beat("Create(line)", f"FadeIn({', '.join(outer)})", says=says, seconds=0.8)
        page.beat(
            "LaggedStart(*[TransformFromCopy(box, dot) for box, dot in zip(values, dots)], lag_ratio=0.15)",
            seconds=1.6,
        )

    def _result(self, name: str, words: str) -> str:
        """A new result in the place of the one before."""
        page = self.page
        result(page, name, words, page.stage.top - 0.35)
        old, self.shown_result = self.shown_result, name
        return f"Succession(FadeOut({old}), FadeIn({name}))" if old else f"FadeIn({name}, shift=UP * 0.2)"

    def _mark(self, name: str, value: Fraction, words: str, y: float, color: str) -> None:
        """A word below the line for a value on it, and a thin line between."""
        page, x = self.page, self._x(value)
        page.text(name, words, 26, page.stage.width, color=color, bold=True)
        half = 0.5 * widest([words], 26)
        page.place(name, min(max(x, page.stage.left + half), page.stage.right - half), y)

    # --- the measures ---------------------------------------------------------------------------------

    def _mean(self) -> None:
        page, data, look = self.page, self.data, self.page.look
        total = sum(data.exact, Fraction())
        terms = " + ".join(
            f"({text})" if value < 0 else text for text, value in zip(self.texts, data.values, strict=True)
        )
        end = f"{written(total)} ÷ {self.count} {is_written(data.mean)}"
        words = f"({terms}) ÷ {self.count} = {end}"
        if (fitting([words], page.stage.width) or 0) < _READABLE:
            words = end
        says = page.say(
            "合計は {t}。{n} で割ると、平均は {m} です。",
            "總和是 {t}，除以 {n}，平均數是 {m}。",
            "Their sum is {t}; divided by {n}, the mean is {m}.",
            t=written(total),
            n=self.count,
            m=with_unit(data.mean, data.unit),
        )
        page.beat(
            f"LaggedStart(*[Indicate(value, color={look.hot}) for value in values], lag_ratio=0.2)",
            self._result("mean_result", words),
            says=says,
            seconds=1.6,
        )
        self._balance()

    def _balance(self) -> None:
        """The line tilts on a support in the wrong place, and lies level on one at the mean."""
        page, data, look = self.page, self.data, self.page.look
        at, centre = self._x(data.mean), (self.left + self.right) / 2
        start = centre if abs(at - centre) > 0.5 else at - (self.right - self.left) / 4  # noqa: PLR2004
        turn = -_TILT if at > start else _TILT
        triangle = {"color": look.hot, "fill_opacity": "0.9", "stroke_width": "0"}
        page.let("support", "Triangle", **triangle)
        page.do("support.scale_to_fit_height", "0.45")
        page.do("support.move_to", point(start, self.line_y - 0.04), aligned_edge="UP")
        words = page.say("平均 {m}", "平均數 {m}", "mean {m}", m=written(data.mean))
        self._mark("mean_mark", data.mean, words, self.line_y - 0.75, look.hot)
        page.named("support", "支点", "支點", "the support")
        page.named("mean_mark", "平均", "平均數", "the mean")
        says = page.say(
            "支える場所を間違えると、線は傾きます。",
            "支點放錯地方，線就會傾斜。",
            "On a support in the wrong place, the line tips over.",
        )
        page.beat("FadeIn(support, shift=UP * 0.3)", says=says, seconds=0.5)
        about = point(start, self.line_y)
        page.beat(f"Rotate(beam, angle={number(turn)}, about_point={about})", seconds=0.9)
        says = page.say(
            "平均の真下で支えると釣り合います。平均は、点の重心です。",
            "放在平均數的正下方就平衡了：平均數是這些點的重心。",
            "Right below the mean it balances: the mean is the balance point.",
        )
        page.beat(
            f"Rotate(beam, angle={number(-turn)}, about_point={about})",
            f"support.animate.move_to({point(at, self.line_y - 0.04)}, aligned_edge=UP)",
            says=says,
            seconds=1.4,
        )
        page.beat("FadeIn(mean_mark, shift=UP * 0.2)", seconds=0.5)

    def _median(self) -> None:
        page, data, look = self.page, self.data, self.page.look
        moves = [
            f"value_{place}.animate.move_to({point(*self._chip(turn))})"
            for turn, place in enumerate(self.order)
        ]
        says = page.say(
            "値を小さい順に並べます。", "把值由小排到大。", "Now the values, from small to large."
        )
        page.beat(*moves, says=says, seconds=1.3)
        says = page.say(
            "両端から一つずつ消していき、残る真ん中を見ます。",
            "從兩端一個一個劃掉，看中間剩下什麼。",
            "Take one away from each end, until the middle is left.",
        )
        for turn in range((self.count - 1) // 2):
            pair = self.order[turn], self.order[-1 - turn]
            gone = [f"{name}_{place}.animate.set_opacity(0.2)" for place in pair for name in ("value", "dot")]
            page.beat(*gone, says=says if turn == 0 else None, seconds=0.5)
        kept = self.order[(self.count - 1) // 2 : self.count - (self.count - 1) // 2]
        lit = [f"{name}_{place}.animate.set_color({look.done})" for place in kept for name in ("box", "dot")]
        lower, upper = data.middle[0], data.middle[-1]
        values = {"m": with_unit(data.median, data.unit), "a": written(lower), "b": written(upper)}
        if len(kept) == 1:
            words = page.say("中央値 = {m}", "中位數 = {m}", "median = {m}", **values)
            says = page.say(
                "真ん中の値、中央値は {m} です。",
                "中間的值，中位數，是 {m}。",
                "The middle one, the median, is {m}.",
                **values,
            )
        else:
            words = f"({values['a']} + {values['b']}) ÷ 2 {is_written(data.median)}"
            says = page.say(
                "真ん中は {a} と {b}。その中間、{m} が中央値です。",
                "中間是 {a} 和 {b}，它們的正中間 {m} 就是中位數。",
                "In the middle are {a} and {b}: halfway, {m}, is the median.",
                **values,
            )
        x = self._x(data.median)
        near = [p for p in self.places if abs(self._x(data.exact[p - 1]) - x) < 2 * self.radius]
        stacked = max((self.heights[place] + 1 for place in near), default=0)
        low = self.line_y + 2 * self.radius * stacked + 0.1
        high = self.line_y + 2 * self.radius * (max(self.heights.values()) + 1) + 0.15
        words_below = page.say("中央値 {m}", "中位數 {m}", "median {m}", m=written(data.median))
        self._mark("median_mark", data.median, words_below, high + 0.22, look.done)
        page.let("median_line", "Line", point(x, high), point(x, low), color=look.done, stroke_width="4")
        page.named("median_mark", "中央値", "中位數", "the median")
        page.beat(*lit, self._result("median_result", words), says=says)
        page.beat("Create(median_line)", "FadeIn(median_mark, shift=UP * 0.2)", seconds=0.6, pause=0.8)
        page.beat(
            "values.animate.set_opacity(1)",
            f"dots.animate.set_opacity(1).set_color({look.main})",
            *self._boxes(),
            seconds=0.5,
        )

    def _boxes(self) -> list[str]:
        """The chips as they were."""
        look = self.page.look
        return [
            f"box_{place}.animate.set_stroke({look.main}, opacity=1).set_fill({look.panel}, opacity=0.3)"
            for place in self.places
        ]

    def _mode(self) -> None:
        page, data, look = self.page, self.data, self.page.look
        modes = data.modes
        if not modes:
            says = page.say(
                "どの値も同じ回数しか出てこないので、最頻値はありません。",
                "每個值出現的次數都一樣，所以沒有眾數。",
                "No value occurs more often than the others: there is no mode.",
            )
            words = page.say("最頻値: なし", "眾數：沒有", "mode: none")
            page.beat("Indicate(dots, scale_factor=1.05)", self._result("mode_result", words), says=says)
            return
        times = data.exact.count(modes[0])
        values = {"v": page.locale.enumerated(map(written, modes)), "n": times}
        says = page.say(
            "最も多く、{n} 回出てくる {v} が最頻値です。",
            "出現最多次（{n} 次）的 {v} 是眾數。",
            "Most often, {n} times, we find {v}: that is the mode.",
            **values,
        )
        words = page.say("最頻値: {v}（{n} 回）", "眾數：{v}（{n} 次）", "mode: {v} ({n} times)", **values)
        lit = [
            f"{name}_{place}.animate.set_color({look.accent(3)})"
            for place in self.places
            if data.exact[place - 1] in modes
            for name in ("box", "dot")
        ]
        page.beat(*lit, self._result("mode_result", words), says=says, pause=0.6)

    def _range(self) -> None:
        page, data, look = self.page, self.data, self.page.look
        low, high = data.ordered[0], data.ordered[-1]
        minus = f"({written(low)})" if low < 0 else written(low)
        says = page.say(
            "最小の {a} から最大の {b} までの範囲は {r} です。",
            "從最小的 {a} 到最大的 {b}，全距是 {r}。",
            "From the smallest, {a}, to the largest, {b}: the range is {r}.",
            a=written(low),
            b=written(high),
            r=with_unit(data.range, data.unit),
        )
        y = self.line_y - 1.3
        moves = [self._result("range_result", f"{written(high)} − {minus} {is_written(data.range)}")]
        if data.range:
            ends = point(self._x(low), y), point(self._x(high), y)
            page.let(
                "span",
                "DoubleArrow",
                *ends,
                color=look.accent(4),
                buff="0",
                stroke_width="5",
                tip_length="0.22",
            )
            page.named("span", "範囲", "全距", "the range")
            moves.append("GrowFromCenter(span)")
        page.beat(*moves, says=says, seconds=1.2)

    def _spread(self) -> None:
        """Each value's distance from the mean, and the standard deviation as a band around it."""
        page, data, look = self.page, self.data, self.page.look
        at, deviation = self._x(data.mean), root(data.variance)
        step = min(0.13, 0.9 / self.count)
        for turn, place in enumerate(self.order):
            y = self.line_y - 0.55 - step * turn
            ends = point(at, y), point(self._x(data.exact[place - 1]), y)
            page.let(f"distance_{place}", "Line", *ends, color=look.accent(3), stroke_width="4")
        page.let("distances", "VGroup", *(f"distance_{place}" for place in self.order))
        page.named("distances", "平均からの隔たり", "與平均數的距離", "the distances from the mean")
        below = [
            name
            for measure, names in (
                (Measure.MEAN, ("support", "mean_mark")),
                (Measure.RANGE, ("span",) if data.range else ()),
            )
            if measure in self.data.measures
            for name in names
        ]
        ends = (
            point(at, self.line_y + self.radius * 2 + 0.3),
            point(at, self.line_y - 0.55 - step * self.count),
        )
        page.let("mean_line", "DashedLine", *ends, color=look.hot, stroke_width="4")
        says = page.say(
            "それぞれの値は、平均 {m} からどれだけ離れているでしょう。",
            "每個值離平均數 {m} 有多遠？",
            "How far is each value from the mean, {m}?",
            m=written(data.mean),
        )
        if below:
            page.beat(f"FadeOut({', '.join(below)})", seconds=0.4)
        page.beat(
            "Create(mean_line)",
            "LaggedStart(*[Create(distance) for distance in distances], lag_ratio=0.2)",
            says=says,
            seconds=1.6,
        )
        says = page.say(
            "隔たりの 2 乗の平均は {v}。その平方根、標準偏差は {s} です。",
            "距離平方的平均是 {v}，開根號，標準差是 {s}。",
            "The mean of their squares is {v}; its root, the standard deviation, is {s}.",
            v=written(data.variance),
            s=with_unit(deviation, data.unit),
        )
        squares = data.variance * self.count
        left, right = (self._x(data.mean + sign * deviation) for sign in (-1, 1))
        left = max(left, page.stage.left)  # the rest of the band is beyond the stage
        width = max(right - left, 0.02)
        band = {"color": look.done, "fill_opacity": "0.25", "stroke_width": "0"}
        page.let(
            "band", "Rectangle", width=number(width), height=number(max(self.radius * 2 + 0.2, 0.4)), **band
        )
        page.do("band.move_to", point((left + right) / 2, self.line_y), aligned_edge="DOWN")
        page.named("band", "標準偏差の幅", "標準差的範圍", "the band of one standard deviation")
        words = f"√({written(squares)} ÷ {self.count}) {is_written(deviation)}"
        if rounds(squares):
            words = page.say("標準偏差 {s}", "標準差 {s}", "standard deviation {s}", s=written(deviation))
        page.beat("GrowFromCenter(band)", self._result("spread_result", words), says=says, seconds=1.2)
