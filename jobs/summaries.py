"""What the Temporal Web UI shows of a job from its start: a line to know it by, and what was asked."""

import json
import re
from typing import Final

from store.records import JobRecord

SUMMARY_CHARACTERS: Final = 100
"""The length of a summary at most: Temporal takes 400 bytes, and the list has room for about as much."""
DETAILS_CHARACTERS: Final = 4000
"""The length of what was asked, at most: Temporal takes 20,000 bytes of details."""
_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~])")


def summary(job: JobRecord) -> str:
    """The job's title in one line of plain words; what Markdown would take for a sign is escaped."""
    return _MARKDOWN.sub(r"\\\1", _shortened(" ".join(job.title.split()), SUMMARY_CHARACTERS))


def details(job: JobRecord, public_url: str) -> str:
    """What was asked, as JSON in a block of code, below a link to the job's page if its address is known."""
    asked = _shortened(json.dumps(job.request, ensure_ascii=False, indent=2), DETAILS_CHARACTERS)
    longest = max((len(ticks) for ticks in re.findall(r"`+", asked)), default=0)
    fence = "`" * max(3, longest + 1)
    link = f"[The job's page]({public_url}/jobs/{job.snapshot.job_id})\n\n" if public_url else ""
    return f"{link}Owner: `{job.snapshot.owner.replace('`', '')}`\n\n{fence}json\n{asked}\n{fence}"


def _shortened(text: str, characters: int) -> str:
    return text if len(text) <= characters else text[: characters - 1] + "…"
