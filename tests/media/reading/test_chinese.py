"""What is spoken for numbers, signs, units, sums, dates and addresses in Chinese."""

from pathlib import Path

import pytest

from media.reading.reader import read

ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("chinese.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("# ")
]
"""Language, what is written, what is spoken."""


@pytest.mark.parametrize(("language", "written", "spoken"), ROWS)
def test_what_is_spoken(language: str, written: str, spoken: str) -> None:
    assert read(written, language).spoken == spoken


def test_english_within_chinese_is_english() -> None:
    pieces = read("发布 iPhone 15 Pro 了", "zh-CN").pieces
    assert "".join(piece.spoken for piece in pieces if piece.language == "en") == "iPhone fifteen Pro"


def test_words_have_the_span_of_what_they_stand_for() -> None:
    reading = read("跑了2公里，花了NT$1,200。", "zh-TW")
    at = reading.spoken.index("一千二百元")
    start, end = reading.written_span(at, at + 5)
    assert reading.written[start:end] == "NT$1,200"
