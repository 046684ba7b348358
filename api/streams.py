"""Server-sent events of one job, in a contract's words."""

import json
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from datetime import UTC, datetime
from typing import Annotated, Any, Final

from fastapi import Header, Response
from sse_starlette import EventSourceResponse, ServerSentEvent

from api.hub import Update
from api.services import Services
from api.times import timestamp
from contracts.jobs import JobSnapshot, JobState

LastEventId = Annotated[
    str | None,
    Header(alias="Last-Event-ID", pattern=r"^\d{0,9}$", description="Go on after this event."),
]

LINE_END: Final = "\n"
"""Line feeds alone: clients that read a POST's stream themselves split it at empty lines."""

STREAM: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The job's events until it has ended",
        "content": {
            "text/event-stream": {
                "schema": {"type": "string"},
                "example": (
                    'event: status\ndata: {"job_id": "...", "status": "pending", "progress": 0.0, ...}\n\n'
                    'id: 6\nevent: progress\ndata: {"job_id": "...", "status": "running", "progress": 0.7, '
                    '"current_step": "executing", ...}\n\n'
                    'event: ping\ndata: {"timestamp": "2024-01-21T12:01:30.000Z"}\n\n'
                    'id: 9\nevent: completed\ndata: {"job_id": "...", "status": "completed", '
                    '"progress": 1.0, "result": {...}}\n\n'
                ),
            }
        },
    }
}
"""The answer of an endpoint that streams, for the API's description."""
SEEN: Final[dict[int | str, dict[str, Any]]] = {204: {"description": "The client has seen the ending"}}
"""The other answer of one that goes on after Last-Event-ID."""


def job_stream(
    services: Services,
    snapshot: JobSnapshot,
    last_event_id: str | None,
    view: Callable[[JobSnapshot], dict[str, Any]],
) -> Response:
    """A job's events (``docs/contracts/animation-jobs.md#events``); ``snapshot`` is the job's latest.

    Recorded events carry their sequence as id, so a client that comes back with Last-Event-ID goes on without
    a gap or a repeat; one that has seen the ending gets 204, which tells an EventSource to stay away.
    """
    after = int(last_event_id) if last_event_id else None
    if after is not None and after >= snapshot.sequence and snapshot.state.ended:
        return Response(status_code=204)
    if after is not None and after > snapshot.sequence:
        after = None  # no event has had this id
    updates = services.hub.follow(snapshot.job_id, after=after, silence=services.settings.ping_seconds)
    return EventSourceResponse(
        _events(updates, lambda now: view(services.address.outward(now)), fresh=after is None),
        headers={
            "X-Job-Id": snapshot.job_id,
            "Cache-Control": "no-store, no-transform",
            "X-Accel-Buffering": "no",
        },
        ping=0,  # pings come from the hub, which knows when the stream was silent
    )


async def _events(
    updates: AsyncGenerator[Update | None, None],
    view: Callable[[JobSnapshot], dict[str, Any]],
    *,
    fresh: bool,
) -> AsyncGenerator[ServerSentEvent, None]:
    async with aclosing(updates):
        async for update in updates:
            if update is None:
                now = timestamp(datetime.now(UTC))
                yield ServerSentEvent(event="ping", data=json.dumps({"timestamp": now}), sep=LINE_END)
                continue
            snapshot = update.snapshot
            yield ServerSentEvent(
                event="status" if fresh else _name(snapshot.state),
                data=json.dumps(view(snapshot), ensure_ascii=False),
                id=str(snapshot.sequence) if update.recorded else None,
                sep=LINE_END,
            )
            fresh = False


def _name(state: JobState) -> str:
    if state is JobState.COMPLETED:
        return "completed"
    return "error" if state.ended else "progress"
