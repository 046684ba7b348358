"""A process that records: ``python -m tests.store.recorder URL JOBS CHANGES`` reports how that went.

It waits for a line on its standard input between its preparation and its records.
"""

import asyncio
import json
import sys
import time
from collections import Counter

from contracts.jobs import JobSnapshot, Verdict
from store.ledger import Ledger
from tests.store.samples import accepted, later


async def main(url: str, jobs: int, changes: int) -> None:
    async with Ledger(url) as ledger:
        starts = [await accepted(ledger) for _ in range(jobs)]

        async def life(start: JobSnapshot) -> list[Verdict]:
            return [await ledger.record([later(start, number)]) for number in range(1, changes + 1)]

        print("ready", flush=True)  # noqa: T201 - the test reads it
        await asyncio.to_thread(sys.stdin.readline)
        began, worked = time.monotonic(), time.process_time()
        verdicts = await asyncio.gather(*(life(start) for start in starts))
        report = {
            "verdicts": Counter(verdict for some in verdicts for verdict in some),
            "seconds": time.monotonic() - began,
            "processor_seconds": time.process_time() - worked,
        }
    print(json.dumps(report))  # noqa: T201 - the same


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
