"""A root of its own: namespaces in which nothing is mounted but what the process may see.

Needs the right to make namespaces, which root has on Debian, an ordinary user through a user namespace, and a
container usually not. What is not mounted can't be found, opened or even looked at; there is no network but a
loopback that is down, no ``/proc``, no other process's shared memory.
"""

import os
import stat
import struct
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from sandbox.kernel import PIVOT_ROOT, Call, call, detach, mount, unshare

CLONE_NEWNS: Final = 0x00020000
CLONE_NEWIPC: Final = 0x08000000
CLONE_NEWUSER: Final = 0x10000000
CLONE_NEWNET: Final = 0x40000000
MS_NOSUID: Final = 2
MS_NODEV: Final = 4
MS_NOEXEC: Final = 8
MS_REC: Final = 16384
MS_PRIVATE: Final = 1 << 18
MOUNT_ATTR_RDONLY: Final = 1
MOUNT_ATTR_NOSUID: Final = 2
MOUNT_ATTR_NODEV: Final = 4
MOUNT_ATTR_NOEXEC: Final = 8
AT_FDCWD: Final = -100
AT_EMPTY_PATH: Final = 0x1000
AT_RECURSIVE: Final = 0x8000
OPEN_TREE_CLONE: Final = 1
MOVE_MOUNT_F_EMPTY_PATH: Final = 4


def enter(readable: Sequence[Path], writable: Path) -> None:
    """Move this process to a root with these paths alone, at the places where they were.

    Needs a process of one thread. Afterwards it still has the rights that it needed; the caller drops them.
    """
    links = dict(link for path in [*readable, writable] for link in _links(path))
    writable = writable.resolve()
    _unshare()
    mount(None, b"/", MS_REC | MS_PRIVATE)
    trees = [
        *((path, _take(path, MOUNT_ATTR_RDONLY | MOUNT_ATTR_NODEV)) for path in _topmost(readable)),
        (writable, _take(writable, MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC)),
        (Path(os.devnull), _take(Path(os.devnull), MOUNT_ATTR_NOEXEC)),
    ]
    root = writable  # any folder would do: from here on it is covered
    mount(b"tmpfs", os.fsencode(root), MS_NOSUID | MS_NODEV | MS_NOEXEC, b"size=1m,mode=755")
    for path, tree in trees:
        place = root / path.relative_to("/")
        _make_place(place, folder=stat.S_ISDIR(os.fstat(tree).st_mode))
        call(Call.MOVE_MOUNT, tree, b"", AT_FDCWD, os.fsencode(place), MOVE_MOUNT_F_EMPTY_PATH)
        os.close(tree)
    for path, target in links.items():
        place = root / path.relative_to("/")
        if not place.is_symlink():  # it may lie in a folder that is there now
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to(target)
    _set(AT_FDCWD, os.fsencode(root), MOUNT_ATTR_RDONLY)
    os.chdir(root)
    call(PIVOT_ROOT, b".", b".")  # the old root now lies over the new one: see pivot_root(2)
    detach(b".")
    os.chdir(writable)


def _unshare() -> None:
    user, group = os.geteuid(), os.getegid()
    if user == 0:
        unshare(CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWNET)
        return
    unshare(CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWNET)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


def _take(path: Path, attributes: int) -> int:
    """A copy of what is mounted at a path, not yet mounted anywhere; never with set-user-id."""
    tree = call(Call.OPEN_TREE, AT_FDCWD, os.fsencode(path), OPEN_TREE_CLONE | AT_RECURSIVE | os.O_CLOEXEC)
    _set(tree, b"", attributes | MOUNT_ATTR_NOSUID, AT_EMPTY_PATH | AT_RECURSIVE)
    return tree


def _set(folder: int, path: bytes, attributes: int, flags: int = 0) -> None:
    change = struct.pack("=QQQQ", attributes, 0, 0, 0)
    call(Call.MOUNT_SETATTR, folder, path, flags, change, len(change))


def _topmost(paths: Iterable[Path]) -> list[Path]:
    """The real places of those that are there, without those that lie in another one."""
    real = {path.resolve() for path in paths if path.exists()}
    return sorted(path for path in real if not any(parent in real for parent in path.parents))


def _links(path: Path) -> Iterator[tuple[Path, str]]:
    """The symbolic links on the way to a path, with where they lead."""
    for step in (*reversed(path.parents), path):
        if step.is_symlink():
            target = str(step.readlink())
            yield step, target
            yield from _links(Path(os.path.normpath(step.parent / target)) / path.relative_to(step))
            return


def _make_place(place: Path, *, folder: bool) -> None:
    if folder:
        place.mkdir(parents=True, exist_ok=True)
    else:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
