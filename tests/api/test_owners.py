"""The table of routes, row by row: what a stranger, the owner, another owner and who administers all may do.

Which requests are sent is derived from the table, so a new row is tried without a new test.
"""

import re
import time
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute, APIWebSocketRoute, iter_route_contexts
from starlette.routing import Mount, Route
from temporalio.client import Client
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from api.app import create_app
from api.routes import Access, Who, access_to, place, rows
from contracts.access import Scope
from contracts.animation import ANIMATION_FULL
from contracts.article_video import ARTICLE_VIDEO
from contracts.script_video import SCRIPT_VIDEO
from contracts.speech import SPEECH
from runtime.settings import AuthMode, Settings
from tests.api import serving
from tests.api.belongings import DIALOGUE, Belongings, belongings, key_of, script_of
from tests.api.serving import Serving, edit_of_ids, new_home, serve, settings_for

KINDS_AT: Final = {
    "/api/job/": (ANIMATION_FULL,),
    "/api/v1/jobs/{job_id}/": (SPEECH,),
    "/api/v1/videos/": (SCRIPT_VIDEO,),
    "/api/v1/": (SPEECH, SCRIPT_VIDEO),
    "/api/jobs/": (ARTICLE_VIDEO,),
    "/jobs/{job_id}/captions.vtt": (SCRIPT_VIDEO, ARTICLE_VIDEO),
    "/jobs/{job_id}/audio": (SPEECH,),
    "/jobs/": (ANIMATION_FULL, SPEECH, ARTICLE_VIDEO, SCRIPT_VIDEO),
}
"""The kinds of the jobs that a path is for; the first that a path begins with counts."""
FORM: Final = {"content": "Vectors"}
LINE: Final = {"text": "Hello", "provider": "kokoro", "voice_id": "af_heart", "language": "en-US"}


def bodies(owner: str, things: Belongings) -> dict[str, list[dict[str, Any]]]:
    """What is sent, by row: arguments of a request each. A row that is not here is sent nothing."""
    edit = edit_of_ids(things.generation_id, things.animation_id)
    return {
        "POST /api/job/animation/full": [{"json": FORM}],
        "POST /api/job/animation/full/stream": [{"json": FORM}],
        "POST /api/job/animation/edit": [{"json": edit}],
        "POST /api/job/animation/edit/stream": [{"json": edit}],
        "POST /api/v1/jobs": [{"json": DIALOGUE}, {"json": script_of(owner)}],
        "POST /api/v1/jobs/tts": [{"json": LINE}],
        "GET /api/v1/jobs": [{}, {"params": {"user_id": owner}}],
        "GET /api/v1/voices": [{"params": {"provider": "kokoro"}}],
        "POST /api/generate-video": [{"json": {"url": "https://example.com/"}}],
        "POST /new/{slug}": [{"data": FORM}],
    }


def paths(path: str, things: Belongings) -> list[str]:
    """The addresses of a route that lead to what somebody has."""
    if path.startswith(f"/{path.split('/')[1]}/{{path}}"):
        prefix = path.removeprefix("/").removesuffix("{path}")
        return [f"/{key}" for key in things.files if key.startswith(prefix)]
    values = {
        "video_name": [things.video_name],
        "video_id": [things.animation_id if path.startswith("/api/animation/") else str(things.video_id)],
        "generation_id": [str(things.generation_id)],
        "provider": ["kokoro"],
        "voice_id": [LINE["voice_id"]],
        "slug": ["dialogue" if path.endswith("/part") else "animation"],
        "path": ["nothing"],
    }
    if "{job_id}" in path:
        kinds = next(kinds for start, kinds in KINDS_AT.items() if path.startswith(start))
        values["job_id"] = [things.jobs[kind] for kind in kinds]
    found = [path]
    for name in re.findall(r"{(\w+)}", path):
        found = [each.replace(f"{{{name}}}", value) for each in found for value in values[name]]
    return found


def names_a_thing(row: str) -> bool:
    """Whether a row's address or body names something that is somebody's."""
    return bool(set(re.findall(r"{(\w+)}", row)) - {"slug", "provider", "voice_id"}) or "/edit" in row


@pytest.fixture(scope="module")
async def guarded(
    temporal: Client, tmp_path_factory: pytest.TempPathFactory, migrated: Path
) -> AsyncIterator[Serving]:
    """The API with authentication by keys, and no worker: new jobs stay pending."""
    home = new_home(tmp_path_factory.mktemp("guarded"), migrated)
    async with serve(settings_for(home, temporal, auth=AuthMode.KEYS)) as serving:
        sample = await serving.services.casting.sample(LINE["voice_id"], None)
        await serving.services.artifacts.put(sample.key, b"spoken before")
        yield serving


Keys = Mapping[str, Mapping[str, str]]


@pytest.fixture(scope="module")
async def keys(guarded: Serving) -> Keys:
    """Headers by who comes."""
    services = guarded.services
    return {
        "ann": await key_of(services, "ann"),
        "ann, to read": await key_of(services, "ann", Scope.READ),
        "bob": await key_of(services, "bob"),
        "root": await key_of(services, "root", Scope.ADMIN),
        "a stranger": {},
        "a liar": {"Authorization": "Bearer rwk_0123456789ab_" + "0" * 64},
        "a fool": {"Authorization": "Basic YTpi"},
    }


@pytest.fixture(scope="module")
def made() -> list[Belongings]:
    """What ann was given."""
    return []


@pytest.fixture
async def anns(guarded: Serving, made: list[Belongings]) -> Belongings:
    """What ann has: the same for all tests, until who administers all has cleaned some of it up."""
    jobs = made[-1].jobs.values() if made else ()
    if not made or len(await guarded.services.ledger.states(jobs)) < len(jobs):
        made.append(await belongings(guarded.services, "ann"))
    return made[-1]


async def answers(
    api: Serving, row: str, things: Belongings, headers: Mapping[str, str], *, owner: str = "ann"
) -> AsyncIterator[tuple[int, str]]:
    """Send what a row is for: status and text of each answer; of one that does not end, what comes first."""
    method, path = row.split(" ")
    if method == "MOUNT":
        method, path = "GET", f"{path}/nothing"
    for address in paths(path, things):
        for body in bodies(owner, things).get(row, [{}]):
            if method == "WS":
                yield await socket_status(api, address, headers), ""
                continue
            async with api.client.stream(method, address, headers=headers, **body) as response:
                text = ""
                if "event-stream" not in response.headers.get("Content-Type", ""):
                    text = (await response.aread()).decode(errors="replace")
                yield response.status_code, text


async def socket_status(api: Serving, address: str, headers: Mapping[str, str]) -> int:
    """What the handshake is answered with."""
    try:
        async with connect(f"ws://127.0.0.1:{api.port}{address}", additional_headers=headers):
            return 101
    except InvalidStatus as error:
        return error.response.status_code


def test_every_route_has_its_row_and_every_row_its_route(tmp_path: Path) -> None:
    app = create_app(Settings(_env_file=None, home=tmp_path))
    found = set()
    for context in iter_route_contexts(app.routes):
        route = context.original_route
        if isinstance(route, Mount):
            found.add(f"MOUNT {route.path}")
        elif isinstance(route, APIWebSocketRoute):
            found.add(f"WS {route.path_format}")
        else:
            assert isinstance(route, Route | APIRoute)
            found |= {place(method, route.path_format) for method in route.methods or ()}
    assert found == set(rows())


def test_the_page_shows_the_table() -> None:
    page = (Path(__file__).parents[2] / "docs" / "access.md").read_text()
    shown = {
        match[1]: (match[2], match[3], match[4])
        for match in re.finditer(r"^\| `(\w+ /[^`]*)` \| (.*?) \| (.*?) \| (.*?) \|$", page, re.MULTILINE)
    }
    assert shown == {
        row: (
            access.who.value,
            "" if access.who is Who.EVERYONE else access.scope.value,
            ", ".join(name for name in ("ticket", "signed") if getattr(access, name)),
        )
        for row, access in rows().items()
    }


def test_what_is_no_route_of_the_application_s_own_is_open_to_everyone(tmp_path: Path) -> None:
    """A dependency guards what FastAPI calls; what is mounted, or added to Starlette, it does not."""
    app = create_app(Settings(_env_file=None, home=tmp_path))
    for context in iter_route_contexts(app.routes):
        route = context.original_route
        if not isinstance(route, APIRoute | APIWebSocketRoute):
            assert isinstance(route, Mount | Route)
            place_of = f"MOUNT {route.path}" if isinstance(route, Mount) else place("GET", route.path)
            assert rows()[place_of].who is Who.EVERYONE


def test_a_route_without_a_row_is_its_owner_s() -> None:
    assert access_to("GET", "/api/new") == Access(Who.OWNER, Scope.READ, guarded=True)
    assert access_to("HEAD", "/api/new") == access_to("GET", "/api/new")
    assert access_to("PATCH", "/api/new") == Access(Who.OWNER, Scope.WRITE, guarded=True)


@pytest.mark.parametrize("row", [row for row in rows() if row != "GET /readyz"])
async def test_who_is_not_known_gets_nothing(
    guarded: Serving, keys: Keys, anns: Belongings, row: str
) -> None:
    for who in ("a stranger", "a liar", "a fool"):
        async for status, text in answers(guarded, row, anns, keys[who]):
            if rows()[row].who is Who.EVERYONE:
                assert status not in (401, 403) or row == "POST /sign-in", text
            else:
                assert status == 401, text


@pytest.mark.parametrize("who", ["ann", "root"])
@pytest.mark.parametrize("row", [row for row, access in rows().items() if access.who is not Who.EVERYONE])
async def test_the_owner_and_who_administers_all_are_let_through(
    guarded: Serving, keys: Keys, anns: Belongings, row: str, who: str
) -> None:
    reads = row.startswith(("GET ", "WS "))  # what only reads leaves all there
    things = anns if reads else await belongings(guarded.services, "ann")
    if who == "root" and "/edit" in row:
        return  # an edit belongs to the owner of what is edited: who has all may name that owner
    async for status, text in answers(guarded, row, things, keys[who], owner=who):
        assert status not in (401, 403, 404), text
        assert status < 500, text


@pytest.mark.parametrize("row", [row for row, access in rows().items() if access.who is Who.OWNER])
async def test_another_owner_finds_nothing(guarded: Serving, keys: Keys, anns: Belongings, row: str) -> None:
    async for status, text in answers(guarded, row, anns, keys["bob"], owner="bob"):
        if names_a_thing(row):
            assert status == 404, text
            continue
        assert status not in (401, 403, 404), text
        for secret in (*anns.jobs.values(), anns.animation_id, anns.video_name):
            assert secret not in text


@pytest.mark.parametrize("row", [row for row, access in rows().items() if access.scope is Scope.WRITE])
async def test_a_key_to_read_does_not_write(guarded: Serving, keys: Keys, anns: Belongings, row: str) -> None:
    async for status, text in answers(guarded, row, anns, keys["ann, to read"]):
        assert status == 403, text


@pytest.mark.parametrize("row", [r for r, a in rows().items() if a.who is Who.OWNER and "{job_id}" in r])
async def test_what_is_not_yours_is_answered_as_what_is_not_there(
    guarded: Serving, keys: Keys, anns: Belongings, row: str
) -> None:
    method, path = row.split(" ")
    for address in paths(path, anns):
        job_id = next(job for job in anns.jobs.values() if job in address)
        nothing = "0" * len(job_id)
        not_yours, not_there = [
            await guarded.client.request(method, each, headers=keys["bob"])
            for each in (address, address.replace(job_id, nothing))
        ]
        assert not_yours.status_code == not_there.status_code == 404
        assert not_yours.text.replace(job_id, nothing) == not_there.text


async def test_lists_and_figures_are_of_one_s_own(guarded: Serving, keys: Keys) -> None:
    theirs = {who: await belongings(guarded.services, who) for who in ("carl", "dora")}
    carl = await key_of(guarded.services, "carl")

    async def read(path: str, headers: Mapping[str, str]) -> Any:
        response = await guarded.client.get(path, headers=headers)
        assert response.status_code == 200, response.text
        return response.json()

    assert [job["id"] for job in (await read("/api/jobs", carl))["jobs"]] == [
        theirs["carl"].jobs[ARTICLE_VIDEO]
    ]
    assert [v["id"] for v in (await read("/api/videos", carl))["videos"]] == [theirs["carl"].video_id]
    assert [job["id"] for job in (await read("/api/v1/jobs", carl))["items"]] == [theirs["carl"].jobs[SPEECH]]
    assert (await read("/api/v1/jobs/stats/counts", carl))["statistics"]["success"] == 1
    assert (await read("/api/v1/jobs?user_id=carl", carl))["total"] == 1
    assert (await read("/api/v1/jobs?user_id=carl", keys["root"]))["total"] == 1
    assert (await guarded.client.get("/api/v1/jobs?user_id=dora", headers=carl)).status_code == 403
    all_of_them = {video["id"] for video in (await read("/api/videos?limit=500", keys["root"]))["videos"]}
    assert {theirs["carl"].video_id, theirs["dora"].video_id} <= all_of_them


async def test_cleanup_is_of_one_s_own(guarded: Serving, keys: Keys) -> None:
    services = guarded.services
    theirs = {who: await belongings(services, who) for who in ("eve", "finn")}

    async def clean(headers: Mapping[str, str]) -> int:
        response = await guarded.client.post("/api/job/cleanup?max_age_hours=0", headers=headers)
        return int(response.json()["deleted_count"])

    assert await clean(await key_of(services, "eve")) == 1
    left = await services.ledger.states([things.jobs[ANIMATION_FULL] for things in theirs.values()])
    assert set(left) == {theirs["finn"].jobs[ANIMATION_FULL]}
    assert await clean(keys["root"]) >= 1
    assert not await services.ledger.states([theirs["finn"].jobs[ANIMATION_FULL]])


async def test_whose_a_request_is_may_be_said_by_who_acts_for_others(guarded: Serving, keys: Keys) -> None:
    things = await belongings(guarded.services, "gus")
    app = await key_of(guarded.services, "app", Scope.READ, Scope.WRITE, Scope.ACT_FOR_OTHERS)
    status = f"/api/job/{things.jobs[ANIMATION_FULL]}/status"
    get, post = guarded.client.get, guarded.client.post

    assert (await get(status, headers=app)).status_code == 404
    assert (await get(status, headers={**app, "X-User-Id": "gus"})).status_code == 200
    assert (await get(status, headers={**app, "X-User-Id": "ann"})).status_code == 404
    refused = await get(status, headers={**keys["ann"], "X-User-Id": "gus"})
    assert refused.status_code == 403
    assert "act-for-others" in refused.json()["detail"]
    assert (await get("/api/jobs", headers={**keys["ann"], "X-User-Id": "ann"})).status_code == 200
    assert (await get("/api/jobs", headers={**app, "X-User-Id": "two words"})).status_code == 422

    refused = await post("/api/v1/jobs", headers=keys["ann"], json=script_of("gus"))
    assert refused.status_code == 403
    assert "act-for-others" in refused.json()["detail"]
    made = await post("/api/v1/jobs", headers=app, json=script_of("gus"))
    assert made.status_code == 202
    assert (await guarded.services.ledger.get(made.json()["job_id"])).snapshot.owner == "gus"


async def test_an_idempotency_key_is_one_s_own(guarded: Serving, keys: Keys) -> None:
    made = [
        (
            await guarded.client.post(
                "/api/job/animation/full", headers={**keys[who], "Idempotency-Key": "same"}, json=FORM
            )
        ).json()["job_id"]
        for who in ("ann", "bob", "ann")
    ]
    assert made[0] == made[2] != made[1]


async def test_addresses_in_answers_open_the_file_without_a_header(
    guarded: Serving, keys: Keys, anns: Belongings
) -> None:
    get = guarded.client.get
    animation = (await get(f"/api/job/{anns.jobs[ANIMATION_FULL]}/status", headers=keys["ann"])).json()
    script = (await get(f"/api/v1/jobs/{anns.jobs[SCRIPT_VIDEO]}", headers=keys["ann"])).json()
    addresses = [
        value
        for job in (animation, script)
        for name, value in job["result"].items()
        if name.endswith("_path")
    ]
    assert len(addresses) == 6
    (video,) = (
        video
        for video in (await get("/api/videos", headers=keys["ann"])).json()["videos"]
        if video["id"] == anns.video_id
    )
    # As the front end of article videos finds it, and as the path of the same file.
    addresses += [f"/api/videos/{video['file_path'].rpartition('/')[2]}", f"/{video['file_path']}"]
    for address in addresses:
        assert (await get(address)).status_code == 200
        part = await get(address, headers={"Range": "bytes=0-1"})
        assert part.status_code == (200 if "/prompts/" in address else 206)
        path, _, query = address.partition("?")
        changed = query.replace("expires=1", "expires=2")
        elsewhere = f"/{anns.files[-1]}" if anns.files[-1] not in path else f"/{anns.files[0]}"
        for wrong in (f"{path}?{changed}", f"{path}?{query[:-2]}", f"{elsewhere}?{query}"):
            assert (await get(wrong)).status_code == 404
        # Who is known, but may not have it, has it by the address; a session that has ended is no hindrance.
        assert (await get(address, headers=keys["bob"])).status_code == 200
        assert (await get(address, headers={"Cookie": "reelwork_session=ended"})).status_code == 200


async def test_a_signed_address_ends(guarded: Serving, anns: Belongings) -> None:
    authentication = guarded.services.authentication
    past = int(time.time()) - 1
    signature = authentication._signature(anns.files[0], past)
    address = f"/{anns.files[0]}?expires={past}&signature={signature}"
    assert (await guarded.client.get(address)).status_code == 404


async def test_how_a_contract_says_it(guarded: Serving, keys: Keys) -> None:
    one = await guarded.client.get("/api/job/x/status")
    assert one.headers["WWW-Authenticate"].startswith("Bearer")
    assert set(one.json()) == {"detail"}
    two = await guarded.client.get("/api/v1/jobs/x", headers=keys["a liar"])
    assert two.headers["WWW-Authenticate"].startswith("Bearer")
    assert (two.json()["error"], two.json()["details"]) == ("UNAUTHENTICATED", {})


@pytest.mark.parametrize(
    "row", [row for row, access in rows().items() if access.ticket and not row.startswith("WS")]
)
async def test_a_ticket_opens_what_can_send_no_header(
    guarded: Serving, keys: Keys, anns: Belongings, row: str
) -> None:
    ticket = (await guarded.client.post("/api/tickets", headers=keys["ann"])).json()["ticket"]
    for address in paths(row.split(" ")[1], anns):
        assert (await guarded.client.get(f"{address}?ticket={ticket}")).status_code == 200
        assert (await guarded.client.get(f"{address}?ticket={ticket}x")).status_code == 401
        assert (await guarded.client.get(f"{address}?ticket=")).status_code == 401
    anothers = (await guarded.client.post("/api/tickets", headers=keys["bob"])).json()["ticket"]
    for address in paths(row.split(" ")[1], anns):
        assert (await guarded.client.get(f"{address}?ticket={anothers}")).status_code == 404


async def test_a_ticket_opens_nothing_else(guarded: Serving, keys: Keys, anns: Belongings) -> None:
    ticket = (await guarded.client.post("/api/tickets", headers=keys["ann"])).json()["ticket"]
    job_id = anns.jobs[ANIMATION_FULL]
    assert (await guarded.client.get(f"/api/job/{job_id}/status?ticket={ticket}")).status_code == 401
    as_key = {"Authorization": f"Bearer {ticket}"}
    assert (await guarded.client.get(f"/api/job/{job_id}/status", headers=as_key)).status_code == 401
    as_session = {"Cookie": f"reelwork_session={ticket}"}
    assert (await guarded.client.get(f"/api/job/{job_id}/status", headers=as_session)).status_code == 401


async def test_a_socket_follows_one_s_own_alone(guarded: Serving, keys: Keys, anns: Belongings) -> None:
    ticket = (await guarded.client.post("/api/tickets", headers=keys["bob"])).json()["ticket"]
    bobs = await belongings(guarded.services, "bob")
    async with connect(f"ws://127.0.0.1:{guarded.port}/ws?ticket={ticket}") as socket:
        await socket.recv()
        await socket.send(f'{{"subscribe": "{anns.jobs[ARTICLE_VIDEO]}"}}')
        assert '"error"' in str(await socket.recv())
        await socket.send(f'{{"subscribe": "{bobs.jobs[ARTICLE_VIDEO]}"}}')
        assert '"subscribed"' in str(await socket.recv())


async def test_a_route_from_outside_that_looks_at_nothing_gives_nothing_away(
    temporal: Client, tmp_path: Path, migrated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    router = APIRouter(prefix="/api/others")

    @router.get("/{job_id}")
    async def read(job_id: str) -> str:
        return job_id

    @router.delete("/{job_id}")
    async def delete(job_id: str) -> str:
        return job_id

    def with_it(given: Settings) -> FastAPI:
        app = create_app(given)
        app.include_router(router)
        return app

    monkeypatch.setattr(serving, "create_app", with_it)
    async with serve(
        settings_for(new_home(tmp_path / "home", migrated), temporal, auth=AuthMode.KEYS)
    ) as api:
        job_id = (await belongings(api.services, "ann")).jobs[SPEECH]
        for owner, status in (("ann", 200), ("bob", 404)):
            header = await key_of(api.services, owner)
            for method in ("GET", "DELETE"):
                answer = await api.client.request(method, f"/api/others/{job_id}", headers=header)
                assert answer.status_code == status
        assert (await api.client.get(f"/api/others/{job_id}")).status_code == 401
        to_read = await key_of(api.services, "ann", Scope.READ)
        assert (await api.client.delete(f"/api/others/{job_id}", headers=to_read)).status_code == 403
