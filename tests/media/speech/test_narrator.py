"""Who narrates: a provider, its voice by id or name, or the embedded voice in its place."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from contracts.errors import InvalidField, ProviderNotConfigured, SpeechUnavailable
from contracts.speech import ProviderName, Voice
from contracts.video import Narrator
from media.speech.azure import AzureProvider
from media.speech.choosing import best
from media.speech.google import GoogleProvider
from media.speech.kokoro.provider import KokoroProvider
from media.speech.openai import OpenAIProvider
from media.speech.provider import Provider
from media.speech.providers import Casting
from tests.ports import free_ports
from tests.servers.azure_server import KEY, AzureServer
from tests.servers.speech_server import GOOD, SpeechServer

AZURE, GOOGLE, OPENAI, KOKORO = (
    ProviderName.AZURE,
    ProviderName.GOOGLE,
    ProviderName.OPENAI,
    ProviderName.KOKORO,
)


@pytest.fixture(scope="module")
def kokoro() -> KokoroProvider:
    return KokoroProvider(Path(sys.prefix) / "share" / "reelwork" / "kokoro-voices", threads=1)


@pytest.fixture(scope="module")
def azure() -> Iterator[AzureProvider]:
    with AzureServer() as server:
        yield AzureProvider(KEY, host=server.host)


@pytest.fixture
def unreachable() -> AzureProvider:
    """Azure, with nobody there."""
    (port,) = free_ports(1)
    return AzureProvider(KEY, host=f"ws://127.0.0.1:{port}")


def casting(*providers: Provider, fallback: bool = True) -> Casting:
    return Casting({provider.name: provider for provider in providers}, fallback=fallback)


async def test_the_embedded_voice_narrates_where_no_provider_has_a_key(kokoro: KokoroProvider) -> None:
    assert await casting(kokoro).narrator(None, None, "ja") == Narrator(
        provider=KOKORO,
        fallback_from=None,
        voice_id="jf_alpha",
        language="ja",
        parallel=kokoro.limits.parallel,
    )


async def test_who_has_a_key_comes_before_the_embedded_voice(
    kokoro: KokoroProvider, azure: AzureProvider
) -> None:
    narrator = await casting(kokoro, azure).narrator(None, None, "zh-TW")
    assert (narrator.provider, narrator.voice_id) == (AZURE, "zh-TW-HsiaoChenNeural")
    assert narrator.parallel == azure.limits.parallel


@pytest.mark.parametrize(
    ("language", "voice_id"),
    [
        ("en", "en-US-JennyNeural"),
        ("en-GB", "en-GB-SoniaNeural"),
        ("en-AU", "en-GB-SoniaNeural"),
        ("zh", "zh-CN-XiaoxiaoNeural"),
        ("zh-CN", "zh-CN-XiaoxiaoNeural"),
        ("ja", "ja-JP-NanamiNeural"),
        ("FR-fr", "fr-FR-DeniseNeural"),
        ("de", "de-DE-KatjaNeural"),
    ],
)
async def test_the_voice_is_of_the_language_and_of_its_region(
    azure: AzureProvider, language: str, voice_id: str
) -> None:
    assert (await casting(azure).narrator(AZURE, None, language)).voice_id == voice_id


def test_a_voice_of_the_language_comes_before_one_that_only_speaks_it_too() -> None:
    voices = [
        Voice(voice_id="en-US-AvaMultilingualNeural", name="Ava", languages=("en-US", "de-DE")),
        Voice(voice_id="de-DE-FlorianMultilingualNeural", name="Florian", languages=("de-DE", "en-US")),
        Voice(voice_id="de-DE-ConradNeural", name="Conrad", languages=("de-DE",)),
        Voice(voice_id="de-AT-IngridNeural", name="Ingrid", languages=("de-AT",)),
    ]
    assert best(voices, "de-DE").voice_id == "de-DE-ConradNeural"
    assert best(voices[:2], "de-DE").voice_id == "de-DE-FlorianMultilingualNeural"
    assert best([voices[0], voices[3]], "de-DE").voice_id == "en-US-AvaMultilingualNeural"
    assert best([voices[0], voices[3]], "de-CH").voice_id == "de-AT-IngridNeural"


@pytest.mark.parametrize("name", ["zh-TW-HsiaoYuNeural", "ZH-tw-hsiaoyuneural", "曉雨"])
async def test_a_voice_is_asked_for_by_its_id_or_its_name(azure: AzureProvider, name: str) -> None:
    assert (await casting(azure).narrator(AZURE, name, "zh-TW")).voice_id == "zh-TW-HsiaoYuNeural"


async def test_of_two_voices_with_one_name_the_one_of_the_language_narrates(kokoro: KokoroProvider) -> None:
    assert (await casting(kokoro).narrator(KOKORO, "alex", "es")).voice_id == "em_alex"
    assert (await casting(kokoro).narrator(KOKORO, "Santa", "es-ES")).voice_id == "em_santa"
    assert (await casting(kokoro).narrator(KOKORO, "Santa", "en-US")).voice_id == "am_santa"


async def test_an_unknown_voice_is_refused_and_some_are_named(azure: AzureProvider) -> None:
    with pytest.raises(InvalidField, match=r"azure has no voice 'Nobody'.*ja-JP-NanamiNeural") as caught:
        await casting(azure).narrator(AZURE, "Nobody", "ja")
    assert caught.value.details == {"field": "voice_name"}
    assert "zh-TW" not in caught.value.message


@pytest.mark.parametrize(
    ("asked", "language", "narrates"), [("af_heart", "ja", "jf_alpha"), ("zm_yunjian", "en", "am_michael")]
)
async def test_a_voice_that_does_not_speak_the_language_is_replaced_by_one_that_does(
    kokoro: KokoroProvider, asked: str, language: str, narrates: str
) -> None:
    narrator = await casting(kokoro).narrator(KOKORO, asked, language)
    assert narrator.voice_id == narrates, "a woman's voice for a woman's, a man's for a man's"
    assert [str(warning) for warning in narrator.warnings] == [
        f"{asked} does not speak {language}; {narrates} speaks instead."
    ]


async def test_the_embedded_voice_stands_in_for_a_provider_without_a_key(kokoro: KokoroProvider) -> None:
    narrator = await casting(kokoro).narrator(AZURE, "zh-TW-YunJheNeural", "zh-TW")
    assert (narrator.provider, narrator.fallback_from) == (KOKORO, AZURE)
    assert narrator.voice_id == "zm_yunjian", "a man's voice for a man's"
    assert (await casting(kokoro).narrator(AZURE, None, "en-US")).voice_id == "af_heart"


async def test_nobody_stands_in_where_that_is_not_wanted(kokoro: KokoroProvider) -> None:
    with pytest.raises(ProviderNotConfigured) as caught:
        await casting(kokoro, fallback=False).narrator(AZURE, None, "en-US")
    assert caught.value.details == {"provider": "azure"}


@pytest.mark.parametrize("provider", [KOKORO, AZURE])
async def test_a_language_that_nobody_speaks_is_refused(
    kokoro: KokoroProvider, provider: ProviderName
) -> None:
    with pytest.raises(InvalidField, match="does not speak sw") as caught:
        await casting(kokoro).narrator(provider, None, "sw")
    assert caught.value.details == {"field": "language"}


async def test_another_provider_narrates_a_language_that_the_first_does_not_speak(
    kokoro: KokoroProvider,
) -> None:
    with SpeechServer() as server:
        google = GoogleProvider(GOOD, base_url=f"{server.url}/google")
        try:
            offered = casting(kokoro, google)
            assert (await offered.narrator(None, None, "zh-TW")).voice_id == "cmn-TW-Wavenet-A"
            assert (await offered.narrator(None, None, "ja")).provider is KOKORO
            with pytest.raises(InvalidField, match="google does not speak ja"):
                await offered.narrator(GOOGLE, None, "ja")
        finally:
            await google.aclose()


async def test_a_provider_that_cannot_tell_its_voices_is_believed(unreachable: AzureProvider) -> None:
    narrator = await casting(unreachable).narrator(AZURE, "en-US-NovaTurboNeural", "en-US")
    assert narrator.voice_id == "en-US-NovaTurboNeural"
    with pytest.raises(SpeechUnavailable):
        await casting(unreachable).narrator(AZURE, None, "en-US")


async def test_a_model_whose_voices_nobody_knows_needs_a_name(kokoro: KokoroProvider) -> None:
    openai = OpenAIProvider(GOOD, base_url="http://127.0.0.1:9/v1", model="other")
    try:
        offered = casting(openai, kokoro)
        assert (await offered.narrator(OPENAI, "bella", "en")).voice_id == "bella"
        with pytest.raises(InvalidField, match="name one"):
            await offered.narrator(OPENAI, None, "en")
        assert (await offered.narrator(None, None, "en")).provider is KOKORO
    finally:
        await openai.aclose()
