"""How a request becomes a job: each kind says it once, for its API, its form and its repetition."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from api.kinds import kind_modules
from api.services import Services
from contracts.errors import JobNotResubmittable
from contracts.jobs import JobSnapshot
from store.records import JobRecord

RequestT = TypeVar("RequestT", bound=BaseModel)


@dataclass(frozen=True)
class Submission(Generic[RequestT]):
    """A kind's request and what makes a job of it.

    ``request`` is the contract's own model, which the ledger keeps as it is dumped. ``submit`` takes the
    services, the request, whose it is and its idempotency key, and answers with the job that was accepted;
    it raises what refuses the request.
    """

    kind: str
    request: type[RequestT]
    submit: Callable[[Services, RequestT, str, str | None], Awaitable[JobSnapshot]]


@cache
def submissions() -> Mapping[str, Submission[Any]]:
    """Those that the kinds' modules of the API hold as ``SUBMISSIONS``, by kind."""
    found: dict[str, Submission[Any]] = {}
    for module in kind_modules("api"):
        each: tuple[Submission[Any], ...] = module.SUBMISSIONS
        found |= {submission.kind: submission for submission in each}
    return found


def asked(record: JobRecord) -> BaseModel:
    """What was asked for when the job was made. Raises JobNotResubmittable if its kind is no longer known."""
    model: type[BaseModel] = _submission(record).request
    return model.model_validate(record.request)


async def repeat(services: Services, record: JobRecord, owner: str, key: str | None) -> JobSnapshot:
    """A new job of what an earlier one was asked for.

    It is ``owner``'s, unless the request itself names its user, as those of script videos do: he stays who he
    was, whoever asks for it again. Raises what refuses the request, and JobNotResubmittable if the job's
    kind is no longer known.
    """
    return await _submission(record).submit(services, asked(record), owner, key)


def _submission(record: JobRecord) -> Submission[Any]:
    kind = record.snapshot.kind
    try:
        return submissions()[kind]
    except KeyError:
        raise JobNotResubmittable("Jobs of the kind {kind} can no longer be made here.", kind=kind) from None
