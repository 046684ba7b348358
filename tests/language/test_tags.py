"""Tags of languages: what they say, and which of those there are is the nearest to the one wanted."""

import subprocess
import sys

import pytest

from contracts.speech import Voice
from language import tags
from media.speech.choosing import best

NOT_TAGS = ("", "k", "-", "en-a", "english please", "zh-abcdefghij", "\ud800", "日本語")


@pytest.mark.parametrize(
    ("tag", "standard", "primary", "region", "writing_system", "three_letters"),
    [
        ("zh_tw", "zh-TW", "zh", "TW", "Hant", "zho"),
        ("cmn-CN", "zh-CN", "zh", "CN", "Hans", "zho"),
        ("zh-HK", "zh-HK", "zh", "HK", "Hant", "zho"),
        ("zh-hans", "zh-Hans", "zh", None, "Hans", "zho"),
        ("zh", "zh", "zh", None, "Hant", "zho"),
        ("EN", "en", "en", None, "Latn", "eng"),
        ("ja-JP", "ja-JP", "ja", "JP", "Jpan", "jpn"),
        ("ko", "ko", "ko", None, "Kore", "kor"),
        ("qq", "qq", "qq", None, "Latn", "und"),
    ],
)
def test_what_a_tag_says(  # noqa: PLR0913, PLR0917 - one for each function
    tag: str, standard: str, primary: str, region: str | None, writing_system: str, three_letters: str
) -> None:
    assert tags.standard(tag) == standard
    assert tags.primary(tag) == primary
    assert tags.region(tag) == region
    assert tags.writing_system(tag) == writing_system
    assert tags.three_letters(tag) == three_letters


@pytest.mark.parametrize("text", NOT_TAGS)
def test_what_is_no_tag_is_of_no_language(text: str) -> None:
    assert tags.standard(text) == tags.primary(text) == tags.three_letters(text) == "und"
    assert tags.region(text) is None
    assert not tags.covers(text, text)
    assert not tags.is_spoken_as(text, "en")
    assert not tags.is_spoken_as("en", text)
    assert tags.nearest_written(text, ("ja",), "en") == "en"


def test_a_language_covers_its_regions_and_no_region_another() -> None:
    assert tags.covers("zh", "zh-TW")
    assert tags.covers("zh-Hant-TW", "zh")
    assert tags.covers("zh-Hant-TW", "zh-TW")
    assert not tags.covers("zh-TW", "zh-CN")
    assert not tags.covers("yue", "zh")


def test_a_region_is_spoken_alike_and_another_language_is_not() -> None:
    assert tags.is_spoken_as("zh-TW", "zh-CN")
    assert tags.is_spoken_as("nb", "no")
    assert not tags.is_spoken_as("zh-HK", "yue-HK")
    assert not tags.is_spoken_as("da", "no")


def test_the_voice_of_the_nearest_region_narrates() -> None:
    voices = [Voice(voice_id=tag, name=tag, languages=(tag,)) for tag in ("en-US", "en-GB", "fr-CA", "fr-FR")]
    assert best(voices, "en").voice_id == "en-US"
    assert best(voices, "en-AU").voice_id == "en-GB"
    assert best(voices, "fr").voice_id == "fr-FR"


def test_who_only_imports_this_does_not_wait_for_the_tables() -> None:
    seen = "import sys, language.tags; print('langcodes' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"
