"""What is spoken for numbers, signs, units, sums, dates and addresses in Japanese, and how that is read."""

import re
from pathlib import Path

import pyopenjtalk
import pytest

from media.reading.reader import read

ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("japanese.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("# ")
]
"""What is written, what is spoken, how that is read."""


@pytest.mark.parametrize(("written", "spoken", "read_as"), ROWS)
@pytest.mark.filterwarnings("ignore:invalid escape sequence:DeprecationWarning")
def test_what_is_spoken(written: str, spoken: str, read_as: str) -> None:
    said = read(written, "ja-JP").spoken
    assert said == spoken
    nodes = pyopenjtalk.run_frontend(said, use_sudachi_kanji_yomi=False)
    kana = "".join(node["pron"].replace("’", "").replace("、", ",") for node in nodes)
    assert re.sub(",+", ",", kana).strip(",") == read_as


def test_english_within_japanese_is_english() -> None:
    pieces = read("GitHubを開いて、docker compose upを3回。", "ja-JP").pieces
    assert [piece.spoken for piece in pieces if piece.language == "en"] == ["GitHub", "docker compose up"]


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("https://www.nasa.gov/missions を見る", "nasa ドット ガブ スラッシュ missions を見る"),
        ("info@example.com へ", "info アットマーク example ドット コム へ"),
        ("彼は「I have 3 cats and 2 dogs」と", "彼は「I have three cats and two dogs」と"),
        (
            "彼は「We raised $3.5 million in 2020」と",
            "彼は「We raised three point five million dollars in twenty twenty」と",
        ),
        (
            "またはwww.example.co.jp/helpまで",
            "またはexample ドット シーオー ドット ジェーピー スラッシュ helpまで",
        ),
        (
            "com.example.netとa.b@go.jpへ",
            "com ドット example ドット ネットとa ドット b アットマーク go ドット ジェーピーへ",
        ),
        ("iPhone 15 Proを買う", "iPhone fifteen Proを買う"),
    ],
)
def test_addresses_and_english(written: str, spoken: str) -> None:
    assert read(written, "ja-JP").spoken == spoken
