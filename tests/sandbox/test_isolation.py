"""What works on bytes from outside: bounded, killed by a cancel, and without the worker's secrets."""

import asyncio
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from contracts.errors import SourceRefused, SourceUnavailable, SourceUnsuitable
from contracts.phrases import phrase
from sandbox.isolation import Isolation

PAGE = phrase("page")


def told(text: str) -> tuple[str, int]:
    return text.upper(), os.getpid()


def refused() -> None:
    raise SourceRefused("There is no {what} here.", what=phrase("page"))


def failed() -> None:
    raise ZeroDivisionError


def environment() -> dict[str, str]:
    return dict(os.environ)


def spun() -> None:
    while True:
        pass


def spun_once_begun(begun: Path) -> None:
    begun.write_text(str(os.getpid()))
    spun()


def swollen() -> int:
    return len(bytearray(8 << 30))


def worked(seconds: float) -> float:
    begun = time.process_time()
    while time.process_time() - begun < seconds:
        pass
    return seconds


def stood_still() -> None:
    time.sleep(3600)


def gone() -> None:
    os._exit(0)


async def test_a_call_returns_what_its_function_does_from_another_process(tmp_path: Path) -> None:
    async with Isolation() as isolation:
        said, process = await isolation.run(PAGE, tmp_path, 5, told, "abc")
    assert said == "ABC"
    assert process != os.getpid()


async def test_an_error_of_the_table_comes_back_with_its_phrase(tmp_path: Path) -> None:
    async with Isolation() as isolation:
        with pytest.raises(SourceRefused) as error:
            await isolation.run(PAGE, tmp_path, 5, refused)
        assert error.value.phrase == phrase("There is no {what} here.", what=phrase("page"))
        with pytest.raises(RuntimeError, match="ZeroDivisionError"):
            await isolation.run(PAGE, tmp_path, 5, failed)


async def test_the_workers_environment_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REELWORK_MODEL_API_KEY", "secret")
    async with Isolation() as isolation:
        assert "secret" not in (await isolation.run(PAGE, tmp_path, 5, environment)).values()


@pytest.mark.parametrize("function", [spun, swollen, gone])
async def test_what_takes_too_much_is_refused_and_the_next_goes_on(
    function: Callable[[], object], tmp_path: Path
) -> None:
    async with Isolation() as isolation:
        with pytest.raises(SourceUnsuitable, match="This page takes more time or memory"):
            await isolation.run(PAGE, tmp_path, 1, function)
        assert (await isolation.run(PAGE, tmp_path, 5, told, "abc"))[0] == "ABC"


async def test_what_goes_on_slowly_is_left_alone_and_what_stands_still_is_not_blamed_on_the_page(
    tmp_path: Path,
) -> None:
    async with Isolation(patience=4) as isolation:
        await isolation.run(PAGE, tmp_path, 5, told, "abc")  # the warm parent has started
        assert await isolation.run(PAGE, tmp_path, 10, worked, 5.0) == 5.0
        with pytest.raises(SourceUnavailable, match="stood still"):
            await isolation.run(PAGE, tmp_path, 10, stood_still)


async def test_a_cancel_kills_the_process(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    async with Isolation() as isolation:
        call = asyncio.create_task(isolation.run(PAGE, tmp_path, 60, spun_once_begun, begun))
        async with asyncio.timeout(30):
            while not begun.exists() or not begun.read_text():
                await asyncio.sleep(0.02)
        process = int(begun.read_text())
        asked = time.monotonic()
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        async with asyncio.timeout(2):
            while Path(f"/proc/{process}").exists():
                await asyncio.sleep(0.02)
        assert time.monotonic() - asked < 2


async def test_a_warm_parent_that_died_is_told_and_started_again(tmp_path: Path) -> None:
    async with Isolation() as isolation:
        begun = tmp_path / "begun"
        call = asyncio.create_task(isolation.run(PAGE, tmp_path, 60, spun_once_begun, begun))
        async with asyncio.timeout(30):
            while not begun.exists():
                await asyncio.sleep(0.02)
        assert isolation._warm._process is not None
        isolation._warm._process.kill()
        with pytest.raises(SourceUnavailable):
            await call
        assert (await isolation.run(PAGE, tmp_path, 5, told, "abc"))[0] == "ABC"
