"""``make bench``: measure what is promised. Ends with 1 if a goal is missed.

``python -m bench core streams`` measures only these.
"""

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import nullcontext
from typing import Any, Final

from bench import (
    access,
    animation,
    composition,
    core,
    creation,
    fairness,
    joining,
    ledger,
    power,
    sandbox,
    sockets,
    speech,
    streams,
)
from bench.figures import Figure, machine
from bench.stack import stack, stack_of_empty_jobs, stack_with_places

BENCHMARKS: Final[dict[str, tuple[Any, Any]]] = {
    "creation": (stack_of_empty_jobs, creation.measure),
    "core": (stack_of_empty_jobs, core.measure),
    "power": (nullcontext, power.measure),
    "fairness": (stack_with_places, fairness.measure),
    "streams": (stack_of_empty_jobs, streams.measure),
    "sockets": (stack_of_empty_jobs, sockets.measure),
    "animation": (stack, animation.measure),
    "sandbox": (nullcontext, sandbox.measure),
    "speech": (speech.studio, speech.measure),
    "joining": (nullcontext, joining.measure),
    "composition": (nullcontext, composition.measure),
    "ledger": (nullcontext, ledger.measure),
    "access": (access.both, access.measure),
}
LIMIT: Final = 900.0
"""Seconds after which something is wrong."""


async def _figures(names: Sequence[str]) -> AsyncIterator[Figure]:
    for name in names:
        start, measure = BENCHMARKS[name]
        async with start() as started:  # each its own, so that none finds what another has left
            async for figure in measure(started):
                yield figure


async def _bench(names: Sequence[str]) -> bool:
    print(f"{machine()}\n\n| what | measured | goal | reached |\n|---|---|---|---|")
    reached = True
    async with asyncio.timeout(LIMIT):
        async for figure in _figures(names):
            print(figure.row(), flush=True)
            reached = reached and figure.reached
    return reached


def main() -> None:
    """Measure what is asked for, by default all."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(BENCHMARKS))
    names = parser.parse_args().names or list(BENCHMARKS)
    if unknown := set(names) - set(BENCHMARKS):
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    sys.exit(0 if asyncio.run(_bench(names)) else 1)


if __name__ == "__main__":
    main()
