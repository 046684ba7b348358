"""Signing in on the pages with a key, and out; what a browser remembers, and for how long."""

from collections.abc import AsyncIterator
from http.cookies import SimpleCookie
from pathlib import Path

import httpx
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from api import authentication
from contracts.access import USUAL_SCOPES
from contracts.animation import ANIMATION_FULL
from contracts.article_video import ARTICLE_VIDEO
from contracts.speech import SPEECH
from runtime.settings import AuthMode, Settings
from tests.api.belongings import WARNING, belongings
from tests.api.serving import HOST, Serving, new_home, serve
from tests.store.samples import accepted

PAGE = {"Accept": "text/html", "Sec-Fetch-Mode": "navigate"}


def settings(home: Path, public_url: str = "") -> Settings:
    """Those of an API that asks for keys; there is no Temporal."""
    return Settings(_env_file=None, home=home, auth=AuthMode.KEYS, temporal_port=1, public_url=public_url)


@pytest.fixture
async def guarded(tmp_path: Path, migrated: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Serving]:
    """Keys are looked at again soon."""
    monkeypatch.setattr(authentication, "KNOWN_SECONDS", 0.05)
    async with serve(settings(new_home(tmp_path / "home", migrated))) as serving:
        yield serving


async def key_of(api: Serving, owner: str) -> tuple[str, str]:
    """A new key's id and text."""
    key, text = await api.services.ledger.keys.create(owner, USUAL_SCOPES, None)
    return key.key_id, text


async def sign_in(api: Serving, key: str, back: str = "/") -> httpx.Response:
    return await api.client.post("/sign-in", data={"key": key, "next": back}, headers=PAGE)


async def test_a_page_leads_to_sign_in_and_back(guarded: Serving) -> None:
    get = guarded.client.get
    away = await get("/jobs?kind=speech", headers=PAGE)
    assert (away.status_code, away.headers["Location"]) == (303, "/sign-in?next=%2Fjobs%3Fkind%3Dspeech")
    form = await get(away.headers["Location"], headers=PAGE)
    assert 'name="next" value="/jobs?kind=speech"' in form.text
    assert "Sign out" not in form.text

    _, key = await key_of(guarded, "ann")
    back = await sign_in(guarded, f" {key}\n", "/jobs?kind=speech")
    assert (back.status_code, back.headers["Location"]) == (303, "/jobs?kind=speech")
    cookie = back.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie
    assert key not in cookie

    things = await belongings(guarded.services, "ann")
    listed = await get("/jobs", headers=PAGE)
    assert things.jobs[ANIMATION_FULL] in listed.text
    assert "Sign out" in listed.text
    for job_id in things.jobs.values():
        shown = await get(f"/jobs/{job_id}", headers=PAGE)
        assert shown.status_code == 200
        assert (WARNING.text() in shown.text) == (job_id == things.jobs[SPEECH])
    # A player asks with the cookie alone.
    assert (await get(f"/{things.files[0]}", headers={"Range": "bytes=0-1"})).status_code == 206

    out = await guarded.client.post("/sign-out", headers=PAGE)
    assert (out.status_code, out.headers["Location"]) == (303, "/")
    assert (await get("/jobs", headers=PAGE)).status_code == 303


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "This key is not known here, or does not hold any more."),
        ("ja", "このキーは登録されていないか、もう使えません。"),
        ("zh-TW", "這把金鑰在此無效，或已失效。"),
    ],
)
async def test_what_is_wrong_is_told_in_the_reader_s_language(
    guarded: Serving, language: str, said: str
) -> None:
    key_id, key = await key_of(guarded, "ann")
    await guarded.services.ledger.keys.revoke(key_id)
    for wrong in (key, "", "nothing", f"rwk_{key_id}_{'0' * 64}"):
        form = {"key": wrong, "next": "/jobs"}
        answer = await guarded.client.post(
            "/sign-in", data=form, headers={**PAGE, "Accept-Language": language}
        )
        assert answer.status_code == 401
        assert said in answer.text
        assert 'value="/jobs"' in answer.text
        assert "Set-Cookie" not in answer.headers
        assert key not in answer.text


@pytest.mark.parametrize("elsewhere", ["//evil.example", "https://evil.example/", "/\\evil.example", "", "x"])
async def test_it_leads_to_no_other_site(guarded: Serving, elsewhere: str) -> None:
    _, key = await key_of(guarded, "ann")
    assert (await sign_in(guarded, key, elsewhere)).headers["Location"] == "/"
    form = await guarded.client.get("/sign-in", params={"next": elsewhere}, headers=PAGE)
    assert 'name="next" value="/"' in form.text


async def test_what_a_script_asks_for_is_no_page(guarded: Serving) -> None:
    for headers in ({"Sec-Fetch-Mode": "cors", "Accept": "text/html"}, {"HX-Request": "true"}, {}):
        for path in ("/list/part", "/list/live", "/jobs"):
            assert (await guarded.client.get(path, headers=headers)).status_code == 401


async def test_behind_tls_and_below_a_path_the_cookie_is_for_there_alone(
    tmp_path: Path, migrated: Path
) -> None:
    home = new_home(tmp_path / "home", migrated)
    async with serve(settings(home, "https://example.com/reel")) as api:
        _, key = await key_of(api, "ann")
        answer = await sign_in(api, key, "/jobs")
        assert answer.headers["Location"] == "/reel/jobs"
        (cookie,) = SimpleCookie(answer.headers["Set-Cookie"]).values()
        assert (cookie["secure"], cookie["path"]) == (True, "/reel")
        away = await api.client.get("/jobs", headers=PAGE)
        assert away.headers["Location"] == "/reel/sign-in?next=%2Fjobs"


async def test_a_session_ends_with_its_key(guarded: Serving) -> None:
    key_id, key = await key_of(guarded, "ann")
    await sign_in(guarded, key)
    assert (await guarded.client.get("/jobs", headers=PAGE)).status_code == 200
    await guarded.services.ledger.keys.revoke(key_id)
    while (await guarded.client.get("/jobs", headers=PAGE)).status_code != 303:
        pass
    guarded.client.cookies.set("reelwork_session", "made up")
    assert (await guarded.client.get("/jobs", headers=PAGE)).status_code == 303


async def closing_code(socket: ClientConnection) -> int:
    """What the server closes a socket with, however much it is asked meanwhile."""
    while True:
        try:
            await socket.send('{"subscribe": "nothing"}')
            await socket.recv()
        except ConnectionClosed:
            break
    return socket.close_code or 0


async def test_what_a_key_opened_ends_with_it(guarded: Serving) -> None:
    """A list that is open shows changes for ever, a socket too."""
    services = guarded.services
    key_id, key = await key_of(guarded, "ann")
    header = {"Authorization": f"Bearer {key}"}
    socket_url = f"ws://{HOST}:{guarded.port}/ws"
    async with (
        guarded.client.stream("GET", "/list/live", headers=header) as live,
        connect(socket_url, additional_headers=header) as socket,
    ):
        parts = live.aiter_text()
        assert await anext(parts)
        await socket.recv()
        await services.ledger.keys.revoke(key_id)
        assert await closing_code(socket) == 1008
        late = await accepted(services.ledger, owner="ann")
        assert late.job_id not in "".join([part async for part in parts])


async def test_where_nobody_is_asked_there_is_nothing_to_sign_in_to(tmp_path: Path, migrated: Path) -> None:
    open_to_all = settings(new_home(tmp_path / "home", migrated)).model_copy(update={"auth": AuthMode.OFF})
    async with serve(open_to_all) as api:
        for answer in (
            await api.client.get("/sign-in?next=/jobs", headers=PAGE),
            await api.client.post("/sign-in", data={"key": "x"}, headers=PAGE),
        ):
            assert answer.status_code == 303
        assert (await api.client.post("/api/tickets")).status_code == 400
        things = await belongings(api.services, "ann")
        for headers in ({}, {"X-User-Id": "bob"}, {"Authorization": "Bearer whatever"}):
            job = await api.client.get(f"/api/jobs/{things.jobs[ARTICLE_VIDEO]}", headers=headers)
            assert job.status_code == 200
        status = (await api.client.get(f"/api/job/{things.jobs[ANIMATION_FULL]}/status")).json()
        assert "signature" not in str(status)
