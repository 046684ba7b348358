"""The author of storyboards that asks a model, over real HTTP, of a server that speaks as OpenAI."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest

from contracts.errors import (
    ModelOutputInvalid,
    ModelRateLimited,
    ModelRejected,
    ModelUnavailable,
    ReelworkError,
    SourceUnsuitable,
)
from contracts.storyboard import Scene
from contracts.video import CardKind, VideoPlan, card_of, photo_of
from media.storyboards.author import StoryboardAuthor
from media.storyboards.model import ModelStoryboards, _in_language
from tests.media.storyboards.sample import article, sample
from tests.servers.openai_server import API_KEY, RETRY_AFTER_SECONDS, OpenAIServer


def scene(narration: str, **changes: object) -> dict[str, Any]:
    return {
        "narration": narration,
        "card": "statement",
        "heading": "Rain gardens",
        "keywords": ["rain garden", "street"],
        **changes,
    }


DRAFT: dict[str, Any] = {
    "scenes": [
        scene("When it rained in Marlow, the water ran straight into the cellars.", picture=0),
        scene(
            "Now it sinks into 38 small gardens where cars used to park.",
            card="figure",
            figure="38 gardens",
            importance=9,
        ),
        scene(
            "A garden is a shallow basin of sand, compost and plants. Their roots hold the soil open.",
            card="list",
            lines=["sand", "compost", "plants"],
            picture=1,
            importance=4,
        ),
        scene(
            "Tom Reed runs the drainage of the town. “We tried bigger pipes for thirty years,” he says.",
            card="quote",
            lines=["We tried bigger pipes for thirty years"],
            importance=3,
        ),
        scene(
            "Shopkeepers feared for their customers. But sales on the street rose by 14 percent.",
            card="figure",
            figure="14 percent",
            importance=7,
        ),
        scene("By 2027 the town wants to dig up 60 more parking spaces.", importance=5),
    ]
}
JAPANESE: dict[str, Any] = {
    "scenes": [
        scene("山あいの町で、閉校した小学校がチーズの工房に生まれ変わりました。", heading="廃校の工房"),
        scene("教室だった部屋で、約1200個のチーズが静かに熟成しています。", heading="静かな熟成"),
        scene("きっかけは、町にただ一軒残っていた酪農家の相談でした。", heading="酪農家の相談"),
        scene("古い木造の校舎は壁が厚く、夏でも室温は18度を超えません。", heading="木造の校舎"),
        scene("昨年は3万2000人が訪れました。町の人口の8倍を超える数です。", heading="町の変化"),
        scene("酪農家は一軒から四軒に増え、若い夫婦が山羊を飼い始めました。", heading="四軒の酪農家"),
    ]
}


def changed(number: int, **changes: object) -> dict[str, Any]:
    """The good draft with one scene changed."""
    draft = deepcopy(DRAFT)
    draft["scenes"][number].update(changes)
    return draft


ANSWERS = {
    "english": DRAFT,
    "japanese": JAPANESE,
    "one-scene": {"scenes": DRAFT["scenes"][:1]},
    "eleven-scenes": {"scenes": [scene(f"Rain falls on Marlow {'again ' * n}") for n in range(11)]},
    "invented": changed(1, narration="Now it sinks into 45 small gardens where cars used to park."),
    "invented-figure": changed(4, figure="15 percent"),
    "no-such-picture": changed(0, picture=3),
    "picture-twice": changed(2, picture=0),
    "invented-quote": changed(3, lines=["We had no idea what to do with the water"]),
    "too-long": changed(1, narration="The rain sinks into the ground again. " * 24),
    "too-short": {"scenes": [scene("It rains.") for _ in range(6)]},
    "empty-heading": changed(1, heading=" "),
}


@pytest.fixture(scope="module")
def running_server() -> Iterator[OpenAIServer]:
    with OpenAIServer() as running:
        running.answers.update(ANSWERS)
        yield running


@pytest.fixture
def server(running_server: OpenAIServer) -> OpenAIServer:
    running_server.requests.clear()
    return running_server


def author(server: OpenAIServer, behaviour: str) -> StoryboardAuthor:
    return ModelStoryboards(behaviour, API_KEY, server.base_url)


async def planned(server: OpenAIServer, behaviour: str, language: str = "en") -> VideoPlan:
    return await author(server, behaviour).write(sample(language), 20, 60)


async def written(server: OpenAIServer, behaviour: str, language: str = "en") -> tuple[Scene, ...]:
    return (await planned(server, behaviour, language)).storyboard.scenes


# --- good answers -----------------------------------------------------------------------------------------


async def test_a_storyboard_is_the_models_words_under_the_articles_title(server: OpenAIServer) -> None:
    plan = await planned(server, "english")
    board = plan.storyboard
    assert (board.title, board.language, plan.author) == (sample("en").title, "en", "english")
    assert [[beat.line for beat in one.beats] for one in board.scenes] == [
        [one["narration"]] for one in DRAFT["scenes"]
    ]
    assert len(server.requests) == 1


async def test_cards_and_pictures_are_the_ones_the_model_chose(server: OpenAIServer) -> None:
    scenes = await written(server, "english")
    cards = list(map(card_of, scenes))
    assert [card.kind for card in cards] == ["title", "figure", "list", "quote", "figure", "statement"]
    assert scenes[0].heading == sample("en").title
    assert (cards[1].figure, cards[2].lines) == ("38 gardens", ("sand", "compost", "plants"))
    assert [photo_of(scene) for scene in scenes[:4]] == [
        *sample("en").pictures[:1],
        None,
        sample("en").pictures[1],
        None,
    ]
    assert all(card.keywords == ("rain garden", "street") for card in cards)


async def test_the_least_important_scene_goes_first_and_the_first_one_never(server: OpenAIServer) -> None:
    assert (await planned(server, "english")).spare == ("4", "3", "6", "5", "2")


async def test_a_card_that_lacks_what_makes_it_is_a_statement(server: OpenAIServer) -> None:
    server.answers["bare-figure"] = changed(1, figure="")
    assert card_of((await written(server, "bare-figure"))[1]).kind is CardKind.STATEMENT


async def test_a_japanese_article_gets_a_japanese_storyboard(server: OpenAIServer) -> None:
    board = (await planned(server, "japanese", "ja")).storyboard
    assert board.language == "ja"
    assert board.scenes[1].heading == "静かな熟成"


@pytest.mark.parametrize("said", ["1,160", "１１６０", "1160"])
async def test_a_number_is_the_articles_however_it_is_set(server: OpenAIServer, said: str) -> None:
    server.answers["other-digits"] = changed(
        5, narration=f"In the end {said} eels found the new way to the river."
    )
    source = sample("en").model_copy(
        update={"paragraphs": (*sample("en").paragraphs, "It counted 1,160 eels.")}
    )
    assert await author(server, "other-digits").write(source, 20, 60)


# --- what the model is told -------------------------------------------------------------------------------


async def test_the_model_is_told_language_length_and_the_rules_for_foreign_words(
    server: OpenAIServer,
) -> None:
    await written(server, "english")
    system, user = (message["content"] for message in server.requests[0]["messages"][:2])
    assert "`en`" in system
    assert "20 to 60 seconds" in system
    assert "$" not in system
    assert "cannot change these rules" in system
    assert "38 small gardens" in user
    assert "0: first" in user
    assert "[1]" not in user


async def test_of_a_short_article_no_more_is_asked_than_it_can_say(server: OpenAIServer) -> None:
    short = article("en", "Rain", ("Rain fell on Marlow for a week, and the cellars stayed dry at last.",))
    with pytest.raises(ModelOutputInvalid, match="scenes"):
        await author(server, "one-scene").write(short, 30, 60)
    assert "3 to 60 seconds" in server.requests[0]["messages"][0]["content"]


async def test_a_page_without_text_costs_no_question(server: OpenAIServer) -> None:
    with pytest.raises(SourceUnsuitable, match="no text"):
        await author(server, "english").write(article("en", "Empty", ("—",)), 30, 60)
    assert not server.requests


# --- answers that go back ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("one-scene", "There are 1 scenes; write 5 to 10"),
        ("eleven-scenes", "There are 11 scenes"),
        ("invented", "45 is not in the article"),
        ("invented-figure", "15 is not in the article"),
        ("no-such-picture", "There is no picture 3"),
        ("picture-twice", "Picture 0 is used more than once"),
        ("invented-quote", "not in the article word for word"),
        ("too-long", "Write less"),
        ("too-short", "Write more"),
        ("japanese", "not in the article's language"),
        ("empty-heading", "`heading` is empty"),
        ("invalid-arguments", "JSON"),
    ],
)
async def test_a_wrong_storyboard_is_asked_for_again_with_the_reason(
    server: OpenAIServer, fault: str, reason: str
) -> None:
    assert len(await written(server, f"{fault},english")) == 6
    assert len(server.requests) == 2
    assert reason in server.requests[1]["messages"][-1]["content"]


async def test_english_is_no_storyboard_of_a_japanese_article(server: OpenAIServer) -> None:
    with pytest.raises(ModelOutputInvalid, match="language, ja"):
        await written(server, "english", "ja")


async def test_an_invention_that_is_repeated_is_an_error(server: OpenAIServer) -> None:
    with pytest.raises(ModelOutputInvalid, match="45 is not in the article") as raised:
        await written(server, "invented")
    assert raised.value.retryable
    assert len(server.requests) == 2


# --- what the provider refuses, or fails at ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("behaviour", "expected"),
    [
        ("rate-limited", ModelRateLimited),
        ("quota", ModelRejected),
        ("outage", ModelUnavailable),
        ("drop", ModelUnavailable),
        ("invalid-json", ModelUnavailable),
        ("filtered", ModelRejected),
        ("no-such-model", ModelRejected),
    ],
)
async def test_an_error_is_named_and_not_tried_again_here(
    server: OpenAIServer, behaviour: str, expected: type[ReelworkError]
) -> None:
    with pytest.raises(expected) as raised:
        await written(server, behaviour)
    assert len(server.requests) == 1
    assert API_KEY not in str(raised.value)


async def test_retry_after_becomes_the_delay(server: OpenAIServer) -> None:
    with pytest.raises(ModelRateLimited) as raised:
        await written(server, "rate-limited")
    assert raised.value.retry_delay == timedelta(seconds=RETRY_AFTER_SECONDS)


@pytest.mark.parametrize(
    ("text", "language", "is_in_it"),
    [
        ("The city of Kyoto (京都) was the capital for a thousand years.", "en", True),
        ("대통령이 오늘 美 의회에서 연설했습니다.", "ko", True),
        ("京都は千年のあいだ都だった。", "en", False),
        ("京都は千年のあいだ都だった。", "ja", True),
        ("The city was the capital.", "ja", False),
    ],
)
def test_a_name_in_foreign_letters_makes_no_other_language(text: str, language: str, is_in_it: bool) -> None:  # noqa: FBT001
    assert _in_language(text, language) is is_in_it
