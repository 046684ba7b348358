"""Where sentences end, and that nothing is lost between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.sentences import sentences


@given(st.text(alphabet=st.sampled_from("ab A.1!?…。！？「」“”\"()'\n、, Mr話す")), st.booleans())
def test_the_sentences_of_a_text_are_the_text(text: str, whole_quotes: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    assert "".join(sentences(text, whole_quotes=whole_quotes)) == text


@pytest.mark.parametrize(
    "text",
    [
        # abbreviations, initials, numbers
        "Dr. Ames met J. R. Smith of the U.S. Army. |She smiled.",
        "They met in the U.S. |The rain had stopped.",
        "It holds 12.5 sq. m of soil, i.e. about 3.4 tonnes. |It is full.",
        "At 5 p.m. on Jan. 5 it closed. |Then it rained.",
        "See fig. 3 and No. 7. |They differ.",
        "1. Dig a hole. |2. Fill it.",
        # marks that end nothing, or several at once
        "Yahoo! is a company. |Is it?! |Yes... |Perhaps... or not.",
        # quotations and brackets stay whole, with who said it
        "“We lost. Twice.” Smith said. |“It hurt!” he added. |Then he left.",
        '"Stop," she said. |"Now."',
        "It works (see p. 4. It is long.) as it should. |Good.",
        # Japanese
        "値段は3.5倍だ。|「行く。帰る。」と言った。|終わり！|本当？と驚いた。",
        "「もう終わりだ。」|男は去った。",
        # Chinese
        "他說：「走吧。」|天黑了！|“我们输了。”他说。|气温是25.5度。|真的？！|是的……也许。",
        # both in one line
        "OpenAI発表した。|It is new. |価格は20ドル。",
    ],
)
def test_sentences_end_where_a_reader_says(text: str) -> None:
    assert sentences(text.replace("|", "")) == text.split("|")


def test_a_long_quotation_can_be_cut_if_it_must() -> None:
    text = "“One. Two.” Three."
    assert sentences(text) == ["“One. Two.” ", "Three."]
    assert sentences(text, whole_quotes=False) == ["“One. ", "Two.” ", "Three."]
