"""What is computed of figures: exactly, and written so; what can't exist is refused in words."""

from fractions import Fraction

import pytest
import sympy
from pydantic import ValidationError

from media.scenes.builders.circle import Circle
from media.scenes.builders.polygon import Polygon
from media.scenes.builders.pythagoras import Pythagoras
from media.scenes.builders.solid import Solid
from media.scenes.builders.transformation import Transformation
from media.scenes.builders.triangle import Triangle
from media.scenes.exact import equals, plain, rounded, told, typst, written

PI = sympy.pi


@pytest.mark.parametrize(
    ("value", "text", "formula"),
    [
        (sympy.Integer(25), "= 25", "= 25"),
        (sympy.Rational(5, 2), "= 2.5", "= 2.5"),
        (sympy.Rational(1, 3), "= 1/3 ≈ 0.333", "= 1 slash 3 approx 0.333"),
        (9 * PI, "= 9π ≈ 28.27", "= 9 pi approx 28.27"),
        (25 / (4 * PI), "= 25/(4π) ≈ 1.99", "= 25 slash (4 pi) approx 1.99"),
        (sympy.sqrt(74), "= √74 ≈ 8.60", "= sqrt(74) approx 8.60"),
        (-3 * sympy.sqrt(2), "= −3√2 ≈ −4.24", "= -3 sqrt(2) approx -4.24"),
        (sympy.cos(1), "≈ 0.540", "approx 0.540"),
    ],
)
def test_values_are_written_exactly_or_with_a_sign_that_they_are_not(
    value: sympy.Expr, text: str, formula: str
) -> None:
    assert told(value) == text
    assert equals(value).replace("−", "-") == formula


def test_numbers_are_what_was_written() -> None:
    assert Circle.model_validate({"value": 0.1}).value == Fraction(1, 10)
    assert Circle.model_validate({"value": "7/3"}).value == Fraction(7, 3)
    assert Circle.model_validate({"value": 0.1}).model_dump(mode="json")["value"] == "0.1"
    assert written(Fraction(-5, 4)) == "−1.25"
    assert rounded(sympy.Rational(1, 8000), 2) == "0.000125"
    assert plain(2 + sympy.sqrt(3)) == "2 + √3"
    assert typst(sympy.Rational(22, 7) * PI) == "22 pi slash 7"


@pytest.mark.parametrize(
    ("given", "value", "radius", "circumference", "area"),
    [
        ("radius", 3, 3, 6 * PI, 9 * PI),
        ("diameter", 5, sympy.Rational(5, 2), 5 * PI, sympy.Rational(25, 4) * PI),
        ("circumference", 10, 5 / PI, 10, 25 / PI),
        ("area", 12, sympy.sqrt(12 / PI), 2 * sympy.sqrt(12 * PI), 12),
    ],
)
def test_a_circle_is_known_by_one_measure(
    given: str, value: int, radius: sympy.Expr, circumference: sympy.Expr, area: sympy.Expr
) -> None:
    circle = Circle.model_validate({"given": given, "value": value})
    assert sympy.simplify(circle.radius - radius) == 0
    assert sympy.simplify(circle.circumference - circumference) == 0
    assert sympy.simplify(circle.area - area) == 0


@pytest.mark.parametrize(
    ("a", "b", "square", "hypotenuse"),
    [(5, 12, 169, "= 13"), (1, 1, 2, "= √2 ≈ 1.41"), (1.5, 2, "6.25", "= 2.5"), (5, 5, 50, "= 5√2 ≈ 7.07")],
)
def test_the_hypotenuse(a: float, b: float, square: float | str, hypotenuse: str) -> None:
    triangle = Pythagoras.model_validate({"a": a, "b": b})
    assert triangle.square == sympy.Rational(str(square))
    assert told(triangle.hypotenuse) == hypotenuse


@pytest.mark.parametrize(
    ("given", "sides", "angles", "area"),
    [
        ({"a": 3, "b": 4, "c": 5}, (3, 4, 5), (36.8699, 53.1301, 90), 6),
        ({"a": 3, "b": 4, "gamma": 90}, (3, 4, 5), (36.8699, 53.1301, 90), 6),
        ({"b": 6, "c": 10, "alpha": 60}, (8.7178, 6, 10), (60, 36.5868, 83.4132), 25.9808),
        ({"c": 4, "alpha": 120, "beta": 25}, (6.0395, 2.9473, 4), (120, 25, 35), 5.1047),
        ({"a": 7, "b": 5, "alpha": 40}, (7, 5, 10.0488), (40, 27.3314, 112.6686), 16.1483),
    ],
)
def test_a_triangle_is_solved(
    given: dict[str, int], sides: tuple[float, ...], angles: tuple[float, ...], area: float
) -> None:
    triangle = Triangle.model_validate(given)
    assert [float(sympy.N(side)) for side in triangle.sides.values()] == pytest.approx(sides, abs=1e-3)
    assert [float(sympy.N(angle)) for angle in triangle.angles.values()] == pytest.approx(angles, abs=1e-3)
    assert float(sympy.N(triangle.area)) == pytest.approx(area, abs=1e-3)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"a": 1, "b": 2, "c": 4}, "1 \\+ 2 is not more than 4"),
        ({"a": 1, "b": 2}, "give three"),
        ({"alpha": 60, "beta": 60, "gamma": 60}, "at least one of them a side"),
        ({"a": 1, "alpha": 100, "beta": 90}, "180°"),
        ({"a": 1, "b": 5, "alpha": 60}, "too short"),
        ({"a": 4, "b": 5, "alpha": 40}, "two triangles"),
        ({"a": 100, "b": 100, "c": 199.99}, "too flat"),
    ],
)
def test_a_triangle_that_is_none_is_refused(given: dict[str, float], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Triangle.model_validate(given)


@pytest.mark.parametrize(
    ("given", "perimeter", "area", "angles"),
    [
        ({"sides": 6, "side": 4}, 24, 24 * sympy.sqrt(3), 720),
        ({"sides": 4, "side": 5}, 20, 25, 360),
        ({"sides": 3, "side": 2}, 6, sympy.sqrt(3), 180),
        ({"shape": "rectangle", "width": 7, "height": 4}, 22, 28, 360),
        ({"shape": "parallelogram", "width": 8, "height": 4, "side": 5}, 26, 32, 360),
        ({"shape": "parallelogram", "width": 8, "height": 4}, None, 32, 360),
        ({"shape": "trapezium", "width": 8, "top": 5, "height": 4}, None, 26, 360),
    ],
)
def test_a_polygon(given: dict[str, object], perimeter: int | None, area: sympy.Expr, angles: int) -> None:
    polygon = Polygon.model_validate(given)
    assert polygon.perimeter == perimeter
    assert sympy.simplify(polygon.area - area) == 0
    assert polygon.angle_sum == angles


@pytest.mark.parametrize(
    ("given", "volume", "surface"),
    [
        ({"solid": "cube", "edge": 4}, 64, 96),
        ({"solid": "cuboid", "width": 6, "depth": 3, "height": 2}, 36, 72),
        ({"solid": "cylinder", "radius": 3, "height": 5}, 45 * PI, 48 * PI),
        ({"solid": "cone", "radius": 3, "height": 4}, 12 * PI, 24 * PI),
        ({"solid": "sphere", "radius": 3}, 36 * PI, 36 * PI),
        ({"solid": "pyramid", "edge": 6, "height": 4}, 48, 96),
    ],
)
def test_a_solid(given: dict[str, object], volume: sympy.Expr, surface: sympy.Expr) -> None:
    solid = Solid.model_validate(given)
    assert sympy.simplify(solid.volume - volume) == 0
    assert sympy.simplify(solid.surface - surface) == 0


@pytest.mark.parametrize(
    ("given", "image"),
    [
        ({"transformation": "translation", "by": [5, -2.5]}, [(6, -1.5), (9, -1.5), (9, 0.5)]),
        ({"transformation": "rotation", "angle": 90}, [(-1, 1), (-1, 4), (-3, 4)]),
        ({"transformation": "rotation", "angle": 180, "centre": [1, 1]}, [(1, 1), (-2, 1), (-2, -1)]),
        (
            {"transformation": "rotation", "angle": 45},
            [(0, 1.414214), (2.12132, 3.535534), (0.707107, 4.949747)],
        ),
        ({"transformation": "reflection", "mirror": "x-axis"}, [(1, -1), (4, -1), (4, -3)]),
        ({"transformation": "reflection", "mirror": "y=-x"}, [(-1, -1), (-1, -4), (-3, -4)]),
        ({"transformation": "scaling", "factor": -2, "centre": [1, 0]}, [(1, -2), (-5, -2), (-5, -6)]),
    ],
)
def test_a_transformation(given: dict[str, object], image: list[tuple[float, float]]) -> None:
    moved = Transformation.model_validate({"corners": [[1, 1], [4, 1], [4, 3]], **given}).image
    assert [(float(x), float(y)) for x, y in moved] == [pytest.approx(place, abs=1e-5) for place in image]


@pytest.mark.parametrize(
    ("builder", "given", "message"),
    [
        (Polygon, {"shape": "regular", "side": 2}, "sides"),
        (Polygon, {"shape": "square", "side": 2, "height": 3}, "height"),
        (Polygon, {"shape": "parallelogram", "width": 5, "height": 4, "side": 3}, "longer than its height"),
        (Solid, {"solid": "cone", "radius": 3}, "height"),
        (Solid, {"solid": "sphere", "radius": 3, "edge": 1}, "edge"),
        (Transformation, {"corners": [[0, 0], [1, 0], [0, 1]], "transformation": "rotation"}, "angle"),
        (
            Transformation,
            {"corners": [[0, 0], [40, 0], [0, 40]], "transformation": "scaling", "factor": 4},
            "too far",
        ),
    ],
)
def test_measures_that_do_not_fit_are_refused(
    builder: type[Polygon | Solid | Transformation], given: dict[str, object], message: str
) -> None:
    with pytest.raises(ValidationError, match=message):
        builder.model_validate(given)
