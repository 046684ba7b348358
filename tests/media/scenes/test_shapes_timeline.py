"""Dates and the time between them, and what a timeline, a map of concepts and a tree of parts refuse."""

import pytest
from pydantic import ValidationError

from media.scenes.builders.parts import Parts
from media.scenes.builders.timeline import Timeline
from media.scenes.dates import When
from media.scenes.locale import Locale


@pytest.mark.parametrize(
    ("earlier", "later", "told"),
    [
        ("1969", "1983", "14 years later"),
        ("-44", "14", "57 years later"),
        ("-753", "-44", "709 years later"),
        ("1969-07-16", "1969-07-20", "4 days later"),
        ("2024-02-28", "2024-03-01", "2 days later"),
        ("1969-07-20", "2007-06-29", "more than 37 years later"),
        ("2000-01-15", "2000-06-15", "5 months later"),
        ("1999-12", "2000-01", "1 month later"),
        ("1999-12", "2001-12", "2 years later"),
        ("1969-07-20", "1970", "1 year later"),
        ("1969", "1969-07-20", "in the same year"),
        ("1969-07-20", "1969-07-20", "on the same day"),
    ],
)
def test_the_time_between_two_dates(earlier: str, later: str, told: str) -> None:
    assert When.read(earlier).until(When.read(later), Locale.ENGLISH) == told


@pytest.mark.parametrize("text", ["0", "1969-13", "2023-02-29", "yesterday", "-44-03-15", ""])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        When.read(text)


def test_dates_are_written_as_people_do() -> None:
    assert When.read("-44").written(Locale.ENGLISH, with_era=True) == "44 BC"
    assert When.read("79").written(Locale.ENGLISH, with_era=True) == "AD 79"
    assert When.read("1969-07-20").written(Locale.JAPANESE, with_era=False) == "1969年7月20日"
    assert When.read("-44").written(Locale.SIMPLIFIED_CHINESE, with_era=True) == "公元前44年"


def test_events_are_told_in_their_order() -> None:
    timeline = Timeline.model_validate(
        {
            "events": [
                {"when": 1991, "what": "B"},
                {"when": "1969-10-29", "what": "A"},
                {"when": -3, "what": "C"},
            ]
        }
    )
    assert [what for _, what in timeline.in_order] == ["C", "A", "B"]
    # From 1 BC to AD 1 is one year, and so 1969 years lie between the beginnings of 1 BC and AD 1969.
    assert When.read("1969").position - When.read("-1").position == 1969


def test_events_at_one_date_are_refused() -> None:
    with pytest.raises(ValidationError, match="same date"):
        Timeline.model_validate({"events": [{"when": 1991, "what": "A"}, {"when": 1991, "what": "B"}]})


def test_too_many_parts_are_refused() -> None:
    many = {"name": "A", "parts": ["1", "2", "3", "4", "5", "6"]}
    with pytest.raises(ValidationError, match="12 at the last level"):
        Parts.model_validate({"whole": "All", "parts": [many, many]})
