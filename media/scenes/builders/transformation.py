"""A figure shifted, turned, mirrored or scaled in the plane, with its coordinates before and after."""

from fractions import Fraction
from math import atan2, ceil, floor, hypot
from typing import Annotated, Final, Literal, Self

import sympy
from pydantic import Field, model_validator

from media.scenes.builder import Builder
from media.scenes.exact import Number, exact, is_short, rounded, typst, written
from media.scenes.facts import Facts
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.room import Fit, Room, fit, middle, two
from media.scenes.source import number, point

Coordinate = Annotated[Number, Field(ge=-50, le=50)]
Place = tuple[Coordinate, Coordinate]
Exact = tuple[sympy.Expr, sympy.Expr]

_MOST_LABELS: Final = 9
_FARTHEST: Final = 60
_MOST_LINES: Final = 4
_LETTERS: Final = "ABCDEF"


class Transformation(Builder):
    """The figure's corners, and what is done to it.

    A translation has ``by``; a rotation an ``angle`` in degrees, against the clock, and a ``centre``; a
    reflection a ``mirror``; a scaling a ``factor`` and a ``centre``.
    """

    corners: tuple[Place, ...] = Field(min_length=3, max_length=6)
    transformation: Literal["translation", "rotation", "reflection", "scaling"]
    by: Place | None = None
    angle: Annotated[Number, Field(ge=-360, le=360)] | None = None
    mirror: Literal["x-axis", "y-axis", "y=x", "y=-x"] | None = None
    factor: Annotated[Number, Field(ge=-6, le=6)] | None = None
    centre: Place = (Fraction(0), Fraction(0))

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        needed = {"translation": "by", "rotation": "angle", "reflection": "mirror", "scaling": "factor"}
        for kind, name in needed.items():
            given = getattr(self, name) is not None
            if given != (kind == self.transformation):
                wanted = needed[self.transformation]
                raise ValueError(f"{name if given else wanted}: a {self.transformation} has {wanted}.")
        if self.factor is not None and abs(self.factor) < Fraction(1, 10):
            raise ValueError("factor: less than 0.1 can't be seen.")
        reach = max(abs(float(sympy.N(value))) for place in self.image for value in place)
        if reach > _FARTHEST:
            raise ValueError(f"corners: the image lies more than {_FARTHEST} away, too far to be drawn.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """A quarter turn of a triangle."""
        corners = [[1, 1], [4, 1], [4, 3]]
        return cls.model_validate({"corners": corners, "transformation": "rotation", "angle": 90})

    @property
    def image(self) -> list[Exact]:
        """Where each corner goes, exactly."""
        return [self._moved(exact(x), exact(y)) for x, y in self.corners]

    def _moved(self, x: sympy.Expr, y: sympy.Expr) -> Exact:
        about = (exact(self.centre[0]), exact(self.centre[1]))
        match self.transformation:
            case "translation":
                right, up = self.by or (Fraction(0), Fraction(0))
                return x + exact(right), y + exact(up)
            case "rotation":
                turn = exact(self.angle or Fraction(0)) * sympy.pi / 180
                cos, sin = sympy.cos(turn), sympy.sin(turn)
                right, up = x - about[0], y - about[1]
                return (
                    sympy.expand(about[0] + right * cos - up * sin),
                    sympy.expand(about[1] + right * sin + up * cos),
                )
            case "reflection":
                images = {"x-axis": (x, -y), "y-axis": (-x, y), "y=x": (y, x), "y=-x": (-y, -x)}
                return images[self.mirror or "y=x"]
            case "scaling":
                factor = exact(self.factor or Fraction(1))
                return about[0] + factor * (x - about[0]), about[1] + factor * (y - about[1])

    def heading(self, locale: Locale) -> str:
        """What is done."""
        match self.transformation:
            case "translation":
                return locale.say("平行移動", "平移", "Translation")
            case "rotation":
                return locale.say("回転", "旋轉", "Rotation")
            case "reflection":
                return locale.say("対称移動", "鏡射", "Reflection")
            case "scaling":
                return locale.say("拡大・縮小", "縮放", "Scaling")

    # --- drawing --------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The grid and the figure, how each corner goes, the image, and what stays the same."""
        wide = page.stage.roomy
        figures, words = two(page.stage, 0.62 if wide else 0.7, beside=wide)
        count = len(self.corners)
        columns = 1 if wide or (not page.stage.wide and count <= _MOST_LINES) else 2
        facts = Facts(page, words, count, columns)
        to = self._grid(page, figures)
        before = [to.at(float(x), float(y)) for x, y in self.corners]
        after = [to.at(float(sympy.N(x)), float(sympy.N(y))) for x, y in self.image]
        look = page.look
        style = {"color": look.main, "fill_opacity": "0.4", "stroke_width": "5"}
        page.let("figure", "Polygon", *(point(*place) for place in before), **style)
        page.named("figure", "元の図形", "原來的圖形", "the figure")
        self._letters(page, "letter", before, "", look.main)
        says = page.say(
            "座標平面上の図形です。頂点は {v}。",
            "坐標平面上的圖形，頂點是 {v}。",
            "A figure in the plane, with the corners {v}.",
            v=page.locale.enumerated(
                f"{letter}({written(x)}, {written(y)})"
                for letter, (x, y) in zip(_LETTERS, self.corners, strict=False)
            ),
        )
        page.beat("FadeIn(plane)", "DrawBorderThenFill(figure)", "FadeIn(letters)", says=says, seconds=1.4)
        guides = self._guides(page, to, before, after)
        page.let("guides", "VGroup", *guides)
        page.named("guides", "補助線", "輔助線", "the guides")
        drawn = "LaggedStart(*(Create(guide) for guide in guides), lag_ratio=0.3)"
        page.beat(drawn, says=self._rule(page), seconds=1.5)
        page.let("image", "figure.copy")
        page.do("image.set_color", look.done)
        page.named("image", "移した図形", "變換後的圖形", "the image")
        page.beat(self._move(to, after), seconds=2.2)
        self._letters(page, "image_letter", after, "'", look.done)
        lines = []
        for index, (place, moved) in enumerate(zip(self.corners, self.image, strict=True)):
            letter = _LETTERS[index]
            start = f"({typst(exact(place[0]))}, {typst(exact(place[1]))})"
            end = f"{letter}'({_coordinate(moved[0])}, {_coordinate(moved[1])})"
            lines.append(facts.add(f"corner_{index + 1}", f"{letter} {start} -> {end}", size=40))
        says = page.say(
            "移ったあとの座標です。{rule}",
            "這是變換後的坐標。{rule}",
            "These are the new coordinates. {rule}",
            rule=self._in_letters(page),
        )
        page.beat("FadeIn(image_letters)", f"FadeIn({', '.join(lines)})", says=says, seconds=1.0)
        page.beat("Indicate(image, scale_factor=1.05)", says=self._kept(page), seconds=1.2)

    def _letters(
        self, page: Page, name: str, places: list[tuple[float, float]], mark: str, color: str
    ) -> None:
        inner = middle(*places)
        names = []
        for index, (x, y) in enumerate(places):
            dx, dy = x - inner[0], y - inner[1]
            far = (dx * dx + dy * dy) ** 0.5 or 1.0
            names.append(f"{name}_{_LETTERS[index]}")
            page.formula(names[-1], f"{_LETTERS[index]}{mark}", 34, 0.8, color=color)
            page.place(names[-1], x + dx / far * 0.32, y + dy / far * 0.32)
        page.let(f"{name}s", "VGroup", *names)

    def _grid(self, page: Page, room: Room) -> Fit:
        """The plane, as large as figure, image and origin need it."""
        xs = [0.0, *(float(x) for x, _ in self.corners), *(float(sympy.N(x)) for x, _ in self.image)]
        ys = [0.0, *(float(y) for _, y in self.corners), *(float(sympy.N(y)) for _, y in self.image)]
        if self.transformation in {"rotation", "scaling"}:
            xs.append(float(self.centre[0]))
            ys.append(float(self.centre[1]))
        span = max(max(xs) - min(xs), max(ys) - min(ys), 2.0)
        step = next(step for step in (1, 2, 5, 10, 20, 50) if span / step <= _MOST_LABELS)
        left, right = (floor(min(xs) / step) - 1) * step, (ceil(max(xs) / step) + 1) * step
        low, high = (floor(min(ys) / step) - 1) * step, (ceil(max(ys) / step) + 1) * step
        # The grid fills the room: what is wider than high gets more of the other direction, and so on.
        ratio = room.width / room.height
        while (right - left) / (high - low) + step / (high - low) <= ratio:
            left, right = (left - step, right) if abs(left) < abs(right) else (left, right + step)
        while (right - left) / (high - low + step) >= ratio:
            low, high = (low - step, high) if abs(low) < abs(high) else (low, high + step)
        to = fit([(left, low), (right, high)], room)
        look = page.look
        page.let(
            "grid",
            "NumberPlane",
            x_range=f"[{left}, {right}, {step}]",
            y_range=f"[{low}, {high}, {step}]",
            x_length=number(to.scale * (right - left)),
            y_length=number(to.scale * (high - low)),
            axis_config=f'{{"color": {look.muted}, "stroke_width": 3}}',
            background_line_style=f'{{"stroke_color": {look.main}, "stroke_width": 1}}',
            faded_line_ratio="0",
        )
        page.do("grid.shift", f"{point(*to.at(0, 0))} - grid.c2p(0, 0)")
        names = [
            self._tick(page, f"x_{value}", value, to.at(value, 0), (0, -0.2))
            for value in range(left + step, right, step)
            if value
        ] + [
            self._tick(page, f"y_{value}", value, to.at(0, value), (-0.24, 0))
            for value in range(low + step, high, step)
            if value
        ]
        page.let("plane", "VGroup", "grid", *names)
        page.named("plane", "座標平面", "坐標平面", "the plane")
        return to

    def _tick(
        self, page: Page, name: str, value: int, at: tuple[float, float], off: tuple[float, float]
    ) -> str:
        name = f"tick_{name}".replace("-", "minus_")
        page.text(name, written(Fraction(value)), 20, 0.8, color=page.look.muted)
        page.place(name, at[0] + off[0], at[1] + off[1])
        # Arcs and arrows run below it.
        page.do(f"{name}.add_background_rectangle", color="BACKGROUND", opacity="0.8", buff="0.03")
        page.do(f"{name}.set_z_index", "2")
        return name

    def _guides(
        self, page: Page, to: Fit, before: list[tuple[float, float]], after: list[tuple[float, float]]
    ) -> list[str]:
        look, names = page.look, []
        about = to.at(float(self.centre[0]), float(self.centre[1]))
        if self.transformation in {"rotation", "scaling"}:
            page.let("centre", "Dot", point(*about), radius="0.1", color=look.hot)
            page.named("centre", "中心", "中心", "the center")
            names.append("centre")
        if self.transformation == "reflection":
            names.append(self._mirror(page, to))
        for index, (start, end) in enumerate(zip(before, after, strict=True), 1):
            name = f"guide_{index}"
            style = {"color": look.hot, "stroke_width": "3"}
            match self.transformation:
                case "translation":
                    tip = {"tip_length": "0.2", "max_tip_length_to_length_ratio": "0.4"}
                    page.let(name, "Arrow", point(*start), point(*end), buff="0", **style, **tip)
                case "rotation":
                    angle = number(float(self.angle or 0) * 0.017453292519943295)
                    page.let(
                        name, "Arc", **_arc(about, start), angle=angle, arc_center=point(*about), **style
                    )
                case "reflection":
                    page.let(name, "DashedLine", point(*start), point(*end), **style)
                case "scaling":
                    far = max(start, end, key=lambda place: hypot(place[0] - about[0], place[1] - about[1]))
                    near = about if (self.factor or 1) > 0 else start if far == end else end
                    page.let(name, "DashedLine", point(*near), point(*far), **style)
            names.append(name)
        return names

    def _mirror(self, page: Page, to: Fit) -> str:
        reach = max(abs(float(sympy.N(value))) for place in (*self.corners, *self.image) for value in place)
        ends = {
            "x-axis": ((-reach, 0), (reach, 0)),
            "y-axis": ((0, -reach), (0, reach)),
            "y=x": ((-0.3 * reach, -0.3 * reach), (reach, reach)),
            "y=-x": ((-reach, reach), (0.3 * reach, -0.3 * reach)),
        }[self.mirror or "y=x"]
        if self.mirror in {"y=x", "y=-x"}:
            xs = [float(sympy.N(x)) for x, _ in (*self.corners, *self.image)]
            sign = 1 if self.mirror == "y=x" else -1
            ends = ((min(0.0, *xs), sign * min(0.0, *xs)), (max(0.0, *xs), sign * max(0.0, *xs)))
        places = [point(*to.at(*end)) for end in ends]
        page.let("mirror", "Line", *places, color=page.look.hot, stroke_width="7")
        page.named("mirror", "対称の軸", "對稱軸", "the mirror line")
        return "mirror"

    def _move(self, to: Fit, after: list[tuple[float, float]]) -> str:
        match self.transformation:
            case "rotation":
                about = point(*to.at(float(self.centre[0]), float(self.centre[1])))
                return f"Rotate(image, {number(float(self.angle or 0))} * DEGREES, about_point={about})"
            case _:
                # Each point goes straight: along its arrow, across the mirror, or along its ray.
                places = ", ".join(point(*place) for place in after)
                return f"Transform(image, Polygon({places}).match_style(image))"

    def _rule(self, page: Page) -> str:
        at = f"({written(self.centre[0])}, {written(self.centre[1])})"
        match self.transformation:
            case "translation":
                right, up = self.by or (Fraction(0), Fraction(0))
                return page.say(
                    "どの点も、右へ {x}、上へ {y} だけ動きます。",
                    "每一點都向右 {x}、向上 {y}。",
                    "Every point goes {x} to the right and {y} up.",
                    x=written(right),
                    y=written(up),
                )
            case "rotation":
                angle = self.angle or Fraction(0)
                values = {"c": at, "w": written(abs(angle))}
                if angle < 0:
                    return page.say(
                        "どの点も、{c} のまわりを時計回りに {w}° 回ります。",
                        "每一點都繞 {c} 順時針轉 {w}°。",
                        "Every point turns around {c}, {w}° clockwise.",
                        **values,
                    )
                return page.say(
                    "どの点も、{c} のまわりを反時計回りに {w}° 回ります。",
                    "每一點都繞 {c} 逆時針轉 {w}°。",
                    "Every point turns around {c}, {w}° counterclockwise.",
                    **values,
                )
            case "reflection":
                names = {
                    "x-axis": page.say("x 軸", "x 軸", "the x axis"),
                    "y-axis": page.say("y 軸", "y 軸", "the y axis"),
                    "y=x": page.say("直線 y = x", "直線 y = x", "the line y = x"),
                    "y=-x": page.say("直線 y = −x", "直線 y = −x", "the line y = −x"),
                }
                return page.say(
                    "どの点も、{m}に垂直に、反対側の同じ距離へ移ります。",
                    "每一點都垂直越過{m}，到另一側一樣遠的地方。",
                    "Every point goes straight across {m}, as far behind it.",
                    m=names[self.mirror or "y=x"],
                )
            case "scaling":
                return page.say(
                    "どの点も、{c} からの距離が {k} 倍になります。",
                    "每一點到 {c} 的距離都變成 {k} 倍。",
                    "Every point gets {k} times as far from {c}.",
                    c=at,
                    k=written(self.factor or Fraction(1)),
                )

    def _in_letters(self, page: Page) -> str:
        """The rule for coordinates, where it is short."""
        match self.transformation, self.mirror, self.angle, self.centre:
            case "translation", _, _, _:
                right, up = self.by or (Fraction(0), Fraction(0))
                return f"(x, y) → (x {_signed(right)}, y {_signed(up)})"
            case "reflection", mirror, _, _:
                return {
                    "x-axis": "(x, y) → (x, −y)",
                    "y-axis": "(x, y) → (−x, y)",
                    "y=x": "(x, y) → (y, x)",
                    "y=-x": "(x, y) → (−y, −x)",
                }[mirror or "y=x"]
            case "rotation", _, angle, (0, 0) if angle is not None and angle % 90 == 0:
                return {
                    0: "(x, y) → (x, y)",
                    90: "(x, y) → (−y, x)",
                    180: "(x, y) → (−x, −y)",
                    270: "(x, y) → (y, −x)",
                }[int(angle % 360)]
            case "scaling", _, _, (0, 0):
                factor = written(self.factor or Fraction(1))
                return f"(x, y) → ({factor}x, {factor}y)"
        return page.say("一つずつ計算できます。", "每一個都可以算出來。", "Each can be computed.")

    def _kept(self, page: Page) -> str:
        if self.transformation == "scaling":
            factor = abs(self.factor or Fraction(1))
            return page.say(
                "形は同じまま、長さは {k} 倍、面積は {kk} 倍です。",
                "形狀不變，長度是 {k} 倍，面積是 {kk} 倍。",
                "The form stays: lengths × {k}, area × {kk}.",
                k=written(factor),
                kk=written(factor**2),
            )
        if self.transformation == "reflection":
            return page.say(
                "長さも角も変わりません。向きだけが裏返ります。",
                "長度和角度都不變，只是左右翻轉。",
                "Lengths and angles stay; only the orientation is flipped.",
            )
        return page.say(
            "長さも角も、形も大きさも変わりません。",
            "長度、角度、形狀、大小都不變。",
            "Lengths and angles stay the same: form and size are kept.",
        )


def _arc(about: tuple[float, float], start: tuple[float, float]) -> dict[str, str]:
    dx, dy = start[0] - about[0], start[1] - about[1]
    return {"radius": number(hypot(dx, dy)), "start_angle": number(atan2(dy, dx))}


def _signed(value: Fraction) -> str:
    return f"{'−' if value < 0 else '+'} {written(abs(value))}"


def _coordinate(value: sympy.Expr) -> str:
    return (
        typst(value)
        if value.is_Rational and is_short(value)
        else f"approx {rounded(value)}".replace("−", "-")
    )
