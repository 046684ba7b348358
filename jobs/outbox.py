"""The outbox: starts the workflow of each job that has a place, and again until Temporal takes it.

It runs in every process that accepts jobs or ends them, so a job begins at once where its place was given.
What a process leaves behind when it dies is found by the others, or by itself when it is back. However many
start a job, it runs once: its id is the workflow's.
"""

import asyncio
import time
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

import structlog
from temporalio.service import RPCError

from contracts.errors import JobNotFound, ReelworkError
from jobs.service import Jobs

log = structlog.get_logger(__name__)

LOOK_SECONDS: Final = 1.0
"""How often the ledger is asked for what nobody has told of."""
OTHERS_SECONDS: Final = 10.0
"""How long another process is left to start whom it gave a place, and a worker to begin: a second start does
nothing, but costs as much as one."""
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
    """Starts what has a place in the ledger of ``jobs``. One in a process, which is told by that ledger.

    Whom the process itself has given a place is started at once. The others it only looks for: who gave them
    theirs is about to start them, and if it is not, it has died.
    """

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._ledger = jobs.ledger
        self._tries: dict[str, _Try] = {}
        self._starting = asyncio.Semaphore(AT_ONCE)
        self._woken = asyncio.Event()

    async def run(self) -> None:
        """Work until cancelled."""
        self._ledger.on_placed = self._placed
        patience, looked = 0.0, float("-inf")  # what is there at first was left behind
        async with asyncio.TaskGroup() as starts:
            while True:
                self._woken.clear()
                if time.monotonic() - looked >= LOOK_SECONDS:
                    looked = time.monotonic()
                    if await self._look(patience):
                        patience = OTHERS_SECONDS
                    starts.create_task(self._look_around())
                self._start_due(starts)
                with suppress(TimeoutError):
                    await asyncio.wait_for(
                        self._woken.wait(), max(looked + LOOK_SECONDS - time.monotonic(), 0)
                    )

    def _placed(self, job_ids: Collection[str]) -> None:
        """Hear of jobs that this process has given places."""
        self._tries |= {job_id: _Try() for job_id in job_ids}
        self._woken.set()

    async def _look(self, patience: float) -> bool:
        """Look for whom others gave places, and leave them ``patience`` seconds; whether one could look."""
        known = set(self._tries)
        try:
            due = await self._ledger.to_start()
        except ReelworkError as error:
            log.warning("The outbox can't read the ledger; it tries again", error=str(error))
            return False
        except Exception:
            log.exception("The outbox failed; it tries again")
            return False
        for job_id in known.difference(due):
            del self._tries[job_id]
        for job_id in due:
            self._tries.setdefault(job_id, _Try(after=time.monotonic() + patience))
        return True

    async def _look_around(self) -> None:
        try:
            await self._jobs.refuse_late()
            await self._ledger.give_places()
        except ReelworkError as error:
            log.warning("The outbox can't look for waiting jobs; it tries again", error=str(error))
        except Exception:
            log.exception("The outbox can't look for waiting jobs; it tries again")

    def _start_due(self, starts: asyncio.TaskGroup) -> None:
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
