"""A circle of given size: its diameter laid around its rim, and its area rearranged into a rectangle."""

from math import cos, pi, remainder
from typing import Final, Literal, Self

import sympy

from media.scenes.builder import Builder
from media.scenes.exact import Measure, Unit, equals, exact, told, written
from media.scenes.facts import Facts
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.room import Room, whole
from media.scenes.source import number, point

_SECTORS: Final = 24


class Circle(Builder):
    """Its size by one of its measures."""

    given: Literal["radius", "diameter", "circumference", "area"] = "radius"
    value: Measure
    unit: Unit = ""

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """A radius of three."""
        return cls.model_validate({"value": 3, "unit": "cm"})

    @property
    def radius(self) -> sympy.Expr:
        """Its exact radius."""
        value = exact(self.value)
        match self.given:
            case "radius":
                return value
            case "diameter":
                return value / 2
            case "circumference":
                return value / (2 * sympy.pi)
            case "area":
                return sympy.sqrt(value / sympy.pi)

    @property
    def circumference(self) -> sympy.Expr:
        """A multiple of π, unless the circumference is what was given."""
        return sympy.simplify(2 * sympy.pi * self.radius)

    @property
    def area(self) -> sympy.Expr:
        """A multiple of π, unless a length around it was given."""
        return sympy.simplify(sympy.pi * self.radius**2)

    def heading(self, locale: Locale) -> str:
        """What is given."""
        value = written(self.value) + (f" {self.unit}" if self.unit else "")
        match self.given:
            case "radius":
                return locale.say("半径 {v} の円", "半徑 {v} 的圓", "A circle with radius {v}", v=value)
            case "diameter":
                return locale.say("直径 {v} の円", "直徑 {v} 的圓", "A circle with diameter {v}", v=value)
            case "circumference":
                return locale.say(
                    "円周 {v} の円", "圓周 {v} 的圓", "A circle with circumference {v}", v=value
                )
            case "area":
                value += "²" if self.unit else ""
                return locale.say("面積 {v} の円", "面積 {v} 的圓", "A circle with area {v}", v=value)

    def draw(self, page: Page) -> None:
        """The circle, its rim, its area."""
        room = whole(page.stage)
        if page.stage.roomy:
            # The circle, beside it the rectangle that it becomes, π radii wide, and the formulas above that.
            radius = min((room.height - 0.3) / 2, (room.width - 0.9) / (2 + pi))
            x, y = room.left + radius + 0.1, room.y
            left, bottom = x + radius + 0.7, y - radius
            words = Room(left, room.right, bottom + radius + 0.7, room.top)
        elif page.stage.wide:
            radius = (room.width - 0.9) / (2 + pi)
            x, y = room.left + radius + 0.1, room.top - radius - 0.15
            left, bottom = x + radius + 0.7, y - radius
            words = Room(room.left, room.right, room.bottom, bottom - 0.2)
        else:
            radius = min(room.width / (pi + 0.6), (room.height - 3.2) / 3)
            x, y = room.x, room.top - radius - 0.1
            left, bottom = room.x - pi * radius / 2, y - 2 * radius - 0.8
            words = Room(room.left, room.right, room.bottom, bottom - 0.15)
        facts = Facts(page, words, 2)
        self._circle(page, x, y, radius)
        self._rim(page, facts, x, y, radius)
        self._rectangle(page, facts, (x, y), radius, (left, bottom))

    def _circle(self, page: Page, x: float, y: float, radius: float) -> None:
        look = page.look
        page.let("center", "Dot", point(x, y), radius="0.07", color=look.ink)
        page.let("radius", "Line", point(x, y), point(x + radius, y), color=look.hot, stroke_width="6")
        options = {"radius": number(radius), "color": look.main, "fill_opacity": "0.3", "stroke_width": "6"}
        page.let("circle", "Circle", **options)
        page.place("circle", x, y)
        page.named("circle", "円", "圓", "the circle")
        page.named("radius", "半径", "半徑", "the radius")
        page.formula("radius_label", f"r {self._r()}", 36, radius * 1.7, color=look.hot)
        page.place("radius_label", x, y + 0.38)
        says = self._says_radius(page)
        page.beat("FadeIn(center)", "Create(radius)", "FadeIn(radius_label)", says=says, seconds=0.8)
        turn = f"Rotate(radius, TAU, about_point={point(x, y)})"
        page.beat(turn, "Create(circle)", seconds=1.8)

    def _r(self) -> str:
        return equals(self.radius, self.unit)

    def _says_radius(self, page: Page) -> str:
        values = {
            "r": told(self.radius, self.unit),
            "v": written(self.value) + (f" {self.unit}" if self.unit else ""),
        }
        match self.given:
            case "radius":
                return page.say(
                    "円は、中心から同じ距離の点の集まりです。半径は r {r}。",
                    "圓上每一點到圓心的距離都一樣，這就是半徑：r {r}。",
                    "Every point is equally far from the center: r {r}.",
                    **values,
                )
            case "diameter":
                return page.say(
                    "半径は直径 {v} の半分です。r {r}。",
                    "半徑是直徑 {v} 的一半：r {r}。",
                    "The radius is half of the diameter {v}: r {r}.",
                    **values,
                )
            case "circumference":
                return page.say(
                    "半径は、円周 {v} を 2π で割ったものです。r {r}。",
                    "半徑是圓周 {v} 除以 2π：r {r}。",
                    "The radius is the circumference {v} divided by 2π: r {r}.",
                    **values,
                )
            case "area":
                return page.say(
                    "半径は、面積 {v} を π で割った数の平方根です。r {r}。",
                    "半徑是面積 {v} 除以 π 的平方根：r {r}。",
                    "The radius is the square root of the area {v} divided by π: r {r}.",
                    **values,
                )

    def _rim(self, page: Page, facts: Facts, x: float, y: float, radius: float) -> None:
        """The diameter goes three times around the circle, and a little remains."""
        look = page.look
        ends = (point(x - radius, y), point(x + radius, y))
        page.let("diameter", "Line", *ends, color=look.hot, stroke_width="8")
        page.named("diameter", "直径", "直徑", "the diameter")
        says = page.say(
            "直径は半径の 2 倍。d {d}。",
            "直徑是半徑的兩倍：d {d}。",
            "The diameter is two radii: d {d}.",
            d=told(2 * self.radius, self.unit),
        )
        page.formula(
            "diameter_label", f"d {equals(2 * self.radius, self.unit)}", 36, radius * 1.7, color=look.hot
        )
        page.place("diameter_label", x, y + 0.38)
        page.beat(
            "ReplacementTransform(radius, diameter)",
            "FadeTransform(radius_label, diameter_label)",
            says=says,
        )
        colors = (look.hot, look.done, look.accent(3), look.ink)
        for index, color in enumerate(colors, 1):
            size = 2.0 if index < len(colors) else 2 * pi - 6
            arc = {"radius": number(radius), "start_angle": number(2.0 * (index - 1)), "angle": number(size)}
            page.let(f"arc_{index}", "Arc", **arc, arc_center=point(x, y), color=color, stroke_width="12")
        says = page.say(
            "直径を円周に当てると、3 回と少し。どんな円でも π ≈ 3.14 回です。",
            "直徑沿著圓周可以放 3 次再多一點，任何圓都是 π ≈ 3.14 次。",
            "The diameter fits around 3 times and a bit: π ≈ 3.14 times.",
        )
        page.beat("TransformFromCopy(diameter, arc_1)", says=says, seconds=1.0)
        page.beat("TransformFromCopy(diameter, arc_2)", seconds=0.8)
        page.beat("TransformFromCopy(diameter, arc_3)", seconds=0.8)
        page.beat("Create(arc_4)", seconds=0.6)
        page.let("rim", "VGroup", "arc_1", "arc_2", "arc_3", "arc_4")
        page.named("rim", "円周", "圓周", "the circumference")
        says = page.say(
            "円周は C = 2πr {c} です。",
            "圓周長是 C = 2πr {c}。",
            "So the circumference is C = 2πr {c}.",
            c=told(self.circumference, self.unit),
        )
        value = equals(self.circumference, self.unit)
        facts.add("circumference", f"C = pi d = 2 pi r {value}", color=look.done)
        page.beat("Write(circumference)", says=says, seconds=1.2)

    def _rectangle(
        self,
        page: Page,
        facts: Facts,
        center: tuple[float, float],
        radius: float,
        corner: tuple[float, float],
    ) -> None:
        """Sectors, upright and upside down in turn, side by side."""
        look = page.look
        x, y = center
        left, bottom = corner
        angle = 2 * pi / _SECTORS
        pitch = pi * radius / _SECTORS
        pieces, homes = [], []
        for index in range(_SECTORS):
            name = f"sector_{index + 1}"
            start = {"radius": number(radius), "angle": f"TAU / {_SECTORS}"}
            color = look.main if index % 2 else look.done
            style = {"color": color, "fill_opacity": "0.6", "stroke_width": "1"}
            page.let(
                name,
                "Sector",
                **start,
                start_angle=f"{index} * TAU / {_SECTORS}",
                arc_center=point(x, y),
                **style,
            )
            pieces.append(name)
        for index in range(_SECTORS):
            upwards = index % 2 == 0
            tip_x = left + pitch * (index + 0.5)
            tip_y = bottom if upwards else bottom + radius * cos(angle / 2)
            start_angle = pi / 2 - angle / 2 if upwards else -pi / 2 - angle / 2
            turn = remainder(start_angle - index * angle, 2 * pi)
            homes.append(
                # A path of just this arc keeps the sector's form on its way.
                f"sector_{index + 1}.animate(path_arc={number(turn)})"
                f".rotate({number(turn)}, about_point={point(x, y)})"
                f".shift({point(tip_x - x, tip_y - y)})"
            )
        page.let("sectors", "VGroup", *pieces)
        page.named("sectors", "扇形", "扇形", "the sectors")
        says = page.say(
            "面積を知るために、円を {n} 個の扇形に切ります。",
            "為了求面積，把圓切成 {n} 個扇形。",
            "For the area we cut the circle into {n} sectors.",
            n=_SECTORS,
        )
        page.beat("FadeOut(diameter, diameter_label, center, rim)", "FadeIn(sectors)", says=says, seconds=1.0)
        says = page.say(
            "互い違いに並べると、長方形に近い形になります。細かく切るほど近づきます。",
            "交錯排列，就接近長方形；切得越細，就越接近。",
            "They make nearly a rectangle: the finer the cut, the nearer.",
        )
        page.beat("circle.animate.set_fill(opacity=0.05)", *homes, says=says, seconds=2.4)
        wide, high = pi * radius, radius
        page.let(
            "box", "Rectangle", width=number(wide), height=number(high), color=look.hot, stroke_width="4"
        )
        page.place("box", left + wide / 2, bottom + high / 2)
        page.named("box", "長方形", "長方形", "the rectangle")
        page.formula("box_width", "C slash 2 = pi r", 36, wide, color=look.hot)
        page.do("box_width.next_to", "box", "UP", buff="0.18")
        page.formula("box_height", "r", 38, 1.0, color=look.hot)
        page.do("box_height.next_to", "box", "LEFT", buff="0.16")
        says = page.say(
            "横は円周の半分 πr、縦は半径 r です。",
            "寬是半個圓周 πr，高是半徑 r。",
            "It is πr wide, half the circumference, and r high.",
        )
        page.beat("Create(box)", "FadeIn(box_width, box_height)", says=says, seconds=1.2)
        unit = f"{self.unit}²" if self.unit else ""
        says = page.say(
            "面積は A = πr² {a} です。",
            "面積是 A = πr² {a}。",
            "So the area is A = πr² {a}.",
            a=told(self.area, unit),
        )
        value = equals(self.area, unit)
        facts.add("area", f"A = pi r dot r = pi r^2 {value}", color=look.hot)
        page.named("area", "面積", "面積", "the area")
        page.beat("Write(area)", says=says, seconds=1.4)
