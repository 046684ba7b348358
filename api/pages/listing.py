"""The first page, and the list of jobs, live."""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any, Final, Self
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from sse_starlette import EventSourceResponse, ServerSentEvent

from api.access import Caller, ViewerDep
from api.pages.forms import whole
from api.pages.job import PING_SECONDS, STREAM_HEADERS
from api.pages.kinds import forms
from api.pages.languages import COOKIE, LANGUAGES, LanguageDep
from api.pages.rendering import PageRoute, ours, page, render
from api.services import Services, ServicesDep
from contracts.errors import JobNotFound
from contracts.jobs import JobSnapshot, JobState
from contracts.kinds import KINDS

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE_SIZE: Final = 20
RECENT: Final = 5
LOOK_SECONDS: Final = 2.0
"""How often the ledger is looked into for jobs that are new."""
PAUSE_SECONDS: Final = 1.0
"""Between two changes that are sent: what comes meanwhile is sent at once."""
YEAR: Final = 365 * 24 * 3600


@dataclass(frozen=True)
class Choice:
    """What is listed: jobs of a kind, in a state, the page from 1; empty words let all pass."""

    kind: str = ""
    state: str = ""
    page: int = 1
    size: int = PAGE_SIZE

    @classmethod
    def of(cls, kind: str, state: str, number: str) -> "Choice":
        """What an address asks for; what it cannot mean is passed over."""
        return cls(
            kind=kind if kind in KINDS else "",
            state=state if state in set(JobState) else "",
            page=max(1, min(whole(number) or 1, 100_000)),
        )

    @property
    def query(self) -> str:
        """The address's part that asks for it."""
        return self.at(self.page)

    def at(self, number: int) -> str:
        """The same for another page."""
        return urlencode({"kind": self.kind, "state": self.state, "page": number})

    @property
    def filters(self) -> dict[str, Any]:
        """The same for the ledger."""
        return {
            "kinds": [self.kind] if self.kind else None,
            "states": [JobState(self.state)] if self.state else None,
        }


def _choice(kind: str = "", state: str = "", page: str = "") -> Choice:
    return Choice.of(kind, state, page)


ChoiceDep = Annotated[Choice, Depends(_choice)]


@dataclass(frozen=True)
class Row:
    """A job in the list."""

    snapshot: JobSnapshot
    title: str


@dataclass(frozen=True)
class Listing:
    """A page of jobs; ``total`` of all pages."""

    choice: Choice
    rows: Sequence[Row]
    total: int

    @property
    def pages(self) -> int:
        """How many there are, one at least."""
        return max(1, -(-self.total // self.choice.size))


@router.get("/")
async def home(request: Request, services: ServicesDep, caller: ViewerDep) -> Response:
    """What can be made, and the newest jobs."""
    listing = await _listing(services, caller, Choice(size=RECENT))
    return page(request, "home.html", forms=forms().values(), listing=listing)


@router.get("/jobs")
async def show(request: Request, services: ServicesDep, caller: ViewerDep, choice: ChoiceDep) -> Response:
    """The jobs, by kind and state."""
    return page(request, "jobs.html", listing=await _listing(services, caller, choice))


@router.get("/list/part")
async def part(request: Request, services: ServicesDep, caller: ViewerDep, choice: ChoiceDep) -> Response:
    """The list alone, for a browser that hears no stream."""
    return page(request, "_jobs.html", listing=await _listing(services, caller, choice))


@router.get("/list/live")
async def live(
    services: ServicesDep, caller: ViewerDep, language: LanguageDep, choice: ChoiceDep
) -> Response:
    """The list at every change of it."""

    async def parts() -> AsyncGenerator[ServerSentEvent, None]:
        titles: dict[tuple[str, bool], str] = {}
        sent = ""
        silent = 0.0
        async with _Watch(services) as watch:
            while True:
                listing = await _listing(services, caller, choice, watch.newest, titles)
                watch.follow(row.snapshot.job_id for row in listing.rows if not row.snapshot.state.ended)
                text = render(language, "_jobs.html", root=services.address.root, listing=listing)
                if text != sent:
                    sent, silent = text, 0.0
                    yield ServerSentEvent(data=text)
                elif silent >= PING_SECONDS:
                    silent = 0.0
                    yield ServerSentEvent(event="ping", data="")
                await asyncio.sleep(PAUSE_SECONDS)
                silent += PAUSE_SECONDS + await watch.news()

    return EventSourceResponse(parts(), headers=STREAM_HEADERS, ping=0)


@router.post("/language")
async def choose_language(request: Request, services: ServicesDep) -> Response:
    """Remember the reader's language, and go back to the page."""
    async with request.form() as sent:
        chosen, back = str(sent.get("language", "")), str(sent.get("next", "/"))
    response = RedirectResponse(ours(back), status_code=303)
    if chosen in {language.tag for language in LANGUAGES}:
        response.set_cookie(
            COOKIE, chosen, max_age=YEAR, path=services.address.cookies, samesite="lax", httponly=True
        )
    return response


async def _listing(
    services: Services,
    caller: Caller,
    choice: Choice,
    newest: Mapping[str, JobSnapshot] = MappingProxyType({}),
    titles: dict[tuple[str, bool], str] | None = None,
) -> Listing:
    """The page as the ledger has it, with what the watched jobs said last laid over it.

    ``titles`` remembers what the jobs are about, those that have ended apart: their requests may be long,
    and never change, but a result may have a better title.
    """
    known = {} if titles is None else titles
    whose: dict[str, Any] = {**choice.filters, "owner": caller.whose}
    part: dict[str, Any] = {"limit": choice.size, "offset": (choice.page - 1) * choice.size}
    snapshots, total = await asyncio.gather(
        services.ledger.snapshots(**whose, **part), services.ledger.count(**whose)
    )
    if any(_key(snapshot) not in known for snapshot in snapshots):
        for record in await services.ledger.list(**whose, **part):
            known[_key(record.snapshot)] = record.title
    rows = []
    for snapshot in snapshots:
        title = known.get(_key(snapshot))
        if title is None:
            continue  # it came in this moment; the next look has it
        live = newest.get(snapshot.job_id, snapshot)
        rows.append(Row(live if live.sequence >= snapshot.sequence else snapshot, title))
    return Listing(choice, rows, total)


def _key(snapshot: JobSnapshot) -> tuple[str, bool]:
    return snapshot.job_id, snapshot.state.ended


class _Watch:
    """Follows the open jobs of a list through the hub."""

    def __init__(self, services: Services) -> None:
        self.newest: dict[str, JobSnapshot] = {}
        self._services = services
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._news = asyncio.Event()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    def follow(self, job_ids: Any) -> None:
        """Follow these, and no others any more."""
        wanted = set(job_ids)
        for job_id in wanted - set(self._tasks):
            self._tasks[job_id] = asyncio.create_task(self._follow(job_id))
        for job_id in set(self._tasks) - wanted:
            self._tasks.pop(job_id).cancel()
            self.newest.pop(job_id, None)

    async def news(self) -> float:
        """Wait until a job has changed, or until it is time to look for new ones; seconds waited."""
        before = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout(LOOK_SECONDS):
                await self._news.wait()
        except TimeoutError:
            pass
        self._news.clear()
        return asyncio.get_running_loop().time() - before

    async def _follow(self, job_id: str) -> None:
        try:
            updates = self._services.hub.follow(job_id, after=None, silence=3600)
            async with aclosing(updates):
                async for update in updates:
                    if update:
                        self.newest[job_id] = update.snapshot
                        self._news.set()
        except JobNotFound:
            self._news.set()  # it was deleted: the next look shows the list without it
