"""FastAPI alone, to compare the creating of jobs with: a checked body, one row, one commit.

Nothing of the product is in it but how its ledger's file is written: by one connection, which waits for the
disk at each commit.
"""

import asyncio
import os
import sqlite3
import sys
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final
from uuid import uuid4

import httpx
import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel

from bench.stack import helper_process
from runtime.stack import Stack
from tests.ports import free_ports

PATH: Final = "/jobs"
PORT: Final = "BARE_API_PORT"


class Request(BaseModel):
    """What is asked for."""

    content: str


def application(file: Path) -> FastAPI:
    """The endpoint, with its database in a file."""
    thread = ThreadPoolExecutor(1)  # SQLite has one writer

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(file, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE jobs (id TEXT PRIMARY KEY, request TEXT)")
        return connection

    connection = thread.submit(connect).result()
    app = FastAPI()

    @app.post(PATH, status_code=202)
    async def create(request: Request) -> dict[str, str]:
        job_id = str(uuid4())
        row = (job_id, request.model_dump_json())
        await asyncio.get_running_loop().run_in_executor(
            thread, connection.execute, "INSERT INTO jobs VALUES (?, ?)", row
        )
        return {"job_id": job_id}

    return app


@asynccontextmanager
async def api(started: Stack, opened: httpx.AsyncClient) -> AsyncIterator[str]:
    """The API beside a stack, in a process of its own; the address to post to."""
    (port,) = free_ports(1)
    process = helper_process("bench.bare_api", started.settings, {PORT: str(port)})
    await process.start()
    address = f"http://127.0.0.1:{port}{PATH}"
    try:
        while True:
            try:
                (await opened.post(address, json={"content": ""})).raise_for_status()
                break
            except httpx.ConnectError:
                await asyncio.sleep(0.05)
        yield address
    finally:
        await process.stop()


def main(ready: Path, port: int) -> None:
    """Serve until ended."""
    ready.write_text("")
    app = application(ready.with_suffix(".db"))
    uvicorn.run(app, host="127.0.0.1", port=port, access_log=False, timeout_keep_alive=60)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(os.environ[PORT]))
