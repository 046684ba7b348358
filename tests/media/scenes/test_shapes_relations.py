"""Conversions are exact; causes and effects lie in layers, and ways back are known as such; figures."""

from fractions import Fraction

import pytest
from pydantic import ValidationError

from media.scenes.builders.cause_effect import CauseEffect
from media.scenes.builders.conversion import UNITS, Conversion
from media.scenes.builders.figures import Figure, Figures


@pytest.mark.parametrize(
    ("value", "given", "wanted", "result"),
    [
        (1, "mi", "km", Fraction("1.609344")),
        ("42.195", "km", "mi", Fraction(42195, 1000) * 1000 / Fraction("1609.344")),
        (72, "km/h", "m/s", 20),
        (100, "°C", "°F", 212),
        (-40, "°F", "°C", -40),
        (0, "K", "°C", Fraction("-273.15")),
        (5, "lb", "kg", Fraction("2.26796185")),
        (90, "min", "h", Fraction(3, 2)),
        (1, "GB", "MiB", Fraction(10**9, 1024**2)),
        (1, "kn", "km/h", Fraction("1.852")),
        (12, "in", "ft", 1),
    ],
)
def test_a_value_in_another_unit(value: object, given: str, wanted: str, result: Fraction) -> None:
    conversion = Conversion.model_validate({"value": value, "given": given, "wanted": wanted})
    assert conversion.result == result


@pytest.mark.parametrize("given", UNITS)
def test_each_unit_goes_there_and_back(given: str) -> None:
    for wanted in UNITS:
        if wanted == given or UNITS[wanted].kind != UNITS[given].kind:
            continue
        there = Conversion.model_validate({"value": "1000", "given": given, "wanted": wanted}).result
        one, other = UNITS[given], UNITS[wanted]
        assert (there * other.factor + other.zero - one.zero) / one.factor == 1000


@pytest.mark.parametrize(
    ("value", "given", "wanted", "message"),
    [
        (1, "km", "kg", "same kind"),
        (1, "km", "km", "same kind"),
        (1, "furlong", "km", "furlong"),
        (-3, "km", "mi", "nothing"),
        (-300, "°C", "K", "colder"),
    ],
)
def test_what_can_not_be_converted_is_refused(value: int, given: str, wanted: str, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Conversion.model_validate({"value": value, "given": given, "wanted": wanted})


def flow(*links: tuple[str, str]) -> CauseEffect:
    return CauseEffect.model_validate({"links": [{"cause": one, "effect": other} for one, other in links]})


def test_effects_lie_behind_all_their_causes() -> None:
    chart = flow(("a", "b"), ("b", "c"), ("a", "c"), ("d", "c"))
    assert chart.layers == {"a": 0, "b": 1, "c": 2, "d": 0}
    assert chart.loops == ()


def test_a_link_that_leads_back_makes_a_loop() -> None:
    chart = flow(("a", "b"), ("b", "c"), ("c", "a"))
    assert [(link.cause, link.effect) for link in chart.loops] == [("c", "a")]
    assert chart.layers == {"a": 0, "b": 1, "c": 2}


@pytest.mark.parametrize(
    ("links", "message"),
    [
        ([("a", "a")], "own cause"),
        ([("a", "b"), ("a", "b")], "twice"),
        ([(str(n), str(n + 1)) for n in range(7)], "chain"),
        ([("a", str(n)) for n in range(5)], "side by side"),
    ],
)
def test_what_can_not_be_read_is_refused(links: list[tuple[str, str]], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        flow(*links)


def test_figures_have_their_sides() -> None:
    assert [Figure.model_validate({"shape": shape}).sides for shape in ("triangle", "octagon", "circle")] == [
        3,
        8,
        0,
    ]
    with pytest.raises(ValidationError):
        Figures.model_validate({"figures": [{"shape": "circle", "color": "nocolor"}]})
