"""A wave that moves: amplitude, wavelength, frequency and period, and how fast it runs."""

from fractions import Fraction
from typing import Annotated, Final, Self

from pydantic import Field

from media.formulas.window import axis
from media.formulas.written import measured
from media.scenes.axes import Plane
from media.scenes.builder import Builder
from media.scenes.exact import Number, exact, written
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.quantities import amount, facts, quantity
from media.scenes.room import two

_PERIODS: Final = 2
"""How many periods pass on the screen while it moves, however fast the real wave is."""
_SECONDS: Final = 6.0
_WAVES: Final = 2.5

Amount = Annotated[Number, Field(ge=Fraction(1, 10_000), le=1_000_000)]


class Wave(Builder):
    """Amplitude and wavelength in metres, frequency in hertz."""

    amplitude: Amount = Fraction(1)
    wavelength: Amount
    frequency: Amount

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """A wave on water."""
        return cls(amplitude=Fraction("0.5"), wavelength=Fraction(4), frequency=Fraction("0.5"))

    @property
    def period(self) -> Fraction:
        """The time of one swing, in seconds."""
        return 1 / self.frequency

    @property
    def speed(self) -> Fraction:
        """In metres per second."""
        return self.wavelength * self.frequency

    def heading(self, locale: Locale) -> str:
        """What it is about."""
        return locale.say("波の速さと波長", "波速與波長", "Speed and length of a wave")

    def draw(self, page: Page) -> None:
        """The wave, its measures one by one, its motion, and its speed."""
        upper, lower = two(page.stage, 0.74 if page.stage.wide else 0.62, beside=False)
        look = page.look
        long, high = float(self.wavelength), float(self.amplitude)
        plane = Plane(
            axis(-0.12 * long, 1.15 * _WAVES * long, most=6), axis(-1.6 * high, 1.9 * high, most=4), upper
        )
        page.beat(*plane.draw(page, names=("x (m)", "y (m)")), seconds=0.8)
        page.named("axes", "座標軸", "座標軸", "the axes")
        page.let("phase", "ValueTracker", "0")
        page.function("y", "x", f"{high:.6g} * np.sin(TAU * (x / {long:.6g} - phase.get_value()))")
        ranged = f"x_range=[0, {_WAVES * long * 0.98:.6g}, {long / 60:.6g}]"
        page.let(
            "wave", "always_redraw", f"lambda: axes.plot(y, {ranged}, color={look.main}, stroke_width=6)"
        )
        page.named("wave", "波", "波", "the wave")
        page.beat(
            "Create(wave)",
            says=page.say("波の形です。", "這是波的形狀。", "This is the shape of a wave."),
            seconds=1.4,
        )
        crest, second = 0.25 * long, 1.25 * long
        page.let(
            "height",
            "DoubleArrow",
            plane.at(crest, 0),
            plane.at(crest, high),
            color=look.done,
            buff="0",
            stroke_width="5",
            tip_length="0.18",
        )
        page.named("height", "振幅", "振幅", "the amplitude")
        rows = [
            (
                "amplitude",
                page.say("振幅 {q}", "振幅 {q}", "amplitude {q}", q=amount(self.amplitude, "m")),
                look.done,
            ),
            (
                "wavelength",
                page.say("波長 {q}", "波長 {q}", "wavelength {q}", q=quantity("λ", self.wavelength, "m")),
                look.hot,
            ),
            (
                "frequency",
                page.say("振動数 {q}", "頻率 {q}", "frequency {q}", q=quantity("f", self.frequency, "Hz")),
                look.accent(3),
            ),
        ]
        shown = facts(page, lower, rows, across=page.stage.wide)
        says = page.say(
            "真ん中から山までの高さが振幅、{q} です。",
            "從中線到波峰的高度是振幅：{q}。",
            "From the middle up to a crest is the amplitude: {q}.",
            q=amount(self.amplitude, "m"),
        )
        page.beat("GrowArrow(height)", shown[0], says=says)
        page.let(
            "length",
            "DoubleArrow",
            plane.at(crest, 1.25 * high),
            plane.at(second, 1.25 * high),
            color=look.hot,
            buff="0",
            stroke_width="5",
            tip_length="0.18",
        )
        page.named("length", "波長", "波長", "the wavelength")
        says = page.say(
            "山から次の山までが波長、{q} です。",
            "從波峰到下一個波峰是波長：{q}。",
            "From one crest to the next is the wavelength: {q}.",
            q=amount(self.wavelength, "m"),
        )
        page.beat("GrowArrow(length)", shown[1], says=says)
        self._moves(page, plane, shown[2])
        self._speed(page, [row[0] for row in rows])

    def _moves(self, page: Page, plane: Plane, shown: str) -> None:
        look, long = page.look, float(self.wavelength)
        place = 1.75 * long
        page.let(
            "floater",
            "always_redraw",
            f"lambda: Dot({plane.at(place, f'y({place:.6g})')}, radius=0.14, color={look.accent(3)})",
        )
        page.named("floater", "浮き", "浮標", "the float")
        page.beat("FadeOut(height)", "FadeOut(length)", "FadeIn(floater, scale=2)", seconds=0.6)
        values = {"f": amount(self.frequency, "Hz"), "t": amount(self.period, "s")}
        says = page.say(
            "波が進むと、各点は上下に振動します。1 秒に {f}、1 回に {t} かかります。",
            "波前進時，每一點上下振動：頻率 {f}，每次需 {t}。",
            "As the wave runs, each point goes up and down: {f}, so once in {t}.",
            **values,
        )
        page.beat(
            f"phase.animate(rate_func=linear).set_value({_PERIODS})", shown, says=says, seconds=_SECONDS
        )
        says = page.say(
            "上下 1 回（周期 {t}）の間に、波はちょうど 1 波長進みます。",
            "上下一次（週期 {t}）之間，波正好前進一個波長。",
            "In one period, {t}, the wave runs on by exactly one wavelength.",
            **values,
        )
        crest = 0.25 * long
        at = f"{crest:.6g} + {long:.6g} * (phase.get_value() - {_PERIODS})"
        top = float(self.amplitude)
        page.let("crest", "always_redraw", f"lambda: Dot({plane.at(at, top)}, radius=0.14, color={look.hot})")
        begin, end = plane.at(crest, 1.25 * top), f"{plane.at(at, 1.25 * top)} + RIGHT * 0.001"
        page.let("step", "always_redraw", f"lambda: Line({begin}, {end}, color={look.hot}, stroke_width=6)")
        page.named("crest", "山", "波峰", "the crest")
        page.beat("FadeIn(crest, scale=2)", "FadeIn(step)", says=says, seconds=0.6)
        page.beat(f"phase.animate(rate_func=linear).set_value({_PERIODS + 1})", seconds=3.0)

    def _speed(self, page: Page, gone: list[str]) -> None:
        look = page.look
        lower = two(page.stage, 0.74 if page.stage.wide else 0.62, beside=False)[1]
        f, long = written(self.frequency), written(self.wavelength)
        told = measured(exact(self.speed)).replace("≈", "approx")
        page.formula(
            "law", f'v = f lambda = {f} "Hz" dot {long} "m" {told} "m/s"', 48, lower.width, color=look.ink
        )
        page.at_most("law", lower.height, side="height")
        page.place("law", lower.x, lower.y)
        page.named("law", "式", "公式", "the formula")
        says = page.say(
            "だから、速さ = 振動数 × 波長 = {v} です。",
            "所以波速 = 頻率 × 波長 = {v}。",
            "So its speed is frequency times wavelength: {v}.",
            v=amount(self.speed, "m/s"),
        )
        page.beat(*(f"FadeOut({name})" for name in gone), seconds=0.4)
        page.beat("Write(law)", says=says, seconds=1.4)
