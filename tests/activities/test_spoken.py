"""The speech cache: an utterance, and when its words are heard, come, stay and go together."""

import os
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from time import time

import pytest
from temporalio.client import Client
from temporalio.testing import ActivityEnvironment

from activities.maintenance import MaintenanceActivities
from activities.speech import FRESH, SpeechActivities
from activities.spoken import words
from contracts.jobs import Beat
from contracts.maintenance import MaintenanceOrder
from contracts.speech import (
    SPEECH_CACHE,
    ProviderName,
    SpeakInput,
    SpokenWord,
    Utterance,
    words_key,
)
from jobs.service import Jobs
from media.audio.samples import RATE, read
from media.speech.azure import AzureProvider
from media.speech.google import GoogleProvider
from store.artifacts import Artifacts
from store.ledger import Ledger
from store.publisher import Publisher
from tests.servers.azure_server import KEY, AzureServer
from tests.servers.speech_server import GOOD, SpeechServer

JENNY = "en-US-JennyNeural"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "artifacts"


@pytest.fixture
def artifacts(home: Path) -> Artifacts:
    return Artifacts(home.as_uri())


@pytest.fixture
def environment() -> ActivityEnvironment:
    return ActivityEnvironment()


@pytest.fixture(scope="module")
def azure() -> Iterator[AzureServer]:
    with AzureServer() as started:
        yield started


@pytest.fixture
def steps(azure: AzureServer, ledger: Ledger, artifacts: Artifacts) -> SpeechActivities:
    return SpeechActivities(
        {ProviderName.AZURE: AzureProvider(KEY, host=azure.host)}, artifacts, Publisher(ledger, artifacts)
    )


def asked(
    *texts: str,
    provider: ProviderName = ProviderName.AZURE,
    voice: str = JENNY,
    language: str = "en-US",
) -> SpeakInput:
    return SpeakInput(
        job_id="job-1",
        provider=provider,
        utterances=tuple(Utterance(voice_id=voice, text=text, language=language) for text in texts),
    )


def beating(environment: ActivityEnvironment) -> list[Beat]:
    """What the activities of an environment tell."""
    told: list[Beat] = []
    environment.on_heartbeat = told.append
    return told


def grow_old(home: Path, keys: list[str]) -> None:
    past = time() - 2 * FRESH.total_seconds()
    for key in keys:
        os.utime(home / key, (past, past))


async def test_words_that_the_provider_tells_are_kept_with_the_audio(
    steps: SpeechActivities, artifacts: Artifacts, environment: ActivityEnvironment
) -> None:
    spoken = await environment.run(steps.speak, asked("rain falls"))
    assert await words(artifacts, spoken.key) == (
        SpokenWord(text="rain", start=0, start_ms=50, end_ms=350),
        SpokenWord(text="falls", start=5, start_ms=400, end_ms=700),
    )
    assert await environment.run(steps.speak, asked("rain falls")) == spoken


async def test_without_words_there_is_the_audio_alone(
    ledger: Ledger, artifacts: Artifacts, environment: ActivityEnvironment
) -> None:
    with SpeechServer() as server:
        google = GoogleProvider(GOOD, base_url=f"{server.url}/google")
        try:
            steps = SpeechActivities({ProviderName.GOOGLE: google}, artifacts, Publisher(ledger, artifacts))
            argument = asked("早安", provider=ProviderName.GOOGLE, voice="cmn-TW-Wavenet-A", language="zh-TW")
            spoken = await environment.run(steps.speak, argument)
        finally:
            await google.aclose()
    assert await words(artifacts, spoken.key) is None
    assert [info.key for info in await artifacts.list(SPEECH_CACHE)] == [spoken.key]


async def test_of_a_dialogue_in_one_request_no_words_are_kept(
    steps: SpeechActivities, artifacts: Artifacts, environment: ActivityEnvironment
) -> None:
    spoken = await environment.run(steps.speak, asked("rain", "snow"))
    assert await words(artifacts, spoken.key) is None


async def test_an_old_utterance_that_is_needed_again_grows_young_with_its_words(
    steps: SpeechActivities, artifacts: Artifacts, environment: ActivityEnvironment, home: Path
) -> None:
    spoken = await environment.run(steps.speak, asked("snow falls"))
    before = await words(artifacts, spoken.key)
    grow_old(home, [spoken.key, words_key(spoken.key)])

    await environment.run(steps.speak, asked("snow falls"))

    for key in (spoken.key, words_key(spoken.key)):
        assert time() - (await artifacts.head(key)).modified.timestamp() < FRESH.total_seconds()
    assert await words(artifacts, spoken.key) == before


async def test_an_utterance_stored_before_words_were_kept_is_used_as_it_is(
    steps: SpeechActivities,
    artifacts: Artifacts,
    environment: ActivityEnvironment,
    azure: AzureServer,
    home: Path,
) -> None:
    spoken = await environment.run(steps.speak, asked("hail falls"))
    await artifacts.delete(words_key(spoken.key))
    grow_old(home, [spoken.key])

    assert await environment.run(steps.speak, asked("hail falls")) == spoken

    assert azure.stats.asked()[JENNY, "hail falls"] == 1
    assert await words(artifacts, spoken.key) is None


@pytest.fixture
def maintenance(ledger: Ledger, temporal: Client, artifacts: Artifacts) -> MaintenanceActivities:
    return MaintenanceActivities(Jobs(ledger, temporal), artifacts, Publisher(ledger, artifacts))


async def test_what_leaves_the_cache_takes_its_words_along(
    steps: SpeechActivities,
    maintenance: MaintenanceActivities,
    artifacts: Artifacts,
    environment: ActivityEnvironment,
    home: Path,
) -> None:
    old = await environment.run(steps.speak, asked("old"))
    new = await environment.run(steps.speak, asked("new"))
    grow_old(home, [old.key, words_key(old.key)])
    order = MaintenanceOrder(
        every=timedelta(minutes=1),
        kept={},
        retention=timedelta(days=1),
        cancelled_retention=timedelta(days=1),
        speech_cache_age=FRESH,
        speech_cache_bytes=10**9,
    )

    output = await environment.run(maintenance.prune, order)

    assert output.pruned == 1
    left = {info.key for info in await artifacts.list(SPEECH_CACHE)}
    assert left == {new.key, words_key(new.key)}


# --- texts with nothing to say, and long ones -------------------------------------------------------------


@pytest.mark.parametrize("text", ["……", "—", "•", "!?", "\u200b", "[laughs]", "*sighs*", "🎙️"])
async def test_a_text_without_words_is_half_a_second_of_silence(
    steps: SpeechActivities,
    artifacts: Artifacts,
    environment: ActivityEnvironment,
    tmp_path: Path,
    text: str,
) -> None:
    spoken = await environment.run(steps.speak, asked(text))
    assert spoken.silent == (0,)
    await artifacts.download(spoken.key, tmp_path / "spoken.wav")
    heard = read(tmp_path / "spoken.wav")
    assert len(heard) == RATE // 2
    assert not heard.any()


async def test_words_that_are_read_otherwise_are_told_where_they_were_written(
    steps: SpeechActivities, artifacts: Artifacts, environment: ActivityEnvironment, azure: AzureServer
) -> None:
    text = "[laughs] **Rain** falls at [the docs](https://example.com/x)."
    spoken = await environment.run(steps.speak, asked(text))
    (told,) = [line for (_, line), count in azure.stats.asked().items() if "falls at" in line]
    assert "laughs" not in told
    assert "*" not in told
    assert "example.com" not in told
    found = await words(artifacts, spoken.key)
    assert found
    assert [text[one.start : one.start + len(one.text)] for one in found] == [one.text for one in found]
    assert [one.text for one in found if one.text.strip(".")] == ["Rain", "falls", "at", "the", "docs"]


SENTENCES = [
    f"Sentence number {word} goes on for quite a while, so that it is long."
    for word in "abcdefghijklmnopqrst"
]


async def test_a_long_text_is_spoken_in_portions_that_are_kept_by_themselves(
    steps: SpeechActivities, artifacts: Artifacts, environment: ActivityEnvironment, azure: AzureServer
) -> None:
    text = " ".join(SENTENCES)
    told = beating(environment)

    spoken = await environment.run(steps.speak, asked(text).model_copy(update={"share": 0.5}))

    portions = [line for _, line in azure.stats.asked() if line in text]
    assert len(portions) >= 3
    assert "".join(sorted(portions, key=text.index)) == text
    assert [beat.told.fraction for beat in told if beat.told] == pytest.approx(
        [0.5 * (done + 1) / len(portions) for done in range(len(portions))]
    )
    found = await words(artifacts, spoken.key)
    assert found
    assert [text[one.start : one.start + len(one.text)] for one in found] == [one.text for one in found]
    assert [one.text for one in found] == text.replace(",", "").replace(".", "").split()
    assert all(first.end_ms <= second.start_ms for first, second in pairwise(found))


async def test_after_a_failure_only_the_portions_that_are_missing_are_spoken(
    steps: SpeechActivities, artifacts: Artifacts, environment: ActivityEnvironment, azure: AzureServer
) -> None:
    text = " ".join(reversed(SENTENCES))
    spoken = await environment.run(steps.speak, asked(text))
    counted = azure.stats.asked()
    portions = [line for _, line in counted if line in text]
    # As if the worker had died before one portion was there.
    others = [info.key for info in await artifacts.list(SPEECH_CACHE) if info.key.endswith(".wav")]
    others.remove(spoken.key)
    assert len(others) == len(portions)
    for key in (spoken.key, words_key(spoken.key), others[0]):
        await artifacts.delete(key)

    assert (await environment.run(steps.speak, asked(text))).key == spoken.key

    after = azure.stats.asked()
    assert sum((after - counted).values()) == 1
