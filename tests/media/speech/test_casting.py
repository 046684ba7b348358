"""Who speaks the turns of a dialogue: in which language, with which voice, how fast, with what warnings."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from contracts.errors import InvalidField
from contracts.speech import Cast, ProviderName, SynthesisMode, Turn, VoiceAssignment
from media.speech.azure import AzureProvider
from media.speech.elevenlabs import ElevenLabsProvider
from media.speech.kokoro.catalogue import VOICES
from media.speech.kokoro.provider import KokoroProvider
from media.speech.providers import Casting
from tests.servers.azure_server import KEY, AzureServer

CHINESE = "你好，今天天氣真好！"
ENGLISH = "Good morning! What a day."
JAPANESE = "おはようございます。"


@pytest.fixture(scope="module")
def kokoro() -> KokoroProvider:
    return KokoroProvider(Path(sys.prefix) / "share" / "reelwork" / "kokoro-voices", threads=1)


@pytest.fixture(scope="module")
def azure() -> Iterator[AzureProvider]:
    with AzureServer() as server:
        yield AzureProvider(KEY, host=server.host)


async def cast(
    provider: KokoroProvider | AzureProvider | ElevenLabsProvider,
    language: str,
    turns: Sequence[tuple[str, str]],
    speed: float = 1.0,
    asked: ProviderName | None = None,
    **voices: str,
) -> Cast:
    """Cast a dialogue of speakers and their texts, each speaker with the voice of that id."""
    return await Casting({provider.name: provider}, fallback=asked is not None).cast(
        asked or provider.name,
        language,
        [Turn(speaker=speaker, text=text, index=index) for index, (speaker, text) in enumerate(turns)],
        [VoiceAssignment(speaker=name, voice_id=voice, speed=speed) for name, voice in voices.items()],
        SynthesisMode.SEGMENTED,
    )


def warnings(dialogue: Cast) -> list[str]:
    return [warning.text() for warning in dialogue.warnings]


async def test_what_its_voice_speaks_is_spoken_by_it_without_a_word(kokoro: KokoroProvider) -> None:
    dialogue = await cast(
        kokoro, "zh-TW", [("A", CHINESE), ("B", "OK!"), ("B", "……")], A="zf_xiaoxiao", B="zm_yunxi"
    )
    assert warnings(dialogue) == []
    assert [(turn.language, turn.voice_id) for turn in dialogue.turns] == [("", "")] * 3


async def test_the_language_is_that_of_the_text_where_the_request_names_none(kokoro: KokoroProvider) -> None:
    """A client that leaves the default of zh-TW, and lets an English voice speak English."""
    dialogue = await cast(kokoro, "zh-TW", [("A", ENGLISH)], A="bf_emma")
    assert warnings(dialogue) == []
    assert [(turn.language, turn.voice_id) for turn in dialogue.turns] == [("en-GB", "")]


@pytest.mark.parametrize(
    ("language", "text", "voice", "spoken_in"),
    [
        ("zh-TW", CHINESE, "am_michael", "zh"),
        ("en-US", CHINESE, "am_michael", "zh"),
        ("zh-TW", ENGLISH, "zm_yunxi", "en"),
        ("en-US", ENGLISH, "zm_yunxi", "en"),
        ("zh-CN", JAPANESE, "zm_yunxi", "ja"),
    ],
)
async def test_another_voice_of_the_same_gender_speaks_what_a_voice_does_not(
    kokoro: KokoroProvider, language: str, text: str, voice: str, spoken_in: str
) -> None:
    dialogue = await cast(kokoro, language, [("A", text), ("A", text)], A=voice)
    first, second = dialogue.turns
    other = VOICES[first.voice_id]
    assert first.voice_id == second.voice_id
    assert other.languages[0].startswith(spoken_in)
    assert other.gender == VOICES[voice].gender
    (warning,) = warnings(dialogue)
    assert f"A: {voice} does not speak {first.language or language}; {first.voice_id} speaks" in warning
    assert "(turns 0, 1)" in warning


async def test_two_speakers_stay_two_voices_in_another_language(kokoro: KokoroProvider) -> None:
    dialogue = await cast(
        kokoro, "zh-TW", [("A", ENGLISH), ("B", ENGLISH), ("A", CHINESE)], A="zf_xiaoxiao", B="zf_xiaobei"
    )
    first, second, third = dialogue.turns
    assert len({first.voice_id, second.voice_id, ""}) == 3
    assert third.voice_id == ""
    assert len(dialogue.warnings) == 2


async def test_azures_voices_are_held_to_their_languages_too(azure: AzureProvider) -> None:
    dialogue = await cast(azure, "en-US", [("A", CHINESE)], A="en-US-JennyNeural")
    assert dialogue.turns[0].voice_id.startswith("zh-")
    assert len(dialogue.warnings) == 1


@pytest.mark.parametrize(
    ("language", "text", "field", "words"),
    [
        (
            "zh-TW",
            "안녕하세요, 반갑습니다.",
            "turns.1.text",
            "kokoro has no voice that speaks ko; zf_xiaoxiao speaks zh-CN, zh-TW",
        ),
        ("de-DE", "Guten Tag", "language", "kokoro does not speak de-DE; it speaks en, es, fr, ja, zh"),
    ],
)
async def test_a_language_that_no_voice_speaks_is_refused_and_named_with_those_that_are_spoken(
    kokoro: KokoroProvider, language: str, text: str, field: str, words: str
) -> None:
    with pytest.raises(InvalidField) as caught:
        await cast(kokoro, language, [("A", CHINESE), ("A", text)], A="zf_xiaoxiao")
    assert caught.value.field == field
    assert caught.value.what.text() == words


async def test_stand_ins_are_those_of_the_languages_that_are_spoken(kokoro: KokoroProvider) -> None:
    dialogue = await cast(kokoro, "zh-TW", [("A", ENGLISH)], asked=ProviderName.AZURE, A="en-US-GuyNeural")
    assert dialogue.fallback_from is ProviderName.AZURE
    (assigned,) = dialogue.voice_assignments
    assert VOICES[assigned.voice_id].languages[0].startswith("en")
    assert VOICES[assigned.voice_id].gender == "male"
    assert warnings(dialogue) == []


async def test_speeds_that_a_provider_has_not_are_brought_to_those_it_has() -> None:
    """Nobody is asked here: no one's voices can be listed, and each is believed."""
    provider = ElevenLabsProvider("nobody", base_url="http://127.0.0.1:9")
    try:
        dialogue = await cast(provider, "en-US", [("A", ENGLISH)], speed=2.0, A="someone")
        kept = await cast(provider, "en-US", [("A", ENGLISH)], speed=1.1, A="someone")
    finally:
        await provider.aclose()
    assert dialogue.voice_assignments[0].speed == 1.2
    assert warnings(dialogue) == ["A speaks at speed 1.2, not 2: elevenlabs has speeds from 0.7 to 1.2."]
    assert kept.voice_assignments[0].speed == 1.1
    assert warnings(kept) == []
