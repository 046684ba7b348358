"""The embedded author of storyboards on articles in four languages: what it takes, and what it leaves out."""

import re
from collections import Counter
from collections.abc import Sequence

import pytest

from contracts.article_video import Article
from contracts.errors import SourceUnsuitable
from contracts.storyboard import Scene
from contracts.video import CardKind, VideoPlan, card_of, photo_of
from language.beats import narration
from language.lengths import speech_seconds
from language.sentences import sentences
from language.writing import read_as
from media.storyboards.dependence import depends
from media.storyboards.local import LocalStoryboards
from media.storyboards.reading import plain
from tests.media.storyboards.sample import LANGUAGES, article, picture, sample

MIN_SECONDS, MAX_SECONDS = 30.0, 60.0


async def planned(source: Article) -> VideoPlan:
    return await LocalStoryboards().write(source, MIN_SECONDS, MAX_SECONDS)


async def written(source: Article) -> tuple[Scene, ...]:
    return (await planned(source)).storyboard.scenes


def narrations(scenes: Sequence[Scene], source: Article) -> list[str]:
    return [narration(scene, source.language) for scene in scenes]


def lengths(scenes: Sequence[Scene], source: Article) -> list[float]:
    """The seconds of each scene, as estimated."""
    return [speech_seconds(said, source.language) for said in narrations(scenes, source)]


def places(scene: Scene, source: Article) -> list[tuple[int, int]]:
    """Paragraph and place in it of each sentence that a scene says; fails for one that is not there."""
    found = []
    for sentence in sentences(narration(scene, source.language)):
        text = sentence.strip()
        at = next(n for n, paragraph in enumerate(source.paragraphs) if text in plain(paragraph))
        found.append((at, plain(source.paragraphs[at]).index(text)))
    return found


def own_words(text: str) -> str:
    return re.sub(r"\s", "", text).casefold()


# --- what is said -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_sentence_is_the_articles_own_in_its_order_and_said_once(language: str) -> None:
    source = sample(language)
    said = [place for scene in await written(source) for place in places(scene, source)]
    assert said == sorted(set(said))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_there_are_five_to_ten_scenes_of_the_length_asked_for(language: str) -> None:
    source = sample(language)
    seconds = lengths(await written(source), source)
    assert 5 <= len(seconds) <= 10
    middle = (MIN_SECONDS + MAX_SECONDS) / 2
    assert abs(sum(seconds) - middle) < 0.12 * middle
    assert max(seconds) <= MAX_SECONDS / 5


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_longer_video_says_more(language: str) -> None:
    source = sample(language)
    plans = [await LocalStoryboards().write(source, *span) for span in ((15, 30), (30, 60))]
    shorter, longer = [sum(lengths(plan.storyboard.scenes, source)) for plan in plans]
    assert shorter < longer


@pytest.mark.parametrize("language", LANGUAGES)
async def test_no_scene_begins_with_words_that_lean_on_what_is_left_out(language: str) -> None:
    source = sample(language)
    said = narrations(await written(source), source)
    assert not [one for one in said if depends(one, read_as(language))]


@pytest.mark.parametrize(
    ("language", "foreign"),
    [
        ("en", ("http", "Subscribe", "[1]", "By Anna")),
        ("ja", ("http", "関連記事", "［1］", "佐藤")),
        ("zh-TW", ("http", "延伸閱讀", "[1]", "記者")),
        ("zh-CN", ("扫码", "[1]", "记者")),
    ],
)
async def test_what_is_not_the_articles_text_is_not_said(language: str, foreign: tuple[str, ...]) -> None:
    source = sample(language)
    said = "".join(narrations(await written(source), source))
    assert not [words for words in foreign if words in said]


@pytest.mark.parametrize(
    ("language", "twice"),
    [("en", "litres of water"), ("ja", "3万2000人"), ("zh-TW", "營業額"), ("zh-CN", "6升水")],
)
async def test_the_same_is_not_said_twice(language: str, twice: str) -> None:
    source = sample(language)
    said = "".join(narrations(await written(source), source))
    assert said.count(twice) <= 1


@pytest.mark.parametrize("language", LANGUAGES)
async def test_quotations_are_whole(language: str) -> None:
    source = sample(language)
    for said in narrations(await written(source), source):
        assert said.count("“") == said.count("”")
        assert said.count("「") == said.count("」")
        assert said.count('"') % 2 == 0


async def test_a_sentence_that_depends_is_said_with_the_one_before() -> None:
    dependent = (
        "The masons of Fell used ice as a road for the stone. Thus the bridge at Fell cost half of what was"
        " planned."
    )
    opening = "The bridge at Fell was built in a single winter by forty masons."
    source = article("en", "The bridge at Fell", (opening, *FILLER[:4], dependent))
    thus = next(said for said in narrations(await written(source), source) if "Thus" in said)
    assert thus.startswith("The masons of Fell used ice")


FILLER = (
    "Every stone weighs two tons and came down the river on rafts.",
    "Farmers along the valley sold their bread to the workers at the camp.",
    "An old drawing in the town hall shows seven arches and a wooden crane.",
    "Snow covered the road to the quarry from November to the end of March.",
    "Engineers still measure the height of the arches once a year.",
    "A museum in the mill tells how the mortar was mixed.",
)


# --- short, long and hopeless articles --------------------------------------------------------------------


async def test_a_short_article_makes_a_short_video_of_all_it_says() -> None:
    source = article("en", "The bridge", FILLER[:3])
    assert narrations(await written(source), source) == list(FILLER[:3])


async def test_two_long_sentences_become_five_scenes_between_their_clauses() -> None:
    first = (
        "The harbour of Ellis was dug by hand in the winter of the great frost, when the river could be"
        " walked on, and the men who dug it were paid in coal, which the town had bought from a stranded ship"
        " that nobody claimed, although its name was still to be read on the bow."
    )
    second = (
        "A hundred years later the harbour is too shallow for the ships of our days, so the council has asked"
        " the villages along the coast for help, and three of them have sent their dredgers, which work at"
        " night, because the tide is highest then, and by the spring they want to be done."
    )
    long = (first, second)
    source = article("en", "The harbour of Ellis", long)
    plan = await planned(source)
    assert len(plan.storyboard.scenes) == 5
    assert " ".join(narrations(plan.storyboard.scenes, source)) == " ".join(long)
    assert not plan.spare


@pytest.mark.parametrize(
    "paragraphs", [(), ("A heading", "An item"), ("https://example.org/a.",), ("—", "…")]
)
async def test_nothing_to_say_is_told_in_words(paragraphs: tuple[str, ...]) -> None:
    with pytest.raises(SourceUnsuitable, match="no whole sentences") as raised:
        await written(article("en", "Empty", paragraphs))
    assert not raised.value.retryable


async def test_a_book_is_condensed_like_an_article() -> None:
    chapter = sample("en").paragraphs
    book = tuple(
        f"{paragraph} The chapter {number} of this book has its own thought about rivers."
        for number in range(200)
        for paragraph in chapter
    )
    assert 5 <= len(await written(article("en", "A book of rivers", book))) <= 10


# --- what may go ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_first_scene_stays_and_the_others_have_an_order(language: str) -> None:
    plan = await planned(sample(language))
    assert sorted(plan.spare) == sorted(scene.id for scene in plan.storyboard.scenes[1:])


# --- what is shown ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_first_card_is_the_title_and_only_that(language: str) -> None:
    source = sample(language)
    first, *others = await written(source)
    assert (card_of(first).kind, first.heading) == (CardKind.TITLE, source.title)
    assert CardKind.TITLE not in {card_of(scene).kind for scene in others}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_headings_are_short_different_and_of_the_scenes_own_words(language: str) -> None:
    source = sample(language)
    scenes = (await written(source))[1:]
    for heading, said in zip([scene.heading for scene in scenes], narrations(scenes, source), strict=True):
        assert own_words(heading) in own_words(said) or heading in source.paragraphs
        assert len(heading) <= 40
    assert max(Counter(scene.heading for scene in scenes).values()) == 1


@pytest.mark.parametrize("language", LANGUAGES)
async def test_cards_show_what_is_said(language: str) -> None:
    source = sample(language)
    scenes = await written(source)
    cards = list(map(card_of, scenes))
    assert {card.kind for card in cards} >= {CardKind.TITLE, CardKind.FIGURE}
    for card, said in zip(cards, narrations(scenes, source), strict=True):
        assert bool(card.figure) == (card.kind is CardKind.FIGURE)
        assert card.figure in said
        assert bool(card.lines) == (card.kind in (CardKind.LIST, CardKind.QUOTE))
        assert all(line in said for line in card.lines)
        assert card.keywords


async def test_each_picture_is_shown_once_and_near_what_it_stands_beside() -> None:
    source = sample("en").model_copy(
        update={"pictures": tuple(picture(n, f"p{n}") for n in (1, 1, 4, 4, 9, 30))}
    )
    scenes = await written(source)
    shown = [(scene, found) for scene in scenes if (found := photo_of(scene))]
    assert photo_of(scenes[0]) == source.pictures[0]
    assert max(Counter(found.url for _, found in shown).values()) == 1
    assert all(abs(places(scene, source)[0][0] - found.paragraph) <= 2 for scene, found in shown)


async def test_the_storyboard_keeps_title_and_language_and_says_who_wrote_it() -> None:
    plan = await planned(sample("zh-TW"))
    board = plan.storyboard
    assert (board.title, board.language, plan.author) == (sample("zh-TW").title, "zh-TW", "local")
