"""Equations solved line by line: each line follows, the roots are right, and putting them in shows it."""

from fractions import Fraction

import pytest

from media.formulas.formula import NotAFormula
from media.formulas.solving import Equation, Move, Outcome


def lines(text: str) -> list[str]:
    return [line.plain for line in Equation(text).lines()]


def roots(text: str) -> list[str]:
    return [root.written().plain for root in Equation(text).roots]


def test_a_linear_equation_is_solved_with_what_is_done_to_both_sides() -> None:
    found = Equation("2x + 3 = 11").lines()
    assert [line.plain for line in found] == ["2x + 3 = 11", "2x = 8", "x = 4"]
    assert [(line.move, line.amount and line.amount.plain) for line in found[1:]] == [
        (Move.SUBTRACT, "3"),
        (Move.DIVIDE, "2"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3(x - 2) = x/2 + 1", ["6x − 12 = x + 2", "5x − 12 = 2", "5x = 14", "x = 14/5"]),
        ("0.5x + 1.25 = 3", ["2x + 5 = 12", "2x = 7", "x = 7/2"]),
        ("7 = x + 2", ["x + 2 = 7", "x = 5"]),
        ("3 : 4 = x : 12", ["3 · 12 = x · 4", "36 = 4x", "4x = 36", "x = 9"]),
        ("x^2 = 5x - 6", ["x² − 5x + 6 = 0", "(x − 2)(x − 3) = 0", "x₁ = 2, x₂ = 3"]),
        ("4x^2 = 9", ["x² = 9/4", "x = ±√(9/4) = ±3/2"]),
        ("-x^2 + 6x - 9 = 0", ["x² − 6x + 9 = 0", "(x − 3)² = 0", "x = 3"]),
        ("2x^2 + 4x = 0", ["x² + 2x = 0", "x(x + 2) = 0", "x₁ = −2, x₂ = 0"]),
    ],
)
def test_lines_follow_one_another(text: str, expected: list[str]) -> None:
    assert lines(text)[1:] == expected


def test_irrational_roots_are_exact_and_then_rounded() -> None:
    equation = Equation("x^2 - 3x + 1 = 0")
    assert roots("x^2 - 3x + 1 = 0") == ["(3 − √5)/2", "(3 + √5)/2"]
    assert equation.lines()[-1].plain == "x₁ ≈ 0.382, x₂ ≈ 2.618"
    assert equation.discriminant == 5
    (check,) = equation.checks()
    # ((3 ± √5)/2)² = (14 ± 6√5)/4 = (7 ± 3√5)/2, and 3 · (3 ± √5)/2 = (9 ± 3√5)/2.
    assert "frac(7 plus.minus 3 sqrt(5), 2) - frac(9 plus.minus 3 sqrt(5), 2) + 1 = 0" in check.right


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("2x + 1 = 2x + 3", Outcome.NONE),
        ("2(x + 1) = 2x + 2", Outcome.EVERY),
        ("x^2 + 4 = 0", Outcome.NO_REAL),
        ("x^2 + x + 1 = 0", Outcome.NO_REAL),
        ("3/x = 6/x", Outcome.EXCLUDED),
    ],
)
def test_what_has_no_single_answer_is_said_truly(text: str, outcome: Outcome) -> None:
    equation = Equation(text)
    assert (equation.outcome, equation.roots, equation.checks()) == (outcome, (), ())


def test_a_check_puts_the_root_into_the_given_equation() -> None:
    (check,) = Equation("5 - 2x = 4x + 1").checks()
    assert (check.root.plain, check.value.plain) == ("2/3", "11/3")
    assert Equation("5 - 2x = 4x + 1").roots[0].whole == Fraction(2, 3)
    assert check.left == "5 - 2 (frac(2, 3))"


@pytest.mark.parametrize("text", ["x + y = 3", "x^3 = 8", "3 = 3", "x = 2 = 3", "sin(x) = 1", "x/0 = 1", "x"])
def test_what_can_not_be_solved_is_refused(text: str) -> None:
    with pytest.raises(NotAFormula):
        Equation(text)
