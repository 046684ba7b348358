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
