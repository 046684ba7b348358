"""A line: a point travels from value to value."""

from fractions import Fraction
from math import ceil, floor, log10
from typing import Final

from media.scenes.amounts import signed, written
from media.scenes.charts.fit import fitting, result, widest
from media.scenes.charts.rows import Rows
from media.scenes.page import SMALLEST_SIZE, Page
from media.scenes.source import point
from media.scenes.text import wrap

_TOP_ROOM: Final = 0.85
_VALUE_ROOM: Final = 0.5
_DEEPEST_LABEL: Final = 2.0
_MOST_LEVELS: Final = 5


def levels(low: Fraction, high: Fraction) -> tuple[Fraction, ...]:
    """Round numbers from at or below the lowest value to at or above the highest, at most six of them."""
    reach = (high - low) or abs(high) or Fraction(1)
    power = Fraction(10) ** floor(log10(reach / _MOST_LEVELS))
    step = next(power * times for times in (1, 2, 5, 10) if reach / (power * times) <= _MOST_LEVELS)
    first, last = floor(low / step), ceil(high / step)
    if first == last:
        last += 1
    return tuple(step * turn for turn in range(first, last + 1))


def draw(page: Page, rows: Rows) -> None:
    """The axes, the travelling point, the highest and the lowest value, and the change from first to last."""
    _Line(page, rows).draw()


class _Line:
    """A line on its page."""

    def __init__(self, page: Page, rows: Rows) -> None:
        self.page, self.rows = page, rows
        stage = page.stage
        zero = (Fraction(),) if min(rows.values) >= 0 and max(rows.values) > 0 else ()
        near = min(rows.values) * 2 > max(rows.values)  # a line far above zero shows its changes better
        self.levels = levels(min((*rows.values, *(() if near else zero))), max(rows.values))
        self.level_texts = [written(level) for level in self.levels]
        self.left = stage.left + widest(self.level_texts, SMALLEST_SIZE) + 0.25
        self.slot = (stage.right - self.left) / len(rows.rows)
        labels = [row.label for row in rows.rows]
        self.label_size = fitting(labels, self.slot * 0.94, rows=2)
        if self.label_size:
            rows_of_label = max(len(wrap(label, self.slot * 0.94, self.label_size)) for label in labels)
            below = 0.2 + rows_of_label * self.label_size * 0.0175
        else:
            below = min(_DEEPEST_LABEL, widest(labels, SMALLEST_SIZE)) + 0.2
        self.bottom, self.top = stage.bottom + below, stage.top - _TOP_ROOM - _VALUE_ROOM

    def x(self, place: int) -> float:
        return self.left + self.slot * (place + 0.5)

    def y(self, value: Fraction) -> float:
        share = (value - self.levels[0]) / (self.levels[-1] - self.levels[0])
        return self.bottom + float(share) * (self.top - self.bottom)

    def draw(self) -> None:
        page, rows, look = self.page, self.rows, self.page.look
        self._axes()
        self._points()
        says = rows.counted(
            "{n} 個の値を順にたどります。",
            "依序看 {n} 個值。",
            "We follow {n} values in their order.",
            page.locale,
        )
        page.beat("FadeIn(grid)", "FadeIn(labels, lag_ratio=0.2)", says=says)
        self._travel()
        if len(rows.largest) == len(rows.rows):
            page.beat(f"Indicate(line, color={look.hot})", says=rows.told_equal(page.locale))
            return
        for places, largest, color in (
            (rows.largest, True, look.hot),
            (rows.smallest, False, look.accent(3)),
        ):
            shown = [
                f"{name}_{place + 1}.animate.set_color({color})" for place in places for name in self._kept()
            ]
            rings = [f"Flash(dot_{place + 1}, color={color})" for place in places]
            says = rows.told_extreme(places, page.locale, largest=largest)
            page.beat(*shown, *rings, says=says, pause=0.5)
        self._change()

    def _kept(self) -> tuple[str, ...]:
        return ("dot", "value", "label") if self._values_fit() else ("dot", "label")

    def _values_fit(self) -> bool:
        texts = [self.rows.written(value) for value in self.rows.values]
        return widest(texts, SMALLEST_SIZE) <= self.slot * 1.05

    def _axes(self) -> None:
        page, muted = self.page, self.page.look.muted
        names = []
        for turn, (level, text) in enumerate(zip(self.levels, self.level_texts, strict=True), 1):
            ends = point(self.left, self.y(level)), point(page.stage.right, self.y(level))
            strength = "2.5" if turn == 1 or level == 0 else "1"
            page.let(f"level_{turn}", "Line", *ends, color=muted, stroke_width=strength, stroke_opacity="0.5")
            page.text(f"mark_{turn}", text, SMALLEST_SIZE, self.left - page.stage.left, color=muted)
            page.do(f"mark_{turn}.next_to", f"level_{turn}", "LEFT", buff="0.15")
            names += [f"level_{turn}", f"mark_{turn}"]
        page.let("grid", "VGroup", *names)
        page.named("grid", "目盛り", "刻度", "the grid")

    def _points(self) -> None:
        page, rows, look = self.page, self.rows, self.page.look
        fit = self._values_fit()
        texts = [rows.written(value) for value in rows.values]
        size = (fitting(texts, self.slot * 1.05) or SMALLEST_SIZE) if fit else 30
        for place, (row, value) in enumerate(zip(rows.rows, rows.values, strict=True), 1):
            x, y = self.x(place - 1), self.y(value)
            page.let(f"dot_{place}", "Dot", point(x, y), radius="0.09", color=look.main)
            if self.label_size:
                page.text(
                    f"label_{place}", row.label, self.label_size, self.slot * 0.94, rows=2, centered=True
                )
            else:
                page.text(f"label_{place}", row.label, SMALLEST_SIZE, _DEEPEST_LABEL)
                page.do(f"label_{place}.rotate", "PI / 2")
            page.do(f"label_{place}.next_to", point(x, self.bottom), "DOWN", buff="0.14")
            words = texts[place - 1] if fit else f"{row.label}: {texts[place - 1]}"
            room = self.slot * 1.05 if fit else page.stage.width
            page.text(f"value_{place}", words, min(size, 26) if fit else size, room, bold=True)
            if not fit:
                page.place(f"value_{place}", 0, page.stage.top - 0.3)
            elif self._dips(place - 1):
                page.do(f"value_{place}.next_to", f"dot_{place}", "DOWN", buff="0.14")
            else:
                page.do(f"value_{place}.next_to", f"dot_{place}", "UP", buff="0.14")
        page.let("labels", "VGroup", *(f"label_{place}" for place in range(1, len(rows.rows) + 1)))

    def _dips(self, place: int) -> bool:
        """Whether a value is written below its point, where the line is not."""
        values = self.rows.values
        here = values[place]
        beside = [values[other] for other in (place - 1, place + 1) if 0 <= other < len(values)]
        low = self.y(here) - self.bottom < _VALUE_ROOM
        return not low and all(other >= here for other in beside) and any(other > here for other in beside)

    def _travel(self) -> None:
        page, rows, look = self.page, self.rows, self.page.look
        count = len(rows.rows)
        for place in range(1, count):
            page.let(
                f"piece_{place}",
                "Line",
                f"dot_{place}.get_center()",
                f"dot_{place + 1}.get_center()",
                color=look.main,
                stroke_width="5",
            )
        page.let("line", "VGroup", *(f"piece_{place}" for place in range(1, count)))
        page.named("line", "折れ線", "折線", "the line")
        page.let("runner", "Dot", "dot_1.get_center()", radius="0.14", color=look.hot)
        says = page.say(
            "線が上がるところでは、値が増えています。",
            "線往上的地方，值變大。",
            "Where the line climbs, the value grows.",
        )
        page.beat("FadeIn(dot_1, runner, value_1)", says=says, seconds=0.5)
        for place in range(1, count):
            if not self._values_fit():
                page.do("self.remove", f"value_{place}")
            page.beat(
                f"Create(piece_{place})",
                f"runner.animate.move_to(dot_{place + 1})",
                f"FadeIn(dot_{place + 1}, value_{place + 1})",
                seconds=0.7 if self._values_fit() else 1.0,
            )
        gone = "FadeOut(runner)" if self._values_fit() else f"FadeOut(runner, value_{count})"
        page.beat(gone, seconds=0.4)

    def _change(self) -> None:
        """From the first value to the last one."""
        page, rows, look = self.page, self.rows, self.page.look
        first, last = rows.values[0], rows.values[-1]
        change = last - first
        text = f"{written(first)} → {rows.written(last)}: {signed(change, rows.unit)}"
        values = {"a": rows.rows[0].label, "b": rows.rows[-1].label, "v": rows.written(abs(change))}
        if first > 0 and change:
            text += f" ({signed(change / first * 100, '%', 1)})"
        result(page, "change", text, page.stage.top - 0.3)
        page.named("change", "変化", "變化", "the change")
        if change > 0:
            says = page.say(
                "{a}から{b}までに {v} 増えました。",
                "從{a}到{b}，增加了 {v}。",
                "From {a} to {b} it has grown by {v}.",
                **values,
            )
        elif change < 0:
            says = page.say(
                "{a}から{b}までに {v} 減りました。",
                "從{a}到{b}，減少了 {v}。",
                "From {a} to {b} it has fallen by {v}.",
                **values,
            )
        else:
            says = page.say(
                "{b} には、{a}と同じ値に戻りました。",
                "到{b}又回到與{a}相同的值。",
                "At {b} it is the same again as at {a}.",
                **values,
            )
        x, low, high = self.x(len(rows.rows) - 1), self.y(first), self.y(last)
        page.let(
            "start_level",
            "DashedLine",
            "dot_1.get_center()",
            point(x, low),
            color=look.done,
            stroke_width="3",
        )
        moves = ["Create(start_level)", "FadeIn(change, shift=DOWN * 0.2)"]
        if abs(high - low) > 0.3:  # noqa: PLR2004 - shorter than its own tip
            ends = point(x, low), point(x, high)
            page.let("rise", "Arrow", *ends, color=look.done, buff="0", stroke_width="6")
            moves.append("GrowArrow(rise)")
        page.beat(*moves, says=says, seconds=1.2)
