"""The one place that connects to Temporal."""

from typing import Final

from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.envconfig import ClientConfig
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

from runtime.settings import Settings

# Loading these again for each workflow would cost much and guard nothing: they do no input or output.
SANDBOX: Final = SandboxedWorkflowRunner(
    restrictions=SandboxRestrictions.default.with_passthrough_modules("contracts", "pydantic")
)
"""How workers and the replayer run workflows."""


async def connect(settings: Settings, *, lazy: bool = False) -> Client:
    """Connect as Temporal's own variables and profiles say, by default to the embedded server.

    ``lazy`` connects at the first call, so that the API starts, and says so, while Temporal is down.
    """
    config = ClientConfig.load_client_connect_config()
    config.setdefault("target_host", f"127.0.0.1:{settings.temporal_port}")
    return await Client.connect(**config, data_converter=pydantic_data_converter, lazy=lazy)
