"""What is read in a text: relations, dated events, tables, runs of numbers."""

from fractions import Fraction

import pytest

from media.authoring.about import without_numbers_about_the_video
from media.authoring.numerals import numerals
from media.authoring.reading import comparisons, lists, numbers, prose
from media.authoring.reading.edges import edges
from media.authoring.reading.relations import relations
from media.authoring.reading.series import longest
from media.authoring.reading.tables import table
from media.authoring.reading.timelines import events


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Solve 2x + 3 = 11 step by step", ["2x + 3 = 11"]),
        ("Graph y = 1/x and y = x", ["y = 1/x", "y = x"]),
        ("x^2+y^2=4", ["x^2+y^2 = 4"]),
        ("関数 y＝x^2のグラフと y = 2x", ["y = x^2", "y = 2x"]),
        ("f(x) = sin(x) + 1 を描いて", ["f(x) = sin(x) + 1"]),
        ("2x + y = 5, x - y = 1 を解いて", ["2x + y = 5", "x - y = 1"]),
        ("find the value where 3(x-2) = 2x + 1", ["3(x-2) = 2x + 1"]),
        ("Newton: F = ma", ["F = ma"]),
        ("speed limit = none", []),
        ("a == b", []),
    ],
)
def test_relations_are_found_among_words(text: str, sources: list[str]) -> None:
    assert [relation.source for relation in relations(text)] == sources


def test_a_relation_knows_its_letters() -> None:
    circle, line, function = relations("x^2+y^2=4, y = 2x, f(t) = t^2")
    assert circle.variables == {"x", "y"}
    assert (line.name, line.variables) == ("y", frozenset("xy"))
    assert (function.name, function.variables) == ("f(t)", frozenset("t"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Timeline: 1969 ARPANET, 1983 TCP/IP, 1991 World Wide Web, 2007 iPhone",
            ["1969 ARPANET", "1983 TCP/IP", "1991 World Wide Web", "2007 iPhone"],
        ),
        ("1868年 明治維新、1945年 終戦", ["1868 明治維新", "1945 終戦"]),
        (
            "Rome was founded in 753 BC. Caesar died in 44 BC. Rome fell in 476 AD",
            ["-753 Rome was founded", "-44 Caesar died", "476 Rome fell"],
        ),
        (
            "2025年4月 設計開始、9月 試作、2026年1月 発売 を年表にして",
            ["2025-04 設計開始", "2025-09 試作", "2026-01 発売"],
        ),
        (
            "2024年3月15日 簽約，5月 開發，2025年1月 上線，畫成時間軸",
            ["2024-03-15 簽約", "2024-05 開發", "2025-01 上線"],
        ),
        (
            "April 2025 kickoff, May 20, 2025 review, 3 May 2026 launch as a timeline",
            ["2025-04 kickoff", "2025-05-20 review", "2026-05-03 launch"],
        ),
        (
            "kickoff in March 2025, beta in June, launch in Oct",
            ["2025-03 kickoff", "2025-06 beta", "2025-10 launch"],
        ),
        ("1957-10-04 Sputnik, 1969-07-20 Moon landing", ["1957-10-04 Sputnik", "1969-07-20 Moon landing"]),
        ("2025年11月 契約、2月 納品", []),  # of which year?
        ("4月 入学、9月 文化祭", []),
        ("売上: 2020 12, 2021 18", []),
        ("history of the internet timeline", []),
        ("It costs 1500 dollars, or 2000 with the lens", []),
    ],
)
def test_dated_events(text: str, found: list[str]) -> None:
    assert [f"{event.when} {event.label}" for event in events(text)] == found


def test_a_comparison_row_by_row_is_a_table() -> None:
    found = table(
        "Compare electric cars and petrol cars: "
        "price 45000 vs 30000, range 400 km vs 700 km, running cost low vs high"
    )
    assert found is not None
    assert found.columns == ("Electric cars", "Petrol cars")
    assert found.rows == (
        ("Price", ("45000", "30000")),
        ("Range", ("400 km", "700 km")),
        ("Running cost", ("low", "high")),
    )


def test_a_table_of_markdown_is_one() -> None:
    found = table(
        "Prices:\n\n| | A | B | C |\n|---|---|---|---|\n| price | 3 | 4 | 5 |\n| **size** | S | M |\n"
    )
    assert found is not None
    assert found.columns == ("A", "B", "C")
    assert found.rows == (("price", ("3", "4", "5")), ("size", ("S", "M", "")))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The average of 4, 8, 15, 16, 23, 42", [4, 8, 15, 16, 23, 42]),
        ("1.5、-2 と 3/4", [Fraction(3, 2), -2, Fraction(3, 4)]),
        ("Sort [7, 3, 9, 1] and then 5", [7, 3, 9, 1]),
        ("5 apples", []),
    ],
)
def test_the_longest_run_of_numbers(text: str, values: list[Fraction]) -> None:
    assert longest(text) == values


def test_comparisons_know_what_is_said_of_each() -> None:
    found = comparisons.compared("リストとタプルの違い。リストは変更できる。タプルは変更できない。")
    assert found is not None
    assert (found.left, found.right) == ("リスト", "タプル")
    assert found.left_points == ("変更できる",)
    assert comparisons.compared("水に対する反応。") is None
    for text in ("苹果和橙子的营养对比", "蘋果和橘子的比較", "りんごとみかんの違い"):
        assert comparisons.compared(text) is not None


def test_lists() -> None:
    assert lists.numbered("1. a\n2. b") == ["a", "b"]
    assert lists.numbered("手順は 1. 切る 2. 煮る 3. 盛る") == ["切る", "煮る", "盛る"]
    assert lists.numbered("円周率は 3.14 です") == []
    assert lists.ordered("First wash it, then dry it.") == ["Wash it", "Dry it"]
    blocks, rest = lists.code_blocks("a\n```py\nx = 1\n```\nb")
    assert [block.code for block in blocks] == ["x = 1"]
    assert "x = 1" not in rest


def test_numbers() -> None:
    assert numbers.vectors("a point (1,2) and a point (3,4)") == []
    assert numbers.amounts("x = 3, y = 4") is None
    assert numbers.amounts("In 1969 people landed on the Moon.") is None


@pytest.mark.parametrize(
    ("text", "bars", "unit"),
    [
        ("Tokyo 37, Osaka 19, Nagoya 9 (millions)", ["Tokyo 37", "Osaka 19", "Nagoya 9"], "millions"),
        ("東京 37, 大阪 19, 名古屋 9 (百万人)", ["東京 37", "大阪 19", "名古屋 9"], "百万人"),
        ("Bar chart of Jan 120, Feb 150 please", ["Jan 120", "Feb 150"], ""),
        ("業務 12 人，工程 30 人", ["業務 12", "工程 30"], "人"),
        ("1月 120万円、2月 150万円", ["1月 120", "2月 150"], "万円"),
    ],
)
def test_labelled_amounts(text: str, bars: list[str], unit: str) -> None:
    found = numbers.amounts(text)
    assert found is not None
    assert ([f"{label} {value:g}" for label, value in found.bars], found.unit) == (bars, unit)
    assert numbers.is_data(text)


@pytest.mark.parametrize(
    "text",
    [
        "バス代 38万から 12万、食費 5万から 3万",
        "a 30 kg box at 2, a 10 kg box at 1",
        "幾つ 3?, 何個 4?",
        "5km走 25, 10km走 52",
    ],
)
def test_a_label_is_of_words(text: str) -> None:
    assert numbers.amounts(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A-B 4, A-C 2, B-D 5: shortest path from A to D", ["A B 4", "A C 2", "B D 5"]),
        ("S→A, S→B, A→C", ["S>A", "S>B", "A>C"]),
        ("AB = 4, BC = 2.5", ["A B 4", "B C 2.5"]),
        ("東京-大阪 500、大阪-福岡 600", ["東京 大阪 500", "大阪 福岡 600"]),
        ("A: B, C; B: A; C: A", ["A B", "A C"]),
        ("1-2 7, 2-3 4", ["1 2 7", "2 3 4"]),
        ("2024-25 and 2025-26", []),
        ("3-5 people, 7-9 days", []),
        ("A-B", []),
    ],
)
def test_edges_of_a_graph(text: str, found: list[str]) -> None:
    assert [
        f"{edge.one}{'>' if edge.directed else ' '}{edge.other}" + (f" {edge.length}" if edge.length else "")
        for edge in edges(text)
    ] == found


def test_sentences() -> None:
    assert prose.sentences("A is 3.14. B is 2.\n- C") == ["A is 3.14.", "B is 2.", "C"]
    assert prose.sentences("これはペンです。あれは？") == ["これはペンです。", "あれは？"]


def test_digits_in_the_notation_of_programs_are_one_number() -> None:
    assert [(one.written, one.value) for one in numerals("0b1101 or 0xff, 1,200 and 3.5")] == [
        ("0b1101", 13),
        ("0xff", 255),
        ("1,200", 1200),
        ("3.5", Fraction(7, 2)),
    ]


def test_what_closes_a_pair_of_numbers_is_no_mark_of_a_list() -> None:
    assert lists.numbered("ベクトル (1,1), (2,2) の和") == []
    assert without_numbers_about_the_video("向量 (1,1)、(2,2)、(3,1) 相加") == "向量 (1,1)、(2,2)、(3,1) 相加"
    assert lists.numbered("1) boil water 2) add tea 3) pour") == ["boil water", "add tea", "pour"]
