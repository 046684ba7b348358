"""The unit circle: a point on it has cosine and sine as coordinates, and draws their waves as it turns."""

from fractions import Fraction
from functools import cached_property
from math import cos, pi, sin
from typing import Final, Self

from pydantic import Field

from media.formulas.exact import Exact, Surd, Written, rounded, square_root, written
from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.source import literal, number, point

_DIGITS: Final = 3
_QUARTER: Final = 90
_WHOLE: Final = 360
_KNOWN: Final = {0: (0, 0), 30: (1, 4), 45: (1, 2), 60: (3, 4), 90: (1, 1)}
"""The squares of the sine at the angles where it is known exactly, as numerator and denominator."""


class UnitCircle(Builder):
    """The angle in degrees that is stopped at."""

    degrees: Exact = Field(Fraction(50), ge=0, le=360)

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """An angle whose coordinates are known exactly."""
        return cls(degrees=Fraction(60))

    @cached_property
    def sine(self) -> Surd | None:
        """The sine where it is exactly a root; None elsewhere."""
        return _sine(self.degrees)

    @cached_property
    def cosine(self) -> Surd | None:
        """The cosine where it is exactly a root; None elsewhere."""
        return _sine(self.degrees + _QUARTER)

    @property
    def _radians(self) -> float:
        return float(self.degrees) * pi / 180

    def heading(self, locale: Locale) -> str:
        """What is shown."""
        return locale.say("単位円と三角関数", "單位圓與三角函數", "The unit circle")

    def draw(self, page: Page) -> None:
        """The circle and the angle with its coordinates; then a whole turn draws the waves."""
        look, stage = page.look, page.stage
        side_by_side = stage.roomy
        if side_by_side:
            radius, middle = 2.05, (stage.left + 2.6, stage.middle)
        else:
            radius = min(2.6, stage.height * 0.23)
            middle = (0.0, stage.top - radius - 0.3)
        self._circle(page, middle, radius)
        self._point(page, middle, radius, beside=side_by_side)
        if side_by_side:
            left, y, high = middle[0] + radius + 1.2, stage.middle, radius
            wide = stage.right - left - 0.2
        else:
            left, wide = stage.left + 0.5, stage.width - 0.7
            high = (middle[1] - radius - stage.bottom) / 2 - 0.4
            y = stage.bottom + high + 0.45
        self._waves(page, (left, y, wide, high))
        self._turn(page)
        page.let("both_waves", "VGroup", "sine_wave", "cosine_wave")
        says = page.say(
            "コサインの波は、サインの波より 90° 進んでいます。",
            "餘弦的波比正弦的波提前 90°。",
            "The wave of the cosine is ahead of the sine's by 90°.",
        )
        page.beat(f"Indicate(cosine_wave, color={look.accent(3)}, scale_factor=1.04)", says=says, seconds=1.2)

    def _circle(self, page: Page, middle: tuple[float, float], radius: float) -> None:
        look, (x, y) = page.look, middle
        page.let("center", "np.array", point(x, y))
        page.let("circle", "Circle", radius=number(radius), color=look.main, stroke_width="5")
        page.do("circle.move_to", "center")
        page.named("circle", "単位円", "單位圓", "the unit circle")
        reach = radius + 0.35
        page.let(
            "x_axis", "Line", point(x - reach, y), point(x + reach, y), color=look.muted, stroke_width="2"
        )
        page.let(
            "y_axis", "Line", point(x, y - reach), point(x, y + reach), color=look.muted, stroke_width="2"
        )
        page.let(
            "radius_mark",
            "Line",
            "center",
            f"center + RIGHT * {number(radius)}",
            color=look.ink,
            stroke_width="4",
        )
        page.text("one", "1", 28, 1.0)
        page.do("one.next_to", "radius_mark", "DOWN", buff="0.1")
        says = page.say("半径 1 の円です。", "這是半徑為 1 的圓。", "This is the circle of radius 1.")
        page.beat(
            "Create(circle)",
            "FadeIn(x_axis, y_axis)",
            "Create(radius_mark)",
            "FadeIn(one)",
            says=says,
            seconds=1.2,
        )

    def _point(self, page: Page, middle: tuple[float, float], radius: float, *, beside: bool) -> None:
        look = page.look
        hot, sine, cosine = look.hot, look.done, look.accent(3)
        page.let("angle", "ValueTracker", "0")
        unit = number(radius)
        where = f"center + {unit} * np.array([np.cos(angle.get_value()), np.sin(angle.get_value()), 0])"
        foot = f"center + {unit} * RIGHT * np.cos(angle.get_value())"
        page.let("dot", "always_redraw", f"lambda: Dot({where}, radius=0.11, color={hot})")
        page.let("arm", "always_redraw", f"lambda: Line(center, {where}, color={look.ink}, stroke_width=5)")
        page.let(
            "cosine_line", "always_redraw", f"lambda: Line(center, {foot}, color={cosine}, stroke_width=8)"
        )
        page.let("sine_line", "always_redraw", f"lambda: Line({foot}, {where}, color={sine}, stroke_width=8)")
        page.let(
            "arc",
            "always_redraw",
            f"lambda: Arc({number(radius * 0.25)}, 0, angle.get_value(), arc_center=center, color={hot})",
        )
        for name, ja, zh, en in (
            ("sine_line", "サイン", "正弦", "the sine"),
            ("cosine_line", "コサイン", "餘弦", "the cosine"),
            ("dot", "円周上の点", "圓上的點", "the point on the circle"),
        ):
            page.named(name, ja, zh, en)
        page.do("self.add", "arc", "cosine_line", "sine_line", "arm", "dot")
        angle = f"{_degrees(self.degrees)}°"
        says = page.say(
            "点が {a} 回ります。横の座標がコサイン、縦の座標がサインです。",
            "點轉了 {a}：橫座標是餘弦，縱座標是正弦。",
            "The point turns by {a}: across is the cosine, up is the sine.",
            a=angle,
        )
        page.beat(
            f"angle.animate.set_value({number(self._radians)})",
            "FadeOut(radius_mark, one)",
            says=says,
            seconds=2.2,
        )
        cos_text, sin_text = (self._written(name) for name in ("cosine", "sine"))
        page.let(
            "cosine_label",
            "MathTypst",
            literal(f"cos {angle} {_sign(cos_text)} {cos_text.typst}"),
            font_size="40",
            color=cosine,
        )
        page.let(
            "sine_label",
            "MathTypst",
            literal(f"sin {angle} {_sign(sin_text)} {sin_text.typst}"),
            font_size="40",
            color=sine,
        )
        page.let("labels", "VGroup", "cosine_label", "sine_label")
        stacked = page.stage.wide
        page.do("labels.arrange", "DOWN" if stacked else "RIGHT", buff="0.4" if stacked else "0.6")
        page.at_most("labels", 4.2 if beside else 2.2 if stacked else page.stage.width - 0.4)
        if stacked:
            page.do("labels.next_to", "circle", "RIGHT", buff="1.2" if beside else "0.2")
        else:
            page.do("labels.move_to", point(0, middle[1] - radius - 0.75))
        page.named("labels", "サインとコサインの値", "正弦和餘弦的值", "the values")
        says = page.say(
            "cos {a} {s} {c}、sin {a} {t} {d} です。",
            "cos {a} {s} {c}，sin {a} {t} {d}。",
            "cos {a} {s} {c}, sin {a} {t} {d}.",
            a=angle,
            s=_sign(cos_text, plain=True),
            t=_sign(sin_text, plain=True),
            c=cos_text.plain,
            d=sin_text.plain,
        )
        page.beat("FadeIn(labels, shift=LEFT * 0.2)", says=says, seconds=0.9)

    def _written(self, name: str) -> Written:
        """The exact value, or the rounded one as a decimal."""
        exact: Surd | None = getattr(self, name)
        if exact is not None:
            return exact.written()
        value = (cos if name == "cosine" else sin)(self._radians)
        text = rounded(Fraction(value), _DIGITS)
        return Written(text, text)

    def _waves(self, page: Page, box: tuple[float, float, float, float]) -> None:
        look, (left, y, wide, high) = page.look, box
        page.let(
            "axes",
            "Axes",
            x_range="[0, 360, 90]",
            y_range="[-1, 1, 1]",
            x_length=number(wide),
            y_length=number(2 * high),
            tips="False",
            axis_config=f'{{"color": {look.muted}}}',
        )
        page.do("axes.shift", f"{point(left, y)} - axes.c2p(0, 0)")
        page.named("axes", "波の軸", "波的座標軸", "the axes of the waves")
        text = f'Text(f"{{d}}°", font=FONT, font_size=20, color={look.muted})'
        ticks = f"{text}.next_to(axes.c2p(d, -1), DOWN, buff=0.1)"
        page.let("ticks", "VGroup", f"*({ticks} for d in [90, 180, 270, 360])")
        for name, function, color in (("sine", "sin", look.done), ("cosine", "cos", look.accent(3))):
            reached = "angle.get_value() / DEGREES"
            plotted = f"lambda d: np.{function}(d * DEGREES), x_range=[0, max({reached}, 0.1), 2]"
            line = f"lambda: axes.plot({plotted}, color={color}, stroke_width=5)"
            dot = f"axes.c2p({reached}, np.{function}(angle.get_value()))"
            page.let(f"{name}_wave", "always_redraw", line)
            page.let(f"{name}_dot", "always_redraw", f"lambda: Dot({dot}, radius=0.09, color={color})")
        page.named("sine_wave", "サインの波", "正弦波", "the wave of the sine")
        page.named("cosine_wave", "コサインの波", "餘弦波", "the wave of the cosine")

    def _turn(self, page: Page) -> None:
        says = page.say(
            "0° に戻って一周します。高さを書いていくとサインの波になります。",
            "回到 0° 再轉一圈：畫出高度，就是正弦的波。",
            "Back to 0°, and round once: its height draws the wave of the sine.",
        )
        page.beat(
            "angle.animate.set_value(0)", "FadeOut(labels)", "FadeIn(axes, ticks)", says=says, seconds=1.2
        )
        page.do("self.add", "sine_wave", "cosine_wave", "sine_dot", "cosine_dot")
        page.beat("angle.animate(rate_func=linear).set_value(TAU)", seconds=6.0)


def _sine(degrees: Fraction) -> Surd | None:
    turned = degrees % _WHOLE
    sign = 1 if turned <= _WHOLE // 2 else -1
    turned %= _WHOLE // 2
    from_axis = min(turned, _WHOLE // 2 - turned)
    if from_axis not in _KNOWN:
        return None
    root = square_root(Fraction(*_KNOWN[int(from_axis)]) if from_axis else Fraction(0))
    return Surd(root.whole * sign, root.root * sign, root.radicand)


def _degrees(value: Fraction) -> str:
    return written(value).plain


def _sign(value: Written, *, plain: bool = False) -> str:
    about = "." in value.plain
    return ("≈" if plain else "approx") if about else "="
