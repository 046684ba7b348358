"""English: what is written, and what is heard."""

import re
import time
from pathlib import Path
from typing import Final

import pytest

from media.reading.reader import read

ROWS: Final = [
    line.split("\t")
    for line in Path(__file__).with_name("english.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("# kind")
]
"""The kind of difficulty, what is written, what is spoken."""
PLAIN: Final = (
    "The history of the city goes back more than two thousand years, and its old harbour is still used by the"
    " fishing boats that bring in the morning's catch."
)


def heard(spoken: str) -> list[str]:
    """The words, without marks, hyphens and capitals."""
    return re.findall(r"[\w']+", spoken.lower().replace("’", "'"))


@pytest.mark.parametrize(("kind", "written", "spoken"), ROWS)
def test_what_is_spoken(kind: str, written: str, spoken: str) -> None:
    reading = read(written.replace(r"\n", "\n"), "en-US")
    assert heard(reading.spoken) == heard(spoken), kind
    assert {piece.language for piece in reading.pieces} == {"en-US"}


@pytest.mark.parametrize(
    ("language", "spoken"),
    [("en-US", "march fourth"), ("en", "march fourth"), ("en-GB", "april third"), ("en-AU", "april third")],
)
def test_the_country_tells_days_from_months(language: str, spoken: str) -> None:
    assert read("on 3/4/2025", language).spoken.lower().startswith(f"on {spoken}, ")
    assert read("on 25/12/2025", language).spoken == "on December twenty-fifth, twenty twenty-five"


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("105 people", "one hundred and five people"),
        ("1,536 and 2,005", "one thousand five hundred and thirty-six and two thousand and five"),
        ("£250,010", "two hundred and fifty thousand and ten pounds"),
        ("the 101st", "the one hundred and first"),
        ("100,200 or 2,047,000", "one hundred thousand two hundred or two million forty-seven thousand"),
        ("in 1905 and 2005", "in nineteen oh five and two thousand and five"),
        ("2,500.5 km", "two thousand five hundred point five kilometers"),
    ],
)
def test_the_english_say_and_within_numbers(written: str, spoken: str) -> None:
    assert read(written, "en-GB").spoken == spoken
    assert read(written, "en-US").spoken == re.sub(
        r"(hundred|thousand) and (?!nineteen|two thousand)", r"\1 ", spoken
    )


def test_plain_words_stay_as_they_are() -> None:
    assert [piece.spoken for piece in read(PLAIN, "en-US").pieces] == [PLAIN]


def test_a_spoken_sum_has_the_span_of_the_written_one() -> None:
    reading = read("It is **40–60°C** there, or $3.5 million.", "en-US")
    for word, written in {"sixty": "40–60°C", "there": "there", "dollars": "$3.5 million"}.items():
        at = reading.spoken.index(word)
        start, end = reading.written_span(at, at + len(word))
        assert reading.written[start:end] == written


def test_a_sentence_ends_with_its_abbreviation() -> None:
    assert read("It was in the U.S. Then we left at 10 a.m.", "en-US").spoken == (
        "It was in the U S. Then we left at ten A M."
    )


def test_a_sentence_is_read_at_once() -> None:
    texts = [PLAIN, *(written for _, written, _ in ROWS)]
    read(PLAIN, "en-US")
    began = time.process_time()
    for text in texts:
        read(text, "en-US")
    assert (time.process_time() - began) / len(texts) < 0.005


@pytest.mark.parametrize(
    "text", ["1" * 5_000, "1," * 2_500, "A. B " * 1_000, "[a" * 2_500, "It is $5 or 5 kg. " * 250]
)
def test_a_long_text_takes_no_longer_than_its_length(text: str) -> None:
    began = time.process_time()
    read(text, "en-US")
    assert time.process_time() - began < 1
