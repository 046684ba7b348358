"""The kinds' pages, found by their rows: forms by address and by kind, and what a result shows."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

from pydantic import ValidationError

from api.kinds import kind_modules
from api.pages.forms import Form, KindPages
from api.pages.job_view import Asked
from api.services import Services
from api.submissions import asked
from contracts.errors import ReelworkError
from contracts.jobs import JobSnapshot
from contracts.kinds import KINDS
from store.records import JobRecord

ROOM: Final = "api.pages"


@cache
def pages_by_home() -> Mapping[str, KindPages]:
    """The pages of the kinds that have some, by the kinds' home."""
    found: dict[str, KindPages] = {module.__name__: module.PAGES for module in kind_modules(ROOM)}
    homes = {kind.home: kind.module(ROOM) for kind in KINDS.values()}
    return {home: found[module] for home, module in homes.items() if module in found}


@cache
def forms() -> Mapping[str, Form]:
    """All forms by their address's last part, in the order of the kinds' rows."""
    return {form.slug: form for pages in pages_by_home().values() for form in pages.forms}


def form_of(kind: str) -> Form | None:
    """The form for jobs of a kind; None if it has none, or is no longer known."""
    return next((form for form in forms().values() if form.kind == kind), None)


def told(record: JobRecord) -> Asked:
    """What was asked for, as far as the form has it and the job's page shows it."""
    form = form_of(record.snapshot.kind)
    if form is None:
        return ()
    try:
        values = form.values(asked(record))
    except (ReelworkError, ValidationError):  # it was accepted by an earlier version, and would not be today
        return ()
    return [(label, values[name]) for name, label in form.told.items() if values[name].strip()]


async def shown(services: Services, snapshot: JobSnapshot) -> Mapping[str, Any]:
    """What the template of a job's result shows beside the snapshot's own fields."""
    pages = pages_by_home().get(_home(snapshot.kind))
    return await pages.shown(services, snapshot) if pages and snapshot.result else {}


def result_templates(kind: str) -> Sequence[str]:
    """The templates that may show a result of a kind: the first of them that there is."""
    return [f"results/{_home(kind)}.html", "results/any.html"]


def _home(kind: str) -> str:
    return KINDS[kind].home if kind in KINDS else ""
