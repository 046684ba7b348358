"""Requests as people type them: how many are shown as asked, what is wrong, what the critic finds."""

import argparse
import asyncio
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from contracts.storyboard import Shape
from media.manim.runner import ScriptRunner
from quality.animations.judging import Answer, Verdict, answer
from quality.animations.prompts import Prompt, prompts
from scripts.sheets import sheet

LEAST_SHOWN: Final = 0.6
MOST_MILLISECONDS: Final = 150
AT_ONCE: Final = 2
_FRAMES: Final = 15


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what can be asked of this part alone."""
    parser.add_argument("--only", type=int, nargs="+", metavar="N", help="only these, by their numbers")
    parser.add_argument("--language", action="append", help="only this one: en, ja, zh-TW or zh-CN")
    parser.add_argument("--no-trial", action="store_true", help="plan and write, and run nothing")
    parser.add_argument("--sheets", type=Path, metavar="FOLDER", help="render each to a sheet of frames")


def measure(options: argparse.Namespace) -> bool:
    """Plan, write and try the requests, and print the figures; whether the goals are reached."""
    chosen = [
        one
        for one in prompts()
        if (not options.only or one.number in options.only)
        and (not options.language or one.language in options.language)
    ]
    answers = _answered(chosen)
    if options.sheets:
        options.sheets.mkdir(parents=True, exist_ok=True)
        asyncio.run(_sheets(answers, options.sheets))
    findings = {} if options.no_trial else asyncio.run(_tried(answers))
    return _report(answers, findings)


def _answered(chosen: Sequence[Prompt]) -> list[Answer]:
    """What comes of them: twice, for the first time imports and compiles."""
    for prompt in chosen:
        answer(prompt)
    return [answer(prompt) for prompt in chosen]


async def _tried(answers: Sequence[Answer]) -> dict[int, list[str]]:
    """What the trial runs find, by the prompts' numbers."""
    places = asyncio.Semaphore(AT_ONCE)
    found: dict[int, list[str]] = {}
    planned = [one for one in answers if one.script]

    async def run(one: Answer) -> None:
        async with places:
            with tempfile.TemporaryDirectory(prefix="reelwork-quality-") as folder:
                report = await runner.preflight(one.script, Path(folder))
        found[one.prompt.number] = [f"line {each.line}: {each.message}" for each in report.diagnostics]
        print(f"\rtried {len(found)} of {len(planned)}", end="", file=sys.stderr, flush=True)

    async with ScriptRunner(unconfined=True) as runner:
        await asyncio.gather(*map(run, planned))
    print(file=sys.stderr)
    return found


async def _sheets(answers: Sequence[Answer], folder: Path) -> None:
    async with ScriptRunner(unconfined=True) as runner:
        for one in answers:
            if one.script:
                number = one.prompt.number
                made = await sheet(runner, one.script, Shape.WIDE, folder / f"{number:03}.png", _FRAMES)
                print(f"{number} {one.prompt.text[:60]!r}: {made}")


def _report(answers: Sequence[Answer], findings: dict[int, list[str]]) -> bool:
    counts = Counter(one.verdict for one in answers)
    for one in answers:
        could = one.verdict is Verdict.REFUSED and not one.prompt.may_need_model
        if could or one.verdict in {Verdict.WRONG, Verdict.PARTLY}:
            print(f"{one.prompt.number} {one.verdict}: {one.prompt.text!r} {one.reason}")
    builders: Counter[str] = Counter()
    for one in answers:
        for finding in findings.get(one.prompt.number, ()):
            print(f"{one.prompt.number} {', '.join(one.kinds)}: {finding}")
        if findings.get(one.prompt.number):
            builders.update(set(one.kinds) - {"title"})
    if builders:
        print(
            "\nfindings by builder:", ", ".join(f"{kind} {count}" for kind, count in builders.most_common())
        )
    planning = 1000 * max(one.planning for one in answers)
    writing = 1000 * max(one.writing for one in answers)
    total, found = len(answers), sum(map(bool, findings.values()))
    shown = counts[Verdict.SHOWN] / total
    print("\n| what | measured | goal |\n|---|---|---|")
    print(f"| shown as asked, of {total} | {shown:.0%} ({counts[Verdict.SHOWN]}) | ≥ {LEAST_SHOWN:.0%} |")
    print(f"| shown in part, and what is left out is named | {counts[Verdict.PARTLY]} | |")
    print(f"| NEEDS_MODEL | {counts[Verdict.REFUSED]} | |")
    print(f"| wrong | {counts[Verdict.WRONG]} | 0 |")
    print(f"| scripts in which the critic finds something, of {len(findings)} | {found} | 0 |")
    print(f"| planning, warm, the slowest | {planning:.0f} ms | ≤ {MOST_MILLISECONDS} ms |")
    print(f"| writing, warm, the slowest | {writing:.0f} ms | ≤ {MOST_MILLISECONDS} ms |")
    return (
        shown >= LEAST_SHOWN
        and not counts[Verdict.WRONG]
        and not found
        and max(planning, writing) <= MOST_MILLISECONDS
    )
