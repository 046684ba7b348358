"""Nothing of a request is lost in silence: its numbers are on the screen, or said not to be."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.errors import NeedsModel
from contracts.storyboard import Plan
from media.authoring.coverage import Origin, coverage
from media.authoring.numerals import numerals
from media.authoring.planning import plan
from media.authoring.request import read
from media.scenes.script import write

SENTENCES = (
    "Explain bubble sort with {0}, {1}, {2}, {3}",
    "The average of {0}, {1}, {2}, {3}",
    "売上: 1月 {0}万円、2月 {1}万円、3月 {2}万円、4月 {3}万円",
    "Pythagorean theorem with legs {0} and {1}",
    "画一个半径为{0}的圆",
    "Solve {0}x + {1} = {2}",
    "Plot y = {0}x^2 - {1}x",
    "Compare a bus and a train: price {0} vs {1}, hours {2} vs {3}",
    "素数を{0}まで",
    "{0}% off {1} dollars",
    "matrix product of [[{0},{1}],[{2},{3}]] and [[{3},{2}],[{1},{0}]]",
    "Show {0} + {1} - {2} on the number line",
    "What is {0} in binary?",
    "Explain the mean. By the way, {0} people came.",
    "Explain photosynthesis in {0} steps for {1} plants",
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SENTENCES), st.lists(st.integers(2, 60), min_size=4, max_size=4))
def test_a_requests_numbers_are_on_the_screen_or_named(sentence: str, numbers: list[int]) -> None:
    text = sentence.format(*numbers)
    planned = _planned(text)
    if planned is None:
        return
    seen = {numeral.value for numeral in numerals(_without_layout(write(planned.storyboard)))}
    named = {numeral.value for one in planned.coverage.unused for numeral in numerals(one)}
    given_numbers = {numeral.value for numeral in numerals(text.replace("^2", ""))}
    assert given_numbers <= seen | named, text


@pytest.mark.parametrize(
    ("text", "unused"),
    [
        ("Explain bubble sort with 7, 3, 9, 1 for 10 year olds", ()),
        ("Explain the water cycle. 71 percent of the Earth is water.", ("71 percent of",)),
        ("Explain photosynthesis in 2026", ("2026",)),
        ("A 30 second video about bubble sort with 3, 1, 2", ()),
        ("Explain prime numbers to 10 year olds", ()),
        ("Ohm's law with 12 V and 4 ohms", ()),
        ("A wave with frequency 50 Hz and wavelength 2 m", ()),
        ("Binomial distribution with n = 10 and p = 0.3", ()),
        ("Bayes: prevalence 2%, sensitivity 90%, false positive rate 5%", ()),
        ("Plot y = x^2, y = 2x + 3, y = sin(x), y = cos(x), y = x^3, y = 1/x", ("y = x^3", "y = 1/x")),
        ("東京 37, 大阪 19, 名古屋 9 (百万人)", ()),
        (
            "Ice is cold. Steam is a gas. Snow is solid. Rain is a liquid. Fog is wet. Dew comes at night.",
            ("Fog is wet", "Dew comes"),
        ),
        ("The mean of 4, 8 and 12. Explain bubble sort.", ("Explain bubble sort",)),
    ],
)
def test_what_is_left_out_is_named_where_it_stood(text: str, unused: tuple[str, ...]) -> None:
    planned = _planned(text)
    assert planned is not None
    assert len(planned.coverage.unused) == len(unused)
    assert all(one in other for one, other in zip(unused, planned.coverage.unused, strict=True))


def test_a_storyboard_of_something_else_covers_nothing() -> None:
    planned = _planned("Explain bubble sort with 7, 3, 9, 1")
    assert planned is not None
    asked = read("The average of 40, 50 and 61", "")
    assert coverage(asked, planned.storyboard, Origin()).unused == ("average of 40, 50 and 61",)


EXAMPLES = (
    ("Binary search in 3, 8, 12, 19, 25, 31, 44, 58", "31", True),
    ("Binary search for 19 in 3, 8, 12, 19, 25, 31, 44, 58", "19", False),
    ("Integral of x^2", "x = 0 to 1", True),
    ("Integral of x^2 from 0 to 1", "x = 0 to 1", False),
    ("Derivative of x^2", "x = 1", True),
    ("Derivative of f(x) = x^2 at x = 3", "x = 3", False),
    ("正六角形の面積", "P = 6", True),
    ("一辺1の正六角形の面積", "P = 6", False),
    ("Compound interest of 5%", "100", True),
    ("Compound interest: $2000 at 4% for 8 years", "2000", False),
    ("Projectile motion at 60 degrees", "20 m/s", True),
    ("Projectile motion at 60 degrees with a speed of 20 m/s", "20 m/s", False),
    ("Recursion: fibonacci", "fib(4)", True),
    ("Recursion: fib(4)", "fib(4)", False),
    ("neural network with 3 layers", "4 neurons|3 layers", True),
    ("Neural network with 3 inputs, two hidden layers of 5, and 2 outputs", "4 layers", False),
)


@pytest.mark.parametrize(("text", "value", "ours"), EXAMPLES)
def test_a_value_of_our_choosing_is_called_an_example(text: str, value: str, ours: object) -> None:
    planned = _planned(text)
    assert planned is not None
    said = [beat.line for scene in planned.storyboard.scenes for beat in scene.beats]
    said += [scene.heading for scene in planned.storyboard.scenes]
    assert any(one in line for one in value.split("|") for line in said)
    assert bool(planned.coverage.examples) is ours
    assert planned.coverage.unused == ()


def test_a_requests_own_steps_are_shown_rather_than_the_subjects() -> None:
    planned = _planned("The water cycle: 1. The sun heats the sea 2. Vapour rises 3. It rains")
    assert planned is not None
    steps = [scene for scene in planned.storyboard.scenes if scene.picture.kind == "steps"]
    assert [beat.line for beat in steps[0].beats][:3] == ["The sun heats the sea", "Vapour rises", "It rains"]
    assert len(steps) == 1
    assert not any(scene.picture.kind == "chart" for scene in planned.storyboard.scenes)


@pytest.mark.parametrize(
    ("text", "kind", "parameters"),
    [
        ("What is the probability of rolling two dice?", "sample_space", None),
        ("Probability that the sum of two dice is even", "sample_space", {"event": "even"}),
        (
            "What is the probability that the sum of two dice is at least 10?",
            "sample_space",
            {"event": "at_least", "number": 10},
        ),
        ("Probability of more than 1 head with 3 coins", "sample_space", {"event": "at_least", "number": 2}),
        ("Probability of at least 2 heads with 3 coins", "sample_space", {"event": "at_least", "coins": 3}),
        ("12と18の最大公約数", "factorization", {"numbers": [12, 18]}),
        ("1から50までの素数", "sieve", {"limit": 50}),
        ("Binary numbers for 8-year-olds: 13", "binary", {"value": 13}),
        ("In 2025, 20% of 50 people were ill", "percent", {"amount": 50}),
        ("Bubble sort 5, 2, 8, 1 in descending order", "sorting", None),
        ("Add the matrices [[1,2],[3,4]] and [[5,6],[7,8]]", "matrix_product", None),
        (
            "Neural network with 4 inputs, two hidden layers of 8, and 2 outputs",
            "layers",
            {"sizes": [4, 8, 8, 2]},
        ),
        ("Derivative of f(x) = x^2 at x = 3", "tangent", {"at": "3"}),
        ("Projectile motion at 45 degrees with 30 m/s", "projectile", {"angle": 45, "speed": 30}),
        ("Projectile motion: 20 m/s at 30 degrees", "projectile", {"angle": 30, "speed": 20}),
        ("複利 10万円 年利3% 5年間", "sequence", {"start": 100_000, "count": 5}),
        ("台形の面積 上底4 下底6 高さ3", "polygon", {"top": 4, "width": 6}),
        ("Standard normal distribution", "distribution", {"mean": 0, "deviation": 1}),
    ],
)
def test_what_is_asked_is_not_taken_for_something_else(
    text: str, kind: str, parameters: dict[str, object] | None
) -> None:
    planned = _planned(text)
    mine = [
        scene.picture.parameters
        for scene in (planned.storyboard.scenes if planned else ())
        if scene.picture.kind == kind and planned and scene.heading not in planned.coverage.examples
    ]
    if parameters is None:
        assert mine == []
    else:
        assert [{name: one[name] for name in parameters} for one in mine] == [parameters]


def _planned(text: str) -> Plan | None:
    try:
        return plan(text, "")
    except NeedsModel:
        return None


def _without_layout(script: str) -> str:
    """What a script writes on the screen, without its coordinates."""
    return "\n".join(re.findall(r"\"([^\"\n]*)\"", script))
