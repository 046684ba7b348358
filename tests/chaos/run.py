"""One run: clients at work while faults happen, then quiet, then everything is looked at.

``python -m tests.chaos.run --seconds 180 --seed 7`` or ``make chaos SECONDS=180 SEED=7``.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import structlog
from sqlalchemy import func, select
from temporalio.api.enums.v1 import EventType
from temporalio.service import RPCError

from contracts.jobs import JobState
from contracts.speech import SPEECH_CACHE
from store.ledger import Ledger
from store.schema import AnimationRow, ArticleVideoRow, JobRow, PublicationRow, PublishedFileRow
from tests.chaos.clients import Clients
from tests.chaos.faults import Done, Faults
from tests.chaos.kinds import contracts
from tests.chaos.model import Event, Outcome, Row, World, violations
from tests.chaos.rig import APIS, Rig, rig

log = structlog.get_logger("chaos")

CLIENTS: Final = 5
SETTLING: Final = 300.0
"""Seconds without a change of any job, after which those that are open do not end by themselves any more."""
TIDYING: Final = 60.0
"""Seconds after which the maintenance has removed what it will remove."""
_BUCKET: Final = "chaos/"
_KEPT: Final = (SPEECH_CACHE, "health/")
"""What lies among the artifacts without belonging to a job."""


@dataclass
class Report:
    """What a run has shown."""

    seed: int
    seconds: float
    faults: Sequence[Done]
    kinds: Counter[str]
    impatient: int
    states: Counter[str]
    events: int
    violations: Sequence[str]

    def text(self) -> str:
        """For who ran it."""
        lines = [
            f"{len(self.faults)} faults in {self.seconds:.0f} s ({_counted(self.kinds)})",
            f"{self.impatient} requests given up or sent twice",
            f"{sum(self.states.values())} jobs ({_counted(self.states)}), {self.events} answers and events",
            *self.violations,
        ]
        if self.violations:
            lines.append(f"Run it again: make chaos SEED={self.seed} SECONDS={self.seconds:.0f}")
        return "\n".join(lines)


async def run(home: Path, seed: int, seconds: float, pause: float = 0.7) -> Report:
    """Let faults happen for so many seconds, and look at what came of it."""
    async with rig(home) as (made, web):
        edited: dict[str, object] = {}
        known = contracts(lambda tag: web.url(f"brief.html?tag={tag}"), edited)
        clients = Clients(made, seed, known)
        faults = Faults(made, seed)
        try:
            edited.update(await clients.first_animation())
            log.info("Everything is up; faults begin", seed=seed, seconds=seconds)
            end = time.monotonic() + seconds
            async with asyncio.TaskGroup() as living:
                for number in range(CLIENTS):
                    living.create_task(clients.live(f"client-{number}"))
                await faults.happen(lambda: time.monotonic() > end, pause)
                clients.finish()
                log.info("Faults are over; the clients finish", faults=len(faults.done))
            log.info("The jobs that are open come to their end", jobs=len(clients.jobs))
            async with Ledger(made.settings.database_url) as ledger:
                await _settled(ledger)
                log.info("Everything is looked at")
                await _last_look(clients, ledger)
                world = await _world(made, clients, ledger)
        finally:
            await clients.close()
    rows = {row.job_id: row for row in world.rows}
    found = violations(clients.history, world)
    return Report(
        seed,
        seconds,
        faults.done,
        faults.kinds,
        clients.impatient,
        Counter(f"{row.state}" for row in rows.values()),
        len(clients.history),
        found,
    )


async def _settled(ledger: Ledger) -> None:
    """Wait until no job is open, or none will end by itself."""
    changes, deadline = -1, 0.0
    while await ledger.count(states=[JobState.PENDING, JobState.RUNNING]):
        (row,) = await ledger._database.read(select(func.sum(JobRow.sequence).label("changes")))
        if row.changes != changes:
            changes, deadline = row.changes, time.monotonic() + SETTLING
        if time.monotonic() > deadline:
            return
        await asyncio.sleep(0.3)


async def _last_look(clients: Clients, ledger: Ledger) -> None:
    """Read every job once more by each API, and fetch what was made."""
    accepted = {post.job_id for post in clients.history.posts if post.outcome is Outcome.DONE}
    for job_id in sorted(accepted):
        for api in APIS:
            await clients.read(clients.jobs[job_id], job_id, api)
    states = await ledger.states(accepted)
    for job_id, state in sorted(states.items()):
        if state is JobState.COMPLETED:
            await clients.fetch(job_id)


async def _world(made: Rig, clients: Clients, ledger: Ledger) -> World:
    tags = {contract.kind: contract.tag for contract in clients.contracts}
    database = ledger._database
    publications = Counter(row.job_id for row in await database.read(select(PublicationRow.job_id)))
    for table in (AnimationRow, ArticleVideoRow):
        # A job that has two rows here has published twice, under two names.
        entered = Counter(row.job_id for row in await database.read(select(table.job_id)))
        publications |= entered
    rows = []
    for record in await ledger.list(limit=100_000):
        now = record.snapshot
        events = [Event(one.sequence, one.state, one.progress) for one in await ledger.events(now.job_id)]
        error = now.error.message if now.error else ""
        tag = tags[now.kind](record)
        rows.append(Row(now.job_id, tag, now.state, error, events, publications[now.job_id]))
    leftovers = await _leftovers(made, ledger)
    deadline = time.monotonic() + TIDYING
    while leftovers and time.monotonic() < deadline:
        await asyncio.sleep(0.3)
        leftovers = await _leftovers(made, ledger)
    return World(rows, leftovers, await _completions(made, [row.job_id for row in rows]))


async def _leftovers(made: Rig, ledger: Ledger) -> list[str]:
    """Files that belong to no job that has completed, in words."""
    stands = select(PublishedFileRow.key).where(PublishedFileRow.job_id.is_not(None))
    published = {row.key for row in await ledger._database.read(stands)}
    keys = [name.removeprefix(_BUCKET) for name in list(made.s3.objects)]
    lost = [key for key in keys if key not in published and not key.startswith(_KEPT)]
    folders = made.home.glob("*/scratch/*")
    return [
        *(f"{key} belongs to nobody" for key in lost),
        *(f"{folder.name} is left in the scratch folder of {folder.parts[-3]}" for folder in folders),
    ]


async def _completions(made: Rig, job_ids: Sequence[str]) -> list[tuple[str, str, int]]:
    """How often each activity of a workflow's last run completed, as far as Temporal knows it."""
    temporal = await made.client()
    found = []
    for job_id in job_ids:
        scheduled: dict[int, str] = {}
        done: Counter[str] = Counter()
        try:
            async for event in temporal.get_workflow_handle(job_id).fetch_history_events():
                if event.event_type == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED:
                    about = event.activity_task_scheduled_event_attributes
                    argument = about.input.payloads[0].data.decode()
                    scheduled[event.event_id] = f"{about.activity_type.name} {argument}"
                elif event.event_type == EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED:
                    attributes = event.activity_task_completed_event_attributes
                    done[scheduled[attributes.scheduled_event_id]] += 1
        except RPCError:
            continue
        found += [(job_id, activity, times) for activity, times in done.items()]
    return found


def _counted(counted: Counter[str]) -> str:
    return ", ".join(f"{number} {name}" for name, number in counted.most_common())


def main() -> None:
    """Run once, say what came of it, and end with 1 if something does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=180.0)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--pause", type=float, default=0.7, help="seconds between two faults, about")
    parser.add_argument("--home", type=Path, help="where logs and all state go, and stay")
    chosen = parser.parse_args()
    home = chosen.home or Path(tempfile.mkdtemp(prefix="reelwork-chaos-"))
    report = asyncio.run(run(home, chosen.seed, chosen.seconds, chosen.pause))
    sys.stdout.write(f"{report.text()}\nAll logs: {home}\n")
    sys.exit(bool(report.violations))


if __name__ == "__main__":
    main()
