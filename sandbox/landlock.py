"""Landlock: the kernel refuses every file that no rule names, connections by TCP, signals to others.

Source of the figures: the kernel's userspace-api/landlock documentation and its header linux/landlock.h.
Landlock does not cover the look at a path (``stat``), nor changes of mode, owner and times: the filter of
system calls does, and the own root where there is one.
"""

import os
import struct
from collections.abc import Iterable
from enum import IntFlag
from pathlib import Path
from typing import Final

from sandbox.kernel import Call, call


class Access(IntFlag):
    """What can be done with files, as the kernel counts it."""

    EXECUTE = 1 << 0
    WRITE_FILE = 1 << 1
    READ_FILE = 1 << 2
    READ_DIR = 1 << 3
    REMOVE_DIR = 1 << 4
    REMOVE_FILE = 1 << 5
    MAKE_DIR = 1 << 7
    MAKE_REG = 1 << 8
    REFER = 1 << 13
    TRUNCATE = 1 << 14


READ: Final = Access.READ_FILE | Access.READ_DIR
WRITE: Final = (
    READ
    | (Access.WRITE_FILE | Access.REMOVE_DIR | Access.REMOVE_FILE)
    | (Access.MAKE_DIR | Access.MAKE_REG | Access.REFER | Access.TRUNCATE)
)
_OF_FILES: Final = Access.EXECUTE | Access.WRITE_FILE | Access.READ_FILE | Access.TRUNCATE
_KINDS_OF_ACCESS: Final = {1: 13, 2: 14, 3: 15, 4: 15}
"""The number of them that each version of Landlock knows; from version 5 on 16."""
_TCP_SINCE: Final = 4
_SCOPES_SINCE: Final = 6
_VERSION_FLAG: Final = 1
_RULE_OF_PATH: Final = 1


def version() -> int:
    """Which Landlock the kernel has; raises ``OSError`` if it has none."""
    return call(Call.LANDLOCK_CREATE_RULESET, None, 0, _VERSION_FLAG)


def restrict(readable: Iterable[Path], programs: Iterable[Path], writable: Path) -> None:
    """Bind this process to these files and folders; raises ``OSError`` if the kernel has no Landlock."""
    known = version()
    handled = (1 << _KINDS_OF_ACCESS.get(known, 16)) - 1
    tcp = 0b11 if known >= _TCP_SINCE else 0
    scopes = 0b11 if known >= _SCOPES_SINCE else 0  # abstract sockets, signals
    attributes = struct.pack("=QQQ", handled, tcp, scopes)
    size = 24 if scopes else 16 if tcp else 8
    rules = call(Call.LANDLOCK_CREATE_RULESET, attributes, size, 0)
    for path in readable:
        _allow(rules, path, READ & handled)
    for path in programs:
        _allow(rules, path, (READ | Access.EXECUTE) & handled)
    _allow(rules, writable, WRITE & handled)
    _allow(rules, Path(os.devnull), (Access.READ_FILE | Access.WRITE_FILE) & handled)
    call(Call.LANDLOCK_RESTRICT_SELF, rules, 0)
    os.close(rules)


def _allow(rules: int, path: Path, access: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except (FileNotFoundError, PermissionError):
        return  # what is not there for us need not be allowed
    if not path.is_dir():
        access &= _OF_FILES
    call(Call.LANDLOCK_ADD_RULE, rules, _RULE_OF_PATH, struct.pack("=Qi", access, place), 0)
    os.close(place)
