"""Videos of articles (``docs/contracts/article-videos.md``): the list, and the file by name and by id."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from contracts.article_video import ArticleVideo
from contracts.jobs import JobState
from store.videos import NewArticleVideo, publishing
from tests.api.serving import Serving
from tests.workflows.stage import article_video

CONTENT = bytes(range(256)) * 4000
FINISHED = datetime(2025, 10, 27, 10, 35, 0, 987654, tzinfo=UTC)


async def publish(api: Serving, number: int, **changes: Any) -> ArticleVideo:
    """A video as a job leaves it."""
    video = NewArticleVideo(
        slug="amazing_ai_discovery",
        title="Amazing AI Discovery",
        source_url="https://example.com/article",
        digest="d",
        duration=42.5,
        size_mb=12.3456,
        script="{}",
        created_at=FINISHED + timedelta(minutes=number),
    )
    ledger = api.services.ledger
    job = (await ledger.accept(article_video())).job.snapshot
    enter = publishing(video.model_copy(update=changes))
    added = await ledger.publications.add(job.job_id, enter, lambda added: [added.file_path])
    await api.services.artifacts.put(added.file_path, CONTENT)
    return added


@pytest.fixture(scope="module", autouse=True)
async def videos(api: Serving) -> list[ArticleVideo]:
    """Three videos, the oldest first."""
    return [
        await publish(api, 0),
        await publish(api, 1),
        await publish(api, 2, slug="water_on_mars", title="火星の水"),
    ]


async def test_videos_are_listed_the_newest_first(api: Serving, videos: list[ArticleVideo]) -> None:
    response = await api.client.get("/api/videos")

    assert response.status_code == 200
    answer = response.json()
    assert list(answer) == ["videos", "count"]
    assert answer["count"] == 3
    assert [video["id"] for video in answer["videos"]] == [video.id for video in reversed(videos)]
    assert answer["videos"][2] == {
        "id": videos[0].id,
        "title": "Amazing AI Discovery",
        "source_url": "https://example.com/article",
        "file_path": f"article-videos/{videos[0].job_id}/amazing_ai_discovery.mp4",
        "duration": 42.5,
        "size_mb": 12.35,
        "created_at": "2025-10-27T10:35:00",
    }


async def test_videos_are_listed_by_page(api: Serving, videos: list[ArticleVideo]) -> None:
    response = await api.client.get("/api/videos", params={"limit": 1, "offset": 1})

    assert response.json()["count"] == 1
    assert [video["id"] for video in response.json()["videos"]] == [videos[1].id]


async def test_a_video_is_served_by_its_name_its_id_and_its_path(
    api: Serving, videos: list[ArticleVideo]
) -> None:
    for video in videos:
        for path in (
            f"/api/videos/{video.name}",
            f"/api/videos/{video.id}/file",
            f"/{video.file_path}",
        ):
            got = await api.client.get(path)
            head = await api.client.head(path)
            assert got.status_code == head.status_code == 200
            assert got.content == CONTENT
            assert head.content == b""
            for response in (got, head):
                assert response.headers["content-type"] == "video/mp4"
                assert response.headers["content-length"] == str(len(CONTENT))
                assert response.headers["accept-ranges"] == "bytes"


async def test_a_player_gets_the_part_that_it_asks_for(api: Serving, videos: list[ArticleVideo]) -> None:
    path = f"/api/videos/{videos[0].id}/file"

    part = await api.client.get(path, headers={"Range": "bytes=1000-1999"})
    beyond = await api.client.get(path, headers={"Range": f"bytes={len(CONTENT)}-"})

    assert part.status_code == 206
    assert part.content == CONTENT[1000:2000]
    assert part.headers["content-range"] == f"bytes 1000-1999/{len(CONTENT)}"
    assert beyond.status_code == 416


async def test_a_file_that_the_client_has_is_not_sent_again(api: Serving, videos: list[ArticleVideo]) -> None:
    path = f"/api/videos/{videos[0].name}"
    etag = (await api.client.get(path)).headers["etag"]

    response = await api.client.get(path, headers={"If-None-Match": etag})

    assert response.status_code == 304


async def test_a_saved_file_has_the_videos_name(api: Serving, videos: list[ArticleVideo]) -> None:
    response = await api.client.head(f"/api/videos/{videos[2].id}/file")

    assert response.headers["content-disposition"] == 'inline; filename="water_on_mars.mp4"'


@pytest.mark.parametrize(
    ("path", "called"),
    [
        ("unknown.mp4", "unknown.mp4"),
        ("..%2f..%2fledger.db", None),
        ("999999/file", "999999"),
        ("0/file", "0"),
        ("-1/file", "-1"),
        (f"{10**30}/file", f"{10**30}"),
    ],
)
async def test_unknown_videos_are_not_found(api: Serving, path: str, called: str | None) -> None:
    response = await api.client.get(f"/api/videos/{path}")

    assert response.status_code == 404
    if called:
        assert response.json() == {"detail": f"Video not found: {called}"}


async def test_a_video_whose_file_is_gone_says_so(api: Serving) -> None:
    video = await publish(api, 3, slug="gone")
    await api.services.artifacts.delete(video.file_path)

    for path in (video.name, f"{video.id}/file"):
        response = await api.client.get(f"/api/videos/{path}")
        assert response.status_code == 404
        assert response.json() == {"detail": "The file of this video is no longer there: gone.mp4"}


async def test_the_contracts_page_deletes_a_video_by_its_id(api: Serving) -> None:
    """Its Delete button sends ``DELETE /api/videos/1``."""
    video = await publish(api, 4, slug="to_delete")
    await api.services.ledger.close_from_outside(video.job_id, JobState.COMPLETED)

    response = await api.client.delete(f"/api/videos/{video.id}")

    assert response.status_code == 200
    assert response.json() == {"status": "deleted", "message": f"Video {video.id} deleted"}
    listed = (await api.client.get("/api/videos")).json()["videos"]
    assert video.id not in [other["id"] for other in listed]
    for path in (f"videos/{video.name}", f"videos/{video.id}/file", f"jobs/{video.job_id}"):
        assert (await api.client.get(f"/api/{path}")).status_code == 404
    assert (await api.client.get(f"/{video.file_path}")).status_code == 404
    again = await api.client.delete(f"/api/videos/{video.id}")
    assert (again.status_code, again.json()) == (404, {"detail": f"Video not found: {video.id}"})


async def test_a_video_is_deleted_by_the_name_of_its_file(api: Serving) -> None:
    video = await publish(api, 5, slug="to_delete_by_name")

    response = await api.client.delete(f"/api/videos/{video.name}")

    assert response.json() == {"status": "deleted", "message": f"Video {video.name} deleted"}
    assert (await api.client.get(f"/api/videos/{video.name}")).status_code == 404


@pytest.mark.parametrize("called", ["0", "999999", f"{10**30}", "-1", "unknown.mp4", "²"])
async def test_there_is_nothing_to_delete(api: Serving, called: str) -> None:
    response = await api.client.delete(f"/api/videos/{called}")

    assert (response.status_code, response.json()) == (404, {"detail": f"Video not found: {called}"})
