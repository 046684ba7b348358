"""The sine of a sum of two angles, read off from two right triangles that stand on each other."""

from fractions import Fraction
from math import cos, pi, sin
from typing import Final, Self

from pydantic import Field, model_validator

from media.formulas.exact import Exact
from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.room import Point
from media.scenes.source import literal, number, point

_LEAST: Final = 20
_MOST_TOGETHER: Final = 75
_WHOLE: Final = 0.45
_RULER: Final = 1.0
_LABELS: Final = 3.3
"""The room for the rulers at the right and their labels."""


class AdditionTheorem(Builder):
    """The angles of the drawing, in degrees; the theorem is of all angles."""

    alpha: Exact = Field(Fraction(35), ge=_LEAST)
    beta: Exact = Field(Fraction(30), ge=_LEAST)

    @model_validator(mode="after")
    def _is_drawn(self) -> Self:
        if self.alpha + self.beta > _MOST_TOGETHER:
            raise ValueError(
                f"alpha and beta make at most {_MOST_TOGETHER} degrees together, to be seen well."
            )
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Angles that are seen well."""
        return cls(alpha=Fraction(35), beta=Fraction(30))

    def heading(self, locale: Locale) -> str:
        """What is proved."""
        return locale.say("加法定理", "和角公式", "The addition theorem")

    def corners(self) -> dict[str, Point]:
        """The corners for a slanted side of length 1, from the origin."""
        a, b = (float(angle) * pi / 180 for angle in (self.alpha, self.beta))
        turn = cos(b) * cos(a), cos(b) * sin(a)
        top = cos(a + b), sin(a + b)
        return {"o": (0, 0), "p": (turn[0], 0), "q": turn, "r": top, "s": (top[0], turn[1]), "t": (top[0], 0)}

    def draw(self, page: Page) -> None:
        """The lower triangle, the one on it, the small one beside; the height is the sum of two pieces."""
        stage, look = page.stage, page.look
        corners = self.corners()
        wide, high = corners["p"][0], corners["r"][1]
        if stage.roomy:
            room = (stage.width * 0.62 - _LABELS, stage.height - 1.1)
            x_middle, y_middle = stage.left + stage.width * 0.31 - _LABELS / 2, stage.middle - 0.3
        else:
            room = (stage.width - _LABELS - 0.6, stage.height - (1.7 if stage.wide else 3.2))
            x_middle, y_middle = -_LABELS / 2, stage.top - room[1] / 2 - 0.75
        scale = min(room[0] / wide, room[1] / high)
        x0, y0 = x_middle - wide * scale / 2, y_middle - high * scale / 2
        for name, (x, y) in corners.items():
            page.let(name, "np.array", point(x0 + x * scale, y0 + y * scale))
        self._triangles(page, min(0.9, 0.22 * scale))
        self._pieces(page)
        self._theorem(page)
        page.beat(f"Circumscribe(theorem, color={look.done})", seconds=1.2)

    def _triangles(self, page: Page, reach: float) -> None:
        look = page.look
        blue, green, hot = look.accent(0), look.accent(1), look.hot
        page.let("lower", "Polygon", "o", "p", "q", color=blue, fill_color=blue, fill_opacity="0.25")
        page.let("upper", "Polygon", "o", "q", "r", color=green, fill_color=green, fill_opacity="0.25")
        page.named("lower", "下の三角形", "下面的三角形", "the lower triangle")
        page.named("upper", "上の三角形", "上面的三角形", "the upper triangle")
        for name, letter, start, spread in (
            ("alpha_mark", "alpha", "0", self.alpha),
            ("beta_mark", "beta", f"{number(float(self.alpha))} * DEGREES", self.beta),
        ):
            middle = float(self.alpha if letter == "beta" else 0) + float(spread) / 2
            page.let(
                name,
                "Arc",
                number(reach),
                start,
                f"{number(float(spread))} * DEGREES",
                arc_center="o",
                color=look.ink,
            )
            page.let(f"{letter}_label", "MathTypst", literal(letter), font_size="38", color=look.ink)
            page.do(
                f"{letter}_label.move_to",
                f"o + {number(reach + 0.3)} * {_turned(middle)}",
            )
        page.let("square_p", "RightAngle", "Line(p, o)", "Line(p, q)", length="0.22", color=look.muted)
        page.let("square_q", "RightAngle", "Line(q, o)", "Line(q, r)", length="0.22", color=look.muted)
        says = page.say(
            "角 α の直角三角形です。", "這是有角 α 的直角三角形。", "A right triangle with the angle α."
        )
        page.beat(
            "Create(lower)", "Create(alpha_mark)", "FadeIn(alpha_label, square_p)", says=says, seconds=1.3
        )
        page.let("slanted_label", "MathTypst", literal("1"), font_size="40", color=green)
        page.do("slanted_label.move_to", f"(o + r) / 2 + {_aside(float(self.alpha + self.beta) + 90, 0.35)}")
        says = page.say(
            "その斜辺の上に、角 β、斜辺 1 の直角三角形を重ねます。",
            "在它的斜邊上，疊一個角為 β、斜邊為 1 的直角三角形。",
            "On its slanted side stands another: angle β, slanted side 1.",
        )
        page.beat(
            "Create(upper)",
            "Create(beta_mark)",
            "FadeIn(beta_label, square_q, slanted_label)",
            says=says,
            seconds=1.5,
        )
        alpha = float(self.alpha)
        for name, typst, place, angle, color, gap in (
            ("cos_beta", "cos beta", "o + (q - o) * 0.62", alpha - 90, green, 0.4),
            ("sin_beta", "sin beta", "(q + r) / 2", alpha, green, 0.65),
        ):
            page.let(name, "MathTypst", literal(typst), font_size="36", color=color)
            page.do(f"{name}.move_to", f"{place} + {_aside(angle, gap)}")
        says = page.say(
            "斜辺が 1 なので、ほかの辺は cos β と sin β です。",
            "斜邊是 1，所以另外兩邊是 cos β 和 sin β。",
            "As the slanted side is 1, the others are cos β and sin β.",
        )
        page.beat("FadeIn(cos_beta)", "FadeIn(sin_beta)", says=says)
        page.let("whole", "Line", *_ruler("p", "r", _WHOLE), color=hot, stroke_width="9")
        page.let(
            "tip_link", "DashedLine", "r", _ruler("r", "r", _RULER)[0], color=look.muted, stroke_width="2"
        )
        page.let("whole_label", "MathTypst", literal("sin(alpha + beta)"), font_size="38", color=hot)
        page.do("whole_label.next_to", "whole", "UP", buff="0.15", aligned_edge="LEFT")
        page.named("whole", "全体の高さ", "總高度", "the whole height")
        says = page.say(
            "先端の高さが sin(α + β) です。",
            "頂點的高度就是 sin(α + β)。",
            "The height of the tip is sin(α + β).",
        )
        page.beat(
            "Create(tip_link)", "GrowFromEdge(whole, DOWN)", "FadeIn(whole_label)", says=says, seconds=1.2
        )

    def _pieces(self, page: Page) -> None:
        look = page.look
        low, small = look.accent(0), look.accent(3)
        page.let("low_piece", "Line", *_ruler("p", "q", _RULER), color=low, stroke_width="9")
        page.let(
            "low_link", "DashedLine", "q", _ruler("q", "q", _RULER)[0], color=look.muted, stroke_width="2"
        )
        page.let("low_label", "MathTypst", literal("sin alpha cos beta"), font_size="36", color=low)
        page.do("low_label.next_to", "low_piece", "RIGHT", buff="0.2")
        page.named("low_piece", "下の部分", "下面一段", "the lower piece")
        says = page.say(
            "下の部分は、斜辺 cos β の sin α 倍です。",
            "下面一段是斜邊 cos β 的 sin α 倍。",
            "The lower piece: the slanted side cos β, times sin α.",
        )
        page.beat(
            "TransformFromCopy(Line(p, q), low_piece)",
            "Create(low_link)",
            "FadeIn(low_label, shift=RIGHT * 0.2)",
            says=says,
            seconds=1.3,
        )
        page.let("small", "Polygon", "q", "s", "r", color=small, fill_color=small, fill_opacity="0.35")
        page.let(
            "small_angle",
            "Arc",
            "0.6",
            "-90 * DEGREES",
            f"{number(float(self.alpha))} * DEGREES",
            arc_center="r",
            color=look.ink,
        )
        page.let("small_alpha", "MathTypst", literal("alpha"), font_size="32", color=look.ink)
        middle = -90 + float(self.alpha) / 2
        page.do(
            "small_alpha.move_to",
            f"r + 0.9 * {_turned(middle)}",
        )
        page.named("small", "小さい三角形", "小三角形", "the small triangle")
        says = page.say(
            "上の小さい三角形にも、角 α があります。",
            "上面的小三角形裡也有角 α。",
            "The small triangle above has the angle α too.",
        )
        page.beat("Create(small)", "Create(small_angle)", "FadeIn(small_alpha)", says=says, seconds=1.3)
        page.let("high_piece", "Line", *_ruler("q", "r", _RULER), color=small, stroke_width="9")
        page.let("high_label", "MathTypst", literal("cos alpha sin beta"), font_size="36", color=small)
        page.do("high_label.next_to", "high_piece", "RIGHT", buff="0.2")
        page.named("high_piece", "上の部分", "上面一段", "the upper piece")
        says = page.say(
            "上の部分は、斜辺 sin β の cos α 倍です。",
            "上面一段是斜邊 sin β 的 cos α 倍。",
            "The upper piece: the slanted side sin β, times cos α.",
        )
        page.beat(
            "TransformFromCopy(Line(s, r), high_piece)",
            "FadeIn(high_label, shift=RIGHT * 0.2)",
            says=says,
            seconds=1.3,
        )

    def _theorem(self, page: Page) -> None:
        stage, look = page.stage, page.look
        beside = stage.roomy
        parts = (
            ("theorem_left", "sin(alpha + beta)", look.hot),
            ("theorem_low", "= sin alpha cos beta", look.accent(0)),
            ("theorem_high", "+ cos alpha sin beta", look.accent(3)),
        )
        for name, typst, color in parts:
            page.let(name, "MathTypst", literal(typst), font_size="48", color=color)
        page.let("theorem", "VGroup", *(name for name, _, _ in parts))
        page.do(
            "theorem.arrange",
            "DOWN" if beside else "RIGHT",
            buff="0.35" if beside else "0.18",
            **({"aligned_edge": "LEFT"} if beside else {}),
        )
        page.at_most("theorem", stage.width * 0.36 if beside else stage.width - 0.4)
        if beside:
            page.place("theorem", stage.right - stage.width * 0.18, stage.middle)
        else:
            page.place("theorem", 0, stage.bottom + (0.35 if stage.wide else 0.8))
        page.named("theorem", "加法定理", "和角公式", "the theorem")
        says = page.say(
            "二つを足すと全体の高さです。これが加法定理です。",
            "兩段相加就是總高度，這就是和角公式。",
            "Together they are the whole height: that is the theorem.",
        )
        page.beat(
            "TransformFromCopy(whole_label, theorem_left)",
            "TransformFromCopy(low_label, theorem_low)",
            "TransformFromCopy(high_label, theorem_high)",
            says=says,
            seconds=1.8,
        )


def _ruler(low: str, high: str, far: float) -> tuple[str, str]:
    """A piece of a ruler at the right, from the height of one corner to that of another."""
    x = f"p[0] + {number(far)}"
    return f"[{x}, {low}[1], 0]", f"[{x}, {high}[1], 0]"


def _turned(degrees: float) -> str:
    """A step of one unit in a direction, for a script."""
    angle = f"{number(degrees)} * DEGREES"
    return f"np.array([np.cos({angle}), np.sin({angle}), 0])"


def _aside(degrees: float, far: float) -> str:
    """A step in a direction."""
    x, y = cos(degrees * pi / 180) * far, sin(degrees * pi / 180) * far
    return f"np.array({point(x, y)})"
