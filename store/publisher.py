"""The one way by which files of jobs get where clients find them, and go from there again."""

from collections.abc import Callable, Collection, Mapping
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from contracts.errors import JobTerminated
from contracts.progress import moved
from store.artifacts import Artifacts, check_key
from store.ledger import Ledger
from store.publications import Enter

T = TypeVar("T")

Files = Mapping[str, str | Path]
"""Where each file is published, and what it is made of: a file on this machine, or another artifact's key."""


class Publisher:
    """Needs the ledger and the artifacts. Each method may be stopped anywhere, and begun again."""

    def __init__(self, ledger: Ledger, artifacts: Artifacts) -> None:
        self._rows = ledger.publications
        self._artifacts = artifacts

    async def publish(self, job_id: str, enter: Enter[T], files: Callable[[T], Files]) -> T:
        """Enter what the job made, and store its files; what was entered.

        Raises JobNotFound or JobTerminated if nobody waits for it any more; then no file is left.
        """

        def keys(entered: T) -> Collection[str]:
            for key in files(entered):
                check_key(key)
            return files(entered).keys()

        # The rows come first: whatever happens then, they tell what to remove.
        entered = await self._rows.add(job_id, enter, keys)
        for key, source in files(entered).items():
            if isinstance(source, Path):
                await self._artifacts.put(key, source)
            else:
                await self._artifacts.copy(source, key)
            moved()
        if not await self._rows.stands(job_id):  # it was withdrawn meanwhile, by one who gave this worker up
            await self._remove(keys(entered))
            raise JobTerminated("The job has ended; what it published is withdrawn.")
        return entered

    async def publish_files(self, job_id: str, files: Files) -> None:
        """The same for a kind that enters nothing into a table of its own."""
        await self.publish(job_id, _nothing, lambda _: files)

    async def withdraw(self, job_id: str) -> None:
        """Remove what a job has published; if it completed, forget the job too, and who has reused it."""
        await self._remove(await self._rows.withdraw(job_id))

    async def withdraw_unless_completed(self, job_id: str) -> None:
        """Remove what a job has published, unless it has completed, or had when it was deleted."""
        await self._remove(await self._rows.withdraw(job_id, unless_completed=True))

    async def expire(self, kept: Mapping[str, timedelta | None], others: timedelta) -> int:
        """Withdraw what was published longer ago than its kind is kept; of how many jobs.

        None keeps a kind for ever; ``others`` is for what kinds that ``kept`` does not name have published.
        """
        return await self._rows.withdraw_older(kept, others)

    async def sweep(self) -> int:
        """Remove what jobs published that did not complete, and files that were withdrawn; how many files."""
        await self._rows.withdraw_dead()
        await self._rows.forget_misled()
        removed = 0
        while keys := await self._rows.withdrawn_files():
            await self._remove(keys)
            removed += len(keys)
        return removed

    async def _remove(self, keys: Collection[str]) -> None:
        for key in keys:
            await self._artifacts.delete(key)
            moved()
        if keys:
            await self._rows.forget_files(keys)


def _nothing(_: Connection, __: str) -> None:
    pass
