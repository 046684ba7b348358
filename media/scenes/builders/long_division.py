"""Long division, digit by digit: divide, multiply, subtract, bring down."""

from typing import Final, Self

from pydantic import Field

from contracts.model import Model
from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.room import whole
from media.scenes.sketch import Sketch

_SIZE: Final = 44


class Step(Model):
    """One digit of the quotient: what is divided, the digit, what is taken away, and in which column."""

    part: int
    digit: int
    product: int
    column: int


class LongDivision(Builder):
    """The number that is divided, and the one it is divided by."""

    dividend: int = Field(default=952, ge=10, le=999_999)
    divisor: int = Field(default=4, ge=2, le=99)

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Three digits by one."""
        return cls()

    @property
    def steps(self) -> list[Step]:
        """The steps, from the first digit of the quotient that is not 0."""
        found: list[Step] = []
        rest = 0
        for column, char in enumerate(str(self.dividend)):
            rest = 10 * rest + int(char)
            digit = rest // self.divisor
            if digit or found:
                found.append(Step(part=rest, digit=digit, product=digit * self.divisor, column=column))
            rest -= digit * self.divisor
        return found

    @property
    def result(self) -> tuple[int, int]:
        """The quotient and the remainder."""
        return divmod(self.dividend, self.divisor)

    def heading(self, locale: Locale) -> str:
        """The sum."""
        del locale
        return f"{self.dividend} ÷ {self.divisor}"

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The layout, then each digit with its three lines."""
        room, sketch, look = whole(page.stage), Sketch(page), page.look
        digits = str(self.dividend)
        steps = self.steps
        lines = 2 + 2 * len(steps)
        row = min(room.height / (lines + 0.3), 0.72)
        size = min(_SIZE, 60 * row)
        pitch = size * 0.0125 + 0.06
        columns = len(digits) + len(str(self.divisor)) + 1
        left = room.x - columns * pitch / 2 + (len(str(self.divisor)) + 1) * pitch
        top = room.y + lines * row / 2

        def at(column: float, line: float) -> tuple[float, float]:
            return left + (column + 0.5) * pitch, top - (line + 0.5) * row

        def written(name: str, number: str, end: int, line: int, color: str) -> str:
            parts = []
            for n, char in enumerate(number):
                page.text(f"{name}_{n}", char, size, pitch, color=color)
                page.place(f"{name}_{n}", *at(end - len(number) + 1 + n, line))
                parts.append(f"{name}_{n}")
            return sketch.group(name, *parts)

        written("divisor", str(self.divisor), -2, 1, look.accent(3))
        written("dividend", digits, len(digits) - 1, 1, look.ink)
        bar = at(0, 1)[1] + row / 2
        corner = left - 0.3 * pitch
        points = [(corner, bar - row), (corner, bar), (left + len(digits) * pitch, bar)]
        sketch.curve("bracket", points, look.muted, smooth=False)
        page.named("dividend", "割られる数", "被除數", "the dividend")
        page.named("divisor", "割る数", "除數", "the divisor")
        says = page.say(
            "{a} を {b} で割ります。大きい位から順に考えます。",
            "{a} 除以 {b}，從最高位開始。",
            "{a} divided by {b}: we begin with the highest digits.",
            a=self.dividend,
            b=self.divisor,
        )
        page.beat("FadeIn(dividend)", "FadeIn(divisor)", "Create(bracket)", says=says)
        for n, step in enumerate(steps):
            line = 2 + 2 * n
            values = {
                "p": step.part,
                "b": self.divisor,
                "d": step.digit,
                "m": step.product,
                "r": step.part - step.product,
            }
            written(f"digit_{n}", str(step.digit), step.column, 0, look.done)
            written(f"product_{n}", str(step.product), step.column, line, look.hot)
            shown = [f"FadeIn(digit_{n}, shift=UP * 0.2)", f"FadeIn(product_{n})"]
            says = page.say(
                "{p} の中に {b} は {d} 回。{d} × {b} = {m} を書きます。",
                "{p} 裡有 {d} 個 {b}，寫下 {d} × {b} = {m}。",
                "{b} goes into {p} {d} times. Write {d} × {b} = {m} below.",
                **values,
            )
            page.beat(*shown, says=says, seconds=1.2, pause=0.4)
            last = n == len(steps) - 1
            rest = step.part - step.product
            after = str(steps[n + 1].part) if not last else str(rest)
            end = step.column + (0 if last else 1)
            written(f"rest_{n}", after, end, line + 1, look.ink)
            low = at(0, line)[1] - row / 2
            long = max(len(str(step.product)), len(str(step.part)))
            a, b = left + (step.column - long + 1) * pitch, left + (step.column + 1) * pitch
            sketch.line(f"under_{n}", (a, low), (b, low), look.muted, width=3)
            says = (
                page.say(
                    "引くと、あまりは {r} です。", "相減，餘數是 {r}。", "Subtract: {r} is left.", **values
                )
                if last
                else page.say(
                    "{p} − {m} = {r}。次の位の {x} を下ろして {y} にします。",
                    "{p} − {m} = {r}，把下一位 {x} 移下來，成為 {y}。",
                    "{p} − {m} = {r}. Bring down the next digit, {x}: that makes {y}.",
                    x=digits[step.column + 1],
                    y=steps[n + 1].part,
                    **values,
                )
            )
            page.beat(f"Create(under_{n})", f"FadeIn(rest_{n})", says=says, seconds=1.2, pause=0.4)
        page.named("digit_0", "商の最初の数字", "商的第一位", "the first digit")
        quotient, remainder = self.result
        says = (
            page.say(
                "商は {q}、あまりは {r} です。",
                "商是 {q}，餘數是 {r}。",
                "The answer is {q}, remainder {r}.",
                q=quotient,
                r=remainder,
            )
            if remainder
            else page.say(
                "割り切れて、商は {q} です。",
                "整除，商是 {q}。",
                "It divides evenly: the answer is {q}.",
                q=quotient,
            )
        )
        page.beat(*(f"Indicate(digit_{n})" for n in range(len(steps))), says=says, pause=0.6)
