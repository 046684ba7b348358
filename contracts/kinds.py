"""The kinds of job, a row each: what all rooms need to know of a kind.

A kind has one name and one home: a module of that name in each room where it has something (``contracts``,
``workflows``, ``activities``, ``api``, ``api.pages``). Whatever must know all kinds reads the rows and finds
the modules by them; nothing else lists kinds. A package from outside adds a kind with an entry point of the
group ``reelwork.kinds`` that names its row; its modules lie in that package, by the names of the rooms.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from importlib.metadata import entry_points
from typing import Any, Final

from pydantic import BaseModel

from contracts.animation import (
    ANIMATION_EDIT,
    ANIMATION_FULL,
    ANIMATION_STEPS,
    AnimationEditOrder,
    AnimationFullOrder,
    AnimationResult,
)
from contracts.article_video import (
    ARTICLE_VIDEO,
    ARTICLE_VIDEO_STEPS,
    ARTICLE_VIDEOS,
    ArticleVideoOrder,
    ArticleVideoResult,
)
from contracts.jobs import JobOrder, JobSnapshot
from contracts.messages import SHARED_WORDS
from contracts.phrases import Phrase
from contracts.script_video import SCRIPT_VIDEO, SCRIPT_VIDEO_STEPS, SCRIPT_VIDEOS, ScriptVideoOrder
from contracts.speech import SPEECH, SPEECH_STEPS, SpeechOrder, SpeechResult
from contracts.steps import StepTable
from contracts.video import VideoResult

ENTRY_POINTS: Final = "reelwork.kinds"
"""The group of entry points by which a package from outside adds kinds."""


@dataclass(frozen=True)
class Kind:
    """One kind of job. Its workflow goes by the kind's own name."""

    name: str
    label: str
    """What people call a job of this kind, in English; the pages' catalogues translate it."""
    home: str
    """The name of the kind's module in each room; in a package from outside, the package's own name."""
    order: type[JobOrder]
    """What its workflow is started with."""
    result: type[BaseModel]
    """What a completed job has made."""
    steps: StepTable
    time_limit: timedelta
    title: Callable[[Mapping[str, Any]], str]
    """What a job is about, in a line, from the request as its contract's model dumps it."""
    titled_by: str = ""
    """The field of the result that names what the job is about better than its request can; empty: none."""
    publishes: tuple[str, ...] = ()
    """Prefixes of artifact keys under which its files are served, at the same paths."""
    kept: timedelta | None = None
    """How long what a completed job made is kept; None keeps it until somebody deletes it. A setting may
    say otherwise."""
    outlives_job: bool = False
    """Whether what a job made stays when the job itself is deleted or forgotten."""
    max_active: int | None = None
    """Open jobs of one owner at most."""
    pending_limit: timedelta | None = None
    """How long a job that has a place may wait for a worker before it fails."""
    shares_places_as: str = ""
    """The pool of places that kinds of the same name here share; empty: the kind has one of its own."""
    from_outside: bool = False

    @property
    def pool(self) -> str:
        """The pool of places that jobs of this kind take one of while they run."""
        return self.shares_places_as or self.name

    def module(self, room: str) -> str:
        """The full name of the kind's module in a room; it need not exist."""
        if self.from_outside:
            return f"{self.home}.{room.rpartition('.')[2]}"
        return f"{room}.{self.home}"


_MONTH: Final = timedelta(days=30)

_ANIMATION: Final = Kind(
    name=ANIMATION_FULL,
    label="Animation",
    home="animation",
    order=AnimationFullOrder,
    result=AnimationResult,
    steps=ANIMATION_STEPS,
    time_limit=timedelta(minutes=30),
    title=lambda request: str(request["content"]),
    publishes=("videos/", "scripts/", "storyboards/", "posters/"),
    kept=_MONTH,
    outlives_job=True,
    shares_places_as="animations",
)

_OURS: Final = (
    _ANIMATION,
    replace(
        _ANIMATION,
        name=ANIMATION_EDIT,
        label="Edit of an animation",
        order=AnimationEditOrder,
        title=lambda request: str(request["enhance_prompt"]),
    ),
    Kind(
        name=SPEECH,
        label="Dialogue",
        home="speech",
        order=SpeechOrder,
        result=SpeechResult,
        steps=SPEECH_STEPS,
        time_limit=timedelta(minutes=10),
        title=lambda request: " / ".join(turn["text"] for turn in request["turns"][:2]),
        kept=_MONTH,
        max_active=3,
        pending_limit=timedelta(hours=24),
        shares_places_as="dialogues",
    ),
    Kind(
        name=ARTICLE_VIDEO,
        label="Video of an article",
        home="article_video",
        order=ArticleVideoOrder,
        result=ArticleVideoResult,
        steps=ARTICLE_VIDEO_STEPS,
        time_limit=timedelta(minutes=25),
        title=lambda request: str(request["url"]),
        titled_by="title",
        publishes=(ARTICLE_VIDEOS,),
        outlives_job=True,
        shares_places_as="videos",
    ),
    Kind(
        name=SCRIPT_VIDEO,
        label="Video of a script",
        home="script_video",
        order=ScriptVideoOrder,
        result=VideoResult,
        steps=SCRIPT_VIDEO_STEPS,
        time_limit=timedelta(minutes=25),
        title=lambda request: str(request["video_request"]["title"]),
        publishes=(SCRIPT_VIDEOS,),
        kept=_MONTH,
        shares_places_as="videos",
    ),
)


def _all(ours: Iterable[Kind]) -> dict[str, Kind]:
    kinds = {kind.name: kind for kind in ours}
    for entry in entry_points(group=ENTRY_POINTS):
        kind: Kind = entry.load()
        if kind.name in kinds:
            raise ValueError(f"Two kinds of job are called {kind.name!r}; one is from {entry.value}.")
        kinds[kind.name] = kind
    return kinds


KINDS: Final = _all(_OURS)
"""Every kind by its name."""

PUBLISHED_PREFIXES: Final = tuple(
    dict.fromkeys(prefix for kind in KINDS.values() for prefix in kind.publishes)
)
"""What the API serves: the paths in a result are these keys with a slash before them."""


POOLS: Final = tuple(dict.fromkeys(kind.pool for kind in KINDS.values()))
"""The pools of places. A job waits, without a workflow, until its pool has a place for it."""


def modules(room: str) -> tuple[str, ...]:
    """The full names of all kinds' modules in a room, each once; some need not exist."""
    return tuple(dict.fromkeys(kind.module(room) for kind in KINDS.values()))


def phrase_of(snapshot: JobSnapshot) -> Phrase:
    """What a job tells of itself, in the words of its kind; only a kind's words are lost with the kind."""
    kind = KINDS.get(snapshot.kind)
    return snapshot.message.in_words(kind.steps.words if kind else SHARED_WORDS)


def english(snapshot: JobSnapshot) -> str:
    """The same in English, to the letter as the contracts have it."""
    return phrase_of(snapshot).text()
