"""Comparisons: rows as they are given, numbers compared where they can be."""

from fractions import Fraction

import pytest
from pydantic import ValidationError

from contracts.storyboard import Shape
from media.scenes.builders.table import Table, numbers
from tests.media.scenes.pages import script_of, told

CARS: dict[str, object] = {
    "things": [{"name": "Electric cars"}, {"name": "Petrol cars"}],
    "rows": [
        {"label": "Price", "values": ["45000", "30000"]},
        {"label": "Range", "values": ["400 km", "700 km"]},
        {"label": "Running cost", "values": ["low", "high"]},
    ],
}
PROTOCOLS: dict[str, object] = {
    "things": [
        {"name": "TCP", "points": ["reliable", "ordered"]},
        {"name": "UDP", "points": ["fast", "connectionless"]},
    ]
}


@pytest.mark.parametrize("shape", Shape)
def test_every_value_is_shown_as_given(shape: Shape) -> None:
    script = script_of(Table.model_validate(CARS), shape)
    for words in ("45000", "30000", "400 km", "700 km", "low", "high", "Electric", "cost"):
        assert words in script


def test_numbers_of_one_unit_are_compared_and_words_are_read_out() -> None:
    assert told(Table.model_validate(CARS))[1:] == [
        "Price: 15,000 more for Electric cars.",
        "Range: 300 km more for Petrol cars.",
        "Running cost: Electric cars low, Petrol cars high.",
    ]


def test_every_point_is_said_of_its_thing() -> None:
    said = told(Table.model_validate(PROTOCOLS))
    assert said[1:] == ["TCP: reliable", "UDP: fast", "TCP: ordered", "UDP: connectionless"]


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (("$45,000", "$30"), (45000, 30)),
        (("−3 °C", "2.5 °C"), (-3, Fraction(5, 2))),
        (("5 km", "5 miles"), None),
        (("5", "low"), None),
        (("3–4", "5"), None),
        (("2 h 30", "3 h"), None),
        (("", "3"), None),
    ],
)
def test_only_numbers_of_the_same_unit_are_comparable(
    values: tuple[str, ...], found: tuple[int | Fraction, ...] | None
) -> None:
    read = numbers(values)
    assert (read and read.values) == (found and tuple(map(Fraction, found)))


@pytest.mark.parametrize(
    "wrong",
    [
        {"things": [{"name": "A"}, {"name": "B"}]},
        {**CARS, "rows": [{"label": "Price", "values": ["1"]}]},
        {**PROTOCOLS, "rows": CARS["rows"]},
    ],
)
def test_what_is_no_comparison_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="rows"):
        Table.model_validate(wrong)
