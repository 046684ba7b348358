"""Nothing of a request is lost in silence: its numbers are on the screen, or said not to be."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.errors import NeedsModel
from contracts.storyboard import Plan
from media.authoring.coverage import coverage
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
    assert coverage(asked, planned.storyboard, ()).unused == ("average of 40", "50 and 61")


def _planned(text: str) -> Plan | None:
    try:
        return plan(text, "")
    except NeedsModel:
        return None


def _without_layout(script: str) -> str:
    """What a script writes on the screen, without its coordinates."""
    return "\n".join(re.findall(r"\"([^\"\n]*)\"", script))
