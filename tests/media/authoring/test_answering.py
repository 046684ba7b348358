"""A question is answered with all its values or not at all; no example stands in the place of his values."""

import pytest

from contracts.errors import NeedsModel
from contracts.storyboard import Picture, Plan
from media.authoring import request
from media.authoring.asking import asks_for_a_result
from media.authoring.planning import plan


def picture(planned: Plan, kind: str) -> Picture:
    return next(scene.picture for scene in planned.storyboard.scenes if scene.picture.kind == kind)


def said(planned: Plan) -> str:
    return "\n".join(beat.line for scene in planned.storyboard.scenes for beat in scene.beats)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("How long does it take to fall 45 m?", True),
        ("what is the total of 3 and 4", True),
        ("Find the area of a triangle with base 6", True),
        ("Which is larger, 3/4 or 5/7?", True),
        ("高さ4cmの三角形の面積を求めて", True),
        ("合計はいくら", True),
        ("一共多少元", True),
        ("求面积", True),
        ("How does photosynthesis work?", False),
        ("Explain bubble sort with 3, 1, 2", False),
        ("光合成のしくみ", False),
        ("水循環", False),
    ],
)
def test_what_asks_for_a_result(text: str, asks: object) -> None:
    assert asks_for_a_result(request.read(text, "")) is asks


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The lever: 30 kg at 2 m, 10 kg at 1 m", "30 kg"),
        ("てこの原理：左 30kg 2m、右 10kg 1m", "30kg"),
        ("槓桿：左邊 30 公斤 2 公尺，右邊 10 公斤 1 公尺", "30"),
        ("三角形的底是 6，高是 4，求面积", "6"),
        ("BFS: S-A, S-B, starting from Q", "S-A"),
        ("Explain the mean. By the way, 12 people came.", "12"),
        ("A ball is thrown at 20 m/s at 30 degrees with mass 7 kg. How far does it go?", "7 kg"),
    ],
)
def test_an_answer_without_all_values_is_refused_and_they_are_named(text: str, value: str) -> None:
    with pytest.raises(NeedsModel, match="all of its values") as refused:
        plan(text, "")
    assert value in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "バス代 38万、家賃 12万、食費 5万 の合計はいくら？",
        "Alice is 12, Bob is 15, who is older?",
        "I bought 3 apples, 5 oranges and 2 pears. How much fruit is that?",
        "一月 30，二月 45，一共多少？",
        "temperature dropped from 45 to 20 in 3 seconds",
        "a ball is dropped from 45 m on the moon, how long does it fall?",
    ],
)
def test_a_question_is_no_chart_and_nothing_else(text: str) -> None:
    with pytest.raises(NeedsModel):
        plan(text, "")


@pytest.mark.parametrize(
    ("text", "parameters", "answers"),
    [
        (
            "a ball is dropped from 45 m: how long until it lands and how fast is it?",
            {"height": 45},
            ("≈3.03 s", "≈29.7 m/s"),
        ),
        (
            "A stone falls from a bridge 20 m high. Take g = 10 m/s². How fast is it?",
            {"acceleration": 10},
            ("2 s", "20 m/s"),
        ),
        (
            "a stone falls into a well and hits the water after 3 seconds. how deep is it?",
            {"seconds": 3},
            ("44.1 m",),
        ),
        (
            "A rock hits the ground at 20 m/s. From what height did it fall?",
            {"at_last": 20},
            ("≈20.41 m", "≈2.04 s"),
        ),
        (
            "A 2 kg ball is dropped from 45 m: how long does it fall?",
            {"mass": 2},
            ("Its mass, 2 kg,", "≈3.03 s"),
        ),
        ("高さ80mのビルからボールを落とすと何秒で地面に着く？", {"height": 80}, ("≈4.04 s", "≈39.6 m/s")),
        ("從 20 公尺高的地方讓球自由落下，落地時速度是多少？", {"height": 20}, ("≈19.8 m/s",)),
        ("一个球从 45 米高处落下，多久落地？", {"height": 45}, ("≈3.03 s",)),
    ],
)
def test_a_fall_from_its_height_its_time_or_its_speed(
    text: str, parameters: dict[str, object], answers: tuple[str, ...]
) -> None:
    planned = plan(text, "")
    given = picture(planned, "acceleration").parameters
    assert {name: given[name] for name in parameters} == parameters
    assert all(answer in said(planned) for answer in answers)
    assert "9.8" in said(planned) or "10 m/s²" in said(planned)
    assert planned.coverage.unused == ()


@pytest.mark.parametrize(
    ("text", "end", "length"),
    [
        ("A-B 4, A-C 2, B-D 5, C-D 8: shortest path from A to D", "D", "9"),
        ("最短経路：A-B 3、B-C 4、A-C 9。AからCまで", "C", "7"),
        ("求最短路径：A-B 3，B-C 4，A-C 9，从A到C", "C", "7"),
    ],
)
def test_the_shortest_way_in_the_senders_own_graph(text: str, end: str, length: str) -> None:
    planned = plan(text, "")
    given = picture(planned, "shortest_path").parameters
    assert (given["start"], given["end"]) == ("A", end)
    assert length in said(planned).splitlines()[-1]
    assert planned.coverage.examples == ()


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("BFS from S: S-A, S-B, A-C, B-C", "S, A, B, C"),
        ("DFS on A: B, C; B: D; C: D starting from A", "A, B, D, C"),
        ("深さ優先探索を 1-2, 1-3, 2-4 で 1 から", "1、2、4、3"),
        ("用BFS走訪這個圖：A-B、A-C、B-D，從A開始", "A、B、C、D"),
    ],
)
def test_a_search_in_the_senders_own_graph(text: str, order: str) -> None:
    planned = plan(text, "")
    assert order in said(planned)
    assert (planned.coverage.unused, planned.coverage.examples) == ((), ())


def test_quantities_in_other_units_are_used() -> None:
    assert plan("時速60kmで2時間30分走ると何km進む？", "").coverage.unused == ()
    assert plan("小明从家到学校 1.2 公里，每分钟走 60 米，要走多久？", "").coverage.unused == ()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("a ball is dropped from 45 m: how long until it lands?", "Free fall"),
        ("東京 37, 大阪 19, 名古屋 9 (百万人)", "値を比べる"),
        ("April 2025 kickoff, May 2026 launch as a timeline", "Timeline"),
        ("Our sales: Q1 120, Q2 135", "Our sales"),
        ("各部門人數：業務 12 人，工程 30 人", "各部門人數"),
        ("Pie chart: rent 45%, food 30%, other 25%", "Shares of the whole"),
    ],
)
def test_a_title_names_the_subject_or_is_what_the_picture_is_called(text: str, title: str) -> None:
    assert plan(text, "").storyboard.title == title


def test_shares_are_said_once() -> None:
    planned = plan("Pie chart: rent 45%, food 30%, other 25%", "")
    assert "The largest is rent with 45%.\n" in said(planned)


@pytest.mark.parametrize(
    ("text", "unused"),
    [
        ("Bar chart: Jan 120, Feb 150, Mar 90. Show the total too.", ("the total",)),
        ("Pie chart of rent 45, food 30, other 25 with the total", ()),  # a pie says it
        ("売上: 1月 120万円, 2月 150万円 を棒グラフにして、合計と伸び率も", ("合計", "伸び率")),
        ("各季營收：第一季 320 萬、第二季 280 萬，請做成長條圖，並算出平均", ("平均",)),
    ],
)
def test_what_is_asked_beside_a_chart_is_shown_or_named(text: str, unused: tuple[str, ...]) -> None:
    assert plan(text, "").coverage.unused == unused


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (
            "TCP handshake where client ISN 1000 and server ISN 5000",
            ["SYN seq=1000", "SYN-ACK seq=5000 ack=1001", "ACK seq=1001 ack=5001"],
        ),
        (
            "Show the TCP three-way handshake with server ISN 70 and client ISN 9",
            ["SYN seq=9", "SYN-ACK seq=70 ack=10", "ACK seq=10 ack=71"],
        ),
        (
            "クライアントの初期シーケンス番号が100、サーバーが65535のときのTCPの3ウェイハンドシェイク",
            ["SYN seq=100", "SYN-ACK seq=65535 ack=101", "ACK seq=101 ack=65536"],
        ),
        (
            "TCP三次握手，客户端序号 100，服务器序号 300",
            ["SYN seq=100", "SYN-ACK seq=300 ack=101", "ACK seq=101 ack=301"],
        ),
        ("3-way handshake in TCP", ["SYN", "SYN-ACK", "ACK"]),
    ],
)
def test_a_handshake_has_the_senders_sequence_numbers(text: str, messages: list[str]) -> None:
    planned = plan(text, "")
    given = picture(planned, "sequence_diagram").parameters["messages"]
    assert [message["text"] for message in given] == messages  # type: ignore[union-attr, index, call-overload]
    assert planned.coverage.unused == ()


@pytest.mark.parametrize(
    ("text", "vertex"),
    [
        ("y = x^2 - 4x + 3 のグラフ", "頂点は (2, −1)"),
        ("画出 y = x^2 - 4x + 3", "顶点是 (2, −1)"),
        ("畫出 y = -2x^2 + 4x 的圖形", "頂點是 (1, 2)"),
        ("Plot y = x^2 + 1", "The vertex is (0, 1)"),
        ("Plot y = x^4", "At (0, 0) it turns"),
    ],
)
def test_a_parabola_has_a_vertex(text: str, vertex: str) -> None:
    assert vertex in said(plan(text, ""))


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        (
            "What happened in the French revolution? Show it as a timeline.",
            "What happened in the French revolution",
        ),
        ("三角形的面積怎麼算？請用圖形說明", "三角形的面積怎麼算"),
        ("月の満ち欠けはなぜ起こる？図で説明してください", "月の満ち欠けはなぜ起こる"),
        ("中学2年生の授業で使います。三平方の定理を説明して", "三平方の定理"),
    ],
)
def test_the_subject_is_not_how_it_is_to_be_shown(text: str, subject: str) -> None:
    assert request.read(text, "").subject == subject


@pytest.mark.parametrize(
    "text",
    [
        "Find the area between y = x^2 and y = x",
        "Pythagoras: hypotenuse 13 and one leg 5, find the other leg",
        "Pythagorean theorem: a ladder 5 m long stands 3 m from the wall, how high does it reach?",
        "三平方の定理 斜辺が13、他の一辺が5のとき残りの辺は",
        "20% of what number is 50?",
        "30% of the students like football; 12 students like it. How many students are there?",
        "12 students are 30% of the class. How many are in the class?",
        "ある数の30%は12です。ある数はいくつ？",
        "Find the determinant of [[2,1],[1,2]]",
        "A 5 kg cart is pulled with 20 N and 5 N. What is its acceleration?",
        "Show the growth of $1000 at 5% simple interest for 4 years",
        "A car drives at 60 km/h for 2 hours with a 30 minute break. How far does it go?",
        "等差数列 3, 7, 11 の第20項は？",
        "Budget: rent 45%, food 30%, savings 15% as a pie chart",
    ],
)
def test_what_is_not_asked_is_not_computed_in_its_place(text: str) -> None:
    with pytest.raises(NeedsModel):
        plan(text, "")


@pytest.mark.parametrize(
    ("text", "kind", "parameters"),
    [
        ("Find the hypotenuse of a right triangle with sides 9 and 12", "pythagoras", {"a": 9, "b": 12}),
        ("Roll a die twice, what are the odds that the sum is 7?", "sample_space", {"number": 7}),
        ("サイコロを2回投げて合計が10以上になる確率", "sample_space", {"event": "at_least", "number": 10}),
        ("A rectangle is 8 m long and 5 m wide. What's its area?", "polygon", {"width": 8, "height": 5}),
        ("一个长方体长5宽4高3，体积是多少？", "solid", {"depth": 5, "width": 4, "height": 3}),
        ("2万円の3割引はいくら？", "percent", {"amount": 20000, "percent": 30, "task": "discount"}),
        ("There are 40 students. 30% of the students are ill. How many?", "percent", {"amount": 40}),
        (
            "A 5 kg box is pushed with 20 N against 5 N of friction. What's its acceleration?",
            "forces",
            {"forces": [{"size": 20}, {"size": 5, "direction": 180}], "mass": 5},
        ),
        ("等差数列 3, 7, 11 の第10項は？", "sequence", {"count": 10}),
        ("抛一枚硬币 3 次至少一次正面的概率", "sample_space", {"coins": 3, "number": 1, "event": "at_least"}),
        ("投擲一枚硬幣 4 次，恰好 2 次正面的機率", "sample_space", {"coins": 4, "number": 2}),
        ("コインを3回投げて表が2回出る確率", "sample_space", {"coins": 3, "number": 2}),
        ("売上 A店 120万円 B店 95万円 C店 150万円 を円グラフで", "chart", {"subject": "売上"}),
        ("Revenue: Q1 $1.2M, Q2 $1.5M, Q3 $1.1M. bar chart", "chart", {"unit": "$M"}),
        ("会議の流れ：①開会 ②報告 ③閉会", "steps", {"steps": ["開会", "報告", "閉会"]}),
        ("売上の推移 4月 320 5月 410 6月 380", "chart", {"subject": "売上の推移"}),
        (
            "Explain how a stack works by pushing 5, 2, 9 and popping twice",
            "stack_queue",
            {"operations": [{"put": "5"}, {"put": "2"}, {"put": "9"}, {}, {}]},
        ),
        (
            "スタックに A, B をプッシュして1回ポップする",
            "stack_queue",
            {"operations": [{"put": "A"}, {"put": "B"}, {}]},
        ),
    ],
)
def test_what_is_asked_is_filled_with_its_values(text: str, kind: str, parameters: dict[str, object]) -> None:
    planned = plan(text, "")
    given = picture(planned, kind).parameters
    assert {name: given[name] for name in parameters} == parameters
    assert (planned.coverage.unused, planned.coverage.examples) == ((), ())


def test_a_formula_between_units_is_read() -> None:
    assert "(°F − 32) ÷ 1.8" in said(plan("Convert 72 degrees Fahrenheit to Celsius", ""))


def test_of_several_ways_all_are_told() -> None:
    planned = plan("Graph: A-B 3, B-C 2, A-D 7. What is the shortest route from A to C and from A to D?", "")
    assert not picture(planned, "shortest_path").parameters.get("end")


def test_a_number_of_another_unit_is_not_taken_for_it() -> None:
    planned = plan("Explain Newton's second law: a 5 kg box, 20 N. The table is 5 m long.", "")
    assert any("5 m" in one for one in planned.coverage.unused)


@pytest.mark.parametrize(
    "content",
    [
        "If I save 200 euros a month at 4% yearly interest, how much do I have after 3 years?",
        "Explain compound interest: I put 1000 euros in the bank each year at 3% for 5 years",
        "I put 500 euros in, at 5% compound interest, and take out 50 euros every year, for 4 years",
        "毎月3万円を年利2%で積み立てると10年後いくら？",
        "每月存 1000 元，年利率 3%，5 年後有多少？",
        "Discount: a jacket costs 120 dollars, 30% off, then another 10% off. Final price?",
        "Bubble sort 5, 2, 9, 1 and then quicksort the same numbers",
        "Binary number of 201 and hexadecimal of 201",
        "演示二叉搜索树的插入：依次插入 50, 30, 70, 20, 40, 60，然后删除 30",
    ],
)
def test_what_a_picture_shows_only_in_part_is_refused(content: str) -> None:
    with pytest.raises(NeedsModel):
        plan(content, "")


@pytest.mark.parametrize(
    ("content", "parameters"),
    [
        ("1000 dollars at 5% interest every year for 4 years", {"start": 1000, "step": 5, "count": 4}),
        ("每年利率 5%，本金 1000 元，3 年後？", {"start": 1000, "step": 5, "count": 3}),
        ("Explain compound interest: 1000 euros at 5% per year for 3 years", {"start": 1000, "step": 5}),
    ],
)
def test_one_sum_at_interest_is_shown(content: str, parameters: dict[str, int]) -> None:
    shown = next(one.picture for one in plan(content, "").storyboard.scenes if one.picture.kind == "sequence")
    assert {key: shown.parameters[key] for key in parameters} == parameters


def test_an_equation_is_solved_and_its_own_parabola_drawn() -> None:
    planned = plan("Solve 3x^2 - 10x - 8 = 0 step by step and draw the parabola", "")
    shown = {one.picture.kind: one.picture.parameters for one in planned.storyboard.scenes}
    assert shown["graphs"]["functions"] == ["3x^2 - 10x - 8"]
    assert shown["equation"]["equation"] == "3x^2 - 10x - 8 = 0"
    assert planned.coverage.examples == ()
