"""Pictures of computing: what they compute is what was computed by hand here."""

import re
from itertools import combinations
from math import hypot

import pytest
from pydantic import ValidationError

from contracts.storyboard import Shape, Storyboard
from media.scenes.builders.binary import Binary
from media.scenes.builders.code import Code, wrapped
from media.scenes.builders.graph_search import Back, GraphSearch
from media.scenes.builders.layers import Layers
from media.scenes.builders.linked_list import LinkedList
from media.scenes.builders.recursion_tree import RecursionTree
from media.scenes.builders.sequence_diagram import SequenceDiagram
from media.scenes.builders.shortest_path import ShortestPath
from media.scenes.builders.stack_queue import StackQueue
from media.scenes.builders.state_machine import StateMachine
from media.scenes.builders.tree import Tree
from media.scenes.graphs import RADIUS, layout
from media.scenes.locale import Locale
from media.scenes.room import Room
from media.scenes.script import scene_of, write
from tests.media.scenes.pages import told


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


EDGES = [["A", "B"], ["A", "C"], ["B", "D"], ["C", "D"], ["D", "10"], ["10", "9"], ["X", "Y"]]


@pytest.mark.parametrize(
    ("method", "directed", "start", "order"),
    [
        ("bfs", False, "A", "A B C D 10 9"),
        ("dfs", False, "A", "A B D C 10 9"),
        ("bfs", True, "B", "B D 10 9"),
    ],
)
def test_a_search_visits_nodes_in_its_order(method: str, directed: bool, start: str, order: str) -> None:  # noqa: FBT001
    search = GraphSearch.model_validate(
        {"edges": EDGES, "start": start, "method": method, "directed": directed}
    )
    assert search.order() == tuple(order.split())


def test_depth_goes_back_to_where_something_is_new() -> None:
    search = GraphSearch.model_validate(
        {"edges": [["A", "B"], ["B", "C"], ["A", "D"]], "start": "A", "method": "dfs"}
    )
    assert [step.gone for step in search.steps() if isinstance(step, Back)] == [("C", "B"), ("D", "A")]


ROADS = ["A B 4", "A C 2", "B C 1", "B D 5", "C D 8", "C E 10", "D E 2", "D F 6", "E F 3"]


def roads(*words: str) -> list[dict[str, str]]:
    return [dict(zip(("one", "other", "length"), word.split(), strict=True)) for word in words]


def test_dijkstra_settles_the_nearest_first_and_finds_the_shortest_way() -> None:
    path = ShortestPath.model_validate({"edges": roads(*ROADS), "start": "A", "end": "F"})
    assert [(step.node, int(step.distance)) for step in path.steps()] == [
        ("A", 0), ("C", 2), ("B", 3), ("D", 8), ("E", 10), ("F", 13),
    ]  # fmt: skip
    assert path.path() == ("A", "C", "B", "D", "E", "F")


def test_a_node_that_no_edge_leads_to_has_no_way() -> None:
    path = ShortestPath.model_validate(
        {"edges": roads("A B 1", "C B 1"), "start": "A", "end": "C", "directed": True}
    )
    assert path.path() == ()
    assert [step.node for step in path.steps()] == ["A", "B"]


def test_a_way_that_would_be_longer_changes_nothing() -> None:
    path = ShortestPath.model_validate({"edges": roads("A B 1.5", "B C 1.5", "A C 2.5"), "start": "A"})
    assert path.came() == {"B": "A", "C": "A"}
    assert [(look.node, look.shorter) for step in path.steps() for look in step.looks] == [
        ("B", True), ("C", True), ("C", False),
    ]  # fmt: skip


def test_places_in_a_graph_are_apart_and_within_their_area() -> None:
    nodes = tuple("ABCDEFGH")
    edges = [(one, other) for one, other in combinations(nodes, 2) if (ord(one) * ord(other)) % 3 == 0]
    area = Room(-3.5, 3.5, -1.0, 2.2)
    places = layout(nodes, edges, area)
    assert places == layout(nodes, edges, area)
    for x, y in places.values():
        assert area.left <= x - RADIUS + 1e-9
        assert x + RADIUS <= area.right + 1e-9
        assert area.bottom <= y - RADIUS + 1e-9
        assert y + RADIUS <= area.top + 1e-9
    assert all(hypot(a[0] - b[0], a[1] - b[1]) > 2 * RADIUS for a, b in combinations(places.values(), 2))


@pytest.mark.parametrize(
    ("walk", "order"),
    [
        ("preorder", "8 3 1 6 4 10 14"),
        ("inorder", "1 3 4 6 8 10 14"),
        ("postorder", "1 4 6 3 14 10 8"),
        ("levelorder", "8 3 10 1 6 14 4"),
    ],
)
def test_a_search_tree_is_walked_in_its_order(walk: str, order: str) -> None:
    tree = Tree.model_validate({"values": [8, 3, 10, 1, 6, 14, 4], "walk": walk})
    assert tree.order() == tuple(order.split())
    assert tree.sides()["6"] == ("4", None)


@pytest.mark.parametrize(
    ("walk", "order"), [("preorder", "abdec"), ("postorder", "debca"), ("inorder", "dbeac")]
)
def test_a_given_tree_is_walked_in_its_order(walk: str, order: str) -> None:
    tree = Tree.model_validate({"edges": [("a", "b"), ("a", "c"), ("b", "d"), ("b", "e")], "walk": walk})
    assert tree.order() == tuple(order)


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"values": [1, 2, 3, 4, 5, 6]}, "values: no more than 5 levels"),
        ({"values": [1, 1]}, "values: a value stands"),
        ({"edges": [("a", "b"), ("c", "b")]}, "edges: each node but one"),
        ({"edges": [("a", "b"), ("c", "d"), ("d", "c")]}, "edges: all nodes must hang together"),
        ({"edges": [("a", "b")], "walk": "inorder"}, "walk: inorder"),
        ({}, "values: a tree is given"),
    ],
)
def test_what_is_no_tree_that_can_be_drawn_is_refused(parameters: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Tree.model_validate(parameters)


@pytest.mark.parametrize(
    ("function", "arguments", "calls", "result"),
    [
        ("fib", (5,), 15, 5),
        ("factorial", (5,), 6, 120),
        ("sum", (4,), 5, 10),
        ("power", (-2, 3), 4, -8),
        ("gcd", (48, 18), 4, 6),
        ("binomial", (4, 2), 11, 6),
        ("hanoi", (3,), 7, 7),
    ],
)
def test_calls_are_counted_and_have_the_right_result(
    function: str, arguments: tuple[int, ...], calls: int, result: int
) -> None:
    tree = RecursionTree.model_validate({"function": function, "arguments": arguments})
    assert (len(list(tree.every())), tree.root().result) == (calls, result)


@pytest.mark.parametrize(
    ("function", "arguments"), [("fib", (6,)), ("fib", (-1,)), ("power", (2,)), ("binomial", (2, 3))]
)
def test_calls_that_could_not_be_shown_are_refused(function: str, arguments: tuple[int, ...]) -> None:
    with pytest.raises(ValidationError, match="arguments: "):
        RecursionTree.model_validate({"function": function, "arguments": arguments})


def test_a_network_has_a_connection_for_each_pair_of_neighbouring_neurons() -> None:
    assert Layers(sizes=(3, 4, 4, 2)).connections == 36
    assert Layers(sizes=(784, 128, 10)).connections == 101_632


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({}, "sizes: layers are given either"),
        ({"sizes": [3]}, "sizes: there must be at least two"),
        ({"sizes": [3, 0]}, "sizes: a layer has from 1"),
        ({"protocols": [{"name": "a"}, {"name": "b", "header": "much too long"}]}, "header"),
        ({"protocols": [{"name": "a"}, {"name": "wwwwwwwwwwwwwwwww"}]}, "protocols: “www"),
    ],
)
def test_layers_that_could_not_be_read_are_refused(parameters: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Layers.model_validate(parameters)


def test_the_layers_of_the_internet_and_of_osi_can_be_shown() -> None:
    tcp = [("HTTP", "HTTP"), ("TCP", "TCP"), ("IP", "IP"), ("Ethernet", "Eth")]
    osi = ["アプリケーション層", "表現層", "セッション層", "トランスポート層", "ネットワーク層", "リンク層"]
    Layers.model_validate(
        {"protocols": [{"name": name, "header": header} for name, header in tcp], "data": "Hello"}
    )
    Layers.model_validate({"protocols": [{"name": name, "header": "AH"} for name in osi]})


def test_a_message_to_somebody_who_does_not_take_part_is_refused() -> None:
    with pytest.raises(ValidationError, match="messages: “hi” goes from or to somebody"):
        SequenceDiagram.model_validate(
            {"participants": ["A", "B"], "messages": [{"sender": "A", "receiver": "C", "text": "hi"}]}
        )


def test_a_message_without_a_line_is_told_as_it_is() -> None:
    diagram = SequenceDiagram.model_validate(
        {
            "participants": ["A", "B"],
            "messages": [
                {"sender": "A", "receiver": "B", "text": "GET /"},
                {"sender": "B", "receiver": "A", "text": "200", "reply": True},
            ],
        }
    )
    lines = told(diagram)
    assert lines[1:] == ["A sends to B: GET /", "B answers A: 200"]


MACHINE = {
    "start": "q0",
    "accepting": ["q1"],
    "transitions": [
        {"start": "q0", "end": "q1", "on": "1"},
        {"start": "q0", "end": "q0", "on": "0"},
        {"start": "q1", "end": "q0", "on": "0"},
    ],
}


@pytest.mark.parametrize(
    ("symbols", "last", "accepted"),
    [("001", "q1", True), ("10", "q0", False), ("11", None, False), ("", "q0", False)],
)
def test_a_machine_reads_its_input_as_far_as_something_leads_on(
    symbols: str,
    last: str | None,
    accepted: bool,  # noqa: FBT001
) -> None:
    machine = StateMachine.model_validate({**MACHINE, "input": list(symbols)})
    assert (machine.last(), machine.accepts()) == (last, accepted)
    assert len(list(machine.steps())) == len(symbols)


def test_a_machine_that_could_go_two_ways_is_refused() -> None:
    ways = [{"start": "a", "end": "b", "on": "x"}, {"start": "a", "end": "a", "on": "x"}]
    with pytest.raises(ValidationError, match="transitions: two lead on from the same state"):
        StateMachine.model_validate({"start": "a", "transitions": ways})


@pytest.mark.parametrize(
    ("value", "base", "digits"),
    [(13, 2, "1101"), (0, 2, "0"), (255, 16, "FF"), (64, 8, "100"), (1023, 2, "1" * 10)],
)
def test_a_number_has_its_digits(value: int, base: int, digits: str) -> None:
    number = Binary.model_validate({"value": value, "base": base})
    assert number.digits == digits
    assert "".join(f"{remainder:X}" for _, _, remainder in reversed(number.divisions())) == digits
    assert sum(int(digit, 16) * worth for digit, worth in zip(digits, number.weights(), strict=True)) == value


def test_what_is_left_gets_less_from_place_to_place() -> None:
    lines = told(Binary(value=13))
    assert lines[1:] == [
        "8 fits into 13: 1, and 5 is left.",
        "4 fits into 5: 1, and 1 is left.",
        "2 does not fit into 1: 0.",
        "1 fits into 1: 1, and 0 is left.",
        "The places add up to 13.",
        "13 in binary is 1101.",
    ]


def test_a_number_of_too_many_digits_is_refused() -> None:
    with pytest.raises(ValidationError, match="value: 1024 has more than 10 digits in base 2"):
        Binary(value=1024)


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"code": "x = 1", "language": "klingon"}, "language: “klingon”"),
        ({"code": "x = 1\n\ny = 2", "trace": [{"line": 2}]}, "trace: there is nothing in line 2"),
        ({"code": "x = 1", "trace": [{"line": 2}]}, "trace: there is nothing in line 2"),
        ({"code": "\n \n"}, "code: there is none"),
    ],
)
def test_code_that_could_not_be_shown_is_refused(parameters: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Code.model_validate(parameters)


@pytest.mark.parametrize("shape", Shape)
def test_every_line_of_code_is_in_a_listing_with_its_own_number(shape: Shape) -> None:
    lines = [f"step({index})" if index % 7 else "" for index in range(1, 40)]
    scene = scene_of(Code(code="\n".join(lines)), "1", Locale.ENGLISH)
    script = write(Storyboard(title="", language="en", shape=shape, scenes=(scene,)))
    listed = re.findall(r'code_string="(.*?)".*?line_numbers_from=(\d+)', script, re.DOTALL)
    shown = {
        int(first) + row: line for text, first in listed for row, line in enumerate(text.split("\\n")) if line
    }
    assert shown == {number: line for number, line in enumerate(lines, 1) if line}


@pytest.mark.parametrize(
    ("line", "columns", "rows"),
    [
        ("return 1", 8, ["return 1"]),
        ("    total = first + second", 18, ["    total = first", "        + second"]),
        ("x" * 12, 10, ["x" * 10, "    xx"]),
        ("a = '日本語日本語'", 12, ["a =", "    '日本語", "    日本語'"]),
    ],
)
def test_a_line_that_is_too_long_goes_on_below(line: str, columns: int, rows: list[str]) -> None:
    assert wrapped(line, columns) == rows


def test_a_line_that_never_ends_is_cut_visibly() -> None:
    rows = wrapped("x" * 200, 20)
    assert len(rows) == 4
    assert rows[-1].endswith("…")


def test_code_of_too_many_lines_says_where_it_is_cut() -> None:
    lines = told(Code(code="go()\n" * 55))
    assert lines == ["55 lines of code, read from the top.", "These are lines 1 to 40 of 55."]


def test_a_line_says_what_it_changed() -> None:
    code = Code.model_validate(
        {
            "code": "x = 1\nprint(x)",
            "trace": [{"line": 1, "variables": {"x": "1"}}, {"line": 2, "variables": {"x": "1"}}],
        }
    )
    lines = told(code)
    assert lines[1:] == ["Line 1: now x = 1.", "Line 2: print(x)"]
