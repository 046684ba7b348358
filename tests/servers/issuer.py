"""A company's sign-in on loopback: it makes tokens, and tells the public keys that they are signed with."""

import time
from typing import Any, Final

import jwt
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from jwt.algorithms import ECAlgorithm
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from tests.servers.loopback import LoopbackServer

ISSUER: Final = "https://sign-in.example/"
AUDIENCE: Final = "reelwork"


class Issuer(LoopbackServer):
    """Makes tokens, and tells its public keys; ``asked`` counts how often it was asked for them."""

    def __init__(self) -> None:
        super().__init__(Starlette(routes=[Route("/keys", self._tell)]))
        self.asked = 0
        self.keys: dict[str, EllipticCurvePrivateKey] = {}
        self.newest = ""
        self.url = f"http://{self.host}/keys"
        self.rotate()

    def rotate(self) -> None:
        """Sign with a new key from now on, and tell the old ones no more."""
        self.newest = f"key-{len(self.keys)}-{time.monotonic_ns()}"
        self.keys = {self.newest: generate_private_key(SECP256R1())}

    def token(self, **changes: Any) -> str:
        """A token that holds, but for what is changed; None leaves a claim out."""
        usual = {"iss": ISSUER, "aud": AUDIENCE, "sub": "ann", "exp": int(time.time()) + 300}
        claims = {name: value for name, value in {**usual, **changes}.items() if value is not None}
        return jwt.encode(claims, self.keys[self.newest], "ES256", headers={"kid": self.newest})

    async def _tell(self, _: Request) -> JSONResponse:
        """The keys as a JWK set."""
        self.asked += 1
        keys = [
            {**ECAlgorithm.to_jwk(key.public_key(), as_dict=True), "kid": kid, "alg": "ES256", "use": "sig"}
            for kid, key in self.keys.items()
        ]
        return JSONResponse({"keys": keys})
