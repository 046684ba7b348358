"""``python -m bench.owners``: 100,000 turns of two owners' requests, mixed at random, on the real stack.

Each answer is held against a model of who owns what (``tests/api/two_owners.py``). Ends with 1 at the first
that tells or does what is the other's. ``python -m bench.owners 2000 7`` sends so many, of another seed.
"""

import asyncio
import sys
import time
from dataclasses import dataclass
from typing import Final

from bench.stack import client, stack_of_empty_jobs
from store.artifacts import Artifacts
from store.ledger import Ledger
from tests.api.two_owners import Leak, mix

REQUESTS: Final = 100_000
KEYS_WITHOUT_LIMITS: Final = {
    "REELWORK_AUTH": "keys",
    "REELWORK_CREATIONS_A_MINUTE": "0",
    "REELWORK_OPEN_JOBS": "0",
}


@dataclass(frozen=True)
class _Stores:
    ledger: Ledger
    artifacts: Artifacts


async def _run(requests: int, seed: int) -> None:
    async with (
        stack_of_empty_jobs(environment=KEYS_WITHOUT_LIMITS) as started,
        client(started) as http,
        Ledger(started.settings.database_url) as ledger,
    ):
        stores = _Stores(ledger, Artifacts(started.settings.artifacts_url))
        begin = time.monotonic()
        statuses = await mix(http, stores, requests, seed)
        seconds = time.monotonic() - begin
        told = ", ".join(f"{number} were {status}" for status, number in sorted(statuses.items()))
        print(
            f"{requests} turns of two owners in {seconds:.0f} s, seed {seed}: no leak. Of the answers {told}."
        )


def main() -> None:
    """Send as many as the command line says."""
    requests, seed = [*(int(number) for number in sys.argv[1:]), *(REQUESTS, 13)[len(sys.argv) - 1 :]]
    try:
        asyncio.run(_run(requests, seed))
    except Leak as leak:
        sys.exit(f"A leak: {leak}")


if __name__ == "__main__":
    main()
