"""Comparisons: rows as they are given, numbers compared where they can be."""

from fractions import Fraction

import pytest
from pydantic import ValidationError

from contracts.storyboard import Shape
from media.scenes.builders.table import Table, numbers
from media.scenes.locale import Locale
from media.scenes.look import look_of
from media.scenes.page import Page
from media.scenes.stage import STAGES

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


def drawn(parameters: dict[str, object], shape: Shape = Shape.WIDE) -> tuple[list[str], str]:
    page = Page("", Locale.ENGLISH, look_of(Locale.ENGLISH, ""), STAGES[shape])
    Table.model_validate(parameters).draw(page)
    return page.told, "\n".join(page.method("scene"))


@pytest.mark.parametrize("shape", Shape)
def test_every_value_is_shown_as_given(shape: Shape) -> None:
    _, script = drawn(CARS, shape)
    for words in ("45000", "30000", "400 km", "700 km", "low", "high", "Electric", "cost"):
        assert words in script


def test_numbers_of_one_unit_are_compared_and_words_are_read_out() -> None:
    told, _ = drawn(CARS)
    assert told[1:] == [
        "Price: 15,000 more for Electric cars.",
        "Range: 300 km more for Petrol cars.",
        "Running cost: Electric cars low, Petrol cars high.",
    ]


def test_every_point_is_said_of_its_thing() -> None:
    told, _ = drawn(PROTOCOLS)
    assert told[1:] == ["TCP: reliable", "UDP: fast", "TCP: ordered", "UDP: connectionless"]


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
