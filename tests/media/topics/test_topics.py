"""Every topic is led to by its own request, in each language, and shows a picture."""

import pytest

from contracts.animation import Language
from media.authoring import request
from media.authoring.planning import plan
from media.scenes.locale import Locale
from media.topics.matching import topics_in
from media.topics.topic import Subject, topics

ENOUGH = 150
WORDS = {"concept_map", "parts", "points", "quotation", "table", "title"}
"""The kinds that show nothing but words."""


def test_there_are_enough_topics_in_every_subject() -> None:
    assert len(topics()) >= ENOUGH
    assert {topic.subject for topic in topics().values()} == set(Subject)


@pytest.mark.parametrize("language", Language)
def test_every_request_leads_to_its_topic(language: Language) -> None:
    for stem, topic in topics().items():
        asked = request.read(topic.request(language), "", language)
        assert asked.locale.language is language, stem
        assert topics_in(asked.head) == [topic], topic.request(language)


@pytest.mark.parametrize("language", Language)
def test_no_two_topics_have_the_same_title(language: Language) -> None:
    titles = [topic.title[language] for topic in topics().values()]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("stem", topics())
def test_a_topic_is_planned_whole_from_its_request(stem: str) -> None:
    topic = topics()[stem]
    made = plan(topic.request(Language.ENGLISH), "", "en")
    assert made.storyboard.language == Locale.ENGLISH
    kinds = [scene.picture.kind for scene in made.storyboard.scenes]
    assert made.storyboard.title == topic.title[Language.ENGLISH]
    assert next(scene.kind for scene in topic.scenes) in kinds
    assert not {scene.kind for scene in topic.scenes} <= WORDS
    assert made.coverage.unused == ()
