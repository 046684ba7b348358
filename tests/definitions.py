"""The definitions of all activities, found in the contracts, and what one queue's worker alone may hold."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import Any

import contracts
from contracts.activity import ActivityDef
from contracts.kinds import modules
from contracts.names import AUTHORING_QUEUE, FETCH_QUEUE, RENDER_QUEUE, SPEECH_QUEUE
from media.authoring.author import Author
from media.manim.runner import ScriptRunner
from media.speech.provider import Providers
from media.speech.providers import Casting
from media.storyboards.author import StoryboardAuthor
from media.visuals.illustrate import Illustrator
from web.fetch import Fetcher

HELD_BY = {
    Author: AUTHORING_QUEUE,
    StoryboardAuthor: AUTHORING_QUEUE,
    ScriptRunner: RENDER_QUEUE,
    Providers: SPEECH_QUEUE,
    Casting: SPEECH_QUEUE,
    Fetcher: FETCH_QUEUE,
    Illustrator: FETCH_QUEUE,
}
"""What only one queue's worker may hold: a key, a way to the outside, or scripts that nobody trusts."""


def definitions() -> Iterator[ActivityDef[Any, Any]]:
    """Each once, by the order of the modules."""
    own = [f"contracts.{module.name}" for module in iter_modules(contracts.__path__)]
    seen: set[int] = set()
    for name in dict.fromkeys((*own, *filter(find_spec, modules("contracts")))):
        for value in vars(import_module(name)).values():
            if isinstance(value, ActivityDef) and id(value) not in seen:
                seen.add(id(value))
                yield value
