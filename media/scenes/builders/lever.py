"""A lever: force times arm on both sides, to which side it tips, and the arm that would balance it."""

from fractions import Fraction
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from media.scenes.builder import Builder
from media.scenes.exact import Number, written
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.quantities import amount, facts
from media.scenes.room import Room, two
from media.scenes.source import number

_APART: Final = 8
"""How many times longer than the other an arm may be: nearer to the pivot nothing could hang."""
_TILT: Final = 0.16
"""How far the beam tips, in radians."""

Amount = Annotated[Number, Field(ge=Fraction(1, 1000), le=1_000_000)]


class Lever(Builder):
    """The forces in newtons (weights that hang on it) and their arms in metres, left and right."""

    left_force: Amount
    left_arm: Amount
    right_force: Amount
    right_arm: Amount

    @model_validator(mode="after")
    def _can_be_drawn(self) -> Self:
        arms = self.left_arm, self.right_arm
        if max(arms) > _APART * min(arms):
            raise ValueError(f"left_arm and right_arm must not differ by more than {_APART} times.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """A large force on a short arm against a small one on a long arm."""
        return cls(
            left_force=Fraction(30), left_arm=Fraction(1), right_force=Fraction(10), right_arm=Fraction(2)
        )

    @property
    def left(self) -> Fraction:
        """The turning effect on the left."""
        return self.left_force * self.left_arm

    @property
    def right(self) -> Fraction:
        """The turning effect on the right."""
        return self.right_force * self.right_arm

    @property
    def balancing_arm(self) -> Fraction:
        """The arm on the right with which both sides would be equal."""
        return self.left / self.right_force

    @property
    def can_balance(self) -> bool:
        """Whether the balance can be drawn with that arm."""
        arms = self.left_arm, self.right_arm, self.balancing_arm
        return max(arms) <= _APART * min(arms)

    def heading(self, locale: Locale) -> str:
        """The law."""
        return locale.say("てこのつり合い", "槓桿的平衡", "Balance of a lever")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The beam with its weights, both products, the tipping, and the balance."""
        upper, lower = two(page.stage, 0.72 if page.stage.wide else 0.6, beside=False)
        look = page.look
        right = float(max(self.right_arm, self.balancing_arm) if self.can_balance else self.right_arm)
        scale = (upper.width - 1.9) / (float(self.left_arm) + right)
        pivot = (float(self.left_arm) - right) * scale / 2
        top = upper.bottom + 0.55 * upper.height
        self._beam(page, upper, (pivot, top), scale)
        says = page.say(
            "支点の左右に、おもりが下がっています。",
            "支點的左右兩邊各掛著重物。",
            "Weights hang on both sides of the pivot.",
        )
        page.beat("FadeIn(pivot)", "Create(beam)", "FadeIn(left_weight)", "FadeIn(right_weight)", says=says)
        says = page.say(
            "左の腕は {a}、右の腕は {b} です。",
            "左臂長 {a}，右臂長 {b}。",
            "The left arm is {a} long, the right one {b}.",
            a=amount(self.left_arm, "m"),
            b=amount(self.right_arm, "m"),
        )
        page.beat(
            "Create(left_arm)", "Create(right_arm)", "FadeIn(left_length)", "FadeIn(right_length)", says=says
        )
        rows = [
            ("left_product", self._product(self.left_force, self.left_arm), look.main),
            ("right_product", self._product(self.right_force, self.right_arm), look.accent(3)),
        ]
        shown = facts(page, lower, rows, across=page.stage.wide)
        page.named("left_product", "左のモーメント", "左邊的力矩", "the left product")
        page.named("right_product", "右のモーメント", "右邊的力矩", "the right product")
        says = page.say(
            "回そうとするはたらきは、力 × 腕の長さです。",
            "轉動的效果是力 × 力臂。",
            "How strongly each turns it is force times arm.",
        )
        page.beat(*shown, says=says, pause=0.8)
        self._decide(page, (pivot, top), scale)

    def _product(self, force: Fraction, arm: Fraction) -> str:
        return f"{amount(force, 'N')} × {amount(arm, 'm')} = {written(force * arm)} Nm"

    def _beam(self, page: Page, upper: Room, at: tuple[float, float], scale: float) -> None:
        look, (pivot, top) = page.look, at
        tall = min(1.3, top - upper.bottom - 0.1)
        shortest = float(min(self.left_arm, self.right_arm)) * scale
        foot = min(0.5, 0.4 * shortest)
        page.let(
            "pivot",
            "Polygon",
            f"[{number(pivot)}, {number(top)}, 0]",
            f"[{number(pivot - foot)}, {number(top - tall)}, 0]",
            f"[{number(pivot + foot)}, {number(top - tall)}, 0]",
            color=look.muted,
            fill_opacity="0.8",
        )
        page.named("pivot", "支点", "支點", "the pivot")
        right = max(self.right_arm, self.balancing_arm) if self.can_balance else self.right_arm
        reach = (float(self.left_arm) * scale, float(right) * scale)
        page.let(
            "beam",
            "Line",
            f"[{number(pivot - reach[0] - 0.25)}, {number(top)}, 0]",
            f"[{number(pivot + reach[1] + 0.25)}, {number(top)}, 0]",
            color=look.ink,
            stroke_width="10",
        )
        page.named("beam", "棒", "桿", "the beam")
        most = float(max(self.left_force, self.right_force))
        for name, force, x, color in (
            ("left_weight", self.left_force, pivot - reach[0], look.main),
            ("right_weight", self.right_force, pivot + float(self.right_arm) * scale, look.accent(3)),
        ):
            side = min(0.45 + 0.45 * (float(force) / most) ** 0.5, shortest)
            page.let(
                f"{name}_box",
                "Square",
                side_length=number(side),
                color=color,
                fill_color=color,
                fill_opacity="0.85",
            )
            page.place(f"{name}_box", x, top - 0.55 - side / 2)
            page.let(
                f"{name}_string",
                "Line",
                f"[{number(x)}, {number(top)}, 0]",
                f"[{number(x)}, {number(top - 0.55)}, 0]",
                color=look.muted,
            )
            page.text(f"{name}_label", amount(force, "N"), 28, 2.4, color=color, bold=True)
            page.do(f"{name}_label.next_to", f"{name}_box", "DOWN", buff="0.12")
            page.let(name, "VGroup", f"{name}_box", f"{name}_string", f"{name}_label")
        page.named("left_weight", "左のおもり", "左邊的重物", "the left weight")
        page.named("right_weight", "右のおもり", "右邊的重物", "the right weight")
        for side, x, arm, color in (
            ("left", pivot - reach[0], self.left_arm, look.main),
            ("right", pivot + float(self.right_arm) * scale, self.right_arm, look.accent(3)),
        ):
            y = top + 0.45
            page.let(
                f"{side}_arm",
                "DoubleArrow",
                f"[{number(pivot)}, {number(y)}, 0]",
                f"[{number(x)}, {number(y)}, 0]",
                color=color,
                buff="0",
                stroke_width="4",
                tip_length="0.16",
            )
            page.text(f"{side}_length", amount(arm, "m"), 28, 2.2, color=color)
            page.place(f"{side}_length", (pivot + x) / 2, y + 0.38)

    def _decide(self, page: Page, at: tuple[float, float], scale: float) -> None:
        look, (pivot, top) = page.look, at
        arms = ("left_arm", "right_arm", "left_length", "right_length")
        if self.left == self.right:
            says = page.say(
                "左右が等しいので、つり合います。",
                "兩邊相等，所以平衡。",
                "Both are equal, so the lever balances.",
            )
            page.beat(
                "Indicate(left_product)",
                "Indicate(right_product)",
                f"beam.animate.set_color({look.done})",
                says=says,
            )
            return
        page.beat(*(f"FadeOut({name})" for name in arms), seconds=0.4)
        heavier_left = self.left > self.right
        heavy = "left" if heavier_left else "right"
        says = (
            page.say(
                "左のほうが大きいので、左へ傾きます。",
                "左邊比較大，所以向左傾。",
                "The left one is larger: it tips to the left.",
            )
            if heavier_left
            else page.say(
                "右のほうが大きいので、右へ傾きます。",
                "右邊比較大，所以向右傾。",
                "The right one is larger: it tips to the right.",
            )
        )
        turn = _TILT if heavier_left else -_TILT
        about = f"about_point=[{number(pivot)}, {number(top)}, 0]"
        drop_left = -float(self.left_arm) * scale * turn
        drop_right = float(self.right_arm) * scale * turn
        page.beat(
            f"Rotate(beam, angle={number(turn)}, {about})",
            f"left_weight.animate.shift(UP * {number(drop_left)})",
            f"right_weight.animate.shift(UP * {number(drop_right)})",
            f"Indicate({heavy}_product)",
            says=says,
            seconds=1.4,
        )
        if not self.can_balance:
            return
        arm = self.balancing_arm
        says = page.say(
            "右の腕を {a} にすると、左右が等しくなります。",
            "把右臂改為 {a}，兩邊就相等了。",
            "With a right arm of {a} both sides are equal.",
            a=amount(arm, "m"),
        )
        words = f"{amount(self.right_force, 'N')} × {amount(arm, 'm')} = {written(self.left)} Nm"
        page.text("balanced", words, 32, 6.5, color=look.done)
        page.do("balanced.match_height", "right_product")
        page.do("balanced.move_to", "right_product")
        shift = (float(arm) - float(self.right_arm)) * scale
        page.beat(
            f"Rotate(beam, angle={number(-turn)}, {about})",
            f"left_weight.animate.shift(UP * {number(-drop_left)})",
            f"right_weight.animate.shift(RIGHT * {number(shift)} + UP * {number(-drop_right)})",
            "FadeOut(right_product)",
            says=says,
            seconds=1.8,
        )
        page.beat(
            "FadeIn(balanced)", f"beam.animate.set_color({look.done})", "Indicate(left_product)", seconds=0.8
        )
