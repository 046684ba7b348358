"""The system calls that Python has no name for. Each raises ``OSError`` when the kernel refuses."""

import ctypes
import os
import signal
import struct
from enum import IntEnum
from typing import Final

from pyseccomp import Arch, resolve_syscall

PR_SET_PDEATHSIG: Final = 1
PR_SET_DUMPABLE: Final = 4
PR_SET_CHILD_SUBREAPER: Final = 36
PR_SET_NO_NEW_PRIVS: Final = 38


class Call(IntEnum):
    """System calls without a function in the C library; new ones have one number on every processor."""

    OPEN_TREE = 428
    MOVE_MOUNT = 429
    MOUNT_SETATTR = 442
    LANDLOCK_CREATE_RULESET = 444
    LANDLOCK_ADD_RULE = 445
    LANDLOCK_RESTRICT_SELF = 446


PIVOT_ROOT: Final = "pivot_root"
"""The number of an old system call, another one on each machine."""
_CAPABILITY_VERSION: Final = 0x20080522
_libc = ctypes.CDLL(None, use_errno=True)


def call(which: Call | str, *arguments: int | bytes | None) -> int:
    """Make a system call; bytes are passed as a pointer to them."""
    name = which if isinstance(which, str) else which.name.lower()
    number = resolve_syscall(Arch.NATIVE, which) if isinstance(which, str) else which
    return _checked(name, _libc.syscall(ctypes.c_long(number), *map(_argument, arguments)))


def prctl(option: int, value: int) -> None:
    """Change something about this process."""
    _checked(f"prctl {option}", _libc.prctl(option, *map(ctypes.c_ulong, (value, 0, 0, 0))))


def unshare(flags: int) -> None:
    """Leave namespaces for new ones."""
    _checked("unshare", _libc.unshare(flags))


def mount(kind: bytes | None, target: bytes, flags: int, options: bytes | None = None) -> None:
    """Mount a new file system of a kind, or change how one is mounted."""
    _checked("mount", _libc.mount(kind, target, kind, ctypes.c_ulong(flags), options))


def detach(target: bytes) -> None:
    """Take a mount away, now or when nobody uses it any more."""
    _checked("umount2", _libc.umount2(target, 2))


def drop_capabilities() -> None:
    """Give up what root may do beyond others; no program that is started can bring it back."""
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    header = struct.pack("=Ii", _CAPABILITY_VERSION, 0)
    _checked("capset", _libc.capset(header, bytes(24)))


def die_with(parent: int) -> None:
    """Have this process killed when its parent ends; the kernel forgets it at a change of user or rights."""
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _argument(value: int | bytes | None) -> ctypes.c_long | ctypes.c_char_p:
    return ctypes.c_long(value) if isinstance(value, int) else ctypes.c_char_p(value)


def _checked(what: str, result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result
