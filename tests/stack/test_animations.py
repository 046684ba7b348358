"""An animation, an edit of it, and what can then be fetched."""

import ast
import io
import json
from typing import Any

import av
import httpx
import numpy as np
from httpx_sse import aconnect_sse
from PIL import Image

from tests.api.serving import EDIT, FULL, VECTORS


async def test_an_animation_and_a_red_edit_of_it(client: httpx.AsyncClient) -> None:
    created = (await client.post(FULL, json=VECTORS)).json()
    first = await result_of(client, "GET", f"/api/job/{created['job_id']}/stream")
    edit = {
        "generation_id": first["generation_id"],
        "prior_video_id": first["video_id"],
        "enhance_prompt": "色を赤に変更してください",
    }

    edited = await result_of(client, "POST", f"{EDIT}/stream", json=edit)

    assert edited["video_id"] != first["video_id"]
    assert edited["generation_id"] == first["generation_id"]
    assert await redness(client, edited) > 2 * await redness(client, first) + 0.01
    for video in (first, edited):
        code = await client.get(video["manim_code_path"])
        assert any(isinstance(node, ast.ClassDef) for node in ast.parse(code.text).body)
        board = (await client.get(video["storyboard_path"])).json()["storyboard"]
        assert len(video["scene_ends"]) == len(board["scenes"])
        assert video["scene_ends"] == sorted(video["scene_ends"])
        poster = await client.get(video["poster_path"])
        assert poster.headers["Content-Type"] == "image/jpeg"
        assert np.asarray(Image.open(io.BytesIO(poster.content))).std() > 10  # no empty stage
    assert first["prompt_path"] == edited["prompt_path"]
    prompts = (await client.get(edited["prompt_path"])).json()
    assert prompts["content"] == VECTORS["content"]
    assert [video["prompt"] for video in prompts["videos"]][-1] == edit["enhance_prompt"]


async def result_of(client: httpx.AsyncClient, method: str, path: str, **options: Any) -> dict[str, Any]:
    """Follow a job to its end; its result."""
    async with aconnect_sse(client, method, path, **options) as source:
        events = [event async for event in source.aiter_sse() if event.event != "ping"]
    told = [json.loads(event.data) for event in events]
    assert events[0].event == "status"
    assert events[-1].event == "completed", told[-1]["error"]
    progress = [job["progress"] for job in told]
    assert progress == sorted(progress)
    result: dict[str, Any] = told[-1]["result"]
    assert result["ok"] is True
    assert result["video_path"] == f"/videos/{result['video_id']}/480p15/GeneratedScene.mp4"
    return result


async def redness(client: httpx.AsyncClient, result: dict[str, Any]) -> float:
    """Which part of what is drawn in a video, by some of its frames, is red."""
    response = await client.get(result["video_path"])
    assert response.headers["content-type"] == "video/mp4"
    with av.open(io.BytesIO(response.content), "r") as video:
        (stream,) = video.streams.video
        assert (stream.width, stream.height) == (854, 480)
        assert stream.average_rate
        count = red = drawn = 0
        for frame in video.decode(stream):
            if count % 15 == 0:  # all of them would take gigabytes
                pixels = frame.to_ndarray(format="rgb24").reshape(-1, 3)
                seen = pixels[pixels.max(axis=1) > 60].astype(int)
                drawn += len(seen)
                others = seen[:, 1:].max(axis=1)
                red += int(((seen[:, 0] > 100) & (seen[:, 0] > 1.5 * others)).sum())
            count += 1
        assert count / float(stream.average_rate) > 3
    return red / drawn
