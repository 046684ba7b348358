"""Server-sent events of one job, in a contract's words."""

import json
from collections.abc import AsyncIterator, Callable
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

NO_PING: Final = 10**9
"""Seconds; pings come from the hub, which knows when the stream was silent."""


async def job_stream(
    services: Services, job_id: str, last_event_id: str | None, view: Callable[[JobSnapshot], dict[str, Any]]
) -> Response:
    """The events of document 1 (status, progress, completed, error, ping).

    Recorded events carry their sequence as id, so a client that comes back with Last-Event-ID goes on without
    a gap or a repeat; one that has seen the ending gets 204, which tells an EventSource to stay away.
    """
    snapshot = await services.hub.read(job_id)
    after = int(last_event_id) if last_event_id else None
    if after is not None and snapshot.state.ended and after >= snapshot.sequence:
        return Response(status_code=204)
    updates = services.hub.follow(job_id, after=after, silence=services.settings.ping_seconds)
    return EventSourceResponse(
        _events(updates, view, fresh=after is None),
        headers={"X-Job-Id": job_id, "Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no"},
        ping=NO_PING,
        sep="\n",
    )


async def _events(
    updates: AsyncIterator[Update | None], view: Callable[[JobSnapshot], dict[str, Any]], *, fresh: bool
) -> AsyncIterator[ServerSentEvent]:
    async for update in updates:
        if update is None:
            yield ServerSentEvent(event="ping", data=json.dumps({"timestamp": timestamp(datetime.now(UTC))}))
            continue
        snapshot = update.snapshot
        yield ServerSentEvent(
            event="status" if fresh else _name(snapshot.state),
            data=json.dumps(view(snapshot), ensure_ascii=False),
            id=str(snapshot.sequence) if update.recorded else None,
        )
        fresh = False


def _name(state: JobState) -> str:
    if state is JobState.COMPLETED:
        return "completed"
    return "error" if state.ended else "progress"
