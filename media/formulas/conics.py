"""Curves that equations of the first or second degree describe in the plane, with exact measures."""

from dataclasses import dataclass
from typing import Final

import sympy
from sympy import Expr

from media.formulas.functions import difference

X: Final = sympy.Symbol("x", real=True)
Y: Final = sympy.Symbol("y", real=True)

Point = tuple[Expr, Expr]


@dataclass(frozen=True)
class Line:
    """The points with a·x + b·y = c."""

    a: Expr
    b: Expr
    c: Expr

    @property
    def slope(self) -> Expr | None:
        """None where it is upright."""
        return -self.a / self.b if self.b else None

    @property
    def crossings(self) -> list[Point]:
        """Where it meets the axes."""
        zero = sympy.Integer(0)
        found = [(self.c / self.a, zero)] if self.a else []
        if self.b and (not self.a or self.c):
            found.append((zero, self.c / self.b))
        return found


@dataclass(frozen=True)
class Ellipse:
    """The half axes lie along x and y; a circle has two equal ones."""

    center: Point
    across: Expr
    up: Expr

    @property
    def is_circle(self) -> bool:
        """Whether all points are equally far from the middle."""
        return bool(self.across == self.up)

    @property
    def long(self) -> Expr:
        """The longer half axis."""
        return max(self.up, self.across)

    @property
    def foci(self) -> tuple[Point, Point]:
        """The points whose distances to each point of it add up to the same sum."""
        (x, y), far = self.center, sympy.sqrt(abs(self.across**2 - self.up**2))
        if self.across > self.up:
            return (x - far, y), (x + far, y)
        return (x, y - far), (x, y + far)


@dataclass(frozen=True)
class Hyperbola:
    """``opening`` is half the distance of its vertices, ``other`` makes the asymptotes' slope with it."""

    center: Point
    opening: Expr
    other: Expr
    sideways: bool

    @property
    def vertices(self) -> tuple[Point, Point]:
        """The nearest points of its two branches."""
        return self._along(self.opening)

    @property
    def foci(self) -> tuple[Point, Point]:
        """The points whose distances to each point of it differ by the same."""
        return self._along(sympy.sqrt(self.opening**2 + self.other**2))

    @property
    def slope(self) -> Expr:
        """The rising asymptote's slope."""
        return self.other / self.opening if self.sideways else self.opening / self.other

    def _along(self, far: Expr) -> tuple[Point, Point]:
        x, y = self.center
        if self.sideways:
            return (x - far, y), (x + far, y)
        return (x, y - far), (x, y + far)


@dataclass(frozen=True)
class Parabola:
    """``distance`` is from the vertex to the focus, negative where it opens down or left."""

    vertex: Point
    distance: Expr
    sideways: bool

    @property
    def focus(self) -> Point:
        """The point that is as far from each point of it as the directrix is."""
        x, y = self.vertex
        return (x + self.distance, y) if self.sideways else (x, y + self.distance)

    @property
    def directrix(self) -> Expr:
        """The x or the y of the line."""
        x, y = self.vertex
        return (x if self.sideways else y) - self.distance


@dataclass(frozen=True)
class Other:
    """Another curve: the points where an expression is zero."""

    expression: Expr


Conic = Line | Ellipse | Hyperbola | Parabola | Other


def conic(equation: str) -> Conic:
    """Read an equation in x and y. Raises ValueError where no curve fulfils it."""
    left = sympy.together(difference(equation, {"x": X, "y": Y}))
    expression = sympy.expand(sympy.fraction(left)[0])
    if not expression.free_symbols:
        raise ValueError("equation must have x or y in it.")
    if not expression.is_polynomial(X, Y):
        return Other(expression)
    form = sympy.Poly(expression, X, Y)
    a, b, c = (form.coeff_monomial(part) for part in (X**2, X * Y, Y**2))
    d, e, f = (form.coeff_monomial(part) for part in (X, Y, 1))
    if form.total_degree() > 2 or b:  # noqa: PLR2004 - a conic's
        return Other(expression)
    if not a and not c:
        return Line(d, e, -f)
    if a and c:
        return _centered(a, c, d, e, f)
    if (a and e) or (c and d):
        return _parabola(a, c, d, e, f)
    raise ValueError("equation describes parallel lines, or nothing; give each line by itself.")


def _centered(a: Expr, c: Expr, d: Expr, e: Expr, f: Expr) -> Conic:
    center = (-d / (2 * a), -e / (2 * c))
    right = a * center[0] ** 2 + c * center[1] ** 2 - f
    if right == 0:
        raise ValueError("equation describes a single point, or two lines that cross.")
    across, up = right / a, right / c
    if across < 0 and up < 0:
        raise ValueError("equation is fulfilled by no point at all.")
    if across > 0 and up > 0:
        return Ellipse(center, sympy.sqrt(across), sympy.sqrt(up))
    if across > 0:
        return Hyperbola(center, sympy.sqrt(across), sympy.sqrt(-up), sideways=True)
    return Hyperbola(center, sympy.sqrt(up), sympy.sqrt(-across), sideways=False)


def _parabola(a: Expr, c: Expr, d: Expr, e: Expr, f: Expr) -> Parabola:
    if a:  # a·x² + d·x + e·y + f = 0
        x = -d / (2 * a)
        return Parabola((x, -(a * x**2 + d * x + f) / e), -e / (4 * a), sideways=False)
    y = -e / (2 * c)
    return Parabola((-(c * y**2 + e * y + f) / d, y), -d / (4 * c), sideways=True)
