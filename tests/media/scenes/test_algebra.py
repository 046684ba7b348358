"""What the builders of algebra compute: compared with what was worked out by hand."""

from fractions import Fraction
from math import gcd, prod

import pytest
from pydantic import ValidationError

from media.scenes.builders.derivation import Derivation, Step
from media.scenes.builders.equation import Equation
from media.scenes.builders.factorization import Factorization
from media.scenes.builders.formula import Formula
from media.scenes.builders.matrix_product import MatrixProduct
from media.scenes.builders.sieve import Sieve
from media.scenes.locale import Locale


def test_the_product_of_two_matrices() -> None:
    two = MatrixProduct.model_validate({"a": [[2, 1], [0, 3]], "b": [[5, 4], [7, -1]]})
    assert [[int(value) for value in row] for row in two.product] == [[17, 7], [21, -3]]
    exact = MatrixProduct.model_validate({"a": [["1/3", 0.1]], "b": [[3], [10]]})
    assert exact.product == ((Fraction(2),),)
    with pytest.raises(ValidationError, match="as many columns"):
        MatrixProduct.model_validate({"a": [[1, 2]], "b": [[1, 2]]})


def test_the_sieve_strikes_out_each_number_once_and_leaves_the_primes() -> None:
    sieve = Sieve(limit=30)
    assert sieve.primes == (2, 3, 5, 7, 11, 13, 17, 19, 23, 29)
    assert sieve.struck() == {2: [*range(4, 31, 2)], 3: [9, 15, 21, 27], 5: [25]}
    gone = [n for numbers in Sieve(limit=120).struck().values() for n in numbers]
    assert sorted([1, *gone, *Sieve(limit=120).primes]) == list(range(1, 121))


@pytest.mark.parametrize(
    ("n", "primes"), [(60, (2, 2, 3, 5)), (97, (97,)), (999_999, (3, 3, 3, 7, 11, 13, 37))]
)
def test_a_tree_ends_in_the_prime_factors(n: int, primes: tuple[int, ...]) -> None:
    taken = Factorization(numbers=(n,))
    assert taken.primes == primes
    assert prod(primes) == n
    assert taken.tree.leaves == len(primes)


def test_euclid_ends_in_the_divisor_and_his_squares_fill_the_rectangle() -> None:
    shared = Factorization(numbers=(18, 48))
    assert [(d.dividend, d.times, d.divisor, d.rest) for d in shared.divisions] == [
        (48, 2, 18, 12),
        (18, 1, 12, 6),
        (12, 2, 6, 0),
    ]
    assert shared.divisions[-1].divisor == gcd(18, 48)
    assert sum(side * side for *_, side in shared.squares()) == 18 * 48


def test_known_derivations_are_divided_at_their_signs_of_equality() -> None:
    for made in (Derivation.quadratic_formula(Locale.ENGLISH), Derivation.addition_theorem(Locale.JAPANESE)):
        assert all(step.row.right for step in made.steps)
    assert not Step(formula="a <= b", reason="A bound.").row.right


@pytest.mark.parametrize("formula", ["#read(1)", "x^(2", "(x]", "$x$"])
def test_a_formula_that_is_none_is_refused(formula: str) -> None:
    with pytest.raises(ValidationError):
        Formula(title="No formula", formula=formula)


def test_an_equation_that_is_not_solved_says_why() -> None:
    with pytest.raises(ValidationError, match="higher than the second"):
        Equation(equation="x^3 = 8")
