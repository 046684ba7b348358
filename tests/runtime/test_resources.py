"""What activities are made of: only what a queue needs, and ended with the container."""

from pathlib import Path

import pytest
from pydantic import SecretStr
from svcs import Container

from activities.implementations import classes
from contracts.names import RENDER_QUEUE
from media.visuals.illustrate import Illustrator
from media.visuals.pexels import Pexels
from runtime.resources import make, resources
from runtime.settings import Settings
from runtime.temporal import connect
from tests.api.serving import new_home
from tests.definitions import HELD_BY
from web.fetch import Fetcher


@pytest.fixture
async def container(tmp_path: Path, migrated: Path) -> Container:
    """All that can be made; nothing of it is yet."""
    settings = Settings(home=new_home(tmp_path, migrated), pexels_key=SecretStr("a key"))
    return resources(settings, await connect(settings, lazy=True))


@pytest.mark.parametrize(
    "queue", sorted(classes().keys() - {RENDER_QUEUE})
)  # its worker is started with the stack
async def test_a_queue_gets_what_it_needs_and_nothing_that_others_need(
    container: Container, queue: str
) -> None:
    others = {need for need, holder in HELD_BY.items() if holder != queue}
    async with container:
        made: list[object] = [await make(cls, container) for cls in classes()[queue]]

        assert [type(one) for one in made] == classes()[queue]
        assert {need for need in others if need in container} == set()


async def test_what_was_made_is_ended(container: Container) -> None:
    async with container:
        fetcher = await container.aget(Fetcher)
        illustrator = await container.aget(Illustrator)
        stock = illustrator._stock
        assert isinstance(stock, Pexels)
        assert not stock._http.is_closed

    assert stock._http.is_closed
    assert fetcher._outside.is_closed
