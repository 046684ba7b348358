"""What a process may read to run Python, with its libraries and the fonts."""

import ctypes
import os
import sys
import sysconfig
from functools import cache
from pathlib import Path
from typing import Final

PYTHON: Final = tuple(
    Path(place)
    for place in {
        *(sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")),
        f"{sys.base_prefix}/lib",  # libpython, where it is a shared library
    }
)
LIBRARIES: Final = tuple(map(Path, ("/lib", "/lib64", "/usr/lib", "/usr/local/lib", "/etc/ld.so.cache")))
FONT_SETTINGS: Final = tuple(map(Path, ("/etc/fonts", "/usr/share/fontconfig", "/var/cache/fontconfig")))


PROGRAMS: Final = (*map(Path, ("/bin", "/usr/bin")), *LIBRARIES)
"""The programs of LaTeX where it is installed, and what loads them."""
PROGRAM_FILES: Final = tuple(map(Path, ("/usr/share", "/etc/texmf", "/var/lib/texmf")))
"""The files that they read."""


def font_folders() -> tuple[Path, ...]:
    """The folders that fontconfig, which Pango asks for fonts, takes them from on this machine."""
    library = ctypes.CDLL("libfontconfig.so.1")
    library.FcConfigGetFontDirs.restype = ctypes.c_void_p
    library.FcStrListNext.restype = ctypes.c_char_p
    listed = ctypes.c_void_p(library.FcConfigGetFontDirs(None))
    folders = []
    while (folder := library.FcStrListNext(listed)) is not None:
        folders.append(Path(os.fsdecode(folder)))
    library.FcStrListDone(listed)
    return tuple(folders)


@cache
def readable(*, programs: bool) -> tuple[Path, ...]:
    """All that may be read, with or without programs; found out once, so before anything is walled off."""
    shown = (*PYTHON, *LIBRARIES, *FONT_SETTINGS, *font_folders())
    return (*shown, *PROGRAMS, *PROGRAM_FILES) if programs else shown


def shows(place: Path, *, programs: bool) -> Path | None:
    """The folder that may be read in which a place lies, if there is one."""
    real = place.resolve()
    return next((path for path in readable(programs=programs) if real.is_relative_to(path.resolve())), None)
