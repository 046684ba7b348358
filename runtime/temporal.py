"""The one place that connects to Temporal."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import structlog
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.envconfig import ClientConfig
from temporalio.service import RPCError, RPCStatusCode, ServiceClient
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

from contracts.kinds import KINDS
from runtime.settings import Settings

if TYPE_CHECKING:  # it exists for annotations only
    from temporalio.service import _BridgeServiceClient

log = structlog.get_logger(__name__)

# Loading these again for each workflow would cost much and guard nothing: they do no input or output.
SANDBOX: Final = SandboxedWorkflowRunner(
    restrictions=SandboxRestrictions.default.with_passthrough_modules(
        "contracts", "pydantic", *(kind.order.__module__ for kind in KINDS.values())
    )
)
"""How workers and the replayer run workflows."""

_RETRY_SECONDS: Final = 2.0


async def connect(settings: Settings, *, lazy: bool = False) -> Client:
    """Connect as Temporal's own variables and profiles say, by default to the embedded server.

    ``lazy`` connects at the first call, so that the API starts, and says so, while Temporal is down.
    """
    config = ClientConfig.load_client_connect_config()
    config.setdefault("target_host", f"127.0.0.1:{settings.temporal_port}")
    client = await Client.connect(**config, data_converter=pydantic_data_converter, lazy=lazy)
    if not lazy:
        return client
    parts = client.config()
    parts["service_client"] = _LazyService(parts["service_client"])
    return Client(**parts)


async def connect_patiently(settings: Settings, stop: asyncio.Event) -> Client | None:
    """Connect, waiting for Temporal as long as it takes; None if stopped before."""
    while not stop.is_set():
        try:
            return await connect(settings)
        except RuntimeError as error:
            log.warning("Temporal does not answer; trying again", error=str(error))
            await asyncio.sleep(_RETRY_SECONDS)
    return None


class _LazyService(ServiceClient):
    """A lazy connection whose calls fail alike before the first connection and after it.

    Temporal's own raises RuntimeError while it cannot connect, and its calls' time limits begin after that.
    """

    def __init__(self, inner: ServiceClient) -> None:
        super().__init__(inner.config)
        self._inner = inner

    @property
    def worker_service_client(self) -> "_BridgeServiceClient":
        return self._inner.worker_service_client

    def update_rpc_metadata(self, metadata: Mapping[str, str | bytes]) -> None:
        self._inner.update_rpc_metadata(metadata)

    def update_api_key(self, api_key: str | None) -> None:
        self._inner.update_api_key(api_key)

    async def _rpc_call(self, *call: Any, **options: Any) -> Any:
        limit: timedelta | None = options["timeout"]
        answer = self._inner._rpc_call(*call, **options)  # noqa: SLF001 - it is what a subclass implements
        try:
            return await asyncio.wait_for(answer, limit.total_seconds() if limit else None)
        except RuntimeError as error:
            raise RPCError(str(error), RPCStatusCode.UNAVAILABLE, b"") from error
        except TimeoutError as error:
            raise RPCError("Temporal does not answer.", RPCStatusCode.DEADLINE_EXCEEDED, b"") from error
