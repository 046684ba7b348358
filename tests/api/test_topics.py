"""The topics over HTTP: in the reader's language, each with a request that leads to it and a still."""

import pytest

from contracts.animation import Language
from media.topics.topic import topics
from tests.api.serving import Serving

pytestmark = pytest.mark.usefixtures("stage")


@pytest.mark.parametrize(
    ("query", "header", "language", "title"),
    [
        ("", "", "en", "How a rainbow forms"),
        ("", "fr, ja;q=0.8, en;q=0.5", "ja", "虹のしくみ"),
        ("?language=zh-TW", "ja", "zh-TW", "彩虹的成因"),
        ("?language=zh", "ja", "zh-TW", "彩虹的成因"),
        ("?language=en-GB", "ja", "en", "How a rainbow forms"),
        ("?language=ko", "zh-TW", "zh-TW", "彩虹的成因"),
    ],
)
async def test_topics_are_listed_in_the_language_that_is_asked_for(
    api: Serving, query: str, header: str, language: str, title: str
) -> None:
    answer = await api.client.get(f"/api/animation/topics{query}", headers={"Accept-Language": header})
    assert answer.status_code == 200
    told = answer.json()
    assert told["language"] == language
    assert {topic["id"] for topic in told["topics"]} == topics().keys()
    (rainbow,) = (topic for topic in told["topics"] if topic["id"] == "rainbow")
    assert rainbow["title"] == title
    assert rainbow["subject"] == "waves"
    assert title.casefold() in rainbow["request"].casefold()


async def test_chinese_is_written_as_its_tag_says(api: Serving) -> None:
    told = (await api.client.get("/api/animation/topics?language=zh-CN")).json()
    assert told["language"] == "zh-CN"
    titles = {topic["id"]: topic["title"] for topic in told["topics"]}
    assert titles["photosynthesis"] == "光合作用"
    assert titles["states_of_matter"] == "物质三态"


async def test_no_language_at_all_is_refused(api: Serving) -> None:
    answer = await api.client.get("/api/animation/topics?language=not%20a%20tag")
    assert answer.status_code == 422


@pytest.mark.parametrize("language", ["ja", "zh-TW", "en"])
async def test_the_page_leads_from_each_topic_to_a_filled_form(api: Serving, language: str) -> None:
    api.client.headers["Accept-Language"] = language
    page = (await api.client.get("/topics")).text
    told = (await api.client.get("/api/animation/topics")).json()
    assert page.count('<a class="card"') == len(topics())
    assert all(topic["title"].replace("'", "&#39;") in page for topic in told["topics"])
    wanted = next(topic for topic in told["topics"] if topic["id"] == "water_cycle")
    form = await api.client.get("/new/animation", params={"content": wanted["request"]})
    assert wanted["request"] in form.text
    assert topics()["water_cycle"].title[Language(language[:2])].lower() in wanted["request"].lower()


async def test_the_form_leads_to_the_topics_and_an_example_replaces_what_it_was_filled_with(
    api: Serving,
) -> None:
    form = await api.client.get("/new/animation", params={"content": "Explain tides", "example": "1"})
    assert 'href="/topics"' in form.text
    assert "Explain tides</textarea>" not in form.text
    assert "Plot y = x^2</textarea>" in form.text
