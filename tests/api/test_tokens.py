"""Tokens of the company's own sign-in, with a server of its keys on loopback that changes them."""

import hmac
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.utils import base64url_encode

from api import tokens
from api.tokens import Tokens
from contracts.access import USUAL_SCOPES, Scope
from contracts.errors import ServiceUnavailable, Unauthenticated
from runtime.settings import AuthMode, Settings
from tests.api.serving import HOST, new_home, serve
from tests.servers.issuer import AUDIENCE, ISSUER, Issuer


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    with Issuer() as made:
        yield made


def settings(issuer: Issuer, home: Path) -> Settings:
    return Settings(
        _env_file=None, home=home, auth=AuthMode.JWT, jwt_issuer=ISSUER, jwt_audience=AUDIENCE,
        jwt_keys_url=issuer.url, temporal_port=1,
    )  # fmt: skip


@pytest.fixture
def read(issuer: Issuer, tmp_path: Path) -> Tokens:
    return Tokens(settings(issuer, tmp_path))


async def test_a_token_says_whose_a_request_is(issuer: Issuer, read: Tokens) -> None:
    token = await read.read(issuer.token())
    assert (token.owner, token.scopes) == ("ann", USUAL_SCOPES)
    assert abs(token.until.timestamp() - time.time() - 300) < 60


@pytest.mark.parametrize(
    ("claims", "scopes"),
    [
        ({"scope": "openid read"}, {Scope.READ}),
        ({"scope": "openid profile"}, USUAL_SCOPES),
        ({"scp": ["admin", "read"]}, {Scope.ADMIN, Scope.READ}),
        ({"scope": ""}, USUAL_SCOPES),
        ({"scope": 5}, USUAL_SCOPES),
        ({"scp": ["read", 5, ["admin"]]}, {Scope.READ}),
    ],
)
async def test_scopes(issuer: Issuer, read: Tokens, claims: dict[str, Any], scopes: set[Scope]) -> None:
    assert (await read.read(issuer.token(**claims))).scopes == scopes


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "https://elsewhere.example/"}, {"iss": None}, {"aud": "others"}, {"aud": None},
        {"exp": int(time.time()) - 3600}, {"exp": None}, {"nbf": int(time.time()) + 3600},
        {"sub": None}, {"sub": ""}, {"sub": "two words"}, {"sub": "anonymous"}, {"sub": "é"}, {"sub": 5},
        {"sub": "a" * 201},
    ],
)  # fmt: skip
async def test_a_token_that_is_not_for_us_is_refused(
    issuer: Issuer, read: Tokens, changes: dict[str, Any]
) -> None:
    with pytest.raises(Unauthenticated):
        await read.read(issuer.token(**changes))


async def test_a_token_that_somebody_else_signed_is_refused(issuer: Issuer, read: Tokens) -> None:
    good = issuer.token()
    claims = jwt.decode(good, options={"verify_signature": False})
    header = {"kid": issuer.newest}
    public = issuer.keys[issuer.newest].public_key()
    secret = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    # With the public key taken for a secret, as a reader would take it that believes the header.
    pretends = json.dumps({"alg": "HS256", "typ": "JWT", **header}).encode()
    unsigned = f"{base64url_encode(pretends).decode()}.{good.split('.')[1]}"
    for forged in (
        jwt.encode(claims, "", "none", headers=header),
        f"{unsigned}.{base64url_encode(hmac.digest(secret, unsigned.encode(), 'sha256')).decode()}",
        jwt.encode(claims, generate_private_key(SECP256R1()), "ES256", headers=header),
        jwt.encode(claims, issuer.keys[issuer.newest], "ES256"),
        good[:-4] + "AAAA",
        "no token",
        "",
    ):
        with pytest.raises(Unauthenticated):
            await read.read(forged)


async def test_keys_are_remembered_and_new_ones_found(
    issuer: Issuer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokens, "COOLDOWN_SECONDS", 0.0)
    reader = Tokens(settings(issuer, tmp_path))
    old = issuer.token()
    for _ in range(5):
        await reader.read(old)
    assert issuer.asked == 1

    issuer.rotate()
    assert (await reader.read(issuer.token(sub="bob"))).owner == "bob"
    with pytest.raises(Unauthenticated):
        await reader.read(old)


async def test_nobody_can_have_us_ask_all_the_time(issuer: Issuer, read: Tokens) -> None:
    await read.read(issuer.token())
    for _ in range(20):
        issuer.rotate()
        with pytest.raises(Unauthenticated):
            await read.read(issuer.token())
    assert issuer.asked == 1


async def test_where_the_keys_do_not_answer_it_is_our_fault(issuer: Issuer, tmp_path: Path) -> None:
    away = settings(issuer, tmp_path).model_copy(update={"jwt_keys_url": f"http://{HOST}:1/"})
    with pytest.raises(ServiceUnavailable):
        await Tokens(away).read(issuer.token())


async def test_the_whole_way(issuer: Issuer, tmp_path: Path, migrated: Path) -> None:
    home = new_home(tmp_path / "home", migrated)
    async with serve(settings(issuer, home)) as api:
        get, post = api.client.get, api.client.post
        bearer = {"Authorization": f"Bearer {issuer.token()}"}
        assert (await get("/api/jobs")).status_code == 401
        assert (await get("/api/jobs", headers=bearer)).json() == {"jobs": [], "count": 0}
        refused = await get("/api/jobs", headers={**bearer, "X-User-Id": "bob"})
        assert refused.status_code == 403
        read_only = {"Authorization": f"Bearer {issuer.token(scope='read')}"}
        assert (await post("/api/job/cleanup", headers=read_only)).status_code == 403

        signed_in = await post("/sign-in", data={"key": issuer.token(), "next": "/jobs"})
        assert (signed_in.status_code, signed_in.headers["Location"]) == (303, "/jobs")
        assert (await get("/jobs")).status_code == 200  # the client keeps the cookie
        api.client.cookies.clear()

        ticket = (await post("/api/tickets", headers=bearer)).json()["ticket"]
        # What a ticket opens is asked for the file: there is none, which who is known may know.
        assert (await get(f"/videos/x.mp4?ticket={ticket}")).status_code == 404
        assert (await get("/videos/x.mp4")).status_code == 401
