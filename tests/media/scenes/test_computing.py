"""Pictures of computing: what they compute is what was computed by hand here."""

import pytest
from pydantic import ValidationError

from media.scenes.builders.linked_list import LinkedList
from media.scenes.builders.stack_queue import StackQueue


@pytest.mark.parametrize(("structure", "out"), [("stack", [2, 4, 1, 0]), ("queue", [0, 1, 2, 4])])
def test_a_stack_gives_the_last_one_first_and_a_queue_the_first(structure: str, out: list[int]) -> None:
    puts = ["a", "b", "c", "", "d", "", "", "", ""]
    made = StackQueue.model_validate({"structure": structure, "operations": [{"put": one} for one in puts]})
    taken = [state.moved for put, state in zip(puts, made.states(), strict=True) if not put]
    assert taken == [*out, None]
    assert made.most_inside == 3
    assert [state.inside for state in made.states()][-1] == ()


def test_nothing_comes_out_of_an_empty_one() -> None:
    made = StackQueue.model_validate({"structure": "queue", "operations": [{}, {"put": "a"}]})
    assert [(state.inside, state.moved) for state in made.states()] == [((), None), ((1,), 1)]


def test_a_stack_that_gets_too_high_is_refused() -> None:
    with pytest.raises(ValidationError, match="operations: no more than 6 values"):
        StackQueue.model_validate({"structure": "stack", "operations": [{"put": "a"}] * 7})


def test_a_list_has_its_values_in_order_after_each_operation() -> None:
    made = LinkedList.model_validate(
        {
            "values": ["1", "2"],
            "operations": [
                {"action": "insert", "value": "3", "index": 2},
                {"action": "delete", "value": "1"},
                {"action": "insert", "value": "9", "index": 0},
            ],
        }
    )
    now = list(made.values)
    seen = []
    for operation in made.operations:
        now = made.after(now, operation)
        seen.append(now)
    assert seen == [["1", "2", "3"], ["2", "3"], ["9", "2", "3"]]


@pytest.mark.parametrize(
    "operation",
    [
        {"action": "delete", "value": "7"},
        {"action": "insert", "value": "7", "index": 4},
        {"action": "insert", "index": 0},
    ],
)
def test_what_a_list_cannot_do_is_refused(operation: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="operations: "):
        LinkedList.model_validate({"values": ["1", "2"], "operations": [operation]})
