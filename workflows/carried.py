"""Changes of a job that travel in an activity's header: its worker records them before the activity begins.

A local activity would hold back the workflow task, and so everything else that it schedules, until the ledger
has taken them; it costs a turn of the workflow and an event of the history besides.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from typing import Any, Final

from temporalio import workflow
from temporalio.worker import (
    Interceptor,
    StartActivityInput,
    WorkflowInboundInterceptor,
    WorkflowInterceptorClassInput,
    WorkflowOutboundInterceptor,
)

with workflow.unsafe.imports_passed_through():
    from contracts.core import CHANGES_HEADER, RecordInput
    from contracts.jobs import JobSnapshot

_changes: Final[ContextVar[Sequence[JobSnapshot]]] = ContextVar("changes", default=())


@contextmanager
def carrying(changes: Sequence[JobSnapshot]) -> Iterator[None]:
    """Let the activities that are scheduled within carry these changes of their job."""
    before = _changes.set(changes)
    try:
        yield
    finally:
        _changes.reset(before)


class CarryingInterceptor(Interceptor):
    """Put around every workflow by the worker."""

    def workflow_interceptor_class(
        self,
        input: WorkflowInterceptorClassInput,  # noqa: A002, ARG002 - Temporal's own name
    ) -> type[WorkflowInboundInterceptor]:
        """What goes around a workflow."""
        return _Inbound


class _Inbound(WorkflowInboundInterceptor):
    def init(self, outbound: WorkflowOutboundInterceptor) -> None:
        super().init(_Outbound(outbound))


class _Outbound(WorkflowOutboundInterceptor):
    def start_activity(self, input: StartActivityInput) -> workflow.ActivityHandle[Any]:  # noqa: A002 - as above
        changes = _changes.get()
        if changes:
            carried = workflow.payload_converter().to_payload(RecordInput(snapshots=tuple(changes)))
            input = replace(input, headers={**input.headers, CHANGES_HEADER: carried})  # noqa: A001
        return super().start_activity(input)
