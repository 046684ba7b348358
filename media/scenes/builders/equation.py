"""An equation in one unknown, solved line by line; each line says what is done to both sides."""

from collections.abc import Sequence
from functools import cached_property
from typing import Final, Self

from pydantic import Field, model_validator

from media.formulas.solving import Check, Line, Move, Outcome
from media.formulas.solving import Equation as Solved
from media.scenes.builder import Builder
from media.scenes.lines import Row, lay
from media.scenes.locale import Locale, Translations, translations
from media.scenes.page import Page
from media.scenes.room import Room
from media.scenes.source import literal, number

_SIGNS: Final = {Move.ADD: "+", Move.SUBTRACT: "-", Move.MULTIPLY: "times", Move.DIVIDE: "div"}
_LONG: Final = 20
_ARROWS: Final = 3.9
"""The width that the arrows of both sides, with what they say, take in all."""
_SAID: Final[dict[Move, Translations]] = {
    Move.GIVEN: translations(
        "{line} を解きます。{x} はいくつでしょうか。",
        "解 {line}，{x} 是多少？",
        "Solve {line}: what is {x}?",
    ),
    Move.CROSS: translations(
        "比例式なので、たすきに掛けます。{line}",
        "這是比例式，交叉相乘：{line}",
        "It is a proportion, so multiply crosswise: {line}",
    ),
    Move.SIMPLIFY: translations(
        "計算して整理します。{line}", "化簡：{line}", "Work that out and simplify: {line}"
    ),
    Move.SWAP: translations("左右を入れ替えます。{line}", "左右對調：{line}", "Swap the sides: {line}"),
    Move.ADD: translations(
        "両辺に {amount} を足します。{line}",
        "兩邊同加 {amount}：{line}",
        "Add {amount} on both sides: {line}",
    ),
    Move.SUBTRACT: translations(
        "両辺から {amount} を引きます。{line}",
        "兩邊同減 {amount}：{line}",
        "Subtract {amount} on both sides: {line}",
    ),
    Move.MULTIPLY: translations(
        "両辺に {amount} を掛けて、分母をなくします。{line}",
        "兩邊同乘 {amount}，去掉分母：{line}",
        "Multiply both sides by {amount}, so no fraction is left: {line}",
    ),
    Move.DIVIDE: translations(
        "両辺を {amount} で割ります。{line}",
        "兩邊同除以 {amount}：{line}",
        "Divide both sides by {amount}: {line}",
    ),
    Move.FACTOR: translations("因数分解します。{line}", "因式分解：{line}", "Factor the left side: {line}"),
    Move.ZERO: translations(
        "積が 0 なら、因数のどれかが 0 です。{line}",
        "乘積是 0，必有一個因式是 0：{line}",
        "A product is 0 only if a factor is 0: {line}",
    ),
    Move.ROOT: translations(
        "両辺の平方根をとります。{line}",
        "兩邊開平方：{line}",
        "Take the square root of both sides: {line}",
    ),
    Move.FORMULA: translations(
        "a = {a}、b = {b}、c = {c} として、解の公式を使います。",
        "令 a = {a}、b = {b}、c = {c}，使用公式解。",
        "With a = {a}, b = {b}, c = {c}, use the quadratic formula.",
    ),
    Move.PUT_IN: translations("数を入れます。", "代入數字。", "Put the numbers in."),
    Move.ROUND: translations("小数で表すと、{line}", "用小數表示：{line}", "As decimals: {line}"),
}
_NEGATIVE_ROOT: Final = translations(
    "b² − 4ac は {value} で、負の数です。",
    "b² − 4ac 是 {value}，是負數。",
    "b² − 4ac is {value}, a negative number.",
)
_OUTCOMES: Final[dict[Outcome, Translations]] = {
    Outcome.EVERY: translations(
        "これはいつも正しいので、どんな {x} でも成り立ちます。",
        "這永遠成立，所以任何 {x} 都是解。",
        "This is always true: every number {x} is a solution.",
    ),
    Outcome.NONE: translations(
        "これは正しくありません。成り立つ {x} はありません。",
        "這不成立，所以沒有 {x} 能滿足方程式。",
        "This is never true: no number {x} is a solution.",
    ),
    Outcome.NO_REAL: translations(
        "実数を 2 乗しても負になりません。実数の解はありません。",
        "實數的平方不會是負數，所以沒有實數解。",
        "No real number has a negative square: there is no real solution.",
    ),
    Outcome.EXCLUDED: translations(
        "しかし {x} をこの値にすると分母が 0 になります。解はありません。",
        "但 {x} 取這個值時分母為 0，所以無解。",
        "But that value of {x} would make a denominator 0: there is no solution.",
    ),
}
_CLOSING: Final[dict[Outcome, Translations]] = {
    Outcome.EVERY: translations("すべての数が解", "任何數都是解", "Every number is a solution"),
    Outcome.NONE: translations("解なし", "無解", "No solution"),
    Outcome.NO_REAL: translations("実数の解なし", "無實數解", "No real solution"),
    Outcome.EXCLUDED: translations("解なし", "無解", "No solution"),
}


class Equation(Builder):
    """The equation as it is written, such as ``2x + 3 = 11``, ``x^2 = 5x - 6`` or ``3 : 4 = x : 12``."""

    equation: str = Field(min_length=3, max_length=60)

    @model_validator(mode="after")
    def _is_solved(self) -> Self:
        Solved(self.equation)
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Two steps to the unknown."""
        return cls(equation="2x + 3 = 11")

    @cached_property
    def solved(self) -> Solved:
        """The equation with its lines, its roots and its checks."""
        return Solved(self.equation)

    def heading(self, locale: Locale) -> str:
        """What is solved."""
        line = self.solved.lines()[0].plain
        if len(line) > _LONG:
            return locale.say("方程式を解く", "解方程式", "Solving an equation")
        return locale.say("{line} を解く", "解 {line}", "Solving {line}", line=line)

    def draw(self, page: Page) -> None:
        """Each line comes out of the line before; arrows on both sides say how."""
        lines, checks = self.solved.lines(), self.solved.checks()
        stage = page.stage
        share = stage.height * len(lines) / (len(lines) + max(len(checks), 1))
        # Where lines are long and the frame is not wide, captions alone say what is done.
        has_arrows = stage.roomy or all(line.move is not Move.PUT_IN for line in lines)
        arrows = has_arrows and any(line.move in _SIGNS for line in lines)
        width = stage.width - (_ARROWS if arrows else 0.4)
        rows = [Row(line.left.typst, line.right.typst, line.sign) for line in lines]
        names = lay(page, "line", rows, Room.around(0, stage.top - share / 2, width, share - 0.3))
        page.named("lines", "式の変形", "計算過程", "the lines")
        for index, line in enumerate(lines):
            self._line(page, names, index, line, arrows=arrows)
        solution = [name for name, line in zip(names, lines, strict=True) if line.move is not Move.ROUND][-1]
        wide = stage.width - 1.5
        below = Room(-wide / 2, wide / 2, stage.bottom + 0.15, stage.top - share - 0.15)
        if self.solved.outcome is Outcome.SOLVED:
            self._checks(page, solution, checks, below)
        else:
            self._closing(page, solution, below)

    def _line(self, page: Page, names: list[str], index: int, line: Line, *, arrows: bool) -> None:
        says = self._says(page.locale, line)
        if not index:
            page.beat(f"Write({names[0]})", says=says)
            return
        before, after = names[index - 1 : index + 1]
        drawn = self._arrows(page, index, before, after, line) if arrows and line.move in _SIGNS else []
        if drawn:
            page.beat(*drawn, says=says, seconds=0.8)
            page.beat(f"TransformMatchingShapes({before}.copy(), {after})", seconds=1.1)
        else:
            page.beat(f"TransformMatchingShapes({before}.copy(), {after})", says=says, seconds=1.2)

    def _says(self, locale: Locale, line: Line) -> str:
        values = {"line": line.plain, "x": self.solved.unknown, "amount": line.amount and line.amount.plain}
        if line.move is Move.FORMULA:
            if self.solved.outcome is Outcome.NO_REAL:
                value = line.right.plain.rpartition("= ")[2]
                return locale.text(_NEGATIVE_ROOT, value=value)
            c, b, a = (coefficient.plain for coefficient in self.solved.standard_written())
            values |= {"a": a, "b": b, "c": c}
        return locale.text(_SAID[line.move], **values)

    def _arrows(self, page: Page, index: int, before: str, after: str, line: Line) -> list[str]:
        """An arrow on each side from line to line, and what is done there."""
        assert line.amount is not None  # noqa: S101 - the moves with arrows have one
        hot = page.look.hot
        shown = []
        for side, away, turn in (("left", "-", "PI / 2"), ("right", "+", "-PI / 2")):
            edge = f"lines.get_{side}()[0] {away} 0.35"
            ends = (f"[{edge}, {name}.get_y(), 0]" for name in (before, after))
            arrow, done = f"{side}_arrow_{index}", f"{side}_{index}"
            page.let(arrow, "CurvedArrow", *ends, angle=turn, color=hot, tip_length="0.18", stroke_width="4")
            page.let(
                done,
                "MathTypst",
                literal(f"{_SIGNS[line.move]} {line.amount.typst}"),
                font_size=number(40),
                color=hot,
            )
            beside = f"{number(page.stage.width / 2 - 0.9)} - lines.width / 2"
            page.do(f"{done}.scale", f"min(1, ({beside}) / {done}.width)")
            page.at_most(done, 0.75, side="height")
            page.do(f"{done}.next_to", arrow, side.upper(), buff="0.12")
            shown += [f"Create({arrow})", f"FadeIn({done})"]
        return shown

    def _checks(self, page: Page, solution: str, checks: Sequence[Check], room: Room) -> None:
        """The solution is framed, travels into the given equation, and both sides agree."""
        done = page.look.done
        page.let("frame", "SurroundingRectangle", solution, color=done, buff="0.07", corner_radius="0.1")
        page.named("frame", "答えの枠", "答案的框", "the frame of the answer")
        page.beat("Create(frame)", f"{solution}.animate.set_color({done})", seconds=0.7)
        rows = [Row(check.left, check.right) for check in checks]
        for name, check in zip(lay(page, "check", rows, room, color=page.look.main), checks, strict=True):
            says = page.say(
                "検算: {x} = {root} を入れると、両辺とも {value} で等しくなります。",
                "驗算：代入 {x} = {root}，兩邊都是 {value}。",
                "Check: with {x} = {root} both sides are {value}.",
                x=self.solved.unknown,
                root=check.root.plain,
                value=check.value.plain,
            )
            page.let(f"tick_{name}", "MathTypst", literal("checkmark"), font_size="44", color=done)
            page.do(f"tick_{name}.next_to", name, "RIGHT", buff="0.25")
            page.beat(f"TransformMatchingShapes(line_1.copy(), {name})", says=says, seconds=1.2)
            page.beat(f"FadeIn(tick_{name}, scale=2)", seconds=0.5)

    def _closing(self, page: Page, last: str, room: Room) -> None:
        outcome, hot = self.solved.outcome, page.look.hot
        page.text("outcome", page.locale.text(_CLOSING[outcome]), 44, room.width, color=hot, bold=True)
        page.place("outcome", room.x, room.y)
        page.named("outcome", "結論", "結論", "the conclusion")
        says = page.locale.text(_OUTCOMES[outcome], x=self.solved.unknown)
        page.beat(f"{last}.animate.set_color({hot})", "FadeIn(outcome, shift=UP * 0.2)", says=says)
