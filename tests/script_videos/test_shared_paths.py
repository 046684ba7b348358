"""Speech jobs and script videos on the paths that they share."""

from typing import Any

import pytest

from tests.api.serving import FULL, VECTORS
from tests.script_videos.conftest import JOBS, Studio, asked, someone
from tests.speech.conftest import DIALOGUE


async def spoken(studio: Studio, owner: str, path: str = JOBS) -> str:
    response = await studio.client.post(path, json=DIALOGUE, headers={"X-User-Id": owner})
    assert response.status_code == 201, response.text
    return str(response.json()["id"])


@pytest.mark.parametrize("path", [JOBS, f"{JOBS}/"])
async def test_each_contract_finds_its_own_jobs(idle: Studio, path: str) -> None:
    user = someone()
    dialogue, video = await spoken(idle, user, path), await idle.submit(user_id=user)

    dialogues = (await idle.client.get(path, headers={"X-User-Id": user})).json()
    videos = (await idle.client.get(path, params={"user_id": user})).json()

    assert set(dialogues) == {"items", "total", "limit", "offset"}
    assert [job["id"] for job in dialogues["items"]] == [dialogue]
    assert set(videos) == {"jobs", "total", "page", "page_size"}
    assert [job["job_id"] for job in videos["jobs"]] == [video]


async def test_a_job_is_told_of_and_cancelled_in_the_words_of_its_kind(idle: Studio) -> None:
    user = someone()
    headers = {"X-User-Id": user}
    dialogue, video = await spoken(idle, user), await idle.submit(user_id=user)

    assert (await idle.client.get(f"{JOBS}/{dialogue}", headers=headers)).json()["id"] == dialogue
    assert (await idle.client.get(f"{JOBS}/{video}")).json()["job_id"] == video
    cancelled = (await idle.client.delete(f"{JOBS}/{dialogue}", headers=headers)).json()
    assert (cancelled["id"], cancelled["status"]) == (dialogue, "cancelled")
    assert (await idle.client.delete(f"{JOBS}/{video}")).json()["job_id"] == video
    again = await idle.client.delete(f"{JOBS}/{dialogue}", headers=headers)
    assert (again.status_code, again.json()["error"]) == (409, "JOB_CANNOT_CANCEL")


async def test_an_unknown_id_answers_both_at_once(idle: Studio) -> None:
    animation = (await idle.client.post(FULL, json=VECTORS)).json()["job_id"]
    anothers = await spoken(idle, someone())

    for job_id in ("nothing", animation, anothers):
        for method in ("GET", "DELETE"):
            response = await idle.client.request(method, f"{JOBS}/{job_id}")
            assert response.status_code == 404
            assert response.json() == {
                "error": "JOB_NOT_FOUND",
                "message": "工作不存在",
                "details": {},
                "detail": f"Job {job_id} not found",
            }


@pytest.mark.parametrize(
    ("body", "field", "message"),
    [
        ({}, "body", 'A job needs "turns" (a dialogue) or "video_request" (a video of a script)'),
        (
            {"priority": 5},
            "body",
            'A job needs "turns" (a dialogue) or "video_request" (a video of a script)',
        ),
        ([1], "body", 'A job needs "turns" (a dialogue) or "video_request" (a video of a script)'),
        ("text", "body", 'A job needs "turns" (a dialogue) or "video_request" (a video of a script)'),
        (
            {**DIALOGUE, **asked()},
            "body",
            'A job needs "turns" (a dialogue) or "video_request" (a video of a script), and not both',
        ),
        ({"turns": 5}, "provider", "Field required"),
        ({**DIALOGUE, "turns": [{"speaker": "A"}]}, "turns.text", "Field required"),
    ],
)
async def test_a_request_that_is_neither_or_both_is_refused_by_name(
    shared_studio: Studio, body: Any, field: str, message: str
) -> None:
    response = await shared_studio.client.post(JOBS, json=body)

    assert response.status_code == 422
    assert response.json()["detail"].startswith(f"{field}: {message}")


async def test_a_request_for_a_video_is_refused_in_the_words_of_videos(shared_studio: Studio) -> None:
    sent: Any = (
        {"video_request": None},
        {"video_request": {}},
        asked(duration=5000),
        asked(script_content="\u0e01" * 9),
    )
    for body in sent:
        response = await shared_studio.client.post(JOBS, json=body)

        assert response.status_code == 422, response.text
        assert set(response.json()) == {"detail", "errors"}
        assert all(error["field"].startswith("video_request") for error in response.json()["errors"])
        assert response.text.isascii()


async def test_the_mistakes_of_a_list_are_told_in_the_words_of_its_kind(shared_studio: Studio) -> None:
    dialogues = await shared_studio.client.get(JOBS, params={"limit": 0})
    videos = await shared_studio.client.get(JOBS, params={"user_id": "me", "page": 0})

    assert dialogues.json()["details"]["field"] == "limit"
    assert videos.json() == {
        "detail": "page: Input should be greater than or equal to 1",
        "errors": [{"field": "page", "message": "Input should be greater than or equal to 1"}],
    }


async def test_both_requests_stand_in_the_api_docs(shared_studio: Studio) -> None:
    schema = (await shared_studio.client.get("/openapi.json")).json()
    create = schema["paths"][JOBS]["post"]

    requests = create["requestBody"]["content"]["application/json"]["schema"]["oneOf"]

    names = {request["$ref"].rpartition("/")[2] for request in requests}
    assert names == {"SpeechRequest", "ScriptVideoRequest"}
    assert {"201", "202", "422"} <= set(create["responses"])
