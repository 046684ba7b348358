"""What a process may read to run Python, with its libraries and the fonts."""

import sys
import sysconfig
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
FONTS: Final = tuple(
    map(
        Path,
        (
            "/etc/fonts",
            "/usr/share/fontconfig",
            "/usr/share/fonts",
            "/usr/local/share/fonts",
            "/var/cache/fontconfig",
        ),
    )
)
READABLE: Final = (*PYTHON, *LIBRARIES, *FONTS)
PROGRAMS: Final = (*map(Path, ("/bin", "/usr/bin")), *LIBRARIES)
"""Where LaTeX is installed: its programs, and what loads them."""
PROGRAM_FILES: Final = tuple(map(Path, ("/usr/share", "/etc/texmf", "/var/lib/texmf")))
"""And what they read."""
