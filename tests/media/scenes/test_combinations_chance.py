"""Ways to choose, counted and listed."""

import pytest
from pydantic import ValidationError

from media.scenes.builders.combinations import Combinations
from tests.media.scenes.pages import told


def test_orders_and_selections_are_counted() -> None:
    facts = Combinations(items=("a", "b", "c", "d"), chosen=2)
    assert (facts.orders, facts.selections, facts.count) == (12, 6, 6)
    assert [facts.items[one] + facts.items[other] for one, other in facts.listed] == [
        "ab",
        "ac",
        "ad",
        "bc",
        "bd",
        "cd",
    ]
    assert told(facts)[-2:] == ["Divided by 2, that leaves 6 selections.", "Here is every one of the 6."]


def test_where_the_order_counts_each_order_is_listed() -> None:
    facts = Combinations(items=("a", "b", "c"), chosen=2, ordered=True)
    assert facts.count == len(set(facts.listed)) == 6
    assert "Multiplied, that makes 6 orders." in told(facts)


def test_too_many_are_only_counted() -> None:
    facts = Combinations(items=tuple("abcdefgh"), chosen=5)
    assert facts.listed == ()
    assert "Divided by 120, that leaves 56 selections." in told(facts)


@pytest.mark.parametrize(("items", "chosen"), [(("a", "a"), 1), (("a", "b"), 3)])
def test_what_cannot_be_chosen_is_refused(items: tuple[str, ...], chosen: int) -> None:
    with pytest.raises(ValidationError):
        Combinations(items=items, chosen=chosen)
