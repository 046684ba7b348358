"""What a scene's words make of its card: numbers, quotations, enumerations, names, keywords."""

import pytest

from contracts.animation import Language
from contracts.video import CardKind
from language.writing import read_as
from media.storyboards.figures import figure
from media.storyboards.parts import enumeration, quotation
from media.storyboards.picturing import pictured
from media.storyboards.showing import Cards
from media.storyboards.vocabulary import Vocabulary
from tests.media.storyboards.sample import picture


def vocabulary(text: str, language: str, title: str = "") -> Vocabulary:
    return Vocabulary([text], title, read_as(language))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sales rose by 14 percent, from 200 to 228 boxes.", "14 percent"),
        ("It costs £6,200 and weighs 300 tonnes.", "£6,200"),
        ("About 3.5 million people live here.", "3.5 million people"),
        ("Each holds 9,000 litres of water.", "9,000 litres"),
        ("At night it is minus 25 degrees.", "minus 25 degrees"),
        ("It was built in 1998, at 5 p.m. on 12 May, by 3 men.", ""),
        ("It lights 38 of the village's 52 homes.", ""),
        ("For 240 years nothing happened.", ""),
        ("費用は2400万円で、4分の1ですんだ。", "4分の1"),
        ("約1200個のチーズが熟成している。", "約1200個"),
        ("2019年5月12日の午前9時に開いた。", ""),
        ("漁港には十一人しかいない。", ""),
        ("營業額成長了65%，有八位年輕人回來。", "65%"),
        ("垃圾減少了七成。", "七成"),
        ("地圖標出了四十二個攤位。", "四十二個"),
        ("夜里会降到零下25摄氏度。", "零下25摄氏度"),
        ("三年前他成為老師。", ""),
    ],
)
def test_the_most_striking_number_is_found_with_its_unit(sentence: str, expected: str) -> None:
    assert figure(sentence) == expected


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        (
            "en",
            "It is filled with sand, compost and deep-rooted plants.",
            ("sand", "compost", "deep-rooted plants"),
        ),
        ("en", "The school, the church and the football club help.", ("school", "church", "football club")),
        ("en", "Rain, which falls in spring, and snow are rare.", ()),
        ("en", "The mill and the bridge are old.", ()),
        ("ja", "カマンベール、ゴーダ、ラクレットを作っている。", ("カマンベール", "ゴーダ", "ラクレット")),
        ("zh-TW", "孩子們畫了漁船、燈塔、冰庫和修網的老人。", ("漁船", "燈塔", "冰庫", "修網的老人")),
        ("zh-CN", "明年种植草莓、彩椒和黄瓜。", ("草莓", "彩椒", "黄瓜")),
    ],
)
def test_enumerations_are_whole_or_none(language: str, sentence: str, expected: tuple[str, ...]) -> None:
    assert enumeration(sentence, vocabulary(sentence, language)) == expected


def test_a_quotation_is_what_somebody_says_and_not_a_name() -> None:
    assert quotation("“We gave the water a place to stay,” says Reed.", Language.ENGLISH).startswith(
        "We gave"
    )
    assert quotation("The boat is called “Blue Heron” by all who know her.", Language.ENGLISH) == ""
    assert quotation("「道の駅」は町の入り口にある。", Language.JAPANESE) == ""


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        (
            "en",
            "The soil scientist measured how a parking space sheds water.",
            ["soil scientist", "parking space"],
        ),
        ("ja", "古い木造の校舎に、酪農家の相談が持ち込まれた。", ["木造の校舎", "酪農家の相談"]),
        ("zh-TW", "遊客沿著紅線走到展覽館。", ["遊客", "紅線", "展覽館"]),
        ("zh-CN", "玻璃温室给蜜蜂和工人带来变化。", ["玻璃温室", "蜜蜂", "工人"]),
    ],
)
def test_things_are_called_as_the_text_calls_them(language: str, text: str, names: list[str]) -> None:
    found = vocabulary(text, language).keywords(text)
    assert set(names) <= set(found)
    assert all(name in text for name in found)


def test_a_quotes_card_is_headed_by_who_speaks_and_a_figures_by_what_is_counted() -> None:
    text = (
        "“The tide has never stopped delivering,” says Ruth Penhale. Sales on the street rose by 14 percent."
    )
    cards = Cards(vocabulary(text, "en", "A mill"))
    quote = cards.card("“The tide has never stopped delivering,” says Ruth Penhale.")
    count = cards.card("Sales on the street rose by 14 percent.")
    assert (quote.card.kind, quote.heading) == (CardKind.QUOTE, "Ruth Penhale")
    assert (count.card.kind, count.heading) == (CardKind.FIGURE, "Sales")


def test_two_cards_have_one_heading_only_if_there_is_no_other() -> None:
    text = "The mill grinds barley."
    cards = Cards(vocabulary(text, "en"))
    assert [cards.card(text).heading for _ in range(4)] == [
        "Mill",
        "Barley",
        "The mill grinds barley",
        "Mill",
    ]


def test_pictures_go_to_the_nearest_scene_that_follows_them() -> None:
    first, second = picture(1, "first"), picture(5, "second")
    assert pictured([0, 1, 4, 5], [first, second]) == [first, None, None, second]
    assert pictured([0, 1], [first, first]) == [first, None]
    assert pictured([9], [first]) == [None]
