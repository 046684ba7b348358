"""Formulas exactly: values worked out by hand."""

import math

import pytest

from media.formulas.formula import NotAFormula
from media.formulas.functions import Function, antiderivative, constant, exactly, function, integral, roots
from media.formulas.window import Window, height, window
from media.formulas.written import equal, measured, pair, plain, rounded, short, typst


def seen(*texts: str) -> Window:
    return window([function(text) for text in texts])


def told(text: str) -> list[str]:
    one = function(text)
    return [equal(root) for root in roots(one.expression, one.variable, -10, 10)]


@pytest.mark.parametrize(
    ("text", "zeros"),
    [
        ("x^3 - 3x", ["= −√3 ≈ −1.73", "= 0", "= √3 ≈ 1.73"]),
        ("2x + 1", ["= −0.5"]),
        ("x^5 - x - 1", ["≈ 1.17"]),
        ("exp(x) - 2", ["= ln(2) ≈ 0.693"]),
        ("ln x", ["= 1"]),
        ("sqrt(4 - x^2)", ["= −2", "= 2"]),
        ("1/x", []),
        ("cos(x/2)", ["= −3π ≈ −9.42", "= −π ≈ −3.14", "= π ≈ 3.14", "= 3π ≈ 9.42"]),
        ("x^2 + 1", []),
    ],
)
def test_zeros_are_exact_where_they_can_be(text: str, zeros: list[str]) -> None:
    assert told(text) == zeros


@pytest.mark.parametrize(
    ("text", "derivative", "source"),
    [
        ("x^2", "2x", "2 x"),
        ("1/x", "−1/x²", "-frac(1, x^(2))"),
        ("x e^(-x)", "e^(−x)(1 − x)", "e^(-x) (1 - x)"),
        ("sqrt(x)", "1/(2√x)", "frac(1, 2 sqrt(x))"),
        ("sin(2x)", "2cos(2x)", "2 cos(2 x)"),
        ("5", "0", "0"),
    ],
)
def test_derivatives_are_written_for_people_and_for_typst(text: str, derivative: str, source: str) -> None:
    found = function(text).derivative
    assert (plain(found), typst(found)) == (derivative, source)


@pytest.mark.parametrize(
    ("text", "low", "high", "value"),
    [
        ("x^2", "0", "2", "= 8/3 ≈ 2.67"),
        ("sin x", "0", "pi", "= 2"),
        ("1/x", "1", "e", "= 1"),
        ("1/x", "-2", "-1", "= −ln(2) ≈ −0.693"),
        ("x^3 - x", "-1", "1", "= 0"),
        ("e^(-x^2)", "0", "1", "≈ 0.747"),
    ],
)
def test_integrals_are_exact_where_an_antiderivative_is_known(
    text: str, low: str, high: str, value: str
) -> None:
    assert equal(integral(function(text), constant(low), constant(high))) == value


def test_what_has_no_antiderivative_to_write_has_none() -> None:
    gauss = function("e^(-x^2)")
    assert antiderivative(gauss.expression, gauss.variable) is None


@pytest.mark.parametrize("text", ["x + y", "x +", "sqrt(-1)", "ln 0", "import os", "__class__", "x = y = 2"])
def test_what_is_no_function_of_one_variable_is_refused(text: str) -> None:
    with pytest.raises(NotAFormula):
        function(text)


@pytest.mark.parametrize("text", ["x", "sqrt(-2)", "1/0", "two"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(NotAFormula):
        constant(text)


def test_a_hyperbola_and_a_line_meet_where_they_do() -> None:
    shown = seen("1/x", "x")
    assert [pair(one.x, one.y) for one in shown.meetings] == ["(−1, −1)", "(1, 1)"]
    assert [gap for _, gap in shown.breaks[0]] == [None]


def test_a_missing_value_is_a_gap_and_no_pole() -> None:
    ((place, gap),) = seen("(x^2 - 1)/(x - 1)").breaks[0]
    assert (equal(place), gap) == ("= 1", 2)
    ((place, gap),) = seen("sin(x)/x").breaks[0]
    assert (equal(place), gap) == ("= 0", 1)
    ((place, gap),) = seen("x^2/x").breaks[0]
    assert (equal(place), gap) == ("= 0", 0)


def test_a_curve_stops_at_its_poles_and_at_the_windows_edges() -> None:
    shown = seen("1/(x - 2)")
    left, right = shown.stretches(shown.functions[0])
    edge = 1 / shown.y.high
    assert left[1] == pytest.approx(2 - edge, abs=1e-3)
    assert right[0] == pytest.approx(2 + edge, abs=1e-3)
    (only,) = shown.stretches(function("sqrt(4 - x^2)"))
    assert only == pytest.approx((-2, 2), abs=1e-6)


def test_turning_points_have_their_exact_heights() -> None:
    shown = seen("x^3 - 3x")
    one = shown.functions[0]
    assert [pair(x, height(one, x)) for x in shown.turns[0]] == ["(−1, 2)", "(1, −2)"]
    shown = seen("|x|")
    assert [short(x) for x in shown.turns[0]] == ["0"]


def test_angles_are_counted_in_parts_of_pi() -> None:
    assert [label for _, label in seen("sin x").x.ticks] == ["−2π", "−π", "π", "2π"]


def test_numbers_are_rounded_openly() -> None:
    assert equal(constant("1/3")) == "= 1/3 ≈ 0.333"
    assert measured(constant("1/3")) == "≈ 0.333"
    assert measured(exactly(9.8) * 3) == "= 29.4"
    assert rounded(-0.004) == "−0.004"
    assert rounded(1234.5678) == "1234.57"
    assert math.isnan(Function(function("1/x").formula).value(0))


def test_a_slope_is_drawn_only_where_the_function_is() -> None:
    shown = seen("ln x")
    ((low, high),) = shown.slopes(shown.functions[0])
    assert low > 0
    assert high == shown.x.high
