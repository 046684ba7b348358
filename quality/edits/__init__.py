"""Edits as people ask for them: how many are done, what is named, what is wrong."""

import argparse
from collections import Counter
from typing import Final

from quality.edits.edits import edits
from quality.edits.judging import Verdict, answer

LEAST_DONE: Final = 0.85


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what can be asked of this part alone."""
    parser.add_argument("--only", type=int, nargs="+", metavar="N", help="only these, by their numbers")


def measure(options: argparse.Namespace) -> bool:
    """Make the edits, and print the figures; whether the goals are reached."""
    answers = [answer(one) for one in edits() if not options.only or one.number in options.only]
    for one in answers:
        if one.reason:
            print(f"{one.asked.number} {one.verdict}: {one.asked.edit!r} {one.reason}")
    counts = Counter(one.verdict for one in answers)
    done = counts[Verdict.DONE] / len(answers)
    print("\n| what | measured | goal |\n|---|---|---|")
    print(f"| done, of {len(answers)} | {done:.0%} ({counts[Verdict.DONE]}) | ≥ {LEAST_DONE:.0%} |")
    print(f"| done in part, and the rest is named | {counts[Verdict.NAMED]} | |")
    print(f"| refused, with what can be said | {counts[Verdict.REFUSED]} | |")
    print(f"| wrong | {counts[Verdict.WRONG]} | 0 |")
    return done >= LEAST_DONE and not counts[Verdict.WRONG]
