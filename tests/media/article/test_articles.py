"""What is taken out of the articles in ``tests/articles``: all of what they say, and nothing of the rest."""

from datetime import date
from functools import cache

import pytest

from contracts.article_video import Article
from media.article.extract import extract
from tests.servers.web_server import ARTICLES

BOILERPLATE = {
    "en": (
        "cookie",
        "Subscribe",
        "Blue Heron",
        "newsletter",
        "Related",
        "lighthouses",
        "MarshWarden",
        "Share",
    ),
    "ja": (
        "クッキー",
        "ログイン",
        "広告",
        "高原の天然水",
        "関連記事",
        "温泉ランキング",
        "無断転載",
        "シェア",
    ),
    "zh-TW": ("Cookie", "加入會員", "廣告", "限量五百組", "延伸閱讀", "燈籠店", "版權所有"),
    "zh-CN": ("Cookie", "登录", "广告", "零首付", "相关推荐", "夜跑", "版权所有"),
}
NOT_NARRATABLE = {
    "en": ("curl", "612.4", "Output in MWh", "Trial weeks"),
    "ja": ("1250", "最初の月89"),
    "zh-TW": ("clear_ratio", "valve.open"),
    "zh-CN": (),
}
FACTS = {
    "en": (
        "For 240 years the mill at Carrow Point",
        "Ruth Penhale, a retired marine engineer",
        "Old wall, new wheel",
        "a generator of 61 kilowatts",
        "The repair cost 410,000 pounds",
        "A quarter is kept for repairs of the wall and the gate.",
        "it will make us punctual",
        "1,160 eels passed",
        "electricity that came in with the night tide.",
    ),
    "ja": (
        "一日に六本しか来ない",
        "りんご箱に三十冊の文庫本",
        "鉄道会社の意外な返事",
        "火を使わないこと。",
        "千二百五十人を数えた",
        "本が間にあるからだと思います",
        "四つの駅に、新しい棚が置かれる",
        "雪の残る道を歩いて帰っていった。",
    ),
    "zh-TW": (
        "海拔一千一百公尺的茶園",
        "屋頂怎麼聽雨",
        "一百三十六次閥門",
        "現在一下雨，全家都跑去看水槽",
        "先清洗屋頂和水溝",
        "這一次他想比機器先猜到。",
    ),
    "zh-CN": (
        "停产已经十六年了",
        "只有四百五十米",
        "白天的太阳，晚上的路灯",
        "五万八千度电",
        "已经报名去当讲解员。",
    ),
}


@cache
def article(name: str) -> Article:
    page = (ARTICLES / f"{name}.html").read_bytes()
    return extract(page, f"https://news.example/stories/{name}.html", None)


@pytest.mark.parametrize(
    ("name", "title", "site", "author", "published", "language"),
    [
        (
            "en",
            "A tide mill from 1782 lights a village again",
            "The Estuary Review",
            "Hannah Okoro",
            date(2026, 3, 14),
            "en",
        ),
        ("ja", "無人駅の本棚が、町の人を呼び戻した", "里山通信", "三島 彩", date(2026, 5, 20), "ja"),
        ("zh-TW", "茶園裝上會聽雨的屋頂，省下四成用水", "山城誌", "林予安", date(2026, 4, 8), "zh-TW"),
        ("zh-CN", "旧纺织厂的屋顶，每天给三百辆公交车充电", "江城晚报", "周明远", date(2026, 2, 18), "zh-CN"),
    ],
)
def test_an_article_tells_what_it_is(  # noqa: PLR0913, PLR0917
    name: str, title: str, site: str, author: str, published: date, language: str
) -> None:
    told = article(name)
    assert told.url == f"https://news.example/stories/{name}.html"
    assert (told.title, told.site, told.author) == (title, site, author)
    assert (told.published, told.language) == (published, language)


@pytest.mark.parametrize("name", FACTS)
def test_all_of_the_text_is_there_in_its_order(name: str) -> None:
    text = "\n".join(article(name).paragraphs)
    places = [text.find(fact) for fact in FACTS[name]]
    assert -1 not in places, FACTS[name][places.index(-1)]
    assert places == sorted(places)


@pytest.mark.parametrize("name", FACTS)
def test_nothing_else_is(name: str) -> None:
    text = "\n".join(article(name).paragraphs)
    for other in BOILERPLATE[name] + NOT_NARRATABLE[name]:
        assert other not in text
    assert article(name).title not in article(name).paragraphs


@pytest.mark.parametrize(("name", "paragraphs"), [("en", 20), ("ja", 20), ("zh-TW", 13), ("zh-CN", 7)])
def test_headings_items_and_quotes_are_paragraphs(name: str, paragraphs: int) -> None:
    assert len(article(name).paragraphs) == paragraphs


@pytest.mark.parametrize(
    ("name", "pictures"),
    [
        (
            "en",
            [
                ("stories/images/mill.jpg", "The idea came from", 800, 500),
                ("stories/images/chart.png", "The trial began", 800, 500),
                ("stories/images/wheel.png", "A pattern for other places", 500, 800),
            ],
        ),
        (
            "ja",
            [
                ("images/station.jpg", "始まりは、一箱の古本だった", 800, 500),
                ("images/visitors.png", "会社はこの数字を見て", 800, 500),
            ],
        ),
        (
            "zh-TW",
            [
                ("images/tea.jpg", "這片茶園佔地六公頃", 800, 500),
                ("images/water.png", "「以前下雨", 800, 500),
            ],
        ),
        ("zh-CN", [("stories/images/factory.jpg", "改造的主意来自", 800, 500)]),
    ],
)
def test_its_pictures_stand_where_they_stood(name: str, pictures: list[tuple[str, str, int, int]]) -> None:
    told = article(name)
    assert [
        (
            picture.url.removeprefix("https://news.example/"),
            told.paragraphs[picture.paragraph][: len(expected[1])],
            picture.width,
            picture.height,
        )
        for picture, expected in zip(told.pictures, pictures, strict=True)
    ] == pictures


def test_pictures_keep_what_is_said_of_them() -> None:
    mill = article("en").pictures[0]
    assert mill.alt == "The stone mill at Carrow Point beside its pond at low tide"
    assert mill.caption.startswith("The mill at low tide.")
    assert mill.caption.endswith("Photograph: Jonas Vale")
    assert mill.caption not in article("en").paragraphs


def test_the_digest_is_that_of_the_content() -> None:
    page = (ARTICLES / "en.html").read_text()

    def digest(changed: str) -> str:
        return extract(changed.encode(), "https://news.example/stories/en.html", None).digest

    same = article("en").digest
    assert digest(page) == same
    assert digest(page.replace("2 comments", "3 comments").replace("dataLayer", "layer")) == same
    assert digest(page.replace("Book your winter cruise", "Book your summer cruise")) == same
    assert digest(page.replace("1,160 eels", "1,161 eels")) != same
    assert digest(page.replace("lights a village again", "lights a village")) != same
    assert digest(page.replace("images/chart.png", "images/chart2.png")) != same
