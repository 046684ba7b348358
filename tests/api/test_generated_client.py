"""A client generated from ``/openapi.json`` makes a job of each kind, reads it and lists it."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import pytest
from temporalio.client import Client

from tests.api.serving import Serving, serve, settings_for

TOOL: Final = (sys.executable, "-m", "openapi_python_client")
NAME: Final = "reelwork_client"
CONFIG: Final = """
post_hooks: []
content_type_overrides: {video/mp4: application/octet-stream, image/jpeg: application/octet-stream}
"""

# What somebody would write who has the client and nothing else of ours; it runs in a process of its own.
USE: Final = """
import sys
from reelwork_client import Client
from reelwork_client.api.animation_jobs import create_animation, read_animation_job
from reelwork_client.api.article_videos import create_article_video, list_article_video_jobs
from reelwork_client.api.speech_jobs_and_script_videos import create_v1_job, list_v1_jobs, read_v1_job
from reelwork_client.models import (
    AnimationJob, AnimationRequest, ArticleVideoRequest, InvalidBody, ScriptVideoDetails,
    ScriptVideoDetailsPlatform, ScriptVideoJob, ScriptVideoJobPage, ScriptVideoRequest,
    SpeechErrorBody, SpeechJob, SpeechJobList, SpeechRequest, SpeechTurnRequest, SpeechVoiceRequest,
)
from reelwork_client.models import ProviderName

client = Client(base_url=sys.argv[1], raise_on_unexpected_status=True)

made = create_animation.sync(client=client, body=AnimationRequest(content="Explain the sum of two vectors"))
job = read_animation_job.sync(made.job_id, client=client)
assert isinstance(job, AnimationJob) and job.job_id == made.job_id, job

article = create_article_video.sync(client=client, body=ArticleVideoRequest(url="https://example.com/a"))
listed = list_article_video_jobs.sync(client=client)
assert article.job_id in [each.id for each in listed.jobs], listed

dialogue = create_v1_job.sync(client=client, x_user_id="me", body=SpeechRequest(
    provider=ProviderName.AZURE,
    turns=[SpeechTurnRequest(speaker="A", text="Hello", index=0)],
    voice_assignments=[SpeechVoiceRequest(speaker="A", voice_id="en-US-JennyNeural")],
    language="en-US",
))
assert not isinstance(dialogue, SpeechErrorBody), dialogue
read = read_v1_job.sync(dialogue.id, client=client, x_user_id="me")
assert isinstance(read, SpeechJob) and read.id == dialogue.id, read
mine = list_v1_jobs.sync(client=client, x_user_id="me")
assert isinstance(mine, SpeechJobList) and [each.id for each in mine.items] == [dialogue.id], mine

wanted = ScriptVideoDetails(
    script_id="s", user_id="me", title="Tides", script_content="The sea comes to you twice a day.",
    language="en-US", platform=ScriptVideoDetailsPlatform.YOUTUBE, duration=10,
    voice_provider=ProviderName.AZURE,
)
video = create_v1_job.sync(client=client, body=ScriptVideoRequest(video_request=wanted))
read = read_v1_job.sync(video.job_id, client=client)
assert isinstance(read, ScriptVideoJob) and read.job_id == video.job_id, read
page = list_v1_jobs.sync(client=client, user_id="me")
assert isinstance(page, ScriptVideoJobPage) and [each.job_id for each in page.jobs] == [video.job_id], page

wanted.duration = 0
refused = create_v1_job.sync(client=client, body=ScriptVideoRequest(video_request=wanted))
assert isinstance(refused, InvalidBody) and refused.errors[0].field == "video_request.duration", refused
refused = list_v1_jobs.sync(client=client, limit=0)
assert isinstance(refused, SpeechErrorBody) and refused.error == "VALIDATION_ERROR", refused
"""


@pytest.fixture(scope="module")
async def api(temporal: Client, home: Path) -> AsyncIterator[Serving]:
    """The API, where the embedded voice speaks in the place of who has no key."""
    async with serve(settings_for(home, temporal, speech_fallback=True)) as serving:
        yield serving


@pytest.fixture(scope="module")
async def client(api: Serving, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the client that the generator makes of the API's description."""
    folder = tmp_path_factory.mktemp("client")
    described = await api.client.get("/openapi.json")
    (folder / "openapi.json").write_text(json.dumps(described.json()))
    (folder / "config.yaml").write_text(CONFIG)
    made = await _run(
        *TOOL,
        "generate",
        "--path",
        "openapi.json",
        "--config",
        "config.yaml",
        "--meta",
        "none",
        "--output-path",
        NAME,
        folder=folder,
    )
    assert made[0] == 0, made[1]
    return folder


@pytest.mark.usefixtures("stage")
async def test_a_generated_client_makes_reads_and_lists_jobs(api: Serving, client: Path) -> None:
    code, said = await _run(sys.executable, "-c", USE, str(api.client.base_url).rstrip("/"), folder=client)

    assert code == 0, said


async def test_every_operation_and_every_schema_is_in_the_client(api: Serving, client: Path) -> None:
    description = (await api.client.get("/openapi.json")).json()
    functions = {path.stem for path in (client / NAME / "api").glob("*/*.py")} - {"__init__"}

    assert functions == {
        operation["operationId"]
        for of_path in description["paths"].values()
        for operation in of_path.values()
    }


async def _run(*command: str, folder: Path) -> tuple[int | None, str]:
    """Run a program in a folder; its exit code and all that it said."""
    process = await asyncio.create_subprocess_exec(
        *command, cwd=folder, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    said, _ = await process.communicate()
    return process.returncode, said.decode()
