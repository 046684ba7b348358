"""What the builders of sequences, fractions, circles and waves compute, compared with work by hand."""

from fractions import Fraction
from math import pi

import pytest
from pydantic import ValidationError

from media.scenes.builders.addition_theorem import AdditionTheorem
from media.scenes.builders.fourier import Fourier, Wave
from media.scenes.builders.fractions import Fractions
from media.scenes.builders.number_line import NumberLine
from media.scenes.builders.sequence import Sequence
from media.scenes.builders.unit_circle import UnitCircle
from media.scenes.locale import Locale


def shown(**parameters: object) -> list[str]:
    sequence = Sequence.model_validate(parameters)
    return [sequence.shown(term) for term in sequence.terms]


def test_interest_is_counted_year_by_year() -> None:
    years = shown(rule="interest", start=100, step=5, count=10)
    assert years[:4] == ["100", "105", "110.25", "≈ 115.76"]
    assert (len(years), years[-1]) == (11, "≈ 162.89")
    finer = Sequence.model_validate({"rule": "interest", "start": 100, "step": "7/4", "count": 3})
    assert (finer.factor_shown, finer.step_shown) == ("1.0175", "1.75")


def test_a_culture_doubles_with_time() -> None:
    culture = {"rule": "geometric", "start": 100, "step": 2, "count": 4, "every": 20, "unit": "min"}
    assert shown(**culture) == ["100", "200", "400", "800"]
    grown = Sequence.model_validate(culture)
    assert [grown.place(index, Locale.ENGLISH) for index in (0, 1, 3)] == ["0 min", "20 min", "60 min"]


def test_sequences_follow_their_rules_exactly() -> None:
    assert shown(rule="arithmetic", start=7, step="-5/2", count=4) == ["7", "4.5", "2", "−0.5"]
    assert shown(rule="geometric", start=1, step="1/3", count=4) == ["1", "1/3", "1/9", "1/27"]
    assert shown(rule="fibonacci", count=8) == ["1", "1", "2", "3", "5", "8", "13", "21"]


def test_fractions_are_added_over_their_common_denominator() -> None:
    made = Fractions.model_validate({"task": "add", "fractions": [[3, 4], [5, 6]]})
    assert (made.common, made.parts, made.total) == (12, (9, 10), Fraction(19, 12))
    assert made.result().plain == "19/12 = 1 7/12"
    halves = Fractions.model_validate({"task": "add", "fractions": [[1, 2], [1, 2]]})
    assert halves.result().plain == "2/2 = 1"
    with pytest.raises(ValidationError, match="not between 0 and 1"):
        Fractions.model_validate({"fractions": [[5, 4]]})


@pytest.mark.parametrize(
    ("degrees", "sine", "cosine"),
    [(0, "0", "1"), (30, "1/2", "√3/2"), (135, "√2/2", "−√2/2"), (240, "−√3/2", "−1/2"), (360, "0", "1")],
)
def test_sine_and_cosine_are_exact_where_they_can_be(degrees: int, sine: str, cosine: str) -> None:
    circle = UnitCircle.model_validate({"degrees": degrees})
    assert circle.sine is not None
    assert circle.cosine is not None
    assert (circle.sine.written().plain, circle.cosine.written().plain) == (sine, cosine)
    assert UnitCircle.model_validate({"degrees": 50}).sine is None


def test_the_height_of_the_stacked_triangles_is_the_sum_of_both_pieces() -> None:
    corners = AdditionTheorem.model_validate({"alpha": 30, "beta": 30}).corners()
    # sin 30° cos 30° + cos 30° sin 30° = sin 60° = √3/2.
    assert corners["q"][1] == pytest.approx(3**0.5 / 4)
    assert corners["r"][1] - corners["s"][1] == pytest.approx(3**0.5 / 4)
    assert corners["r"][1] == pytest.approx(3**0.5 / 2)


@pytest.mark.parametrize(
    ("wave", "x", "height"),
    [(Wave.SQUARE, 1.0, 1.0), (Wave.SAWTOOTH, 1.0, 1 / pi), (Wave.TRIANGLE, pi / 2, 1.0)],
)
def test_sums_of_sines_close_in_on_the_wave(wave: Wave, x: float, height: float) -> None:
    series = Fourier(wave=wave, terms=(1, 49))
    assert series.value(2000, x) == pytest.approx(height, abs=1e-3)
    assert abs(series.value(49, x) - height) < abs(series.value(1, x) - height)


def test_jumps_end_where_the_sum_is_and_a_range_reads_as_an_inequality() -> None:
    assert NumberLine.model_validate({"mode": "jumps", "start": "1/2", "jumps": [2, -0.75]}).end == Fraction(
        7, 4
    )
    both = {"mode": "range", "range": {"low": -1, "high": 3, "low_included": True}}
    assert NumberLine.model_validate(both).inequality[1] == "−1 ≤ x < 3"
    assert NumberLine.model_validate({"mode": "range", "range": {"low": 2}}).inequality[1] == "x > 2"
