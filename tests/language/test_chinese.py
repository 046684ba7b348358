"""Traditional and simplified characters: by words, each in the place of the one that it stands for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.chinese import for_mainland, is_mixed, is_simplified, simplified, traditional
from media.authoring.edits.words import CHINESE_WORDS
from media.authoring.planning import plan


@pytest.mark.parametrize(
    ("taiwanese", "mainland"),
    [
        ("等於", "等于"),
        ("關於", "关于"),
        ("頭髮", "头发"),
        ("發現", "发现"),
        ("皇后後來", "皇后后来"),
        ("乾淨的樹幹", "干净的树干"),
        ("這裡的公里數", "这里的公里数"),
        ("看著一本著名的書", "看着一本著名的书"),
    ],
)
def test_a_character_with_several_counterparts_is_converted_by_its_word(
    taiwanese: str, mainland: str
) -> None:
    assert simplified(taiwanese) == mainland
    assert traditional(mainland) == taiwanese


@given(st.text(st.sampled_from("于於关關发發髮后後里裡裏面面麵台臺あa \ud800\x00𠮷") | st.characters()))
def test_every_character_keeps_its_place(text: str) -> None:
    for converted in (simplified(text), traditional(text)):
        assert len(converted) == len(text)
        assert all(
            after == before for before, after in zip(text, converted, strict=True) if before < "\u3400"
        )


def test_our_own_texts_get_the_terms_of_the_mainland() -> None:
    assert for_mainland("畢氏定理的程式碼") == "勾股定理的代码"
    assert for_mainland("二元一次聯立方程式") == "二元一次联立方程式"
    assert for_mainland("兩股是 3 公分和 4 公尺") == "两条直角边是 3 厘米和 4 米"
    assert for_mainland("兩個向量的和") == "两个向量的和"


def test_an_animation_in_simplified_characters_has_no_others() -> None:
    made = plan("毕氏定理", "用简体中文")
    words = made.model_dump_json()
    assert "等于" in words
    assert "於" not in words


def test_the_words_of_instructions_are_found_in_both_ways_of_writing() -> None:
    assert [word for word in CHINESE_WORDS if traditional(word) != word] == []
    assert [word for word in CHINESE_WORDS if traditional(simplified(word)) != word] == []


def test_is_simplified() -> None:
    assert is_simplified("向量的加法说明")
    assert not is_simplified("向量的加法說明")
    assert not is_simplified("台灣的舞台")
    assert not is_simplified("背景")


@pytest.mark.parametrize(
    ("text", "mixed"),
    [
        ("東京 37, 名古屋 9 (百万人)", True),
        ("経済の発展と国の役割", True),
        ("東京大學的歷史", False),
        ("东京大学的历史", False),
        ("台北車站", False),
        ("牛頓第二定律", False),
    ],
)
def test_full_and_short_forms_together_are_japanese(text: str, mixed: object) -> None:
    assert is_mixed(text) is mixed
