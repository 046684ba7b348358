"""Forces on a body: the arrows, their resultant, and what it does; without any, Newton's first law."""

from fractions import Fraction
from functools import cached_property
from typing import Annotated, Final, Self

import sympy
from pydantic import Field, model_validator
from sympy import Expr

from contracts.model import Model
from media.formulas.written import measured
from media.scenes.builder import Builder
from media.scenes.exact import Number, exact, written
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.quantities import amount, facts
from media.scenes.room import Room, divided, two, whole
from media.scenes.source import number

MOST: Final = 4
_LONGEST: Final = 2.4
_BODY: Final = 0.55
_MARKS: Final = 5
_APART: Final = 12
_NOTHING: Final = 1e-30


class Force(Model):
    """A force in newtons; its direction in degrees, 0 to the right and 90 upwards."""

    size: Annotated[Number, Field(gt=0, le=1_000_000)]
    direction: Annotated[Number, Field(ge=-360, le=360)] = Fraction(0)
    name: str = Field("", max_length=16)


class Forces(Builder):
    """The forces on a body, and its mass in kilograms. Without forces it shows Newton's first law."""

    forces: tuple[Force, ...] = Field((), max_length=MOST)
    mass: Annotated[Number, Field(gt=0, le=1_000_000)] | None = None

    @model_validator(mode="after")
    def _can_be_drawn(self) -> Self:
        if self.mass is not None and not self.forces:
            raise ValueError("mass says nothing without forces.")
        sizes = [force.size for force in self.forces]
        if sizes and max(sizes) > _APART * min(sizes):
            raise ValueError(
                f"forces must not differ by more than {_APART} times: the small would not be seen."
            )
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Two forces at a right angle."""
        return cls(
            forces=(Force(size=Fraction(3)), Force(size=Fraction(4), direction=Fraction(90))),
            mass=Fraction(2),
        )

    @cached_property
    def parts(self) -> list[tuple[Expr, Expr]]:
        """Each force's parts to the right and upwards."""
        found = []
        for force in self.forces:
            angle = exact(force.direction) * sympy.pi / 180
            found.append((exact(force.size) * sympy.cos(angle), exact(force.size) * sympy.sin(angle)))
        return found

    @cached_property
    def resultant(self) -> tuple[Expr, Expr]:
        """The parts of all forces together."""
        sums = (sum((part[way] for part in self.parts), sympy.Integer(0)) for way in (0, 1))
        across, up = (sympy.Integer(0) if abs(sympy.N(one, 40)) < _NOTHING else one for one in sums)
        return across, up

    @property
    def size(self) -> Expr:
        """The resultant's size."""
        across, up = self.resultant
        return sympy.sqrt(sympy.expand(across**2 + up**2))

    @property
    def is_balanced(self) -> bool:
        """Whether the forces cancel."""
        return bool(self.size == 0)

    @property
    def acceleration(self) -> Expr | None:
        """What the resultant does to the mass; None where that is not given."""
        return None if self.mass is None else self.size / exact(self.mass)

    def heading(self, locale: Locale) -> str:
        """The law."""
        if not self.forces:
            return locale.say("慣性の法則（第一法則）", "牛頓第一定律", "Newton's first law")
        if self.mass is not None and not self.is_balanced:
            return locale.say("力と加速度", "力與加速度", "Force and acceleration")
        return locale.say("力の合成", "力的合成", "Adding forces")

    def draw(self, page: Page) -> None:
        """Newton's first law, or these forces, their sum and its effect."""
        if self.forces:
            self._given(page)
        else:
            _first_law(page)

    # --- given forces -----------------------------------------------------------------------------------

    def _given(self, page: Page) -> None:
        picture, panel = two(page.stage, 0.62 if page.stage.wide else 0.56, beside=page.stage.wide)
        look = page.look
        reach = self._extent()
        room = picture.inside(0.75, 0.6)
        scale = min(room.width / (reach[1] - reach[0]), room.height / (reach[3] - reach[2]))
        scale = min(scale, _LONGEST / max(float(force.size) for force in self.forces))
        x = room.x - (reach[0] + reach[1]) / 2 * scale
        y = room.y - (reach[2] + reach[3]) / 2 * scale
        page.let(
            "body",
            "Square",
            side_length=number(_BODY * 2),
            color=look.muted,
            fill_color=look.panel,
            fill_opacity="0.7",
        )
        page.place("body", x, y)
        page.named("body", "物体", "物體", "the body")
        shown = ["FadeIn(body)"]
        if self.mass is not None:
            page.text("mass", amount(self.mass, "kg"), 24, 1.0)
            page.do("mass.next_to", "body", self._free_side(), buff="0.15")
            shown.append("FadeIn(mass)")
        says = page.say("物体に力がはたらきます。", "有力作用在物體上。", "Forces act on a body.")
        page.beat(*shown, says=says, seconds=0.6)
        rows = []
        for index, force in enumerate(self.forces, 1):
            color = look.accent((0, 1, 3, 4)[index - 1])
            across, up = (float(part) * scale for part in self.parts[index - 1])
            ends = f"[{number(x)}, {number(y)}, 0]", f"[{number(x + across)}, {number(y + up)}, 0]"
            page.let(
                f"force_{index}",
                "Arrow",
                *ends,
                color=color,
                buff="0",
                stroke_width="7",
                max_tip_length_to_length_ratio="0.2",
            )
            name = self._name(index)
            page.named(f"force_{index}", f"力 {name}", f"力 {name}", f"the force {name}")
            rows.append(
                (f"size_{index}", f"{name} = {written(force.size)} N ({written(force.direction)}°)", color)
            )
        *heights, upper, lower = divided(panel, len(rows) + 3)
        last = Room(panel.left, panel.right, lower.bottom, upper.top)
        for index, row in enumerate(rows):
            told = facts(page, heights[index], [row], across=False)
            force = self.forces[index]
            says = page.say(
                "力 {n} は {s} N、向きは {d}° です。",
                "力 {n} 為 {s} N，方向 {d}°。",
                "Force {n}: {s} N, at {d}°.",
                n=self._name(index + 1),
                s=written(force.size),
                d=written(force.direction),
            )
            page.beat(f"GrowArrow(force_{index + 1})", *told, says=says, seconds=0.9)
        self._sum(page, (x, y), scale, [heights[-1], last])

    def _free_side(self) -> str:
        """The side of the body that is farthest from all forces."""
        sides = {"LEFT": 180, "DOWN": 270, "RIGHT": 0, "UP": 90}
        angles = [float(force.direction) for force in self.forces]

        def room(side: str) -> float:
            return min(abs((angle - sides[side] + 180) % 360 - 180) for angle in angles)

        return max(sides, key=room)

    def _name(self, index: int) -> str:
        return self.forces[index - 1].name or f"F{str(index).translate(str.maketrans('1234', '₁₂₃₄'))}"

    def _extent(self) -> tuple[float, float, float, float]:
        """How far the arrows reach, in newtons: left, right, down, up; laid one after another too."""
        xs, ys = [0.0], [0.0]
        x = y = 0.0
        for across, up in self.parts:
            xs.append(float(across))
            ys.append(float(up))
            x, y = x + float(across), y + float(up)
            xs.append(x)
            ys.append(y)
        least = 0.2 * max(float(force.size) for force in self.forces)
        return min(*xs, -least), max(*xs, least), min(*ys, -least), max(*ys, least)

    def _sum(self, page: Page, at: tuple[float, float], scale: float, rooms: list[Room]) -> None:
        """The arrows laid one after another, and the arrow from the first tail to the last tip."""
        look, (x, y) = page.look, at
        moves = []
        across = up = 0.0
        for index, part in enumerate(self.parts, 1):
            if index > 1:
                moves.append(f"force_{index}.animate.shift([{number(across)}, {number(up)}, 0])")
            across, up = across + float(part[0]) * scale, up + float(part[1]) * scale
        if moves:
            says = page.say(
                "矢印をつなげると、合わせた力がわかります。",
                "把箭頭首尾相接，就得到合力。",
                "Laid tip to tail they show what they add up to.",
            )
            page.beat(*moves, says=says, seconds=1.6)
        if self.is_balanced:
            words = page.say("合力 = 0", "合力 = 0", "sum = 0")
            shown = facts(page, rooms[0], [("total", words, look.hot)], across=False)
            says = page.say(
                "合力は 0。つり合っているので、運動のようすは変わりません。",
                "合力為 0：達成平衡，運動狀態不變。",
                "They cancel: the body stays at rest, or keeps on moving as it did.",
            )
            page.beat(*shown, f"Indicate(body, color={look.done})", says=says)
            return
        ends = f"[{number(x)}, {number(y)}, 0]", f"[{number(x + across)}, {number(y + up)}, 0]"
        page.let(
            "resultant",
            "Arrow",
            *ends,
            color=look.hot,
            buff="0",
            stroke_width="9",
            max_tip_length_to_length_ratio="0.2",
        )
        page.named("resultant", "合力", "合力", "the resultant")
        told = f"{measured(self.size)} N"
        words = page.say("合力 {f}", "合力 {f}", "sum {f}", f=told)
        shown = facts(page, rooms[0], [("total", words, look.hot)], across=False)
        says = page.say(
            "合力は {f} です。",
            "合力為 {f}。",
            "Together they are one force of {f}.",
            f=told.removeprefix("= "),
        )
        page.beat("GrowArrow(resultant)", *shown, says=says, seconds=1.2)
        if self.acceleration is None or self.mass is None:
            return
        told = measured(self.acceleration)
        force = measured(self.size).removeprefix("= ").removeprefix("≈ ")
        sign = "approx" if told.startswith("≈") else "="
        quotient = f'frac({force} "N", {written(self.mass)} "kg")'
        result = f'{told.replace("≈", "approx")} thin "m/s"^2'
        page.formula("law", f"a = frac(F, m) {sign} {quotient} {result}", 44, rooms[1].width)
        page.at_most("law", rooms[1].height - 0.05, side="height")
        page.place("law", rooms[1].x, rooms[1].y)
        page.named("law", "運動方程式", "運動方程式", "the second law")
        arrows = ", ".join(f"force_{index}" for index in range(1, len(self.forces) + 1))
        says = page.say(
            "加速度 = 力 ÷ 質量。物体はこの向きに速くなります。",
            "加速度 = 力 ÷ 質量：物體朝這個方向加速。",
            "Acceleration is force divided by mass: this way the body speeds up.",
        )
        page.beat(f"FadeOut({arrows})", "FadeIn(law)", says=says)
        far = 0.8 / max((across**2 + up**2) ** 0.5, 0.001)
        together = "VGroup(body, mass, resultant)"
        way = f"[{number(across * far)}, {number(up * far)}, 0]"
        page.beat(f"{together}.animate(rate_func=rush_into).shift({way})", seconds=1.8)


def _first_law(page: Page) -> None:
    """Three tracks: at rest, moving without a force, and with one."""
    look = page.look
    tracks = divided(whole(page.stage), 3)
    told = (
        (
            page.say("止まっている・力なし", "靜止・不受力", "at rest, no force"),
            page.say(
                "力がはたらかなければ、止まっている物体は止まったままです。",
                "不受力時，靜止的物體保持靜止。",
                "Without a force, a body at rest stays at rest.",
            ),
        ),
        (
            page.say("動いている・力なし", "運動中・不受力", "moving, no force"),
            page.say(
                "動いている物体は、力がなければ同じ速さでまっすぐ進み続けます。",
                "運動中的物體不受力時，一直以相同速度直線前進。",
                "A moving body without a force goes straight on at the same speed.",
            ),
        ),
        (
            page.say("力がはたらく", "受到力的作用", "with a force"),
            page.say(
                "力がはたらくときだけ、速さや向きが変わります。",
                "只有受到力時，速度才會改變。",
                "Only a force changes its speed or its direction.",
            ),
        ),
    )
    names = ("resting", "moving", "pushed")
    for index, (room, name, (label, _)) in enumerate(zip(tracks, names, told, strict=True)):
        y = room.bottom + 0.35 * room.height
        color = look.accent((0, 1, 3)[index])
        ends = (
            f"[{number(room.left)}, {number(y - 0.32)}, 0]",
            f"[{number(room.right)}, {number(y - 0.32)}, 0]",
        )
        page.let(f"{name}_ground", "Line", *ends, color=look.muted, stroke_width="4")
        page.let(name, "Circle", radius="0.3", color=color, fill_color=color, fill_opacity="0.85")
        page.place(name, room.left + 0.6, y)
        page.text(f"{name}_label", label, 26, room.width, color=color)
        page.place(f"{name}_label", room.left, room.top - 0.25, edge="LEFT")
    page.named("resting", "止まっている物体", "靜止的物體", "the body at rest")
    page.named("moving", "動いている物体", "運動的物體", "the moving body")
    page.named("pushed", "力を受ける物体", "受力的物體", "the body with a force")
    grounds = [f"Create({name}_ground)" for name in names]
    page.beat(*grounds, *(f"FadeIn({name})" for name in names), seconds=0.8)
    page.beat("FadeIn(resting_label)", "Indicate(resting)", says=told[0][1], pause=1.0)
    step = (tracks[1].width - 1.2) / _MARKS
    page.beat("FadeIn(moving_label)", says=told[1][1], seconds=0.5)
    for mark in range(_MARKS):
        page.let(f"moving_mark_{mark}", "Dot", "moving.get_center()", radius="0.08", color=look.done)
        page.do("self.add", f"moving_mark_{mark}")
        page.beat(f"moving.animate(rate_func=linear).shift(RIGHT * {number(step)})", seconds=0.8)
    page.let(
        "push",
        "Arrow",
        "pushed.get_center()",
        "pushed.get_right() + RIGHT * 0.9",
        color=look.hot,
        buff="0",
        stroke_width="8",
    )
    page.named("push", "力", "力", "the force")
    page.beat("FadeIn(pushed_label)", "GrowArrow(push)", says=told[2][1], seconds=0.8)
    gap = (tracks[2].width - 2.3) / _MARKS**2
    for mark in range(_MARKS):
        page.let(f"pushed_mark_{mark}", "Dot", "pushed.get_center()", radius="0.08", color=look.accent(3))
        page.do("self.add", f"pushed_mark_{mark}")
        way = gap * (2 * mark + 1)
        page.beat(f"VGroup(pushed, push).animate(rate_func=linear).shift(RIGHT * {number(way)})", seconds=0.8)
    says = page.say(
        "等間隔の印は同じ速さ、広がる印は加速を表します。",
        "等距的記號表示等速，越來越寬表示加速。",
        "Even marks mean a steady speed; growing gaps mean that it speeds up.",
    )
    marks = [f"Indicate(moving_mark_{mark})" for mark in range(_MARKS)]
    marks += [f"Indicate(pushed_mark_{mark})" for mark in range(_MARKS)]
    page.beat(*marks, says=says)
