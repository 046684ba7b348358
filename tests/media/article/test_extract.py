"""What articles are taken out of: pages of every make, and pages that have none."""

import time

import pytest

from contracts.article_video import Article
from contracts.errors import ReelworkError, SourceRefused, SourceUnsuitable
from media.article.extract import extract
from tests.servers.web_server import ARTICLES

URL = "https://news.example/2026/story.html"
ENGLISH = (
    "The bridge over the Arl was closed on Monday because a beaver had taken its third pillar for a tree. ",
    "Engineers found tooth marks all around the oak beam, forty centimetres above the water line. ",
    "The animal has been seen twice since, and the town has decided to give the pillar a coat of steel. ",
    "Until the work is done, a ferry with room for eleven people crosses the river four times an hour. ",
    "The beaver swims beside it, and nobody has the heart to ask for a fare. ",
)
JAPANESE = (
    "川に架かる橋が月曜日から通れなくなった。ビーバーが三本目の橋脚を木と間違えたのだ。",
    "技術者は水面から四十センチの高さに、柱をぐるりと囲む歯の跡を見つけた。",
    "その後も二度、姿が目撃されている。町は柱を鋼の板で覆うことに決めた。",
    "工事が終わるまでは、十一人乗りの渡し船が十五分おきに川を渡る。",
    "ビーバーはその隣を泳いでいく。運賃を求める気には、誰もなれないという。",
)


def page(content: str, head: str = "", lang: str = "en") -> bytes:
    return (
        f"<!doctype html><html lang='{lang}'><head><meta charset='utf-8'><title>A bridge is closed</title>"
        f"{head}</head><body><nav><a href='/'>Home</a></nav><main><article><h1>A bridge is closed</h1>"
        f"{content}</article></main><footer>Imprint</footer></body></html>"
    ).encode()


def prose(sentences: tuple[str, ...] = ENGLISH) -> str:
    return "".join(f"<p>{sentence.strip()}</p>" for sentence in sentences)


def read(content: str, head: str = "", lang: str = "en") -> Article:
    return extract(page(content, head, lang), URL, None)


# --- text -------------------------------------------------------------------------------------------------


def test_lines_broken_at_sentences_are_paragraphs_and_others_are_not() -> None:
    told = read(f"<p>{'<br>'.join(ENGLISH)}</p><p>The mayor asks<br>for patience.</p>")
    assert told.paragraphs == (*(sentence.strip() for sentence in ENGLISH), "The mayor asks for patience.")


def test_lines_of_the_source_leave_no_spaces_in_japanese() -> None:
    wrapped = "".join(f"<p>{sentence[:9]}\n      {sentence[9:]}</p>" for sentence in JAPANESE)
    assert read(wrapped).paragraphs == JAPANESE


def test_code_within_a_sentence_is_a_word_of_it() -> None:
    told = read(
        f"{prose()}<p>Then type <code>make up</code> and wait.</p><pre><code>make up\nmake check</code></pre>"
    )
    assert told.paragraphs[-1] == "Then type make up and wait."


def test_what_is_labelled_as_an_advertisement_is_left_out() -> None:
    told = read(
        f"{prose()}<p>Advertisement: the best ferries are blue.</p><p>Advertisement tax rose by a tenth.</p>"
    )
    assert told.paragraphs == (
        *(sentence.strip() for sentence in ENGLISH),
        "Advertisement tax rose by a tenth.",
    )


@pytest.mark.parametrize("place", ["class='ad'", "class='block sponsored'", "id='promo'"])
def test_what_stands_in_an_advertisements_place_is_left_out(place: str) -> None:
    told = read(
        f"{prose(ENGLISH[:2])}<div {place}><p>The best ferries are blue.</p></div>{prose(ENGLISH[2:])}"
    )
    assert told.paragraphs == tuple(sentence.strip() for sentence in ENGLISH)


def test_a_caption_outside_of_a_figure_is_not_said() -> None:
    told = read(
        f"{prose()}<div class='wp-caption'><img src='beaver.jpg'>"
        "<p class='wp-caption-text'>The beaver at dusk.</p></div>"
    )
    assert told.pictures[0].caption == "The beaver at dusk."
    assert told.paragraphs == tuple(sentence.strip() for sentence in ENGLISH)


def test_a_page_without_a_date_has_none() -> None:
    assert read(prose() + "<p>Copyright 2026 by the town.</p>").published is None


def test_a_page_without_a_title_gets_its_first_words() -> None:
    untitled = page(prose()).replace(b"<h1>A bridge is closed</h1>", b"").replace(b"A bridge is closed", b"")
    assert ENGLISH[0].startswith(extract(untitled, URL, None).title)


@pytest.mark.parametrize(
    ("encoding", "meta", "header"),
    [
        ("utf-8", "", None),
        ("utf-8-sig", "", None),
        ("utf-8", "", "iso-8859-1"),  # the server is wrong
        ("shift_jis", "<meta charset='Shift_JIS'>", None),
        ("shift_jis", "", "Shift_JIS"),
        ("euc_jp", "<meta http-equiv='Content-Type' content='text/html; charset=EUC-JP'>", None),
        ("euc_jp", "", "euc-jp"),
        ("euc_jp", "<meta charset='unheard-of'>", "euc-jp"),
        ("euc_jp", "<meta charset='euc-jp'>", "hex"),  # no encoding of text
        ("euc_jp", "<meta charset='euc-jp'>", "undefined"),
        ("euc_jp", "", None),  # nothing is said, so it is guessed
    ],
)
def test_a_page_is_read_in_its_encoding(encoding: str, meta: str, header: str | None) -> None:
    whole = page(prose(JAPANESE), lang="ja").decode().replace("<meta charset='utf-8'>", meta)
    assert extract(whole.encode(encoding), URL, header).paragraphs == JAPANESE


# --- language ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "lang", "language"),
    [
        (ENGLISH, "en-GB", "en"),
        (ENGLISH, "", "en"),
        (ENGLISH, "ja", "en"),
        (JAPANESE, "", "ja"),
        (JAPANESE, "en", "ja"),
        (JAPANESE, "zh-TW", "ja"),
        (("這座橋從星期一起封閉，因為河狸把橋墩當成了樹。" * 8,), "zh-CN", "zh-TW"),
        (("这座桥从星期一起封闭，因为河狸把桥墩当成了树。" * 8,), "en", "zh-CN"),
        (("월요일부터 다리를 건널 수 없다. 비버가 기둥을 나무로 잘못 알았기 때문이다. " * 8,), "", "ko"),
        (
            ("Die Brücke ist seit Montag gesperrt, weil ein Biber den Pfeiler für einen Baum hielt. " * 8,),
            "de-AT",
            "de",
        ),
        (("Мост закрыт с понедельника, потому что бобр принял опору за дерево. " * 8,), "ru", "ru"),
        (("Мост закрыт с понедельника, потому что бобр принял опору за дерево. " * 8,), "", "und"),
    ],
)
def test_the_language_is_that_of_the_text(text: tuple[str, ...], lang: str, language: str) -> None:
    assert read(prose(text), lang=lang).language == language


# --- pictures ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("image", "url", "size"),
    [
        ("<img src='beaver.jpg'>", "https://news.example/2026/beaver.jpg", (None, None)),
        ("<img src='/beaver?id=7'>", "https://news.example/beaver?id=7", (None, None)),
        ("<img src='//cdn.example/beaver'>", "https://cdn.example/beaver", (None, None)),
        (
            "<img src='beaver.jpg' width='640px' height='480'>",
            "https://news.example/2026/beaver.jpg",
            (640, 480),
        ),
        ("<img src='beaver.jpg' width='100%'>", "https://news.example/2026/beaver.jpg", (None, None)),
        ("<img src='beaver.jpg' width='9999999999'>", "https://news.example/2026/beaver.jpg", (None, None)),
        ("<img srcset='a.jpg 9.9.9x, b.jpg 99999999w'>", "https://news.example/2026/b.jpg", (None, None)),
        (
            "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' data-src='late.webp'>",
            "https://news.example/2026/late.webp",
            (None, None),
        ),
        ("<img src='grey.jpg' data-original='late.jpg'>", "https://news.example/2026/late.jpg", (None, None)),
        (
            "<img src='s.jpg' srcset='s.jpg 400w, m.jpg 1200w, huge.jpg 6000w' width='600' height='400'>",
            "https://news.example/2026/m.jpg",
            (1200, 800),
        ),
        ("<img srcset='one.jpg, two.jpg 2x'>", "https://news.example/2026/two.jpg", (None, None)),
        (
            "<img srcset='//c.example/w_800,h_600/a.jpg 800w, //c.example/w_400,h_300/a.jpg 400w'>",
            "https://c.example/w_800,h_600/a.jpg",
            (800, None),
        ),
        (
            "<picture><source srcset='wide.avif 1600w, narrow.avif 800w'><img src='data:,'></picture>",
            "https://news.example/2026/wide.avif",
            (1600, None),
        ),
        (
            "<img class='lazy' src='data:,'><noscript><img src='quiet.jpg'></noscript>",
            "https://news.example/2026/quiet.jpg",
            (None, None),
        ),
        (
            "<img src='data:,' data-src='same.jpg'><noscript><img src='same.jpg'></noscript>",
            "https://news.example/2026/same.jpg",
            (None, None),
        ),
    ],
)
def test_a_picture_is_found_where_it_really_is(
    image: str, url: str, size: tuple[int | None, int | None]
) -> None:
    (picture,) = read(f"{prose(ENGLISH[:2])}<figure>{image}</figure>{prose(ENGLISH[2:])}").pictures
    assert (picture.url, picture.paragraph) == (url, 2)
    assert (picture.width, picture.height) == size


@pytest.mark.parametrize(
    "image",
    [
        "<img src='beaver.jpg' width='64' height='64'>",
        "<img src='line.jpg' width='800' height='3'>",
        "<img src='https://track.example/pixel.gif'>",
        "<img src='/assets/logo.png'>",
        "<img src='/img/share-icon.png'>",
        "<img src='/people/avatar_7.jpg'>",
        "<img class='avatar round' src='/people/7.jpg'>",
        "<img src='beaver.svg'>",
        "<img src='http://['>",
        "<img srcset=',,, ,'>",
        "<img src='data:image/png;base64,AAAA'>",
        "<img src='file:///etc/passwd'>",
        "<img src='javascript:alert(1)'>",
        "<img src=''>",
        "<img>",
    ],
)
def test_what_shows_nothing_is_no_picture(image: str) -> None:
    assert not read(f"{prose(ENGLISH[:2])}<p>{image}</p>{prose(ENGLISH[2:])}").pictures


def test_relative_addresses_start_at_the_base_of_the_page() -> None:
    told = read(f"{prose()}<img src='beaver.jpg'>", head="<base href='https://cdn.example/pictures/'>")
    assert told.pictures[0].url == "https://cdn.example/pictures/beaver.jpg"


def test_a_picture_in_a_sentence_does_not_break_it() -> None:
    told = read(f"{prose()}<p>The beaver <img src='beaver.jpg'> was seen twice.</p>")
    assert told.paragraphs[-1] == "The beaver was seen twice."
    assert [picture.paragraph for picture in told.pictures] == [6]


def test_the_picture_that_stands_for_the_page_comes_first() -> None:
    head = (
        "<meta property='og:image' content='/lead.jpg'><meta property='og:image:width' content='1200'>"
        "<meta property='og:image:alt' content='A bridge'>"
    )
    lead, beaver = read(f"{prose()}<img src='beaver.jpg'>", head).pictures
    assert (lead.url, lead.paragraph, lead.width, lead.alt) == (
        "https://news.example/lead.jpg",
        0,
        1200,
        "A bridge",
    )
    assert beaver.url == "https://news.example/2026/beaver.jpg"


@pytest.mark.parametrize("content", ["/2026/beaver-1200x630.jpg?v=2", "https://news.example/2026/beaver.jpg"])
def test_a_picture_that_stands_for_the_page_and_in_it_is_one(content: str) -> None:
    told = read(f"{prose()}<img src='beaver.jpg'>", f"<meta property='og:image' content='{content}'>")
    assert [picture.url for picture in told.pictures] == ["https://news.example/2026/beaver.jpg"]


@pytest.mark.parametrize("content", ["", "/static/logo.png", "/share.svg", "data:image/png;base64,AA"])
def test_a_logo_does_not_stand_for_the_page(content: str) -> None:
    assert not read(prose(), f"<meta property='og:image' content='{content}'>").pictures


# --- pages without an article -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "error", "words"),
    [
        (
            "login-wall",
            SourceRefused,
            "This page cannot be read without a login or a subscription.",
        ),
        ("too-short", SourceUnsuitable, "There is too little text on this page for a video."),
        ("app", SourceUnsuitable, "no text until a program in the browser has run."),
    ],
)
def test_a_page_without_an_article_says_why(name: str, error: type[ReelworkError], words: str) -> None:
    with pytest.raises(error, match=words):
        extract((ARTICLES / f"{name}.html").read_bytes(), URL, None)


@pytest.mark.parametrize(
    "wall",
    [
        "<p>Subscribe to continue reading.</p>",
        "<p>この記事は有料会員限定です。</p>",
        "<p>登入後即可閱讀全文</p>",
        "<p>订阅后继续阅读</p>",
        """<script type="application/ld+json">{"@type": "Organization"}</script>
        <script type="application/ld+json">{"isAccessibleForFree": false}</script>""",
    ],
)
def test_the_beginning_of_an_article_before_a_wall_is_not_the_article(wall: str) -> None:
    with pytest.raises(SourceRefused):
        read(prose() + wall)
    assert read(prose() * 4 + wall).paragraphs  # so much of it is not only the beginning


def test_a_login_in_the_menu_is_no_wall() -> None:
    menu = "<header><form><input type='password'></form><a>Already a subscriber?</a></header>"
    whole = page(prose()).replace(b"<nav>", f"{menu}<nav>".encode())
    assert extract(whole, URL, None).paragraphs


@pytest.mark.parametrize(
    ("text", "enough"),
    [
        ("Wood is what beavers eat. " * 15, False),
        ("Wood is what beavers eat. " * 16, True),
        ("ビーバーは木を食べて、川に巣を作る。" * 8, False),
        ("ビーバーは木を食べて、川に巣を作る。" * 10, True),
    ],
)
def test_so_much_text_is_enough(text: str, enough: bool) -> None:  # noqa: FBT001
    if enough:
        assert read(f"<p>{text}</p>").paragraphs == (text.strip(),)
    else:
        with pytest.raises(SourceUnsuitable, match="too little text"):
            read(f"<p>{text}</p>")


@pytest.mark.parametrize("nothing", [b"", b"   ", b"\x00\x01\x02", b"<", b"hello", b"\xff\xfe\x00"])
def test_what_is_no_page_says_so(nothing: bytes) -> None:
    with pytest.raises(SourceUnsuitable):
        extract(nothing, URL, None)


def test_a_page_that_would_take_minutes_to_read_is_not_read() -> None:
    with pytest.raises(SourceUnsuitable, match="too large"):
        read("<p>and<br>so<br>on" * 30_000)


@pytest.mark.parametrize("nested", ["<div>", "<ul><li>", "<blockquote>", "<b>", "<table><tr><td>"])
def test_a_page_nested_without_end_is_no_danger(nested: str) -> None:
    with pytest.raises(SourceUnsuitable):
        read(nested * 5_000 + prose())


@pytest.mark.parametrize(
    "reference", ["&#1;", "&#8;", "&#12;", "&#27;", "&#x1B;", "&#xFFFE;", "&#xffff", "&#xD800;"]
)
def test_references_to_what_is_no_character_are_passed_over(reference: str) -> None:
    article = read(f"<p>Before{reference}after it all.</p>{prose()}")

    assert ENGLISH[0].strip() in article.paragraphs
    assert not any(ord(letter) < ord(" ") for text in article.paragraphs for letter in text)


def test_of_a_text_without_an_end_the_beginning_is_read() -> None:
    many = "".join(
        f"<p>On day {day} the ferry took {day * 7} people across the river.</p>" for day in range(3_000)
    )

    article = read(prose() + many)

    assert ENGLISH[0].strip() in article.paragraphs
    assert sum(map(len, article.paragraphs)) == 100_000


def test_a_title_without_an_end_is_cut() -> None:
    long = "bridge " * 2_000

    picture = f"<img src='/a.jpg' alt='{long}' width='800' height='500'>"
    article = extract(page(prose() + picture).replace(b"A bridge is closed", long.encode()), URL, None)

    assert len(article.title) <= 300
    assert all(len(picture.alt) <= 300 for picture in article.pictures)


# --- pages that are made to take long ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (f"<p {' '.join(f'a{number}=1' for number in range(80_000))}>x</p>{prose()}", "put together"),
        (f"<p>{'<a href=x>w</a> ' * 45_000}</p>{prose()}", "put together"),
        (f"{'<b>' * 150_000}{prose()}", "too large"),
        (f"{'<div>' * 30_000}{prose()}", "put together"),
    ],
    ids=["attributes", "links", "elements", "depth"],
)
def test_a_page_that_would_take_long_is_refused_at_once(content: str, said: str) -> None:
    begun = time.process_time()
    with pytest.raises(SourceUnsuitable, match=said):
        read(content)
    assert time.process_time() - begun < 3


def test_values_of_attributes_may_have_as_many_words_as_they_like() -> None:
    one, other = "a=1 " * 5000, 'x " > ' * 3000
    told = read(f"<div data-all='{one}' data-more='{other}'>{prose()}</div>")
    assert told.paragraphs == tuple(sentence.strip() for sentence in ENGLISH)
