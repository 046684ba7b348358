"""The set-up of a machine: what it says and does where something is missing."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SETUP = Path(__file__).parent.parent.parent / "scripts" / "setup.py"


@pytest.fixture
def setup(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The set-up as a module, with one system package that is always missing and commands that only count."""
    spec = importlib.util.spec_from_file_location("setup_script", SETUP)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "SYSTEM_PACKAGES", {"libcairo2-dev": ("Manim draws with it", lambda: False)})
    return module


def test_without_root_it_says_the_exact_command(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr(setup.shutil, "which", lambda name: None if name == "sudo" else f"/usr/bin/{name}")

    with pytest.raises(SystemExit) as stopped:
        setup.main()

    assert "libcairo2-dev: Manim draws with it" in capsys.readouterr().out
    expected = "sudo apt-get update && sudo apt-get install -y --no-install-recommends libcairo2-dev"
    assert expected in str(stopped.value)


def test_as_root_it_installs_by_name(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[list[str]] = []

    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(setup, "_run", called.append)
    setup._system_packages()

    assert called[0][:2] == ["apt-get", "update"]
    assert called[1][-1] == "libcairo2-dev"


def test_an_old_python_is_refused_in_words(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))

    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer"):
        setup.main()


def test_every_lock_entry_is_pinned_by_hash_and_names_no_host(setup: ModuleType) -> None:
    lock = setup.LOCK.read_text()

    assert "://" not in lock
    for line in lock.splitlines():
        assert line.startswith("    --hash=sha256:") or line.endswith("\\"), line
    assert setup._pin("uv").startswith("uv==")
    assert "--hash=" in setup._pin("uv")
