"""Two owners who send requests mixed at random, and a model of who owns what: each answer is held against it.

An answer may not be of another status than the model says, and may name nothing of the other owner that the
request itself did not name.
"""

import asyncio
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

import httpx

from contracts.animation import ANIMATION_FULL
from contracts.article_video import ARTICLE_VIDEO
from contracts.script_video import SCRIPT_VIDEO
from contracts.speech import SPEECH
from tests.api.belongings import Belongings, Stores, belongings, key_of, script_of
from tests.api.serving import edit_of_ids

FEW: Final = 6
"""So many things an owner has, or more."""
KEYS: Final = 20
"""Idempotency keys that both owners use."""
READS: Final = {
    ANIMATION_FULL: ("/api/job/{}/status", "/api/job/{}/stream", "/jobs/{}", "/jobs/{}/part"),
    SPEECH: ("/api/v1/jobs/{}", "/api/v1/jobs/{}/stream", "/api/v1/jobs/{}/download", "/jobs/{}/audio"),
    ARTICLE_VIDEO: ("/api/jobs/{}", "/jobs/{}", "/jobs/{}/captions.vtt"),
    SCRIPT_VIDEO: ("/api/v1/jobs/{}", "/jobs/{}/captions.vtt"),
}
LISTS: Final = (
    "/api/jobs",
    "/api/videos",
    "/api/v1/jobs",
    "/api/v1/jobs?user_id={}",
    "/list/part",
    "/jobs",
    "/new/edit",
)
CHANGES: Final = {
    ANIMATION_FULL: (("DELETE", "/api/job/{}"), ("POST", "/api/job/{}/cancel"), ("POST", "/jobs/{}/again")),
    SPEECH: (
        ("DELETE", "/api/v1/jobs/{}"),
        ("POST", "/api/v1/jobs/{}/resubmit"),
        ("POST", "/jobs/{}/cancel"),
    ),
    ARTICLE_VIDEO: (("POST", "/api/jobs/{}/cancel"), ("POST", "/jobs/{}/cancel")),
    SCRIPT_VIDEO: (("DELETE", "/api/v1/jobs/{}"), ("POST", "/jobs/{}/again")),
}
_ID: Final = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\btides(?:_\d+)?\.mp4\b"
)


class Leak(AssertionError):
    """An answer that the model does not allow."""


@dataclass
class World:
    """Whose each id is, for ever: what was deleted is still nobody else's."""

    owners: dict[str, str] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)


class Side:
    """One of the two: what is theirs now, and what they may ask."""

    def __init__(self, client: httpx.AsyncClient, stores: Stores, world: World, name: str, seed: int) -> None:
        self.name = name
        self.things: list[Belongings] = []
        self.jobs: dict[str, str] = {}
        """Finished jobs that are still there, with their kind."""
        self.made: dict[str, str] = {}
        """Jobs made over HTTP, by idempotency key."""
        self.headers: Mapping[str, str] = {}
        self._client = client
        self._stores = stores
        self._world = world
        self._random = Random(seed)  # noqa: S311 - it mixes requests, and can be repeated
        self._other = self

    async def begin(self, other: "Side") -> None:
        """Have a key and some things."""
        self._other = other
        self.headers = await key_of(self._stores, self.name)
        for _ in range(FEW):
            await self._add()

    async def go_on(self, requests: int) -> None:
        """Send so many requests, one after another."""
        ways: list[tuple[int, Callable[[], Awaitable[None]]]] = [
            (30, self._read), (20, self._fetch), (12, self._list), (5, self._prompts), (4, self._count),
            (10, self._change_the_other_s), (4, self._speak_for_the_other), (3, self._edit_the_other_s),
            (5, self._make), (5, self._read_made), (3, self._delete), (1, self._delete_video),
            (2, self._come_without_a_key), (1, self._clean_up),
        ]  # fmt: skip
        weights = [weight for weight, _ in ways]
        for _ in range(requests):
            if len(self.things) < FEW:
                await self._add()
            await self._random.choices([way for _, way in ways], weights)[0]()

    # --- what is asked ------------------------------------------------------------------------------------

    async def _read(self) -> None:
        side, thing = self._some()
        kind = self._random.choice(list(READS))
        job_id = thing.jobs[kind]
        path = self._random.choice(READS[kind]).format(job_id)
        there = side is self and job_id in self.jobs
        await self._ask("GET", path, 200 if there else 404)

    async def _fetch(self) -> None:
        side, thing = self._some()
        path = f"/{self._random.choice(thing.files)}"
        if self._random.random() < 0.2:
            path = self._random.choice(
                (f"/api/videos/{thing.video_name}", f"/api/videos/{thing.video_id}/file")
            )
        text = await self._ask("GET", path, 200 if side is self else 404)
        if side is self and f"a file of {self.name}" not in text and "The sea rises" not in text:
            raise Leak(f"{path} is not {self.name}'s own file: {text[:200]}")

    async def _list(self) -> None:
        await self._ask("GET", self._random.choice(LISTS).format(self.name), 200)

    async def _prompts(self) -> None:
        side, thing = self._some()
        await self._ask("GET", f"/prompts/{thing.generation_id}.json", 200 if side is self else 404)

    async def _count(self) -> None:
        response = await self._client.get("/api/v1/jobs/stats/counts", headers=self.headers)
        counted = response.json()["statistics"]["total"]
        own = sum(kind == SCRIPT_VIDEO for kind in self.jobs.values())
        if counted != own:
            raise Leak(f"{self.name} has {own} videos of scripts, and is told of {counted}")

    async def _change_the_other_s(self) -> None:
        thing = self._random.choice(self._other.things)
        kind = self._random.choice(list(CHANGES))
        method, path = self._random.choice(CHANGES[kind])
        await self._ask(method, path.format(thing.jobs[kind]), 404)
        if self._random.random() < 0.2:
            await self._ask("DELETE", f"/api/videos/{thing.video_id}", 404)

    async def _speak_for_the_other(self) -> None:
        other = self._other.name
        await self._ask("GET", f"/api/v1/jobs?user_id={other}", 403)
        await self._ask("POST", "/api/v1/jobs", 403, json=script_of(other))
        await self._ask("GET", "/api/jobs", 403, headers={"X-User-Id": other})

    async def _edit_the_other_s(self) -> None:
        thing = self._random.choice(self._other.things)
        body = edit_of_ids(thing.generation_id, thing.animation_id)
        await self._ask("POST", "/api/job/animation/edit", 404, json=body)

    async def _make(self) -> None:
        key = f"key {self._random.randrange(KEYS)}"
        response = await self._client.post(
            "/api/job/animation/full", json={"content": "0"}, headers={**self.headers, "Idempotency-Key": key}
        )
        if response.status_code != 200:
            raise Leak(f"A creation was answered with {response.status_code}: {response.text}")
        job_id = response.json()["job_id"]
        if self.made.get(key, job_id) != job_id or self._world.owners.get(job_id, self.name) != self.name:
            raise Leak(f"{key} of {self.name} is answered with another job: {job_id}")
        self.made[key] = job_id
        self._world.owners[job_id] = self.name

    async def _read_made(self) -> None:
        side = self._random.choice((self, self._other))
        if side.made:
            job_id = self._random.choice(list(side.made.values()))
            path = self._random.choice(READS[ANIMATION_FULL][::3]).format(job_id)
            await self._ask("GET", path, 200 if side is self else 404)

    async def _delete(self) -> None:
        job_id = self._random.choice(self.things).jobs[ANIMATION_FULL]
        await self._ask("DELETE", f"/api/job/{job_id}", 200 if job_id in self.jobs else 404)
        self.jobs.pop(job_id, None)

    async def _delete_video(self) -> None:
        thing = self._random.choice(self.things)
        await self._ask("DELETE", f"/api/videos/{thing.video_id}", 200)
        self.jobs.pop(thing.jobs[ARTICLE_VIDEO])
        self.things.remove(thing)

    async def _come_without_a_key(self) -> None:
        _, thing = self._some()
        kind = self._random.choice(list(READS))
        path = self._random.choice(READS[kind]).format(thing.jobs[kind])
        response = await self._client.get(path)
        if response.status_code != 401:
            raise Leak(f"A stranger asked for {path}: {response.status_code}")

    async def _clean_up(self) -> None:
        await self._ask("POST", "/api/job/cleanup?max_age_hours=0", 200)
        self.jobs = {job_id: kind for job_id, kind in self.jobs.items() if kind != ANIMATION_FULL}
        self.made.clear()  # those that had ended are gone, and their keys free

    # --- how it is answered -------------------------------------------------------------------------------

    async def _ask(self, method: str, path: str, expected: int, **options: Any) -> str:
        headers = {**self.headers, **options.pop("headers", {})}
        response = await self._client.request(method, path, headers=headers, **options)
        self._world.statuses[response.status_code] += 1
        asked = f"{method} {path} {options}"
        if response.status_code != expected:
            raise Leak(f"{self.name}: {asked}: {response.status_code}, not {expected}: {response.text[:300]}")
        for found in set(_ID.findall(response.text)):
            whose = self._world.owners.get(found, self.name)
            if whose != self.name and found not in asked:
                raise Leak(f"{self.name}: {asked}: names {found}, which is {whose}'s")
        return response.text

    def _some(self) -> tuple["Side", Belongings]:
        side = self._random.choice((self, self._other))
        return side, self._random.choice(side.things)

    async def _add(self) -> None:
        thing = await belongings(self._stores, self.name)
        for known in (*thing.jobs.values(), thing.animation_id, thing.video_name):
            self._world.owners[known] = self.name
        self.jobs |= {job_id: kind for kind, job_id in thing.jobs.items()}
        self.things.append(thing)


async def mix(client: httpx.AsyncClient, stores: Stores, requests: int, seed: int) -> Counter[int]:
    """Let two owners send that many turns of requests; how often each status was answered. Raises Leak."""
    world = World()
    sides = [Side(client, stores, world, name, seed + place) for place, name in enumerate(("ann", "bob"))]
    for side, other in (sides, sides[::-1]):
        await side.begin(other)
    await asyncio.gather(*(side.go_on(requests // 2) for side in sides))
    return world.statuses
