"""The queries behind lists and counts. The indexes of ``JobRow`` are made for them."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute

from contracts.jobs import JobState
from store.schema import JobRow


def filters(
    kinds: Collection[str] | None, states: Collection[JobState] | None, owner: str | None
) -> list[ColumnElement[bool]]:
    """What a job's row must fulfil; None lets all pass."""
    conditions: list[ColumnElement[bool]] = []
    if kinds is not None:
        conditions.append(JobRow.kind.in_(list(kinds)))
    if states is not None:
        conditions.append(JobRow.state.in_([state.value for state in states]))
    if owner is not None:
        conditions.append(JobRow.owner == owner)
    return conditions


def page(
    columns: Sequence[InstrumentedAttribute[Any]],
    conditions: Sequence[ColumnElement[bool]],
    limit: int,
    offset: int,
) -> Select[*tuple[Any, ...]]:
    """A page, the newest first. An index finds its ids, so that no row before the page is looked at."""
    newest = (JobRow.created_at.desc(), JobRow.id.desc())
    ids = select(JobRow.id).where(*conditions).order_by(*newest).limit(limit).offset(offset).subquery()
    return select(*columns).join(ids, ids.c.id == JobRow.id).order_by(*newest)


def number(kind: str, owner: str | None, *conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    """How many jobs of a kind, of an owner or of all, fulfil them, as a part of a query."""
    whose = filters([kind], None, owner)
    statement = select(func.count()).select_from(JobRow).where(*whose, *conditions)
    return statement.scalar_subquery()
