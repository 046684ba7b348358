"""A real nginx on loopback before another server, with the settings that a test gives it."""

import asyncio
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

HTTP: Final = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  gzip on;
  gzip_types *;
  gzip_proxied any;
  {servers}
}}
"""


@asynccontextmanager
async def nginx(folder: Path, servers: str, port: int) -> AsyncIterator[None]:
    """nginx with these servers, of which one listens on ``port``; all it writes lies in ``folder``.

    Buffering is as nginx has it by default; gzip is on, for everything.
    """
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/sbin:/bin")
    assert program, "nginx is missing; make setup installs it"
    configuration = folder / "nginx.conf"
    configuration.write_text(HTTP.format(folder=folder, servers=servers))
    process = await asyncio.create_subprocess_exec(program, "-e", folder / "error.log", "-c", configuration)
    try:
        while not _listens(port):
            assert process.returncode is None, (folder / "error.log").read_text()
            await asyncio.sleep(0.02)
        yield
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
