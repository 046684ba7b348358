"""Drafts of jobs: what a contract's request becomes before the ledger accepts it."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Final
from uuid import uuid4

from contracts.jobs import JobKind, JobOrder
from contracts.kinds import KINDS
from store.catalogue import NewGeneration
from store.records import JobDraft

DEFAULT_PRIORITY: Final = 3
"""The middle of Temporal's five."""


def draft(  # noqa: PLR0913 - they are the parts of a draft
    kind: JobKind,
    owner: str,
    fields: dict[str, Any],
    *,
    generation: NewGeneration | None = None,
    idempotency_key: str | None = None,
    priority: int = DEFAULT_PRIORITY,
    settled: Mapping[str, Any] = MappingProxyType({}),
) -> JobDraft:
    """A new job with an id of its own. ``fields`` are those that the kind's order adds to the common ones.

    What our settings decide for it is ``settled``: it goes into the order too, and makes no repeated request
    another one. A ``generation`` is written with the job, and its id goes into the order. ``priority`` is 1
    (first) to 5.
    """
    about = KINDS[kind]
    common = JobOrder(
        job_id=str(uuid4()),
        kind=kind,
        owner=owner,
        created_at=datetime.now(UTC),
        time_limit=about.time_limit,
    )

    def order(generation_id: int | None) -> JobOrder:
        own = {} if generation_id is None else {"generation_id": generation_id}
        return about.order.model_validate({**common.model_dump(), **settled, **fields, **own})

    return JobDraft(
        first=about.steps.accepted(common),
        order=order,
        generation=generation,
        priority=priority,
        idempotency_key=idempotency_key,
        request_digest=_digest(kind, fields, priority),
        max_active=about.max_active,
    )


def _digest(kind: JobKind, fields: dict[str, Any], priority: int) -> str:
    """Tells a repeated request from another one under the same idempotency key."""
    text = json.dumps([kind, fields, priority], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
