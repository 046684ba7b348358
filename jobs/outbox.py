"""The outbox: starts the workflow of each job that has a place, and again until Temporal takes it.

It runs in every process that accepts jobs or ends them, so a job begins at once where its place was given.
What a process leaves behind when it dies is found by the others, or by itself when it is back. However many
start a job, it runs once: its id is the workflow's.
"""

import asyncio
import time
from dataclasses import dataclass
from typing import Final

import structlog
from temporalio.service import RPCError

from contracts.errors import JobNotFound, ReelworkError
from jobs.service import Jobs

log = structlog.get_logger(__name__)

LOOK_SECONDS: Final = 1.0
"""How often the ledger is asked for what nobody has told of."""
AT_ONCE: Final = 32
"""Starts under way at most."""
LONGEST_PAUSE: Final = 10.0
"""Seconds at most until a start that failed is tried again."""


@dataclass
class _Try:
    """The next time a job may be tried (of ``time.monotonic``; never, once it is started), and the pause."""

    after: float = 0.0
    pause: float = 0.5


class Outbox:
    """Starts what has a place in the ledger of ``jobs``. One in a process, which is woken by that ledger."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._ledger = jobs.ledger
        self._tries: dict[str, _Try] = {}
        self._starting = asyncio.Semaphore(AT_ONCE)
        self._woken = asyncio.Event()

    async def run(self) -> None:
        """Work until cancelled."""
        self._ledger.on_placed = self._woken.set
        async with asyncio.TaskGroup() as starts:
            while True:
                self._woken.clear()
                try:
                    await self._start_all(starts)
                except ReelworkError as error:
                    log.warning("The outbox can't read the ledger; it tries again", error=str(error))
                    await asyncio.sleep(LOOK_SECONDS)
                except Exception:
                    log.exception("The outbox failed; it tries again")
                    await asyncio.sleep(LOOK_SECONDS)
                await self._wait(starts)

    async def _wait(self, starts: asyncio.TaskGroup) -> None:
        """Wait until places were given; look for what others have left meanwhile."""
        try:
            await asyncio.wait_for(self._woken.wait(), LOOK_SECONDS)
        except TimeoutError:
            starts.create_task(self._look_around())

    async def _look_around(self) -> None:
        try:
            await self._jobs.refuse_late()
            await self._ledger.give_places()
        except ReelworkError as error:
            log.warning("The outbox can't look for waiting jobs; it tries again", error=str(error))
        except Exception:
            log.exception("The outbox can't look for waiting jobs; it tries again")

    async def _start_all(self, starts: asyncio.TaskGroup) -> None:
        due = await self._ledger.to_start()
        self._tries = {job_id: self._tries.get(job_id, _Try()) for job_id in due}
        now = time.monotonic()
        for job_id, attempt in self._tries.items():
            if attempt.after <= now:
                attempt.after = float("inf")
                starts.create_task(self._start(job_id, attempt))

    async def _start(self, job_id: str, attempt: _Try) -> None:
        try:
            async with self._starting:
                await self._jobs.start(await self._ledger.get(job_id))
        except JobNotFound:
            return  # it was deleted just now
        except (RPCError, ReelworkError) as error:
            log.warning("A job could not be started", job_id=job_id, error=str(error))
        except Exception:
            log.exception("A job could not be started", job_id=job_id)
        else:
            return
        attempt.after = time.monotonic() + attempt.pause
        attempt.pause = min(2 * attempt.pause, LONGEST_PAUSE)
