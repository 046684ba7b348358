"""Every activity is implemented once, on its own queue, where what it needs may be."""

from collections import Counter

import pytest

from activities.implementations import classes, definitions, implements, needs, queue_of
from contracts.animation import RUN_PREFLIGHT, CheckInput, PreflightReport
from contracts.core import CLEAN_UP, CleanUpInput, Nothing
from tests import definitions as contracts
from tests.definitions import HELD_BY

EVERY_CLASS = [(queue, cls) for queue, found in classes().items() for cls in found]


def test_every_activity_is_implemented_exactly_once() -> None:
    implemented = Counter(one.name for _, cls in EVERY_CLASS for one in definitions(cls).values())

    assert implemented == Counter(one.name for one in contracts.definitions())
    assert set(implemented.values()) == {1}


@pytest.mark.parametrize(("queue", "cls"), EVERY_CLASS)
def test_a_class_is_on_the_queue_of_its_activities_and_of_what_it_needs(queue: str, cls: type) -> None:
    assert {one.queue for one in definitions(cls).values()} == {queue}
    assert {HELD_BY.get(need, queue) for need in needs(cls).values()} <= {queue}


def test_a_method_of_other_types_implements_nothing() -> None:
    async def other(_: object, argument: Nothing) -> Nothing:
        return argument

    with pytest.raises(TypeError, match=r"core\.clean_up"):
        implements(CLEAN_UP)(other)  # type: ignore[arg-type]


def test_a_class_on_two_queues_is_refused() -> None:
    class Both:
        @implements(CLEAN_UP)
        async def clean_up(self, _: CleanUpInput) -> Nothing:
            return Nothing()

        @implements(RUN_PREFLIGHT)
        async def preflight(self, _: CheckInput) -> PreflightReport:
            return PreflightReport()

    with pytest.raises(TypeError, match="Both"):
        queue_of(Both)
