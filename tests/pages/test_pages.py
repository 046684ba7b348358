"""The pages over HTTP: forms, security, whose jobs are seen, errors."""

import asyncio
import html
import re
from typing import Any

import httpx
import pytest

from api.pages.job_view import StepStatus, steps
from contracts.activity import ActivityDef
from contracts.animation import PLAN, RENDER, Animation
from contracts.article_video import FETCH_ARTICLE
from contracts.errors import RendererCrashed, ScriptUnsafe, SourceRefused
from contracts.jobs import JobState
from contracts.script_video import SPLIT_SCRIPT
from contracts.speech import SPEAK
from tests.api.serving import Puppet, Serving, until
from tests.workflows.stage import Stage

pytestmark = pytest.mark.usefixtures("stage")

FORMS = ("animation", "edit", "dialogue", "article", "script")
GOOD: dict[str, dict[str, str]] = {
    "animation": {"content": "Vectors"},
    "dialogue": {"dialogue": "A: One.\nB: Two.", "provider": "kokoro", "language": "en-US"},
    "article": {"url": "https://example.com/a"},
    "script": {
        "title": "Tides", "script_content": "The sea rises.", "language": "en-US", "duration": "5",
        "voice_provider": "kokoro",
    },
}  # fmt: skip
FIRST_STEP: dict[str, ActivityDef[Any, Any]] = {
    "animation": PLAN, "dialogue": SPEAK, "article": FETCH_ARTICLE, "script": SPLIT_SCRIPT,
}  # fmt: skip
BAD = [
    ("animation", {"content": ""}, "content"),
    ("animation", {"content": "a\x00b"}, "content"),
    ("animation", {"content": "x" * 20_001}, "content"),
    ("edit", {"animation": "", "enhance_prompt": "Blue"}, "animation"),
    ("edit", {"animation": "1:none", "enhance_prompt": ""}, "enhance_prompt"),
    ("dialogue", {**GOOD["dialogue"], "dialogue": ""}, "dialogue"),
    ("dialogue", {**GOOD["dialogue"], "dialogue": "nobody speaks"}, "dialogue"),
    ("dialogue", {**GOOD["dialogue"], "language": "xx"}, "language"),
    ("dialogue", {**GOOD["dialogue"], "voice:A": "no such voice"}, "voices"),
    ("dialogue", {**GOOD["dialogue"], "speed:B": "fast"}, "voices"),
    ("dialogue", {**GOOD["dialogue"], "speed:B": "3"}, "voices"),
    ("dialogue", {**GOOD["dialogue"], "output_format": "ogg"}, "output_format"),
    ("article", {"url": "ftp://example.com/"}, "url"),
    ("article", {"url": "not an address"}, "url"),
    ("script", {**GOOD["script"], "duration": "many"}, "duration"),
    ("script", {**GOOD["script"], "duration": "99999"}, "duration"),
    ("script", {**GOOD["script"], "platform": "radio"}, "platform"),
    ("script", {**GOOD["script"], "title": ""}, "title"),
    ("script", {**GOOD["script"], "background_music": "nowhere"}, "background_music"),
    ("script", {**GOOD["script"], "script_content": "***"}, "script_content"),
]


async def submit(api: Serving, form: str, **headers: str) -> str:
    """Send a good form; the new job's id."""
    answer = await api.client.post(f"/new/{form}", data=GOOD[form], headers=headers)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].rpartition("/")[2]


async def ended(api: Serving, job_id: str) -> JobState:
    async def over() -> bool:
        return (await api.services.hub.read(job_id)).state.ended

    await until(over)
    return (await api.services.hub.read(job_id)).state


# --- forms ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", sorted(GOOD))
async def test_a_form_becomes_a_job_that_can_be_made_again(stage: Stage, api: Serving, form: str) -> None:
    Puppet(stage, FIRST_STEP[form])  # so that it is open when it is cancelled
    job_id = await submit(api, form)
    first = await api.services.ledger.get(job_id)
    filled = await api.client.get(f"/new/{form}", params={"job": job_id})
    await api.services.jobs.cancel(job_id, "to try it again")
    await ended(api, job_id)

    again = await api.client.post(f"/jobs/{job_id}/again")

    for value in GOOD[form].values():
        assert value.splitlines()[0] in filled.text
    second = await api.services.ledger.get(again.headers["location"].rpartition("/")[2])
    own = {"job_id", "created_at", "generation_id"}
    assert {k: v for k, v in first.order.items() if k not in own} == {
        k: v for k, v in second.order.items() if k not in own
    }


async def test_an_edit_of_an_animation_is_a_job(api: Serving, prior: Animation) -> None:
    data = {"animation": f"{prior.generation_id}:{prior.video_id}", "enhance_prompt": "Blue"}
    answer = await api.client.post("/new/edit", data=data)
    order = (await api.services.ledger.get(answer.headers["location"].rpartition("/")[2])).order
    assert order["prior_video_id"] == prior.video_id


async def test_an_example_keeps_the_animation_that_is_to_be_edited(api: Serving, prior: Animation) -> None:
    chosen = {"animation": f"{prior.generation_id}:{prior.video_id}"}
    sent = await api.client.post("/new/edit", data={**chosen, "enhance_prompt": ""})
    for page in (await api.client.get("/new/edit", params=chosen), sent):
        (link, *_) = re.findall(r'href="(/new/edit\?example=[^"]+)"', page.text)
        example = await api.client.get(html.unescape(link))
        assert f'<option value="{chosen["animation"]}" selected>' in example.text
        assert "Make the background blue" in example.text


async def test_voices_are_chosen_for_those_who_choose_none(api: Serving) -> None:
    order = (await api.services.ledger.get(await submit(api, "dialogue"))).order
    assignments: Any = order["voice_assignments"]
    assert len({each["voice_id"] for each in assignments}) == 2


@pytest.mark.parametrize(("form", "data", "field"), BAD)
async def test_bad_input_names_its_field_and_starts_nothing(
    api: Serving, form: str, data: dict[str, str], field: str
) -> None:
    before = await api.services.ledger.count()
    answer = await api.client.post(f"/new/{form}", data=data)

    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert f'id="wrong-{field}"' in answer.text
    assert await api.services.ledger.count() == before


async def test_a_form_that_is_sent_twice_is_one_job(api: Serving) -> None:
    data = {**GOOD["animation"], "key": "the form's own"}
    answers = await asyncio.gather(*(api.client.post("/new/animation", data=data) for _ in range(3)))
    assert len({answer.headers["location"] for answer in answers}) == 1


async def test_an_earlier_dialogue_is_shown_as_it_was_heard_with_all_its_settings(api: Serving) -> None:
    turns = [
        {"speaker": "A", "text": "second", "index": 1},
        {"speaker": "B:x", "text": "first", "index": 0},
    ]
    voices = [{"speaker": "A", "voice_id": "af_heart"}, {"speaker": "B:x", "voice_id": "am_adam"}]
    request = {
        "provider": "kokoro", "turns": turns, "voice_assignments": voices, "language": "en-US", "gap_ms": 700,
        "synthesis_mode": "native",
    }  # fmt: skip
    made = await api.client.post("/api/v1/jobs", json=request)
    page = (await api.client.get("/new/dialogue", params={"job": made.json()["id"]})).text

    assert "B-x: first\nA: second" in page
    assert '<option value="am_adam" selected>' in page
    assert 'name="gap_ms" value="700"' in page
    assert 'name="synthesis_mode" value="native"' in page


@pytest.mark.parametrize("dialogue", ["".join(f"x{i}: a\n" for i in range(3000)), "A: b\n" + "c\n" * 250_000])
async def test_a_dialogue_without_end_is_refused_before_anyone_works_on_it(
    api: Serving, dialogue: str
) -> None:
    for path in ("/new/dialogue/part", "/new/dialogue"):
        answer = await api.client.post(path, data={**GOOD["dialogue"], "dialogue": dialogue})
        assert answer.status_code in (200, 422)
        assert len(answer.text) < len(dialogue) + 50_000


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["ja", "zh-TW", "en"])
async def test_every_form_opens_with_every_example(api: Serving, form: str, language: str) -> None:
    headers = {"Accept-Language": language}
    page = await api.client.get(f"/new/{form}", headers=headers)
    assert f'lang="{language}"' in page.text
    for example in re.findall(r'href="(/new/\w+\?example=\d)', page.text):
        assert (await api.client.get(example, headers=headers)).status_code == 200


async def test_trying_again_twice_is_one_job_and_only_what_failed_is_tried(
    stage: Stage, api: Serving
) -> None:
    Puppet(stage, FETCH_ARTICLE)
    job_id = await submit(api, "article")
    early = await api.client.post(f"/jobs/{job_id}/again")
    await api.services.jobs.cancel(job_id, "to try it again")
    answers = await asyncio.gather(*(api.client.post(f"/jobs/{job_id}/again") for _ in range(3)))

    assert early.status_code == 409
    assert len({answer.headers["location"] for answer in answers}) == 1


@pytest.mark.parametrize(
    ("method", "path", "data"),
    [
        ("POST", "/new/animation/part", {}),
        ("POST", "/new/none/part", {}),
        ("POST", "/language", {"language": "ja", "next": "//["}),
        ("GET", "/jobs?page=" + "1" * 5000, {}),
        ("GET", "/new/animation?example=" + "1" * 5000, {}),
        ("GET", "/new/animation?example=²", {}),
        ("POST", "/new/edit", {"animation": "²:x", "enhance_prompt": "Blue"}),
        ("POST", "/new/edit", {"animation": "1" * 5000 + ":x", "enhance_prompt": "Blue"}),
        ("POST", "/new/edit", {"animation": "99999:x", "enhance_prompt": "Blue"}),
        ("POST", "/new/dialogue", {"dialogue": "A: x", "provider": "nobody", "language": "en"}),
        (
            "POST",
            "/new/dialogue",
            {"dialogue": "A: x", "provider": "kokoro", "language": "en", "gap_ms": "²"},
        ),
        ("POST", "/new/animation", {"content": "x", "key": "\x00" * 300}),
        ("GET", "/jobs/a%2Fb", {}),
        ("GET", "/jobs/%00", {}),
    ],
)
async def test_odd_input_is_answered(api: Serving, method: str, path: str, data: dict[str, str]) -> None:
    answer = await api.client.request(method, path, data=data or None)
    assert answer.status_code < 500


async def test_a_surrogate_in_a_form_is_replaced(api: Serving) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="content"\r\n\r\n\\ud800\r\n--x--\r\n'
    kind = "multipart/form-data; boundary=x; charset=unicode_escape"
    answer = await api.client.post("/new/animation", content=body, headers={"Content-Type": kind})
    assert answer.status_code < 500


# --- security ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
@pytest.mark.parametrize("path", ["/new/animation", "/language", "/jobs/{}/cancel", "/api/jobs/{}/cancel"])
async def test_no_other_sites_page_can_post_here(api: Serving, path: str, headers: dict[str, str]) -> None:
    before = await api.services.ledger.count()
    answer = await api.client.post(path.format("x"), data=GOOD["animation"], headers=headers)
    assert answer.status_code == 403
    assert await api.services.ledger.count() == before


async def test_our_own_pages_and_programs_can(api: Serving) -> None:
    own = str(api.client.base_url).rstrip("/")
    for headers in ({}, {"Sec-Fetch-Site": "same-origin", "Origin": own}, {"Origin": own}):
        await submit(api, "animation", **headers)


async def test_what_a_job_says_is_escaped_and_nothing_inline_runs(api: Serving) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    answer = await api.client.post("/new/animation", data={"content": evil})
    pages = [answer.headers["location"], "/jobs", "/", f"/new/animation?job={answer.headers['location'][6:]}"]
    for path in pages:
        page = await api.client.get(path)
        assert "&lt;script&gt;alert(1)" in page.text
        assert "<script>" not in page.text
        assert "<img" not in page.text
        assert not re.search(r"\son\w+=|\sstyle=|javascript:", page.text.replace("onerror=alert", ""))
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


async def test_the_way_back_after_a_change_of_language_is_on_this_site(api: Serving) -> None:
    for back, to in {
        "/jobs": "/jobs",
        "//evil.example": "/",
        "https://evil.example/": "/",
        "/\\evil.example": "/",
    }.items():
        answer = await api.client.post("/language", data={"language": "ja", "next": back})
        assert answer.headers["location"] == to
    assert "language=ja" in answer.headers["set-cookie"]
    other = await api.client.post("/language", data={"language": "xx", "next": "/"})
    assert "set-cookie" not in other.headers


# --- whose jobs -------------------------------------------------------------------------------------------


async def test_who_is_known_sees_their_own_jobs_alone(api: Serving) -> None:
    job_id = await submit(api, "animation", **{"X-User-Id": "ann"})
    for path in (f"/jobs/{job_id}", f"/jobs/{job_id}/part", f"/jobs/{job_id}/live", f"/jobs/{job_id}/audio"):
        assert (await api.client.get(path, headers={"X-User-Id": "ben"})).status_code == 404
    assert (await api.client.post(f"/jobs/{job_id}/cancel", headers={"X-User-Id": "ben"})).status_code == 404
    assert job_id not in (await api.client.get("/jobs", headers={"X-User-Id": "ben"})).text
    assert job_id in (await api.client.get("/jobs", headers={"X-User-Id": "ann"})).text
    assert job_id in (await api.client.get("/jobs")).text


# --- a job ------------------------------------------------------------------------------------------------


async def test_a_failed_job_says_why_in_the_readers_language_and_in_its_own_words(
    stage: Stage, api: Serving
) -> None:
    planning = Puppet(stage, PLAN)
    job_id = await submit(api, "animation")
    planning.ends(ScriptUnsafe("it imports os"))
    assert await ended(api, job_id) is JobState.FAILED

    page = await api.client.get(f"/jobs/{job_id}", headers={"Accept-Language": "ja"})
    assert "it imports os" in page.text
    assert "失敗" in page.text
    assert f'action="/jobs/{job_id}/again"' in page.text
    assert f'action="/jobs/{job_id}/cancel"' not in page.text
    assert "animation.plan" in page.text


async def test_the_reason_a_page_was_not_read_is_told_in_the_readers_language(
    stage: Stage, api: Serving
) -> None:
    reason = SourceRefused("There is no host called {host}. Check the address.", host="nowhere.example")
    stage.answers(FETCH_ARTICLE, reason)
    job_id = await submit(api, "article")
    assert await ended(api, job_id) is JobState.FAILED

    api.client.cookies.clear()  # a language that was chosen by hand would be the reader's
    for language, told in {
        "ja": "nowhere.example というホストは見つかりません。アドレスを確認してください。",
        "zh-TW": "找不到名為 nowhere.example 的主機。請檢查網址。",
        "en": "There is no host called nowhere.example. Check the address.",
    }.items():
        page = await api.client.get(f"/jobs/{job_id}", headers={"Accept-Language": language})
        alert = page.text.partition('role="alert">')[2].partition("</div>")[0]
        assert re.sub(r"<[^>]+>", "", alert).strip() == told
        failed = page.text.partition('class="failures"')[2].partition("</ul>")[0]
        assert told in failed


async def test_a_running_job_shows_its_steps_and_the_stream_ends_with_it(stage: Stage, api: Serving) -> None:
    render = Puppet(stage, RENDER)
    job_id = await submit(api, "animation")
    await render.started.wait()
    async with api.stream(f"/jobs/{job_id}/live") as events:
        first = await anext(events)
        assert 'aria-current="step"' in first.data
        assert "data-ended" not in first.data
        render.ends()
        told = [event async for event in events]
    assert "data-ended" in told[-2].data
    assert told[-1].event == "end"


async def test_steps_are_shown_in_the_order_they_were_entered(api: Serving) -> None:
    job_id = await submit(api, "animation")
    assert await ended(api, job_id) is JobState.COMPLETED
    events = await api.services.ledger.events(job_id)
    shown = steps(events[-1], events, events[-1].updated_at)
    assert [step.name for step in shown][:3] == ["initializing", "planning", "generating_script"]
    assert {step.status for step in shown} == {StepStatus.DONE}
    at_first = steps(events[0], events[:1], events[0].updated_at)
    assert {step.status for step in at_first} == {StepStatus.AHEAD}


@pytest.mark.parametrize("path", ["/jobs/none", "/jobs/none/live", "/jobs/none/captions.vtt", "/new/none"])
async def test_what_is_not_there_is_a_page_that_leads_on(api: Serving, path: str) -> None:
    page = await api.client.get(path, headers={"Accept": "text/html"})
    assert page.status_code == 404
    assert 'href="/jobs"' in page.text


async def test_a_browser_that_goes_astray_gets_a_page_and_a_program_json(api: Serving) -> None:
    for path in ("/nonsense", "/videos/none.mp4"):
        page = await api.client.get(path, headers={"Accept": "text/html,*/*", "Accept-Language": "ja"})
        assert page.status_code == 404
        assert "ページが見つかりません" in page.text
        assert (await api.client.get(path)).json()["detail"]
    program = await api.client.get("/api/nonsense", headers={"Accept": "text/html"})
    assert program.json() == {"detail": "Not Found"}


async def test_a_change_of_language_leads_back_to_the_same_filters(api: Serving) -> None:
    page = await api.client.get("/jobs?kind=speech&state=failed")
    assert 'name="next" value="/jobs?kind=speech&amp;state=failed"' in page.text


async def test_an_attempt_that_failed_is_told_while_and_after_the_next_one_runs(
    stage: Stage, api: Serving
) -> None:
    render = Puppet(stage, RENDER)
    job_id = await submit(api, "animation")
    render.ends(RendererCrashed("the renderer died of signal 9"))

    async def told() -> bool:
        return "the renderer died of signal 9" in (await api.client.get(f"/jobs/{job_id}")).text

    await until(told)
    render.ends()
    assert await ended(api, job_id) is JobState.COMPLETED
    page = await api.client.get(f"/jobs/{job_id}")
    assert page.text.count("the renderer died of signal 9") == 1
    assert "animation.render" in page.text


async def test_an_attempt_that_failed_by_a_fault_of_ours_says_so_in_the_readers_language(
    stage: Stage, api: Serving
) -> None:
    render = Puppet(stage, RENDER)
    job_id = await submit(api, "animation")
    render.ends(RuntimeError("a list index is out of range"))

    async def told() -> bool:
        page = await api.client.get(f"/jobs/{job_id}", headers={"Accept-Language": "ja"})
        return "Reelwork 側の不具合: a list index is out of range" in page.text

    await until(told)
    render.ends()
    assert await ended(api, job_id) is JobState.COMPLETED


async def test_a_finished_video_of_an_article_is_called_as_the_article_is(stage: Stage, api: Serving) -> None:
    fetching = Puppet(stage, FETCH_ARTICLE)
    job_id = await submit(api, "article")
    await fetching.started.wait()
    url = GOOD["article"]["url"]
    title = f'<h1 class="job-title" tabindex="-1">{url}</h1>'
    row = f'href="/jobs/{job_id}">{url}</a>'
    assert title in (await api.client.get(f"/jobs/{job_id}")).text
    async with api.stream("/list/live") as events:
        assert row in (await anext(events)).data
        fetching.ends()
        assert await ended(api, job_id) is JobState.COMPLETED
        called = (await api.services.hub.read(job_id)).result
        assert called
        at_last = row.replace(url, str(called["title"]))
        async for event in events:
            if at_last in event.data:
                break
    assert title.replace(url, str(called["title"])) in (await api.client.get(f"/jobs/{job_id}")).text


@pytest.mark.parametrize("query", ["kind=x&state=y&page=z", "page=-1", "page=999999999999", "page=٣"])
async def test_a_list_passes_over_what_it_cannot_mean(api: Serving, query: str) -> None:
    assert (await api.client.get(f"/jobs?{query}")).status_code == 200


async def test_the_list_has_pages_and_filters(api: Serving) -> None:
    ids = [await submit(api, "article") for _ in range(21)]
    first = await api.client.get("/jobs", params={"kind": "article_video"})
    second = await api.client.get("/jobs", params={"kind": "article_video", "page": 2})
    assert ids[-1] in first.text
    assert ids[0] not in first.text
    assert ids[0] in second.text
    assert 'rel="prev"' in second.text


async def test_a_job_that_is_deleted_meanwhile_says_so_and_ends_the_stream(
    stage: Stage, api: Serving
) -> None:
    plan = Puppet(stage, PLAN)
    job_id = await submit(api, "animation")
    await plan.started.wait()
    async with api.stream(f"/jobs/{job_id}/live") as events:
        await anext(events)
        await api.services.jobs.cancel(job_id, "to delete it")
        await api.services.jobs.delete(job_id)
        api.services.hub.forget(job_id)
        told = [event async for event in events]
    assert "data-ended" in told[-2].data
    assert told[-1].event == "end"


async def test_the_live_list_tells_of_a_new_job(api: Serving) -> None:
    async with api.stream("/list/live?kind=animation_full") as events:
        await anext(events)
        job_id = await submit(api, "animation")
        while f"row-{job_id}" not in (await anext(events)).data:
            pass


async def test_assets_are_served_by_the_project_itself(api: Serving) -> None:
    page = await api.client.get("/")
    needed = re.findall(r'(?:src|href)="(/assets/[^"]+)"', page.text)
    assert len(needed) == 5
    for path in needed:
        answer: httpx.Response = await api.client.get(path)
        assert answer.status_code == 200
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page.text)
