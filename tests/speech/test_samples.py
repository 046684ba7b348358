"""Samples of voices: a sentence in the voice's language, spoken once, heard by whoever chooses."""

import asyncio
from pathlib import Path

import av
import pytest

from api import samples
from tests.speech.conftest import Studio

VOICES = "/api/v1/voices"


@pytest.mark.parametrize(
    ("voice", "word"),
    [("zh-TW-HsiaoYuNeural", "聲音"), ("zh-CN-XiaoxiaoNeural", "声音"), ("ja-JP-NanamiNeural", "声")],
)
async def test_a_voice_says_a_sentence_in_its_language_and_says_it_once(
    studio: Studio, tmp_path: Path, voice: str, word: str
) -> None:
    asked = [studio.client.get(f"{VOICES}/{voice}/sample", params={"provider": "azure"}) for _ in range(3)]
    heard = await asyncio.gather(*asked)
    again = await studio.client.get(f"{VOICES}/{voice}/sample", headers={"Range": "bytes=0-99"})

    assert {one.status_code for one in heard} == {200}
    assert heard[0].headers["content-type"] == "audio/mpeg"
    assert (again.status_code, again.content) == (206, heard[0].content[:100])
    said = {
        text: count
        for (by, text), count in studio.azure.stats.asked().items()
        if by == voice and word in text
    }
    assert list(said.values()) == [1]
    (tmp_path / "sample.mp3").write_bytes(heard[0].content)
    with av.open(str(tmp_path / "sample.mp3")) as audio:
        assert sum(frame.samples for frame in audio.decode(audio=0)) > 24_000


async def test_a_voice_that_is_not_there_is_a_404(idle: Studio) -> None:
    for query in ({}, {"provider": "azure"}, {"provider": "kokoro"}):
        response = await idle.client.get(f"{VOICES}/xx-Nobody/sample", params=query)
        assert response.status_code == 404
        assert (response.json()["error"], response.json()["message"]) == ("VOICE_NOT_FOUND", "沒有這個語音")


async def test_who_asks_is_not_left_waiting_for_a_worker(
    idle: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(samples, "SAMPLE_SECONDS", 0.3)
    response = await idle.client.get(f"{VOICES}/en-US-GuyNeural/sample")
    assert response.status_code == 503
    assert "not ready yet" in response.json()["detail"]
