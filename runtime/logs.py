"""Structured logs: one line an event, with the job id wherever there is one."""

import logging
import sys
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger


def set_up_logs(*, json: bool) -> None:
    """Send the project's and the libraries' logs through structlog, to standard error."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _job_of_temporal,
    ]
    renderer: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if json
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.ExtraAdder(), _said_once, *shared],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                renderer,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    for chatty in ("uvicorn.access", "httpx", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def _said_once(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Uvicorn says the same again in colours, for a terminal: in a file these are nothing but codes."""
    event.pop("color_message", None)
    return event


def _job_of_temporal(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Name the job where Temporal's own logger names a workflow: the ids are the same."""
    for context in ("temporal_workflow", "temporal_activity"):
        details = event.pop(context, None)
        if isinstance(details, dict) and "workflow_id" in details:
            event.setdefault("job_id", details["workflow_id"])
    return event
