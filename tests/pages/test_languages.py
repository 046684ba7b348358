"""The catalogues are complete, and each reader gets a language."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from api.pages import languages, words
from api.pages.languages import LANGUAGES, negotiate
from contracts import errors
from contracts.article_video import ARTICLE_PHASES, EXTRACTING
from contracts.jobs import JobState
from contracts.kinds import KINDS
from contracts.phases import Phases
from contracts.script_video import SCRIPT_PHASES

PAGES = Path(languages.__file__).parent
PLACE = re.compile(r"\{\d+\}|%\(\w+\)\w")
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "later": None}
JAPANESE = next(language for language in LANGUAGES if language.tag == "ja")


def extracted() -> set[str]:
    """What the pages say, found in their code and templates as `make messages` does."""
    found = extract_from_dir(
        PAGES,
        method_map=[("**.py", "python"), ("templates/**.html", "jinja2")],
        options_map={"templates/**.html": {"trim_blocks": "true", "lstrip_blocks": "true"}},
        keywords=KEYWORDS,
    )
    texts = {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found if message}
    return texts | {kind.label for kind in KINDS.values()}


@pytest.mark.parametrize("folder", ["ja", "zh_TW"])
def test_a_catalogue_has_every_text_of_the_pages_and_no_other(folder: str) -> None:
    with (languages.LOCALES / folder / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale=folder)
    kept = {m.id if isinstance(m.id, str) else m.id[0]: m for m in catalogue if m.id}

    assert set(kept) == extracted()
    assert [text for text, message in kept.items() if not message.string or message.fuzzy] == []
    for text, message in kept.items():
        said = str(message.string if isinstance(message.string, str) else next(iter(message.string or [""])))
        assert sorted(PLACE.findall(said)) == sorted(PLACE.findall(text)), text


def test_every_state_and_step_has_a_name() -> None:
    assert set(words.STATES) == set(JobState)
    assert set(words.STEPS) == {step.name for kind in KINDS.values() for step in kind.steps.steps}


def messages() -> Iterator[str]:
    """What the steps of all kinds say while they run."""
    for kind in KINDS.values():
        yield from (step.message for step in kind.steps.steps)
    for phases in (ARTICLE_PHASES, SCRIPT_PHASES):
        yield from of_phases(phases)
    yield EXTRACTING.done(3)
    yield "Rendering video... (animation 3 of 12)"
    yield "Speaking... (2 of 4 turns)"
    yield "Retrying in 60 s (1 of 3)"
    yield "Waiting to start..."


def of_phases(phases: Phases) -> Iterator[str]:
    for phase in vars(phases).values():
        yield from filter(None, (phase.doing(0, 5), phase.doing(1, 5), phase.done(5)))


@pytest.mark.parametrize("message", sorted(set(messages())))
def test_what_a_step_says_is_said_in_every_language(message: str) -> None:
    for language in LANGUAGES[:2]:
        assert language.say(message) != message
        assert re.findall(r"\d+", language.say(message)) == re.findall(r"\d+", message)


def test_every_error_that_can_end_a_job_says_what_to_do() -> None:
    def all_of(kind: type[errors.ReelworkError]) -> Iterator[type[errors.ReelworkError]]:
        for each in kind.__subclasses__():
            yield each
            yield from all_of(each)

    not_of_jobs = {
        "INVALID_REQUEST", "VALIDATION_ERROR", "JOB_NOT_DELETABLE", "JOB_NOT_COMPLETED", "VIDEO_NOT_FOUND",
        "ARTIFACT_NOT_FOUND",
    }  # fmt: skip
    assert {error.code for error in all_of(errors.ReelworkError)} - not_of_jobs == set(words.ERRORS)


def test_an_errors_own_words_follow_a_translated_beginning() -> None:
    said = JAPANESE.say("Retrying in 60 s (1 of 3): example.com does not answer")
    assert said.endswith(": example.com does not answer")
    assert not said.startswith("Retrying")


def test_a_text_with_a_colon_of_its_own_is_translated_as_a_whole() -> None:
    assert JAPANESE.say("Begin each line with who speaks: Name: words.").isascii() is False


@pytest.mark.parametrize(
    ("accepted", "tag"),
    [
        ("ja", "ja"),
        ("ja-JP,ja;q=0.9,en;q=0.8", "ja"),
        ("en-US,en;q=0.9,ja;q=0.8", "en"),
        ("zh-Hant-HK, en;q=0.5", "zh-TW"),
        ("zh-CN,zh;q=0.9", "zh-TW"),
        ("de,fr;q=0.9", "en"),
        ("de, ja;q=0.3, en;q=0.2", "ja"),
        ("en;q=0.1, ja;q=0", "en"),
        ("", "en"),
        ("*", "en"),
        ("ja;q=much, zh", "zh-TW"),
    ],
)
def test_the_browser_decides(accepted: str, tag: str) -> None:
    assert negotiate(accepted).tag == tag
