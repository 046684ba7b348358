"""Two carts collide: the momentum of both together is the same before and after."""

from fractions import Fraction
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from media.scenes.builder import Builder
from media.scenes.exact import Number, written
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.quantities import amount, facts
from media.scenes.room import Room, divided, two
from media.scenes.sketch import Sketch
from media.scenes.source import number

_WIDEST: Final = 1.5

Mass = Annotated[Number, Field(ge=Fraction(1, 100), le=100_000)]
Speed = Annotated[Number, Field(ge=-1000, le=1000)]


class Collision(Builder):
    """Masses in kilograms, speeds in m/s to the right; ``elastic`` carts bounce off, others stay together."""

    left_mass: Mass = Fraction(2)
    left_speed: Speed = Fraction(3)
    right_mass: Mass = Fraction(1)
    right_speed: Speed = Fraction(0)
    elastic: bool = False

    @model_validator(mode="after")
    def _they_meet(self) -> Self:
        if self.left_speed <= self.right_speed:
            raise ValueError("left_speed must be more than right_speed, or the carts never meet.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """A cart meets one at rest, and both go on together."""
        return cls()

    @property
    def momentum(self) -> Fraction:
        """Of both together, in kg·m/s."""
        return self.left_mass * self.left_speed + self.right_mass * self.right_speed

    @property
    def after(self) -> tuple[Fraction, Fraction]:
        """Both speeds after the collision."""
        m, n, v, w = self.left_mass, self.right_mass, self.left_speed, self.right_speed
        if not self.elastic:
            return (self.momentum / (m + n),) * 2
        return ((m - n) * v + 2 * n * w) / (m + n), ((n - m) * w + 2 * m * v) / (m + n)

    def heading(self, locale: Locale) -> str:
        """The law."""
        return locale.say("運動量の保存", "動量守恆", "Conservation of momentum")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The carts before, the collision, the carts after, and both sums."""
        upper, lower = two(page.stage, 0.58, beside=False)
        sketch, look = Sketch(page), page.look
        floor = upper.bottom + 0.15 * upper.height
        sketch.line("track", (upper.left, floor), (upper.right, floor), look.muted, width=4)
        page.named("track", "レール", "軌道", "the track")
        largest = max(self.left_mass, self.right_mass)
        sizes = [
            min(_WIDEST, 0.17 * upper.width) * (0.55 + 0.45 * float(mass / largest) ** 0.5)
            for mass in (self.left_mass, self.right_mass)
        ]
        starts = (upper.left + 0.2 * upper.width, upper.left + 0.62 * upper.width)
        colors = (look.main, look.accent(3))
        parts = []
        for name, x, wide, mass, color in zip(
            ("left", "right"), starts, sizes, (self.left_mass, self.right_mass), colors, strict=True
        ):
            high = 0.6 * wide
            sketch.box(
                f"{name}_body", (x, floor + 0.24 + high / 2), (wide, high), color, fill=0.45, corner=0.08
            )
            sketch.dots(
                f"{name}_wheels",
                [(x - 0.28 * wide, floor + 0.13), (x + 0.28 * wide, floor + 0.13)],
                0.12,
                look.muted,
            )
            sketch.label(
                f"{name}_mass",
                amount(mass, "kg"),
                (x, floor + 0.24 + high / 2),
                0.94 * wide,
                size=26,
                bold=True,
            )
            parts.append(sketch.group(f"{name}_cart", f"{name}_body", f"{name}_wheels", f"{name}_mass"))
        page.named("left_cart", "左の台車", "左邊的小車", "the left cart")
        page.named("right_cart", "右の台車", "右邊的小車", "the right cart")
        speeds = (self.left_speed, self.right_speed)
        high = floor + 0.24 + 0.6 * max(sizes) + 0.35
        shown = self._speeds(page, sketch, "before", starts, high, speeds)
        says = page.say("二台の台車が近づきます。", "兩台小車互相接近。", "Two carts come together.")
        page.beat("Create(track)", *(f"FadeIn({name})" for name in parts), *shown, says=says, seconds=1.2)
        rooms = divided(lower, 2, beside=page.stage.wide)
        shown = facts(page, rooms[0], self._rows(page, "b", speeds), across=False)
        says = page.say(
            "運動量は質量 × 速度です。二台の合計は {p} kg·m/s です。",
            "動量是質量 × 速度，兩車合計 {p} kg·m/s。",
            "Momentum is mass times velocity. Together they have {p} kg·m/s.",
            p=written(self.momentum),
        )
        page.beat(*shown, says=says, pause=0.8)
        self._meet(page, sketch, starts, sizes, high, rooms[1], upper)

    def _meet(  # noqa: PLR0913, PLR0917 - where everything is
        self,
        page: Page,
        sketch: Sketch,
        starts: tuple[float, ...],
        sizes: list[float],
        high: float,
        room: Room,
        upper: Room,
    ) -> None:
        middle = upper.left + 0.45 * upper.width
        gone = [middle - sizes[0] / 2, middle + sizes[1] / 2]
        says = page.say("ぶつかります。", "碰撞。", "They collide.")
        page.beat(
            "FadeOut(before_left)",
            "FadeOut(before_right)",
            f"left_cart.animate(rate_func=linear).shift(RIGHT * {number(gone[0] - starts[0])})",
            f"right_cart.animate(rate_func=linear).shift(RIGHT * {number(gone[1] - starts[1])})",
            says=says,
            seconds=1.4,
        )
        after = self.after
        fastest = max(abs(after[0]), abs(after[1]), Fraction(1, 1000))
        far = [0.22 * upper.width * float(speed / fastest) for speed in after]
        if not self.elastic:
            says = page.say(
                "くっついて、{v} m/s で一緒に進みます。",
                "黏在一起，以 {v} m/s 前進。",
                "They stick together and go on at {v} m/s.",
                v=written(after[0]),
            )
        else:
            says = page.say(
                "はね返り、左は {v} m/s、右は {w} m/s になります。",
                "彈開後，左車 {v} m/s，右車 {w} m/s。",
                "They bounce off: the left one at {v} m/s, the right one at {w} m/s.",
                v=written(after[0]),
                w=written(after[1]),
            )
        page.beat(
            f"left_cart.animate(rate_func=linear).shift(RIGHT * {number(far[0])})",
            f"right_cart.animate(rate_func=linear).shift(RIGHT * {number(far[1])})",
            says=says,
            seconds=1.8,
        )
        ends = (gone[0] + far[0], gone[1] + far[1])
        shown = self._speeds(page, sketch, "after", ends, high, after)
        shown += facts(page, room, self._rows(page, "a", after), across=False)
        says = page.say(
            "合計はやはり {p} kg·m/s です。運動量は保存されます。",
            "合計仍是 {p} kg·m/s：動量守恆。",
            "Together they still have {p} kg·m/s: momentum is conserved.",
            p=written(self.momentum),
        )
        page.beat(*shown, says=says, seconds=1.2, pause=1.0)
        energy = [
            (self.left_mass * v**2 + self.right_mass * w**2) / 2
            for v, w in ((self.left_speed, self.right_speed), after)
        ]
        if self.elastic:
            says = page.say(
                "この衝突では、運動エネルギー {e} J も保存されます。",
                "這種碰撞中，動能 {e} J 也守恆。",
                "In this kind of collision the kinetic energy of {e} J is kept too.",
                e=written(energy[0]),
            )
        else:
            says = page.say(
                "運動エネルギーは {e} J から {f} J に減り、差は熱などになります。",
                "動能由 {e} J 減為 {f} J，差額變成熱等。",
                "Kinetic energy falls from {e} J to {f} J; the rest becomes heat and sound.",
                e=written(energy[0]),
                f=written(energy[1]),
            )
        page.beat("Indicate(a_sum)", says=says)

    @staticmethod
    def _speeds(  # noqa: PLR0913, PLR0917 - where everything is
        page: Page,
        sketch: Sketch,
        key: str,
        places: tuple[float, ...],
        high: float,
        speeds: tuple[Fraction, ...],
    ) -> list[str]:
        fastest = max(abs(one) for one in speeds) or Fraction(1)
        shown = []
        apart = abs(places[1] - places[0])
        for name, x, speed in zip(("left", "right"), places, speeds, strict=True):
            words = amount(speed, "m/s")
            sketch.label(
                f"{key}_{name}_v",
                words,
                (x, high + 0.32),
                min(2.0, apart * 0.95),
                size=26,
                color=page.look.hot,
            )
            parts = [f"{key}_{name}_v"]
            if speed:
                half = min(0.5, 0.42 * apart) * float(speed / fastest)
                parts.append(
                    sketch.arrow(f"{key}_{name}_arrow", (x - half, high), (x + half, high), page.look.hot)
                )
            sketch.group(f"{key}_{name}", *parts)
            shown.append(f"FadeIn({key}_{name})")
        return shown

    def _rows(self, page: Page, key: str, speeds: tuple[Fraction, ...]) -> list[tuple[str, str, str]]:
        look = page.look
        title = (
            page.say("衝突の前", "碰撞前", "before")
            if key == "b"
            else page.say("衝突の後", "碰撞後", "after")
        )
        parts = [
            f"{written(m)} × {written(v) if v >= 0 else f'({written(v)})'}"
            for m, v in zip((self.left_mass, self.right_mass), speeds, strict=True)
        ]
        return [
            (f"{key}_title", title, look.muted),
            (f"{key}_parts", " + ".join(parts), look.ink),
            (f"{key}_sum", f"= {written(self.momentum)} kg·m/s", look.done),
        ]
