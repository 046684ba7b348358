"""Which errors of the database pass by themselves, so that trying again can help."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from contracts.errors import ServiceUnavailable

_SQLITE_PASSING: Final = {5, 6}
"""SQLITE_BUSY and SQLITE_LOCKED: another process holds the file."""
_POSTGRES_PASSING: Final = {"40001", "40P01", "53300", "55P03", "57P01", "57P02", "57P03"}
"""Serialization failure, deadlock, too many connections, lock not available, the server stops or starts."""
_POSTGRES_CONNECTION: Final = "08"
"""The class of everything that goes wrong with a connection."""


def is_passing(error: Exception) -> bool:
    """Whether the database was busy, starting, or out of reach, rather than asked for something wrong."""
    if isinstance(error, OSError | PoolTimeout):  # drivers raise OSError when they cannot even connect
        return True
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    cause = error.orig if isinstance(error, DBAPIError) else error
    sqlite_code = getattr(cause, "sqlite_errorcode", None)
    if isinstance(sqlite_code, int):
        return sqlite_code & 0xFF in _SQLITE_PASSING  # the upper bits only say more about the same
    sqlstate = getattr(cause, "sqlstate", None)
    if isinstance(sqlstate, str):
        return sqlstate in _POSTGRES_PASSING or sqlstate.startswith(_POSTGRES_CONNECTION)
    return False


@contextmanager
def raising_unavailable() -> Iterator[None]:
    """Raise ServiceUnavailable for an error that passes; every other error goes through as it is."""
    try:
        yield
    except Exception as error:
        if is_passing(error):
            raise ServiceUnavailable(
                "The database does not answer at the moment. Please try again shortly."
            ) from error
        raise
