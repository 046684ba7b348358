"""The catalogues are complete, and each reader gets a language."""

import re
from string import Formatter

import pytest
from babel.messages.pofile import read_po
from lxml.html import fromstring

from api.pages import languages, words
from api.pages.languages import ENGLISH, LANGUAGES, Language, negotiate
from contracts.errors import SourceRefused, is_known
from contracts.jobs import JobError, JobState
from contracts.kinds import KINDS, Kind
from contracts.messages import RETRYING, SHARED_WORDS, message
from contracts.phrases import phrase
from media.article.walls import objection
from scripts.phrases import texts

LOCALES = languages.LOCALES
TRANSLATED = LANGUAGES[:2]
JAPANESE, CHINESE = TRANSLATED


def places(text: str) -> list[str]:
    """What is filled in, and how: `{host!r}`, `{seconds:.1f}`, `%(number)d`."""
    named = [f"{n}!{c}:{f}" for _, n, f, c in Formatter().parse(text) if n is not None]
    return sorted(named + re.findall(r"%\(\w+\)\w", text))


@pytest.mark.parametrize("folder", ["ja", "zh_TW"])
def test_a_catalogue_has_every_text_of_the_pages_and_no_other(folder: str) -> None:
    with (LOCALES / folder / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale=folder)
    kept = {m.id if isinstance(m.id, str) else m.id[0]: m for m in catalogue if m.id}

    assert set(kept) == {text if isinstance(text, str) else text[0] for text in texts()}
    assert [text for text, entry in kept.items() if not entry.string or entry.fuzzy] == []
    for text, entry in kept.items():
        said = str(entry.string if isinstance(entry.string, str) else next(iter(entry.string or [""])))
        assert places(said) == places(text), text


def test_every_state_has_a_name() -> None:
    assert set(words.STATES) == set(JobState)


@pytest.mark.parametrize("language", TRANSLATED, ids=lambda language: language.tag)
@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_all_that_a_kind_says_is_said_in_every_language(kind: Kind, language: Language) -> None:
    for text in (kind.label, *(step.label for step in kind.steps.steps), *kind.steps.words.values()):
        assert language.translate(text) != text


def test_an_error_within_a_message_is_told_in_the_readers_language() -> None:
    why = phrase("There is no host called {host}. Check the address.", host="nowhere.example")
    said = message(RETRYING, seconds=60.0, retry=1, retries=3, why=why).in_words(SHARED_WORDS)

    assert JAPANESE.translate(said) == (
        "60秒後に再試行します（1/3）: "
        "nowhere.example というホストは見つかりません。アドレスを確認してください。"
    )
    assert CHINESE.translate(said) == ("60 秒後重試（1/3）：找不到名為 nowhere.example 的主機。請檢查網址。")
    assert ENGLISH.translate(said) == (
        "Retrying in 60 s (1 of 3): There is no host called nowhere.example. Check the address."
    )


def test_a_value_with_braces_is_shown_as_it_is() -> None:
    assert JAPANESE.translate(phrase("Video not found: {video_id}", video_id="{0} {x!r}")).endswith(
        "{0} {x!r}"
    )


def test_a_reason_is_the_headline_where_its_code_stands_for_several() -> None:
    no_host = SourceRefused("There is no host called {host}. Check the address.", host="nowhere.example")
    paywall = objection(fromstring("<p>Subscribe to continue reading.</p>"), "Subscribe to continue reading.")
    assert paywall is not None

    assert [JAPANESE.translate(words.headline(error)).partition("。")[0] for error in (no_host, paywall)] == [
        "nowhere.example というホストは見つかりません",
        "ログインまたは購読が必要なページです",
    ]
    assert CHINESE.translate(words.headline(paywall)).startswith("這篇文章需登入或訂閱才能閱讀。")
    assert ENGLISH.translate(words.headline(paywall)).startswith("This page cannot be read without a login")
    assert words.detail(no_host) == words.detail(paywall) == ""


def test_what_nobody_thought_of_stands_below_a_headline() -> None:
    error = JobError.reported("KeyError", "'scene'", [])

    assert words.headline(error) == words.UNKNOWN_ERROR
    assert JAPANESE.translate(words.detail(error)) == "'scene'"


def test_advice_is_given_for_codes_that_there_are() -> None:
    assert all(is_known(code) for code in words.ERRORS)


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
        ("en; q=0.2, ja ; q=0.3", "ja"),
        ("en;q=0.1, ja;q=0", "en"),
        ("", "en"),
        ("*", "en"),
        ("ja;q=much, zh", "zh-TW"),
    ],
)
def test_the_browser_decides(accepted: str, tag: str) -> None:
    assert negotiate(accepted).tag == tag
