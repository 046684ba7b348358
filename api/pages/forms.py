"""What every kind brings to the pages: forms for its jobs, and what its results show."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from fastapi import APIRouter
from pydantic import BaseModel, ValidationError

from api.access import Caller
from api.pages import words
from api.pages.languages import Language, later
from api.services import Services
from contracts.errors import InvalidField, ReelworkError
from contracts.jobs import JobSnapshot
from contracts.phrases import Phrase

_DIGITS: Final = 9

Values = Mapping[str, str]
"""What a form holds, by its fields' names."""


class Invalid(Exception):
    """The form cannot be taken as it is: what is wrong, by field ("" for the form as a whole)."""

    def __init__(self, wrong: Mapping[str, str | Phrase]) -> None:
        super().__init__(str(wrong))
        self.wrong = dict(wrong)


async def _nothing_to_choose(_: Services, __: Caller, ___: Values) -> Mapping[str, Any]:
    return {}


def _nothing_proposed(_: Services, __: Language, values: Values) -> Values:
    return values


@dataclass(frozen=True)
class Form:
    """A kind's form; its template is ``forms/<slug>.html``.

    ``read`` makes the contract's request of its values and of whose it is, ``values`` the values of a
    request; ``names`` tells which field of the form a field of the request is, where they differ. ``empty``
    holds every field. ``propose`` fills fields that are still empty. ``choices`` is what the template shows
    beside the values; what of it depends on the values is the template ``part``, which is rendered anew, with
    ``changed``, when they change. The fields of ``carried`` may stand in the form's address, and an example
    leaves them as they are. ``told`` are the fields that a job's page shows as what was asked for, with what
    it calls each.
    """

    kind: str
    slug: str
    title: str
    about: str
    read: Callable[[Services, Values, str], Awaitable[BaseModel]]
    values: Callable[[Any], Values]
    empty: Values
    examples: Mapping[str, Sequence[Values]]
    names: Mapping[str, str] = field(default_factory=dict)
    propose: Callable[[Services, Language, Values], Values] = _nothing_proposed
    choices: Callable[[Services, Caller, Values], Awaitable[Mapping[str, Any]]] = _nothing_to_choose
    part: str = ""
    carried: Sequence[str] = ()
    told: Mapping[str, str] = field(default_factory=dict)

    async def request(self, services: Services, values: Values, owner: str) -> BaseModel:
        """The contract's request of the form's values. Raises Invalid."""
        try:
            return await self.read(services, values, owner)
        except ValidationError as error:
            wrong: dict[str, str | Phrase] = {}
            for each in error.errors(include_url=False):
                name = self._field(".".join(str(part) for part in each["loc"]))
                wrong.setdefault(name, _explained(each["type"], each["msg"]))
            raise Invalid(wrong) from error
        except InvalidField as error:
            raise self.refused(error) from error

    def refused(self, error: ReelworkError) -> Invalid:
        """What is wrong with a request that was refused."""
        if isinstance(error, InvalidField):
            return Invalid({self._field(str(error.details["field"])): error.what})
        return Invalid({"": words.headline(error)})

    def _field(self, place: str) -> str:
        for start, name in self.names.items():
            if place.startswith(start):
                return name
        last = place.rpartition(".")[2]
        return last if last in self.empty else ""


async def _nothing_more(_: Services, __: JobSnapshot) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True)
class KindPages:
    """What a kind's module of this room holds as ``PAGES``.

    A result is shown by the template ``results/<home>.html``; ``shown`` is what that shows beside the
    snapshot's own fields. ``router`` has the paths that these pages need for themselves.
    """

    forms: Sequence[Form]
    shown: Callable[[Services, JobSnapshot], Awaitable[Mapping[str, Any]]] = _nothing_more
    router: APIRouter | None = None


def _explained(kind: str, message: str) -> str:
    explanation = message.removeprefix("Value error, ")
    for mark, text in words.FIELD_ERRORS.items():
        if mark == kind or mark in explanation:
            return text
    return explanation


def whole(text: str) -> int | None:
    """A whole number of at most nine digits; None if it is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _DIGITS else None


def number(values: Values, name: str) -> int:
    """The whole number in a field. Raises Invalid."""
    found = whole(values[name].strip())
    if found is None:
        raise Invalid({name: later("Please enter a whole number.")})
    return found


def decimal(values: Values, name: str) -> float:
    """The number in a field. Raises Invalid."""
    text = values[name].strip()
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", text):
        raise Invalid({name: later("Please enter a number.")})
    return float(text)
