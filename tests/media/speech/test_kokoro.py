"""The embedded voice, with the real network: what is heard, how long it takes, and what no voice can say."""

import asyncio
import sys
import time
import wave
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from contracts.errors import SpeechRejected
from contracts.speech import SpokenWord
from media.phonemes import reading
from media.phonemes.sounds import Sound
from media.speech.kokoro.casting import stand_ins
from media.speech.kokoro.chunks import chunks
from media.speech.kokoro.model import vocabulary
from media.speech.kokoro.provider import KokoroProvider
from media.speech.portions import AFTER_SENTENCE_MS
from media.speech.provider import Line

# Some of the languages' libraries are written for older Pythons.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),  # speaking is computing: on a busy machine a line may take minutes
    pytest.mark.filterwarnings("ignore:invalid escape sequence:DeprecationWarning"),
    pytest.mark.filterwarnings(r"ignore:Dictionary.create\(\) is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:open_text is deprecated:DeprecationWarning"),
]
VOICES = Path(sys.prefix) / "share" / "reelwork" / "kokoro-voices"
RATE = 24_000


def sounds(language: str, text: str) -> list[Sound]:
    found = reading.sounds(text, language)
    assert found is not None
    return found


def phonemes(language: str, text: str) -> str:
    """What the network would be given for a text."""
    return " ".join("".join(sound.phonemes for sound in chunk) for chunk in chunks(sounds(language, text)))


def samples(path: Path) -> NDArray[np.float64]:
    with wave.open(str(path)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 1, 2)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768


def pitch(heard: NDArray[np.float64]) -> float:
    """The median pitch of the voiced parts in Hz, by autocorrelation between 70 and 400 Hz."""
    found = []
    for start in range(0, len(heard) - 1200, 1200):
        frame = heard[start : start + 1200]
        if np.sqrt(np.mean(frame**2)) < 0.03:
            continue
        correlation = np.correlate(frame, frame, "full")[1199:]
        lag = 60 + int(np.argmax(correlation[60:343]))
        if correlation[lag] > 0.5 * correlation[0]:
            found.append(RATE / lag)
    return float(np.median(found))


def check_heard(path: Path, words: list[SpokenWord], text: str, syllables: int) -> NDArray[np.float64]:
    heard = samples(path)
    seconds = len(heard) / RATE
    assert 0.06 < seconds / syllables < 0.4
    assert 0.05 < np.abs(heard).max() < 0.99, "neither silent nor clipped"
    assert np.abs(heard[: RATE // 10]).max() > 0.005, "no long silence before"
    assert words
    for word, following in zip(words, [*words[1:], None], strict=True):
        assert text[word.start : word.start + len(word.text)] == word.text
        assert word.start_ms < word.end_ms <= seconds * 1000
        assert following is None or word.end_ms <= following.start_ms
    return heard


@pytest.mark.parametrize(
    ("line", "syllables"),
    [
        (Line("こんにちは。今日はいい天気ですね。", "jf_alpha", "ja-JP"), 16),
        (Line("Hello there, the weather is lovely today.", "af_heart", "en-US"), 11),
        (Line("Bonjour, il fait très beau aujourd'hui.", "ff_siwis", "fr-FR"), 9),
        (Line("Hola, hoy hace muy buen tiempo.", "ef_dora", "es-ES"), 10),
    ],
)
async def test_each_language_is_heard(
    kokoro: KokoroProvider, tmp_path: Path, line: Line, syllables: int
) -> None:
    words = await kokoro.speak(line, tmp_path / "line.wav")
    check_heard(tmp_path / "line.wav", list(words), line.text, syllables)


async def test_the_two_lines_of_the_contract_are_spoken_by_two_voices(
    kokoro: KokoroProvider, tmp_path: Path
) -> None:
    lines = [
        Line("你好，今天天氣真好！", "zf_xiaoxiao", "zh-TW"),
        Line("是啊，要不要一起去公園走走？", "zm_yunjian", "zh-TW"),
    ]
    spoken = await asyncio.gather(*(kokoro.speak(line, tmp_path / f"{line.voice_id}.wav") for line in lines))
    heard = [
        check_heard(tmp_path / f"{line.voice_id}.wav", list(words), line.text, syllables)
        for line, words, syllables in zip(lines, spoken, (8, 12), strict=True)
    ]
    assert pitch(heard[0]) > 1.25 * pitch(heard[1]), "a woman's voice and a man's"
    assert [word.text for word in spoken[0]] == ["你好", "今天天氣", "真", "好"]


async def test_a_text_of_several_portions_is_joined(
    kokoro: KokoroProvider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Portions of the real length take long to speak.
    monkeypatch.setattr("media.speech.kokoro.chunks._COMFORTABLE", 40)
    text = "The first one is here. The second one follows. And this, in the end, is the third."
    assert len(list(chunks(sounds("en-US", text)))) == 3
    words = await kokoro.speak(Line(text, "am_michael", "en-US"), tmp_path / "line.wav")
    heard = check_heard(tmp_path / "line.wav", list(words), text, 20)
    assert len(words) == 17
    for last in (4, 8):
        between = heard[words[last].end_ms * RATE // 1000 : words[last + 1].start_ms * RATE // 1000]
        assert np.abs(between[len(between) // 4 : -len(between) // 4]).max() < 0.02, "a pause"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # The readings of traditional characters depend on the word: yin hang, yin yue.
        ("zh-TW", "銀行的音樂", "i↗nxa↗ŋ tɤ i→nɥe↘"),
        ("zh-TW", "2026年1月20日", "ɚ↘li↗ŋɚ↘ ljou↘njɛ↗n i→ɥe↘ ɚ↘ʂɨ↗ɻɨ↘"),
        ("zh-TW", "2026-01-20", "ɚ↘li↗ŋɚ↘ ljou↘njɛ↗n i→ɥe↘ ɚ↘ʂɨ↗ɻɨ↘"),
        ("zh-TW", "50%", "pai↓fə→nꭧɨ→u↓ʂɨ↗"),
        ("zh-TW", "2個", "lja↓ŋkɤ↘"),
        ("zh-TW", "用iPhone打", "jʊ↘ŋ ˈIfˈOn ta↓"),
        ("ja-JP", "1月20日", "iʨiɡaʦɨ haʦɨka"),
        ("ja-JP", "東京へGitHub", "toːkʲoː e ɡˈɪthˈʌb"),
        ("en-US", "the apple, the pear", "ði ˈæpᵊl, ðə pˈɛɹ"),
        ("en-US", "at 10:30 in 1999", "æt tˈɛn θˈɜɹTi ɪn nˌIntˈin nˈIndi nˈIn"),
        ("en-US", "$1,200.50", "wˈʌn θˈWzᵊnd tˈu hˈʌndɹəd dˈɑləɹz ænd fˈɪfti sˈɛnts"),
        ("en-US", "the 3rd API", "ðə θˈɜɹd ˌApˌiˈI"),
        ("en-US", "blorbing quistle", "blˈɔɹbɪŋ kwˈɪstl"),
        ("fr-FR", "Les enfants n'ont pas mangé l'été.", "lez ɑ̃fˈɑ̃ nˈɔ̃ pa mɑ̃ʒˈe letˈe."),
        ("fr-FR", "ils parlent souvent", "il pˈaʁl suvˈɑ̃"),
        ("fr-FR", "71 %", "swasˈɑ̃t e ˈɔ̃z puʁ sˈɑ̃"),
        ("es-ES", "¿Dónde está la guitarra del niño?", "dˈonde estˈa la ɣitˈara ðel nˈiɲo?"),
        ("es-ES", "3,5 €", "tɾˈes kˈoma θˈiŋko ˈeʊɾos"),
    ],
)
def test_how_it_sounds(language: str, text: str, expected: str) -> None:
    assert phonemes(language, text) == expected


@pytest.mark.parametrize(
    ("language", "voice", "text"),
    [
        ("en-US", "af_heart", " ".join(["and then we went along the river and looked at the fish"] * 10)),
        ("zh-CN", "zf_xiaoxiao", "我们沿着河边慢慢地走着看着水里的鱼听着树上的鸟叫" * 18),
        ("ja-JP", "jf_alpha", "そして私たちは川のほとりを歩きながら魚を見て鳥の声を聞いて" * 15),
    ],
)
async def test_400_characters_without_a_stop_are_cut_between_words_without_a_pause(
    kokoro: KokoroProvider, language: str, voice: str, text: str
) -> None:
    assert len(text) > 400
    portions = await kokoro.portions(Line(text, voice, language))

    assert len(portions) >= 2
    assert "".join(text[portion.start : portion.end] for portion in portions) == text
    assert {portion.pause_ms for portion in portions} == {0}
    starts = {sound.start for sound in sounds(language, text) if sound.word}
    assert {portion.start for portion in portions} <= starts
    for portion in portions:
        assert len(phonemes(language, text[portion.start : portion.end])) <= 310


async def test_in_a_long_run_of_words_no_pause_is_long(kokoro: KokoroProvider, tmp_path: Path) -> None:
    """The network by itself stops for 0.43 s in this one."""
    text = " ".join(
        f"and then came number {word}"
        for word in ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    )
    words = list(await kokoro.speak(Line(text, "af_heart", "en-US"), tmp_path / "spoken.wav"))
    check_heard(tmp_path / "spoken.wav", words, text, syllables=61)
    loud = np.flatnonzero(np.abs(samples(tmp_path / "spoken.wav")) > 0.01)
    assert np.diff(loud).max() <= 0.41 * RATE


async def test_a_text_of_several_sentences_is_cut_at_their_ends(kokoro: KokoroProvider) -> None:
    sentence = "The tide comes in twice a day, and it goes out twice a day. "
    portions = await kokoro.portions(Line(sentence * 12, "af_heart", "en-US"))

    assert len(portions) >= 3
    assert {portion.start % len(sentence) for portion in portions} == {0}
    assert {portion.pause_ms for portion in portions[:-1]} == {AFTER_SENTENCE_MS}


async def test_a_voice_speaks_as_fast_as_it_is_asked_to(kokoro: KokoroProvider, tmp_path: Path) -> None:
    line = Line("Hello there, the weather is lovely today.", "af_heart", "en-US")
    lengths = {}
    for speed in (0.5, 1.0, 2.0):
        await kokoro.speak(replace(line, speed=speed), tmp_path / "spoken.wav")
        lengths[speed] = len(samples(tmp_path / "spoken.wav"))
    assert lengths[0.5] / lengths[1.0] == pytest.approx(2, rel=0.25)
    assert lengths[2.0] / lengths[1.0] == pytest.approx(0.5, rel=0.25)


def test_british_is_not_american() -> None:
    assert phonemes("en-GB", "bath") == "bˈɑːθ"
    assert phonemes("en-US", "bath") == "bˈæθ"


@pytest.mark.parametrize("language", ["zh-TW", "ja-JP", "en-US", "fr-FR", "es-ES"])
@pytest.mark.parametrize(
    "text",
    [
        "a",
        "<speak>&amp;</speak> [x](y) {z} \\ | ~ `",
        "Ω≈ç√ Привет 안녕 שלום ไทย नमस्ते ㄅㄆㄇ 𠮷 ｶﾞ ㌔ ½ Ⅳ ①",
        "👩‍👩‍👧 ok\x00\x1b\u200b\ufeff\ud7ff",
        "嗯 噷 呣 欸 々 〆 ヶ ー っ ゝ ン",
        "12:99 99/99/9999 1.2.3.4 1e5 007 +886-2-2345-6789 ٣ ３．５ 9" + "9" * 40,
        "O'Neill's rock'n'roll — d'l'n' qu'' ''' x'",
        "ÅÄÖ naïve Straße œuvre cœur ŷ",
    ],
)
def test_no_text_is_too_odd(language: str, text: str) -> None:
    assert set(phonemes(language, text)) <= set(vocabulary())


@pytest.mark.parametrize(
    "text", ["好" * 2000, "今天，天氣。" * 333, "あ" * 2000, "x" * 2000, "a b. " * 400, "!" * 2000]
)
def test_no_portion_is_too_long_for_the_network(text: str) -> None:
    for language in ("zh-TW", "ja-JP", "en-US", "fr-FR", "es-ES"):
        for chunk in chunks(sounds(language, text)):
            portion = "".join(sound.phonemes for sound in chunk)
            assert len(portion) <= 300
            assert set(portion) <= set(vocabulary())


@pytest.mark.parametrize(
    ("voice_id", "language", "text"),
    [
        ("zf_xiaoxiao", "zh-TW", "🎉🎉"),
        ("af_heart", "en-US", " …!? \n"),
        ("jf_alpha", "ja-JP", "。、「」"),
        ("zh-TW-HsiaoYuNeural", "zh-TW", "你好"),
        ("../zf_xiaoxiao", "zh-TW", "你好"),
        ("zf_xiaoxiao", "en-US", "Hello"),
        ("zf_xiaoxiao", "it-IT", "Ciao"),
    ],
)
async def test_what_cannot_be_spoken_is_refused_and_leaves_no_file(
    kokoro: KokoroProvider, tmp_path: Path, voice_id: str, language: str, text: str
) -> None:
    with pytest.raises(SpeechRejected):
        await kokoro.speak(Line(text, voice_id, language), tmp_path / "line.wav")
    assert not list(tmp_path.iterdir())


async def test_missing_voice_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(SpeechRejected, match=f"not in {tmp_path}"):
        await KokoroProvider(tmp_path).speak(Line("Hi.", "af_heart", "en-US"), tmp_path / "line.wav")


async def test_cancelling_ends_the_call_at_once(kokoro: KokoroProvider, tmp_path: Path) -> None:
    line = Line("This sentence is here to be long, and to be interrupted. " * 30, "af_heart", "en-US")
    before = time.process_time()
    speaking = asyncio.create_task(kokoro.speak(line, tmp_path / "line.wav"))
    while time.process_time() - before < 0.7:
        await asyncio.sleep(0.01)
    assert not speaking.done()
    cpu = time.process_time()
    speaking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await speaking
    await asyncio.sleep(1.5)
    assert time.process_time() - cpu < 0.75, "the network goes on"
    assert not list(tmp_path.iterdir())


async def test_voices_are_told_by_language(kokoro: KokoroProvider) -> None:
    assert len(await kokoro.voices()) == 45
    assert {voice.voice_id[0] for voice in await kokoro.voices("zh")} == {"z"}
    assert await kokoro.voices("zh-TW") == await kokoro.voices("zh")
    assert {voice.voice_id[0] for voice in await kokoro.voices("en")} == {"a", "b"}
    assert {voice.voice_id[0] for voice in await kokoro.voices("en-GB")} == {"b"}
    assert [voice.gender for voice in await kokoro.voices("fr")] == ["female"]
    assert await kokoro.voices("it") == []
    for voice in await kokoro.voices():
        assert (VOICES / f"{voice.voice_id}.bin").stat().st_size % 1024 == 0


def test_stand_ins_follow_the_voices_that_were_asked_for() -> None:
    hints = {"A": "zh-TW-HsiaoYuNeural", "B": "zh-TW-YunJheNeural"}
    assert stand_ins(["A", "B"], "zh-TW", hints) == {"A": "zf_xiaoxiao", "B": "zm_yunjian"}
    assert stand_ins(["B", "A"], "zh-TW", hints) == {"B": "zm_yunjian", "A": "zf_xiaoxiao"}
    assert stand_ins(["A", "B"], "en-US", {"A": "en-US-AndrewMultilingualNeural", "B": "onyx"}) == {
        "A": "am_michael",
        "B": "am_fenrir",
    }


def test_stand_ins_differ_as_long_as_there_are_voices() -> None:
    alternating = stand_ins(["A", "B", "C", "A"], "zh-TW")
    assert [alternating[speaker][1] for speaker in "ABC"] == ["f", "m", "f"]
    assert len(set(alternating.values())) == 3
    many = stand_ins(
        [str(number) for number in range(12)], "ja-JP", {"1": "ja-JP-KeitaNeural", "2": "ja-JP-DaichiNeural"}
    )
    assert set(list(many.values())[:5]) == set(many.values())
    with pytest.raises(SpeechRejected):
        stand_ins(["A"], "ko-KR")
