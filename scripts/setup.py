"""Set the project up on Debian: system packages, virtual environment, pinned Python packages.

Runs on the system's own Python, so it uses the standard library only. Doing it twice does nothing twice.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements-dev.txt"
STAMP = VENV / ".installed"
OLDEST_PYTHON = (3, 11)


def _pkg_config(module: str) -> bool:
    return bool(shutil.which("pkg-config")) and not _call(["pkg-config", "--exists", module])


def _dpkg(package: str) -> bool:
    query = ["dpkg-query", "-W", "-f", "${db:Status-Status}", package]
    try:
        found = subprocess.run(query, check=False, capture_output=True)
    except FileNotFoundError:
        return False
    return found.stdout == b"installed"


# Debian package: why it is needed, whether what it gives is there already.
SYSTEM_PACKAGES: dict[str, tuple[str, Callable[[], bool]]] = {
    "python3-venv": ("makes virtual environments", lambda: importlib.util.find_spec("ensurepip") is not None),
    "python3-dev": (
        "Python's headers: pycairo and ManimPango are built from source",
        lambda: Path(sysconfig.get_paths()["include"], "Python.h").exists(),
    ),
    "gcc": ("builds pycairo and ManimPango", lambda: shutil.which("gcc") is not None),
    "pkg-config": ("finds cairo and pango for the build", lambda: shutil.which("pkg-config") is not None),
    "libcairo2-dev": ("Manim draws with it", lambda: _pkg_config("cairo")),
    "libpango1.0-dev": ("Manim sets text with it", lambda: _pkg_config("pangocairo")),
    "libseccomp2": ("the filter of system calls that scripts run behind", lambda: _dpkg("libseccomp2")),
    "curl": ("the README's examples, which a test runs", lambda: shutil.which("curl") is not None),
    "jq": ("the shell client of script videos, which a test runs", lambda: shutil.which("jq") is not None),
    "bc": ("the same", lambda: shutil.which("bc") is not None),
    "chromium": ("the browser of the pages' tests", lambda: shutil.which("chromium") is not None),
    "nginx-light": ("the proxy of the tests of proxies", lambda: _dpkg("nginx-light") or _dpkg("nginx")),
    "libfaketime": ("the clocks that jump in tests/chaos", lambda: _dpkg("libfaketime")),
    "fonts-noto-cjk": ("Japanese and Chinese glyphs", lambda: _dpkg("fonts-noto-cjk")),
}


def main() -> None:
    """Do what is missing, and say so."""
    if sys.version_info < OLDEST_PYTHON:
        _stop(f"Reelwork needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    _system_packages()
    _python_packages()
    _run([str(VENV / "bin" / "python"), str(ROOT / "scripts" / "kokoro_voices.py")], show=True)


def _system_packages() -> None:
    missing = {name: why for name, (why, present) in SYSTEM_PACKAGES.items() if not present()}
    if not missing:
        return
    _print("These system packages are missing:")
    for name, why in missing.items():
        _print(f"  {name}: {why}")
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing]
    if not shutil.which("apt-get"):
        _stop("This is not Debian: install what these packages give by your system's own means.")
    prefix: list[str] = []
    if os.geteuid() != 0:
        if not shutil.which("sudo") or _call(["sudo", "-n", "true"]):
            _stop(
                f"Installing them needs root. Run this, then the same make command again:\n"
                f"  sudo apt-get update && sudo {' '.join(a for a in install if a != '-qq')}"
            )
        prefix = ["sudo"]
    _print("Installing them ...")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    for command in (["apt-get", "update", "-qq"], install):
        _run([*prefix, *command])


def _python_packages() -> None:
    wanted = hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()
    if STAMP.exists() and STAMP.read_text() == wanted:
        return
    python = VENV / "bin" / "python"
    if not python.exists():
        _print("Making the virtual environment .venv ...")
        _run([sys.executable, "-m", "venv", str(VENV)])
    _print("Installing the pinned Python packages into .venv (a minute on a new machine) ...")
    # uv is pinned by hash like the rest, and installs the rest ten times as fast as pip.
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as uv:
        uv.write(_pin("uv"))
        uv.flush()
        _run(
            [
                str(python),
                "-m",
                "pip",
                "install",
                "-q",
                "--disable-pip-version-check",
                "--require-hashes",
                "--no-deps",
                "-r",
                uv.name,
            ]
        )
    _run(
        [
            str(VENV / "bin" / "uv"),
            "pip",
            "sync",
            "-q",
            "--require-hashes",
            "--python",
            str(python),
            str(LOCK),
        ]
    )
    STAMP.write_text(wanted)


def _pin(package: str) -> str:
    """The lock's entry of one package: its line and the hashes that follow."""
    lines = LOCK.read_text().splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(f"{package}=="))
    end = next((i for i in range(start + 1, len(lines)) if not lines[i].startswith(" ")), len(lines))
    return "\n".join(lines[start:end]) + "\n"


def _run(command: list[str], *, show: bool = False) -> None:
    """Run a command that must not fail; what it prints is shown if it does, or if it is for the reader."""
    output = None if show else subprocess.PIPE
    done = subprocess.run(command, check=False, stdout=output, stderr=subprocess.STDOUT)
    if done.returncode:
        sys.stdout.buffer.write(done.stdout or b"")
        _stop(f"This failed: {' '.join(command)}")


def _call(command: list[str]) -> int:
    """The exit code of a command that only asks; 127 where there is no such command."""
    try:
        return subprocess.run(
            command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ).returncode
    except FileNotFoundError:
        return 127


def _print(text: str) -> None:
    print(text, flush=True)


def _stop(text: str) -> None:
    sys.exit(f"setup: {text}")


if __name__ == "__main__":
    main()
