"""Texts for the screen: where their lines break."""

from media.scenes.text import captions, clip, width, wrap


def test_lines_break_where_a_reader_expects_it() -> None:
    lines = wrap("植物は太陽の光を使って二酸化炭素と水から糖を作り出します", 6, 30)
    assert "".join(lines) == "植物は太陽の光を使って二酸化炭素と水から糖を作り出します"
    assert all(width(line, 30) <= 6 for line in lines)
    assert all(line[0] not in "、。っ" for line in lines)
    assert wrap("ninety-three degrees", 3, 30) == ["ninety-three", "degrees"]
    assert clip("あ" * 100, 5, 36, 2)[-1].endswith("…")
    assert all(width(row, 28) <= 12 for row in captions("これは長い文です、" * 12, 12, 28))


def test_a_number_stays_with_its_unit_and_a_word_with_its_particle() -> None:
    assert wrap("計算すると、42.195 km ≈ 26.22 mi です。", 7, 28) == [
        "計算すると、",
        "42.195 km ≈ 26.22 mi です。",
    ]
    assert wrap("圓周長是 C = 2πr = 6π cm ≈ 18.85 cm。", 7, 28)[1] == "C = 2πr = 6π cm ≈ 18.85 cm。"
    assert wrap("並びました。比較 14 回、入れ替え 7 回です。", 7, 28)[0] == "並びました。比較 14 回、"
    assert (
        wrap("1 から 30 までの数です。1 は素数ではないので除きます。", 7, 28)[1]
        == "素数ではないので除きます。"
    )
    assert wrap("下の部分は、斜辺 cos β の sin α 倍です。", 7, 28)[1].startswith("cos β の")


def test_a_japanese_verb_is_not_torn_apart() -> None:
    assert wrap("すべての成分がそろいました。これが積です。", 7, 28) == [
        "すべての成分がそろいました。",
        "これが積です。",
    ]


def test_a_chain_of_equations_goes_on_with_its_sign() -> None:
    assert wrap("$80 − $20 = $60", 2.6, 32) == ["$80 − $20", "= $60"]


def test_a_caption_ends_at_a_colon() -> None:
    line = "放在平均數的正下方就平衡了：平均數是這些點的重心。"
    assert captions(line, 7.2, 28) == ["放在平均數的正下方就平衡了：", "平均數是這些點的重心。"]
