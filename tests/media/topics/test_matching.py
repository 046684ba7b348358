"""Which topic a request names: as a whole, never by a word that stands in it."""

import pytest

from contracts.animation import Language
from media.authoring.planning import scene_builder
from media.scenes.locale import Locale
from media.topics.matching import topic_in
from media.topics.nearest import nearest
from media.topics.topic import topics


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("Binary search on a sorted array", "binary_search"),
        ("How does binary search work in a list of numbers?", "binary_search"),
        ("Search for 7 in 1, 3, 7, 9 by binary search", "binary_search"),
        ("二分探索を説明して", "binary_search"),
        ("二分查找算法", "binary_search"),
        ("用二分搜尋在 1, 3, 5, 7 找 5", "binary_search"),
    ],
)
def test_a_name_among_words_that_ask_is_the_topic(text: str, stem: str) -> None:
    found = topic_in(text)
    assert found is not None
    assert found[0] == stem


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("how a matrix is multiplied", "matrix_multiplication"),
        ("how fractions are added", "fractions"),
        ("how an equation is solved", "linear_equation"),
        ("how primes are found", "prime_numbers"),
        ("how cells divide", "mitosis"),
        ("how a function is differentiated", "derivative"),
        ("行列はどうやって掛けるの？", "matrix_multiplication"),
        ("分数の足し方", "fractions"),
        ("方程式はどう解く？", "linear_equation"),
        ("連立方程式はどう解く", "simultaneous_equations"),
        ("素数の見つけ方", "prime_numbers"),
        ("矩陣如何相乘", "matrix_multiplication"),
        ("分数怎么相加", "fractions"),
        ("方程怎么解", "linear_equation"),
        ("如何找質數", "prime_numbers"),
        ("细胞怎么分裂", "mitosis"),
    ],
)
def test_what_is_done_to_a_thing_names_the_topic(text: str, stem: str) -> None:
    found = topic_in(text)
    assert found is not None
    assert found[0] == stem


@pytest.mark.parametrize(
    "text",
    [
        "how fractions are multiplied",
        "how a matrix is multiplied by a vector",
        "how matrices are added",
        "how lists are searched",
        "how differential equations are solved",
        "how a murder is solved",
        "how cells are divided in Excel",
        "分数の割り方",
        "分数怎么相乘",
    ],
)
def test_what_else_is_done_to_it_does_not(text: str) -> None:
    assert topic_in(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "binary search tree",
        "Quantum binary search",
        "Binary search in medical imaging and radiology",
        "Explain binary numbers",
        "二分探索木",
    ],
)
def test_a_name_within_something_else_is_not(text: str) -> None:
    found = topic_in(text)
    assert found is None or found[0] != "binary_search"


def test_the_nearest_topics_share_something_with_a_subject() -> None:
    assert "Binary search" in nearest("binary search tree", Language.ENGLISH)
    assert nearest("xyzzy", Language.ENGLISH) == []


@pytest.mark.parametrize("stem", topics())
def test_every_topic_is_whole_in_each_language(stem: str) -> None:
    topic = topics()[stem]
    for name in topic.names:
        found = topic_in(name)
        assert found is not None, name
        assert found[0] == stem, name
    for translations in (topic.title, topic.lead, topic.takeaways):
        assert not translations or set(translations) == set(Language)
    for scene in topic.scenes:
        for words in (scene.heading, scene.lines, scene.words):
            assert not words or set(words) == set(Language)
        for locale in Locale:
            assert scene_builder(scene, locale)
