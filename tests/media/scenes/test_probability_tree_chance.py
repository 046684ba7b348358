"""Probability trees and sets: products, sums, regions, all exact."""

from fractions import Fraction

import pytest
from pydantic import ValidationError

from media.scenes.builders.probability_tree import ProbabilityTree
from media.scenes.builders.venn import Venn
from media.scenes.locale import Locale
from tests.media.scenes.pages import script_of, told


def test_products_along_the_paths_and_their_sum() -> None:
    tree = ProbabilityTree.example(Locale.ENGLISH)
    assert {path: str(tree.chance(path)) for path in tree.paths} == {
        ("red", "red"): "3/10",
        ("red", "blue"): "3/10",
        ("blue", "red"): "3/10",
        ("blue", "blue"): "1/10",
    }
    assert tree.probability == Fraction(3, 5)
    assert told(tree)[-1] == "The paths of the event are added: 3/5 = 60%."
    assert "Along a path we multiply: 3/5 × 1/2 = 3/10." in told(tree)


def branch(label: str, probability: str, *then: dict[str, object]) -> dict[str, object]:
    return {"label": label, "probability": probability, "then": list(then)}


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (("c", "d"), ("c", "d"), "Whatever came before"),
        (("c", "d"), ("c", "e"), "depend on what came before"),
        (("c", "d"), (), "depend on what came before"),
    ],
)
def test_it_is_said_whether_stages_depend_on_each_other(
    first: tuple[str, ...], second: tuple[str, ...], said: str
) -> None:
    branches = [
        branch(label, "1/2", *(branch(name, "1/2") for name in then))
        for label, then in (("a", first), ("b", second))
    ]
    tree = ProbabilityTree.model_validate({"branches": branches})
    assert any(said in line for line in told(tree))


@pytest.mark.parametrize(
    "parameters",
    [
        {"branches": [branch("a", "1/2"), branch("b", "1/3")]},
        {"branches": [branch("a", "1/2"), branch("a", "1/2")]},
        {"branches": [branch("a", "1/2", branch("c", "1/2")), branch("b", "1/2")]},
        {"branches": [branch("a", "1/2"), branch("b", "1/2")], "wanted": [["c"]]},
    ],
)
def test_what_is_no_tree_is_refused(parameters: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ProbabilityTree.model_validate(parameters)


def test_the_regions_of_elements() -> None:
    sets = Venn.example(Locale.ENGLISH)
    assert sets.members == {(0,): ("2", "4", "8", "10"), (1,): ("3", "9"), (0, 1): ("6", "12")}
    assert (sets.union, sets.shared((0, 1))) == (8, 2)


def test_the_regions_of_given_numbers() -> None:
    clubs = Venn.model_validate({"sets": [{"size": 20}, {"size": 15}], "overlaps": [8], "total": 40})
    assert clubs.counts == {(0,): 12, (1,): 7, (0, 1): 8}
    assert "|A ∪ B| = 20 + 15 − 8 = 27" in script_of(clubs)
    assert told(clubs)[-1] == "Of 40 altogether, 13 are in none of them."


def test_three_sets_are_counted_by_inclusion_and_exclusion() -> None:
    sizes = [{"size": size} for size in (12, 9, 8)]
    sets = Venn.model_validate({"sets": sizes, "overlaps": [3, 2, 2, 1]})
    assert sets.union == 12 + 9 + 8 - 3 - 2 - 2 + 1
    assert sets.counts[0, 1] == 2
    assert sets.counts[0,] == 8


@pytest.mark.parametrize(
    "parameters",
    [
        {"sets": [{"size": 5}, {"size": 5}], "overlaps": [6]},
        {"sets": [{"size": 5}, {"size": 5}]},
        {"sets": [{"size": 5}, {"elements": ["a"]}], "overlaps": [1]},
        {"sets": [{"elements": ["a", "a"]}, {"elements": ["b"]}]},
        {"sets": [{"elements": ["a"]}, {"elements": ["b"]}], "total": 1},
    ],
)
def test_impossible_sets_are_refused(parameters: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Venn.model_validate(parameters)
