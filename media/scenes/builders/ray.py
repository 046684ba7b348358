"""A ray of light that meets another medium: reflected, refracted by Snell's law, or reflected totally."""

import math
from fractions import Fraction
from typing import Annotated, Any, Final, Self

import sympy
from pydantic import Field, model_validator
from sympy import Expr

from media.formulas.written import rounded
from media.scenes.builder import Builder
from media.scenes.exact import Number, exact, written
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.quantities import facts
from media.scenes.room import Room, divided, two
from media.scenes.source import number

Index = Annotated[Number, Field(ge=1, le=5)]

_ARC: Final = 0.85


class Ray(Builder):
    """The angle from the normal in degrees, and the refractive indices above and below.

    Without an index below, the surface is a mirror; ``mirror`` says the same.
    """

    angle: Annotated[Number, Field(ge=5, le=85)]
    above: Index = Fraction(1)
    below: Index | None = Fraction("1.5")
    mirror: bool = False

    @model_validator(mode="before")
    @classmethod
    def _has_nothing_below(cls, given: dict[str, Any]) -> dict[str, Any]:
        return {**given, "below": None} if given.get("mirror") else given

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """From air into glass."""
        return cls(angle=Fraction(45))

    @property
    def _sine(self) -> Expr | None:
        """The sine of the refracted angle; more than 1 where there is none."""
        if self.below is None:
            return None
        return exact(self.above) * sympy.sin(exact(self.angle) * sympy.pi / 180) / exact(self.below)

    @property
    def is_total(self) -> bool:
        """Whether all light is reflected though it could go on."""
        sine = self._sine
        return sine is not None and bool(sine >= 1)

    @property
    def refracted(self) -> Expr | None:
        """The angle below in degrees; None where no light goes there."""
        sine = self._sine
        return None if sine is None or self.is_total else sympy.asin(sine) * 180 / sympy.pi

    @property
    def critical(self) -> Expr | None:
        """From which angle on all light is reflected, in degrees; None where there is no such angle."""
        if self.below is None or self.below >= self.above:
            return None
        return sympy.asin(exact(self.below) / exact(self.above)) * 180 / sympy.pi

    def heading(self, locale: Locale) -> str:
        """What happens to it."""
        if self.below is None:
            return locale.say("光の反射", "光的反射", "Reflection of light")
        if self.is_total:
            return locale.say("全反射", "全反射", "Total reflection")
        return locale.say("光の屈折", "光的折射", "Refraction of light")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The surface and the normal, the ray, its reflection, and what goes on below."""
        picture, panel = two(page.stage, 0.62 if page.stage.wide else 0.7, beside=page.stage.wide)
        look = page.look
        level = picture.y if self.below is not None else picture.bottom + 0.3 * picture.height
        self._surface(page, picture, level)
        up = min(picture.top - level, picture.width / 2) * 0.94
        incoming = float(self.angle)
        self._ray(page, "incoming", picture.x, level, -incoming, up, look.hot, towards=True)
        page.named("incoming", "入射光", "入射光", "the incoming ray")
        rows = [
            (
                "angle_in",
                page.say("入射角 {a}°", "入射角 {a}°", "angle of incidence {a}°", a=written(self.angle)),
                look.hot,
            )
        ]
        says = page.say(
            "光が、垂線から {a}° の向きで当たります。",
            "光以與法線成 {a}° 的方向射入。",
            "Light arrives at {a}° from the normal.",
            a=written(self.angle),
        )
        rooms = divided(panel, 3)
        shown = facts(page, rooms[0], rows, across=False)
        page.beat("Create(incoming)", "FadeIn(incoming_angle)", *shown, says=says, seconds=1.4)
        if self.below is None or self.is_total:
            self._reflected(page, picture.x, level, up, rooms[1])
        if self.below is not None:
            if self.is_total:
                self._total(page, rooms[2])
            else:
                self._refracted(page, picture, level, rooms)

    def _surface(self, page: Page, picture: Room, level: float) -> None:
        look = page.look
        page.let(
            "below",
            "Rectangle",
            width=number(picture.width),
            height=number(level - picture.bottom),
            color=look.panel,
            fill_opacity="0.45",
            stroke_width="0",
        )
        page.place("below", picture.x, (level + picture.bottom) / 2)
        page.let(
            "surface",
            "Line",
            f"[{number(picture.left)}, {number(level)}, 0]",
            f"[{number(picture.right)}, {number(level)}, 0]",
            color=look.ink,
            stroke_width="5",
        )
        low = picture.bottom + 0.1 if self.below is not None else level
        page.let(
            "normal",
            "DashedLine",
            f"[{number(picture.x)}, {number(low)}, 0]",
            f"[{number(picture.x)}, {number(picture.top)}, 0]",
            color=look.muted,
        )
        page.named("surface", "境界面", "界面", "the surface")
        page.named("normal", "垂線", "法線", "the normal")
        shown = ["FadeIn(below)", "Create(surface)", "Create(normal)"]
        if self.below is not None:
            for name, index, y in (
                ("above_index", self.above, level + 0.35),
                ("below_index", self.below, level - 0.35),
            ):
                page.text(name, f"n = {written(index)}", 28, 2.4, color=look.muted)
                page.place(name, picture.left + 0.95, y)
                shown.append(f"FadeIn({name})")
            says = page.say(
                "2 つの物質の境目です。点線は、面に垂直な線です。",
                "這是兩種介質的交界，虛線是垂直於界面的法線。",
                "Two media meet here; the dashed normal stands upright on the surface.",
            )
        else:
            says = page.say(
                "鏡です。点線は、面に垂直な線です。",
                "這是鏡面，虛線是垂直於鏡面的法線。",
                "A mirror; the dashed normal stands upright on it.",
            )
        page.beat(*shown, says=says)

    def _ray(  # noqa: PLR0913, PLR0917 - a ray's own properties
        self,
        page: Page,
        name: str,
        x: float,
        y: float,
        angle: float,
        long: float,
        color: str,
        *,
        towards: bool = False,
        down: bool = False,
    ) -> None:
        """A ray at an angle from the normal, positive to the right, and the angle's arc."""
        radians = math.radians(angle)
        sign = -1 if down else 1
        aside, above = long * math.sin(radians), sign * long * math.cos(radians)
        far = f"[{number(x + aside)}, {number(y + above)}, 0]"
        here = f"[{number(x)}, {number(y)}, 0]"
        ends = (far, here) if towards else (here, far)
        page.let(
            name,
            "Arrow",
            *ends,
            color=color,
            buff="0",
            stroke_width="7",
            max_tip_length_to_length_ratio="0.08",
        )
        start = "-PI / 2" if down else "PI / 2"
        turn = radians if down else -radians
        page.let(
            f"{name}_angle",
            "Arc",
            radius=number(_ARC),
            start_angle=start,
            angle=number(turn),
            arc_center=here,
            color=color,
            stroke_width="5",
        )

    def _reflected(self, page: Page, x: float, level: float, up: float, room: Room) -> None:
        look = page.look
        self._ray(page, "reflected", x, level, float(self.angle), up, look.done)
        page.named("reflected", "反射光", "反射光", "the reflected ray")
        words = page.say("反射角 {a}°", "反射角 {a}°", "angle of reflection {a}°", a=written(self.angle))
        shown = facts(page, room, [("angle_back", words, look.done)], across=False)
        says = page.say(
            "反射角は入射角と等しく、{a}° です。",
            "反射角等於入射角，也是 {a}°。",
            "It is reflected at the same angle: {a}°.",
            a=written(self.angle),
        )
        page.beat("Create(reflected)", "FadeIn(reflected_angle)", *shown, says=says, seconds=1.4)

    def _refracted(self, page: Page, picture: Room, level: float, rooms: list[Room]) -> None:
        look, angle = page.look, self.refracted
        if angle is None or self.below is None:
            return
        down = min(level - picture.bottom, picture.width / 2) * 0.94
        self._ray(page, "refracted", picture.x, level, float(angle), down, look.main, down=True)
        page.named("refracted", "屈折光", "折射光", "the refracted ray")
        left = f"{written(self.above)} dot sin({written(self.angle)} degree)"
        sine = f"{left} = {written(self.below)} dot sin(theta_2)"
        page.formula("law", f"n_1 sin(theta_1) = n_2 sin(theta_2) \\ {sine}", 40, rooms[1].width)
        page.at_most("law", rooms[1].height, side="height")
        page.place("law", rooms[1].x, rooms[1].y)
        page.named("law", "屈折の法則", "折射定律", "Snell's law")
        told = f"≈{rounded(angle)}" if not angle.is_Rational else written(Fraction(angle))
        shown = facts(
            page,
            rooms[2],
            [
                (
                    "angle_out",
                    page.say("屈折角 {a}°", "折射角 {a}°", "angle of refraction {a}°", a=told),
                    look.main,
                )
            ],
            across=False,
        )
        says = page.say(
            "屈折の法則から、向こう側の角度が決まります。",
            "由折射定律可求出另一側的角度。",
            "Snell's law gives the angle on the other side.",
        )
        page.beat("FadeIn(law)", says=says, pause=0.8)
        values = {"a": told}
        if self.below == self.above:
            says = page.say(
                "屈折率が同じなので、まっすぐ進みます。",
                "折射率相同，所以直線前進。",
                "Both indices are the same, so it goes straight on.",
            )
        elif self.below > self.above:
            says = page.say(
                "光は垂線のほうへ曲がり、{a}° になります。",
                "光偏向法線，折射角為 {a}°。",
                "It bends towards the normal, to {a}°.",
                **values,
            )
        else:
            says = page.say(
                "光は垂線から離れるほうへ曲がり、{a}° になります。",
                "光偏離法線，折射角為 {a}°。",
                "It bends away from the normal, to {a}°.",
                **values,
            )
        page.beat("Create(refracted)", "FadeIn(refracted_angle)", *shown, says=says, seconds=1.6)

    def _total(self, page: Page, room: Room) -> None:
        critical = self.critical
        if critical is None:
            return
        told = f"≈{rounded(critical)}" if not critical.is_Rational else written(Fraction(critical))
        words = page.say("臨界角 {c}°", "臨界角 {c}°", "critical angle {c}°", c=told)
        shown = facts(page, room, [("critical", words, page.look.main)], across=False)
        says = page.say(
            "臨界角 {c}° より大きいので、光は外へ出られません。全反射です。",
            "大於臨界角 {c}°，光無法射出：這就是全反射。",
            "This is more than the critical angle of {c}°: no light gets out, all is reflected.",
            c=told,
        )
        page.beat(*shown, "Indicate(reflected)", says=says)
