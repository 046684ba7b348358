"""``make demo``: an animation and an edit of it, as a client would make them, with the live progress."""

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator
from typing import Any, Final

import httpx
from httpx_sse import ServerSentEvent, aconnect_sse
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from runtime.home import HomeInUse
from runtime.logs import set_up_logs
from runtime.processes import ProcessFailed
from runtime.settings import Settings
from runtime.stack import Stack

CONTENT: Final = "ベクトルの加算を説明する動画"
EDIT: Final = "色を赤に変更してください"


class DemoFailed(Exception):
    """A job did not complete."""


async def _demo() -> None:
    settings = Settings()
    set_up_logs(json=settings.log_json)
    console = Console(highlight=False)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    console.print("Starting Temporal, the worker and the API ...")
    async with Stack(settings, log_files=True) as stack:
        work = asyncio.create_task(_two_jobs(stack, console))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait([work, stopping], return_when=asyncio.FIRST_COMPLETED)
        if not work.done():
            work.cancel()
            return
        await work
        if sys.stdin.isatty():
            console.print("\nEverything keeps running; Ctrl-C stops it. [bold]make up[/] starts it again.")
            await stopping
        else:
            console.print("\nStopping. [bold]make up[/] starts everything again, with these jobs.")


async def _two_jobs(stack: Stack, console: Console) -> None:
    async with httpx.AsyncClient(base_url=stack.address, timeout=60) as client:
        console.print(f"\n[bold]POST /api/job/animation/full[/]  {CONTENT}")
        response = await client.post("/api/job/animation/full", json={"content": CONTENT})
        response.raise_for_status()
        job_id = response.json()["job_id"]
        from_the_start = {"Last-Event-ID": "0"}
        async with aconnect_sse(client, "GET", f"/api/job/{job_id}/stream", headers=from_the_start) as events:
            video = await _watch(events.aiter_sse(), console)
        console.print(f"\n[bold]POST /api/job/animation/edit/stream[/]  {EDIT}")
        body = {
            "generation_id": video["generation_id"],
            "prior_video_id": video["video_id"],
            "enhance_prompt": EDIT,
        }
        async with aconnect_sse(client, "POST", "/api/job/animation/edit/stream", json=body) as events:
            edited = await _watch(events.aiter_sse(), console)
    artifacts = stack.settings.home / "artifacts"
    console.print("\n[bold]Done.[/]")
    for name, result in (("Video", video), ("Edited video", edited)):
        path = result["video_path"]
        console.print(f"{name:<16} {artifacts}{path}", soft_wrap=True)
        console.print(f"{'':<16} {stack.address}{path}", soft_wrap=True)
    console.print(f"{'API docs':<16} {stack.address}/docs")
    console.print(f"{'Temporal Web UI':<16} {stack.web_ui}")


async def _watch(events: AsyncIterator[ServerSentEvent], console: Console) -> dict[str, Any]:
    """Show a job's events as a bar and one line a finished step; its result."""
    columns = (
        TextColumn("{task.fields[step]:<18}"),
        BarColumn(bar_width=40),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=console) as progress:
        bar = progress.add_task("", total=1.0, step="")
        step = ""
        async for event in events:
            if event.event == "ping":
                continue
            job = json.loads(event.data)
            if job["current_step"] != step:
                if step:
                    progress.console.print(f"  [green]✓[/] {step}")
                step = job["current_step"]
            progress.update(bar, completed=job["progress"], description=job["message"], step=step)
            if event.event == "completed":
                progress.console.print(f"  [green]✓[/] {step}")
                result: dict[str, Any] = job["result"]
                return result
            if event.event == "error":
                raise DemoFailed(f"The job failed at {step}: {job['error']}")
    raise DemoFailed("The stream ended before the job did.")


def main() -> None:
    """Run the demo."""
    try:
        asyncio.run(_demo())
    except (ProcessFailed, HomeInUse, DemoFailed, httpx.HTTPError) as error:
        sys.exit(f"demo: {error}")


if __name__ == "__main__":
    main()
