"""``python -m bench.crowd``: 100 videos of scripts at once, with two minutes for each: all are made.

``python -m bench.crowd 12`` asks for so many. Ends with 1 if one fails.
"""

import asyncio
import sys
import time
from collections import Counter
from typing import Any, Final

from bench.figures import machine, median
from bench.stack import client, stack
from contracts.jobs import OPEN_STATES, JobState
from store.ledger import Ledger

VIDEOS: Final = 100
LIMIT: Final = "120"
"""Seconds from a video's place to its end, after which it would be stopped."""


def _request(number: int) -> dict[str, Any]:
    details = {
        "script_id": f"{number}",
        "user_id": "someone",
        "title": f"Video {number}",
        "script_content": f"The sea rises and falls, for the {number}th time.",
        "language": "en-US",
        "platform": "youtube",
        "duration": 5,
        "voice_provider": "azure",
    }
    return {"video_request": details}


async def _run(videos: int) -> bool:
    environment = {"REELWORK_VIDEO_SOFT_LIMIT_SECONDS": LIMIT}
    async with (
        stack(environment) as started,
        client(started) as http,
        Ledger(started.settings.database_url) as ledger,
    ):
        begin = time.monotonic()
        answers = await asyncio.gather(
            *(http.post("/api/v1/jobs", json=_request(number)) for number in range(videos))
        )
        for answer in answers:
            answer.raise_for_status()
        accepted = time.monotonic() - begin
        while await ledger.count(states=OPEN_STATES):  # noqa: ASYNC110 - it is another process
            await asyncio.sleep(1)
        seconds = time.monotonic() - begin
        ended = [job.snapshot for job in await ledger.list(limit=videos)]
    states = Counter(job.state for job in ended)
    took = [
        (job.finished_at - job.started_at).total_seconds()
        for job in ended
        if job.finished_at and job.started_at
    ]
    errors = Counter(job.error.message for job in ended if job.error)
    print(machine())
    print(
        f"{videos} videos of 5 s at once, {LIMIT} s for each: {states[JobState.COMPLETED]} made in "
        f"{seconds:.0f} s; all accepted after {accepted:.1f} s; from its start to its end a video took "
        f"{median(took):.1f} s (median), {max(took):.1f} s (longest). {dict(errors) or ''}"
    )
    return states[JobState.COMPLETED] == videos


def main() -> None:
    """Ask for as many as the command line says."""
    videos = int(sys.argv[1]) if len(sys.argv) > 1 else VIDEOS
    sys.exit(not asyncio.run(_run(videos)))


if __name__ == "__main__":
    main()
