"""The pages of the contracts (``docs/contracts``) against the application: what they say is what it does."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from fastapi import FastAPI
from fastapi.routing import APIWebSocketRoute, iter_route_contexts
from pydantic import BaseModel

from api import animation, article_video, script_video, speech, speech_errors
from api.app import create_app
from api.errors import UNASKED
from contracts import errors
from contracts.animation import ANIMATION_EDIT, ANIMATION_FULL, AnimationResult
from contracts.article_video import ARTICLE_PHASES, ARTICLE_VIDEO, EXTRACTING
from contracts.errors import ReelworkError
from contracts.jobs import (
    JobOrder,
    JobSnapshot,
    JobState,
)
from contracts.kinds import KINDS
from contracts.messages import SHARED_WORDS
from contracts.phases import Phase, Phases
from contracts.script_video import SCRIPT_PHASES, SCRIPT_VIDEO
from contracts.speech import SPEECH, SpeechResult
from contracts.video import VideoResult
from runtime.settings import Settings

ROOT: Final = Path(__file__).parents[2]
FOLDER: Final = ROOT / "docs" / "contracts"
PAGES: Final = ("animation-jobs", "speech-jobs", "job-cancellation", "article-videos", "script-videos")

_FENCE: Final = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_HEADING: Final = re.compile(r"^#+ (.*)$")
_CITED: Final = re.compile(r"docs/contracts/([\w-]+)\.md(?:#([\w-]+))?")
_LINK: Final = re.compile(r"\]\(([\w-]+\.md)?(?:#([\w-]+))?\)")

Row = dict[str, str]


@dataclass(frozen=True)
class Document:
    """A page: its text without examples, and under each heading's anchor the rows of the table there."""

    text: str
    tables: Mapping[str, list[Row]]

    def column(self, anchor: str, column: str) -> list[str]:
        """A column of a table, without the backticks."""
        return [row[column].strip("`") for row in self.tables[anchor]]


@cache
def document(name: str) -> Document:
    """Read a page; a heading's anchor is the one that GitHub gives it."""
    text = _FENCE.sub("", (FOLDER / f"{name}.md").read_text())
    tables: dict[str, list[Row]] = {}
    rows: list[Row] = []
    columns: list[str] = []
    for line in text.splitlines():
        if heading := _HEADING.match(line):
            rows, columns = tables.setdefault(_anchor(heading[1]), []), []
        elif line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if not columns:
                columns = cells
            elif set(line) - set("|-"):
                rows.append(dict(zip(columns, cells, strict=True)))
    return Document(text, tables)


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    return create_app(Settings(home=tmp_path_factory.mktemp("home")))


# --- endpoints --------------------------------------------------------------------------------------------

Endpoints = dict[tuple[str, str], set[str]]
TOO_MANY: Final = "429"
"""Of connections everywhere, and of jobs where they are started."""


def shared_answers() -> set[str]:
    """Those that every endpoint may give; the pages and the API's description name them where they like."""
    return set(document("README").column("answers-that-every-endpoint-may-give", "answer"))


def on_the_pages() -> Endpoints:
    """Each endpoint of a page with its own answers; of one that contracts share, those of all of them."""
    elsewhere = shared_answers() - {TOO_MANY}
    found: Endpoints = {}
    for name, anchor in [
        *(("README", anchor) for anchor in ("files", "tickets", "health")),
        *((page, "endpoints") for page in PAGES),
    ]:
        for row in document(name).tables[anchor]:
            endpoint = row["method"], row["path"].strip("`")
            found.setdefault(endpoint, set()).update(re.findall(r"\d+", row["answers"]))
    return {endpoint: answers - elsewhere for endpoint, answers in found.items()}


def of_the_application(app: FastAPI) -> Endpoints:
    """Each endpoint that its description names, with its answers, and the WebSockets."""
    found: Endpoints = {
        (method.upper(), path): _own(operation["responses"])
        for path, operations in app.openapi()["paths"].items()
        for method, operation in operations.items()
    }
    for route in iter_route_contexts(app.routes):
        if isinstance(route.original_route, APIWebSocketRoute):
            assert route.path
            found["WS", route.path] = set()
    return found


def _own(responses: Mapping[str, Mapping[str, Any]]) -> set[str]:
    """The answers that are an endpoint's own: not those of all of them, unless it means more by one."""
    of_all = shared_answers()
    if responses[TOO_MANY]["description"] != UNASKED[int(TOO_MANY)]["description"]:
        of_all.discard(TOO_MANY)
    return set(responses) - of_all


def test_the_pages_have_every_endpoint_with_its_answers_and_no_other(app: FastAPI) -> None:
    assert on_the_pages() == of_the_application(app)


# --- fields -----------------------------------------------------------------------------------------------

REQUESTS: Final[dict[tuple[str, str], type[BaseModel]]] = {
    ("animation-jobs", "full-request"): animation.AnimationRequest,
    ("animation-jobs", "edit-request"): animation.AnimationEditRequest,
    ("speech-jobs", "dialogue"): speech.SpeechRequest,
    ("speech-jobs", "turn"): speech.SpeechTurnRequest,
    ("speech-jobs", "voice-assignment"): speech.SpeechVoiceRequest,
    ("speech-jobs", "one-voice"): speech.SpeechLineRequest,
    ("article-videos", "video-request"): article_video.ArticleVideoRequest,
    ("script-videos", "job-request"): script_video.ScriptVideoRequest,
    ("script-videos", "video-request"): script_video.ScriptVideoDetails,
}
MODELS: Final[dict[tuple[str, str], type[BaseModel]]] = REQUESTS | {
    ("animation-jobs", "created"): animation.AnimationCreated,
    ("animation-jobs", "status"): animation.AnimationJob,
    ("animation-jobs", "result"): AnimationResult,
    ("animation-jobs", "prompts"): animation.AnimationPrompts,
    ("animation-jobs", "generation"): animation.AnimationGeneration,
    ("speech-jobs", "created"): speech.SpeechCreated,
    ("speech-jobs", "voices"): speech.SpeechVoices,
    ("speech-jobs", "result"): SpeechResult,
    ("job-cancellation", "cancelled"): article_video.ArticleVideoCancelled,
    ("article-videos", "created"): article_video.ArticleVideoCreated,
    ("article-videos", "job"): article_video.ArticleVideoJob,
    ("article-videos", "video"): article_video.FinishedArticleVideo,
    ("script-videos", "queued"): script_video.ScriptVideoQueued,
    ("script-videos", "job"): script_video.ScriptVideoJob,
    ("script-videos", "video"): script_video.ScriptVideo,
    ("script-videos", "result"): VideoResult,
    ("script-videos", "cancelled"): script_video.ScriptVideoCancelled,
}


@pytest.mark.parametrize(("page", "anchor"), REQUESTS, ids=map("#".join, REQUESTS))
def test_the_fields_of_a_request_have_these_defaults_and_choices(page: str, anchor: str) -> None:
    schema = REQUESTS[page, anchor].model_json_schema()
    for row in document(page).tables[anchor]:
        name = row["field"].strip("`")
        field = schema["properties"][name]
        required = name in schema.get("required", ())
        assert row["default"].strip("`") == ("required" if required else _default(field["default"])), name
        assert row["type"] == _type(field, schema), name
        for choice in _resolved(field, schema).get("enum", ()):
            assert f"`{choice}`" in row["bounds"], name
        numbers = {float(number) for number in re.findall(r"\d+(?:\.\d+)?", row["bounds"].replace(",", ""))}
        assert numbers >= set(_bounds(_resolved(field, schema))), name


def _default(value: object) -> str:
    return "none" if value is None else str(value) or "empty"


def _resolved(field: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """A field's own schema: that of its model, and of the value rather than its absence."""
    for option in field.get("anyOf", ()):
        if option.get("type") != "null":
            return _resolved(option, schema)
    if "$ref" in field:
        found: dict[str, Any] = schema["$defs"][field["$ref"].rpartition("/")[2]]
        return found
    return field


def _type(field: dict[str, Any], schema: dict[str, Any]) -> str:
    json_type = _resolved(field, schema)["type"]
    return {"array": "list"}.get(json_type, str(json_type))


def _bounds(field: dict[str, Any]) -> Iterator[int]:
    for bound in ("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems"):
        if bound in field:
            yield field[bound]


@pytest.mark.parametrize(("page", "anchor"), MODELS, ids=map("#".join, MODELS))
def test_a_request_or_an_answer_has_these_fields(page: str, anchor: str) -> None:
    assert document(page).column(anchor, "field") == list(MODELS[page, anchor].model_fields)


def test_a_speech_job_has_the_fields_of_its_creation_and_these() -> None:
    page = document("speech-jobs")
    fields = [*page.column("created", "field"), *page.column("job", "field")]

    assert fields == list(speech.SpeechJob.model_fields)


# --- states -----------------------------------------------------------------------------------------------


def snapshot(kind: str, state: JobState, step: str) -> JobSnapshot:
    now = datetime.now(UTC)
    order = JobOrder(job_id="a", kind=kind, owner="b", created_at=now, time_limit=timedelta(minutes=1))
    return KINDS[kind].steps.accepted(order).model_copy(update={"state": state, "step": step})


def word_of(page: str, state: JobState, step: str) -> str:
    """What a front end of this contract is told of a job in this state."""
    match page:
        case "animation-jobs":
            return str(animation.view(snapshot(ANIMATION_FULL, state, step))["status"])
        case "speech-jobs":
            return speech.STATUSES[state]
        case "script-videos":
            return script_video._job(snapshot(SCRIPT_VIDEO, state, step)).status
        case _:
            return article_video.view(snapshot(ARTICLE_VIDEO, state, step)).status


@pytest.mark.parametrize("page", PAGES)
def test_the_states_have_these_words(page: str) -> None:
    rows = document(page).tables["states"]
    words = {row["state"].strip("`"): re.findall(r"`(\w+)`", row["word"]) for row in rows}

    assert words == {
        state.value: list(dict.fromkeys(word_of(page, state, step) for step in ("initializing", "later")))
        for state in JobState
    }


def test_the_core_has_these_states() -> None:
    assert document("README").column("states", "state") == [state.value for state in JobState]


# --- steps ------------------------------------------------------------------------------------------------

OURS: Final = [name for name, kind in KINDS.items() if not kind.from_outside]


def page_of(kind: str) -> Document:
    """The page that the index names for a kind, and that has a table of its steps."""
    (page,) = (
        page
        for row in document("README").tables["the-contracts"]
        if f"`{kind}`" in row["kinds of job"]
        for page in re.findall(r"\((.+)\.md\)", row["contract"])
        if "steps" in document(page).tables
    )
    return document(page)


@pytest.mark.parametrize("kind", OURS)
def test_the_steps_have_these_percentages(kind: str) -> None:
    rows = page_of(kind).tables["steps"]

    assert [(row["step"].strip("`"), row["from"], row["to"]) for row in rows] == [
        (step.name, _percent(step.low), _percent(step.high)) for step in KINDS[kind].steps.steps
    ]


def _percent(fraction: float) -> str:
    return f"{fraction * 100:.0f} %"


@pytest.mark.parametrize("kind", [ANIMATION_FULL, ANIMATION_EDIT, SPEECH])
def test_the_steps_have_these_messages(kind: str) -> None:
    assert page_of(kind).column("steps", "message") == [
        KINDS[kind].steps.words[step.name] for step in KINDS[kind].steps.steps
    ]


def _by_step(kind: str, phases: Phases, *more: Phase) -> dict[str, tuple[str, str]]:
    """What is said in the second of seven scenes of each step, and when the step is done."""
    steps = KINDS[kind].steps

    def said(phase: Phase) -> tuple[str, str]:
        doing = phase.doing(1, 7).in_words(steps.words).text()
        return doing, steps.words[phase.done].format(scenes=7) if phase.done else ""

    every = (*more, *vars(phases).values())
    return {
        steps.first.name: (steps.words[steps.first.name], ""),
        **{phase.step.name: said(phase) for phase in every},
    }


def _filled(text: str) -> str:
    return text.replace("{scenes}", "7").replace("{scene}", "2")


def test_the_phases_of_videos_have_these_messages() -> None:
    articles = _by_step(ARTICLE_VIDEO, ARTICLE_PHASES, EXTRACTING)
    scripts = _by_step(SCRIPT_VIDEO, SCRIPT_PHASES)

    for page, said in (("article-videos", articles), ("script-videos", scripts)):
        for row in document(page).tables["steps"]:
            told = _filled(row["while it runs"]), _filled(row.get("when it is done", ""))
            assert told == said[row["step"].strip("`")]


# --- sentences and limits ---------------------------------------------------------------------------------

SENTENCES: Final = (
    ("README", SHARED_WORDS["failed"]),
    ("README", SHARED_WORDS["cancelled"]),
    ("animation-jobs", SHARED_WORDS["completed"]),
    ("animation-jobs", SHARED_WORDS["cancelled"]),
    ("article-videos", article_video.CREATED_MESSAGE),
    ("article-videos", KINDS[ARTICLE_VIDEO].steps.words["completed"]),
    ("script-videos", script_video.CREATED_MESSAGE),
    ("script-videos", KINDS[SCRIPT_VIDEO].steps.words["completed"]),
    ("script-videos", script_video.CANCELLED_MESSAGE),
    ("script-videos", script_video.CANCELLING_MESSAGE),
)


@pytest.mark.parametrize(("page", "sentence"), SENTENCES)
def test_a_sentence_stands_on_its_page(page: str, sentence: str) -> None:
    assert f'"{sentence}"' in " ".join(document(page).text.split())


@pytest.mark.parametrize("kind", OURS)
def test_the_limits_of_a_kind_stand_on_its_page(kind: str) -> None:
    text, row = page_of(kind).text, KINDS[kind]

    assert f"{row.time_limit // timedelta(minutes=1)} minutes" in text
    if row.pending_limit:
        assert f"within {row.pending_limit // timedelta(hours=1)} hours" in text
    if row.max_active:
        assert f"at most {row.max_active} open" in text


def test_what_is_kept_is_kept_so_long() -> None:
    rows = document("README").tables["how-long-it-stays"]

    assert [row["kind"].strip("`") for row in rows] == OURS
    for row in rows:
        kind = KINDS[row["kind"].strip("`")]
        kept = f"{kind.kept.days} days" if kind.kept else "until somebody deletes it"
        assert row["what it made is kept"] == kept
        assert row["and outlives its job"].partition(":")[0] == ("yes" if kind.outlives_job else "no")
    text = " ".join(document("README").text.split())
    defaults = {name: field.default for name, field in Settings.model_fields.items()}
    assert f"failed job is kept for {defaults['retention_days']} days" in text
    assert f"cancelled one for {defaults['cancelled_retention_days']} days" in text


# --- errors -----------------------------------------------------------------------------------------------


def known_errors() -> dict[str, type[ReelworkError]]:
    """The error table, by code."""
    every = (value for value in vars(errors).values() if isinstance(value, type))
    return {e.code: e for e in every if issubclass(e, ReelworkError) and e is not ReelworkError}


def test_the_table_of_errors_is_whole() -> None:
    rows = {row["code"].strip("`"): row for row in document("README").tables["errors"]}

    assert rows.keys() == known_errors().keys()
    for code, error in known_errors().items():
        # An error that says nothing of a request has the status of one that nobody foresaw.
        assert rows[code]["status"] == ("" if error.http_status == 500 else str(error.http_status)), code
        assert rows[code]["tried again"] == ("yes" if error.retryable else "no"), code


def test_speech_has_these_words_for_errors() -> None:
    rows = document("speech-jobs").tables["errors"]

    assert {row["code"].strip("`"): row["message"] for row in rows} == speech_errors.WORDS
    for row in rows:
        error = known_errors()[row["code"].strip("`")]
        assert row["status"] == ("" if error.http_status == 500 else str(error.http_status))


# --- citations --------------------------------------------------------------------------------------------


def _sources() -> Iterator[Path]:
    """Everything that may cite a page; not what lies beside the project (``.venv``, ``var``)."""
    for top in ROOT.iterdir():
        if not top.name.startswith(".") and top.name != "var":
            files = top.rglob("*") if top.is_dir() else (top,)
            yield from (path for path in files if path.suffix in {".py", ".md", ".toml"})


def test_whoever_cites_a_page_finds_it() -> None:
    lost = [
        f"{path.relative_to(ROOT)}: {cited[0]}"
        for path in _sources()
        for cited in _CITED.finditer(path.read_text())
        if not _is_there(cited[1], cited[2])
    ]

    assert not lost


@pytest.mark.parametrize("page", ["README", *PAGES])
def test_the_links_between_the_pages_lead_somewhere(page: str) -> None:
    for target, anchor in _LINK.findall(document(page).text):
        assert _is_there(target.removesuffix(".md") or page, anchor), (target, anchor)


def _is_there(page: str, anchor: str | None) -> bool:
    exists = (FOLDER / f"{page}.md").is_file()
    return exists and (not anchor or anchor in document(page).tables)
