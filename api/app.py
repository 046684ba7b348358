"""The application: the contracts, the files, health and docs on one set of services."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypedDict

from fastapi import Depends, FastAPI
from fastapi.staticfiles import StaticFiles

from api import creations, docs, errors, files, health, sockets, tickets, v1_jobs
from api.access import enforce
from api.authentication import Authentication
from api.creations import Creations
from api.description import operation_id, tags
from api.endings import Endings
from api.hub import Hub
from api.kinds import kind_modules
from api.limits import BodyLimit
from api.origins import Application, ForeignOrigins
from api.pages import captions, job, listing, new, sign_in, topics
from api.pages.kinds import pages_by_home
from api.pages.rendering import ASSETS, not_found
from api.public_address import OutwardRedirects, PublicAddress
from api.services import Services
from api.stopping import Stopping
from jobs.outbox import Outbox
from jobs.service import Jobs
from language.tags import load
from runtime.logs import set_up_logs
from runtime.providers import casting
from runtime.settings import Settings
from runtime.temporal import connect
from store.artifacts import Artifacts
from store.ledger import Ledger
from store.writer import LIMIT

DESCRIPTION = """
Video and speech as durable jobs. A request is answered at once with a job id; follow the job by polling or by
server-sent events, cancel it, fetch its files at the paths in its result.
"""


class State(TypedDict):
    """What every request finds in ``request.state``."""

    services: Services


def create_app(settings: Settings | None = None) -> FastAPI:
    """Build the application; ``uvicorn --factory api.app:create_app`` serves it."""
    settings = settings or Settings()
    set_up_logs(json=settings.log_json)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[State]:
        await asyncio.to_thread(load)
        async with Ledger(settings.database_url, settings.places_of_pools) as ledger:
            temporal = await connect(settings, lazy=True)
            jobs = Jobs(
                ledger,
                temporal,
                public_url=settings.links_url,
                limits=settings.owner_limits,
                on_outcome=creations.note,
            )
            artifacts = Artifacts(settings.artifacts_url, limit=LIMIT)
            outbox = asyncio.create_task(Outbox(jobs).run())
            try:
                yield State(
                    services=Services(
                        settings,
                        temporal,
                        ledger,
                        artifacts,
                        jobs,
                        Hub(jobs),
                        casting(settings),
                        Authentication(settings, ledger),
                    )
                )
            finally:
                outbox.cancel()

    address = PublicAddress(settings.public_url)
    # The kinds' come first: /api/v1/jobs/{job_id} would take names of script videos for ids.
    modules = (*kind_modules("api"), v1_jobs, sockets, tickets, files, health)
    app = Application(
        title="Reelwork",
        description=DESCRIPTION,
        lifespan=lifespan,
        generate_unique_id_function=operation_id,
        openapi_tags=tags(modules),
        servers=[{"url": address.url}] if address.url else None,
        docs_url=None,
        redoc_url=None,
        swagger_ui_oauth2_redirect_url=None,
        dependencies=[Depends(enforce)],
    )
    app.allowed_origins = settings.origins
    docs.install(app)
    app.mount("/assets", StaticFiles(directory=ASSETS))
    app.add_middleware(Stopping)
    app.add_middleware(Endings)
    app.add_middleware(Creations)
    app.add_middleware(BodyLimit)
    app.add_middleware(OutwardRedirects, address=address)
    app.add_middleware(
        ForeignOrigins, allowed=settings.origins, public_url=settings.public_url, answer=errors.answer
    )
    errors.install(app)
    app.add_exception_handler(404, not_found)
    for module in modules:
        app.include_router(module.router, responses=errors.UNASKED if module is health else errors.ANSWERS)
    for module in (sign_in, new, topics, listing, job, captions):
        app.include_router(module.router)
    for pages in pages_by_home().values():
        if pages.router:
            app.include_router(pages.router)
    return app
