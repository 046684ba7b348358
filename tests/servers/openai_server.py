"""An OpenAI-compatible server on loopback for tests: strict about what is asked, scripted in what it answers.

The model's name says how it answers: a comma-separated list of the behaviours below, one for each request
of this name, the last for all that follow. ``rate-limited,good`` refuses the first and answers the others.

A test may add answers of its own (``OpenAIServer.answers``), by names that are behaviours from then on.

It serves chat completions (``base_url`` is ``http://127.0.0.1:PORT/v1``) and responses, which OpenAI's own
models use. Tests start it inside their process (``OpenAIServer``), or by hand as its own:
``python -m tests.servers.openai_server PORT``.
"""

import json
import sys
import uuid
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from tests.servers.broken import Drop, Hang
from tests.servers.loopback import LoopbackServer

API_KEY = "sk-loopback-0123456789"
RETRY_AFTER_SECONDS = 7

PLAN: dict[str, Any] = {
    "title": "三平方の定理",
    "language": "ja",
    "scenes": [
        {
            "kind": "title",
            "heading": "三平方の定理",
            "narration": "直角三角形の三辺の関係を見てみましょう。",
            "show": {"words": "三平方の定理"},
        },
        {
            "kind": "formula",
            "heading": "公式",
            "narration": "直角をはさむ二辺の平方の和は、斜辺の平方に等しくなります。",
            "show": {"formula": "a^2 + b^2 = c^2"},
        },
    ],
}
SCRIPT = """from manim import *

FONT = "Noto Sans CJK JP"
BACKGROUND = "#10141C"
SPEED = 1.0


class GeneratedScene(Scene):
    def construct(self):
        self.camera.background_color = BACKGROUND
        self.opening()
        self.formula()

    def opening(self):
        title = Text("三平方の定理", font=FONT, font_size=64)
        self.play(FadeIn(title), run_time=0.5 / SPEED)
        self.play(FadeOut(title), run_time=0.5 / SPEED)

    def formula(self):
        self.play(FadeIn(MathTypst("a^2 + b^2 = c^2", font_size=80)), run_time=0.5 / SPEED)
        self.wait(0.5 / SPEED)
"""


class Behaviour(StrEnum):
    """How one request is answered."""

    GOOD = "good"
    FENCED = "fenced"  # the script stands in a Markdown code fence
    BROKEN = "broken"  # the script is not Python, the plan has no scenes
    WITHOUT_SCENE = "without-scene"  # the script is Python without the scene class
    INVALID_ARGUMENTS = "invalid-arguments"  # the structured answer is not JSON
    INVALID_JSON = "invalid-json"  # the HTTP body is not JSON
    RATE_LIMITED = "rate-limited"
    RATE_LIMITED_BARE = "rate-limited-bare"  # without Retry-After
    QUOTA = "quota"  # a 429 that no waiting helps
    OUTAGE = "outage"  # 500
    OVERLOADED = "overloaded"  # 503
    ECHO_KEY = "echo-key"  # 400 with the key in its words
    FILTERED = "filtered"
    HANG = "hang"
    DROP = "drop"  # the connection ends within the answer


class _Unacceptable(Exception):
    """A request that OpenAI would refuse."""

    def __init__(self, status: int, message: str, code: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.code = code


def create_app(requests: list[dict[str, Any]], answers: Mapping[str, dict[str, Any]]) -> FastAPI:
    """The server; what it is asked is appended to ``requests``, and emptying the list makes it begin anew.

    ``answers`` are the structured answers that tests add, by name.
    """
    app = FastAPI()

    @app.get("/health")
    async def health() -> dict[str, str]:
        return {"status": "ok"}

    @app.post("/v1/chat/completions")
    async def chat(request: Request) -> Response:
        return _answer(await request.json(), request.headers.get("authorization"), _ChatCompletions())

    @app.post("/v1/responses")
    async def responses(request: Request) -> Response:
        return _answer(await request.json(), request.headers.get("authorization"), _Responses())

    def _answer(body: dict[str, Any], authorization: str | None, dialect: "_Dialect") -> Response:
        requests.append(body)
        if authorization != f"Bearer {API_KEY}":
            return _refusal(401, f"Incorrect API key provided: {authorization}.", "invalid_api_key")
        try:
            sequence = _sequence(body["model"], answers)
            name, schema = dialect.tool(body)
        except _Unacceptable as error:
            return _refusal(error.status, error.message, error.code)
        earlier = sum(request["model"] == body["model"] for request in requests) - 1
        behaviour = sequence[min(earlier, len(sequence) - 1)]
        if behaviour in _FAULTS:
            return _FAULTS[behaviour]()
        return _success(behaviour, dialect, name, schema, answers.get(behaviour))

    return app


def _sequence(model: str, answers: Mapping[str, object]) -> list[str]:
    try:
        return [word if word in answers else Behaviour(word) for word in model.split(",")]
    except ValueError:
        raise _Unacceptable(404, f"The model `{model}` does not exist.", "model_not_found") from None


def _refusal(status: int, message: str, code: str | None = None, **headers: str) -> Response:
    error = {"message": message, "type": "invalid_request_error", "param": None, "code": code}
    return JSONResponse({"error": error}, status, {k.replace("_", "-"): v for k, v in headers.items()})


def _rate_limited() -> Response:
    return _refusal(429, "Rate limit reached.", "rate_limit_exceeded", retry_after=str(RETRY_AFTER_SECONDS))


_FAULTS: dict[str, Callable[[], Response]] = {
    Behaviour.INVALID_JSON: lambda: Response('{"id": ', media_type="application/json"),
    Behaviour.RATE_LIMITED: _rate_limited,
    Behaviour.RATE_LIMITED_BARE: lambda: _refusal(429, "Rate limit reached.", "rate_limit_exceeded"),
    Behaviour.QUOTA: lambda: _refusal(429, "You exceeded your current quota.", "insufficient_quota"),
    Behaviour.OUTAGE: lambda: _refusal(500, "The server had an error."),
    Behaviour.OVERLOADED: lambda: _refusal(503, "The engine is overloaded."),
    Behaviour.ECHO_KEY: lambda: _refusal(400, f"Bad request with the key {API_KEY}."),
    Behaviour.HANG: Hang,
    Behaviour.DROP: Drop,
}


def _success(
    behaviour: str, dialect: "_Dialect", name: str, schema: dict[str, Any], added: dict[str, Any] | None
) -> Response:
    if behaviour == Behaviour.FILTERED:
        return JSONResponse(dialect.filtered())
    if behaviour == Behaviour.INVALID_ARGUMENTS:
        return JSONResponse(dialect.call(name, '{"code": '))
    own = _plan(behaviour) if "scenes" in schema["properties"] else {"code": _script(behaviour)}
    arguments = own if added is None else added
    # A real provider holds its model to the schema, so a schema that refuses a good answer is an error here.
    jsonschema.validate(arguments, schema)
    return JSONResponse(dialect.call(name, json.dumps(arguments, ensure_ascii=False)))


def _plan(behaviour: str) -> dict[str, Any]:
    return PLAN if behaviour != Behaviour.BROKEN else {**PLAN, "scenes": []}


def _script(behaviour: str) -> str:
    match behaviour:
        case Behaviour.FENCED:
            return f"```python\n{SCRIPT}```\n"
        case Behaviour.BROKEN:
            return SCRIPT.replace("def construct(self):", "def construct(self)")
        case Behaviour.WITHOUT_SCENE:
            return "x = 1\n"
        case _:
            return SCRIPT


class _Dialect:
    """One of OpenAI's two interfaces: where the tool stands in a request, how a call of it looks."""

    def tool(self, body: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """The name and schema of the one tool that the model must call."""
        if body.get("tool_choice") != "required" or len(body.get("tools", [])) != 1:
            raise _Unacceptable(400, "Expected one tool, and tool_choice 'required'.")
        function = self._function(body["tools"][0])
        try:
            jsonschema.Draft202012Validator.check_schema(function["parameters"])
        except jsonschema.SchemaError as error:
            raise _Unacceptable(400, f"Invalid schema for function: {error.message}") from None
        return function["name"], function["parameters"]

    def _function(self, tool: dict[str, Any]) -> dict[str, Any]:
        raise NotImplementedError

    def call(self, name: str, arguments: str) -> dict[str, Any]:
        """An answer that calls the tool."""
        raise NotImplementedError

    def filtered(self) -> dict[str, Any]:
        """An answer that the content filter has emptied."""
        raise NotImplementedError


class _ChatCompletions(_Dialect):
    def _function(self, tool: dict[str, Any]) -> dict[str, Any]:
        function: dict[str, Any] = tool["function"]
        return function

    def call(self, name: str, arguments: str) -> dict[str, Any]:
        call = {
            "id": uuid.uuid4().hex,
            "type": "function",
            "function": {"name": name, "arguments": arguments},
        }
        return self._completion("tool_calls", {"role": "assistant", "content": None, "tool_calls": [call]})

    def filtered(self) -> dict[str, Any]:
        return self._completion("content_filter", {"role": "assistant", "content": None})

    def _completion(self, finish_reason: str, message: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": uuid.uuid4().hex,
            "object": "chat.completion",
            "created": 1_700_000_000,
            "model": "loopback",
            "choices": [{"index": 0, "finish_reason": finish_reason, "message": message}],
            "usage": {"prompt_tokens": 10, "completion_tokens": 10, "total_tokens": 20},
        }


class _Responses(_Dialect):
    def _function(self, tool: dict[str, Any]) -> dict[str, Any]:
        return tool

    def call(self, name: str, arguments: str) -> dict[str, Any]:
        call = {"type": "function_call", "id": "fc_1", "call_id": uuid.uuid4().hex, "status": "completed"}
        return self._response("completed", [{**call, "name": name, "arguments": arguments}])

    def filtered(self) -> dict[str, Any]:
        return {**self._response("incomplete", []), "incomplete_details": {"reason": "content_filter"}}

    def _response(self, status: str, output: list[dict[str, Any]]) -> dict[str, Any]:
        return {
            "id": uuid.uuid4().hex,
            "object": "response",
            "created_at": 1_700_000_000,
            "model": "loopback",
            "status": status,
            "output": output,
            "parallel_tool_calls": False,
            "tool_choice": "required",
            "tools": [],
        }


class OpenAIServer(LoopbackServer):
    """The server, what it was asked, and the answers that a test has added."""

    def __init__(self, port: int = 0) -> None:
        self.requests: list[dict[str, Any]] = []
        self.answers: dict[str, dict[str, Any]] = {}
        super().__init__(create_app(self.requests, self.answers), port)
        self.base_url = f"http://{self.host}/v1"


if __name__ == "__main__":
    uvicorn.run(create_app([], {}), host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
