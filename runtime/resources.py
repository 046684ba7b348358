"""What activities are made of: each thing is made when it is first asked for, by its type, and ended at last.

A worker of one queue so holds only what its queue needs: the voices' libraries take a second to load, the
runner of scripts starts a warm parent, who illustrates may hold a key.
"""

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import TypeVar

from svcs import Container, Registry
from temporalio.client import Client

from activities.folders import Scratch
from activities.implementations import needs
from jobs.outbox import Outbox
from jobs.service import Jobs
from media.authoring.author import Author
from media.authoring.local import LocalAuthor
from media.manim.runner import ScriptRunner
from media.speech.provider import Providers
from media.speech.providers import Casting
from media.storyboards.author import StoryboardAuthor
from media.storyboards.local import LocalStoryboards
from media.visuals.illustrate import Illustrator
from media.visuals.pexels import Pexels
from runtime.scripts import script_runner
from runtime.settings import AuthorName, Settings
from sandbox.isolation import Isolation
from store.artifacts import Artifacts
from store.ledger import Ledger
from store.publisher import Publisher
from web.fetch import Fetcher

T = TypeVar("T")


def resources(settings: Settings, client: Client) -> Container:
    """A container of all that a class of activities may ask for; leaving it ends what it has made."""
    registry = Registry()
    registry.register_value(Settings, settings)
    registry.register_value(Client, client)
    registry.register_value(Scratch, Scratch(settings.scratch))
    registry.register_value(Artifacts, Artifacts(settings.artifacts_url))
    registry.register_factory(Ledger, lambda: Ledger(settings.database_url, settings.places_of_pools))
    registry.register_factory(Publisher, _publisher)
    registry.register_factory(Jobs, _jobs)
    registry.register_factory(Outbox, _outbox)
    registry.register_factory(Author, lambda: _author(settings))
    registry.register_factory(StoryboardAuthor, lambda: _storyboard_author(settings))
    registry.register_factory(ScriptRunner, lambda: script_runner(settings))
    registry.register_factory(Providers, lambda: _providers(settings))
    registry.register_factory(Casting, _casting)
    registry.register_factory(Fetcher, lambda: _fetcher(settings))
    registry.register_factory(Isolation, Isolation)
    registry.register_factory(Illustrator, _illustrator)
    return Container(registry)


async def make(cls: type[T], container: Container) -> T:
    """An instance of a class of activities, of what its ``__init__`` asks for."""
    return cls(**{name: await container.aget(needed) for name, needed in needs(cls).items()})


async def _publisher(container: Container) -> Publisher:
    return Publisher(*await container.aget(Ledger, Artifacts))


async def _jobs(container: Container) -> Jobs:
    ledger, client, settings = await container.aget(Ledger, Client, Settings)
    return Jobs(ledger, client, public_url=settings.links_url)


async def _outbox(container: Container) -> Outbox:
    return Outbox(await container.aget(Jobs))


def _author(settings: Settings) -> Author:
    if settings.author is AuthorName.LOCAL:
        return LocalAuthor()
    from media.authoring.model import ModelAuthor  # noqa: PLC0415 - the models' libraries take a second

    return ModelAuthor(settings.model, _model_key(settings), settings.model_base_url)


def _storyboard_author(settings: Settings) -> StoryboardAuthor:
    if settings.author is AuthorName.LOCAL:
        return LocalStoryboards()
    from media.storyboards.model import ModelStoryboards  # noqa: PLC0415 - as above

    return ModelStoryboards(settings.model, _model_key(settings), settings.model_base_url)


def _model_key(settings: Settings) -> str | None:
    return settings.model_api_key.get_secret_value() if settings.model_api_key else None


def _providers(settings: Settings) -> Providers:
    from runtime.providers import providers  # noqa: PLC0415 - the voices' libraries take a second

    return providers(settings)


async def _casting(container: Container) -> Casting:
    settings = await container.aget(Settings)
    return Casting(await container.aget(Providers), fallback=settings.speech_fallback)


def _fetcher(settings: Settings) -> Fetcher:
    return Fetcher(allowed_hosts=settings.allowed_hosts, respect_robots=settings.respect_robots)


async def _illustrator(container: Container) -> AsyncIterator[Illustrator]:
    settings, fetcher, isolation = await container.aget(Settings, Fetcher, Isolation)
    if not settings.pexels_key:
        yield Illustrator(fetcher, isolation, None)
        return
    async with aclosing(
        Pexels(settings.pexels_key.get_secret_value(), base_url=settings.pexels_url)
    ) as stock:
        yield Illustrator(fetcher, isolation, stock)
