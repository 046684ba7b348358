"""A search in an array: binary where the values are sorted, one after the other where they are not."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Self

from pydantic import Field

from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.source import number

FEWEST: Final = 2
MOST: Final = 16
_WIDEST = 1.3
_MOST_IN_A_ROW: Final = 6
"""In a narrow frame."""
_GONE = "0.15"


@dataclass(frozen=True)
class Step:
    """One look at the array: what is still searched (both ends included), and where it is looked."""

    low: int
    high: int
    middle: int


class ArraySearch(Builder):
    """The values in their order, and the one that is searched for."""

    values: tuple[int, ...] = Field(min_length=FEWEST, max_length=MOST)
    wanted: int = Field(ge=-999_999, le=999_999)

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Eight sorted values."""
        return cls(values=(2, 5, 8, 12, 16, 23, 38, 56), wanted=23)

    @property
    def is_sorted(self) -> bool:
        """Whether halves can be left out."""
        return all(one <= other for one, other in zip(self.values, self.values[1:], strict=False))

    def steps(self) -> Iterator[Step]:
        """Each look, up to the one that finds the value, or until nothing is left."""
        low, high = 0, len(self.values) - 1
        while low <= high:
            middle = (low + high) // 2 if self.is_sorted else low
            yield Step(low, high, middle)
            if self.values[middle] == self.wanted:
                return
            if not self.is_sorted or self.values[middle] < self.wanted:
                low = middle + 1
            else:
                high = middle - 1

    def heading(self, locale: Locale) -> str:
        """What is searched for."""
        return locale.say("{wanted} を探す", "尋找 {wanted}", "Searching for {wanted}", wanted=self.wanted)

    def draw(self, page: Page) -> None:
        """The cells, and at each look the markers, the comparison, and what falls away."""
        self._begin(page)
        steps = list(self.steps())
        for turn, step in enumerate(steps, 1):
            self._look(page, turn, step)
            self._decide(page, step)
        if self.values[steps[-1].middle] != self.wanted:
            says = page.say(
                "探すところがなくなりました。{n} はありません。",
                "已經沒有可以找的地方了：沒有 {n}。",
                "Nothing is left to search: {n} is not there.",
                n=self.wanted,
            )
            page.beat(f"FadeOut(marks_{len(steps)})", says=says, seconds=0.6)

    def _begin(self, page: Page) -> None:
        """The cells in rows, with their indices below, and what is wanted above."""
        look, stage = page.look, page.stage
        count = len(self.values)
        rows = 1 if stage.wide else -(-count // _MOST_IN_A_ROW)
        per_row = -(-count // rows)
        side = min(_WIDEST, stage.width / per_row)
        for index, value in enumerate(self.values):
            row, column = divmod(index, per_row)
            x = (column - (per_row - 1) / 2) * side
            y = stage.middle - 0.2 + ((rows - 1) / 2 - row) * side * 1.9
            box = {"color": look.main, "fill_color": look.panel, "fill_opacity": "0.3"}
            page.let(f"box_{index}", "Square", side_length=number(side * 0.94), **box)
            page.place(f"box_{index}", x, y)
            page.text(f"value_{index}", str(value), 32, side * 0.8, bold=True)
            page.place(f"value_{index}", x, y)
            page.text(f"index_{index}", str(index), 20, side, color=look.muted)
            page.do(f"index_{index}.next_to", f"box_{index}", "DOWN", buff="0.12")
            page.let(f"cell_{index}", "VGroup", f"box_{index}", f"value_{index}", f"index_{index}")
        wanted = page.say("探す値: {n}", "要找的值：{n}", "Wanted: {n}", n=self.wanted)
        page.text("wanted", wanted, 32, stage.width, color=look.hot, bold=True)
        page.place("wanted", 0, stage.top - 0.3)
        page.named("wanted", "探す値", "要找的值", "the wanted value")
        page.let("cells", "VGroup", *(f"cell_{index}" for index in range(count)))
        page.named("cells", "配列", "陣列", "the array")
        if self.is_sorted:
            says = page.say(
                "値は小さい順に並んでいます。真ん中から探します。",
                "數值由小到大排列，從中間開始找。",
                "The values are sorted, so we begin in the middle.",
            )
        else:
            says = page.say(
                "値は順に並んでいません。先頭から一つずつ調べます。",
                "數值沒有排序，只能從頭一個一個找。",
                "The values are not sorted, so we look at each from the start.",
            )
        page.beat("FadeIn(cells, shift=UP * 0.3)", "FadeIn(wanted)", says=says)

    def _look(self, page: Page, turn: int, step: Step) -> None:
        """The markers at both ends and at the value that is looked at."""
        marked = (
            {"low": step.low, "mid": step.middle, "high": step.high} if self.is_sorted else {"i": step.middle}
        )
        places: dict[int, list[str]] = {}
        for name, index in marked.items():
            places.setdefault(index, []).append(name)
        marks = []
        for index, names in places.items():
            marks.append(f"{names[0]}_{turn}")
            page.text(marks[-1], " = ".join(names), 22, 2.0, color=page.look.hot)
            page.do(f"{marks[-1]}.move_to", f"box_{index}.get_top() + UP * 0.3")
        page.let(f"marks_{turn}", "VGroup", *marks)
        before = [f"FadeOut(marks_{turn - 1})"] if turn > 1 else []
        hot = f"box_{step.middle}.animate.set_stroke({page.look.hot}, 6)"
        page.beat(*before, f"FadeIn(marks_{turn})", hot, says=self._compared(page, step), seconds=0.8)

    def _compared(self, page: Page, step: Step) -> str:
        value = self.values[step.middle]
        values = {"v": value, "w": self.wanted, "i": step.middle}
        if value == self.wanted:
            return page.say(
                "位置 {i} の値は {v}。見つかりました。",
                "位置 {i} 的值是 {v}，找到了。",
                "The value at index {i} is {v}: found.",
                **values,
            )
        if not self.is_sorted:
            return page.say(
                "{v} ではありません。次へ。", "不是 {v}，看下一個。", "{v} is not it. Next.", **values
            )
        if value < self.wanted:
            return page.say(
                "真ん中は {v}。{w} より小さいので、左側を除きます。",
                "中間是 {v}，比 {w} 小，左邊不用找了。",
                "The middle is {v}, less than {w}: the left part falls away.",
                **values,
            )
        return page.say(
            "真ん中は {v}。{w} より大きいので、右側を除きます。",
            "中間是 {v}，比 {w} 大，右邊不用找了。",
            "The middle is {v}, more than {w}: the right part falls away.",
            **values,
        )

    def _decide(self, page: Page, step: Step) -> None:
        """What is found stays; what can't be it falls away."""
        value = self.values[step.middle]
        if value == self.wanted:
            done = page.look.done
            box = f"box_{step.middle}.animate.set_color({done}).set_fill({done}, 0.4)"
            page.beat(box, f"Indicate(value_{step.middle}, color={done})", seconds=0.9)
            return
        low = step.middle if not self.is_sorted or value > self.wanted else step.low
        high = step.middle if not self.is_sorted or value < self.wanted else step.high
        gone = range(low, high + 1)
        page.beat(*(f"cell_{index}.animate.set_opacity({_GONE})" for index in gone), seconds=0.7)
