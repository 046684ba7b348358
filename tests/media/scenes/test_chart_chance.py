"""Charts: every row is drawn, and what is said of the rows is exactly so."""

import json
from collections.abc import Mapping
from fractions import Fraction

import pytest
from pydantic import JsonValue, ValidationError

from contracts.storyboard import Picture, Shape
from media.scenes.amounts import signed, with_unit, written
from media.scenes.builders.chart import Chart
from media.scenes.catalogue import built
from media.scenes.charts.line import levels
from media.scenes.locale import Locale
from tests.media.scenes.pages import script_of, told

SALES = {"1月": 120, "2月": 150, "3月": 90, "4月": 210}


def chart(values: Mapping[str, float], **options: JsonValue) -> Chart:
    rows: list[JsonValue] = [{"label": label, "value": value} for label, value in values.items()]
    picture = Picture(kind="chart", parameters={"rows": rows, **options})
    drawn = built(picture)
    assert isinstance(drawn, Chart)
    return drawn


def test_the_largest_and_the_smallest_are_found_and_said() -> None:
    said = told(chart(SALES, unit="万円"), locale=Locale.JAPANESE)
    assert "最も大きいのは4月の 210万円です。" in said
    assert "最も小さいのは3月の 90万円です。" in said
    assert "4月と3月の差は 120万円です。" in said


def test_equal_extremes_are_all_named() -> None:
    drawn = chart({"A": 5, "B": 2, "C": 5})
    assert drawn.data.largest == (0, 2)
    assert "The largest are A, C, each with 5." in told(drawn)
    assert "All values are the same: 3." in told(chart({"A": 3, "B": 3}))


@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize("kind", ["bar", "line", "pie"])
def test_every_row_is_drawn_with_its_value(kind: str, shape: Shape) -> None:
    values = {f"Row {n}": 1000 * n + 0.25 for n in range(1, 13)}
    script = script_of(chart(values, drawn_as=kind), shape=shape)
    for label, value in values.items():
        assert label in script
        assert f"{value:,}" in script


def test_a_sum_of_decimals_has_no_floats_tail() -> None:
    drawn = chart({"A": 0.1, "B": 0.2}, drawn_as="pie")
    assert drawn.data.total == Fraction(3, 10)
    assert "The 2 values together are 0.3: the whole circle." in told(drawn)
    assert "The largest is B with 0.2. That is ≈ 66.7% of the total." in told(drawn)


def test_a_line_says_how_far_it_came() -> None:
    script = script_of(chart(SALES, drawn_as="line"))
    assert "120 → 210: +90 (+75%)" in script


def test_a_pie_of_negative_values_or_of_nothing_is_refused() -> None:
    for values in ({"A": -1, "B": 2}, {"A": 0, "B": 0}):
        with pytest.raises(ValidationError, match="rows: a pie"):
            chart(values, drawn_as="pie")


def test_values_are_numbers_in_json() -> None:
    dumped = chart({"A": 1.5, "B": 2}).model_dump(mode="json", exclude_defaults=True)
    assert json.dumps(dumped["rows"]) == '[{"label": "A", "value": 1.5}, {"label": "B", "value": 2}]'


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(1, 3), "≈ 0.33"),
        (Fraction(1, 8), "0.125"),
        (Fraction(-1234567), "−1,234,567"),
        (Fraction(1, 3000), "≈ 0.00033"),
        (Fraction(2, 3) + 1000, "≈ 1,000.67"),
        (Fraction(0), "0"),
    ],
)
def test_numbers_are_written_exactly_or_said_to_be_rounded(value: Fraction, text: str) -> None:
    assert written(value) == text


def test_units_stand_where_they_are_used() -> None:
    assert with_unit(-5, "$") == "−$5"
    assert with_unit(Fraction(1, 3), "$") == "≈ $0.33"
    assert with_unit(Fraction(4, 5), "$") == "$0.80"
    assert (with_unit(5, "km"), with_unit(5, "%"), with_unit(5, "万円")) == ("5 km", "5%", "5万円")
    assert (signed(5, "km"), signed(-5), signed(Fraction(1, 3))) == ("+5 km", "−5", "≈ +0.33")


def test_levels_are_round_and_hold_all_values() -> None:
    assert levels(Fraction(0), Fraction(210)) == tuple(map(Fraction, (0, 50, 100, 150, 200, 250)))
    assert levels(Fraction(-3), Fraction(8)) == tuple(map(Fraction, (-5, 0, 5, 10)))
    assert levels(Fraction(7), Fraction(7))[0] <= 7 <= levels(Fraction(7), Fraction(7))[-1]
