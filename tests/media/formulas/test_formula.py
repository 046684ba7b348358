"""Formulas are read without running them."""

import pytest

from media.formulas.formula import NotAFormula, parse


@pytest.mark.parametrize(
    ("text", "typst"),
    [
        ("y = x^2 - 3x + 1", "y = x^(2) - 3 x + 1"),
        ("f(x)=sin(x)", "f(x) = sin(x)"),
        ("2x(x-1)", "2 x (x - 1)"),
        ("y = √x", "y = sqrt(x)"),
        ("y = |x|", "y = abs(x)"),
        ("y=e^(-x²)", "y = e^(-x^(2))"),
        ("y = 3(x+1)/2", "y = frac(3 (x + 1), 2)"),
    ],
)
def test_formulas(text: str, typst: str) -> None:
    assert parse(text).typst() == typst


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os')",
        "x.real",
        "lambda: x",
        "9**9**9",
        "sin",
        "x[0]",
        "exit()",
        "(" * 60,
        "x=",
        "f'{x}'",
        "1e999",
    ],
)
def test_what_is_no_formula(text: str) -> None:
    with pytest.raises(NotAFormula):
        parse(text)
