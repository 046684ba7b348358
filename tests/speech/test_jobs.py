"""Speech jobs over real HTTP, on the real SDK: ``docs/contracts/speech-jobs.md`` to the letter."""

import asyncio
import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import av
import httpx
import pytest

from api import hub
from contracts.errors import JobTimedOut
from contracts.jobs import JobError, JobState
from contracts.kinds import KINDS
from contracts.speech import SPEECH
from tests.api.serving import serve
from tests.speech.conftest import DIALOGUE, JOBS, Studio

TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def someone() -> str:
    """An owner of this test's own: limits are per owner."""
    return f"owner-{uuid4()}"


async def test_a_dialogue_is_accepted_spoken_and_downloaded(studio: Studio, tmp_path: Path) -> None:
    owner = someone()
    created = await studio.client.post(JOBS, json=DIALOGUE, headers={"X-User-Id": owner})

    assert created.status_code == 201
    body = created.json()
    assert set(body) == {"id", "status", "job_type", "provider", "created_at"}
    assert (body["status"], body["job_type"], body["provider"]) == ("pending", "multi_role_tts", "azure")
    assert TIMESTAMP.fullmatch(body["created_at"])

    job = await studio.ended(body["id"], owner)
    assert job["status"] == "completed"
    assert TIMESTAMP.fullmatch(job["started_at"])
    assert TIMESTAMP.fullmatch(job["completed_at"])
    assert job["error_message"] is None
    assert job["retry_count"] == 0
    assert job["input_params"]["turns"] == DIALOGUE["turns"]
    result = job["result_metadata"]
    assert result["synthesis_mode"] == "segmented"
    assert result["provider"] == "azure"
    assert result["fallback_from"] is None
    assert result["latency_ms"] > 0
    assert job["audio_file_id"] == result["audio_file_id"]
    first, second = result["turns"]
    assert (first["speaker"], second["speaker"]) == ("A", "B")
    assert second["start_ms"] - first["end_ms"] == pytest.approx(300, abs=2)
    assert second["end_ms"] == pytest.approx(result["duration_ms"], abs=50)

    download = await studio.client.get(f"{JOBS}/{body['id']}/download", headers={"X-User-Id": owner})
    assert download.status_code == 200
    assert download.headers["content-type"] == "audio/mpeg"
    assert download.headers["content-disposition"] == f'attachment; filename="{body["id"]}.mp3"'
    assert int(download.headers["content-length"]) == len(download.content) == result["size"]
    path = tmp_path / "dialogue.mp3"
    path.write_bytes(download.content)
    with av.open(str(path)) as audio:
        seconds = sum(frame.samples / frame.sample_rate for frame in audio.decode(audio=0))
    assert seconds * 1000 == pytest.approx(result["duration_ms"], abs=60)
    part = await studio.client.get(
        f"{JOBS}/{body['id']}/download", headers={"X-User-Id": owner, "Range": "bytes=0-99"}
    )
    assert (part.status_code, len(part.content)) == (206, 100)


async def test_a_line_edited_and_submitted_again_is_the_only_one_that_is_spoken(studio: Studio) -> None:
    owner = someone()
    turns = [{"speaker": "AB"[n % 2], "text": f"{owner} 第{n}句", "index": n} for n in range(20)]
    await studio.ended(await studio.submit(owner, turns=turns), owner)
    before = sum(studio.azure.stats.asked().values())

    turns[7] = {**turns[7], "text": f"{owner} 改過的一句"}
    job = await studio.ended(await studio.submit(owner, turns=turns), owner)

    assert job["status"] == "completed"
    assert sum(studio.azure.stats.asked().values()) == before + 1


async def test_native_is_one_request_with_all_voices(studio: Studio) -> None:
    owner = someone()
    requests = len(studio.azure.stats.turns)
    turns = [{"speaker": "AB"[n % 2], "text": f"{owner} {n} < 5 & 6", "index": n} for n in range(4)]

    job = await studio.ended(await studio.submit(owner, turns=turns, synthesis_mode="native"), owner)

    assert job["result_metadata"]["synthesis_mode"] == "native"
    assert len(studio.azure.stats.turns) == requests + 1
    assert len(studio.azure.stats.turns[-1].lines) == 4
    assert studio.azure.stats.turns[-1].lines[0][1].strip().endswith("< 5 & 6"), "markup is spoken as text"


async def test_wav_and_the_order_of_index(studio: Studio) -> None:
    owner = someone()
    turns = [{**DIALOGUE["turns"][1], "index": 5}, {**DIALOGUE["turns"][0], "index": 3}]
    job_id = await studio.submit(owner, turns=turns, output_format="wav")

    job = await studio.ended(job_id, owner)

    assert [turn["index"] for turn in job["result_metadata"]["turns"]] == [3, 5]
    download = await studio.client.get(f"{JOBS}/{job_id}/download", headers={"X-User-Id": owner})
    assert download.content[:4] == b"RIFF"


async def test_jobs_at_once_with_the_same_words_have_them_spoken_once(studio: Studio) -> None:
    owner = someone()
    turns = [{"speaker": "A", "text": f"{owner} 大家好", "index": 0}]
    before = sum(studio.azure.stats.asked().values())

    ids = await asyncio.gather(*(studio.submit(owner, turns=turns) for _ in range(3)))

    for job_id in ids:
        assert (await studio.ended(job_id, owner))["status"] == "completed"
    assert sum(studio.azure.stats.asked().values()) == before + 1


@pytest.mark.parametrize("elsewhere", [False, True], ids=["here", "at another API"])
async def test_a_stream_ends_when_its_pending_job_is_cancelled(
    idle: Studio, monkeypatch: pytest.MonkeyPatch, *, elsewhere: bool
) -> None:
    monkeypatch.setattr(hub, "LOOK_SECONDS", 0.2 if elsewhere else 60)
    owner = someone()
    job_id = await idle.submit(owner)
    headers = {"X-User-Id": owner}
    watching = asyncio.Event()

    async def watch(client: httpx.AsyncClient) -> list[str]:
        async with client.stream("GET", f"{JOBS}/{job_id}/stream", headers=headers) as stream:
            lines = []
            async for line in stream.aiter_lines():
                lines.append(line)
                watching.set()
        return lines

    async with serve(idle.serving.services.settings) as another:
        watched = asyncio.create_task(watch(another.client if elsewhere else idle.client))
        await watching.wait()
        assert (await idle.client.delete(f"{JOBS}/{job_id}", headers=headers)).status_code == 200
        async with asyncio.timeout(5):
            lines = await watched
    assert [line for line in lines if line.startswith("event: ")][-1] == "event: error"


# --- errors, in this contract's format --------------------------------------------------------------------


async def test_an_unknown_id_and_anothers_job_are_the_same_404(idle: Studio) -> None:
    theirs = await idle.submit(someone())
    for method, path in (
        ("GET", ""),
        ("GET", "/download"),
        ("GET", "/stream"),
        ("DELETE", ""),
        ("POST", "/resubmit"),
    ):
        for job_id in ("nothing", theirs):
            response = await idle.client.request(
                method, f"{JOBS}/{job_id}{path}", headers={"X-User-Id": someone()}
            )
            assert response.status_code == 404, (method, path)
            body = response.json()
            assert (body["error"], body["message"]) == ("JOB_NOT_FOUND", "工作不存在")
            assert body["detail"] == f"Job {job_id} not found", "as clients of script videos read it"


async def test_three_at_once_are_allowed_exactly_and_an_ending_frees_a_place(idle: Studio) -> None:
    owner = someone()

    async def post() -> Any:
        return await idle.client.post(JOBS, json=DIALOGUE, headers={"X-User-Id": owner})

    responses = await asyncio.gather(*(post() for _ in range(50)))

    accepted = [r.json()["id"] for r in responses if r.status_code == 201]
    assert len(accepted) == 3
    refused = next(r for r in responses if r.status_code != 201)
    assert refused.status_code == 429
    body = refused.json()
    assert body["error"] == "JOB_LIMIT_EXCEEDED"
    assert body["message"] == "已達並發上限，請等待現有工作完成"
    assert body["details"] == {"current_jobs": 3, "max_jobs": 3}
    assert int(refused.headers["Retry-After"]) > 0

    temporal = idle.serving.services.temporal
    await temporal.get_workflow_handle(accepted[0]).terminate(reason="in the Web UI")
    assert (await post()).status_code == 201


async def test_a_pending_job_is_cancelled_and_only_a_pending_one(studio: Studio) -> None:
    owner = someone()
    job_id = await studio.submit(owner)
    await studio.ended(job_id, owner)

    response = await studio.client.delete(f"{JOBS}/{job_id}", headers={"X-User-Id": owner})

    assert response.status_code == 409
    assert response.json()["error"] == "JOB_CANNOT_CANCEL"
    assert response.json()["details"] == {"state": "completed"}
    again = await studio.client.post(f"{JOBS}/{job_id}/resubmit", headers={"X-User-Id": owner})
    assert again.status_code == 409


async def test_why_a_job_cannot_be_cancelled_is_told_in_the_contracts_words(idle: Studio) -> None:
    """Its front end knows ``processing``, not the core's ``running``."""
    owner = someone()
    job_id = await idle.submit(owner)
    ledger = idle.serving.services.ledger
    now = (await ledger.get(job_id)).snapshot
    await ledger.record([now.model_copy(update={"state": JobState.RUNNING, "sequence": 1})])

    response = await idle.client.delete(f"{JOBS}/{job_id}", headers={"X-User-Id": owner})

    assert response.status_code == 409
    assert response.json()["details"] == {"state": "processing"}
    assert response.json()["detail"] == "The job is no longer pending: processing"
    await ledger.close_from_outside(job_id, JobState.FAILED)


async def test_a_pending_job_is_cancelled_and_submitted_again(idle: Studio) -> None:
    owner = someone()
    created = await idle.client.post(JOBS, json=DIALOGUE, headers={"X-User-Id": owner})
    job_id = created.json()["id"]

    response = await idle.client.delete(f"{JOBS}/{job_id}", headers={"X-User-Id": owner})

    assert response.status_code == 200
    assert response.json() == {**created.json(), "status": "cancelled"}, "the contract's JobResponse"
    assert (await idle.job(job_id, owner))["status"] == "cancelled"
    again = await idle.client.post(f"{JOBS}/{job_id}/resubmit", headers={"X-User-Id": owner})
    assert again.status_code == 201
    assert again.json()["id"] != job_id
    first, second = await idle.job(job_id, owner), await idle.job(again.json()["id"], owner)
    assert first["input_params"] == second["input_params"]


async def test_a_job_that_took_too_long_says_so_in_the_contracts_words(idle: Studio) -> None:
    owner = someone()
    job_id = await idle.submit(owner)
    error = JobError(
        code=JobTimedOut.code, template="The job was stopped: it was not done within 10 minutes."
    )
    await idle.serving.services.ledger.close_from_outside(job_id, JobState.FAILED, error=error)

    job = await idle.job(job_id, owner)

    assert (job["status"], job["error_message"]) == ("failed", "執行逾時")
    assert KINDS[SPEECH].time_limit == timedelta(minutes=10)


async def test_the_audio_of_a_job_that_has_none_yet_is_a_404(idle: Studio) -> None:
    owner = someone()
    job_id = await idle.submit(owner)

    response = await idle.client.get(f"{JOBS}/{job_id}/download", headers={"X-User-Id": owner})

    assert response.status_code == 404
    assert response.json()["error"] == "JOB_NOT_COMPLETED"
    assert response.json()["message"] == "音檔尚未完成"


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "no turns": ({"turns": []}, "turns"),
    "an index twice": ({"turns": [DIALOGUE["turns"][0]] * 2}, "turns.1.index"),
    "an empty text": ({"turns": [{"speaker": "A", "text": " ", "index": 0}]}, "turns.text"),
    "201 turns": (
        {"turns": [{"speaker": "A", "text": "x", "index": n} for n in range(201)]},
        "turns",
    ),
    "a speaker without a voice": ({"voice_assignments": DIALOGUE["voice_assignments"][:1]}, "speaker"),
    "an unknown voice": (
        {"voice_assignments": [{"speaker": s, "voice_id": "zh-TW-NobodyNeural"} for s in "AB"]},
        "voice_assignments.0.voice_id",
    ),
    "a turn in a language that nobody speaks": (
        {
            "provider": "kokoro",
            "turns": [{"speaker": "A", "text": "안녕하세요, 반갑습니다.", "index": 0}],
            "voice_assignments": [{"speaker": "A", "voice_id": "af_heart"}],
        },
        "turns.0.text",
    ),
    "an unknown language": ({"language": "tlh"}, "language"),
    "a long speaker": ({"turns": [{"speaker": "A" * 51, "text": "x", "index": 0}]}, "turns.speaker"),
    "a text too long": ({"turns": [{"speaker": "A", "text": "x" * 19_000, "index": 0}]}, "turns.0.text"),
    "an unknown provider": ({"provider": "nobody"}, "provider"),
    "a gap too long": ({"gap_ms": 2001}, "gap_ms"),
    "a crossfade too long": ({"crossfade_ms": 501}, "crossfade_ms"),
    "another format": ({"output_format": "ogg"}, "output_format"),
    "an unknown field": ({"tempo": 2}, "tempo"),
    "too fast": ({"speed": 2.1}, "speed"),
    "a voice too slow": (
        {"voice_assignments": [{"speaker": s, "voice_id": "zh-TW-YunJheNeural", "speed": 0.4} for s in "AB"]},
        "voice_assignments.speed",
    ),
    "an unknown field of a voice": (
        {"voice_assignments": [{"speaker": s, "voice_id": "zh-TW-YunJheNeural", "pitch": 2} for s in "AB"]},
        "voice_assignments.pitch",
    ),
    "no character that can be written": (
        {"turns": [{"speaker": "A", "text": "a\u0000b", "index": 0}]},
        "turns.text",
    ),
}


@pytest.mark.parametrize("name", BAD)
async def test_bad_input_is_a_4xx_that_names_the_field_and_starts_nothing(idle: Studio, name: str) -> None:
    changes, field = BAD[name]
    before = await idle.serving.services.ledger.count()

    response = await idle.client.post(JOBS, json={**DIALOGUE, **changes})

    assert response.status_code == 422, response.text
    body = response.json()
    assert body["error"] == "VALIDATION_ERROR"
    assert body["message"].startswith("請求內容有誤")
    assert field in body["detail"]
    assert body["details"]["field"] != "body"
    assert await idle.serving.services.ledger.count() == before


async def test_lists_by_owner_and_state_with_pages(idle: Studio) -> None:
    owner = someone()
    ids = [await idle.submit(owner) for _ in range(3)]

    for path in (JOBS, f"{JOBS}/"):
        response = await idle.client.get(path, params={"limit": 2, "offset": 1}, headers={"X-User-Id": owner})
        body = response.json()
        assert (body["total"], body["limit"], body["offset"]) == (3, 2, 1)
        assert [item["id"] for item in body["items"]] == ids[::-1][1:]
    done = await idle.client.get(f"{JOBS}?status=completed", headers={"X-User-Id": owner})
    assert done.json()["items"] == []
    wrong = await idle.client.get(f"{JOBS}?status=done", headers={"X-User-Id": owner})
    assert wrong.status_code == 422
    assert "pending" in wrong.json()["detail"]


async def voices(client: httpx.AsyncClient, provider: str, language: str | None = None) -> list[Any]:
    """The two answers that tell a provider's voices, as its front end asks for them: they are the same."""
    asked = {} if language is None else {"language": language}
    return [
        await client.get("/api/v1/voices", params={"provider": provider, **asked}),
        await client.get(f"/api/v1/voices/{provider}", params=asked),
    ]


async def test_the_voices_of_a_provider(idle: Studio) -> None:
    for found in await voices(idle.client, "azure", "zh-TW"):
        assert (found.json()["provider"], found.json()["spoken_by"]) == ("azure", "azure")
        assert "zh-TW-HsiaoYuNeural" in {voice["voice_id"] for voice in found.json()["voices"]}


async def test_the_voices_of_a_provider_that_a_fallback_stands_in_for_say_who_will_speak(
    idle: Studio,
) -> None:
    """The front end lists Azure's voices before it submits; jobs for Azure are accepted without a key."""
    settings = idle.serving.services.settings.model_copy(update={"azure_speech_key": None})
    async with serve(settings) as keyless:
        for found in await voices(keyless.client, "azure", "zh-TW"):
            assert found.status_code == 200
            assert (found.json()["provider"], found.json()["spoken_by"]) == ("azure", "kokoro")
            assert [voice["voice_id"] for voice in found.json()["voices"]] == [
                "zh-TW-HsiaoChenNeural",
                "zh-TW-HsiaoYuNeural",
                "zh-TW-YunJheNeural",
            ]
        for found in await voices(keyless.client, "azure", "ko-KR"):
            assert found.json()["voices"] == [], "nobody here speaks it"
        for found in await voices(keyless.client, "gcp"):
            assert found.json() == {"provider": "google", "spoken_by": "kokoro", "voices": []}


async def test_a_provider_without_a_key_has_no_voices_where_nobody_stands_in(idle: Studio) -> None:
    settings = idle.serving.services.settings.model_copy(update={"speech_fallback": False})
    async with serve(settings) as strict:
        for missing in await voices(strict.client, "elevenlabs"):
            assert missing.status_code == 422
            assert missing.json()["error"] == "PROVIDER_NOT_CONFIGURED"
        for unknown in await voices(strict.client, "nobody"):
            assert unknown.status_code == 422
            assert unknown.json()["details"]["field"] == "provider"


# --- what the contract's front end sends besides ----------------------------------------------------------


async def test_one_voice_is_a_dialogue_of_one_turn(studio: Studio) -> None:
    """Its single-voice page sends ``POST /jobs/tts``."""
    owner = someone()
    line = {"text": f"{owner} 你好", "provider": "azure", "voice_id": "zh-TW-HsiaoYuNeural"}

    created = await studio.client.post(f"{JOBS}/tts", json=line, headers={"X-User-Id": owner})

    assert created.status_code == 201, created.text
    assert set(created.json()) == {"id", "status", "job_type", "provider", "created_at"}
    job = await studio.ended(created.json()["id"], owner)
    assert job["status"] == "completed"
    assert [turn["text"] for turn in job["input_params"]["turns"]] == [line["text"]]
    head = await studio.client.head(f"{JOBS}/{job['id']}/download", headers={"X-User-Id": owner})
    assert head.status_code == 200
    assert int(head.headers["content-length"]) == job["result_metadata"]["size"]
    assert head.content == b""


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"voice_id": "zh-TW-NobodyNeural"}, "voice_id"),
        ({"text": "x" * 19_000}, "text"),
        ({"text": ""}, "text"),
        ({"language": "tlh"}, "language"),
        ({"speed": 3}, "speed"),
        ({"tempo": 2}, "tempo"),
    ],
)
async def test_what_is_wrong_with_one_voice_is_told_by_its_own_fields(
    idle: Studio, changes: dict[str, Any], field: str
) -> None:
    line = {"text": "你好", "provider": "azure", "voice_id": "zh-TW-HsiaoYuNeural", **changes}

    response = await idle.client.post(f"{JOBS}/tts", json=line)

    assert response.status_code == 422
    assert response.json()["details"]["field"] == field
    assert response.json()["detail"].startswith(f"{field}: ")


async def test_gcp_is_google_and_a_voice_need_not_have_a_name(idle: Studio) -> None:
    """The front end calls Google's voices ``gcp``, and sends null where a voice has no name for people."""
    assignments = [{"speaker": speaker, "voice_id": "any", "voice_name": None} for speaker in "AB"]
    body = {**DIALOGUE, "provider": "gcp", "voice_assignments": assignments}
    owner = someone()

    created = await idle.client.post(JOBS, json=body, headers={"X-User-Id": owner})

    assert created.status_code == 201, created.text
    assert created.json()["provider"] == "google"
    assert (await idle.job(created.json()["id"], owner))["provider"] == "google"


# --- what is told of what could not be done as it was asked -----------------------------------------------


async def test_turns_without_words_are_silent_and_named_and_the_others_are_spoken(studio: Studio) -> None:
    owner = someone()
    texts = ["……", f"{owner} 你好", "[laughs]", "•"]
    turns = [{"speaker": "AB"[n % 2], "text": text, "index": n} for n, text in enumerate(texts)]

    job = await studio.ended(await studio.submit(owner, turns=turns), owner)

    assert job["status"] == "completed"
    result = job["result_metadata"]
    assert result["warnings"] == [
        f"Turn {index} ({speaker}) has no words: half a second of silence stands for it."
        for index, speaker in ((0, "A"), (2, "A"), (3, "B"))
    ]
    lengths = [turn["end_ms"] - turn["start_ms"] for turn in result["turns"]]
    assert [lengths[0], *lengths[2:]] == [500, 500, 500]
    assert lengths[1] > 500


async def test_no_odd_turn_keeps_a_dialogue_from_being_spoken_to_its_last_word(studio: Studio) -> None:
    owner = someone()
    clauses = "，".join(f"第{n}句" for n in range(60))
    texts = [
        f"{owner} Q&A",
        "a < b > c, \"d\" & 'e'",
        "真的嗎😀👩‍🚀",
        "請讀[說明](https://example.com/x?a=1&b=2)",
        "（笑）好",
        "!?",
        "<break time='3s'/>停",
        "Hello there, my friend!",
        "連\u00ad字\u00ad符",
        "\u200b",
        "** **",
        "x² + y² = 25",
        "]]> </speak>",
        f"{clauses} ZEBRA",
        "#標題",
        "&amp; &lt;",
    ]
    speakers = ["A:B", "主持人 🎙️", "<C>", "D & E"]
    turns = [{"speaker": speakers[n % 4], "text": text, "index": n} for n, text in enumerate(texts)]
    voices = [{"speaker": name, "voice_id": "zh-TW-HsiaoYuNeural"} for name in speakers]

    job = await studio.ended(await studio.submit(owner, turns=turns, voice_assignments=voices), owner)

    assert job["status"] == "completed", job["error_message"]
    spoken = [turn["index"] for turn in job["result_metadata"]["turns"]]
    assert spoken == list(range(len(texts)))
    asked = [text for _, text in studio.azure.stats.asked()]
    assert any(text.endswith("ZEBRA") for text in asked)
    assert f"{owner} Q&A" in asked
    assert not any("example.com" in text or "笑" in text for text in asked)


@pytest.mark.parametrize("mode", ["segmented", "native"])
async def test_a_dialogue_without_a_word_fails_and_says_why(studio: Studio, mode: str) -> None:
    owner = someone()
    turns = [
        {"speaker": "AB"[n % 2], "text": text, "index": n} for n, text in enumerate(["……", "—", "\u200b"])
    ]

    job = await studio.ended(await studio.submit(owner, turns=turns, synthesis_mode=mode), owner)

    assert (job["status"], job["error_message"]) == ("failed", "內容中沒有可以朗讀的文字")


async def test_native_turns_without_words_are_silences_in_the_one_request(studio: Studio) -> None:
    owner = someone()
    texts = [f"{owner} 你好", "……", f"{owner} 再見"]
    turns = [{"speaker": "AB"[n % 2], "text": text, "index": n} for n, text in enumerate(texts)]

    job = await studio.ended(await studio.submit(owner, turns=turns, synthesis_mode="native"), owner)

    assert job["result_metadata"]["warnings"] == [
        "Turn 1 (B) has no words: half a second of silence stands for it."
    ]


async def test_a_turn_in_another_language_gets_a_voice_that_speaks_it_and_a_warning(studio: Studio) -> None:
    owner = someone()
    chinese, english = f"{owner} 你好，今天天氣真好！", "Good morning! What a lovely day it is."
    turns = [{"speaker": "A", "text": text, "index": n} for n, text in enumerate((chinese, english))]

    job = await studio.ended(await studio.submit(owner, turns=turns), owner)

    (warning,) = job["result_metadata"]["warnings"]
    assert warning.startswith("A: zh-TW-HsiaoYuNeural does not speak en-US; en-")
    assert warning.endswith("speaks instead (turns 1).")
    spoken = {text: voice for voice, text in studio.azure.stats.asked()}
    assert spoken[english].startswith("en-")
    assert spoken[chinese] == "zh-TW-HsiaoYuNeural"


async def test_voices_speak_as_fast_as_they_are_asked_to(studio: Studio) -> None:
    owner = someone()
    turns = [{"speaker": speaker, "text": f"{owner} 你好", "index": n} for n, speaker in enumerate("AB")]
    voices = [{**DIALOGUE["voice_assignments"][0], "speed": 1.5}, DIALOGUE["voice_assignments"][1]]

    job = await studio.ended(
        await studio.submit(owner, turns=turns, voice_assignments=voices, speed=0.8), owner
    )

    assert job["result_metadata"]["warnings"] == []
    documents = "".join(turn.ssml for turn in studio.azure.stats.turns if owner in turn.ssml)
    assert sorted(re.findall(r'rate="([0-9.]+)"', documents)) == ["0.8", "1.5"]


async def test_an_unknown_field_is_told_with_those_that_are_known(idle: Studio) -> None:
    voice = {**DIALOGUE["voice_assignments"][0], "pitch": 2}
    for body, known in (
        (
            {**DIALOGUE, "tempo": 2},
            "known here: crossfade_ms, gap_ms, language, output_format, provider, speed,",
        ),
        ({**DIALOGUE, "voice_assignments": [voice]}, "known here: speaker, speed, voice_id, voice_name"),
    ):
        response = await idle.client.post(JOBS, json=body)
        assert response.status_code == 422
        assert known in response.json()["detail"]
