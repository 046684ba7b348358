"""What the builders in the plane compute: compared with what was worked out by hand."""

import pytest
from pydantic import ValidationError

from media.scenes.builders.linear_map import LinearMap
from media.scenes.builders.system import Outcome, System
from media.scenes.builders.vectors import Vectors
from media.scenes.plane import fitted, segment
from media.scenes.room import Room


def eigen(matrix: list[list[object]]) -> list[tuple[str, ...]]:
    made = LinearMap.model_validate({"matrix": matrix})
    return [
        (value.written().plain, *(part.written().plain for part in made.eigenvector(value)))
        for value in made.eigenvalues
    ]


def test_eigenvectors_keep_their_direction() -> None:
    assert eigen([[2, 1], [1, 2]]) == [("3", "1", "1"), ("1", "1", "−1")]
    assert eigen([[1, 1], [1, 0]]) == [
        ("(1 + √5)/2", "1", "(−1 + √5)/2"),
        ("(1 − √5)/2", "1", "(−1 − √5)/2"),
    ]
    assert eigen([[1, 1], [0, 1]]) == [("1", "1", "0")]
    assert eigen([["1/2", 0], [0, -3]]) == [("1/2", "1", "0"), ("−3", "0", "1")]


def test_a_rotation_keeps_no_direction_and_a_multiple_of_one_keeps_all() -> None:
    turned = LinearMap.model_validate({"matrix": [[1, -1], [1, 1]]})
    assert (turned.eigenvalues, turned.complex_pair.plain) == ((), "1 ± i")
    assert LinearMap.model_validate({"matrix": [[0, -2], [2, 0]]}).complex_pair.plain == "±2i"
    assert LinearMap.model_validate({"matrix": [[2, 0], [0, 2]]}).keeps_all


@pytest.mark.parametrize(
    ("equations", "outcome", "solution"),
    [
        (("2x + y = 7", "x - y = 2"), Outcome.ONE, ["3", "1"]),
        (("y = 3x/2 - 40", "3x + 4y = 20"), Outcome.ONE, ["20", "-10"]),
        (("3x = 2", "x + 2y = 1"), Outcome.ONE, ["2/3", "1/6"]),
        (("x + y = 3", "2x + 2y = 10"), Outcome.NONE, []),
        (("x + y = 3", "6 = 2y + 2x"), Outcome.MANY, []),
    ],
)
def test_two_equations_meet_where_both_hold(
    equations: tuple[str, str], outcome: Outcome, solution: list[str]
) -> None:
    system = System(equations=equations)
    assert system.outcome is outcome
    assert [str(value) for value in system.solution or ()] == solution


def test_one_unknown_falls_away() -> None:
    combined = System(equations=("2x + 3y = 8", "5x + 2y = 9")).combined
    assert combined is not None
    times_one, times_other, left = combined
    # 2 · (2x + 3y) − 3 · (5x + 2y) = −11x, and 2 · 8 − 3 · 9 = −11.
    assert (times_one, times_other) == (2, -3)
    assert [str(value) for value in (left.a, left.b, left.c)] == ["-11", "0", "-11"]


@pytest.mark.parametrize("text", ["x y = 3", "x + y + z = 3", "x^2 + y = 1", "3 = 3"])
def test_what_is_no_pair_of_lines_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        System(equations=(text, "x - y = 2"))


def test_vectors_are_added_taken_away_multiplied() -> None:
    given = {"a": [3, 1], "b": ["1/2", 2]}
    results = {name: Vectors.model_validate({"operation": name, **given}).result for name in ("sum", "dot")}
    assert [str(part) for part in results["sum"]] == ["7/2", "3"]  # type: ignore[union-attr]
    assert str(results["dot"]) == "7/2"
    with pytest.raises(ValidationError, match="b is needed"):
        Vectors.model_validate({"operation": "sum", "a": [1, 2]})
    with pytest.raises(ValidationError, match="factor is needed"):
        Vectors.model_validate({"operation": "multiple", "a": [1, 2]})


def test_a_line_is_shown_to_the_edges_of_the_plane() -> None:
    plane = fitted((0, 4), (0, 4), Room.around(0, 0, 6, 6))
    (x1, y1), (x2, y2) = segment(plane, 1, -1, 0)
    assert (x1, x2) == (y1, y2)
    assert (x1 <= 0, x2 >= 4) == (True, True)
    with pytest.raises(LookupError):
        segment(plane, 1, 0, 1000)
