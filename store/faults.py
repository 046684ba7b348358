"""What can be wrong with the database or its disk, rather than with what it was asked: by its errors."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from asyncpg import InterfaceError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from contracts.errors import ServiceUnavailable
from contracts.phrases import Phrase, phrase


@dataclass(frozen=True)
class Fault:
    """``passing`` is one that may be over within a second, so that trying again at once can help.

    ``sticks`` is one that a connection may keep when it is over: only a new one shows whether it is.
    """

    said: Phrase
    passing: bool = False
    sticks: bool = False

    def error(self) -> ServiceUnavailable:
        """What a client is told."""
        return ServiceUnavailable("{fault} Please try again shortly.", fault=self.said)


AWAY: Final = Fault(phrase("The ledger does not answer at the moment."), passing=True)
LOCKED: Final = Fault(phrase("The ledger is locked by another program."), passing=True)
FULL: Final = Fault(phrase("The ledger's disk is full."))
READ_ONLY: Final = Fault(phrase("The ledger can only be read, not written to."), sticks=True)
FAILING: Final = Fault(phrase("The ledger's disk fails."), sticks=True)
CLOSED: Final = Fault(phrase("The ledger can't be opened to be written to."), sticks=True)

_SQLITE: Final = {
    5: LOCKED,  # SQLITE_BUSY: another process holds the file
    6: LOCKED,  # SQLITE_LOCKED
    8: READ_ONLY,  # SQLITE_READONLY
    10: FAILING,  # SQLITE_IOERR
    13: FULL,  # SQLITE_FULL
    14: CLOSED,  # SQLITE_CANTOPEN
    15: LOCKED,  # SQLITE_PROTOCOL: another process holds the file's locks for too long
}
_NO_ROOM_FOR_AN_INDEX: Final = 4874
"""SQLITE_IOERR_SHMSIZE: a full disk, met by the first who opens the file."""
_POSTGRES: Final = {
    "25006": READ_ONLY,  # read-only transaction
    "25P03": AWAY,  # a transaction that stood still for too long was ended
    "40001": AWAY,  # serialization failure
    "40P01": AWAY,  # deadlock
    "53100": FULL,  # disk full
    "55P03": LOCKED,  # lock not available
    "57014": AWAY,  # the statement was cancelled
    "57P01": AWAY,  # the server stops
    "57P02": AWAY,  # it crashed
    "57P03": AWAY,  # it starts
    "3D000": CLOSED,  # there is no such database
}
_POSTGRES_CLASSES: Final = {
    "08": AWAY,  # whatever goes wrong with a connection
    "28": CLOSED,  # user or password
    "53": AWAY,  # too many connections, too little memory
    "58": FAILING,  # the server's own disk and files
}


def fault_of(error: Exception) -> Fault | None:
    """What is wrong with the database; None if it was asked for something wrong, or the error is no one's."""
    # Drivers raise OSError when they can't even connect; TimeoutError is one. A connection that breaks while
    # it is being made is told by asyncpg in its own words, and without a code.
    if isinstance(error, OSError | PoolTimeout | InterfaceError):
        return AWAY
    cause = error.orig if isinstance(error, DBAPIError) else error
    sqlite_code = getattr(cause, "sqlite_errorcode", None)
    if isinstance(sqlite_code, int):
        if sqlite_code == _NO_ROOM_FOR_AN_INDEX:
            return FULL
        return _SQLITE.get(sqlite_code & 0xFF)  # the upper bits only say more about the same
    sqlstate = getattr(cause, "sqlstate", None)
    if isinstance(sqlstate, str) and (
        fault := _POSTGRES.get(sqlstate) or _POSTGRES_CLASSES.get(sqlstate[:2])
    ):
        return fault
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return AWAY
    return None


def sticks(error: Exception) -> bool:
    """Whether it is a fault that its connection may keep."""
    fault = fault_of(error)
    return fault is not None and fault.sticks


@contextmanager
def raising_unavailable() -> Iterator[None]:
    """Raise ServiceUnavailable for a fault of the database; every other error goes through as it is."""
    try:
        yield
    except Exception as error:
        if fault := fault_of(error):
            raise fault.error() from error
        raise
