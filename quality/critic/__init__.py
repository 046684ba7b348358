"""Good scripts in which the critic should find nothing, and faulty ones in which it should find the fault."""

import argparse
import asyncio
import random
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from contracts.animation import Diagnostic
from quality.critic.defects import Defect, defects
from quality.critic.running import added, found_in
from quality.critic.scripts import good_scripts

LEAST_FOUND: Final = 0.95
MOST_FALSE: Final = 0.02
MOST_ADDED: Final = 0.1
OF_A_KIND: Final = 6
SEED: Final = 16
TIMED: Final = 3


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what can be asked of this part alone."""
    parser.add_argument("--every", action="store_true", help="each builder in every shape and language")
    parser.add_argument(
        "--defects", type=int, metavar="N", default=OF_A_KIND, help="N faulty scripts of each kind"
    )


def measure(options: argparse.Namespace) -> bool:
    """Run the scripts and print the figures; whether the goals are reached."""
    good = good_scripts(every=options.every)
    faulty = _faulty(good, options.defects)
    alarms = {name: found for name, found in asyncio.run(found_in(good)).items() if found}
    missed = _missed(faulty, asyncio.run(found_in({name: one.script for name, one in faulty.items()})))
    cost = asyncio.run(added(list(good.values())[:TIMED]))
    for name, findings in alarms.items():
        for finding in findings:
            print(f"found in good: {name}: line {finding.line}: {finding.message}")
    for name in missed:
        print(f"missed: {name}")
    false, found = len(alarms) / len(good), 1 - len(missed) / len(faulty)
    print("\n| what | measured | goal |\n|---|---|---|")
    print(f"| faulty scripts found, of {len(faulty)} | {found:.1%} | ≥ {LEAST_FOUND:.0%} |")
    print(f"| good scripts with a finding, of {len(good)} | {false:.1%} | ≤ {MOST_FALSE:.0%} |")
    print(f"| what the critic adds to a trial run | {cost:.1%} | ≤ {MOST_ADDED:.0%} |")
    return found >= LEAST_FOUND and false <= MOST_FALSE and cost <= MOST_ADDED


def _faulty(good: Mapping[str, str], most: int) -> dict[str, Defect]:
    """So many scripts of each kind of defect, from all over the good ones."""
    kinds: dict[str, list[tuple[str, Defect]]] = defaultdict(list)
    for name, script in good.items():
        for defect in defects(script):
            kinds[defect.name].append((name, defect))
    chance = random.Random(SEED)  # noqa: S311 - the same ones every time
    chosen = [one for made in kinds.values() for one in chance.sample(made, min(most, len(made)))]
    return {f"{defect.name}: {name} ({number})": defect for number, (name, defect) in enumerate(chosen)}


def _missed(faulty: Mapping[str, Defect], found: Mapping[str, tuple[Diagnostic, ...]]) -> list[str]:
    return [
        name
        for name, defect in faulty.items()
        if not defect.rules & {finding.rule for finding in found[name]}
    ]
