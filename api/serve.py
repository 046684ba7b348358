"""Serve the API: ``python -m api.serve``."""

import logging
import os
import sys
from contextlib import suppress
from typing import Final

import structlog
import uvicorn
from fastapi import FastAPI

from api.app import create_app
from api.connections import ConnectionLimits, protocols
from runtime.settings import Settings

log = structlog.get_logger(__name__)

MAX_WEBSOCKET_MESSAGE: Final = 64 * 1024
"""Bytes that are taken in at all; what api/sockets.py answers to is much less."""


def configured(app: FastAPI, settings: Settings) -> uvicorn.Config:
    """How Uvicorn serves the application."""
    http, ws = protocols(ConnectionLimits(settings.request_seconds, settings.connections_an_address))
    return uvicorn.Config(
        app,
        host=settings.api_host,
        port=settings.api_port,
        log_config=None,
        http=http,
        ws=ws,
        ws_max_size=MAX_WEBSOCKET_MESSAGE,
        timeout_graceful_shutdown=3,
    )


def main() -> None:
    """Serve until SIGTERM; open streams get a moment to end."""
    settings = Settings()
    app = create_app(settings)
    if settings.open_to_strangers:
        log.warning(
            "The API is open to everyone who reaches this machine, and believes who they say they are. "
            "REELWORK_AUTH=keys asks for keys",
            address=settings.api_host,
        )
    server = uvicorn.Server(configured(app, settings))
    with suppress(KeyboardInterrupt):  # Uvicorn passes the signal on, once it has ended
        server.run()
    # A process that held a Temporal client can crash while the interpreter ends (sdk-python#300).
    logging.shutdown()
    sys.stdout.flush()
    os._exit(0 if server.started else 1)


if __name__ == "__main__":
    main()
