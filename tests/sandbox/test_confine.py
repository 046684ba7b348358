"""The walls around a plain process: with programs, as LaTeX needs them, and with an old Landlock."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sandbox.levels import Level

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
CONFINING = [level for level in Level if level.confines]
HEAD = """
import json, os, subprocess, sys
from pathlib import Path
from sandbox import landlock
from sandbox.confine import confine
from sandbox.levels import Level
from sandbox.limits import Limits
level, folder, programs, version = sys.argv[1:]
if int(version):
    landlock.version = lambda: int(version)
confine(Level(level), Path(folder), Limits(), programs=bool(int(programs)))
def tried(act):
    try:
        return act() or "done"
    except OSError as error:
        return error.strerror
"""


def confined(level: Level, folder: Path, act: str, *, programs: bool = False, version: int = 0) -> Any:
    """What an expression is worth behind the walls."""
    done = subprocess.run(
        [
            *(sys.executable, "-c", f"{HEAD}\nprint(json.dumps({act}))"),
            *(level.value, str(folder), str(int(programs)), str(version)),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    (tmp_path / "secret").write_text("hush")
    return folder


@pytest.mark.parametrize("level", CONFINING)
def test_programs_work_and_stay_behind_the_walls(level: Level, own: Path) -> None:
    command = f"echo made > made; cat {own.parent}/secret; echo x > {own.parent}/new; cat /proc/self/environ"
    act = f"subprocess.run(['/bin/sh', '-c', {command!r}], capture_output=True, text=True).stdout"

    assert confined(level, own, act, programs=True) == ""
    assert (own / "made").read_text() == "made\n"
    assert sorted(path.name for path in own.parent.iterdir()) == ["own", "secret"]


@pytest.mark.parametrize("level", CONFINING)
def test_without_programs_none_starts(level: Level, own: Path) -> None:
    assert confined(level, own, "tried(lambda: subprocess.run(['/bin/true']))") == "Operation not permitted"


@pytest.mark.parametrize("version", [1, 2, 3, 4, 5, 6])
def test_an_old_landlock_is_made_up_for(own: Path, version: int) -> None:
    """Before version 3 it knows no truncation, before 4 no network, before 6 no signals."""
    secret = own.parent / "secret"
    acts = (
        f"lambda: os.truncate({str(secret)!r}, 0)",
        f"lambda: os.open({str(secret)!r}, os.O_RDONLY | os.O_TRUNC)",
        f"lambda: open({str(secret)!r}).read()",
        f"lambda: os.kill({os.getpid()}, 0)",
        "lambda: __import__('socket').socket()",
        "lambda: os.replace('a', 'b') if open('a', 'w').close() is None else None",
    )
    act = f"[tried(act) for act in ({', '.join(acts)})]"
    *hostile, honest = confined(Level.LANDLOCK, own, act, version=version)

    assert set(hostile) <= {"Operation not permitted", "Permission denied"}
    assert honest == "done"
    assert secret.read_text() == "hush"


def test_a_folder_behind_links_is_found_again(tmp_path: Path) -> None:
    real = tmp_path / "real"
    (real / "own").mkdir(parents=True)
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "other").symlink_to(tmp_path / "link")
    folder = tmp_path / "other" / "own"

    assert confined(Level.COMPLETE, folder, f"open('{folder}/made', 'w').write('x')") == 1
    assert (real / "own" / "made").exists()
