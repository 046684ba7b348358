"""A hypothesis test of a coin: what chance alone does, what was seen, and how rare so much would be."""

from fractions import Fraction
from math import comb
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from media.formulas.window import axis
from media.scenes.axes import Plane
from media.scenes.builder import Builder
from media.scenes.exact import Number, written
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.quantities import facts
from media.scenes.room import two
from media.scenes.sketch import Sketch

_SHOWN: Final = 1e-4


class HypothesisTest(Builder):
    """How often a fair coin is thrown, how many heads were seen, and the level of significance."""

    throws: int = Field(default=20, ge=5, le=60)
    seen: int = Field(default=16, ge=0)
    level: Annotated[Number, Field(gt=0, lt=Fraction(1, 2))] = Fraction(5, 100)

    @model_validator(mode="after")
    def _can_be_seen(self) -> Self:
        if self.seen > self.throws:
            raise ValueError("seen must not be more than throws.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Sixteen heads of twenty."""
        return cls()

    def chance(self, heads: int) -> Fraction:
        """Of exactly so many heads, of a fair coin."""
        return Fraction(comb(self.throws, heads), 2**self.throws)

    def as_far(self, heads: int) -> bool:
        """Whether that is at least as far from the half as what was seen."""
        return abs(2 * heads - self.throws) >= abs(2 * self.seen - self.throws)

    @property
    def p_value(self) -> Fraction:
        """The chance of something at least as far from the half, on either side."""
        return sum((self.chance(k) for k in range(self.throws + 1) if self.as_far(k)), Fraction(0))

    @property
    def rejected(self) -> bool:
        """Whether the coin is no longer taken for fair."""
        return self.p_value < self.level

    def heading(self, locale: Locale) -> str:
        """What is asked."""
        return locale.say(
            "仮説検定：このコインは公正か", "假設檢定：這枚硬幣公正嗎", "Hypothesis test: is the coin fair?"
        )

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The distribution of a fair coin, what was seen, the tails, and the decision."""
        picture, panel = two(page.stage, 0.66, 0.5, beside=page.stage.wide)
        look = page.look
        chances = [float(self.chance(k)) for k in range(self.throws + 1)]
        kept = [k for k, chance in enumerate(chances) if chance > _SHOWN or k == self.seen]
        low, high = min(*kept, self.throws - max(kept)), max(*kept, self.throws - min(kept))
        box = picture.inside(0.3, 0.3)
        plane = Plane(
            axis(low - 0.8, high + 0.8 + 0.3 * (high - low), most=max(3, int(box.width))),
            axis(0, max(chances) * 1.15, most=4),
            box,
        )
        page.beat(
            *plane.draw(
                page, names=(page.say("表の回数", "正面次數", "heads"), page.say("確率", "機率", "chance"))
            ),
            seconds=0.8,
        )
        bars = []
        for k in range(low, high + 1):
            left, top = plane.spot(k - 0.4, chances[k])
            right, bottom = plane.spot(k + 0.4, 0)
            Sketch(page).box(
                f"bar_{k}",
                ((left + right) / 2, (top + bottom) / 2),
                (right - left, max(top - bottom, 0.02)),
                look.main,
                fill=0.7,
                stroke=1,
            )
            bars.append(f"bar_{k}")
        page.let("bars", "VGroup", *bars)
        page.named("bars", "分布", "分布", "the distribution")
        p = float(self.p_value)
        rows = [
            ("null", page.say("仮説：公正（1/2）", "假設：公正（1/2）", "hypothesis: fair (1/2)"), look.main),
            (
                "seen_row",
                page.say(
                    "{n} 回中 表 {k} 回",
                    "{n} 次中正面 {k} 次",
                    "{k} heads of {n}",
                    n=self.throws,
                    k=self.seen,
                ),
                look.hot,
            ),
            ("p_row", f"p ≈ {p:.4f}" if p >= _SHOWN else "p < 0.0001", look.accent(3)),
            (
                "level_row",
                page.say("有意水準 {a}", "顯著水準 {a}", "level {a}", a=written(self.level)),
                look.muted,
            ),
        ]
        shown = facts(page, panel, rows, across=False)
        says = page.say(
            "まず、公正なコインだと仮定します。{n} 回投げたときの表の回数は、このように散らばります。",
            "先假設硬幣公正。丟 {n} 次的正面次數會這樣分布。",
            "Suppose the coin is fair. Then the heads in {n} throws are spread like this.",
            n=self.throws,
        )
        page.beat(
            "LaggedStart(*(GrowFromEdge(bar, DOWN) for bar in bars), lag_ratio=0.1)",
            shown[0],
            says=says,
            seconds=2.0,
        )
        says = page.say(
            "実際には表が {k} 回でした。", "實際上出現 {k} 次正面。", "But {k} heads were seen.", k=self.seen
        )
        page.beat(f"bar_{self.seen}.animate.set_color({look.hot})", shown[1], says=says, pause=0.5)
        tails = [k for k in range(low, high + 1) if self.as_far(k)]
        says = page.say(
            "同じくらい、またはもっと偏る確率を、両側で合計します。これが p 値です。",
            "把兩側至少一樣偏的機率加起來，就是 p 值。",
            "Add up the chances of all that is at least as far off, on both sides: the p-value.",
        )
        page.beat(
            *(f"bar_{k}.animate.set_color({look.accent(3)})" for k in tails),
            shown[2],
            says=says,
            seconds=1.4,
            pause=0.6,
        )
        says = (
            page.say(
                "p は {a} より小さいので、偶然とは考えにくく、仮説を棄却します。",
                "p 小於 {a}，很難說是巧合，所以拒絕假設。",
                "It is below {a}: chance alone would hardly do this. The hypothesis is rejected.",
                a=written(self.level),
            )
            if self.rejected
            else page.say(
                "p は {a} 以上なので、偶然でも起こりえます。仮説は棄却できません。",
                "p 不小於 {a}，可能只是巧合，無法拒絕假設。",
                "It is not below {a}: chance may well do this. The hypothesis is not rejected.",
                a=written(self.level),
            )
        )
        page.beat(shown[3], says=says, pause=0.8)
