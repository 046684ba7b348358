"""What the endpoints use, and how a request gets it."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header, Path
from fastapi.requests import HTTPConnection
from temporalio.client import Client

from api.authentication import Authentication
from api.casting import Casting
from api.hub import Hub
from api.public_address import PublicAddress
from jobs.service import Jobs
from runtime.settings import Settings
from store.artifacts import Artifacts
from store.ledger import Ledger


@dataclass(frozen=True)
class Services:
    """One set for the whole application."""

    settings: Settings
    temporal: Client
    ledger: Ledger
    artifacts: Artifacts
    jobs: Jobs
    hub: Hub
    casting: Casting
    authentication: Authentication

    @property
    def address(self) -> PublicAddress:
        """Where people reach the API."""
        signed = self.authentication.signed if self.authentication.asks else None
        return PublicAddress(self.settings.public_url, signed)


async def services(connection: HTTPConnection) -> Services:
    """The application's services, for a request or a WebSocket."""
    found: Services = connection.state.services
    return found


ServicesDep = Annotated[Services, Depends(services)]
JobId = Annotated[str, Path(description="The job's id, as the answer that accepted it names it.")]
IdempotencyKey = Annotated[
    str | None,
    Header(
        min_length=1,
        max_length=255,
        pattern=r"^[\x20-\x7e]+$",
        description="The same key with the same request gives the same job, however often it is sent.",
    ),
]
