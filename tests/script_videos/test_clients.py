"""The client for a shell, with steps that answer at once; Python's makes a video on the stack."""

import re
from pathlib import Path

from tests.script_videos.clients import BASH_CLIENT, run
from tests.script_videos.conftest import Studio


async def test_the_client_for_a_shell_follows_its_job_to_the_video(studio: Studio, tmp_path: Path) -> None:
    said = await run("bash", BASH_CLIENT, str(studio.client.base_url).rstrip("/"), tmp_path)

    assert re.search(r"Progress: 100(\.0+)?% - Video generation completed", said)
    (job_id,) = re.findall(r"Job created: (\S+)", said)
    (path,) = re.findall(r"Video ready: (\S+)", said)
    assert path == (await studio.job(job_id))["result"]["video_path"]
