"""What the Temporal Web UI shows of a job: its steps as a Markdown table, its result, its error."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from contracts.jobs import JobSnapshot, JobState
    from contracts.steps import StepTable


@dataclass
class Entered:
    """A step that the job has entered, and when; ``left`` is None while it runs."""

    name: str
    entered: datetime
    left: datetime | None = None


def current_details(
    steps: StepTable, entered: Sequence[Entered], snapshot: JobSnapshot, public_url: str
) -> str:
    """The job as Markdown: what it does, each step with how it stands, then what it made or why it failed.

    ``public_url`` is where the job's page and its files are served; without one there are no links to them.
    """
    said = snapshot.message.in_words(steps.words)
    lines = [f"**{snapshot.state.value.capitalize()}**, {snapshot.percent} %: {said}", ""]
    lines += ["| Step | Status | Took |", "|---|---|---|"]
    last = len(entered) - 1
    for place, step in enumerate(entered):
        status = "done" if place < last else _status(snapshot.state)
        lines.append(f"| {step.name} | {status} | {_took(step)} |")
    if not snapshot.state.ended:
        seen = {step.name for step in entered}
        ahead = steps.after(entered[-1].name) if entered else steps.steps
        lines += [f"| {step.name} | ahead | |" for step in ahead if step.name not in seen]
    if snapshot.error:
        lines += ["", f"**{snapshot.error.code}**: {snapshot.error.message}"]
    if snapshot.result:
        paths = {n: p for n, p in snapshot.result.items() if n.endswith("_path") and isinstance(p, str)}
        if public_url and paths:
            lines += ["", *(f"- [{name}]({public_url}/{path.lstrip('/')})" for name, path in paths.items())]
    return "\n".join(lines)


def _status(state: JobState) -> str:
    match state:
        case JobState.COMPLETED:
            return "done"
        case JobState.FAILED | JobState.CANCELLED:
            return state.value
        case _:
            return "**running**"


def _took(step: Entered) -> str:
    return f"{(step.left - step.entered).total_seconds():.1f} s" if step.left else ""
