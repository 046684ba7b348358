"""Templates are literals of ours, whatever comes in their places; every error tells itself by one."""

import ast
import json
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.errors import AddressRefused, InvalidField, JobLimitExceeded, SpeechUnavailable
from contracts.jobs import FailedTry, JobError
from contracts.phrases import Phrase, phrase
from scripts.phrases import ROOT, Use, sources, uses

GERMAN = {
    "The voice {voice} cannot be used: {why}.": "Die Stimme {voice} geht nicht: {why}.",
    "it breaks off": "sie bricht ab",
}


MAKERS = {"contracts/phrases.py", "contracts/errors.py"}
"""Where the constructors themselves are written, which take any template."""


@cache
def product() -> list[Use]:
    named = {str(path.relative_to(ROOT)): path for path in sources()}
    return [
        use
        for name, path in named.items()
        if name not in MAKERS
        for use in uses(ast.parse(path.read_text()), name)
    ]


def test_every_template_is_a_literal_and_all_its_places_are_filled() -> None:
    found = product()

    assert len(found) > 100
    assert [use for use in found if use.template is None] == []
    assert [use for use in found if not use.places <= use.params] == []


def test_no_place_reaches_into_a_value() -> None:
    assert [use for use in product() if not all(place.isidentifier() for place in use.places)] == []


@pytest.mark.parametrize(
    "code",
    [
        'raise SourceRefused(f"{host} does not answer")',
        "raise SourceRefused(text)",
        'raise errors.SourceRefused("a" + text)',
        'raise BrokenAudio("{}".format(1))',
        "phrase(text)",
    ],
)
def test_a_template_that_is_no_literal_is_found(code: str) -> None:
    (found,) = uses(ast.parse(code))
    assert found.template is None


@given(st.text())
def test_a_value_is_only_ever_filled_in(value: str) -> None:
    assert phrase("The host {host} is not there.", host=value).text() == f"The host {value} is not there."


def test_phrases_among_the_values_are_translated_with_it() -> None:
    error = SpeechUnavailable(
        "The voice {voice} cannot be used: {why}.", voice="{Anna}", why=phrase("it breaks off")
    )

    assert error.message == str(error) == "The voice {Anna} cannot be used: it breaks off."
    assert error.phrase.text(GERMAN.__getitem__) == "Die Stimme {Anna} geht nicht: sie bricht ab."


def test_an_error_is_the_same_after_its_way_as_json() -> None:
    why = phrase("no voice for {language} in {seconds:.1f} s", language="ja", seconds=2.0)
    error = JobError.of("SPEECH_REJECTED", phrase("It failed {times} times: {why}", times=3, why=why))

    back = JobError.model_validate_json(error.model_dump_json())

    assert back == error
    assert back.message == "It failed 3 times: no voice for ja in 2.0 s"


def test_what_programs_are_told_of_an_error_is_what_its_class_names() -> None:
    limit = JobLimitExceeded("{current_jobs} of {max_jobs}", current_jobs=3, max_jobs=3)
    field = InvalidField("{provider} does not speak it", provider="kokoro", field="language")

    assert limit.details == {"current_jobs": 3, "max_jobs": 3}
    assert field.details == {"field": "language"}
    assert (field.what.text(), field.message) == (
        "kokoro does not speak it",
        "language: kokoro does not speak it",
    )


def test_an_error_comes_back_from_temporal_with_its_phrase() -> None:
    error = AddressRefused("There is no host called {host}.", host="example.invalid")
    tried = FailedTry(text=error.phrase, attempt=1, may_pass=False)
    detail: Any = json.loads(tried.model_dump_json())

    assert JobError.reported(error.code, error.message, [detail]) == JobError.of(error.code, error.phrase)


@pytest.mark.parametrize("details", [[], ["text"], [{"template": 1}], [{"a": 1}, {"b": 2}], [None]])
def test_the_error_of_someone_else_is_told_by_its_message(details: list[Any]) -> None:
    told = JobError.reported("KeyError", "{braces} and all", details)

    assert (told.code, told.message) == ("KeyError", "{braces} and all")
    assert isinstance(told, Phrase)
