"""The filter of system calls: a render needs these few, and the kernel refuses all others.

A list of what is allowed, since a list of what is forbidden would miss what the next kernel brings. It was
read off renders of all scripts in tests/scripts/honest. What is refused fails with "Operation not permitted".
"""

import errno
import fcntl
import os
import signal
import stat
import termios
from typing import Final

from pyseccomp import ALLOW, EQ, ERRNO, MASKED_EQ, Arch, Arg, SyscallFilter, resolve_syscall

FILES: Final = (
    *("read", "readv", "pread64", "write", "writev", "pwrite64", "lseek", "close", "dup"),
    *("dup2", "dup3", "stat", "fstat", "lstat", "newfstatat", "statx", "access", "faccessat", "faccessat2"),
    *("readlink", "readlinkat", "getdents64", "getcwd", "unlink", "unlinkat", "rmdir"),
    *("rename", "renameat", "renameat2", "ftruncate", "fsync", "fdatasync", "fadvise64"),
)
MEMORY: Final = ("brk", "munmap", "mremap", "mprotect", "madvise")
THREADS: Final = (
    *("futex", "set_robust_list", "rseq", "gettid", "sched_yield", "sched_getaffinity", "getcpu"),
    *("exit", "exit_group"),
)
SIGNALS: Final = ("rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "restart_syscall")
TIME: Final = (
    *("clock_gettime", "clock_getres", "clock_nanosleep", "nanosleep", "gettimeofday", "time", "times"),
    *("getrusage", "poll", "ppoll", "select", "pselect6"),
)
ITSELF: Final = (
    *("getpid", "getppid", "getuid", "geteuid", "getgid", "getegid", "uname", "getrandom", "getrlimit"),
    "sysinfo",
)
PROGRAMS: Final = (
    *("execve", "fork", "vfork", "wait4", "waitid", "pipe", "pipe2", "chdir", "getpgrp", "getpgid"),
    *("arch_prctl", "set_tid_address", "statfs", "fstatfs"),
)
"""The system calls by which formulas start LaTeX's programs, which stay behind the same walls."""

_CLONE_THREAD: Final = 0x00010000 | 0x00000100 | 0x00000200 | 0x00000400 | 0x00000800
"""The flags of a thread that shares memory, folder, open files and signal handlers, as C libraries do."""
_CLONE_STRAY: Final = 0x7E020000 | 0x00008000
"""The flags that make a namespace, or a child of somebody else."""
_SPECIAL_BITS: Final = stat.S_ISUID | stat.S_ISGID | stat.S_ISVTX
_NAMELESS: Final = os.O_TMPFILE & ~os.O_DIRECTORY
_PR_SET_NAME: Final = 15
_FILE_COMMANDS: Final = (
    fcntl.F_GETFD,
    fcntl.F_SETFD,
    fcntl.F_GETFL,
    fcntl.F_SETFL,
    fcntl.F_DUPFD,
    fcntl.F_DUPFD_CLOEXEC,
)
_MAP_PRIVATE: Final = 0x02
_MAP_KIND: Final = 0x0F
_LOW_HALF: Final = 0xFFFFFFFF


def build(*, programs: bool) -> SyscallFilter:
    """The filter; to be built and loaded in the process that it binds."""
    rules = SyscallFilter(ERRNO(errno.EPERM))
    allowed = (*FILES, *MEMORY, *THREADS, *SIGNALS, *TIME, *ITSELF, *(PROGRAMS if programs else ()))
    for name in allowed:
        _rule(rules, ALLOW, name)
    # The C library asks for it first and falls back on clone(), whose flags can be looked at.
    _rule(rules, ERRNO(errno.ENOSYS), "clone3")
    if programs:
        _rule(rules, ALLOW, "clone", Arg(0, MASKED_EQ, _CLONE_STRAY, 0))
    else:
        _rule(rules, ALLOW, "clone", Arg(0, MASKED_EQ, _CLONE_THREAD | _CLONE_STRAY, _CLONE_THREAD))
    _rule(rules, ALLOW, "close_range", Arg(2, EQ, 0))  # not to part from the files that are counted
    for name, flags in (("open", 1), ("openat", 2)):
        _files(rules, name, flags)
    # Without these rights a folder could not be looked into, and not be removed, by an ordinary user.
    for name, mode in (("mkdir", 1), ("mkdirat", 2)):
        _rule(rules, ALLOW, name, Arg(mode, MASKED_EQ, stat.S_IRWXU | _SPECIAL_BITS, stat.S_IRWXU))
    # What is written through a shared map is in no account of what was written.
    _rule(rules, ALLOW, "mmap", Arg(3, MASKED_EQ, _MAP_KIND, _MAP_PRIVATE))
    # How a program ends itself when it finds something wrong. No other signal, to nobody else: a death by one
    # that comes from outside is not the script's fault.
    _rule(rules, ALLOW, "tgkill", Arg(0, EQ, os.getpid()), Arg(2, EQ, signal.SIGABRT))
    # Reading its own limits only.
    _rule(rules, ALLOW, "prlimit64", Arg(0, EQ, 0), Arg(2, EQ, 0))
    _rule(rules, ALLOW, "prctl", Arg(0, EQ, _PR_SET_NAME))
    for command in _FILE_COMMANDS:
        _rule(rules, ALLOW, "fcntl", Arg(1, MASKED_EQ, _LOW_HALF, command))
    for request in (termios.TCGETS, termios.TIOCGWINSZ, termios.FIOCLEX, termios.FIONCLEX):
        _rule(rules, ALLOW, "ioctl", Arg(1, MASKED_EQ, _LOW_HALF, request))
    return rules


def _files(rules: SyscallFilter, name: str, flags: int) -> None:
    """Allow to open files; ``flags`` is the argument with the flags, the next one is the mode of a new file.

    Landlock before version 3 does not know truncation: who may only read a file may not empty it. A file
    without a name is in no account. A new file may not lend its owner's rights to who starts it.
    """
    for kind, kept_whole in ((os.O_RDONLY, os.O_TRUNC), (os.O_WRONLY, 0), (os.O_RDWR, 0)):
        mask = os.O_ACCMODE | kept_whole | _NAMELESS
        _rule(rules, ALLOW, name, Arg(flags, MASKED_EQ, mask | os.O_CREAT, kind))
        _rule(
            rules,
            ALLOW,
            name,
            Arg(flags, MASKED_EQ, mask | os.O_CREAT, kind | os.O_CREAT),
            Arg(flags + 1, MASKED_EQ, _SPECIAL_BITS, 0),
        )


def _rule(rules: SyscallFilter, action: int, name: str, *arguments: Arg) -> None:
    if resolve_syscall(Arch.NATIVE, name) >= 0:  # newer processors leave out the oldest calls
        rules.add_rule(action, name, *arguments)
