"""The Doppler effect: a source that moves, its wave fronts closer before it than behind, and both pitches."""

from fractions import Fraction
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from media.scenes.builder import Builder
from media.scenes.exact import Number, written
from media.scenes.locale import Locale, translations
from media.scenes.page import Page
from media.scenes.quantities import amount, facts
from media.scenes.room import two
from media.scenes.sketch import Sketch
from media.scenes.source import number

_FRONTS: Final = 6


class Doppler(Builder):
    """The source's frequency in hertz, its speed and the sound's in m/s."""

    frequency: Annotated[Number, Field(ge=1, le=100_000)] = Fraction(680)
    speed: Annotated[Number, Field(ge=1, le=5000)] = Fraction(34)
    sound: Annotated[Number, Field(ge=10, le=10_000)] = Fraction(340)

    @model_validator(mode="after")
    def _is_slower(self) -> Self:
        if not self.sound / 50 <= self.speed <= self.sound * Fraction(9, 10):
            raise ValueError("speed must be 2 to 90 percent of the speed of sound.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """A siren at a tenth of the speed of sound."""
        return cls()

    @property
    def before(self) -> Fraction:
        """What is heard before the source, in hertz."""
        return self.frequency * self.sound / (self.sound - self.speed)

    @property
    def behind(self) -> Fraction:
        """What is heard behind it, in hertz."""
        return self.frequency * self.sound / (self.sound + self.speed)

    def heading(self, locale: Locale) -> str:
        """The effect."""
        return locale.say("ドップラー効果", "都卜勒效應", "The Doppler effect")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The source and its wave fronts as it moves, and what both listeners hear."""
        picture, panel = two(page.stage, 0.76 if page.stage.wide else 0.7, beside=False)
        sketch, look = Sketch(page), page.look
        share = max(float(self.speed / self.sound), 0.3)  # drawn faster, so that the difference is seen
        share = min(share, 0.7)
        largest = min(picture.height / 2, 0.3 * picture.width)
        step = largest / _FRONTS
        start = picture.x - 0.5 * share * largest
        y = picture.y
        far = picture.width / 2 - 0.35
        for name, x, words in (
            ("behind_ear", picture.x - far, translations("後ろ", "後方", "behind")),
            ("before_ear", picture.x + far, translations("前", "前方", "ahead")),
        ):
            sketch.disc(f"{name}_dot", (x, y), 0.16, look.ink, fill=1)
            sketch.label(f"{name}_name", page.locale.text(words), (x, y - 0.45), 1.3, size=24)
            sketch.group(name, f"{name}_dot", f"{name}_name")
            ja, zh, en = words.values()
            page.named(name, f"{ja}で聞く人", f"{zh}的聽者", f"the listener {en}")
        sketch.disc("source", (start, y), 0.2, look.hot, fill=1)
        page.named("source", "音源", "聲源", "the source")
        says = page.say(
            "音源が {f} Hz の音を出しながら、右へ {v} m/s で動きます。",
            "聲源發出 {f} Hz 的聲音，並以 {v} m/s 向右移動。",
            "A source sends out {f} Hz while it moves to the right at {v} m/s.",
            f=written(self.frequency),
            v=written(self.speed),
        )
        page.beat("FadeIn(source)", "FadeIn(behind_ear)", "FadeIn(before_ear)", says=says)
        for n in range(_FRONTS):
            x = start + n * share * step
            sketch.disc(f"front_{n}", (x, y), 0.05, look.main, fill=0, stroke=3)
        page.named("front_0", "波面", "波前", "a wave front")
        says = page.say(
            "音の波は、出た場所を中心に広がります。図では速さの差を大きく描いています。"
            if self._enlarged
            else "音の波は、出た場所を中心に広がります。",
            "聲波以發出時的位置為中心向外擴散。圖中的速度差畫得較大。"
            if self._enlarged
            else "聲波以發出時的位置為中心向外擴散。",
            "Each wave spreads around the place where it began. The source is drawn faster than it is."
            if self._enlarged
            else "Each wave spreads around the place where it began.",
        )
        for n in range(_FRONTS):
            grown = [
                f"front_{k}.animate(rate_func=linear).scale_to_fit_width({number(2 * step * (n - k + 1))})"
                for k in range(n + 1)
            ]
            page.beat(
                *grown,
                f"source.animate(rate_func=linear).shift(RIGHT * {number(share * step)})",
                says=says if n == 0 else None,
                seconds=0.6,
            )
        rows = [
            (
                "behind_hz",
                page.say("後ろ {f} Hz", "後方 {f} Hz", "behind {f} Hz", f=amount(self.behind, "")),
                look.main,
            ),
            (
                "source_hz",
                page.say("音源 {f} Hz", "聲源 {f} Hz", "source {f} Hz", f=written(self.frequency)),
                look.ink,
            ),
            (
                "before_hz",
                page.say("前 {f} Hz", "前方 {f} Hz", "ahead {f} Hz", f=amount(self.before, "")),
                look.accent(3),
            ),
        ]
        shown = facts(page, panel, rows, across=page.stage.wide)
        says = page.say(
            "前では波がつまって届くので、高い音 {f} Hz が聞こえます。",
            "前方的波較密，聽到較高的 {f} Hz。",
            "Ahead the waves arrive closer together: a higher tone is heard, {f} Hz.",
            f=amount(self.before, ""),
        )
        page.beat(shown[1], shown[2], "Indicate(before_ear)", says=says, pause=0.6)
        says = page.say(
            "後ろでは波がのびて届くので、低い音 {f} Hz が聞こえます。",
            "後方的波較疏，聽到較低的 {f} Hz。",
            "Behind they arrive farther apart: a lower tone is heard, {f} Hz.",
            f=amount(self.behind, ""),
        )
        page.beat(shown[0], "Indicate(behind_ear)", says=says, pause=0.6)

    @property
    def _enlarged(self) -> bool:
        return self.speed / self.sound < Fraction(3, 10)
