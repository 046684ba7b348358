"""What goes wrong, when and where: drawn from a seed, one fault after another, several at once."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final

from tests.chaos.inside import POINTS, Action, Armed, Side
from tests.chaos.rig import APIS, PROCESSES, SERVICES, WORKERS, Rig

API_POINTS: Final = ("accept", "commit", "start", "cancel", "call", "close")
WORKER_POINTS: Final = ("commit", "start", "record", "rows", "put", "copy", "delete", "publish", "withdraw")
HOUR: Final = 3600


@dataclass(frozen=True)
class Done:
    """A fault that happened, and when."""

    at: float
    what: str


@dataclass(frozen=True)
class _Kind:
    name: str
    weight: int
    happen: "Callable[[Faults, random.Random], Awaitable[str]]"


class Faults:
    """Draws faults and lets them happen; ``done`` is what happened."""

    def __init__(self, rig: Rig, seed: int) -> None:
        self.done: list[Done] = []
        self._rig = rig
        self._dice = random.Random(f"{seed} faults")  # noqa: S311 - no secret
        self._happening: set[asyncio.Task[None]] = set()
        self._armed: dict[str, Armed] = {}

    @property
    def kinds(self) -> Counter[str]:
        """How many of each kind happened."""
        return Counter(fault.what.partition(" ")[0] for fault in self.done)

    async def happen(self, over: Callable[[], bool], pause: float) -> None:
        """Let faults happen until it is over, about ``pause`` seconds apart; then heal everything."""
        names = [kind.weight for kind in KINDS]
        while not over():
            kind = self._dice.choices(KINDS, names)[0]
            # Each fault has dice of its own, so that what is drawn does not depend on what takes longer.
            dice = random.Random(self._dice.random())  # noqa: S311 - no secret
            task = asyncio.create_task(self._one(kind, dice))
            self._happening.add(task)
            task.add_done_callback(self._happening.discard)
            await asyncio.sleep(self._dice.uniform(0, 2 * pause))
        await asyncio.gather(*self._happening)
        await self._heal()

    async def _one(self, kind: _Kind, dice: random.Random) -> None:
        at = asyncio.get_running_loop().time()
        if what := await kind.happen(self, dice):
            self.done.append(Done(at, f"{kind.name} {what}"))

    async def _heal(self) -> None:
        rig = self._rig
        for name in PROCESSES:
            rig.arm_file(name).unlink(missing_ok=True)
            rig.set_clock(name, 0)
        for door in rig.doors.values():
            door.heal()
        rig.s3.full = False
        await rig.fill_ledger(full=False)
        await rig.ready()

    # --- processes ----------------------------------------------------------------------------------------

    async def kill(self, dice: random.Random) -> str:
        name = dice.choice(PROCESSES)
        self._rig.processes[name].kill()
        return name

    async def restart(self, dice: random.Random) -> str:
        name = dice.choice(PROCESSES)
        await self._rig.processes[name].restart()
        return name

    async def freeze(self, dice: random.Random) -> str:
        name, seconds = dice.choice((*PROCESSES, "temporal")), dice.choice((0.3, 1.0, 2.0, 6.0))
        await (self._rig.processes.get(name) or self._rig.temporal).freeze(seconds)
        return f"{name} {seconds} s"

    async def kill_temporal(self, dice: random.Random) -> str:
        if dice.random() < 0.5:
            self._rig.temporal.kill()
            return "at once"
        await self._rig.temporal.restart()
        return "when asked"

    async def forget(self, _: random.Random) -> str:
        self._rig.forget_workflows()
        return "all workflows"

    async def crash_ledger(self, _: random.Random) -> str:
        await asyncio.to_thread(self._rig.crash_ledger)
        return "a process of PostgreSQL"

    # --- connections --------------------------------------------------------------------------------------

    async def cut(self, dice: random.Random) -> str:
        name, service = dice.choice(PROCESSES), dice.choice(SERVICES)
        seconds = dice.choice((0.0, 0.0, 0.5, 2.0))
        self._rig.doors[name, service].cut()
        await asyncio.sleep(seconds)
        self._rig.doors[name, service].heal()
        return f"{name} from {service} {seconds} s"

    async def swallow(self, dice: random.Random) -> str:
        name, service = dice.choice(PROCESSES), dice.choice(SERVICES)
        seconds = dice.choice((0.3, 1.0, 3.0))
        self._rig.doors[name, service].swallow()
        await asyncio.sleep(seconds)
        self._rig.doors[name, service].heal()
        return f"{name} from {service} {seconds} s"

    # --- disks and clocks ---------------------------------------------------------------------------------

    async def fill(self, dice: random.Random) -> str:
        seconds = dice.choice((0.3, 1.0, 3.0))
        if dice.random() < 0.5:
            self._rig.s3.full = True
            await asyncio.sleep(seconds)
            self._rig.s3.full = False
            return f"artifacts {seconds} s"
        await self._rig.fill_ledger(full=True)
        await asyncio.sleep(seconds)
        await self._rig.fill_ledger(full=False)
        return f"ledger {seconds} s"

    async def jump(self, dice: random.Random) -> str:
        name = dice.choice(PROCESSES)
        offset = dice.choice((-HOUR, -60, -5, 0, 5, 60, HOUR))
        self._rig.set_clock(name, offset)
        return f"{name} {offset:+d} s"

    # --- failpoints ---------------------------------------------------------------------------------------

    async def arm(self, dice: random.Random) -> str:
        """Arm a failpoint, and wait until the process came by."""
        name = dice.choice(PROCESSES)
        armed = Armed(
            point=dice.choice(API_POINTS if name in APIS else WORKER_POINTS),
            side=dice.choice(list(Side)),
            action=dice.choice((Action.KILL, Action.STALL, Action.LOSE, Action.LOSE)),
            passage=dice.choice((1, 1, 2, 4)),
            seconds=dice.choice((0.5, 2.0, 6.0)),
        )
        file = self._rig.arm_file(name)
        if file.exists():
            return ""
        armed.write(file)
        for _ in range(50):
            await asyncio.sleep(0.2)
            if not file.exists():
                return f"{name} {armed.action} {armed.side} {armed.point}"
        file.unlink(missing_ok=True)
        return ""


KINDS: Final[Sequence[_Kind]] = (
    _Kind("failpoint", 45, Faults.arm),
    _Kind("cut", 15, Faults.cut),
    _Kind("swallow", 8, Faults.swallow),
    _Kind("freeze", 10, Faults.freeze),
    _Kind("kill", 6, Faults.kill),
    _Kind("restart", 3, Faults.restart),
    _Kind("temporal", 2, Faults.kill_temporal),
    _Kind("forget", 1, Faults.forget),
    _Kind("crash", 2, Faults.crash_ledger),
    _Kind("full", 5, Faults.fill),
    _Kind("clock", 5, Faults.jump),
)

assert set(API_POINTS) | set(WORKER_POINTS) == POINTS.keys()
assert set(APIS) | set(WORKERS) == set(PROCESSES)
