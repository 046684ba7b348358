"""The first requests are held up no longer than others: what is large is loaded before there are any."""

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
LOADED: Final = """
import asyncio, sys
from pathlib import Path
from runtime.settings import Settings
from store.migrate import migrate
from tests.api.serving import serve

TURN = {"index": 0, "speaker": "A", "text": "Hello there, it is 3.5 km."}
VOICE = {"speaker": "A", "voice_id": "af_heart"}
DIALOGUE = {"language": "en-US", "provider": "kokoro", "turns": [TURN], "voice_assignments": [VOICE]}

async def main(home):
    await migrate(f"sqlite:///{home}/ledger.db")
    async with serve(Settings(_env_file=None, home=home, temporal_port=1)) as api:
        await api.client.get("/healthz")
        before = set(sys.modules)
        (await api.client.post("/api/v1/jobs", json=DIALOGUE)).raise_for_status()
        sys.exit(" ".join(sorted(set(sys.modules) - before)) or 0)

asyncio.run(main(Path(sys.argv[1])))
"""


@pytest.mark.slow
def test_the_first_dialogue_waits_for_no_library(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", LOADED, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert ran.returncode == 0, ran.stderr[-2000:]
