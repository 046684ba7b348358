"""Graphs: what a request's functions become on the page."""

import pytest
from pydantic import ValidationError

from media.scenes.builders.graphs import Graphs
from tests.media.scenes.pages import told


def lines(*functions: str) -> list[str]:
    return told(Graphs(functions=functions))


def test_two_graphs_meet_where_they_do() -> None:
    assert "They meet at (−1, −1) and (1, 1)." in lines("1/x", "x")
    assert "In this part they do not meet." in lines("x", "x + 1")


def test_one_graph_tells_its_zeros_and_turns() -> None:
    said = lines("x^2 - 2x - 3")
    assert "It meets the x-axis at x = −1 and x = 3." in said
    assert "The vertex is (1, −4): it turns from falling to rising." in said


def test_many_zeros_are_counted() -> None:
    assert "It meets the x-axis 5 times here." in lines("sin x")


@pytest.mark.parametrize(
    "parameters",
    [
        {"functions": ()},
        {"functions": ("x", "x")},
        {"functions": ("x + y",)},
        {"functions": ("x",), "between": (2, 1)},
        {"functions": ("sqrt(x)",), "between": (-3, -1)},
    ],
)
def test_what_cannot_be_drawn_is_refused(parameters: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Graphs.model_validate(parameters)
