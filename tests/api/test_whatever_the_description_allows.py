"""Whatever the API's description allows, and what it does not, is sent: each answer is one that it describes.

Schemathesis makes the requests of ``/openapi.json`` and checks the answers with all the checks that it has.
The streams have tests of their own, which hear them to their end.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import pytest
from temporalio.client import Client

from tests.api.serving import Serving, serve, settings_for

SEED: Final = 20251130
EXAMPLES: Final = 6
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
checks.positive_data_acceptance.expected-statuses = ["2xx", "422"]

# Here DELETE cancels: the job is still there, and reads as cancelled.
[[operations]]
include-path = "/api/v1/jobs/{job_id}"
checks.use_after_free.enabled = false
"""


@pytest.fixture(scope="module")
async def api(temporal: Client, home: Path) -> AsyncIterator[Serving]:
    """The API, where the embedded voice speaks in the place of who has no key."""
    async with serve(settings_for(home, temporal, speech_fallback=True)) as serving:
        yield serving


@pytest.mark.timeout(600)  # fifty seconds of work, and six times as long on a busy machine
@pytest.mark.usefixtures("stage")
async def test_every_answer_is_one_that_the_description_has(api: Serving, tmp_path: Path) -> None:
    (tmp_path / "schemathesis.toml").write_text(CONFIG)
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
