"""The README's curl commands, word for word (address and ids aside), against the real stack."""

import asyncio
import json
import re
import shlex
from pathlib import Path
from typing import Any

import av
import pytest

from runtime.settings import Settings
from runtime.stack import Stack
from tests.stack.conftest import Watched

README = Path(__file__).parent.parent.parent / "README.md"
COMMANDS = re.findall(r"```bash\n(.*?)```", README.read_text(), re.DOTALL)


async def run(command: str, stack: Stack, folder: Path, **words: str) -> str:
    """Run one block of the README as a person would; what it prints."""
    command = command.replace("http://localhost:8000", stack.address)
    for word, value in words.items():
        command = command.replace(word, value)
    process = await asyncio.create_subprocess_exec(
        "bash", "-euc", command, cwd=folder, stdout=asyncio.subprocess.PIPE
    )
    output, _ = await process.communicate()
    assert process.returncode == 0, shlex.quote(command)
    return output.decode()


def last_event(stream: str) -> tuple[str, dict[str, Any]]:
    block = stream.strip().split("\n\n")[-1]
    fields = dict(line.split(": ", 1) for line in block.splitlines())
    return fields["event"], json.loads(fields["data"])


async def test_the_commands_work_as_they_stand(stack: Stack, tmp_path: Path) -> None:
    create, follow, status, fetch, edit, rest, *_ = COMMANDS

    created = json.loads(await run(create, stack, tmp_path))
    assert created["status"] == "pending"
    job_id = created["job_id"]
    event, job = last_event(await run(follow, stack, tmp_path, JOB_ID=job_id))
    assert event == "completed"
    assert json.loads(await run(status, stack, tmp_path, JOB_ID=job_id)) == job
    result = job["result"]

    await run(fetch, stack, tmp_path, VIDEO_PATH=result["video_path"])
    with av.open(str(tmp_path / "video.mp4")) as video:
        assert video.duration
        assert video.duration > 3_000_000
    ids = {"GENERATION_ID": str(result["generation_id"]), "VIDEO_ID": result["video_id"]}
    event, job = last_event(await run(edit, stack, tmp_path, **ids))
    assert event == "completed"

    cancel, delete, cleanup = rest.strip().splitlines()
    refused = json.loads(await run(cancel, stack, tmp_path, JOB_ID=job_id))
    assert refused["detail"] == "Cannot cancel a job that has ended: completed"
    assert json.loads(await run(delete, stack, tmp_path, JOB_ID=job_id))["message"] == "Job deleted"
    assert json.loads(await run(cleanup, stack, tmp_path))["deleted_count"] == 0


async def test_the_commands_for_a_dialogue_work_as_they_stand(stack: Stack, tmp_path: Path) -> None:
    create, read, fetch = COMMANDS[6:9]
    job_id = json.loads(await run(create, stack, tmp_path))["id"]
    while (made := json.loads(await run(read, stack, tmp_path, JOB_ID=job_id)))["status"] in (
        "pending",
        "processing",
    ):
        await asyncio.sleep(0.5)
    assert made["status"] == "completed", made
    await run(fetch, stack, tmp_path, JOB_ID=job_id)
    with av.open(str(tmp_path / "dialogue.mp3")) as audio:
        assert audio.duration
        assert audio.duration > 1_500_000


@pytest.mark.timeout(400)  # the embedded voice speaks for the whole length of both videos
async def test_the_commands_for_videos_work_as_they_stand(
    stack: Stack, watched: Watched, tmp_path: Path
) -> None:
    create_article, read_article, fetch, create_script, read_script = COMMANDS[9:]
    article = json.loads(await run(create_article, stack, tmp_path, ARTICLE_URL=watched.url))
    script = json.loads(await run(create_script, stack, tmp_path))
    job_id = article["job_id"]
    while (made := json.loads(await run(read_article, stack, tmp_path, JOB_ID=job_id)))["status"] in (
        "pending",
        "processing",
    ):
        await asyncio.sleep(0.5)
    assert made["status"] == "completed", made
    await run(fetch, stack, tmp_path, VIDEO_ID=str(made["video_id"]))
    with av.open(str(tmp_path / "article.mp4")) as video:
        assert (video.streams.video[0].width, video.streams.video[0].height) == (720, 1280)

    job_id = script["job_id"]
    while (made := json.loads(await run(read_script, stack, tmp_path, JOB_ID=job_id)))["status"] not in (
        "success",
        "failure",
    ):
        await asyncio.sleep(0.5)
    assert made["result"]["duration"] == 8, made


def test_the_settings_it_names_are_real() -> None:
    named = set(re.findall(r"`REELWORK_(\w+)`", README.read_text()))
    assert named
    assert {name.lower() for name in named} <= set(Settings.model_fields)


@pytest.mark.parametrize("target", ["demo", "up", "test", "bench"])
def test_the_make_targets_exist(target: str) -> None:
    makefile = (README.parent / "Makefile").read_text()
    assert re.search(rf"^{target}:.*##", makefile, re.MULTILINE)
