"""A solid of given measures: its volume by the base and the height, its surface by the net."""

from collections.abc import Sequence
from math import cos, hypot, pi, sin
from typing import Final, Literal, Self

import sympy
from pydantic import model_validator

from media.scenes.builder import Builder
from media.scenes.exact import Measure, Unit, equals, exact, told, typst
from media.scenes.facts import Facts
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.room import Fit, Point, Room, fit, whole
from media.scenes.source import number, point

Kind = Literal["cube", "cuboid", "cylinder", "cone", "sphere", "pyramid"]
Face = tuple[str, list[Point], list[Point]]
"""A face's name, its corners in the picture of the solid, and in the net."""

_NEEDED: Final[dict[Kind, tuple[str, ...]]] = {
    "cube": ("edge",),
    "cuboid": ("width", "depth", "height"),
    "cylinder": ("radius", "height"),
    "cone": ("radius", "height"),
    "sphere": ("radius",),
    "pyramid": ("edge", "height"),
}
_LONGEST: Final = 6
_RIGHT: Final = 0.5 * cos(0.7)
_UP: Final = 0.5 * sin(0.7)
"""How far a unit away from the viewer goes to the right and up, in an oblique projection."""
_FLAT: Final = 0.3
"""How high an ellipse is that stands for a level circle, to its width."""
_CURVE: Final = 48


class Solid(Builder):
    """A kind of solid and its measures.

    A cube has an ``edge``; a cuboid ``width``, ``depth`` and ``height``; a cylinder and a cone have a
    ``radius`` and a ``height``; a sphere has a ``radius``; a pyramid stands on a square with that ``edge``,
    and has a ``height``.
    """

    solid: Kind
    edge: Measure | None = None
    width: Measure | None = None
    depth: Measure | None = None
    height: Measure | None = None
    radius: Measure | None = None
    unit: Unit = ""

    @model_validator(mode="after")
    def _has_its_measures(self) -> Self:
        needed = _NEEDED[self.solid]
        for name in ("edge", "width", "depth", "height", "radius"):
            if (getattr(self, name) is not None) != (name in needed):
                raise ValueError(f"{name}: a {self.solid} has {', '.join(needed)}.")
        values = [getattr(self, name) for name in needed]
        if max(values) > _LONGEST * min(values):
            raise ValueError(
                f"{', '.join(needed)}: one is more than {_LONGEST} times another, too thin to see."
            )
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """A cylinder."""
        return cls.model_validate({"solid": "cylinder", "radius": 3, "height": 5, "unit": "cm"})

    def _exact(self, name: str) -> sympy.Rational:
        return exact(getattr(self, name))

    @property
    def volume(self) -> sympy.Expr:
        """Its exact volume."""
        match self.solid:
            case "cube":
                return self._exact("edge") ** 3
            case "cuboid":
                return self._exact("width") * self._exact("depth") * self._exact("height")
            case "cylinder":
                return sympy.pi * self._exact("radius") ** 2 * self._exact("height")
            case "cone":
                return sympy.pi * self._exact("radius") ** 2 * self._exact("height") / 3
            case "sphere":
                return 4 * sympy.pi * self._exact("radius") ** 3 / 3
            case "pyramid":
                return self._exact("edge") ** 2 * self._exact("height") / 3

    @property
    def slant(self) -> sympy.Expr:
        """The slant height of a cone or a pyramid."""
        foot = self._exact("radius") if self.solid == "cone" else self._exact("edge") / 2
        return sympy.sqrt(foot**2 + self._exact("height") ** 2)

    @property
    def surface(self) -> sympy.Expr:
        """The exact area of all its faces."""
        match self.solid:
            case "cube":
                return 6 * self._exact("edge") ** 2
            case "cuboid":
                a, b, c = (self._exact(name) for name in ("width", "depth", "height"))
                return 2 * (a * b + b * c + a * c)
            case "cylinder":
                r = self._exact("radius")
                return 2 * sympy.pi * r * (r + self._exact("height"))
            case "cone":
                r = self._exact("radius")
                return sympy.expand(sympy.pi * r * (r + self.slant))
            case "sphere":
                return 4 * sympy.pi * self._exact("radius") ** 2
            case "pyramid":
                a = self._exact("edge")
                return sympy.expand(a**2 + 2 * a * self.slant)

    def heading(self, locale: Locale) -> str:
        """Its name."""
        return {
            "cube": locale.say("立方体", "正方體", "The cube"),
            "cuboid": locale.say("直方体", "長方體", "The cuboid"),
            "cylinder": locale.say("円柱", "圓柱", "The cylinder"),
            "cone": locale.say("円錐", "圓錐", "The cone"),
            "sphere": locale.say("球", "球", "The sphere"),
            "pyramid": locale.say("四角錐", "四角錐", "The square pyramid"),
        }[self.solid]

    # --- drawing --------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The solid, its volume, its net."""
        room = whole(page.stage)
        beside = 1.55 if self.solid == "cuboid" else 0.6  # for the label of the depth
        if page.stage.roomy:
            cut = room.left + 0.42 * room.width
            picture = Room(room.left + 1.3, cut - beside, room.bottom + 0.45, room.top - 0.35)
            net = Room(cut + 0.5, room.right, room.bottom + 0.05, room.top - 1.75)
            words = Room(cut, room.right, room.top - 1.6, room.top)
        elif page.stage.wide:
            split = 1.2 if self.solid == "cuboid" else 0.25
            picture = Room(room.left + 1.5, split - 0.15 - beside, room.bottom + 1.65, room.top - 0.3)
            net = Room(split, room.right, room.bottom + 1.4, room.top - 0.1)
            words = Room(room.left, room.right, room.bottom, room.bottom + 1.15)
        else:
            low = room.bottom + 1.6
            cut = low + 0.47 * (room.top - low)
            picture = Room(room.left + 1.4, room.right - 1.4, cut + 0.6, room.top - 0.3)
            net = Room(room.left, room.right, low + 0.15, cut - 0.25)
            words = Room(room.left, room.right, room.bottom, low - 0.1)
        facts = Facts(page, words, 2)
        faces, loose = self._faces()
        spread = [place for _, shape, _ in faces for place in shape] + loose
        to = fit(spread, picture)
        flat = fit([place for _, _, shape in faces for place in shape], net)
        self._solid(page, faces, to)
        self._volume(page, facts, to)
        self._net(page, facts, faces, flat)

    def _value(self, name: str) -> float:
        return float(getattr(self, name))

    def _faces(self) -> tuple[list[Face], list[Point]]:
        """The faces, and further points that need room."""
        match self.solid:
            case "cube":
                edge = self._value("edge")
                return _box(edge, edge, edge), []
            case "cuboid":
                return _box(self._value("width"), self._value("depth"), self._value("height")), []
            case "cylinder":
                return _cylinder(self._value("radius"), self._value("height")), []
            case "cone":
                radius, high = self._value("radius"), self._value("height")
                return _cone(radius, high), _ellipse(0, high, radius)
            case "sphere":
                radius = self._value("radius")
                return _sphere(radius), [(-radius, -radius * 1.3), (radius, radius * 1.3)]
            case "pyramid":
                edge, high = self._value("edge"), self._value("height")
                return _pyramid(edge, high), [_seen(x, high, z) for x in (0, edge) for z in (0, edge)]

    def _solid(self, page: Page, faces: Sequence[Face], to: Fit) -> None:
        look = page.look
        hidden = {"bottom", "back", "left"}
        names = []
        for name, shape, _ in faces:
            places = [point(*to.at(*place)) for place in shape]
            is_hidden = name in hidden or (self.solid == "pyramid" and name == "bottom")
            style = {"color": look.main, "fill_opacity": "0.06" if is_hidden else "0.28"}
            style["stroke_width"] = "1.5" if is_hidden else "5"
            page.let(f"face_{name}", "Polygon", *places, **style)
            names.append(f"face_{name}")
        page.let("solid", "VGroup", *names)
        page.named("solid", "立体", "立體", "the solid")
        labels = self._labels(page, to)
        says = page.say(
            "寸法は {v} です。",
            "尺寸是 {v}。",
            "Its measures: {v}.",
            v=page.locale.enumerated(
                f"{_LETTERS[name]} {told(self._exact(name), self.unit)}" for name in _NEEDED[self.solid]
            ),
        )
        page.beat("FadeIn(solid)", says=says, seconds=1.0)
        page.beat(f"FadeIn({', '.join(labels)})", seconds=0.8)

    def _labels(self, page: Page, to: Fit) -> list[str]:
        look = page.look
        names: list[str] = []

        def label(name: str, at: Point, edge: str, color: str) -> None:
            text = f"{_LETTERS[name]} {equals(self._exact(name), self.unit)}"
            page.formula(f"label_{name}", text, 34, 2.2, color=color)
            page.place(f"label_{name}", *at, edge=edge)
            names.append(f"label_{name}")

        def line(name: str, start: Point, end: Point) -> None:
            page.let(
                f"line_{name}", "DashedLine", point(*start), point(*end), color=look.hot, stroke_width="5"
            )
            names.append(f"line_{name}")

        match self.solid:
            case "cube" | "cuboid":
                sizes = ("edge",) * 3 if self.solid == "cube" else ("width", "depth", "height")
                wide, deep, high = (self._value(name) for name in sizes)
                x, y = to.at(wide / 2, 0)
                label(sizes[0], (x, y - 0.3), "", look.ink)
                if self.solid == "cuboid":
                    x, y = to.at(*_seen(wide, 0, deep / 2))
                    label("depth", (x + 0.15, y - 0.18), "LEFT", look.ink)
                    x, y = to.at(0, high / 2)
                    label("height", (x - 0.15, y), "RIGHT", look.hot)
            case "cylinder" | "cone":
                radius, high = self._value("radius"), self._value("height")
                line("radius", to.at(0, 0), to.at(radius, 0))
                line("height", to.at(0, 0), to.at(0, high))
                x, y = to.at(radius / 2, -radius * _FLAT)
                label("radius", (x, y - 0.3), "", look.ink)
                x, y = to.at(0, high / 2)
                if self.solid == "cylinder":
                    x, y = to.at(-radius, high / 2)
                    label("height", (x - 0.12, y), "RIGHT", look.hot)
                else:
                    x, y = to.at(-radius, high / 2)
                    label("height", (x - 0.12, y), "RIGHT", look.hot)
            case "sphere":
                radius = self._value("radius")
                line("radius", to.at(0, 0), to.at(radius, 0))
                x, y = to.at(radius / 2, 0)
                label("radius", (x, y + 0.28), "", look.ink)
            case "pyramid":
                edge, high = self._value("edge"), self._value("height")
                foot, top = _seen(edge / 2, 0, edge / 2), _seen(edge / 2, high, edge / 2)
                line("height", to.at(*foot), to.at(*top))
                x, y = to.at(edge / 2, 0)
                label("edge", (x, y - 0.3), "", look.ink)
                x, y = to.at(0, high / 2)
                label("height", (x - 0.15, y), "RIGHT", look.hot)
        return names

    def _base(self) -> tuple[list[Point], float]:
        """The outline of what rises to fill the volume, on the ground, and how high it goes."""
        match self.solid:
            case "cube" | "cuboid" | "pyramid":
                wide = self._value("width") if self.solid == "cuboid" else self._value("edge")
                deep = self._value("depth") if self.solid == "cuboid" else wide
                high = wide if self.solid == "cube" else self._value("height")
                corners = [(0.0, 0.0), (wide, 0.0), (wide, deep), (0.0, deep)]
                return [_seen(x, 0, z) for x, z in corners], high
            case "sphere":
                radius = self._value("radius")
                return _ellipse(0, -radius, radius), 2 * radius
            case _:
                return _ellipse(0, 0, self._value("radius")), self._value("height")

    def _volume(self, page: Page, facts: Facts, to: Fit) -> None:
        """The base rises through the height; pointed solids and the sphere are parts of what it fills."""
        look = page.look
        outline, high = self._base()
        style = {"color": look.done, "fill_opacity": "0.55", "stroke_width": "3"}
        page.let("base", "Polygon", *(point(*to.at(*place)) for place in outline), **style)
        page.named("base", "底面", "底面", "the base")
        rise = to.scale * high
        page.let("layers", "VGroup", *("base.copy()" for _ in range(_LAYERS)))
        page.do("layers.set_fill", opacity="0.12")
        page.named("layers", "重なった底面", "疊起來的底面", "the layers")
        unit = f"{self.unit}³" if self.unit else ""
        value = told(self.volume, unit)
        says_base, says_volume, text = self._words(page)
        page.beat("FadeIn(base)", says=says_base, seconds=0.8)
        moves = ", ".join(
            f"layers[{index}].animate.shift(UP * {number(rise * (index + 1) / _LAYERS)})"
            for index in range(_LAYERS)
        )
        page.beat("FadeIn(layers)", seconds=0.2)
        page.beat(moves, seconds=1.8)
        facts.add("volume", f"V = {text} {equals(self.volume, unit)}", color=look.done)
        page.named("volume", "体積", "體積", "the volume")
        if self.solid in {"cone", "pyramid", "sphere"}:
            page.beat(
                "layers.animate.set_stroke(opacity=0.4).set_fill(opacity=0.03)",
                f"solid.animate.set_color({look.hot})",
                says=says_volume,
                seconds=1.0,
            )
        else:
            page.beat("Indicate(solid, scale_factor=1.04)", says=says_volume, seconds=1.0)
        says = page.say("体積は V {v} です。", "體積是 V {v}。", "The volume is V {v}.", v=value)
        page.beat("Write(volume)", says=says, seconds=1.0)
        page.beat("FadeOut(base, layers)", f"solid.animate.set_color({look.main})", seconds=0.5)

    def _words(self, page: Page) -> tuple[str, str, str]:
        """What is said of the base, of the volume, and its formula."""
        names = {name: _factor(self._exact(name)) for name in _NEEDED[self.solid]}
        prism = page.say(
            "体積は、底面積 × 高さです。", "體積是底面積 × 高。", "The volume is the base times the height."
        )
        third = page.say(
            "同じ底面と高さの柱の、ちょうど 3 分の 1 が入ります。",
            "正好是同底同高柱體的三分之一。",
            "It fills exactly a third of the box with that base and height.",
        )
        square = page.say(
            "底面を、高さの分だけ積み上げます。",
            "把底面一層層往上疊。",
            "The base is stacked up to the height.",
        )
        match self.solid:
            case "cube":
                return square, prism, f"a^3 = {names['edge']}^3"
            case "cuboid":
                return square, prism, f"a b c = {names['width']} dot {names['depth']} dot {names['height']}"
            case "cylinder":
                return square, prism, f"pi r^2 h = pi dot {names['radius']}^2 dot {names['height']}"
            case "cone":
                third = page.say(
                    "同じ底面と高さの円柱の、ちょうど 3 分の 1 です。",
                    "正好是同底同高圓柱的三分之一。",
                    "A cone is exactly a third of the cylinder around it.",
                )
                return square, third, "pi r^2 h slash 3"
            case "sphere":
                around = page.say(
                    "球がぴったり入る円柱を考えます。",
                    "想像一個剛好裝下球的圓柱。",
                    "A cylinder fits exactly around the sphere.",
                )
                part = page.say(
                    "球は、その円柱のちょうど 3 分の 2 です。",
                    "球正好是這個圓柱的三分之二。",
                    "The sphere is exactly two thirds of it.",
                )
                return around, part, "2 slash 3 dot pi r^2 dot 2 r"
            case "pyramid":
                third = page.say(
                    "同じ底面と高さの直方体の、ちょうど 3 分の 1 です。",
                    "正好是同底同高長方體的三分之一。",
                    "A pyramid is exactly a third of the box around it.",
                )
                return square, third, "a^2 h slash 3"

    def _net(self, page: Page, facts: Facts, faces: Sequence[Face], to: Fit) -> None:
        """All faces laid flat."""
        look = page.look
        moves, names = [], []
        for index, (name, shape, flat) in enumerate(faces):
            if not flat:
                continue
            places = [point(*to.at(*place)) for place in flat]
            style = {"color": look.accent(index), "fill_opacity": "0.4", "stroke_width": "4"}
            page.let(f"flat_{name}", "Polygon", *places, **style)
            names.append(f"flat_{name}")
            source = f"face_{name}" if shape else "solid"
            moves.append(f"TransformFromCopy({source}, flat_{name})")
        page.let("net", "VGroup", *names)
        page.named("net", "展開図", "展開圖", "the net")
        if self.solid == "sphere":
            says = page.say(
                "表面は、同じ半径の円のちょうど 4 個分です。",
                "表面正好是四個同半徑的圓。",
                "Its surface is exactly four circles of the same radius.",
            )
        else:
            says = page.say(
                "すべての面を平らに広げます。これが展開図です。",
                "把所有的面攤平，就是展開圖。",
                "All faces laid flat: this is the net.",
            )
        page.beat(*moves, says=says, seconds=2.2)
        unit = f"{self.unit}²" if self.unit else ""
        text = {
            "cube": f"6 a^2 = 6 dot {_factor(self._exact('edge'))}^2" if self.solid == "cube" else "",
            "cuboid": "2 (a b + b c + a c)",
            "cylinder": "2 pi r^2 + 2 pi r h",
            "cone": "pi r^2 + pi r s",
            "sphere": "4 pi r^2",
            "pyramid": "a^2 + 2 a s",
        }[self.solid]
        facts.add("surface", f"S = {text} {equals(self.surface, unit)}", color=look.hot)
        page.named("surface", "表面積", "表面積", "the surface")
        value = told(self.surface, unit)
        if self.solid in {"cone", "pyramid"}:
            says = page.say(
                "母線は s {s}。表面積は S {v} です。"
                if self.solid == "cone"
                else "側面の高さは s {s}。表面積は S {v} です。",
                "斜高是 s {s}，表面積是 S {v}。",
                "With the slant height s {s}, the surface is S {v}.",
                s=told(self.slant, self.unit),
                v=value,
            )
        else:
            says = page.say(
                "面積を合わせて、表面積は S {v} です。",
                "面積加起來，表面積是 S {v}。",
                "Together, the surface is S {v}.",
                v=value,
            )
        page.beat("Write(surface)", says=says, seconds=1.0)


_LAYERS: Final = 7
_LETTERS: Final = {"edge": "a", "width": "a", "depth": "b", "height": "h", "radius": "r"}


def _factor(value: sympy.Rational) -> str:
    text = typst(value)
    return f"({text})" if "slash" in text else text


def _seen(x: float, y: float, z: float) -> Point:
    """A point in space on the page; ``z`` goes away from the viewer."""
    return x + _RIGHT * z, y + _UP * z


def _ellipse(x: float, y: float, radius: float, begin: float = 0.0, end: float = 2 * pi) -> list[Point]:
    turns = [begin + (end - begin) * index / _CURVE for index in range(_CURVE + 1)]
    return [(x + radius * cos(turn), y + radius * _FLAT * sin(turn)) for turn in turns]


def _disc(x: float, y: float, radius: float) -> list[Point]:
    turns = [2 * pi * index / _CURVE for index in range(_CURVE)]
    return [(x + radius * cos(turn), y + radius * sin(turn)) for turn in turns]


def _rectangle(x: float, y: float, wide: float, high: float) -> list[Point]:
    return [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)]


def _box(wide: float, deep: float, high: float) -> list[Face]:
    def face(*corners: tuple[float, float, float]) -> list[Point]:
        return [_seen(*corner) for corner in corners]

    return [
        (
            "bottom",
            face((0, 0, 0), (wide, 0, 0), (wide, 0, deep), (0, 0, deep)),
            _rectangle(0, -deep, wide, deep),
        ),
        (
            "back",
            face((0, 0, deep), (wide, 0, deep), (wide, high, deep), (0, high, deep)),
            _rectangle(wide + deep, 0, wide, high),
        ),
        (
            "left",
            face((0, 0, 0), (0, 0, deep), (0, high, deep), (0, high, 0)),
            _rectangle(-deep, 0, deep, high),
        ),
        ("front", face((0, 0, 0), (wide, 0, 0), (wide, high, 0), (0, high, 0)), _rectangle(0, 0, wide, high)),
        (
            "top",
            face((0, high, 0), (wide, high, 0), (wide, high, deep), (0, high, deep)),
            _rectangle(0, high, wide, deep),
        ),
        (
            "right",
            face((wide, 0, 0), (wide, 0, deep), (wide, high, deep), (wide, high, 0)),
            _rectangle(wide, 0, deep, high),
        ),
    ]


def _cylinder(radius: float, high: float) -> list[Face]:
    side = [*_ellipse(0, 0, radius, pi, 2 * pi), *_ellipse(0, high, radius, 2 * pi, pi)]
    wide = 2 * pi * radius
    return [
        ("bottom", _ellipse(0, 0, radius), _disc(wide / 2, -radius, radius)),
        ("side", side, _rectangle(0, 0, wide, high)),
        ("top", _ellipse(0, high, radius), _disc(wide / 2, high + radius, radius)),
    ]


def _cone(radius: float, high: float) -> list[Face]:
    slant = hypot(radius, high)
    half = pi * radius / slant
    turns = [-pi / 2 - half + 2 * half * index / _CURVE for index in range(_CURVE + 1)]
    sector = [(0.0, 0.0), *((slant * cos(turn), slant * sin(turn)) for turn in turns)]
    below = (slant + radius, -radius) if half < pi / 2 else (slant + radius, 0.0)
    return [
        ("bottom", _ellipse(0, 0, radius), _disc(*below, radius)),
        ("side", [*_ellipse(0, 0, radius, pi, 2 * pi), (0, high)], sector),
    ]


def _sphere(radius: float) -> list[Face]:
    return [
        ("round", _disc(0, 0, radius), _disc(0, 0, radius)),
        ("middle", _ellipse(0, 0, radius), _disc(2.2 * radius, 0, radius)),
        ("upper", _ellipse(0, radius * 0.6, radius * 0.8), _disc(4.4 * radius, 0, radius)),
        ("lower", _ellipse(0, -radius * 0.6, radius * 0.8), _disc(6.6 * radius, 0, radius)),
    ]


def _pyramid(edge: float, high: float) -> list[Face]:
    corners = [(0.0, 0.0), (edge, 0.0), (edge, edge), (0.0, edge)]
    top = _seen(edge / 2, high, edge / 2)
    slant = hypot(edge / 2, high)
    ground = [_seen(x, 0, z) for x, z in corners]
    half = edge / 2
    tips = [(half, -slant), (edge + slant, half), (half, edge + slant), (-slant, half)]
    faces: list[Face] = [("bottom", ground, corners)]
    order = (("back", 2), ("left", 3), ("right", 1), ("front", 0))
    for name, index in order:
        following = (index + 1) % 4
        faces.append(
            (name, [ground[index], ground[following], top], [corners[index], corners[following], tips[index]])
        )
    return faces
