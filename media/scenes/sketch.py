"""Plain shapes of a picture: circles, lines, arrows, areas and their words, each bound to a name.

Places and sizes are in Manim's units, colours are names of the look.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Final

from media.scenes.nodes import fitting
from media.scenes.page import Page
from media.scenes.room import Point, Room
from media.scenes.source import number, point

LABEL: Final = 26
_TIP: Final = "0.2"


def within(room: Room) -> Callable[[float, float], Point]:
    """Places of a room by shares of its width and height, from its lower left corner."""
    return lambda across, up: (room.left + across * room.width, room.bottom + up * room.height)


def around(centre: Point, radius: float, degrees: float) -> Point:
    """The point of a circle in that direction, counted from the right against the clock."""
    turn = degrees * pi / 180
    return centre[0] + radius * cos(turn), centre[1] + radius * sin(turn)


@dataclass(frozen=True)
class Sketch:
    """Writes shapes onto a page; each method gives the name back."""

    page: Page

    def disc(  # noqa: PLR0913 - what is drawn, and where
        self, name: str, at: Point, radius: float, color: str, *, fill: float = 0.9, stroke: float = 3
    ) -> str:
        """A circle."""
        return self.page.let(
            name, "Circle", radius=number(radius), **_area(color, fill, stroke), arc_center=point(*at)
        )

    def oval(  # noqa: PLR0913 - an ellipse's own properties
        self,
        name: str,
        at: Point,
        size: Point,
        color: str,
        *,
        fill: float = 0.5,
        stroke: float = 3,
        turn: float = 0,
    ) -> str:
        """An ellipse of that width and height, turned by degrees."""
        page = self.page
        page.let(name, "Ellipse", width=number(size[0]), height=number(size[1]), **_area(color, fill, stroke))
        if turn:
            page.do(f"{name}.rotate", f"{number(turn)} * DEGREES")
        page.place(name, *at)
        return name

    def box(  # noqa: PLR0913 - a rectangle's own properties
        self,
        name: str,
        at: Point,
        size: Point,
        color: str,
        *,
        fill: float = 0.4,
        stroke: float = 3,
        corner: float = 0,
    ) -> str:
        """A rectangle of that width and height around a point."""
        options = {"width": number(size[0]), "height": number(size[1]), **_area(color, fill, stroke)}
        kind = "Rectangle"
        if corner:
            kind, options["corner_radius"] = "RoundedRectangle", number(corner)
        self.page.let(name, kind, **options)
        self.page.place(name, *at)
        return name

    def area(
        self, name: str, corners: Sequence[Point], color: str, *, fill: float = 0.5, stroke: float = 3
    ) -> str:
        """A polygon."""
        return self.page.let(
            name, "Polygon", *(point(*corner) for corner in corners), **_area(color, fill, stroke)
        )

    def sector(  # noqa: PLR0913, PLR0917 - a sector's own properties
        self,
        name: str,
        at: Point,
        radius: float,
        start: float,
        angle: float,
        color: str,
        *,
        fill: float = 0.8,
    ) -> str:
        """A slice of a circle from a direction, over an angle, in degrees."""
        return self.page.let(
            name,
            "Sector",
            radius=number(radius),
            start_angle=f"{number(start)} * DEGREES",
            angle=f"{number(angle)} * DEGREES",
            arc_center=point(*at),
            color=color,
            fill_opacity=number(fill),
            stroke_width="0",
        )

    def arc(  # noqa: PLR0913, PLR0917 - an arc's own properties
        self, name: str, at: Point, radius: float, start: float, angle: float, color: str, *, width: float = 4
    ) -> str:
        """A piece of a circle from a direction, over an angle, in degrees."""
        return self.page.let(
            name,
            "Arc",
            radius=number(radius),
            start_angle=f"{number(start)} * DEGREES",
            angle=f"{number(angle)} * DEGREES",
            arc_center=point(*at),
            color=color,
            stroke_width=number(width),
        )

    def line(  # noqa: PLR0913 - what is drawn, and where
        self, name: str, start: Point, end: Point, color: str, *, width: float = 4, dashed: bool = False
    ) -> str:
        """A line from point to point."""
        kind = "DashedLine" if dashed else "Line"
        return self.page.let(name, kind, point(*start), point(*end), color=color, stroke_width=number(width))

    def arrow(self, name: str, start: Point, end: Point, color: str, *, width: float = 5) -> str:
        """An arrow from point to point."""
        return self.page.let(
            name,
            "Arrow",
            point(*start),
            point(*end),
            buff="0",
            color=color,
            stroke_width=number(width),
            tip_length=_TIP,
            max_stroke_width_to_length_ratio="30",
            max_tip_length_to_length_ratio="0.5",
        )

    def bend(  # noqa: PLR0913 - a bent arrow's own properties
        self, name: str, start: Point, end: Point, angle: float, color: str, *, width: float = 5
    ) -> str:
        """An arrow along an arc of that angle in degrees, to the left of it where that is negative."""
        return self.page.let(
            name,
            "CurvedArrow",
            point(*start),
            point(*end),
            angle=f"{number(angle)} * DEGREES",
            color=color,
            stroke_width=number(width),
            tip_length=_TIP,
        )

    def curve(  # noqa: PLR0913 - a curve's own properties
        self,
        name: str,
        points: Sequence[Point],
        color: str,
        *,
        width: float = 4,
        fill: float = 0,
        smooth: bool = True,
    ) -> str:
        """A line through points, smooth or from corner to corner."""
        page = self.page
        page.let(name, "VMobject", color=color, stroke_width=number(width))
        through = "set_points_smoothly" if smooth else "set_points_as_corners"
        page.do(f"{name}.{through}", f"[{', '.join(point(*one) for one in points)}]")
        if fill:
            page.do(f"{name}.set_fill", color, number(fill))
        return name

    def vessel(self, name: str, inside: Room, color: str, *, width: float = 5) -> str:
        """Two walls and a floor around a room, open at the top."""
        left, right, floor, top = inside.left, inside.right, inside.bottom, inside.top
        walls = [(left, top), (left, floor), (right, floor), (right, top)]
        return self.curve(name, walls, color, width=width, smooth=False)

    def label(  # noqa: PLR0913 - a text's own properties
        self,
        name: str,
        words: str,
        at: Point,
        room: float,
        *,
        size: float = LABEL,
        color: str = "",
        rows: int = 1,
        bold: bool = False,
    ) -> str:
        """Words around a point, in letters that fit into the room; what lies behind is kept off them."""
        page = self.page
        page.text(
            name,
            words,
            fitting(words, room * rows * (0.9 if rows > 1 else 1), size),
            room,
            rows=rows,
            color=color,
            bold=bold,
            centered=rows > 1,
        )
        page.do(f"{name}.set_stroke", "BACKGROUND", "5", background="True")
        page.place(name, *at)
        return name

    def formula(self, name: str, typst: str, at: Point, size: float, room: float, *, color: str = "") -> str:  # noqa: PLR0913 - what is drawn, and where
        """A formula around a point."""
        self.page.formula(name, typst, size, room, color=color)
        self.page.place(name, *at)
        return name

    def group(self, name: str, *names: str) -> str:
        """Shapes as one."""
        return self.page.let(name, "VGroup", *names)

    def sun(self, name: str, at: Point, radius: float, color: str, *, rays: int = 12) -> str:
        """A disc with rays around it."""
        self.disc(f"{name}_disc", at, radius, color, fill=1)
        ends = [
            (around(at, 1.2 * radius, n * 360 / rays), around(at, 1.5 * radius, n * 360 / rays))
            for n in range(rays)
        ]
        pairs = ", ".join(f"({point(*one)}, {point(*other)})" for one, other in ends)
        self.page.let(
            f"{name}_rays", "VGroup", f"*(Line(a, b, color={color}, stroke_width=4) for a, b in [{pairs}])"
        )
        return self.group(name, f"{name}_disc", f"{name}_rays")

    def cloud(self, name: str, at: Point, width: float, color: str) -> str:
        """A cloud as wide as that."""
        x, y = at
        parts = [(-0.3, 0, 0.2), (-0.1, 0.1, 0.24), (0.13, 0.08, 0.22), (0.32, 0, 0.18), (0, -0.04, 0.2)]
        places = ", ".join(
            f"({point(x + dx * width, y + dy * width)}, {number(r * width)})" for dx, dy, r in parts
        )
        shape = f"Circle(radius=r, color={color}, fill_opacity=1, stroke_width=0)"
        return self.page.let(name, "VGroup", f"*({shape}.move_to(p) for p, r in [{places}])")

    def dots(self, name: str, places: Sequence[Point], radius: float, color: str, *, fill: float = 1) -> str:
        """Many equal discs as one."""
        listed = ", ".join(point(*place) for place in places)
        shape = f"Circle(radius={number(radius)}, color={color}, fill_opacity={number(fill)}, stroke_width=1)"
        return self.page.let(name, "VGroup", f"*({shape}.move_to(p) for p in [{listed}])")


def _area(color: str, fill: float, stroke: float) -> dict[str, str]:
    return {"color": color, "fill_opacity": number(fill), "stroke_width": number(stroke)}
