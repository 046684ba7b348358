"""Clients that ask for jobs, follow and cancel them, lose patience and come back; all they see is history."""

import asyncio
import io
import json
import random
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

import av
import httpx
import websockets

from contracts.animation import ANIMATION_FULL
from contracts.article_video import ARTICLE_VIDEO
from contracts.jobs import JobState
from contracts.speech import SPEECH
from tests.chaos.kinds import Contract, id_of, seen
from tests.chaos.model import Cancel, Fetched, History, Outcome, Post, Read, Told
from tests.chaos.rig import APIS, Rig

OWNER: Final = {"X-User-Id": "someone"}
PATIENCE: Final = 5.0
"""Seconds that a client waits for an answer, usually."""
_PATIENCES: Final = (PATIENCE, PATIENCE, PATIENCE, 0.5, 0.05)
_FOLLOWED: Final = 25.0
"""Seconds after which a client loses interest."""
_OPEN: Final = 4
"""Jobs that a client has open at most, those that it has lost interest in among them."""
_AWAY: Final = (429, 503)
"""What is answered when something is out of order, or too much for a moment."""


class Clients:
    """Everyone who uses the API. ``random`` decides all that they do."""

    def __init__(self, rig: Rig, seed: int, contracts: Sequence[Contract]) -> None:
        self.history = History()
        self.jobs: dict[str, Contract] = {}
        self.impatient = 0
        """How often a client gave up on an answer, or sent one request twice at the same time."""
        self._rig = rig
        self._seed = seed
        self.contracts = contracts
        self._http = httpx.AsyncClient(
            timeout=PATIENCE, trust_env=False, headers=OWNER, limits=httpx.Limits(max_connections=None)
        )
        self._over = asyncio.Event()
        self._streams = 0

    async def close(self) -> None:
        await self._http.aclose()

    def finish(self) -> None:
        """Let nobody begin anything new."""
        self._over.set()

    async def live(self, name: str) -> None:
        """The life of a client: one job after another."""
        # No secret, but what makes a run the same as the one before.
        dice = random.Random(f"{self._seed} {name}")  # noqa: S311
        number = 0
        mine: list[str] = []
        while not self._over.is_set():
            if len(mine) == _OPEN:
                mine = [job_id for job_id in mine if not await self._has_ended(job_id, dice)]
                await asyncio.sleep(dice.uniform(0.5, 1))
                continue
            number += 1
            contract = dice.choices(self.contracts, [one.weight for one in self.contracts])[0]
            job_id = await self._ask(contract, f"{name}-{number}", dice)
            if job_id:
                mine.append(job_id)
                await self._follow(contract, job_id, dice)

    async def first_animation(self) -> dict[str, Any]:
        """Make the animation that all edits edit, before anything goes wrong; its result."""
        dice = random.Random(self._seed)  # noqa: S311 - no secret
        contract = next(one for one in self.contracts if one.kind == ANIMATION_FULL)
        job_id = await self._ask(contract, "first", dice)
        await self._poll(contract, job_id, dice)
        answer = await self._http.get(self._rig.address(APIS[0]) + contract.read.format(job_id))
        result: dict[str, Any] = answer.json()["result"]
        return result

    # --- ask ----------------------------------------------------------------------------------------------

    async def _ask(self, contract: Contract, tag: str, dice: random.Random) -> str:
        """Ask for a job until there is an answer, or interest is lost; its id, or nothing."""
        keyed = dice.random() < 0.85
        while True:
            at_once = dice.choice((1, 1, 1, 2, 3)) if keyed else 1
            tries = [self._post(contract, tag, dice, keyed=keyed) for _ in range(at_once)]
            self.impatient += at_once - 1
            posts = await asyncio.gather(*tries)
            accepted = [post.job_id for post in posts if post.outcome is Outcome.DONE]
            if accepted:
                return accepted[0]
            unknown = any(post.outcome is Outcome.UNKNOWN for post in posts)
            if self._over.is_set() or (unknown and (not keyed or dice.random() < 0.1)):
                return ""
            await asyncio.sleep(dice.uniform(0.05, 0.5))

    async def _post(self, contract: Contract, tag: str, dice: random.Random, *, keyed: bool) -> Post:
        headers = {"Idempotency-Key": tag} if keyed else {}
        if contract.owned_by_tag:
            headers["X-User-Id"] = tag
        patience = dice.choice(_PATIENCES)
        self.impatient += patience < PATIENCE
        url = self._rig.address(dice.choice(APIS)) + contract.create
        outcome, job_id = Outcome.UNKNOWN, ""
        with suppress(httpx.TransportError):
            response = await self._http.post(
                url, json=contract.request(tag), headers=headers, timeout=patience
            )
            if response.is_success:
                outcome, job_id = Outcome.DONE, id_of(response.json())
                self.jobs[job_id] = contract
            elif response.status_code == 429:
                outcome = Outcome.REFUSED
            else:
                self._expect(response, 503)
        post = Post(_now(), tag, outcome, job_id)
        self.history.posts.append(post)
        return post

    # --- follow -------------------------------------------------------------------------------------------

    async def _follow(self, contract: Contract, job_id: str, dice: random.Random) -> None:
        ways = [self._poll]
        if contract.stream:
            ways += [self._listen, self._listen]
        if contract.kind == ARTICLE_VIDEO:
            ways.append(self._watch)
        following = dice.choice(ways)(contract, job_id, dice)
        doing = [asyncio.wait_for(following, _FOLLOWED)]
        if dice.random() < 0.3:
            doing.append(self._cancel(contract, job_id, dice))
        for result in await asyncio.gather(*doing, return_exceptions=True):
            if isinstance(result, BaseException) and not isinstance(result, TimeoutError):
                raise result

    async def read(self, contract: Contract, job_id: str, api: str) -> JobState | None:
        """What an API says of a job; None if it does not answer."""
        began, through = _now(), self._rig.processes[api].through
        try:
            response = await self._http.get(self._rig.address(api) + contract.read.format(job_id))
        except httpx.TransportError:
            return None
        if not response.is_success:
            self._expect(response, 503)
            return None
        now = seen(response.json())
        self.history.reads.append(Read(began, _now(), job_id, through, now.state, now.progress, now.ending))
        return now.state

    async def _has_ended(self, job_id: str, dice: random.Random) -> bool:
        state = await self.read(self.jobs[job_id], job_id, dice.choice(APIS))
        return state is not None and state.ended

    async def _poll(self, contract: Contract, job_id: str, dice: random.Random) -> None:
        while True:
            state = await self.read(contract, job_id, dice.choice(APIS))
            if state and state.ended:
                return
            await asyncio.sleep(dice.uniform(0.05, 0.4))

    async def _listen(self, contract: Contract, job_id: str, dice: random.Random) -> None:
        """Follow the stream to its end, over broken connections; some are broken by the client."""
        self._streams += 1
        name, last = f"{job_id} {self._streams}", ""
        while True:
            api = dice.choice(APIS)
            headers = {"Last-Event-ID": last} if last else {}
            url = self._rig.address(api) + contract.stream.format(job_id)
            patience = dice.choice((0.5, 2.0, 20.0))
            with suppress(httpx.TransportError, TimeoutError):
                async with (
                    asyncio.timeout(patience),
                    self._http.stream("GET", url, headers=headers) as response,
                ):
                    if response.status_code == 204:
                        return
                    if not response.is_success:
                        self._expect(response, 503)
                    async for event in _recorded(response):
                        last, now = event["id"], seen(json.loads(event["data"]))
                        told = Told(_now(), name, job_id, int(last), now.state, now.progress)
                        self.history.told.append(told)
                        if now.state.ended:
                            return
            await asyncio.sleep(dice.uniform(0, 0.3))

    async def _watch(self, contract: Contract, job_id: str, dice: random.Random) -> None:
        """Follow an article's video by the WebSocket, over broken connections."""
        while True:
            api = dice.choice(APIS)
            url = self._rig.address(api).replace("http", "ws", 1) + "/ws"
            with suppress(OSError, TimeoutError, websockets.WebSocketException):
                async with websockets.connect(url, proxy=None, open_timeout=PATIENCE) as socket:
                    await socket.send(json.dumps({"subscribe": job_id}))
                    async for text in socket:
                        message = json.loads(text)
                        if message["type"] == "job_status" and seen(message["status"]).state.ended:
                            await self.read(contract, job_id, api)
                            return
            await asyncio.sleep(dice.uniform(0, 0.3))

    # --- cancel -------------------------------------------------------------------------------------------

    async def _cancel(self, contract: Contract, job_id: str, dice: random.Random) -> None:
        await asyncio.sleep(dice.choice((0, 0.2, dice.uniform(0, 5))))
        method, path = contract.cancel
        for _ in range(dice.choice((1, 1, 2, 5))):
            url = self._rig.address(dice.choice(APIS)) + path.format(job_id)
            began, outcome, found = _now(), Outcome.UNKNOWN, None
            with suppress(httpx.TransportError):
                response = await self._http.request(method, url, timeout=dice.choice((12.0, 12.0, 0.1)))
                if response.is_success:
                    outcome = Outcome.DONE
                elif response.status_code in (400, 409):
                    outcome = Outcome.REFUSED
                    if not contract.only_pending:
                        found = _found(response.text)
                else:
                    self._expect(response, 503)
            self.history.cancels.append(Cancel(began, job_id, outcome, found))
            if outcome is not Outcome.UNKNOWN:
                return

    # --- fetch --------------------------------------------------------------------------------------------

    async def fetch(self, job_id: str) -> None:
        """Fetch all that a completed job made, from an API in order; it is whole and it plays."""
        contract = self.jobs[job_id]
        base = self._rig.address(APIS[0])
        try:
            for path in await self._files(contract, job_id, base):
                response = await self._http.get(base + path, timeout=30)
                _check_whole(path, response)
        except (httpx.TransportError, ValueError, av.FFmpegError) as error:
            self.history.fetched.append(Fetched(job_id, f"{type(error).__name__}: {error}"))
        else:
            self.history.fetched.append(Fetched(job_id, ""))

    async def _files(self, contract: Contract, job_id: str, base: str) -> Sequence[str]:
        job: dict[str, Any] = (await self._http.get(base + contract.read.format(job_id))).json()
        if contract.kind == SPEECH:
            return [f"/api/v1/jobs/{job_id}/download"]
        if contract.kind == ARTICLE_VIDEO:
            videos = (await self._http.get(f"{base}/api/videos?limit=500")).json()["videos"]
            names = [row["file_path"].rpartition("/")[2] for row in videos if row["id"] == job["video_id"]]
            if len(names) != 1:
                raise ValueError(f"{len(names)} of the listed videos are video {job['video_id']}")
            return [f"/api/videos/{names[0]}"]
        result: Mapping[str, Any] = job["result"]
        return [str(path) for name, path in result.items() if name.endswith("_path") and path]

    def _expect(self, response: httpx.Response, *statuses: int) -> None:
        if response.status_code not in statuses:
            asked = response.request
            body = "" if not response.is_stream_consumed else response.text[:300]
            self.history.odd.append(
                f"{asked.method} {asked.url.path} was answered {response.status_code}: {body}"
            )


async def _recorded(response: httpx.Response) -> AsyncIterator[dict[str, str]]:
    """The events of a stream that have an id of their own; live progress and pings have none."""
    event: dict[str, str] = {}
    async for line in response.aiter_lines():
        if line:
            name, _, value = line.partition(": ")
            event[name] = value
            continue
        if "id" in event:
            yield event
        event = {}


def _check_whole(path: str, response: httpx.Response) -> None:
    """Raise if a file is not what it says that it is."""
    if not response.is_success:
        raise ValueError(f"{path} is answered {response.status_code}")
    if not response.content:
        raise ValueError(f"{path} is empty")
    if response.headers["content-type"].startswith(("video/", "audio/")):
        with av.open(io.BytesIO(response.content), "r") as media:
            stream = media.streams[0]
            frames = sum(1 for _ in media.decode(stream))
        if not frames:
            raise ValueError(f"{path} has no frames")


def _found(text: str) -> JobState | None:
    """The ended state that the refusal of a cancel names."""
    words = {"completed": JobState.COMPLETED, "success": JobState.COMPLETED}
    words |= {"failed": JobState.FAILED, "failure": JobState.FAILED, "cancelled": JobState.CANCELLED}
    return next((state for word, state in words.items() if word in text), None)


def _now() -> float:
    return asyncio.get_running_loop().time()
