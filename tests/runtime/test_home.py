"""A home folder belongs to one stack at a time; one that was killed stops nobody."""

import subprocess
import sys
from pathlib import Path

import pytest

from runtime.home import HomeInUse, hold
from runtime.settings import Settings
from runtime.stack import ROOT, Stack
from tests.ports import free_ports

HOLDS = """
import pathlib, sys, time
from runtime.home import hold
with hold(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(600)
"""


def holder(home: Path) -> "subprocess.Popen[str]":
    """Another process that holds the folder."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(home)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


async def test_a_second_stack_on_the_same_home_says_who_has_it_and_what_to_do(tmp_path: Path) -> None:
    api, temporal, ui = free_ports(3)
    settings = Settings(home=tmp_path, api_port=api, temporal_port=temporal, temporal_ui_port=ui)
    with holder(tmp_path) as first:
        try:
            with pytest.raises(HomeInUse) as refusal:
                async with Stack(settings):
                    pass
        finally:
            first.kill()

    told = str(refusal.value)
    assert str(tmp_path) in told
    assert f"process {first.pid}" in told
    assert "REELWORK_HOME" in told
    assert "\n" not in told


def test_a_lock_that_a_killed_process_left_stops_nobody_and_is_known(tmp_path: Path) -> None:
    with holder(tmp_path) as first:
        first.kill()
        first.wait()

    with hold(tmp_path) as was_killed:
        assert was_killed
    with hold(tmp_path) as was_killed:
        assert not was_killed


def test_the_folder_is_made(tmp_path: Path) -> None:
    with hold(tmp_path / "a" / "home"), pytest.raises(HomeInUse), hold(tmp_path / "a" / "home"):
        pass
