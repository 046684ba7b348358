"""The list of Manim's names stands for the Manim that is installed."""

import asyncio
import json
import sys
from pathlib import Path

import pytest

from media.manim.names import NAMES
from media.manim.removed import REMOVED_MEMBERS, REMOVED_NAMES

ROOT = Path(__file__).parents[3]


async def test_the_file_is_what_the_installed_manim_gives() -> None:
    code = "import json; from media.manim.build_names import build; print(json.dumps(build()))"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    output, _ = await process.communicate()

    assert json.loads(output) == json.loads((ROOT / "media/manim/manim_names.json").read_text())


async def test_checking_scripts_imports_no_manim() -> None:
    code = "import sys, media.manim.lint, media.manim.security; sys.exit('manim' in sys.modules)"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, cwd=ROOT)

    assert await process.wait() == 0


@pytest.mark.parametrize("name", ["config", "SVGMobject", "ImageMobject", "np", "open_file", "CairoRenderer"])
def test_dangerous_names_are_not_safe(name: str) -> None:
    assert name in NAMES.names - NAMES.safe_names


def test_what_is_called_removed_is_gone() -> None:
    assert not REMOVED_NAMES.keys() & NAMES.names
    assert not REMOVED_MEMBERS.keys() & NAMES.members
