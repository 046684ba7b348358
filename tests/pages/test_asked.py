"""What was asked is kept: for each kind it comes back to the letter, in the form and in the next job."""

import html
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

import pytest

from api.pages.kinds import form_of
from api.submissions import submissions
from contracts.animation import Animation
from contracts.jobs import JobState
from contracts.kinds import KINDS
from tests.api.serving import EDIT, FULL, Serving
from tests.workflows.stage import Stage

pytestmark = pytest.mark.usefixtures("stage")

OURS = [name for name, kind in KINDS.items() if not kind.from_outside]
ODD = "\n \"a\" & <b>'c'</b> {{ d }} %(e)s \\u0041 é 円 𝄞\n\nand more  "
"""Text that a page, a template or a catalogue could take for something of its own."""

URL = "https://example.com/another"


@dataclass(frozen=True)
class Request:
    """A request to a contract, and what the kind's form shows of it."""

    path: str
    body: dict[str, Any]
    form: dict[str, str]


def requests(prior: Animation) -> dict[str, Request]:
    """One of each kind, with every field that there is."""
    full = {"content": ODD, "additional_instructions": f"{ODD}!", "language": "zh-CN", "start_within": 3600}
    edit = {
        "generation_id": prior.generation_id, "prior_video_id": prior.video_id, "enhance_prompt": ODD,
        "start_within": 3600,
    }  # fmt: skip
    dialogue = {
        "provider": "kokoro",
        "turns": [
            {"speaker": "é <A>", "text": 'a "word" & <b>more</b>: {{ d }}', "index": 3},
            {"speaker": "B", "text": "%(e)s 円", "index": 7},
        ],
        "voice_assignments": [
            {"speaker": "é <A>", "voice_id": "am_adam", "voice_name": "Adam", "speed": 0.9},
            {"speaker": "B", "voice_id": "af_heart", "voice_name": "", "speed": None},
        ],
        "language": "en-GB",
        "output_format": "wav",
        "gap_ms": 701,
        "crossfade_ms": 51,
        "synthesis_mode": "segmented",
        "start_within": 3600,
        "speed": 1.25,
    }
    video = {
        "script_id": "mine",
        "user_id": "somebody else",
        "title": 'A "title" & <b>',
        "script_content": "\nOne <b>two</b> & three.\n\n{{ four }} %(five)s.",
        "language": "en-GB",
        "platform": "tiktok",
        "duration": 17,
        "voice_provider": "kokoro",
        "voice_name": "am_adam",
        "background_music": "https://example.com/a?b=%20c&d=é",
        "template_id": "bold",
    }
    address = "https://example.com/%7Ea?b=c&d=%C3%A9#é"
    shown = {name: value for name, value in video.items() if name not in ("script_id", "user_id")}
    return {
        "animation_full": Request(
            FULL, full, {name: str(full[name]) for name in ("content", "additional_instructions")}
        ),
        "animation_edit": Request(
            EDIT,
            edit,
            {"animation": f"{prior.generation_id}:{prior.video_id}", "enhance_prompt": ODD},
        ),
        "speech": Request(
            "/api/v1/jobs",
            dialogue,
            {
                "dialogue": 'é <A>: a "word" & <b>more</b>: {{ d }}\nB: %(e)s 円',
                "voice:é <A>": "am_adam",
                "voice:B": "af_heart",
                "speed:é <A>": "0.9",
                "speed:B": "",
                "gap_ms": "701",
                "crossfade_ms": "51",
                "speed": "1.25",
                **{name: str(dialogue[name]) for name in ("provider", "language", "output_format")},
            },
        ),
        "article_video": Request(
            "/api/generate-video", {"url": address, "start_within": 3600}, {"url": address}
        ),
        "script_video": Request(
            "/api/v1/jobs",
            {"video_request": video, "priority": 2, "start_within": 3600},
            {name: str(value) for name, value in shown.items()},
        ),
    }


class Fields(HTMLParser):
    """What the fields of a page's form for new jobs hold, as a browser reads it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._in_form = False
        self._textarea = ""
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a field holds."""
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "form":
            self._in_form = given.get("action", "").startswith("/new/")
        elif not self._in_form:
            return
        elif tag == "input":
            self.values[name] = given.get("value", "")
        elif tag == "textarea":
            self._textarea = name
            self.values[name] = ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and (self._select not in self.values or "selected" in given):
            self.values[self._select] = given["value"]

    def handle_data(self, data: str) -> None:
        """Collect a text area's text."""
        if self._textarea:
            self.values[self._textarea] += data

    def handle_endtag(self, tag: str) -> None:
        """Browsers pass over a line end at the beginning of a text area."""
        if tag == "textarea":
            self.values[self._textarea] = self.values[self._textarea].removeprefix("\n")
            self._textarea = ""
        elif tag == "select":
            self._select = ""


def merged(request: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """A request, flat or as script videos nest it, with other values for some of its fields."""
    return {
        name: merged(value, changes) if isinstance(value, dict) else changes.get(name, value)
        for name, value in request.items()
    }


async def kept(api: Serving, job_id: str) -> dict[str, Any]:
    """What the ledger has of a job's request."""
    return (await api.services.ledger.get(job_id)).request


async def ask(api: Serving, request: Request, **headers: str) -> str:
    """Send a request; its job's id."""
    answer = await api.client.post(request.path, json=request.body, headers=headers)
    assert answer.is_success, answer.text
    body = answer.json()
    return str(body.get("job_id") or body["id"])


def test_there_is_a_request_of_every_kind(prior: Animation) -> None:
    assert set(requests(prior)) == set(OURS) <= set(submissions())


@pytest.mark.parametrize("kind", OURS)
async def test_what_was_asked_comes_back_to_the_letter(
    stage: Stage, api: Serving, prior: Animation, kind: str
) -> None:
    request = requests(prior)[kind]
    job_id = await ask(api, request)
    assert await kept(api, job_id) == request.body
    form = form_of(kind)
    assert form

    fields = Fields((await api.client.get(f"/new/{form.slug}", params={"job": job_id})).text).values
    assert {name: fields[name] for name in request.form} == request.form

    as_browsers_send = {name: value.replace("\n", "\r\n") for name, value in fields.items()}
    sent = await api.client.post(f"/new/{form.slug}", data=as_browsers_send)
    assert sent.status_code == 303, sent.text
    changed = await kept(api, sent.headers["location"].rpartition("/")[2])
    assert changed == request.body

    await stage.ledger.close_from_outside(job_id, JobState.FAILED)
    again = await api.client.post(f"/jobs/{job_id}/again")
    repeated = again.headers["location"].rpartition("/")[2]
    assert repeated != job_id
    assert await kept(api, repeated) == request.body
    owner = (await api.services.ledger.get(job_id)).snapshot.owner
    assert (await api.services.ledger.get(repeated)).snapshot.owner == owner

    page = (await api.client.get(f"/jobs/{job_id}")).text
    told = re.findall(r'<dd class="asked">(.*?)</dd>', page, re.DOTALL)
    assert [html.unescape(text) for text in told] == [request.form[name] for name in form.told]


async def test_what_the_form_cannot_hold_stays_when_something_else_is_changed(
    api: Serving, prior: Animation
) -> None:
    request = requests(prior)["script_video"]
    job_id = await ask(api, request)
    fields = Fields((await api.client.get("/new/script", params={"job": job_id})).text).values

    sent = await api.client.post("/new/script", data={**fields, "title": "Another title"})

    changed = await kept(api, sent.headers["location"].rpartition("/")[2])
    assert changed == merged(request.body, {"title": "Another title"})


@pytest.mark.parametrize("kind", OURS)
async def test_a_key_stands_for_what_was_asked(api: Serving, prior: Animation, kind: str) -> None:
    request = requests(prior)[kind]
    key = {"Idempotency-Key": f"of {kind}"}
    job_id = await ask(api, request, **key)
    other = merged(
        request.body, {"enhance_prompt": "?", "content": "?", "gap_ms": 1, "title": "?", "url": URL}
    )

    assert await ask(api, request, **key) == job_id
    assert (await api.client.post(request.path, json=other, headers=key)).status_code == 409
    await api.services.ledger.close_from_outside(job_id, JobState.CANCELLED)
