"""A derivation: formulas one below the other, each coming out of the one before for a reason that is said."""

from typing import Final, Self

from pydantic import Field

from contracts.model import Model
from media.formulas.typst import Maths
from media.scenes.builder import Builder
from media.scenes.lines import Row, lay
from media.scenes.locale import Locale, Translations, translations
from media.scenes.page import Page
from media.scenes.room import Room

MOST: Final = 9

_QUADRATIC: Final[tuple[tuple[str, Translations], ...]] = (
    (
        "a x^2 + b x + c = 0",
        translations(
            "二次方程式から始めます。", "從一元二次方程式開始。", "Start with any quadratic equation."
        ),
    ),
    (
        "x^2 + frac(b, a) x = -frac(c, a)",
        translations(
            "a で割り、定数を右辺に移します。",
            "除以 a，把常數移到右邊。",
            "Divide by a and bring the constant to the right.",
        ),
    ),
    (
        "x^2 + frac(b, a) x + frac(b^2, 4 a^2) = frac(b^2, 4 a^2) - frac(c, a)",
        translations(
            "両辺に b/2a の 2 乗を足します。",
            "兩邊同加 b/2a 的平方。",
            "Add the square of b/2a on both sides.",
        ),
    ),
    (
        "(x + frac(b, 2 a))^2 = frac(b^2 - 4 a c, 4 a^2)",
        translations("左辺は完全平方になります。", "左邊成為完全平方。", "Now the left side is a square."),
    ),
    (
        "x + frac(b, 2 a) = plus.minus frac(sqrt(b^2 - 4 a c), 2 a)",
        translations("両辺の平方根をとります。", "兩邊開平方。", "Take the square root of both sides."),
    ),
    (
        "x = frac(-b plus.minus sqrt(b^2 - 4 a c), 2 a)",
        translations(
            "b/2a を移せば、解の公式です。",
            "移走 b/2a，就得到公式解。",
            "Subtract b/2a: this is the quadratic formula.",
        ),
    ),
)
_ADDITION: Final[tuple[tuple[str, Translations], ...]] = (
    (
        "d^2 = (cos alpha - cos beta)^2 + (sin alpha - sin beta)^2",
        translations(
            "単位円上の 2 点の距離 d を求めます。",
            "求單位圓上兩點的距離 d。",
            "Take the distance d of two points on the unit circle.",
        ),
    ),
    (
        "d^2 = 2 - 2 (cos alpha cos beta + sin alpha sin beta)",
        translations(
            "展開し、cos² + sin² = 1 を使います。",
            "展開，並使用 cos² + sin² = 1。",
            "Expand, and use cos² + sin² = 1.",
        ),
    ),
    (
        "d^2 = 2 - 2 cos(alpha - beta)",
        translations(
            "間の角は α − β なので、余弦定理からも求まります。",
            "夾角是 α − β，也可用餘弦定理求出。",
            "The angle between is α − β: the law of cosines gives d too.",
        ),
    ),
    (
        "cos(alpha - beta) = cos alpha cos beta + sin alpha sin beta",
        translations("二つの式を比べます。", "比較兩個式子。", "Compare the two."),
    ),
    (
        "cos(90 degree - (alpha + beta)) = cos(90 degree - alpha) cos beta + sin(90 degree - alpha) sin beta",
        translations("α を 90° − α に置き換えます。", "把 α 換成 90° − α。", "Put 90° − α in place of α."),
    ),
    (
        "sin(alpha + beta) = sin alpha cos beta + cos alpha sin beta",
        translations(
            "cos(90° − α) = sin α なので、これが加法定理です。",
            "因為 cos(90° − α) = sin α，這就是和角公式。",
            "As cos(90° − α) = sin α, this is the addition theorem.",
        ),
    ),
)


class Step(Model):
    """One line in Typst's mathematics, and the reason that leads to it, in the animation's language."""

    formula: Maths
    reason: str = Field(min_length=1, max_length=160)

    @property
    def row(self) -> Row:
        """The line, divided at its first sign of equality."""
        left, equals, right = self.formula.partition("=")
        if not equals or not right.strip() or left.rstrip().endswith(("!", "<", ">", ":")):
            return Row(self.formula)
        return Row(left.strip(), right.strip())


class Derivation(Builder):
    """The lines in their order. ``title`` says what is derived."""

    title: str = Field(min_length=1, max_length=120)
    steps: tuple[Step, ...] = Field(min_length=2, max_length=MOST)

    @classmethod
    def example(cls, locale: Locale) -> Self:
        """The quadratic formula."""
        return cls.quadratic_formula(locale)

    @classmethod
    def quadratic_formula(cls, locale: Locale) -> Self:
        """The quadratic formula by completing the square."""
        return cls(
            title=locale.say("解の公式の導出", "公式解的推導", "Deriving the quadratic formula"),
            steps=_in(locale, _QUADRATIC),
        )

    @classmethod
    def addition_theorem(cls, locale: Locale) -> Self:
        """The sine of a sum, from distances on the unit circle."""
        return cls(
            title=locale.say("加法定理の導出", "和角公式的推導", "Deriving the addition theorem"),
            steps=_in(locale, _ADDITION),
        )

    def heading(self, locale: Locale) -> str:  # noqa: ARG002
        """What is derived."""
        return self.title

    def draw(self, page: Page) -> None:
        """Each line comes out of the one before, which steps back; the last is framed."""
        stage, look = page.stage, page.look
        room = Room.around(0, stage.middle, stage.width - 0.3, stage.height - 0.3)
        names = lay(page, "line", [step.row for step in self.steps], room)
        page.named("lines", "式の変形", "推導過程", "the lines")
        for index, (name, step) in enumerate(zip(names, self.steps, strict=True)):
            shown = [f"Write({name})"]
            if index:
                before = names[index - 1]
                shown = [
                    f"TransformMatchingShapes({before}.copy(), {name})",
                    f"{before}.animate.set_opacity(0.55)",
                ]
            page.beat(*shown, says=step.reason, seconds=1.5)
        page.let(
            "frame", "SurroundingRectangle", names[-1], color=look.done, buff="0.12", corner_radius="0.1"
        )
        page.named("frame", "結果の枠", "結果的框", "the frame of the result")
        page.beat("Create(frame)", f"{names[-1]}.animate.set_color({look.done})", seconds=0.8)


def _in(locale: Locale, lines: tuple[tuple[str, Translations], ...]) -> tuple[Step, ...]:
    return tuple(Step(formula=formula, reason=locale.text(reason)) for formula, reason in lines)
