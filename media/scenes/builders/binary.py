"""A whole number in another base: by the worth of its places, or by dividing again and again."""

from enum import StrEnum
from typing import Final, Literal, Self

from pydantic import Field, model_validator

from media.scenes.builder import Builder
from media.scenes.graphs import to_place
from media.scenes.locale import Locale
from media.scenes.nodes import box, fitting, lit
from media.scenes.page import Page

LARGEST: Final = 65_535
MOST_DIGITS: Final = 10
_DIGITS: Final = "0123456789ABCDEF"
_WIDEST: Final = 1.5
_NAMES: Final = {
    2: ("2 進数", "二進位", "binary"),
    8: ("8 進数", "八進位", "octal"),
    16: ("16 進数", "十六進位", "hexadecimal"),
}


class Way(StrEnum):
    """How the digits are found."""

    PLACES = "places"
    DIVISION = "division"
    DIGITS = "digits"


class Binary(Builder):
    """The number, the base, and the way; ``digits`` goes from the digits to the number."""

    value: int = Field(ge=0, le=LARGEST)
    base: Literal[2, 8, 16] = 2
    way: Way = Way.PLACES

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if len(self.digits) > MOST_DIGITS:
            raise ValueError(f"value: {self.value} has more than {MOST_DIGITS} digits in base {self.base}.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Thirteen in binary."""
        return cls(value=13)

    @property
    def digits(self) -> str:
        """The number's digits in the base."""
        rest, digits = self.value, ""
        while rest or not digits:
            rest, digit = divmod(rest, self.base)
            digits = _DIGITS[digit] + digits
        return digits

    def weights(self) -> tuple[int, ...]:
        """What a one is worth at each place, from left to right."""
        return tuple(self.base**place for place in range(len(self.digits) - 1, -1, -1))

    def divisions(self) -> tuple[tuple[int, int, int], ...]:
        """Each division until nothing is left: what is divided, the quotient and the remainder."""
        rest = self.value
        steps: list[tuple[int, int, int]] = []
        while rest or not steps:
            quotient, remainder = divmod(rest, self.base)
            steps.append((rest, quotient, remainder))
            rest = quotient
        return tuple(steps)

    def heading(self, locale: Locale) -> str:
        """What is turned into what."""
        name = locale.say(*_NAMES[self.base])
        if self.way is Way.DIGITS:
            return locale.say(
                "{n}の {d} を 10 進数に",
                "把{n}的 {d} 換成十進位",
                "{d} in {n}, as a decimal number",
                n=name,
                d=self.digits,
            )
        return locale.say("{v} を {n}に", "把 {v} 換成{n}", "{v} in {n}", v=self.value, n=name)

    def draw(self, page: Page) -> None:
        """The places with their digits and the sum, or the divisions and their remainders."""
        if self.way is Way.DIVISION:
            self._divide(page)
        else:
            self._places(page)

    # --- places ---------------------------------------------------------------------------------------

    def _places(self, page: Page) -> None:
        look, stage = page.look, page.stage
        digits, weights = self.digits, self.weights()
        slot = min(_WIDEST, stage.width / len(digits))
        top = stage.middle + stage.height * 0.14
        height = min(1.3, slot * 1.2)
        names = []
        for index, weight in enumerate(weights):
            x = (index - (len(digits) - 1) / 2) * slot
            box(page, f"place_{index}", digits[index], (x, top), (slot * 0.86, height), font_size=48)
            page.text(
                f"weight_{index}",
                str(weight),
                fitting(str(weight), slot * 0.9, 32),
                slot,
                color=look.accent(3),
            )
            page.place(f"weight_{index}", x, top + height / 2 + 0.4)
            names.append(f"box_place_{index}")
        page.let("boxes", "VGroup", *names)
        page.let("digits", "VGroup", *(f"word_place_{index}" for index in range(len(digits))))
        page.let("weights", "VGroup", *(f"weight_{index}" for index in range(len(digits))))
        page.named("weights", "位の重み", "位值", "the worth of the places")
        page.named("digits", "各位の数字", "各位數字", "the digits")
        says = page.say(
            "{n}の位は、右から左へ {b} 倍ずつ大きくなります。",
            "{n}的每一位，往左一位就大 {b} 倍。",
            "Each place is worth {b} times the one to its right.",
            n=page.say(*_NAMES[self.base]),
            b=self.base,
        )
        given = self.way is Way.DIGITS
        page.beat(
            "FadeIn(boxes)",
            *(["FadeIn(digits)"] if given else []),
            "FadeIn(weights, shift=DOWN * 0.2)",
            says=says,
        )
        below = top - height / 2
        if given:
            self._read(page)
        else:
            self._fill(page, below - 0.6)
        self._sum(page, below - 1.35)

    def _fill(self, page: Page, height: float) -> None:
        """From the left, as often as each place's worth fits."""
        look, rest = page.look, self.value
        for index, (digit, weight) in enumerate(zip(self.digits, self.weights(), strict=True)):
            times = _DIGITS.index(digit)
            words = page.say("残り {r}", "剩下 {r}", "{r} left", r=rest)
            page.text(f"rest_{index}", words, 34, page.stage.width, color=look.hot)
            page.place(f"rest_{index}", 0, height)
            values = {"w": weight, "r": rest, "t": times, "d": digit, "n": rest - times * weight}
            if not times:
                says = page.say(
                    "{w} は {r} に入らないので 0。",
                    "{r} 裡放不下 {w}，寫 0。",
                    "{w} does not fit into {r}: 0.",
                    **values,
                )
            elif self.base == 2:  # noqa: PLR2004 - binary, where a digit is yes or no
                says = page.say(
                    "{w} は {r} に入るので 1、残りは {n}。",
                    "{r} 裡放得下 {w}，寫 1，剩下 {n}。",
                    "{w} fits into {r}: 1, and {n} is left.",
                    **values,
                )
            else:
                says = page.say(
                    "{w} は {r} に {t} 回入るので {d}、残りは {n}。",
                    "{r} 裡有 {t} 個 {w}，寫 {d}，剩下 {n}。",
                    "{w} fits {t} times into {r}: {d}, and {n} is left.",
                    **values,
                )
            before = [f"FadeOut(rest_{index - 1})"] if index else []
            page.beat(
                *before,
                f"FadeIn(rest_{index})",
                f"Indicate(weight_{index}, color={look.hot})",
                says=says,
                seconds=0.6,
            )
            rest -= times * weight
            color = look.done if times else look.muted
            page.beat(f"FadeIn(word_place_{index}, scale=1.6)", lit(f"place_{index}", color), seconds=0.5)
        words = page.say("残り {r}", "剩下 {r}", "{r} left", r=rest)
        page.text("rest", words, 34, page.stage.width, color=look.hot)
        page.place("rest", 0, height)
        page.beat(f"FadeOut(rest_{len(self.digits) - 1})", "FadeIn(rest)", seconds=0.4, pause=0.4)
        page.beat("FadeOut(rest)", seconds=0.3)

    def _read(self, page: Page) -> None:
        """Each digit that counts, with its worth."""
        for index, (digit, weight) in enumerate(zip(self.digits, self.weights(), strict=True)):
            if digit != "0":
                says = page.say(
                    "{w} の位は {d}。{t} です。",
                    "{w} 的位置是 {d}，就是 {t}。",
                    "At {w} stands {d}: that is {t}.",
                    w=weight,
                    d=digit,
                    t=_DIGITS.index(digit) * weight,
                )
                color = page.look.done
                page.beat(
                    lit(f"place_{index}", color),
                    f"Indicate(weight_{index}, color={color})",
                    says=says,
                    seconds=0.8,
                )

    def _sum(self, page: Page, height: float) -> None:
        look, room = page.look, page.stage.width
        parts = [
            f"{weight}" if self.base == 2 else f"{_DIGITS.index(digit)} times {weight}"  # noqa: PLR2004 - binary
            for digit, weight in zip(self.digits, self.weights(), strict=True)
            if digit != "0"
        ]
        total = f"{' + '.join(parts) or '0'} = {self.value}"
        page.formula("total", total, 44, room)
        page.place("total", 0, height + 0.45)
        written = f'"{self.digits}"_(({self.base}))'
        result = f"{written} = {self.value}" if self.way is Way.DIGITS else f"{self.value} = {written}"
        page.formula("result", result, 56, room, color=look.done)
        page.place("result", 0, height - 0.45)
        page.named("result", "答え", "答案", "the result")
        says = page.say(
            "位の重みを足すと {v} です。", "把位值加起來是 {v}。", "The places add up to {v}.", v=self.value
        )
        page.beat("Write(total)", says=says, seconds=1.0)
        self._end(page)

    def _end(self, page: Page) -> None:
        name = page.say(*_NAMES[self.base])
        says = (
            page.say("10 進数では {v} です。", "十進位是 {v}。", "In decimal it is {v}.", v=self.value)
            if self.way is Way.DIGITS
            else page.say(
                "{v} は {n}で {d} です。",
                "{v} 的{n}是 {d}。",
                "{v} in {n} is {d}.",
                v=self.value,
                n=name,
                d=self.digits,
            )
        )
        page.beat("Write(result)", says=says, seconds=1.0)

    # --- division -------------------------------------------------------------------------------------

    def _divide(self, page: Page) -> None:
        look, stage = page.look, page.stage
        steps = self.divisions()
        low = stage.bottom + 1.0
        down = min(0.9, (stage.top - low) / len(steps))
        top = (stage.top + low + down * len(steps)) / 2
        size = max(20.0, min(40.0, down * 50))
        for index, (whole, quotient, remainder) in enumerate(steps):
            y = top - (index + 0.5) * down
            page.text(f"step_{index}", f"{whole} ÷ {self.base} = {quotient}", size, 4.2)
            page.place(f"step_{index}", 0.2, y, edge="RIGHT")
            shown = str(remainder) if remainder < 10 else f"{remainder} → {_DIGITS[remainder]}"  # noqa: PLR2004 - digits
            page.text(
                f"remainder_{index}",
                page.say("余り {r}", "餘 {r}", "remainder {r}", r=shown),
                size,
                3.2,
                color=look.hot,
                bold=True,
            )
            page.place(f"remainder_{index}", 0.6, y, edge="LEFT")
            says = None
            values = {"w": whole, "b": self.base, "q": quotient, "r": remainder}
            if index == 0:
                says = page.say(
                    "{w} を {b} で割ると {q}、余りは {r} です。",
                    "{w} 除以 {b} 得 {q}，餘 {r}。",
                    "{w} divided by {b} is {q}, remainder {r}.",
                    **values,
                )
            elif index == 1:
                says = page.say(
                    "商を {b} で割ることを、0 になるまで繰り返します。",
                    "把商再除以 {b}，一直到 0。",
                    "The quotient is divided by {b} again, until it is 0.",
                    **values,
                )
            page.beat(f"FadeIn(step_{index}, shift=DOWN * 0.2)", says=says, seconds=0.6)
            page.beat(f"FadeIn(remainder_{index}, shift=RIGHT * 0.2)", seconds=0.5)
        page.named("step_0", "最初の割り算", "第一個除法", "the first division")
        says = page.say(
            "余りを下から上へ読みます。",
            "把餘數由下往上讀。",
            "The remainders are read from the last one up.",
        )
        page.beat(says=says)
        pitch = min(0.7, stage.width / len(steps))
        moves = []
        for place, index in enumerate(range(len(steps) - 1, -1, -1)):
            page.text(f"digit_{index}", _DIGITS[steps[index][2]], 48, pitch, color=look.done, bold=True)
            page.do(f"digit_{index}.move_to", f"remainder_{index}.get_right()")
            moves.append(f"digit_{index}")
            at = ((place - (len(steps) - 1) / 2) * pitch, stage.bottom + 0.45)
            page.beat(
                to_place(f"digit_{index}", at),
                f"remainder_{index}.animate.set_color({look.done})",
                seconds=0.6,
            )
        written = f'{self.value} = "{self.digits}"_(({self.base}))'
        page.formula("result", written, 56, stage.width, color=look.done)
        page.place("result", 0, stage.bottom + 0.45)
        page.named("result", "答え", "答案", "the result")
        page.do("self.remove", *moves)
        self._end(page)
