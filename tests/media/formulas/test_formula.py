"""Formulas are read without running them; curves show what is worth seeing of them."""

import pytest

from media.formulas.curve import view
from media.formulas.formula import NotAFormula, parse


@pytest.mark.parametrize(
    ("text", "numpy", "typst"),
    [
        ("y = x^2 - 3x + 1", "x**2 - 3 * x + 1", "y = x^(2) - 3 x + 1"),
        ("f(x)=sin(x)", "np.sin(x)", "f(x) = sin(x)"),
        ("2x(x-1)", "2 * x * (x - 1)", "2 x (x - 1)"),
        ("y = √x", "np.sqrt(x)", "y = sqrt(x)"),
        ("y = |x|", "np.abs(x)", "y = abs(x)"),
        ("y=e^(-x²)", "np.e ** (-x**2)", "y = e^(-x^(2))"),
        ("y = 3(x+1)/2", "3 * (x + 1) / 2", "y = frac(3 (x + 1), 2)"),
    ],
)
def test_formulas(text: str, numpy: str, typst: str) -> None:
    read = parse(text)
    assert (read.numpy(), read.typst()) == (numpy, typst)


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


def test_a_curve_shows_what_is_interesting() -> None:
    seen = view(parse("y = x^2 - 2x - 3"))
    assert seen is not None
    assert seen.zeros == (-1, 3)
    assert seen.turns == (1,)
    assert view(parse("y = sqrt(-1 - x^2)")) is None
    split = view(parse("y = 1/x"))
    assert split is not None
    assert len(split.stretches) == 2
