"""An ffmpeg that works on its own is seen to move on by what it writes; what it decodes can't do harm."""

import asyncio
import time
from pathlib import Path

import pytest

from contracts.progress import watched
from media.composition import work as work_module
from media.composition.work import FfmpegFailed, Work, in_thread
from sandbox import landlock
from tests.media.composition.material import tone, wav

pytestmark = pytest.mark.slow


async def still_for(*output: str) -> float:
    """How long ffmpeg has stood still when it ends: it works for two seconds, as slowly as a player."""

    def run(work: Work) -> None:
        work.run("-re", "-f", "lavfi", "-i", "sine=d=2", *output)

    with watched() as watch:
        running = asyncio.create_task(in_thread(run))
        await running
    return time.monotonic() - watch.moved_at


async def test_ffmpeg_moves_on_while_its_file_grows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work_module, "_LOOK_SECONDS", 0.1)

    assert await still_for("-f", "f32le", "-flush_packets", "1", f"file:{tmp_path / 'sound'}") < 1
    assert await still_for("-f", "null", "-") > 1


NOISE = ("-f", "lavfi", "-i", "anoisesrc", "-f", "null", "-")
"""What never ends."""


def has_landlock() -> bool:
    """Whether the kernel walls files off."""
    try:
        landlock.version()
    except OSError:
        return False
    return True


@pytest.mark.skipif(not has_landlock(), reason="the kernel has no Landlock")
def test_what_decodes_something_from_outside_reaches_nothing_else(tmp_path: Path) -> None:
    source = wav(tmp_path / "music.wav", tone(330, 100), 24_000)
    secret = wav(tmp_path / "secret.wav", tone(330, 100), 24_000)
    folder = tmp_path / "own"
    folder.mkdir()

    def decode(path: Path, to: Path) -> None:
        Work().run("-i", f"file:{path}", "-f", "f32le", f"file:{to}", source=source, folder=folder)

    decode(source, folder / "sound")
    assert (folder / "sound").stat().st_size
    with pytest.raises(FfmpegFailed, match="Permission denied"):
        decode(secret, folder / "another")
    with pytest.raises(FfmpegFailed, match="Permission denied"):
        decode(source, tmp_path / "elsewhere")
    assert not (tmp_path / "elsewhere").exists()
    assert (tmp_path / "secret.wav").read_bytes(), "who started it is not walled in"


def test_what_takes_too_long_to_be_decoded_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work_module, "_DECODING_SECONDS", 1)

    with pytest.raises(FfmpegFailed, match=r"^it takes more time or memory than there is for it$"):
        Work().run(*NOISE, source=tmp_path / "music")


async def test_a_cancel_reaches_what_is_decoded(tmp_path: Path) -> None:
    running = asyncio.create_task(in_thread(lambda work: work.run(*NOISE, source=tmp_path / "music")))
    await asyncio.sleep(0.3)
    begun = time.monotonic()
    running.cancel()

    with pytest.raises(asyncio.CancelledError):
        await running
    assert time.monotonic() - begun < 2
