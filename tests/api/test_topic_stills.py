"""The stills of the topics: one for each, small, and served."""

import io

import pytest
from PIL import Image

from api.pages.rendering import ASSETS
from media.topics.topic import topics
from tests.api.serving import Serving

pytestmark = pytest.mark.usefixtures("stage")
LARGEST = 15_000


async def test_every_topic_has_a_small_still_and_no_other_lies_there(api: Serving) -> None:
    files = {path.stem: path for path in (ASSETS / "topics").glob("*.jpg")}
    assert files.keys() == topics().keys()
    assert all(path.stat().st_size < LARGEST for path in files.values())
    told = (await api.client.get("/api/animation/topics")).json()
    answer = await api.client.get(told["topics"][0]["still"])
    with Image.open(io.BytesIO(answer.content)) as still:
        assert still.width == 320
