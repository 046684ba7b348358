"""An OpenAI-compatible server on loopback for tests: strict about what is asked, scripted in what it answers.

The model's name says how it answers: a comma-separated list of the behaviours below, one for each request
of this name, the last for all that follow. ``rate-limited,good`` refuses the first and answers the others.
Before a semicolon stands what the server can't do: ``no-schema;good`` refuses JSON schemas, ``no-tools;good``
tools as well.

A test may add answers of its own, by names that are behaviours from then on: ``OpenAIServer.answers`` are
objects, which are held to the schema as a real provider holds its model to it, and ``OpenAIServer.texts`` are
whatever a model writes that nobody holds.

It serves chat completions (``base_url`` is ``http://127.0.0.1:PORT/v1``) and responses, which OpenAI's own
models use, both streamed. Tests start it inside their process (``OpenAIServer``), or by hand as its own:
``python -m tests.servers.openai_server PORT``.
"""

import asyncio
import json
import sys
import uuid
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse
from starlette.types import Receive, Scope, Send

from tests.servers.broken import Drop, Hang, gone
from tests.servers.loopback import LoopbackServer

API_KEY = "sk-loopback-0123456789"
RETRY_AFTER_SECONDS = 7
USAGE = (40, 20)
"""The tokens asked with and answered, as each answer counts them."""

OUTLINE: dict[str, Any] = {
    "title": "三平方の定理",
    "scenes": [
        {"kind": "pythagoras", "heading": "面積の関係", "shows": "辺の長さが6と8の直角三角形。"},
        {"kind": "custom", "heading": "直角の印", "shows": "直角に印がつく。"},
    ],
}
PYTHAGORAS: dict[str, Any] = {"a": 6, "b": 8}
DRAWN: dict[str, Any] = {
    "beats": [
        {
            "line": "直角に印をつけます。",
            "code": "corner = Square(side_length=0.6, color=YELLOW)\n"
            "self.play(Create(corner), run_time=0.5 / SPEED)",
        },
        {
            "line": "これが直角です。",
            "code": 'word = Text("90", font=FONT, font_size=36).next_to(corner, UP)\n'
            "self.play(FadeIn(word), run_time=0.5 / SPEED)\nself.wait(0.5 / SPEED)",
        },
    ]
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
    PROSE = "prose"  # words stand before and behind the answer
    FENCED = "fenced"  # the script stands in a Markdown code fence
    BROKEN = "broken"  # the script is not Python, the outline has a picture that there is not
    WITHOUT_SCENE = "without-scene"  # the script is Python without the scene class
    INVALID_ARGUMENTS = "invalid-arguments"  # the structured answer is not JSON
    INVALID_JSON = "invalid-json"  # what is streamed is not JSON
    RATE_LIMITED = "rate-limited"
    RATE_LIMITED_BARE = "rate-limited-bare"  # without Retry-After
    QUOTA = "quota"  # a 429 that no waiting helps
    OUTAGE = "outage"  # 500
    OVERLOADED = "overloaded"  # 503
    ECHO_KEY = "echo-key"  # 400 with the key in its words
    FILTERED = "filtered"
    HANG = "hang"
    DROP = "drop"  # the connection ends before the answer has begun
    BREAKS_OFF = "breaks-off"  # the connection ends within the answer
    STANDS_STILL = "stands-still"  # nothing comes after the first pieces
    ENDLESS = "endless"  # it goes on until the limit of tokens
    UNBOUNDED = "unbounded"  # it goes on whatever the limit


class Lack(StrEnum):
    """What a server can't do."""

    SCHEMA = "no-schema"
    TOOLS = "no-tools"  # nor schemas


ENDLESS = frozenset({Behaviour.ENDLESS, Behaviour.UNBOUNDED})


class _Unacceptable(Exception):
    """A request that OpenAI would refuse."""

    def __init__(self, status: int, message: str, code: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.code = code


@dataclass(frozen=True)
class _Form:
    """How an answer is asked for: by a schema, by a tool that has one, or by none of both."""

    schema: dict[str, Any]
    tool: str | None = None


def create_app(
    requests: list[dict[str, Any]], answers: Mapping[str, dict[str, Any]], texts: Mapping[str, str]
) -> FastAPI:
    """The server; what it is asked is appended to ``requests``, and emptying the list makes it begin anew.

    ``answers`` and ``texts`` are what tests add, by name.
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
            lacks, sequence = _sequence(body["model"], {*answers, *texts})
            form = dialect.form(body, lacks)
        except _Unacceptable as error:
            return _refusal(error.status, error.message, error.code)
        served = sum(request["model"] == body["model"] and "served" in request for request in requests)
        behaviour = sequence[min(served, len(sequence) - 1)]
        body["served"] = behaviour
        if behaviour in _FAULTS:
            return _FAULTS[behaviour]()
        text = texts.get(behaviour) or _text(behaviour, form, answers.get(behaviour), body)
        return _Streamed(dialect, form, text, behaviour, body)

    return app


def _sequence(model: str, added: set[str]) -> tuple[str, list[str]]:
    lacks, semicolon, words = model.rpartition(";")
    try:
        if semicolon:
            lacks = Lack(lacks)
        return lacks, [word if word in added else Behaviour(word) for word in words.split(",")]
    except ValueError:
        raise _Unacceptable(404, f"The model `{model}` does not exist.", "model_not_found") from None


def _refusal(status: int, message: str, code: str | None = None, **headers: str) -> Response:
    error = {"message": message, "type": "invalid_request_error", "param": None, "code": code}
    return JSONResponse({"error": error}, status, {k.replace("_", "-"): v for k, v in headers.items()})


def _rate_limited() -> Response:
    return _refusal(429, "Rate limit reached.", "rate_limit_exceeded", retry_after=str(RETRY_AFTER_SECONDS))


_FAULTS: dict[str, Callable[[], Response]] = {
    Behaviour.INVALID_JSON: lambda: Response('data: {"id": \n\n', media_type="text/event-stream"),
    Behaviour.RATE_LIMITED: _rate_limited,
    Behaviour.RATE_LIMITED_BARE: lambda: _refusal(429, "Rate limit reached.", "rate_limit_exceeded"),
    Behaviour.QUOTA: lambda: _refusal(429, "You exceeded your current quota.", "insufficient_quota"),
    Behaviour.OUTAGE: lambda: _refusal(500, "The server had an error."),
    Behaviour.OVERLOADED: lambda: _refusal(503, "The engine is overloaded."),
    Behaviour.ECHO_KEY: lambda: _refusal(400, f"Bad request with the key {API_KEY}."),
    Behaviour.HANG: Hang,
    Behaviour.DROP: Drop,
}


def _text(behaviour: str, form: _Form, added: dict[str, Any] | None, body: dict[str, Any]) -> str:
    """What the model writes."""
    if behaviour in ENDLESS:
        return '{"title": "' + "and so on "
    if behaviour == Behaviour.FILTERED:
        return ""
    if behaviour == Behaviour.INVALID_ARGUMENTS:
        return '{"code": '
    answer = _own(behaviour, form, body) if added is None else added
    if form.schema and behaviour != Behaviour.BROKEN:
        # A real provider holds its model to the schema, so one that refuses a good answer is an error here.
        jsonschema.validate(answer, form.schema)
    written = json.dumps(answer, ensure_ascii=False)
    if behaviour == Behaviour.PROSE:
        return f"Sure! Here it {{is}}:\n```json\n{written}\n```\nI hope that {{this}} helps."
    return written


def _own(behaviour: str, form: _Form, body: dict[str, Any]) -> dict[str, Any]:
    """The answer that fits what is asked for; one that is told its form only finds it in its instructions."""
    asked = json.dumps(form.schema) if form.schema else json.dumps(body)
    if "shows" in asked and "scenes" in asked:
        strange = [{**OUTLINE["scenes"][0], "kind": "triangle_of_everything"}]
        return OUTLINE if behaviour != Behaviour.BROKEN else {**OUTLINE, "scenes": strange}
    if "beats" in asked:
        return DRAWN
    if "code" in asked:
        return {"code": _script(behaviour)}
    return PYTHAGORAS


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


class _Streamed(StreamingResponse):
    """An answer, piece by piece."""

    def __init__(
        self, dialect: "_Dialect", form: _Form, text: str, behaviour: str, body: dict[str, Any]
    ) -> None:
        super().__init__(self._events(), media_type="text/event-stream")
        self._dialect, self._form, self._text = dialect, form, text
        self._behaviour, self._body = behaviour, body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it; one that breaks off ends without its end, one that stands still waits for the client."""
        if self._behaviour not in {Behaviour.BREAKS_OFF, Behaviour.STANDS_STILL}:
            await super().__call__(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        pieces = (self._dialect.opening(), self._dialect.piece(self._form, self._text[:9], first=True))
        for event in (event for piece in pieces for event in piece):
            await send({"type": "http.response.body", "body": event.encode(), "more_body": True})
        if self._behaviour == Behaviour.STANDS_STILL:
            await gone(receive)

    async def _events(self) -> AsyncIterator[str]:
        for event in self._dialect.opening():
            yield event
        if self._behaviour == Behaviour.FILTERED:
            for event in self._dialect.closing(self._form, "", "content_filter"):
                yield event
            return
        size = 40
        for start in range(0, len(self._text), size):
            for event in self._dialect.piece(self._form, self._text[start : start + size], first=not start):
                yield event
        if self._behaviour in ENDLESS:
            most = self._body.get("max_completion_tokens") or self._body.get("max_tokens") or 1_000
            left = int(most) if self._behaviour == Behaviour.ENDLESS else 10**9
            while left > 0:
                for event in self._dialect.piece(self._form, "and so on " * 20, first=False):
                    yield event
                left -= 20
                await asyncio.sleep(0)  # whoever has gone is noticed
        reason = "length" if self._behaviour in ENDLESS else "stop"
        for event in self._dialect.closing(self._form, self._text, reason):
            yield event


class _Dialect:
    """One of OpenAI's two interfaces: where the form stands in a request, how pieces of an answer look."""

    def form(self, body: dict[str, Any], lacks: str) -> _Form:
        """The schema that the answer is asked to have, and the tool that must be called with it."""
        if not body.get("stream"):
            raise _Unacceptable(400, "Only streams are served here.")
        schema = self._schema(body)
        if schema is not None and lacks:
            raise _Unacceptable(400, "`response_format` is not supported by this server.")
        tools = body.get("tools", [])
        if tools and lacks == Lack.TOOLS:
            raise _Unacceptable(400, "Tools are not supported by this server.")
        if tools and (body.get("tool_choice") != "required" or len(tools) != 1):
            raise _Unacceptable(400, "Expected one tool, and tool_choice 'required'.")
        form = _Form(schema or {})
        if tools:
            function = self._function(tools[0])
            form = _Form(function["parameters"], function["name"])
        try:
            jsonschema.Draft202012Validator.check_schema(form.schema)
        except jsonschema.SchemaError as error:
            raise _Unacceptable(400, f"Invalid schema for function: {error.message}") from None
        return form

    def _schema(self, body: dict[str, Any]) -> dict[str, Any] | None:
        raise NotImplementedError

    def _function(self, tool: dict[str, Any]) -> dict[str, Any]:
        raise NotImplementedError

    def opening(self) -> Iterator[str]:
        """What comes before the first piece."""
        raise NotImplementedError

    def piece(self, form: _Form, text: str, *, first: bool) -> Iterator[str]:
        """A part of the answer."""
        raise NotImplementedError

    def closing(self, form: _Form, text: str, reason: str) -> Iterator[str]:
        """What comes behind the last piece: why it ended, and what it cost."""
        raise NotImplementedError


class _ChatCompletions(_Dialect):
    def _schema(self, body: dict[str, Any]) -> dict[str, Any] | None:
        wanted = body.get("response_format") or {}
        return wanted["json_schema"]["schema"] if wanted.get("type") == "json_schema" else None

    def _function(self, tool: dict[str, Any]) -> dict[str, Any]:
        function: dict[str, Any] = tool["function"]
        return function

    def opening(self) -> Iterator[str]:
        yield self._chunk([{"index": 0, "delta": {"role": "assistant"}, "finish_reason": None}])

    def piece(self, form: _Form, text: str, *, first: bool) -> Iterator[str]:
        delta: dict[str, Any] = {"content": text}
        if form.tool:
            call: dict[str, Any] = {"index": 0, "function": {"arguments": text}}
            if first:
                call |= {"id": uuid.uuid4().hex, "type": "function"}
                call["function"]["name"] = form.tool
            delta = {"tool_calls": [call]}
        yield self._chunk([{"index": 0, "delta": delta, "finish_reason": None}])

    def closing(self, form: _Form, text: str, reason: str) -> Iterator[str]:  # noqa: ARG002
        if form.tool and reason == "stop":
            reason = "tool_calls"
        yield self._chunk([{"index": 0, "delta": {}, "finish_reason": reason}])
        asked, answered = USAGE
        usage = {"prompt_tokens": asked, "completion_tokens": answered, "total_tokens": asked + answered}
        yield self._chunk([], usage=usage)
        yield "data: [DONE]\n\n"

    def _chunk(self, choices: list[dict[str, Any]], **more: Any) -> str:
        chunk = {
            "id": "chatcmpl-1",
            "object": "chat.completion.chunk",
            "created": 1_700_000_000,
            "model": "loopback",
            "choices": choices,
            **more,
        }
        return f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n"


class _Responses(_Dialect):
    def _schema(self, body: dict[str, Any]) -> dict[str, Any] | None:
        wanted = (body.get("text") or {}).get("format") or {}
        return wanted["schema"] if wanted.get("type") == "json_schema" else None

    def _function(self, tool: dict[str, Any]) -> dict[str, Any]:
        return tool

    def opening(self) -> Iterator[str]:
        yield self._event("response.created", response=self._response("in_progress"))

    def piece(self, form: _Form, text: str, *, first: bool) -> Iterator[str]:
        place = {"output_index": 0, "item_id": "item_1"}
        if first:
            yield self._event("response.output_item.added", output_index=0, item=self._item(form, ""))
        if form.tool:
            yield self._event("response.function_call_arguments.delta", **place, delta=text)
        else:
            if first:
                part = {"type": "output_text", "text": "", "annotations": []}
                yield self._event("response.content_part.added", **place, content_index=0, part=part)
            yield self._event("response.output_text.delta", **place, content_index=0, delta=text, logprobs=[])

    def closing(self, form: _Form, text: str, reason: str) -> Iterator[str]:
        yield self._event("response.output_item.done", output_index=0, item=self._item(form, text))
        if reason == "stop":
            done = self._response("completed", [self._item(form, text)])
            yield self._event("response.completed", response=done)
            return
        why = {"reason": "max_output_tokens" if reason == "length" else reason}
        incomplete = {**self._response("incomplete"), "incomplete_details": why}
        yield self._event("response.incomplete", response=incomplete)

    def _item(self, form: _Form, text: str) -> dict[str, Any]:
        if form.tool:
            call = {"type": "function_call", "id": "item_1", "call_id": "call_1", "status": "completed"}
            return {**call, "name": form.tool, "arguments": text}
        content = [{"type": "output_text", "text": text, "annotations": []}] if text else []
        message = {"type": "message", "id": "item_1", "role": "assistant", "status": "completed"}
        return {**message, "content": content}

    def _event(self, kind: str, **fields: Any) -> str:
        event = {"type": kind, "sequence_number": 0, **fields}
        return f"event: {kind}\ndata: {json.dumps(event, ensure_ascii=False)}\n\n"

    def _response(self, status: str, output: list[dict[str, Any]] | None = None) -> dict[str, Any]:
        asked, answered = USAGE
        return {
            "id": "resp_1",
            "object": "response",
            "created_at": 1_700_000_000,
            "model": "loopback",
            "status": status,
            "output": output or [],
            "parallel_tool_calls": False,
            "tool_choice": "required",
            "tools": [],
            "usage": {
                "input_tokens": asked,
                "input_tokens_details": {"cached_tokens": 0},
                "output_tokens": answered,
                "output_tokens_details": {"reasoning_tokens": 0},
                "total_tokens": asked + answered,
            },
        }


class OpenAIServer(LoopbackServer):
    """The server, what it was asked, and the answers that a test has added."""

    def __init__(self, port: int = 0) -> None:
        self.requests: list[dict[str, Any]] = []
        self.answers: dict[str, dict[str, Any]] = {}
        self.texts: dict[str, str] = {}
        super().__init__(create_app(self.requests, self.answers, self.texts), port)
        self.base_url = f"http://{self.host}/v1"


if __name__ == "__main__":
    uvicorn.run(create_app([], {}, {}), host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
