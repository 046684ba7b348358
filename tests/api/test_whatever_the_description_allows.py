"""Whatever the API's description allows, and what it does not, is sent: each answer is one that it describes.

Schemathesis makes the requests of ``/openapi.json`` and checks the answers with all the checks that it has.
The streams have tests of their own, which hear them to their end.
"""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import pytest
from temporalio.client import Client

from contracts.access import ANONYMOUS
from contracts.speech import SAMPLE, SampleInput, SampleOutput
from tests.api.belongings import belongings
from tests.api.serving import Serving, serve, settings_for
from tests.workflows.stage import Stage

SEED: Final = 20251130
EXAMPLES: Final = 4
"""Requests of each kind an operation; more find little more, and take as much longer."""
CONFIG: Final = """
# A schema can't say which jobs are there, which have ended, which voices a provider has, whether a text can
# be said within a video: a request that it allows may be refused for any of these. Never with a 5xx.
[[operations]]
include-method = ["POST", "DELETE"]
checks.positive_data_acceptance.expected-statuses = [
    "2xx", "400", "401", "403", "404", "409", "422", "429"
]

[[operations]]
include-path-regex = "^/api/v1/voices"
checks.positive_data_acceptance.expected-statuses = ["2xx", "404", "422"]

# Here DELETE cancels: the job is still there, and reads as cancelled.
[[operations]]
include-path = "/api/v1/jobs/{job_id}"
checks.use_after_free.enabled = false

# Every other id is of something that is there.
[dictionaries]
jobs.values = JOBS
generations.values = GENERATIONS
animations.values = ANIMATIONS
videos.values = VIDEOS
names.values = NAMES
files.values = FILES

[parameters]
"path.job_id" = { dictionary = "jobs", probability = 0.5 }
"path.generation_id" = { dictionary = "generations", probability = 0.5 }
"path.video_name" = { dictionary = "names", probability = 0.5 }
"path.path" = { dictionary = "files", probability = 0.5 }
"body.generation_id" = { dictionary = "generations", probability = 0.5 }
"body.prior_video_id" = { dictionary = "animations", probability = 0.5 }

[[operations]]
include-path = "/api/animation/{video_id}"
parameters = { "path.video_id" = { dictionary = "animations", probability = 0.5 } }

[[operations]]
include-path = "/api/videos/{video_id}/file"
parameters = { "path.video_id" = { dictionary = "videos", probability = 0.5 } }
"""


@pytest.fixture(scope="module")
async def api(temporal: Client, home: Path) -> AsyncIterator[Serving]:
    """The API, where the embedded voice speaks in the place of who has no key."""
    async with serve(settings_for(home, temporal, speech_fallback=True)) as serving:
        yield serving


async def config(api: Serving) -> str:
    """Schemathesis' settings, with the ids of finished jobs of each kind and of what they made."""
    there = [await belongings(api.services, ANONYMOUS) for _ in range(3)]
    values: dict[str, list[str] | list[int]] = {
        "JOBS": [job_id for each in there for job_id in each.jobs.values()],
        "GENERATIONS": [each.generation_id for each in there],
        "ANIMATIONS": [each.animation_id for each in there],
        "VIDEOS": [each.video_id for each in there],
        "NAMES": [each.video_name for each in there],
        "FILES": [path.partition("/")[2] for each in there for path in each.files],
    }
    text = CONFIG
    for name, found in values.items():
        text = text.replace(name, json.dumps(found))  # a list is the same in TOML
    return text


@pytest.mark.timeout(600)  # forty seconds of work, and six times as long on a busy machine
async def test_every_answer_is_one_that_the_description_has(
    stage: Stage, api: Serving, tmp_path: Path
) -> None:
    async def sample(wanted: SampleInput) -> SampleOutput:
        await api.services.artifacts.put(wanted.key, b"a voice")
        return SampleOutput(key=wanted.key)

    stage.acts[SAMPLE.name] = sample
    (tmp_path / "schemathesis.toml").write_text(await config(api))
    base = str(api.client.base_url).rstrip("/")
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "schemathesis.cli",
        "run",
        f"{base}/openapi.json",
        f"--seed={SEED}",
        f"--max-examples={EXAMPLES}",
        "--exclude-path-regex=/stream$",
        "--generation-database=none",
        "--continue-on-failure",
        "--no-color",
        cwd=tmp_path,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()

    assert process.returncode == 0, said.decode()
