"""Sorting: every method ends in order, with the comparisons and swaps that were counted by hand."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from media.scenes.builders.sorting import MOST, Sorting
from media.scenes.sorts import Method, Swap, merges, parts, passes
from tests.media.scenes.pages import told

SWAPPING = [method for method in Method if method is not Method.MERGE]


def of(*values: int) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, values))


@given(st.lists(st.integers(-9, 9), min_size=2, max_size=MOST), st.sampled_from(SWAPPING))
def test_its_swaps_put_the_values_in_order_and_settle_each_once(numbers: list[int], method: Method) -> None:
    values = of(*numbers)
    order = list(range(len(values)))
    settled: list[int] = []
    for one in passes(method, values):
        for event in one.events:
            if isinstance(event, Swap):
                left, right = order.index(event.one), order.index(event.other)
                assert left < right
                order[left], order[right] = event.other, event.one
        settled.extend(one.settled)
    assert [values[item] for item in order] == sorted(values)
    assert sorted(settled) == list(range(len(values)))


@given(st.lists(st.integers(-9, 9), min_size=2, max_size=MOST))
def test_the_last_merge_has_all_values_in_order(numbers: list[int]) -> None:
    values = of(*numbers)
    last = merges(values)[-1]
    assert (last.low, last.high, last.depth) == (0, len(values) - 1, 0)
    assert [values[take.item] for take in last.takes] == sorted(values)


@pytest.mark.parametrize(
    ("method", "comparisons", "swaps"),
    [("bubble", 14, 7), ("selection", 15, 3), ("insertion", 10, 7), ("merge", 11, 0), ("quick", 8, 5)],
)
def test_five_two_eight_one_nine_three_takes_as_many_as_by_hand(
    method: Method, comparisons: int, swaps: int
) -> None:
    sorting = Sorting(values=of(5, 2, 8, 1, 9, 3), method=method)
    assert (sorting.comparisons, sorting.swaps) == (comparisons, swaps)


def test_three_places_are_split_down_to_single_ones() -> None:
    assert parts(3) == (((0, 2),), ((0, 1), (2, 2)), ((0, 0), (1, 1)))


def test_values_that_could_not_be_read_are_refused_by_name() -> None:
    with pytest.raises(ValidationError, match=r"values: -1234\.5 is too long"):
        Sorting.model_validate({"values": [-1234.5, *range(9)]})
    assert Sorting.model_validate({"values": [-1234.5, 0.1]}).values == (Decimal("-1234.5"), Decimal("0.1"))


def test_of_many_passes_the_last_ones_are_not_told_one_by_one() -> None:
    lines = told(Sorting(values=of(*range(9, 0, -1))))
    assert lines == [
        "9 values are to be put in order, smallest first.",
        "Compare neighbours: if the left is larger, they swap.",
        "Pass 2: the largest of the rest, 8, goes to the right.",
        "Pass 3: the largest of the rest, 7, goes to the right.",
        "The rest goes on in the same way.",
        "In order: 36 comparisons, 36 swaps.",
    ]
