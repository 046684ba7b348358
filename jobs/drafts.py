"""Drafts of jobs: what a contract's request becomes before the ledger accepts it."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from pydantic import BaseModel, JsonValue
from sqlalchemy import Connection

from contracts.jobs import JobOrder
from contracts.kinds import KINDS
from store.records import JobDraft, TakesPart

DEFAULT_PRIORITY: Final = 3
"""The middle of Temporal's five."""


def draft(  # noqa: PLR0913 - they are the parts of a draft
    kind: str,
    owner: str,
    request: BaseModel,
    fields: Mapping[str, Any],
    *,
    takes_part: TakesPart | None = None,
    idempotency_key: str | None = None,
    priority: int = DEFAULT_PRIORITY,
    start_within: int | None = None,
) -> JobDraft:
    """A new job with an id of its own.

    ``request`` is the contract's own model of what was asked for: it is kept with the job as it is dumped,
    and it alone tells a repeated request from another one. ``fields`` are those that the kind's order adds to
    the common ones, and may set these too; what ``takes_part`` writes with the job adds its own. ``priority``
    is 1 (first) to 5. A job that has no place after ``start_within`` seconds fails.
    """
    about = KINDS[kind]
    common = JobOrder(
        job_id=str(uuid4()),
        kind=kind,
        owner=owner,
        created_at=datetime.now(UTC),
        time_limit=about.time_limit,
    )

    def order(connection: Connection) -> JobOrder:
        own = takes_part(connection, common.job_id) if takes_part else {}
        return about.order.model_validate({**common.model_dump(), **fields, **own})

    asked = request.model_dump(mode="json")
    return JobDraft(
        first=about.steps.accepted(common),
        request=asked,
        order=order,
        priority=priority,
        idempotency_key=idempotency_key,
        request_digest=_digest(kind, asked),
        max_active=about.max_active,
        start_by=None if start_within is None else common.created_at + timedelta(seconds=start_within),
    )


def _digest(kind: str, request: dict[str, JsonValue]) -> str:
    """A name of the request that any other request would not have."""
    text = json.dumps([kind, request], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
