"""Pexels on loopback, strict about what is asked, with real pictures and a real clip.

The key says how it answers: ``GOOD`` finds, anything else is a ``Fault``. Whatever is looked for, the same
pictures are found, so that it shows when one is used twice. They are a bright disc on dark, grainy ground;
the clip is ffmpeg's moving gradients.
"""

import asyncio
import io
import subprocess
import time
from enum import StrEnum
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from fastapi import Depends, FastAPI, Request, Response
from fastapi.responses import JSONResponse
from imageio_ffmpeg import get_ffmpeg_exe  # type: ignore[import-untyped]
from PIL import Image, ImageChops, ImageDraw

from tests.servers.loopback import LoopbackServer

GOOD: Final = "good-pexels-key"
RETRY_AFTER_SECONDS: Final = 7
RESET_SECONDS: Final = 40
CLIP_SECONDS: Final = 2
PHOTOS: Final = tuple(range(101, 113))
VIDEOS: Final = (201, 202)
LOCALES: Final = ("en-US", "ja-JP", "zh-TW", "zh-CN")
_FOCUS: Final = (0.7, 0.3)
"""Where the disc of a picture is."""


class Fault(StrEnum):
    """What goes wrong with a request of this key."""

    UNKNOWN = "key-unknown"
    FORBIDDEN = "key-forbidden"
    RATE_LIMITED = "key-rate-limited"
    QUOTA = "key-quota"
    OUTAGE = "key-outage"
    BAD_REQUEST = "key-bad-request"
    NONSENSE = "key-nonsense"
    EMPTY = "key-empty"
    ONLY_SHORT_CLIPS = "key-only-short-clips"
    BROKEN_FILES = "key-broken-files"
    BROKEN_CLIPS = "key-broken-clips"
    FILES_OUT_OF_ORDER = "key-files-out-of-order"


class Refused(Exception):
    """An error answer."""

    def __init__(self, status: int, headers: dict[str, str] | None = None) -> None:
        super().__init__(status)
        self.status = status
        self.headers = headers


def picture(number: int, width: int, height: int) -> bytes:
    """A picture of this number, as JPEG."""
    ground = Image.radial_gradient("L").resize((width, height)).point(lambda value: 60 + value // 8)
    drawn = ImageChops.add(ground, Image.effect_noise((width, height), 40), 2, -32)
    drawn = Image.merge("RGB", (drawn, drawn.point(lambda value: value * (number % 7) // 7), drawn))
    x, y, radius = _FOCUS[0] * width, _FOCUS[1] * height, 0.08 * height
    ImageDraw.Draw(drawn).ellipse((x - radius, y - radius, x + radius, y + radius), fill=(250, 210, 60))
    file = io.BytesIO()
    drawn.save(file, "JPEG")
    return file.getvalue()


@cache
def clip() -> bytes:
    """A clip, upright, of ``CLIP_SECONDS``."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "clip.mp4"
        source = f"gradients=size=720x1280:rate=10:duration={CLIP_SECONDS}:speed=0.1"
        encoding = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")
        subprocess.run(
            [
                get_ffmpeg_exe(),
                "-v",
                "error",
                "-f",
                "lavfi",
                "-i",
                source,
                *encoding,
                str(path),
            ],
            check=True,
        )
        return path.read_bytes()


def create_app(requests: list[dict[str, str]]) -> FastAPI:
    """The server; what good requests ask, and their path, is appended to ``requests``."""
    app = FastAPI(openapi_url=None)
    checked = Depends(_check_key)

    @app.exception_handler(Refused)
    async def refuse(request: Request, error: Refused) -> Response:  # noqa: ARG001
        return JSONResponse({"status": error.status, "code": "No"}, error.status, error.headers)

    @app.get("/v1/search", dependencies=[checked])
    async def photos(request: Request) -> Any:
        key, portrait = _asked(request, requests)
        if key == Fault.NONSENSE:
            return {"photos": [{"id": "x"}]}
        width, height = (2000, 3000) if portrait else (3000, 2000)
        found = [] if key == Fault.EMPTY else [_photo(request, key, n, width, height) for n in PHOTOS]
        return {"page": 1, "per_page": 30, "photos": found, "total_results": len(found)}

    @app.get("/videos/search", dependencies=[checked])
    async def videos(request: Request) -> Any:
        key, portrait = _asked(request, requests)
        found = [_video(request, key, n) for n in VIDEOS] if portrait and key != Fault.EMPTY else []
        return {"page": 1, "per_page": 30, "videos": found, "total_results": len(found), "url": ""}

    @app.get("/photos/{number}.jpeg")
    async def photo(number: int, h: int = 0, w: int = 0) -> Response:
        height = h or w * 3 // 2
        return Response(
            await asyncio.to_thread(picture, number, height * 2 // 3, height), media_type="image/jpeg"
        )

    @app.get("/clips/{number}.mp4")
    async def video(number: int) -> Response:  # noqa: ARG001
        return Response(await asyncio.to_thread(clip), media_type="video/mp4")

    @app.get("/broken/{name}")
    async def broken(name: str) -> Response:
        whole = await asyncio.to_thread(clip if name.endswith("mp4") else lambda: picture(1, 600, 900))
        return Response(whole[:2000], media_type="video/mp4" if name.endswith("mp4") else "image/jpeg")

    @app.get("/out-of-order/{name}")
    async def out_of_order(name: str) -> Response:  # noqa: ARG001
        return Response(status_code=503)

    return app


def _asked(request: Request, requests: list[dict[str, str]]) -> tuple[str, bool]:
    """The key, and whether upright ones are asked for."""
    asked = dict(request.query_params)
    if set(asked) != {"query", "orientation", "locale", "per_page"} or not asked["query"]:
        raise Refused(400)
    if asked["orientation"] not in ("portrait", "landscape") or asked["locale"] not in LOCALES:
        raise Refused(400)
    if not 1 <= int(asked["per_page"]) <= 80:
        raise Refused(400)
    requests.append({"path": request.url.path, **asked})
    return request.headers["authorization"], asked["orientation"] == "portrait"


def _photo(request: Request, key: str, number: int, width: int, height: int) -> dict[str, Any]:
    link = _link(request, key, f"photos/{number}.jpeg")
    return {
        "id": number,
        "width": width,
        "height": height,
        "url": f"https://www.pexels.com/photo/{number}/",
        "photographer": f"Photographer {number}",
        "photographer_url": f"https://www.pexels.com/@{number}",
        "photographer_id": number,
        "avg_color": "#3C3C3C",
        "src": {"original": link, "large2x": f"{link}?auto=compress&cs=tinysrgb&h=650&w=940&dpr=2"},
        "liked": False,
        "alt": f"Disc {number}",
    }


def _video(request: Request, key: str, number: int) -> dict[str, Any]:
    link = _link(request, key, f"clips/{number}.mp4")
    file = {"quality": "hd", "file_type": "video/mp4", "fps": 10.0, "link": link}
    return {
        "id": number,
        "width": 720,
        "height": 1280,
        "duration": 0 if key == Fault.ONLY_SHORT_CLIPS else CLIP_SECONDS,
        "url": f"https://www.pexels.com/video/{number}/",
        "image": "",
        "user": {"id": number, "name": f"Filmer {number}", "url": f"https://www.pexels.com/@{number}"},
        "video_files": [
            {**file, "id": 1, "width": None, "height": None, "quality": "hls", "link": link + ".m3u8"},
            {**file, "id": 2, "width": 360, "height": 640, "quality": "sd"},
            {**file, "id": 3, "width": 2160, "height": 3840, "quality": "uhd", "link": link + "?too-large"},
            {**file, "id": 4, "width": 720, "height": 1280},
        ],
    }


def _link(request: Request, key: str, path: str) -> str:
    base = str(request.base_url)
    if key == Fault.BROKEN_FILES or (key == Fault.BROKEN_CLIPS and path.endswith("mp4")):
        return f"{base}broken/{path.rpartition('/')[2]}"
    return f"{base}out-of-order/x" if key == Fault.FILES_OUT_OF_ORDER else base + path


def _check_key(request: Request) -> None:
    """Refuse a request for its key."""
    match request.headers.get("authorization", ""):
        case Fault.FORBIDDEN:
            raise Refused(403)
        case Fault.RATE_LIMITED:
            raise Refused(429, {"retry-after": str(RETRY_AFTER_SECONDS)})
        case Fault.QUOTA:
            raise Refused(429, {"x-ratelimit-reset": str(int(time.time()) + RESET_SECONDS)})
        case Fault.OUTAGE:
            raise Refused(500)
        case Fault.BAD_REQUEST:
            raise Refused(400)
        case key if key != GOOD and (key == Fault.UNKNOWN or key not in list(Fault)):
            raise Refused(401)


class PexelsServer(LoopbackServer):
    """The server, and what it was asked."""

    def __init__(self) -> None:
        self.requests: list[dict[str, str]] = []
        super().__init__(create_app(self.requests))
        self.url = f"http://{self.host}"
