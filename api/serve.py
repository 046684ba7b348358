"""Serve the API: ``python -m api.serve``."""

import logging
import os
import sys
from typing import Final

import structlog
import uvicorn

from api.app import create_app
from runtime.settings import Settings

log = structlog.get_logger(__name__)

MAX_WEBSOCKET_MESSAGE: Final = 64 * 1024
"""Bytes that are taken in at all; what api/sockets.py answers to is much less."""


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
    uvicorn.run(
        app,
        host=settings.api_host,
        port=settings.api_port,
        log_config=None,
        timeout_graceful_shutdown=3,
        ws_max_size=MAX_WEBSOCKET_MESSAGE,
    )
    # A process that held a Temporal client can crash while the interpreter ends (sdk-python#300).
    logging.shutdown()
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
