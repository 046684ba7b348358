"""Formulas within a text: where they stand, and their English words."""

import re

import pytest

from media.reading.mathematics.finding import formulas
from media.reading.reader import read


def words(text: str) -> str:
    """What is spoken, without marks and capitals."""
    return " ".join(re.findall(r"[\w'-]+", read(text, "en-US").spoken)).lower()


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("x² + y² = 25", "x squared plus y squared equals twenty-five"),
        ("V = I × R", "v equals i times r"),
        ("E = mc², F = ma and v = u + at", "e equals m c squared f equals m a and v equals u plus a t"),
        ("a^2 - b^3", "a squared minus b cubed"),
        ("e^{-x} and 10⁻³", "e to the power of minus x and ten to the power of minus three"),
        ("(a + b)² = a² + 2ab + b²", "a plus b squared equals a squared plus two a b plus b squared"),
        ("A = πr²", "a equals pi r squared"),
        ("f(x) = 2x + 1", "f of x equals two x plus one"),
        ("f'(x), |x|", "f prime of x the absolute value of x"),
        ("√2 ≈ 1.4", "the square root of two is about one point four"),
        ("sqrt(x + 1), ∛8", "the square root of x plus one the cube root of eight"),
        ("a_n + x₁", "a sub n plus x sub one"),
        ("y = sin(x) + cos x", "y equals sine of x plus cosine of x"),
        ("log₂(8) = 3", "log base two of eight equals three"),
        ("5! = 120", "five factorial equals one hundred twenty"),
        ("1/2 + 3/4 = 5/4", "one half plus three quarters equals five quarters"),
        ("a/b ≤ c/d", "a over b is less than or equal to c over d"),
        ("x ≠ 0, x ≥ 1, x → ∞", "x is not equal to zero x is greater than or equal to one x to infinity"),
        ("Δx ± σ", "delta x plus or minus sigma"),
        (
            "x = (-b ± √(b² - 4ac)) / 2a",
            "x equals minus b plus or minus the square root of b squared minus four a c divided by two a",
        ),
        ("∑_{i=1}^n i = n(n+1)/2", "the sum from i equals one to n of i equals n times n plus one over two"),
        ("∫_0^1 x² dx = 1/3", "the integral from zero to one of x squared d x equals one third"),
        ("lim_{x→0} sin(x)/x = 1", "the limit as x approaches zero of sine of x over x equals one"),
        ("dy/dx = 2x", "d y over d x equals two x"),
        ("P(A|B) = P(A ∩ B)/P(B)", "p of a given b equals p of a intersection b over p of b"),
        ("$x^2$ and \\(\\frac{1}{2}\\)", "x squared and one half"),
        ("$$\\sqrt{x} \\leq \\pi$$", "the square root of x is less than or equal to pi"),
        ("if x < 3 && y > 4", "if x is less than three and y is greater than four"),
        ("E = ½mv²", "e equals one half m v squared"),
        ("∀x ∈ ℝ", "for all x is in the real numbers"),
        (
            "C(n, k) = n!/(k!(n−k)!)",
            "c of n and k equals n factorial over k factorial times n minus k factorial",
        ),
        ("lim x→0 sin(x)/x", "the limit as x approaches zero of sine of x over x"),
        ("x_{i,j} = 3√2", "x sub i j equals three times the square root of two"),
        ("f^{-1}(x) = x", "f to the power of minus one of x equals x"),
        ("t₁/₂ = ln(2)/λ", "t sub one half equals natural log of two over lambda"),
        ("10-3=7", "ten minus three equals seven"),
        ("5 kg × 2 m/s² = 10 N", "five kilograms times two meters per second squared equals ten newtons"),
    ],
)
def test_a_formula_is_spoken(written: str, spoken: str) -> None:
    assert words(written) == spoken


@pytest.mark.parametrize(
    "text",
    [
        "I am a well-known man, and so is B.",
        "25-30 of them, and/or the A (b) I spoke of - 3 days ago",
        "snake_case and file(s), A/B and TCP/IP, I/O, n/a, 24/7",
        "Plan B - 3 days. Wow, 5! It costs $5-10 and $20.",
        "x-ray, T-shirt, e-mail, U-turn, vitamin A",
        "max 5 and log in at min 3; sin no more",
        "(see (a) and (b)), omega-3, −40 °C / −40 °F",
        "(" * 1_000,
        "- " * 500 + "√" * 500,
    ],
)
def test_words_and_numbers_are_no_formulas(text: str) -> None:
    assert not list(formulas(text))
