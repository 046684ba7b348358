"""What stands in a log that is written to a file."""

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
LOGS: Final = """
import asyncio, socket, sys
import uvicorn
from runtime.logs import set_up_logs

async def app(scope, receive, send):
    pass

set_up_logs(json=sys.argv[1] == "json")
server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
server.should_exit = True
asyncio.run(server.serve(sockets=[socket.create_server(("127.0.0.1", 0))]))
"""


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_log_in_a_file_has_no_codes_of_colours(form: str) -> None:
    """Uvicorn gives each line of its start a second time, in colours."""
    ran = subprocess.run(
        [sys.executable, "-c", LOGS, form], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert "Started server process" in ran.stderr
    for code in ("\x1b", "\\x1b", "\\u001b"):  # bare, and as text and JSON show it
        assert code not in ran.stderr
