import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

import store.artifacts
from contracts.errors import ArtifactNotFound, InvalidRequest, ServiceUnavailable
from store import probe
from store.artifacts import CHUNK, FIRST, Artifacts
from tests.disks import small_disk
from tests.store.s3_server import MISSING_BUCKET, S3Server

MEDIUM = b"0123456789abcdef" * (CHUNK // 16) + b"and some more"
UNSAFE = ["", "/", "/etc/passwd", "a/../b", "..", ".", "a/./b", "a//b", "a/", "a\\b", "a\nb", "a\x00b"]
UNSAFE += ["ü", "a b", "a%2e", "x" * 201, "/".join("a" * 17)]
LARGE = MEDIUM * 7  # more than one part of a multipart upload


@pytest.fixture(params=["file", "memory", "s3"])
def artifacts(request: pytest.FixtureRequest, tmp_path: Path) -> Artifacts:
    if request.param == "file":
        return Artifacts(f"file://{tmp_path}/new/store")
    if request.param == "memory":
        return Artifacts("memory:///")
    request.getfixturevalue("s3_environment")
    return Artifacts(f"s3://{uuid4().hex}/some/where")


@pytest.fixture
def questions_are_answered_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probe, "KEPT_SECONDS", 0.0)


def files(folder: Path) -> list[str]:
    """Those in the folder itself."""
    return sorted(path.name for path in folder.iterdir() if path.is_file())


async def ranged(artifacts: Artifacts, key: str, start: int, end: int) -> list[bytes]:
    return [chunk async for chunk in artifacts.read_range(key, start, end)]


async def test_bytes_come_back(artifacts: Artifacts) -> None:
    await artifacts.put("jobs/1/plan.json", b"one")
    await artifacts.put("jobs/1/plan.json", b"two")
    await artifacts.put("jobs/1/empty", b"")

    assert await artifacts.get("jobs/1/plan.json") == b"two"
    assert await artifacts.get("jobs/1/empty") == b""


async def test_a_large_file_comes_back_as_a_file(artifacts: Artifacts, tmp_path: Path) -> None:
    source, copy = tmp_path / "in.mp4", tmp_path / "out.mp4"
    source.write_bytes(LARGE)

    await artifacts.put("videos/1/video.mp4", source)
    await artifacts.download("videos/1/video.mp4", copy)

    assert hashlib.sha256(copy.read_bytes()).digest() == hashlib.sha256(LARGE).digest()
    assert files(tmp_path) == ["in.mp4", "out.mp4"]


async def test_a_failed_download_leaves_no_file(artifacts: Artifacts, tmp_path: Path) -> None:
    with pytest.raises(ArtifactNotFound):
        await artifacts.download("nothing", tmp_path / "out.mp4")

    assert files(tmp_path) == []


async def test_a_range_is_read_piece_by_piece(artifacts: Artifacts) -> None:
    await artifacts.put("video.mp4", LARGE)

    second = FIRST + CHUNK
    pieces = [LARGE[:FIRST], LARGE[FIRST:second], LARGE[second : second + 1]]
    assert await ranged(artifacts, "video.mp4", 0, second + 1) == pieces
    assert await ranged(artifacts, "video.mp4", 5, 6) == [LARGE[5:6]]
    assert await ranged(artifacts, "video.mp4", FIRST - 1, FIRST + 1) == [LARGE[FIRST - 1 : FIRST + 1]]
    assert await ranged(artifacts, "video.mp4", 5, 5) == []


async def test_the_head_tells_size_and_age(artifacts: Artifacts) -> None:
    await artifacts.put("video.mp4", MEDIUM)
    before = await artifacts.head("video.mp4")

    assert (before.key, before.size) == ("video.mp4", len(MEDIUM))
    assert abs(datetime.now(UTC) - before.modified) < timedelta(minutes=1)
    assert before.etag is not None
    await artifacts.put("video.mp4", MEDIUM + b"!")
    assert (await artifacts.head("video.mp4")).etag != before.etag


async def test_what_lies_below_a_prefix_is_listed_and_removed(artifacts: Artifacts) -> None:
    for key in ("jobs/1/a", "jobs/1/b/c", "jobs/10/a", "videos/1/a"):
        await artifacts.put(key, b"x")

    assert [info.key for info in await artifacts.list("jobs/1/")] == ["jobs/1/a", "jobs/1/b/c"]
    assert [info.key for info in await artifacts.list("jobs/1")] == ["jobs/1/a", "jobs/1/b/c"]
    assert await artifacts.delete_prefix("jobs/1/") == 2
    assert await artifacts.delete_prefix("jobs/1/") == 0
    assert [info.key for info in await artifacts.list("jobs")] == ["jobs/10/a"]


async def test_the_folders_below_a_prefix_are_told(artifacts: Artifacts) -> None:
    for key in ("jobs/b/plan.json", "jobs/a/deep/er.py", "jobs/a/plan.json", "jobs/file", "other/c/x"):
        await artifacts.put(key, b"x")

    assert await artifacts.folders("jobs/") == ["a", "b"]
    assert await artifacts.folders("nothing/") == []


async def test_a_copy_is_on_its_own(artifacts: Artifacts) -> None:
    await artifacts.put("jobs/1/video.mp4", b"first")
    await artifacts.put("videos/1/video.mp4", b"stale")

    await artifacts.copy("jobs/1/video.mp4", "videos/1/video.mp4")
    await artifacts.put("jobs/1/video.mp4", b"second")

    assert await artifacts.get("videos/1/video.mp4") == b"first"
    with pytest.raises(ArtifactNotFound, match=r"^Artifact not found: jobs/2/video\.mp4$"):
        await artifacts.copy("jobs/2/video.mp4", "videos/1/video.mp4")
    assert await artifacts.get("videos/1/video.mp4") == b"first"


async def test_to_remove_what_is_not_there_is_no_error(artifacts: Artifacts) -> None:
    await artifacts.put("scripts/1.py", b"x")

    await artifacts.delete("scripts/1.py")
    await artifacts.delete("scripts/1.py")

    assert await artifacts.list("scripts") == []


async def test_two_may_remove_the_same_while_a_neighbour_is_written(artifacts: Artifacts) -> None:
    for turn in range(10):
        await asyncio.gather(*(artifacts.put(f"jobs/{turn}/{number}", b"x") for number in range(10)))
        await asyncio.gather(
            artifacts.delete_prefix(f"jobs/{turn}"),
            artifacts.delete_prefix(f"jobs/{turn}"),
            artifacts.put(f"jobs/{turn + 1}/early", b"x"),
        )
        assert [info.key for info in await artifacts.list("jobs")] == [f"jobs/{turn + 1}/early"]


async def test_what_is_not_there_is_not_found(artifacts: Artifacts) -> None:
    await artifacts.put("videos/1/video.mp4", b"x")
    reads: list[Callable[[str], Awaitable[object]]] = [
        artifacts.get,
        artifacts.head,
        lambda key: ranged(artifacts, key, 0, 1),
    ]
    for read in reads:
        for key in ("nothing", "videos/1", "videos/1/video.mp4/below"):
            with pytest.raises(ArtifactNotFound, match=f"^Artifact not found: {key}$"):
                await read(key)


@pytest.mark.parametrize(
    "key",
    UNSAFE,
)
async def test_a_key_that_could_mean_something_else_is_refused(artifacts: Artifacts, key: str) -> None:
    with pytest.raises(InvalidRequest, match=r"^Not the name of an artifact: "):
        await artifacts.put(key, b"x")
    with pytest.raises(InvalidRequest):
        await artifacts.head(key)


@given(st.from_regex(r"[a-z./\\~\n]{1,12}", fullmatch=True), st.binary(max_size=20))
async def test_a_key_is_stored_below_the_folder_or_refused(
    tmp_path_factory: pytest.TempPathFactory, key: str, data: bytes
) -> None:
    folder = tmp_path_factory.mktemp("keys")
    artifacts = Artifacts(f"file://{folder}/store")
    try:
        await artifacts.put(key, data)
    except InvalidRequest:
        assert files(folder) == []
    else:
        assert (folder / "store" / key).read_bytes() == data
        assert [info.key for info in await artifacts.list(key.split("/", maxsplit=1)[0])] in ([], [key])


@pytest.mark.usefixtures("questions_are_answered_anew")
async def test_a_store_that_fails_says_so(tmp_path: Path) -> None:
    artifacts = Artifacts(f"file://{tmp_path}/store")
    await artifacts.ping()
    (tmp_path / "store" / "health" / "ping").unlink()
    (tmp_path / "store" / "health").rmdir()
    (tmp_path / "store" / "health").write_bytes(b"in the way")

    with pytest.raises(ServiceUnavailable):
        await artifacts.ping()


@pytest.mark.usefixtures("s3_environment")
async def test_a_bucket_that_does_not_exist_is_a_failing_store() -> None:
    with pytest.raises(ServiceUnavailable, match="does not exist"):
        await Artifacts(f"s3://{MISSING_BUCKET}/prefix").ping()


@pytest.mark.usefixtures("questions_are_answered_anew")
async def test_a_full_disk_is_told_and_leaves_nothing_half_done(tmp_path: Path) -> None:
    source = tmp_path / "in.mp4"
    source.write_bytes(LARGE)
    with small_disk(tmp_path / "disk", megabytes=2) as disk:
        artifacts = Artifacts(f"file://{disk.folder}/store")
        await artifacts.put("videos/1.mp4", b"first")
        await artifacts.ping()
        disk.fill()

        for data in (MEDIUM, source):
            with pytest.raises(ServiceUnavailable, match=r"^The artifacts' disk is full\."):
                await artifacts.put("videos/1.mp4", data)
        with pytest.raises(ServiceUnavailable, match=r"^The artifacts' disk is full\."):
            await artifacts.ping()

        assert await artifacts.get("videos/1.mp4") == b"first"
        assert files(disk.folder / "store" / "videos") == ["1.mp4"]
        disk.free()
        await artifacts.ping()
        await artifacts.put("videos/1.mp4", b"second")


@pytest.mark.usefixtures("questions_are_answered_anew")
async def test_a_disk_that_can_only_be_read_is_told(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", megabytes=2) as disk:
        artifacts = Artifacts(f"file://{disk.folder}/store")
        await artifacts.put("videos/1.mp4", b"first")
        disk.protect()

        for write in (artifacts.put("videos/1.mp4", b"second"), artifacts.ping()):
            with pytest.raises(
                ServiceUnavailable, match=r"^The artifacts can only be read, not written to\."
            ):
                await write

        assert await artifacts.get("videos/1.mp4") == b"first"
        disk.release()
        await artifacts.ping()


@pytest.mark.usefixtures("s3_environment", "questions_are_answered_anew")
async def test_a_store_that_hangs_keeps_nobody_waiting_for_long(
    s3_server: S3Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store.artifacts, "SECONDS", 0.3)
    artifacts = Artifacts(f"s3://{uuid4().hex}/some/where", limit=0.3)
    await artifacts.put("videos/1.mp4", b"first")
    s3_server.answering.clear()
    try:
        for question in (
            artifacts.head("videos/1.mp4"),
            artifacts.get("videos/1.mp4"),
            ranged(artifacts, "videos/1.mp4", 0, 1),
            artifacts.ping(),
        ):
            with pytest.raises(ServiceUnavailable, match=r"^The artifacts do not answer at the moment\."):
                await question
    finally:
        s3_server.answering.set()

    await artifacts.ping()
    assert await artifacts.get("videos/1.mp4") == b"first"


async def test_many_who_ask_at_once_cost_one_write(tmp_path: Path) -> None:
    artifacts = Artifacts(f"file://{tmp_path}/store")
    await artifacts.ping()
    written = (tmp_path / "store" / "health" / "ping").stat().st_ino

    await asyncio.gather(*(artifacts.ping() for _ in range(100)))

    assert (tmp_path / "store" / "health" / "ping").stat().st_ino == written  # each write is a new file


@pytest.mark.parametrize("url", ["", "folder", "file://relative/folder", "ftp://host/folder"])
def test_other_places_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"^Artifacts cannot be kept at .*Give file:///folder"):
        Artifacts(url)
